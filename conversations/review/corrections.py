"""What a reviewer's text says about a claim: points, or figures that replace some of the standing ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from conversations.answers import figures, inputs
from conversations.phrases import doubting
from conversations.phrases import reviewer as words
from conversations.phrases.common import cut
from conversations.review.dossiers import Dossier
from conversations.session import Session
from criteria.reading import Ambiguous, NotANumber, Number, read_number
from criteria.reading_kinds import read_yes_no
from criteria.schema import Criterion, Tiers
from criteria.vietnamese import number
from scoring.claims import needed
from scoring.facts import Claim

_POINTS_FIRST = re.compile(r"(?:điểm|diem)\s*[:=]?\s*(.*)", re.IGNORECASE | re.DOTALL)
_POINTS_LAST = re.compile(r"(.*?)\s*(?:điểm|diem)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures by input key: those that are clear, and those with two meanings (separated by a space)."""

    clear: dict[str, str]
    unclear: dict[str, str]


def standing(dossier: Dossier, item: str) -> Claim:
    """The claim as it stands: the reviewer's, else the unit's."""
    verdict = dossier.record.verdicts.get(item)
    if verdict is not None and verdict.claim is not None:
        return verdict.claim
    return dossier.record.claim(item) or Claim()


def draft(session: Session, dossier: Dossier, item: str) -> Claim:
    """The standing claim with what was typed just now in it."""
    criterion, base = dossier.criterion(item), standing(dossier, item)
    figure_typed = bool(session.entry) and isinstance(criterion.rule, Tiers)
    chosen = session.chosen or (() if figure_typed else base.chosen)
    claim = Claim(values={**base.values, **session.entry}, chosen=chosen)
    wanted = needed(criterion, claim)
    return Claim(values={key: claim.values[key] for key in wanted if key in claim.values}, chosen=chosen)


def measured(claim: Claim, criterion: Criterion) -> Claim:
    """The claim as figures would be typed into it: a chosen row of a scale is not chosen any more."""
    if isinstance(criterion.rule, Tiers) and claim.chosen:
        return claim.model_copy(update={"chosen": ()})
    return claim


def open_keys(criterion: Criterion, claim: Claim) -> list[str]:
    """Inputs that the claim still lacks."""
    return [key for key in needed(criterion, claim) if key not in claim.values]


def points_typed(text: str) -> str | None:
    """What stands beside the word for points (``điểm 20``, ``20 điểm``); None where the word is not there."""
    found = _POINTS_FIRST.fullmatch(text) or _POINTS_LAST.fullmatch(text)
    return found[1] if found else None


def read_points(criterion: Criterion, text: str) -> Fraction | str:
    """Points between 0 and the maximum, or the sentence that says what is wrong."""
    reading = read_number(text)
    values = [each.value for each in reading.candidates] if isinstance(reading, Ambiguous) else []
    values = [reading.value] if isinstance(reading, Number) else values
    fitting = [value for value in values if value <= criterion.max]
    example = example_points(criterion)
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        either = words.OR.join(number(value) for value in fitting)
        return words.WHICH_POINTS.format(text=cut(text, 40), candidates=either, points=example)
    if values:
        return words.POINTS_OVER.format(typed=number(values[0]), most=number(criterion.max))
    return words.POINTS_UNREAD.format(points=example)


def read_figures(criterion: Criterion, claim: Claim, text: str) -> Figures | str:
    """Figures of the claim, or the sentence that says what is wrong."""
    keys = needed(criterion, claim)
    asked = open_keys(criterion, claim) or _fitting(criterion, keys, text)
    readings = figures.read_all(criterion, keys, asked, text)
    clear: dict[str, str] = {}
    unclear: dict[str, str] = {}
    for key, reading in readings.items():
        given = criterion.input(key)
        if isinstance(reading, NotANumber):
            return _refusal(criterion, key, reading, several=len(keys) > 1)
        if isinstance(reading, Number):
            clear[key] = figures.canonical(given, reading)
        else:
            unclear[key] = " ".join(figures.candidates(given, reading))
    return Figures(clear, unclear)


def _fitting(criterion: Criterion, keys: tuple[str, ...], text: str) -> list[str]:
    """Where every figure is known, those that the text could replace: yes and no only for yes and no."""
    yes_no = read_yes_no(text) is not None
    return [key for key in keys if (criterion.input(key).type == "yes_no") == yes_no] or list(keys)


def _refusal(criterion: Criterion, key: str, reading: NotANumber, *, several: bool) -> str:
    kind = criterion.input(key).type
    told = inputs.why_not(kind, reading.reason).format(example=inputs.example(criterion, kind))
    lead = doubting.WHY_NOT_OF.format(key=key) if several else ""
    return words.UNREAD.format(why=lead + told, points=example_points(criterion))


# --- examples ------------------------------------------------------------------------------------------


def example(criterion: Criterion) -> str:
    """How the criterion's figures can be typed."""
    if len(criterion.inputs) == 1:
        return inputs.example(criterion, criterion.inputs[0].type)
    counted = [item for item in criterion.inputs if item.type != "yes_no"] or list(criterion.inputs)
    named = f"{counted[0].key}={inputs.example(criterion, counted[0].type)}" if counted else ""
    return f"421/512 hoặc {named}" if criterion.over else named


def example_points(criterion: Criterion) -> str:
    """Half of the maximum."""
    return number(criterion.max / 2)
