"""What a unit had in the round before, scored as this round scores: like with like.

Groups with points that depend on other units are left out: what the others had then is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from criteria.schema import Checklist, Choice, CriteriaSet, Criterion, Tiers
from scoring.claims import complete, figure
from scoring.facts import Claim
from scoring.records import Submission
from scoring.review import was_handed_in
from scoring.sheet import claimed, score_sheet, verified


@dataclass(frozen=True, slots=True)
class LastTime:
    """The round's name; the score as it was told then, and by group id where that can be compared."""

    name: str
    total: Fraction
    groups: Mapping[str, Fraction]


def last_time(
    criteria: CriteriaSet, earlier: Submission | None, name: str, *, by_review: bool = False
) -> LastTime | None:
    """None where nothing was handed in.

    ``by_review``: by what stood after review, where the review was finished; else by what the unit claimed.
    """
    if earlier is None or not earlier.claimed or not was_handed_in(earlier):
        return None
    reviewed = by_review and bool(earlier.verified)
    claims, points = verified(earlier) if reviewed else (claimed(earlier), {})
    fitting = {
        item: claim
        for item, claim in claims.items()
        if item in criteria.by_id and fits(criteria.by_id[item], claim)
    }
    sheet = score_sheet(criteria, fitting, overrides=points)
    groups = {
        group.id: sheet.groups[group.id]
        for group in criteria.groups
        if any(each.id in fitting or each.id in points for each in group.criteria)
        and not any(each.depends_on_peers for each in group.criteria)
    }
    return LastTime(name, figure(earlier.verified if reviewed else earlier.claimed), groups)


def fits(criterion: Criterion, claim: Claim) -> bool:
    """Whether a claim can be scored by the criterion as it is now: a set can change between campaigns."""
    if claim.not_applicable:
        return criterion.not_applicable is not None
    keys = {given.key for given in criterion.inputs}
    known = set(claim.chosen) <= _choices(criterion) and set(claim.values) <= keys
    return known and complete(criterion, claim)


def _choices(criterion: Criterion) -> set[str]:
    """Keys of what can be chosen; rows of a scale are numbered from 1."""
    rule = criterion.rule
    if isinstance(rule, Choice):
        return {option.key for option in rule.options}
    if isinstance(rule, Checklist):
        return {item.key for item in rule.items}
    if isinstance(rule, Tiers) and rule.pick:
        return {str(place) for place in range(1, len(rule.tiers) + 1)}
    return set()
