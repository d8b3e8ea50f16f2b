"""Lists with bodies above the units: who reports to whom is data, and nonsense is named row by row."""

from __future__ import annotations

import pytest

from conversations.administration import unit_lists
from conversations.administration.unit_rows import Known
from scoring.facts import Body, Unit

HEAD = ("Mã đơn vị", "Tên đơn vị", "Khối", "Trực thuộc", "Chấm điểm")


def wrong(*rows: tuple[str, ...], known: Known | None = None) -> list[str]:
    found = unit_lists.parse((HEAD, *rows), known or Known())
    assert not (found.errors and (found.units or found.bodies))
    return [str(error) for error in found.errors]


def test_bodies_are_not_units_and_units_name_their_parent_in_any_spelling_and_order() -> None:
    found = unit_lists.parse(
        (HEAD, ("x1", "Xã Một", "Xã", "H1", ""), ("h1", "Huyện Một", "", "tinh", "Không"),
         ("tinh", "Tỉnh", "", "", "không"), ("s1", "Sở Một", "Sở", "tinh", "có")),
        Known(),
    )  # fmt: skip
    assert not found.errors
    assert found.units == (
        Unit(code="x1", name="Xã Một", block="Xã", parent="h1"),
        Unit(code="s1", name="Sở Một", block="Sở", parent="tinh"),
    )
    assert found.bodies == (Body(code="h1", name="Huyện Một", parent="tinh"), Body(code="tinh", name="Tỉnh"))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((("x1", "Xã", "", "nowhere", ""),), ["Dòng 2: không có đơn vị hay cấp trên nào mang mã “nowhere”"]),
        ((("x1", "Xã", "", "x1", ""),), ["Dòng 2: mã “x1” trực thuộc chính mình"]),
        (
            (("a", "A", "", "b", "không"), ("b", "B", "", "a", "không"), ("x", "Xã", "", "a", "")),
            ["Dòng 2: mã “a” trực thuộc chính mình", "Dòng 3: mã “b” trực thuộc chính mình"],
        ),
        ((("x1", "Xã", "", "", "có lẽ"),), ["Dòng 2: cột Chấm điểm chỉ ghi “có” hoặc “không”"]),
        ((("a", "A", "", "", "không"), ("A", "B", "", "", "")), ["Dòng 3: mã “A” đã có ở dòng 2."]),
    ],
)
def test_what_is_wrong_is_named(rows: tuple[tuple[str, ...], ...], said: list[str]) -> None:
    errors = wrong(*rows)
    assert len(errors) == len(said)
    assert all(error.startswith(begin) for error, begin in zip(errors, said, strict=True))


def test_a_circle_through_what_the_campaign_has_already() -> None:
    known = Known(bodies={"h": Body(code="h", name="H", parent="p"), "p": Body(code="p", name="P")})
    assert wrong(("p", "P", "", "h", "không"), known=known)


def test_a_unit_never_becomes_a_body_nor_a_body_a_unit() -> None:
    known = Known({"x": Unit(code="x", name="X")}, {"h": Body(code="h", name="H")})
    assert "không đổi thành không chấm điểm được" in wrong(("x", "X", "", "", "không"), known=known)[0]
    assert "không đổi thành đơn vị được chấm điểm" in wrong(("h", "H", "", "", "có"), known=known)[0]


def test_a_list_without_the_columns_keeps_what_is_known() -> None:
    known = Known(
        {"x": Unit(code="x", name="X", block="K", parent="h")}, {"h": Body(code="h", name="H", parent="")}
    )
    found = unit_lists.parse((("Mã", "Tên"), ("x", "Xã Mới"), ("h", "Huyện")), known)
    assert found.units == (Unit(code="x", name="Xã Mới", block="K", parent="h"),)
    assert found.bodies == (Body(code="h", name="Huyện"),)


def test_too_many_rows_are_said_and_nothing_is_cut() -> None:
    rows = tuple((f"x{n}", f"Xã {n}") for n in range(unit_lists.MOST_UNITS + 1))
    assert "tối đa 20000 đơn vị" in wrong(*rows)[0]
