"""Figures, options and evidence of an answer, printed as the documents show them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from urllib.parse import urlsplit

from criteria.schema import Checklist, Choice, Criterion, InfoField, Input, Tiers
from criteria.vietnamese import clean, percent
from scoring.claims import figure, spell
from scoring.facts import Claim
from scoring.facts import Evidence as Stored

_POINTS: Final = re.compile(r"\d+([.,]\d+)?")
DIGITS: Final = 15  # of a number in a sheet
LONGEST_UNIT: Final = 100  # characters; a number's format takes 255


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of an answer: ``label`` is empty where the line stands for itself (a chosen option).
    ``number``, of what its ``unit`` says: for a sheet that shall work with it, where it is one.
    """

    label: str
    printed: str
    number: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence: its name, a link (empty for a stored file) and what was said of it."""

    name: str
    link: str
    caption: str


def answer_figures(criterion: Criterion, claim: Claim | None) -> tuple[Figure, ...]:
    """What was answered: chosen options first, then the inputs in printed order."""
    if claim is None:
        return ()
    if claim.not_applicable:
        return (Figure("Không áp dụng", clean(claim.not_applicable)),)
    chosen = [Figure("", label) for label in _chosen(criterion, claim)]
    typed = [_input(item, claim.values[item.key]) for item in criterion.inputs if item.key in claim.values]
    return (*chosen, *typed)


def info_figure(field: InfoField, claim: Claim | None) -> Figure:
    """One line of the general information; empty where nothing was answered."""
    given = [*claim.values.values()] if claim else []
    printed = "; ".join(filter(None, (_info(field, text) for text in given)))
    if len(given) == 1 and field.type != "text" and _holds(given[0], field.unit):
        return Figure(field.label, printed, Decimal(given[0]), field.unit)
    return Figure(field.label, printed)


def method_of(criterion: Criterion) -> str:
    """How points are given, as it is printed; where a line has a row of the scale and its points, from two
    columns of the print, a colon parts them: ``≥ 1: 1``.
    """
    labels = _labels(criterion)
    return "\n".join(_parted(line, labels) for line in clean(criterion.quote).split("\n"))


def _labels(criterion: Criterion) -> tuple[str, ...]:
    rule = criterion.rule
    if isinstance(rule, Choice):
        return tuple(option.label for option in rule.options)
    return tuple(tier.label for tier in rule.tiers) if isinstance(rule, Tiers) else ()


def _parted(line: str, labels: tuple[str, ...]) -> str:
    label, _, points = line.rpartition(" ")
    return f"{label}: {points}" if label in labels and _POINTS.fullmatch(points) else line


def evidence_of(stored: Stored) -> Evidence:
    """Only web links are shown as links; whatever else stands in a link is kept as its name."""
    name, link = clean(stored.name), clean(stored.url)
    if link and _scheme(link) not in ("http", "https"):
        name, link = " ".join(filter(None, (name, link))), ""
    return Evidence("" if name == link else name, link, clean(stored.caption))


def _chosen(criterion: Criterion, claim: Claim) -> list[str]:
    rule = criterion.rule
    if isinstance(rule, Choice):
        return [option.label for option in rule.options if option.key in claim.chosen]
    if isinstance(rule, Checklist):
        return [item.label for item in rule.items if item.key in claim.chosen]
    if isinstance(rule, Tiers):
        return [tier.label for place, tier in enumerate(rule.tiers, start=1) if str(place) in claim.chosen]
    return []


def _input(item: Input, text: str) -> Figure:
    if item.type == "yes_no":
        return Figure(item.label, "Không" if text == "0" else "Có")
    if item.type == "ratio" and text.replace(".", "").isdigit():
        return Figure(item.label, percent(figure(text), 6))
    return Figure(item.label, f"{spell(text)} {item.unit}".strip())


def _info(field: InfoField, text: str) -> str:
    return clean(text) if field.type == "text" else f"{spell(text)} {field.unit}".strip()


def _holds(text: str, unit: str) -> bool:
    """Whether a sheet can hold the figure as a number, to its last digit."""
    digits = text.replace(".", "", 1)
    return digits.isdecimal() and len(digits) <= DIGITS and '"' not in unit and len(unit) <= LONGEST_UNIT


def _scheme(link: str) -> str:
    try:
        return urlsplit(link).scheme.lower()
    except ValueError:
        return ""
