"""Figures, options and evidence of an answer, printed as the documents show them."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from criteria.schema import Checklist, Choice, Criterion, InfoField, Input, Tiers
from criteria.vietnamese import clean, percent
from scoring.claims import figure, spell
from scoring.facts import Claim
from scoring.facts import Evidence as Stored


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of an answer: ``label`` is empty where the line stands for itself (a chosen option)."""

    label: str
    printed: str


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
    texts = [_info(field, text) for text in claim.values.values()] if claim else []
    return Figure(field.label, "; ".join(filter(None, texts)))


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


def _scheme(link: str) -> str:
    try:
        return urlsplit(link).scheme.lower()
    except ValueError:
        return ""
