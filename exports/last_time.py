"""What a unit had in the round before: like with like, for the papers that are signed.

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
from scoring.sheet import claimed, score_sheet


@dataclass(frozen=True, slots=True)
class LastTime:
    """The self-score of the round before, in all and by group id where that can be compared."""

    name: str
    total: Fraction
    groups: Mapping[str, Fraction]


def last_time(criteria: CriteriaSet, earlier: Submission | None, name: str) -> LastTime | None:
    """None where nothing was handed in. Groups are scored as this round scores them."""
    if earlier is None or not earlier.claimed or not was_handed_in(earlier):
        return None
    claims = {
        item: claim for item, claim in claimed(earlier).items()
        if item in criteria.by_id and _fits(criteria.by_id[item], claim)
    }  # fmt: skip
    sheet = score_sheet(criteria, claims)
    groups = {
        group.id: sheet.groups[group.id] for group in criteria.groups
        if any(each.id in claims for each in group.criteria)
        and not any(each.depends_on_peers for each in group.criteria)
    }  # fmt: skip
    return LastTime(name, figure(earlier.claimed), groups)


def _fits(criterion: Criterion, claim: Claim) -> bool:
    """Whether the claim can be scored by the criterion as it is now: a set can change between campaigns."""
    if claim.not_applicable:
        return criterion.not_applicable is not None
    keys = {given.key for given in criterion.inputs}
    known = set(claim.chosen) <= _choices(criterion) and set(claim.values) <= keys
    return known and complete(criterion, claim)


def _choices(criterion: Criterion) -> set[str]:
    rule = criterion.rule
    if isinstance(rule, Choice):
        return {option.key for option in rule.options}
    if isinstance(rule, Checklist):
        return {item.key for item in rule.items}
    if isinstance(rule, Tiers):
        return {str(place) for place in range(1, len(rule.tiers) + 1)}
    return set()
