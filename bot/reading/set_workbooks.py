"""Reads a set's workbook into rows of cells, and refuses what cannot be read for sure."""

from __future__ import annotations

import re
import warnings
import zipfile
from datetime import date, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.intake import packed
from criteria.files import CriteriaError
from criteria.workbook_grid import At, Cell, Trouble
from criteria.workbook_titles import GUIDE

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

LARGEST = 20_000_000  # bytes of the file
LARGEST_OPEN = 200_000_000  # bytes that it unpacks to
MOST_ROWS, MOST_COLUMNS = 20_000, 200
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_TIMES = (date, time, timedelta)


def read_sheets(path: Path) -> tuple[dict[str, list[list[Cell]]], list[Trouble]]:
    """The cells of all sheets but the guide, and what is wrong with them.

    Raises CriteriaError for what is no workbook, or too large a one.
    """
    _check_file(path)
    book = _opened(path)
    troubles: list[Trouble] = []
    sheets = {sheet.title: _cells(sheet, troubles) for sheet in book.worksheets if sheet.title != GUIDE}
    return sheets, troubles


def _check_file(path: Path) -> None:
    """Before anything is unpacked."""
    if not path.is_file():
        raise CriteriaError("no-file", path, None, "there is no such file")
    if path.stat().st_size > LARGEST:
        raise CriteriaError("too-large", path, None, f"the file is larger than {LARGEST // 1_000_000} MB")
    if _head(path) == _OLE:
        why = "the file has a password, or is an old .xls: take the password off and save it as .xlsx"
        raise CriteriaError("no-workbook", path, None, why)
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise _no_workbook(path) from error
    if sum(entry.file_size for entry in entries) > LARGEST_OPEN:
        why = f"the file unpacks to more than {LARGEST_OPEN // 1_000_000} MB: begin with a new template"
        raise CriteriaError("too-large", path, None, why)
    if not packed.readable(path.read_bytes(), LARGEST_OPEN):
        raise _no_workbook(path)


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(len(_OLE))


def _opened(path: Path) -> Any:
    """With formulas as they stand, not what they gave; read-only mode would not see merged cells."""
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # drop-downs of other programs, which don't matter here
            return openpyxl.load_workbook(path)
    except Exception as error:  # any broken file is answered the same way
        raise _no_workbook(path) from error


def _no_workbook(path: Path) -> CriteriaError:
    why = "this is no Excel file (.xlsx): begin with chamdiem criteria template"
    return CriteriaError("no-workbook", path, None, why)


def _cells(sheet: Worksheet, troubles: list[Trouble]) -> list[list[Cell]]:
    for merged in sheet.merged_cells.ranges:
        at = At(sheet.title, merged.min_row - 1, merged.min_col - 1)
        troubles.append(Trouble(at, f"{merged.coord} are merged: split them and fill in each cell"))
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        told = f"the sheet reaches as far as row {sheet.max_row}: delete empty rows and columns at its end"
        troubles.append(Trouble(sheet.title, told))
        return []
    rows = enumerate(sheet.iter_rows())
    return [
        [_cell(At(sheet.title, row, place), cell, troubles) for place, cell in enumerate(cells)]
        for row, cells in rows
    ]


def _cell(at: At, cell: SheetCell | MergedCell, troubles: list[Trouble]) -> Cell:
    """The cell as text, or as a float; blank where it is refused."""
    value: object = cell.value
    if value is None:
        return ""
    if isinstance(value, str) and cell.data_type not in {"f", "e"}:
        return unescaped(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, float):
        return value
    troubles.append(Trouble(at, _refusal(cell)))
    return ""


def _refusal(cell: SheetCell | MergedCell) -> str:
    if cell.data_type == "f":
        return "this is a formula: write its result, or format the cell as text and write it again"
    if cell.data_type == "e":
        return f"this is an error, {cell.value}: write what should stand here"
    if isinstance(cell.value, _TIMES):
        return "Excel made a date of this: format the cell as text, then write it again"
    return f"this is {cell.value}, no text: format the cell as text, then write it again"


def unescaped(text: str) -> str:
    """``_x005F_`` stands for the underline that Excel would take for the beginning of a code."""
    lines = text.replace("\r\n", "\n").replace("_x000D_\n", "\n")
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), lines)
