"""The passes over a whole block. First every unit alone, then relative points against the block's highest
(and lowest) value, then, for criteria that do not apply to a unit, the best points that others got.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from criteria.schema import CriteriaSet
from scoring.facts import Claim
from scoring.rules import ALONE, Peers
from scoring.sheet import Sheet, score_sheet


def extremes(relatives: Iterable[Mapping[str, Fraction]], *, closed: bool = False) -> Peers:
    """Highest and lowest relative values of a block from each unit's ``Sheet.relative``."""
    highest: dict[str, Fraction] = {}
    lowest: dict[str, Fraction] = {}
    for values in relatives:
        for key, value in values.items():
            if key not in highest or value > highest[key]:
                highest[key] = value
            if key not in lowest or value < lowest[key]:
                lowest[key] = value
    return Peers(highest, lowest, closed=closed)


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
