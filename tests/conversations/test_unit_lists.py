"""Lists of units: every bad row is named with its number, and nothing is half loaded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.administration import unit_lists
from conversations.administration.unit_rows import Known
from scoring.facts import Unit

HEAD = ("Mã đơn vị", "Tên đơn vị", "Khối", "Cán bộ đầu mối")


def parse(*rows: tuple[str, ...], known: dict[str, Unit] | None = None) -> tuple[list[Unit], list[str]]:
    found = unit_lists.parse(rows, Known(known or {}))
    return list(found.units), [str(error) for error in found.errors]


def test_a_good_list_in_the_order_of_its_rows() -> None:
    units, errors = parse(
        HEAD,
        ("001", "Xã Lạc Đạo", "Các xã", "Nguyễn Thị Hoa"),
        ("nhu-quynh", " Thị trấn  Như Quỳnh ", "Thị trấn"),
    )
    assert errors == []
    assert units == [
        Unit(code="001", name="Xã Lạc Đạo", block="Các xã"),
        Unit(code="nhu-quynh", name="Thị trấn Như Quỳnh", block="Thị trấn"),
    ]


@pytest.mark.parametrize(
    "head",
    [
        ("Tên đơn vị", "Khối", "Mã đơn vị"),
        ("TÊN", "KHỐI", "MÃ"),
        ("ten don vi", "khoi", "ma don vi"),
        ("Tên đơn vị (*)", " Khối: ", "Mã_đơn_vị"),
        ("name", "block", "code"),
    ],
)
def test_columns_are_known_by_their_names_in_any_order(head: tuple[str, ...]) -> None:
    units, errors = parse(head, ("Xã A", "K1", "a"))
    assert (units, errors) == ([Unit(code="a", name="Xã A", block="K1")], [])


def test_a_title_may_stand_above_the_header_and_empty_rows_between() -> None:
    units, errors = parse(("DANH SÁCH",), (), HEAD, ("", ""), ("a", "Xã A"), (" ", ""), ("b", "Xã B"))
    assert [unit.code for unit in units] == ["a", "b"]
    assert errors == []


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("", "Xã B"), "Dòng 3: thiếu mã đơn vị (tên “Xã B”)."),
        (("b", ""), "Dòng 3: thiếu tên đơn vị (mã “b”)."),
        (("a", "Xã B"), "Dòng 3: mã “a” đã có ở dòng 2."),
        (("A", "Xã B"), "Dòng 3: mã “A” đã có ở dòng 2."),
        (
            ("b b", "Xã B"),
            "Dòng 3: mã “b b” chỉ được gồm chữ không dấu, số và các dấu . - _, không có dấu cách.",
        ),
        (
            ("xã", "Xã B"),
            "Dòng 3: mã “xã” chỉ được gồm chữ không dấu, số và các dấu . - _, không có dấu cách.",
        ),
        (
            ("b:1", "Xã B"),
            "Dòng 3: mã “b:1” chỉ được gồm chữ không dấu, số và các dấu . - _, không có dấu cách.",
        ),
        (
            ("=1+1", "Xã B"),
            "Dòng 3: mã “=1+1” chỉ được gồm chữ không dấu, số và các dấu . - _, không có dấu cách.",
        ),
        (("b" * 33, "Xã B"), f"Dòng 3: mã “{'b' * 33}” dài quá 32 ký tự."),
        (("b", "X" * 121), f"Dòng 3: tên “{'X' * 40}” dài quá 120 ký tự."),
        (("b", "Xã B", "K" * 121), f"Dòng 3: khối “{'K' * 40}” dài quá 120 ký tự."),
        (("b", "123"), "Dòng 3: tên “123” không có chữ nào."),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_loaded(row: tuple[str, ...], said: str) -> None:
    assert parse(HEAD, ("a", "Xã A"), row, ("c", "Xã C")) == ([], [said])


def test_every_bad_row_is_named() -> None:
    _, errors = parse(HEAD, ("", "Xã A"), ("b", "Xã B"), ("c", ""))
    assert errors == ["Dòng 2: thiếu mã đơn vị (tên “Xã A”).", "Dòng 4: thiếu tên đơn vị (mã “c”)."]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((), "Dòng 1: không thấy dòng tiêu đề có cột “Mã đơn vị” và “Tên đơn vị”."),
        ((("a", "Xã A"),), "Dòng 1: không thấy dòng tiêu đề có cột “Mã đơn vị” và “Tên đơn vị”."),
        ((HEAD,), "Dòng 1: không có đơn vị nào dưới dòng tiêu đề."),
        ((("Mã", "Tên", "Mã đơn vị"), ("a", "b", "c")), "Dòng 1: cột “Mã” có hai lần."),
    ],
)
def test_a_list_without_a_head_or_without_rows(rows: tuple[tuple[str, ...], ...], said: str) -> None:
    assert parse(*rows) == ([], [said])


def test_too_many_units() -> None:
    _, errors = parse(HEAD, *((f"u{n}", f"Xã {n} a") for n in range(unit_lists.MOST_UNITS + 1)))
    assert len(errors) == 1
    assert "tối đa 20000 đơn vị" in errors[0]


def test_a_known_code_keeps_its_spelling_and_its_block_where_the_list_has_none() -> None:
    known = {"Lac-Dao": Unit(code="Lac-Dao", name="Xã Lạc Đạo", block="Các xã")}
    units, _ = parse(("Mã", "Tên"), ("lac-dao", "Phường Lạc Đạo"), ("moi", "Xã Mới"), known=known)
    assert units == [
        Unit(code="Lac-Dao", name="Phường Lạc Đạo", block="Các xã"),
        Unit(code="moi", name="Xã Mới", block=""),
    ]


def test_contact_officers() -> None:
    rows = [HEAD, ("a", "Xã A", "", "Nguyễn Thị Hoa"), ("b", "Xã B"), ("c", "Xã C", "", " ")]
    known = Known({"A": Unit(code="A", name="Xã A")})
    assert unit_lists.contacts(rows, known) == {"A": "Nguyễn Thị Hoa"}
    assert unit_lists.contacts([("a", "b")], known) == {}


@given(st.lists(st.lists(st.text(max_size=8), max_size=5), max_size=6))
def test_any_rows_give_units_or_errors(rows: list[list[str]]) -> None:
    for table in (rows, [list(HEAD), *rows]):
        found = unit_lists.parse(table, Known())
        units, errors = found.units, found.errors
        assert bool(units) != bool(errors)
        assert all(str(error) for error in errors)
