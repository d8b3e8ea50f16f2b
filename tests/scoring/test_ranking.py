from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.ranking import TIE_RULE, rank


def ranks(*totals: str) -> list[int]:
    """Ranks in the order given."""
    units = {f"u{place}": Fraction(total) for place, total in enumerate(totals)}
    found = rank(units)
    return [found[unit] for unit in units]


@pytest.mark.parametrize(
    ("totals", "expected"),
    [
        ([], []),
        (["5"], [1]),
        (["9", "7", "7", "5"], [1, 2, 2, 4]),
        (["7", "9", "5", "7"], [2, 1, 4, 2]),
        (["7", "7", "7"], [1, 1, 1]),
        (["9", "9", "1", "1"], [1, 1, 3, 3]),
        (["0", "0"], [1, 1]),
        (["1/3", "2/6", "0.3333333333333333333333"], [1, 1, 3]),
        (["500.00000000000000000001", "500", "500.00000000000000000002"], [2, 3, 1]),  # one double
    ],
)
def test_equal_scores_share_a_rank_and_the_next_is_skipped(totals: list[str], expected: list[int]) -> None:
    assert ranks(*totals) == expected
    assert "1-2-2-4" in TIE_RULE


def test_units_come_in_order_of_rank_then_as_given() -> None:
    found = rank({"b": Fraction(1), "c": Fraction(2), "a": Fraction(1)})
    assert list(found) == ["c", "b", "a"]


@given(st.dictionaries(st.text(max_size=3), st.fractions(0, 3, max_denominator=3)))
def test_rank_is_one_more_than_the_number_of_better_units(totals: dict[str, Fraction]) -> None:
    found = rank(totals)
    assert found == {u: 1 + sum(other > total for other in totals.values()) for u, total in totals.items()}
