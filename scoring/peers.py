"""The passes over a whole block. First every unit alone, then relative points against the block's highest
(and lowest) value, then, for criteria that do not apply to a unit, the best points that others got.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from criteria.schema import CriteriaSet
from scoring.facts import Claim
from scoring.rules import ALONE, Peers
from scoring.sheet import Sheet, score_sheet


@dataclass(slots=True)
class Comparing:
    """A block getting to know itself, one unit after the other, so that none has to be kept."""

    highest: dict[str, Fraction] = field(default_factory=dict)
    lowest: dict[str, Fraction] = field(default_factory=dict)
    best: dict[str, Fraction] = field(default_factory=dict)

    def take(self, relative: Mapping[str, Fraction], best: Mapping[str, Fraction]) -> None:
        """One more unit: its relative values, and its points for criteria that give others the best ones."""
        for key, value in relative.items():
            if key not in self.highest:
                self.highest[key] = self.lowest[key] = value
            elif value > self.highest[key]:
                self.highest[key] = value
            elif value < self.lowest[key]:
                self.lowest[key] = value
        for key, points in best.items():
            self.best[key] = max(self.best.get(key, points), points)

    def peers(self, *, closed: bool = False) -> Peers:
        """What the block knows now."""
        return Peers(self.highest, self.lowest, self.best, closed)


def extremes(relatives: Iterable[Mapping[str, Fraction]], *, closed: bool = False) -> Peers:
    """Highest and lowest relative values of a block from each unit's ``Sheet.relative``."""
    comparing = Comparing()
    for values in relatives:
        comparing.take(values, {})
    return comparing.peers(closed=closed)


def with_best_points(criteria: CriteriaSet, peers: Peers, sheets: Iterable[Sheet]) -> Peers:
    """Adds the best points among units to which the criterion applies."""
    wanted = [
        item.id for item in criteria.criteria
        if item.not_applicable is not None and item.not_applicable.gives == "best_peer"
    ]  # fmt: skip
    best: dict[str, Fraction] = {}
    for sheet in sheets if wanted else ():
        for key in wanted:
            result = sheet.scores[key]
            if result.state != "not_applicable" and result.points is not None:
                best[key] = max(best.get(key, result.points), result.points)
    return replace(peers, best_points=best)


def score_block(
    criteria: CriteriaSet,
    units: Mapping[str, Mapping[str, Claim]],
    overrides: Mapping[str, Mapping[str, Fraction]] | None = None,
    *,
    closed: bool = False,
) -> dict[str, Sheet]:
    """Sheets of all units of one block, in the order of the passes above."""
    points = overrides or {}

    def all_sheets(peers: Peers, earlier: Mapping[str, Sheet]) -> dict[str, Sheet]:
        return {
            unit: score_sheet(criteria, claims, peers, points.get(unit), earlier.get(unit))
            for unit, claims in units.items()
        }

    sheets = all_sheets(ALONE, {})
    if criteria.relative:
        peers = extremes((sheet.relative for sheet in sheets.values()), closed=closed)
        sheets = all_sheets(peers, sheets)
    else:
        peers = replace(ALONE, closed=closed)
    peers = with_best_points(criteria, peers, sheets.values())
    return all_sheets(peers, sheets) if peers.best_points else sheets
