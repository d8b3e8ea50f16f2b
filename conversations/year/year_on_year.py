"""What changed against the last round: pure, like with like, and nothing that was never handed in.

Points that depend on other units are left out of groups: what the others had then is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from conversations.phrases import rounds as words
from conversations.year.earlier import fits
from criteria.schema import CriteriaSet
from criteria.vietnamese import number
from scoring.claims import ZERO, figure
from scoring.records import Submission
from scoring.sheet import Sheet, claimed, score_sheet, verified


@dataclass(frozen=True, slots=True)
class Then:
    """The last round: points of the groups that can be compared, and the total; None where there is none."""

    groups: Mapping[str, Fraction]
    total: Fraction | None
    asked: frozenset[str]


def then(criteria: CriteriaSet, earlier: Submission | None, *, by_review: bool = False) -> Then:
    """The last round's dossier scored as this round scores; empty where it was never handed in.

    ``by_review``: by what stood after review, where the review was finished; else by what the unit claimed.
    """
    if earlier is None or not earlier.claimed or earlier.state in ("drafting", "signing"):
        return Then({}, None, frozenset())
    reviewed = by_review and bool(earlier.verified)
    claims, points = verified(earlier) if reviewed else (claimed(earlier), {})
    fitting = {
        item: claim
        for item, claim in claims.items()
        if item in criteria.by_id and fits(criteria.by_id[item], claim)
    }
    asked = frozenset(fitting) | (frozenset(points) & criteria.by_id.keys())
    sheet = score_sheet(criteria, fitting, overrides=points)
    groups = {
        group.id: sheet.groups[group.id]
        for group in criteria.groups
        if any(each.id in asked for each in group.criteria)
        and not any(each.depends_on_peers for each in group.criteria)
    }
    return Then(groups, figure(earlier.verified if reviewed else earlier.claimed), asked)


def of_group(criteria: CriteriaSet, sheet: Sheet, before: Then, group: str) -> str:
    """What stands behind a group's points: ``(kỳ trước 100, +20)``; the change once the group is answered."""
    points = before.groups.get(group)
    if points is None:
        return ""
    members = next(each for each in criteria.groups if each.id == group).criteria
    if any(sheet.scores[each.id].state == "missing" for each in members):
        return words.GROUP_BEFORE.format(before=number(points, 2))
    change = signed(sheet.groups[group] - points)
    return words.GROUP_CHANGE.format(before=number(points, 2), change=change)


def of_total(sheet: Sheet, before: Then, name: str, total: Fraction | None = None) -> str:
    """The line about the total: the change once everything is answered. ``total``: a verified one."""
    if before.total is None:
        return ""
    shown = number(before.total, 2)
    if any(each.state == "missing" for each in sheet.scores.values()):
        return words.TOTAL_BEFORE.format(round=name, before=shown)
    now = sheet.total if total is None else total
    return words.TOTAL_CHANGE.format(
        round=name, before=shown, now=number(now, 2), change=signed(now - before.total)
    )


def signed(change: Fraction) -> str:
    """``+20``, ``-3,5`` or ``0``."""
    return ("+" if change > ZERO else "") + number(change, 2)
