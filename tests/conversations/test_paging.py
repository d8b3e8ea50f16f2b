"""Long lists a page at a time, and numbers in payloads that may come from anybody."""

from __future__ import annotations

import pytest

from conversations import paging
from conversations.talk import number_in

ROWS = tuple("abcdefghij")


@pytest.mark.parametrize(
    ("number", "rows", "payloads"),
    [
        (0, "abcd", ["pp:x:1"]),
        (1, "efgh", ["pp:x:0", "pp:x:2"]),
        (2, "ij", ["pp:x:1"]),
        (99, "ij", ["pp:x:1"]),
        (-1, "abcd", ["pp:x:1"]),
    ],
)
def test_a_page_has_its_rows_and_the_way_to_the_pages_beside_it(
    number: int, rows: str, payloads: list[str]
) -> None:
    page = paging.page(ROWS, number, 4)
    assert "".join(page.rows) == rows == "".join(ROWS[page.first : page.first + 4])
    assert [each.payload for each in page.around("pp", "x")] == payloads


@pytest.mark.parametrize("count", [0, 4])
def test_what_fits_on_one_page_has_no_other(count: int) -> None:
    page = paging.page(ROWS[:count], 3, 4)
    assert (page.rows, page.number, page.around("pp")) == (ROWS[:count], 0, ())


@pytest.mark.parametrize("part", ["", "-1", "1.5", "²", "٣", " 1", "1_0", "x", "1" * 16])
def test_what_is_no_number_in_a_payload_counts_as_none(part: str) -> None:
    assert (number_in(part), number_in(part, otherwise=-1)) == (0, -1)


def test_a_number_in_a_payload() -> None:
    assert [number_in(part) for part in ("0", "7", "012", "9" * 15)] == [0, 7, 12, 10**15 - 1]
