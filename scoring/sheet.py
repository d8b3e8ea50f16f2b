"""One unit's score sheet: every criterion scored, groups and total summed exactly, and the progress."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from criteria.schema import CriteriaSet, Criterion
from scoring.claims import ZERO, added, figure
from scoring.derivations import BY_REVIEWER
from scoring.facts import Claim
from scoring.records import Submission
from scoring.rules import ALONE, MISSING, Peers, Score, again, score

Overrides = Mapping[str, Fraction]
"""Points that a reviewer set directly, by criterion id."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Exact results of one unit. ``base`` is the maximum that the unit could reach."""

    scores: Mapping[str, Score]
    groups: Mapping[str, Fraction]
    total: Fraction
    base: Fraction
    claims: Mapping[str, Claim] = field(default_factory=dict)

    @property
    def answered(self) -> int:
        """How many criteria have a complete answer."""
        return sum(1 for item in self.scores.values() if item.state != "missing")

    @property
    def provisional(self) -> bool:
        """Whether some points still depend on other units."""
        return any(item.state == "provisional" for item in self.scores.values())

    @property
    def relative(self) -> dict[str, Fraction]:
        """Values that other units are compared with, by criterion id."""
        return {key: item.relative for key, item in self.scores.items() if item.relative is not None}


def score_sheet(
    criteria: CriteriaSet,
    claims: Mapping[str, Claim],
    peers: Peers = ALONE,
    overrides: Overrides | None = None,
    earlier: Sheet | None = None,
) -> Sheet:
    """The sheet of one unit's claims.

    An overridden criterion takes those points, and its figure is no longer compared with other units'.
    ``earlier``: a sheet of the unit with the same overrides or none, from which is kept what is claimed as
    before and no other unit can change.
    """
    if earlier is not None:
        return _since(criteria, claims, peers, overrides, earlier)
    scores: dict[str, Score] = {}
    groups: dict[str, Fraction] = {}
    base = criteria.declared_max
    for group in criteria.groups:
        points: list[Fraction] = []
        for criterion in group.criteria:
            key = criterion.id
            claim = claims.get(key)
            if claim is None and not overrides:
                result = MISSING
            elif overrides:
                result = _scored(criterion, claim, peers, overrides)
            else:
                result = score(criterion, claim, peers)
            scores[key] = result
            if result.points:
                points.append(result.points)
            elif result.points is None:
                base -= _dropped(criterion, result)
        groups[group.id] = added(points)
    return Sheet(scores, groups, added(groups.values()), base, claims)


def _since(
    criteria: CriteriaSet,
    claims: Mapping[str, Claim],
    peers: Peers,
    overrides: Overrides | None,
    earlier: Sheet,
) -> Sheet:
    """The earlier sheet with what has changed since: other claims, and what depends on the peers."""
    changed = dict.fromkeys((*_changed(earlier.claims, claims), *(overrides or ())))
    if not changed and not criteria.depending:
        return earlier
    scores, groups, base = dict(earlier.scores), dict(earlier.groups), earlier.base
    moved: set[str] = set()
    for key in changed:
        if criterion := criteria.by_id.get(key):
            scores[key] = _scored(criterion, claims.get(key), peers, overrides)
            base += _dropped(criterion, earlier.scores[key]) - _dropped(criterion, scores[key])
            moved.add(criteria.group_of(key).id)
    for group, members in criteria.depending:
        for criterion in members:
            key = criterion.id
            if key in claims and not (overrides and key in overrides):
                scores[key] = again(criterion, claims[key], scores[key], peers)
                moved.add(group.id)
    for group in criteria.groups:
        if group.id in moved:
            groups[group.id] = added(scores[each.id].counted for each in group.criteria)
    return Sheet(scores, groups, added(groups.values()), base, claims)


def _changed(before: Mapping[str, Claim], now: Mapping[str, Claim]) -> list[str]:
    """Items that are claimed otherwise than before; a claim is replaced as a whole, so it is the same object
    where nothing changed.
    """
    if before is now:
        return []
    gone = [key for key in before if key not in now]
    return gone + [key for key, claim in now.items() if before.get(key) is not claim]


def _scored(criterion: Criterion, claim: Claim | None, peers: Peers, overrides: Overrides | None) -> Score:
    result = score(criterion, claim, peers)
    points = overrides.get(criterion.id) if overrides else None
    if points is None:
        return result
    return Score("scored", points, (str, BY_REVIEWER), result.flags)


def _dropped(criterion: Criterion, result: Score) -> Fraction:
    """What leaves the maximum because the criterion does not apply."""
    means = criterion.not_applicable
    left_out = result.state == "not_applicable" and means is not None and means.gives == "out_of_base"
    return criterion.max if left_out else ZERO


def claimed(record: Submission) -> dict[str, Claim]:
    """What the unit itself claims, by item; where the authority holds a figure that the unit did not give,
    the authority's.
    """
    claims = {item: answer.claim for item, answer in record.answers.items()}
    for item, supplied in record.supplied.items():
        own = claims.get(item, Claim())
        if not own.not_applicable:
            claims[item] = own.model_copy(update={"values": {**supplied.values, **own.values}})
    return claims


def verified(record: Submission) -> tuple[dict[str, Claim], dict[str, Fraction]]:
    """What stands after review: the authority's figures replace the unit's, adjusted ones replace both, and
    adjusted points override.
    """
    claims, points = claimed(record), {}
    for item, supplied in record.supplied.items():
        own = claims[item]
        claims[item] = own.model_copy(update={"values": {**own.values, **supplied.values}})
    for item, verdict in record.verdicts.items():
        if verdict.claim is not None:
            claims[item] = verdict.claim
        if verdict.points is not None:
            points[item] = figure(verdict.points)
    return claims, points


def self_sheet(
    criteria: CriteriaSet, record: Submission, peers: Peers = ALONE, earlier: Sheet | None = None
) -> Sheet:
    """The unit's own score (điểm tự chấm); ``earlier`` as in ``score_sheet``."""
    return score_sheet(criteria, claimed(record), peers, earlier=earlier)


def verified_sheet(
    criteria: CriteriaSet, record: Submission, peers: Peers = ALONE, own: Sheet | None = None
) -> Sheet:
    """The verified score (điểm thẩm định); ``own``: the self-score, where it is at hand."""
    claims, points = verified(record)
    return score_sheet(criteria, claims, peers, points, own)
