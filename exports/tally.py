"""Group points of many units without keeping their dossiers.

A unit is scored alone; what stays of it is a small row: points that are certain, by group, and the values
that are compared with other units. When all rows of a block are there, the comparison is made. The result
is that of ``scoring.peers.score_block``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from criteria.schema import CriteriaSet, Criterion
from scoring.claims import ZERO
from scoring.peers import extremes
from scoring.rules import ALONE, Peers, Score, relative_points
from scoring.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Tally:
    """One unit before its block is known. ``certain`` is by group id, everything else by criterion id.

    ``compared`` are the values that the block's extremes come from, ``waiting`` those among them whose
    points depend on the extremes; ``best`` are points that others may be given, ``absent`` the criteria
    for which this unit is given them.
    """

    certain: Mapping[str, Fraction]
    compared: Mapping[str, Fraction]
    waiting: tuple[str, ...]
    best: Mapping[str, Fraction]
    absent: tuple[str, ...]
    answered: int


def tally(criteria: CriteriaSet, sheet: Sheet) -> Tally:
    """What stays of a sheet that was scored alone."""
    waiting = tuple(c.id for c in criteria.relative if _waits(sheet.scores[c.id]))
    certain = dict(sheet.groups)
    for key in waiting:
        certain[criteria.group_of(key).id] -= sheet.scores[key].counted
    shared = [c.id for c in criteria.criteria if _gives_best(c)]
    absent = tuple(key for key in shared if sheet.scores[key].state == "not_applicable")
    best = {
        key: points for key in shared
        if key not in absent and key not in waiting and (points := sheet.scores[key].points) is not None
    }  # fmt: skip
    return Tally(certain, sheet.relative, waiting, best, absent, sheet.answered)


def block_peers(criteria: CriteriaSet, tallies: Iterable[Tally]) -> Peers:
    """What a block knows of itself."""
    rows = list(tallies)
    peers = replace(extremes(row.compared for row in rows), closed=True)
    best: dict[str, Fraction] = {}
    for row in rows if any(map(_gives_best, criteria.criteria)) else ():
        for key, points in _best_points(criteria, row, peers).items():
            best[key] = max(best.get(key, points), points)
    return replace(peers, best_points=best)


def group_points(criteria: CriteriaSet, row: Tally, peers: Peers = ALONE) -> tuple[Fraction, ...]:
    """The unit's points in each group, in printed order."""
    if not row.waiting and not row.absent:
        return tuple(row.certain.values())
    return tuple(
        row.certain[group.id] + sum((_added(c, row, peers) for c in group.criteria), ZERO)
        for group in criteria.groups
    )


def _added(criterion: Criterion, row: Tally, peers: Peers) -> Fraction:
    """Points that the block adds to what is certain."""
    if criterion.id in row.absent:
        return peers.best_points.get(criterion.id, ZERO)
    if criterion.id in row.waiting:
        return relative_points(criterion, row.compared[criterion.id], peers) or ZERO
    return ZERO


def _best_points(criteria: CriteriaSet, row: Tally, peers: Peers) -> dict[str, Fraction]:
    shared = [criteria.by_id[key] for key in row.waiting if _gives_best(criteria.by_id[key])]
    found = {c.id: relative_points(c, row.compared[c.id], peers) for c in shared}
    return {**row.best, **{key: points for key, points in found.items() if points is not None}}


def _waits(score: Score) -> bool:
    return score.relative is not None and score.state in ("provisional", "undetermined")


def _gives_best(criterion: Criterion) -> bool:
    return criterion.not_applicable is not None and criterion.not_applicable.gives == "best_peer"
