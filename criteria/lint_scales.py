"""Checks on scales: does exactly one row hold each possible value?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from criteria.findings import Desk, Found
from criteria.schema import Criterion, Tier, Tiers
from criteria.vietnamese import number, percent

_ZERO, _ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True)
class _Scale:
    """A scale tried at every end, beside every end and between them: that is all that can differ."""

    criterion: Criterion
    rule: Tiers

    @cached_property
    def types(self) -> set[str]:
        """Types of the figures that are measured."""
        return {item.type for item in self.criterion.inputs if item.key in self.rule.of.names}

    @property
    def whole(self) -> bool:
        """Whether only whole numbers occur, so that there is no hole between 9 and 10."""
        return self.types <= {"count"} and not re.search(r"[/%.]", self.rule.of.source)

    @property
    def of_shares(self) -> bool:
        """Whether 1 (100 %) is the highest value."""
        ends = [end for tier in self.rule.tiers for end in tier.ends]
        shares = all(end <= 1 for end in ends) and any(0 < end < 1 for end in ends)
        return self.types == {"ratio"} or (self.rule.of.fraction() is not None and shares)

    def values(self) -> list[Fraction]:
        """The values that are tried, in order; below 0 only where the formula subtracts."""
        ends = sorted({_ZERO, *(end for tier in self.rule.tiers for end in tier.ends)})
        if self.whole:
            tried = {Fraction(int(end) + step) for end in ends for step in (-1, 0, 1, 2)}
        else:
            ends = [ends[0] - 1, *ends, _ONE if self.of_shares and ends[-1] < 1 else ends[-1] + 1]
            tried = {*ends, *((low + high) / 2 for low, high in pairwise(ends))}
        least, most = (None if "-" in self.rule.of.source else _ZERO), (_ONE if self.of_shares else None)
        return sorted(v for v in tried if (least is None or v >= least) and (most is None or v <= most))

    def rows(self, value: Fraction) -> list[Tier]:
        """The rows that hold the value."""
        return [tier for tier in self.rule.tiers if tier.holds(value)]

    def shown(self, value: Fraction) -> str:
        """The value as people write it."""
        return percent(value) if self.of_shares else number(value)

    def holes(self) -> tuple[list[str], list[str]]:
        """Values that no row holds: between rows, and beyond them."""
        values = self.values()
        held = [value for value in values if self.rows(value)]
        empty = [value for value in values if value not in held]
        inside = [value for value in empty if held and held[0] < value < held[-1]]
        return [self.shown(v) for v in inside], [self.shown(v) for v in empty if v not in inside]


def _scales(desk: Desk) -> Iterator[_Scale]:
    for row in desk.criteria.criteria:
        if isinstance(row.rule, Tiers):
            yield _Scale(row, row.rule)


def tier_hole(desk: Desk) -> Found:
    """A value between two rows belongs to none of them."""
    for scale in _scales(desk):
        inside, _ = scale.holes()
        if inside:
            yield scale.criterion.id, f"giữa các mức có chỗ trống, như {', '.join(inside)}"


def tier_end(desk: Desk) -> Found:
    """The scale begins above 0, or ends below the highest possible value."""
    for scale in _scales(desk):
        _, beyond = scale.holes()
        if beyond:
            yield scale.criterion.id, f"không mức nào cho giá trị ở đầu hoặc cuối, như {', '.join(beyond)}"


def tier_overlap(desk: Desk) -> Found:
    """A value belongs to two rows."""
    for scale in _scales(desk):
        twice = [scale.shown(value) for value in scale.values() if len(scale.rows(value)) > 1]
        if twice:
            yield scale.criterion.id, f"hai mức cùng nhận một giá trị, như {', '.join(twice)}"


def tier_unreachable(desk: Desk) -> Found:
    """No possible value belongs to a row."""
    for scale in _scales(desk):
        reached = [tier for value in scale.values() for tier in scale.rows(value)]
        for tier in scale.rule.tiers:
            if tier not in reached:
                yield scale.criterion.id, f"không giá trị nào thuộc mức “{tier.label}”"
