"""What a unit's claim is compared with: the own points of everybody in its block who has handed in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from criteria.schema import CriteriaSet
from scoring.rules import Peers, relative_points
from scoring.standings import Standing, block_peers

FEWEST = 3
"""Units below which median and best would show single units' points."""
FEWEST_FOR_RANGE = 5
"""Units below which nothing can be called unusual."""
REACH = Fraction(3, 2)
"""How many spans of the middle half a usual claim may lie outside of it."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Exact points of one criterion in a block: its median, its best, and the range of usual claims."""

    count: int
    median: Fraction
    best: Fraction
    low: Fraction
    high: Fraction

    def usual(self, points: Fraction) -> bool:
        """Whether the points lie in the usual range; always, where the block is too small to say."""
        return self.count < FEWEST_FOR_RANGE or self.low <= points <= self.high


@dataclass(frozen=True)
class Block:
    """The rows of one block; those who have not handed in are left out. What was worked out once is kept."""

    criteria: CriteriaSet
    rows: tuple[Standing, ...]
    _spreads: dict[str, Spread | None] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def _handed_in(self) -> tuple[Standing, ...]:
        return tuple(row for row in self.rows if row.handed_in)

    @cached_property
    def _peers(self) -> Peers:
        return block_peers(row.own for row in self._handed_in)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {criterion.id: n for n, criterion in enumerate(self.criteria.criteria)}

    def points(self, item: str) -> dict[str, Fraction]:
        """Own points of the criterion by unit; units without points for it are left out.

        Relative points are those among the units that have handed in.
        """
        criterion, place = self.criteria.by_id[item], self._places[item]
        found: dict[str, Fraction] = {}
        for row in self._handed_in:
            value = row.own.relative.get(item) if criterion.relative else None
            points = row.claimed[place] if value is None else relative_points(criterion, value, self._peers)
            if points is not None:
                found[row.unit] = points
        return found

    def spread(self, item: str) -> Spread | None:
        """How the block's points for the criterion are spread; None where too few units have any."""
        if item not in self._spreads:
            points = self.points(item).values()
            self._spreads[item] = spread(points) if len(points) >= FEWEST else None
        return self._spreads[item]


def spread(points: Iterable[Fraction]) -> Spread:
    """Median, best and usual range of at least two points.

    Quartiles are the medians of the lower and the upper half, without the middle one of an odd count.
    """
    ordered = sorted(points, key=_place)
    half = len(ordered) // 2
    first, third = median(ordered[:half]), median(ordered[-half:])
    reach = (third - first) * REACH
    return Spread(len(ordered), median(ordered), ordered[-1], first - reach, third + reach)


def _place(points: Fraction) -> int:
    """A whole number in the same order: fractions are slow to compare, and a block has hundreds of units.

    Two points differ by far more than 2^-192, for denominators are figures that people type.
    """
    return (points.numerator << 192) // points.denominator


def median(ordered: Sequence[Fraction]) -> Fraction:
    """The middle of sorted points; between two middle ones their mean. The one of Python would sort again."""
    half, odd = divmod(len(ordered), 2)
    return ordered[half] if odd else (ordered[half - 1] + ordered[half]) / 2
