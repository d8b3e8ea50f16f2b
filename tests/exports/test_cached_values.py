"""Values of formulas: each in its place, however the sheet is cut into pieces."""

from __future__ import annotations

from fractions import Fraction
from io import BytesIO

import pytest

from exports import cached_values
from exports.book import Book, Formula
from exports.cached_values import PIECE
from exports.looks import Look
from tests.exports.reading import read, values

COLUMNS, ROWS = 5, 2_500


def _book() -> Book:
    """Sheets with and without formulas; the first is several pieces long."""
    book, look = Book(exact=True), Look()
    many, none, few = (book.sheet(name) for name in ("Nhiều", "Không", "Ít"))
    for row in range(ROWS):
        cells = (Formula(f"A{row}*{column}", Fraction(row, column + 7)) for column in range(COLUMNS))
        many.append(book.cell(many, each, look) for each in cells)  # type: ignore[arg-type]
    none.append(book.cell(none, each, look) for each in ("chữ", 3, Fraction(1, 3)))  # type: ignore[arg-type]
    few.append([book.cell(few, Formula("1+1", Fraction(2)), look)])
    return book


def test_every_formula_has_its_value() -> None:
    content = _book().bytes()
    found, formulas = values(content), read(content)
    assert ROWS * COLUMNS * 50 > 2 * PIECE
    for row in (1, 2, 777, ROWS):
        for column in range(COLUMNS):
            assert found["Nhiều"].cell(row, column + 1).value == pytest.approx((row - 1) / (column + 7))
    assert formulas["Nhiều"].cell(ROWS, 2).value == f"=A{ROWS - 1}*1"
    assert [cell.value for cell in found["Không"][1]] == ["chữ", 3, pytest.approx(1 / 3)]
    assert found["Ít"]["A1"].value == 2


@pytest.mark.parametrize(("given", "wrong"), [((), "more"), ((1.0, 2.0), "fewer")])
def test_a_formula_without_a_value_is_an_error_and_so_is_the_reverse(
    given: tuple[float, ...], wrong: str
) -> None:
    sheet = BytesIO(b"<row><c><f>A1</f><v></v></c><c><v>3</v></c></row>")
    with pytest.raises(ValueError, match=f"{wrong} formulas than values"):
        list(cached_values._filled(sheet, iter(given)))
