"""A criteria set as plain data for other programs: what ``chamdiem criteria show SET --json`` prints.

Every number is text and exact (``28.78``, ``1/3``); formulas are text as they stand in the set.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from criteria.procedure_showing import level_shown
from criteria.procedures import Procedure
from criteria.schema import (
    Checklist,
    Choice,
    CriteriaSet,
    Criterion,
    Decision,
    Group,
    InfoField,
    Input,
    Option,
    Tier,
    Tiers,
    Worth,
)
from criteria.vietnamese import plain

Shown = dict[str, Any]


def shown(criteria: CriteriaSet, procedure: Procedure | None = None) -> Shown:
    """The whole set, with the levels of the procedure that belongs to it."""
    return {
        **_head(criteria),
        "subject": criteria.subject,
        "decision": criteria.decision.model_dump(),
        "rounding": {**criteria.rounding.model_dump(), "places": str(criteria.rounding.places)},
        "general_info": [_info(item) for item in criteria.general_info],
        "parts": [item.model_dump(mode="json") for item in criteria.parts],
        "groups": [_group(criteria, item) for item in criteria.groups],
        "procedure": criteria.procedure or None,
        "levels": [level_shown(procedure, each) for each in procedure.levels] if procedure else [],
        "notes": [item.model_dump() for item in criteria.notes],
        "restored": [item.model_dump() for item in criteria.restored],
        "lost": [item.model_dump(mode="json") for item in criteria.lost],
        "findings": [item.model_dump() for item in criteria.findings],
    }


def listed(sets: Iterable[CriteriaSet], procedures: Iterable[Procedure] = ()) -> list[Shown]:
    """One short entry for each set, then for each procedure; ``kind`` tells them apart."""
    return [*map(_set_listed, sets), *map(_procedure_listed, procedures)]


def _set_listed(criteria: CriteriaSet) -> Shown:
    return {
        "kind": "set",
        **_head(criteria),
        "subject": criteria.subject,
        "decision": _cited(criteria.decision),
        "groups": str(len(criteria.groups)),
        "criteria": str(len(criteria.criteria)),
    }


def _procedure_listed(procedure: Procedure) -> Shown:
    return {
        "kind": "procedure",
        "id": procedure.id,
        "title": procedure.title,
        "version": procedure.version,
        "digest": procedure.digest,
        "subject": procedure.subject,
        "decision": _cited(procedure.decision),
        "levels": str(len(procedure.levels)),
    }


def _cited(decision: Decision) -> str:
    return f"{decision.number}, {decision.date}, {decision.authority}"


def option_points(criterion: Criterion, worth: Worth) -> Fraction | None:
    """What an option, item or row gives; None where that depends on figures."""
    if worth.asks:
        return None
    given = worth.points.evaluate({}) if worth.points else criterion.max * _share(worth)
    return min(max(given, Fraction(0)), criterion.max)


def _share(worth: Worth) -> Fraction:
    return worth.share.evaluate({}) if worth.share else Fraction(0)


def _head(criteria: CriteriaSet) -> Shown:
    return {
        "id": criteria.id,
        "title": criteria.title,
        "version": criteria.version,
        "digest": criteria.digest,
        "declared_max": plain(criteria.declared_max),
        "computed_max": plain(criteria.computed_max),
    }


def _info(item: InfoField) -> Shown:
    return item.model_dump(include={"key", "label", "type", "unit", "section", "note"})


def _group(criteria: CriteriaSet, group: Group) -> Shown:
    return {
        "id": group.id,
        "code": group.code,
        "name": group.name,
        "part": group.part,
        "declared_max": plain(group.declared_max),
        "computed_max": plain(group.computed_max),
        "headings": [item.model_dump(mode="json") for item in group.headings],
        "criteria": [_criterion(criteria, item) for item in group.criteria],
        "restored": [item.model_dump() for item in group.restored],
    }


def _criterion(criteria: CriteriaSet, item: Criterion) -> Shown:
    rule = item.rule
    options = rule.options if isinstance(rule, Choice) else ()
    items = rule.items if isinstance(rule, Checklist) else ()
    rows = rule.tiers if isinstance(rule, Tiers) else ()
    return {
        **item.model_dump(include={"id", "code", "name", "heading"}),
        "max": plain(item.max),
        "rule": rule.model_dump(mode="json", exclude={"options", "items", "tiers"}, exclude_none=True),
        "inputs": [_input(each) for each in item.inputs],
        "options": [_option(item, each) for each in (*options, *items)],
        "tiers": [_tier(item, each) for each in rows],
        **item.model_dump(include={"evidence", "data_source", "verifier", "cadence", "quote"}),
        "clause": criteria.clause(item),
        **item.model_dump(include={"not_applicable", "notes", "restored"}, mode="json"),
    }


def _input(item: Input) -> Shown:
    return item.model_dump(mode="json")


def _option(criterion: Criterion, option: Option) -> Shown:
    return {"key": option.key, **_worth(criterion, option)}


def _tier(criterion: Criterion, tier: Tier) -> Shown:
    ends = ("at_least", "above", "at_most", "below")
    return {
        **_worth(criterion, tier),
        **{end: None if (value := getattr(tier, end)) is None else plain(value) for end in ends},
    }


def _worth(criterion: Criterion, worth: Worth) -> Shown:
    """Label and points; where points depend on figures, null and the formula of share or points."""
    points = option_points(criterion, worth)
    shown_worth: Shown = {"label": worth.label, "points": None if points is None else plain(points)}
    if points is None and worth.share:
        shown_worth["share"] = worth.share.source
    if points is None and worth.points:
        shown_worth["points_formula"] = worth.points.source
    return shown_worth
