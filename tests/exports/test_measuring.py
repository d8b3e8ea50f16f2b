from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from criteria.vietnamese import half_up
from exports.book import nearest
from exports.measuring import width, wrap
from exports.pages import Pages

TEXT = st.text(alphabet="aWiướ \N{NO-BREAK SPACE}.\n_Đ", max_size=200)


@given(TEXT, st.floats(30, 300))
def test_lines_joined_are_the_text(text: str, room: float) -> None:
    assert "".join(wrap(text, room, 13)) == text


@given(TEXT, st.floats(30, 300))
def test_every_line_fits(text: str, room: float) -> None:
    assert all(width(line.rstrip(), 13) <= room + 0.01 for line in wrap(text, room, 13))


def test_words_stay_whole_and_long_ones_are_broken() -> None:
    assert wrap("Ủy ban nhân dân xã", 60, 13) == ["Ủy ban ", "nhân dân ", "xã"]
    assert wrap("nhân dân\N{NO-BREAK SPACE}xã", 60, 13) == ["nhân ", "dân\N{NO-BREAK SPACE}xã"]
    assert len(wrap("x" * 100, 60, 13)) == 13
    assert wrap("một\nhai", 500, 13) == ["một\n", "hai"]


def test_bold_is_wider_and_marks_are_not() -> None:
    assert width("Hạng", 13, bold=True) > width("Hạng", 13) == width("Hang", 13)


@given(st.fractions(-2000, 2000, max_denominator=10**6), st.integers(0, 4))
def test_cells_are_rounded_as_all_else_is(value: Fraction, places: int) -> None:
    assert nearest(value, places) == float(half_up(value, places))


def test_pages_break_before_the_row_that_does_not_fit() -> None:
    pages = Pages(700, landscape=True)
    assert [pages.add(row, pages.room / 4, keep=False) for row in range(1, 10)] == [0, 0, 0, 0, 5, 0, 0, 0, 9]


def test_the_repeated_head_takes_room_on_each_further_page() -> None:
    pages = Pages(700, landscape=True)
    pages.head = pages.room / 2
    assert [pages.add(row, pages.room / 4, keep=False) for row in range(1, 8)] == [0, 0, 0, 0, 5, 0, 7]


def test_kept_rows_go_to_the_next_page_together() -> None:
    pages = Pages(700, landscape=True)
    kept = [False, False, False, True, False]
    found = [pages.add(row, pages.room / 4, keep=keep) for row, keep in enumerate(kept, start=1)]
    assert found == [0, 0, 0, 0, 4]


def test_wide_tables_are_scaled_down_so_more_rows_fit() -> None:
    assert Pages(1400, landscape=True).room > 1.8 * Pages(700, landscape=True).room
    assert Pages(700, landscape=False).room > Pages(700, landscape=True).room
