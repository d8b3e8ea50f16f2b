"""Scores a file of answers without a campaign: what ``chamdiem score FILE --json`` reads and prints.

``{set, units: {A: {"1.2": {a: 3, b: 4}, …, general: {"1.4": 8200}}}, blocks: {A: …}, closed: true}``.
Every number of the result is text: ``points`` rounded half-up as the set says, ``exact`` never rounded.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from criteria.schema import CriteriaSet, Input
from criteria.vietnamese import half_up, plain
from scoring.answers import claim_of, figure_given
from scoring.claims import ZERO, figure
from scoring.facts import Claim
from scoring.peers import score_block
from scoring.ranking import rank
from scoring.rules import Score
from scoring.sheet import Sheet
from scoring.typed import AnswerError, absent, canonical

LARGEST = 50_000_000  # bytes of a score file: some 10,000 units
GENERAL = ("general", "tt")
_KEYS = ("set", "units", "blocks", "closed")
_CLOSED = Input(key="closed", label="", type="yes_no")


class CaseError(Exception):
    """The file is wrong: in which unit and criterion, and what to write."""

    def __init__(self, message: str, unit: str = "", criterion: str = "") -> None:
        where = [f"unit {unit!r}"] if unit else []
        where += [f"criterion {criterion}"] if criterion else []
        super().__init__(f"{', '.join(where)}: {message}" if where else message)
        self.unit, self.criterion, self.message = unit, criterion, message


@dataclass(frozen=True, slots=True)
class Case:
    """What a file says: the units' claims, who is compared with whom, and whether that is final."""

    criteria: CriteriaSet
    units: Mapping[str, Mapping[str, Claim]]
    blocks: Mapping[str, str]
    closed: bool = False


def read_case(data: Any, load: Callable[[str], CriteriaSet]) -> Case:
    """The content of a file in which every scalar is text; raises CaseError, and what ``load`` raises."""
    if not isinstance(data, dict) or not isinstance(data.get("set"), str):
        raise CaseError("write set: SET, units: {NAME: {CRITERION: ANSWER}}")
    if unknown := [str(key) for key in data if key not in _KEYS]:
        raise CaseError(f"there is no key {', '.join(unknown)}; keys are {', '.join(_KEYS)}")
    criteria = load(data["set"])
    units = _mapping(data.get("units"), "units")
    closed = _closed(data.get("closed"))
    claims = {unit: _claims(criteria, unit, _mapping(given, unit)) for unit, given in units.items()}
    return Case(criteria, claims, _blocks(data.get("blocks"), claims), closed)


def result_of(case: Case) -> dict[str, Any]:
    """Scores, totals and ranks of all units, in the order of the file."""
    found: dict[str, Any] = {}
    for block in dict.fromkeys(case.blocks[unit] for unit in case.units):
        members = {unit: claims for unit, claims in case.units.items() if case.blocks[unit] == block}
        sheets = score_block(case.criteria, members, closed=case.closed)
        ranks = rank({unit: sheet.total for unit, sheet in sheets.items()})
        for unit, sheet in sheets.items():
            found[unit] = _unit(case.criteria, sheet, ranks[unit])
    return {"set": case.criteria.id, "units": {unit: found[unit] for unit in case.units}}


def _unit(criteria: CriteriaSet, sheet: Sheet, place: int) -> dict[str, Any]:
    places = criteria.rounding.places
    return {
        "criteria": {key: _score(score, places) for key, score in sheet.scores.items()},
        "groups": {key: plain(points) for key, points in sheet.groups.items()},
        "total": plain(half_up(sheet.total, places)),
        "total_exact": plain(sheet.total),
        "level": None,
        "rank": str(place),
    }


def _score(score: Score, places: int) -> dict[str, Any]:
    return {
        "points": plain(half_up(score.counted, places)),
        "exact": plain(score.counted),
        "state": score.state,
        "derivation": score.derivation,
        "flags": list(score.flags),
    }


# reading ------------------------------------------------------------------------------------------------


def _claims(criteria: CriteriaSet, unit: str, given: dict[str, Any]) -> dict[str, Claim]:
    general: dict[str, str] = {}
    for name in GENERAL:
        if name in given and name not in criteria.by_id:
            general |= _general(criteria, unit, _mapping(given[name], unit, name))
    answers = {key: value for key, value in given.items() if key not in GENERAL or key in criteria.by_id}
    known = partial(_known, criteria, answers, general)
    claims = {}
    for key, answer in answers.items():
        if key not in criteria.by_id:
            raise CaseError(_no_such(criteria, key), unit)
        try:
            claim = claim_of(criteria.by_id[key], answer, known)
        except AnswerError as error:
            raise CaseError(str(error), unit, key) from error
        if claim is not None:
            claims[key] = claim
    return claims


def _general(criteria: CriteriaSet, unit: str, given: dict[str, Any]) -> dict[str, str]:
    found = {}
    for key, value in given.items():
        field = criteria.info_by_key.get(key)
        if field is None:
            raise CaseError(f"the general information has no line {key!r}", unit)
        try:
            if not absent(value):
                found[key] = canonical(field, value)
        except AnswerError as error:
            raise CaseError(f"general information, {error}", unit, key) from error
    return found


def _known(
    criteria: CriteriaSet, answers: dict[str, Any], general: dict[str, str], asked: Input
) -> str | None:
    """The sum of the figures that an input is the same as, where all of them are given."""
    total = ZERO
    for source in asked.same_as:
        text = general.get(source)
        if text is None and source not in criteria.info_by_key:
            item, _, key = source.rpartition(".")
            text = figure_given(criteria.by_id[item], key, answers.get(item))
        if text is None:
            return None
        total += figure(text)
    return plain(total) if asked.same_as else None


def _closed(given: Any) -> bool:
    try:
        return not absent(given) and canonical(_CLOSED, given) == "1"
    except AnswerError as error:
        raise CaseError(f"closed: {error}") from error


def _blocks(given: Any, units: Mapping[str, object]) -> dict[str, str]:
    said = {} if absent(given) else _mapping(given, "blocks")
    if unknown := [unit for unit in said if unit not in units]:
        raise CaseError(f"blocks names {unknown[0]!r}, which is none of the units")
    return {unit: str(said.get(unit, "")) for unit in units}


def _mapping(given: Any, *where: str) -> dict[str, Any]:
    if absent(given):
        return {}
    if not isinstance(given, dict):
        raise CaseError(f"{', '.join(where)}: write keys and values, like {{KEY: VALUE}}")
    return given


def _no_such(criteria: CriteriaSet, key: str) -> str:
    near = difflib.get_close_matches(key, criteria.by_id, n=3)
    return f"there is no criterion {key!r} in {criteria.id}" + (f"; near: {', '.join(near)}" if near else "")
