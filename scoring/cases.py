"""Scores a file of answers without a campaign: what ``chamdiem score FILE --json`` reads and prints.

``{set, units: {A: {"1.2": {a: 3, b: 4}, …, general: {"1.4": 8200}}}, blocks: {A: …}, closed: true,
procedure: ID}``; without ``procedure`` the levels are those that the set carries, if any.
Every number of the result is text: ``points`` rounded half-up as the set says, ``exact`` never rounded.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from criteria.pairing import out_of_reach, pair
from criteria.procedure_files import load_procedure
from criteria.procedures import Procedure
from criteria.schema import CriteriaSet, Input
from criteria.vietnamese import half_up, plain
from scoring.answers import claim_of, figure_given
from scoring.claims import ZERO, figure
from scoring.facts import Claim
from scoring.levels import Reached, level_of
from scoring.peers import score_block
from scoring.ranking import rank
from scoring.rules import Score
from scoring.sheet import Sheet
from scoring.typed import AnswerError, absent, canonical

LARGEST = 50_000_000  # bytes of a score file: some 10,000 units
GENERAL = ("general", "tt")
_KEYS = ("set", "units", "blocks", "closed", "procedure")
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
    procedure: Procedure | None = None


def read_case(
    data: Any, load: Callable[[str], CriteriaSet], find: Callable[[str], Procedure] = load_procedure
) -> Case:
    """The content of a file in which every scalar is text.

    Raises CaseError, and what ``load`` (of sets) and ``find`` (of procedures) raise.
    """
    if not isinstance(data, dict) or not isinstance(data.get("set"), str):
        raise CaseError("write set: SET, units: {NAME: {CRITERION: ANSWER}}")
    if unknown := [str(key) for key in data if key not in _KEYS]:
        raise CaseError(f"there is no key {', '.join(unknown)}; keys are {', '.join(_KEYS)}")
    criteria = load(data["set"])
    units = _mapping(data.get("units"), "units")
    closed = _closed(data.get("closed"))
    claims = {unit: _claims(criteria, unit, _mapping(given, unit)) for unit, given in units.items()}
    procedure = _procedure(criteria, data.get("procedure"), find)
    return Case(criteria, claims, _blocks(data.get("blocks"), claims), closed, procedure)


def result_of(case: Case) -> dict[str, Any]:
    """Scores, totals and ranks of all units, in the order of the file."""
    found: dict[str, Any] = {}
    for block in dict.fromkeys(case.blocks[unit] for unit in case.units):
        members = {unit: claims for unit, claims in case.units.items() if case.blocks[unit] == block}
        sheets = score_block(case.criteria, members, closed=case.closed)
        levels = _levels(case, sheets)
        ranked = {u: sheet.total for u, sheet in sheets.items() if u not in levels or levels[u].ranked}
        ranks = rank(ranked)
        for unit, sheet in sheets.items():
            place = str(ranks[unit]) if unit in ranks else None
            found[unit] = {**_unit(case.criteria, sheet), **_level(levels.get(unit)), "rank": place}
    units = {unit: found[unit] for unit in case.units}
    return {"set": case.criteria.id, **_warnings(case), "units": units}


def _warnings(case: Case) -> dict[str, Any]:
    """Which procedure gives the levels, and which of them nobody can reach with what the print left."""
    if case.procedure is None:
        return {}
    lost = out_of_reach(case.criteria, case.procedure)
    return {"procedure": case.procedure.id, "level_warnings": [each.message for each in lost]}


def _levels(case: Case, sheets: Mapping[str, Sheet]) -> dict[str, Reached]:
    if case.procedure is None:
        return {}
    return {unit: level_of(case.procedure, case.criteria, sheet) for unit, sheet in sheets.items()}


def _level(reached: Reached | None) -> dict[str, Any]:
    """Code, reason, and what is missing for the next level; only the code where there are no levels."""
    if reached is None:
        return {"level": None}
    missing = [{"of": m.code, "name": m.name, "points": plain(m.points)} for m in reached.missing_for_next]
    return {"level": reached.code, "level_why": reached.why, "missing_for_next": missing}


def _unit(criteria: CriteriaSet, sheet: Sheet) -> dict[str, Any]:
    places = criteria.rounding.places
    return {
        "criteria": {key: _score(score, places) for key, score in sheet.scores.items()},
        "groups": {key: plain(points) for key, points in sheet.groups.items()},
        "total": plain(half_up(sheet.total, places)),
        "total_exact": plain(sheet.total),
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


def _procedure(criteria: CriteriaSet, given: Any, find: Callable[[str], Procedure]) -> Procedure | None:
    """The procedure that the file names, else the set's own; one that does not fit is refused."""
    if not absent(given) and not isinstance(given, str):
        raise CaseError("procedure: write the id of one procedure")
    name = criteria.procedure if absent(given) else given
    if not name:
        return None
    found = find(name)
    if problems := pair(criteria, found):
        said = "; ".join(f"{each.where}: {each.message}" for each in problems)
        raise CaseError(f"procedure {name} does not fit {criteria.id}: {said}")
    return found


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
