"""Order within a block. Equal exact totals share a rank and the next rank is skipped: 1-2-2-4."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

TIE_RULE = "Các đơn vị bằng điểm cùng thứ hạng; thứ hạng kế tiếp được bỏ qua (1-2-2-4)."


def rank(totals: Mapping[str, Fraction]) -> dict[str, int]:
    """Rank of each unit by exact total, highest first; units in order of rank, then as given."""
    ordered = sorted(totals, key=lambda unit: _order(totals[unit]), reverse=True)
    ranks: dict[str, int] = {}
    for position, unit in enumerate(ordered, start=1):
        before = ordered[position - 2] if position > 1 else None
        tied = before is not None and totals[before] == totals[unit]
        ranks[unit] = ranks[before] if tied and before is not None else position
    return ranks


def _order(total: Fraction) -> tuple[float, Fraction]:
    """Exact, and fast where the nearest doubles differ: those are never in another order."""
    return float(total), total
