"""Reads workbooks back, as somebody else's program would."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import cast

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet


def read(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def values(content: bytes) -> Workbook:
    """The workbook as a phone shows it: what stands in cells, formulas by the values that were kept."""
    return load_workbook(BytesIO(content), data_only=True)


def sheet(book: Workbook, place: int = 0) -> Worksheet:
    return cast("Worksheet", book.worksheets[place])


def cells(book: Workbook) -> Iterator[Cell]:
    for page in book.worksheets:
        for row in page.iter_rows():
            yield from (cell for cell in row if isinstance(cell, Cell) and cell.value is not None)


def rows(page: Worksheet) -> list[tuple[object, ...]]:
    return [tuple(row) for row in page.iter_rows(values_only=True)]


def row_of(page: Worksheet, column: int, value: object) -> tuple[object, ...]:
    """The first row with that value in that column (from 1)."""
    return next(row for row in rows(page) if len(row) >= column and row[column - 1] == value)
