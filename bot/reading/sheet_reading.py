"""Reads a sheet of ours that came back: every cell as text, and why a cell or the file can't be read."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from datetime import date, time, timedelta
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.intake import packed
from bot.reading.set_workbooks import unescaped
from conversations.sheets.filled_sheets import FilledSheet
from criteria.cells import address
from criteria.sheet_key import COLUMNS, KEY_SHEET, SHEETS

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

LARGEST = 10_000_000  # bytes of the file
LARGEST_OPEN = 40_000_000  # bytes that it unpacks to
MOST_ROWS, MOST_COLUMNS = 6_000, 40
DIGITS = 15  # of a number, as Excel holds them
_KEYED = re.compile(rb"<(?:\w{1,20}:)?sheet\b[^<>]{0,500}?\bname=\"" + KEY_SHEET.encode() + rb"\"")
_LONGEST_BOOK, _LONGEST_LIST = 100_000, 100_000  # bytes of the list of sheets, and of all parts
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TIMES = (date, time, timedelta)


def is_keyed(path: Path) -> bool:
    """Whether the file is a workbook with our hidden sheet; nothing but its list of sheets is unpacked."""
    try:
        with path.open("rb") as file:
            if packed.listed(file, _LONGEST_LIST) is None:
                return False
            with zipfile.ZipFile(file) as archive:
                entry = archive.getinfo("xl/workbook.xml")
                return entry.file_size <= _LONGEST_BOOK and bool(_KEYED.search(archive.read(entry)))
    except (KeyError, NotImplementedError, *packed.BROKEN):
        return False


def read_sheet(path: Path) -> FilledSheet:
    """What the file holds; never an exception for what a file can be."""
    try:
        if path.stat().st_size > LARGEST:
            return FilledSheet(trouble="too_large")
        content = path.read_bytes()
        if trouble := _trouble(content):
            return FilledSheet(trouble=trouble)
        return _filled(_opened(content))
    except MemoryError:
        return FilledSheet(trouble="too_large")
    except Exception:  # noqa: BLE001 - any broken file is answered the same way
        return FilledSheet(trouble="unreadable")


def _trouble(content: bytes) -> str:
    """Why it is not opened, told before anything is unpacked to memory."""
    if content.startswith(_OLE):
        return "password"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
            return "macros"
        if sum(entry.file_size for entry in entries) > LARGEST_OPEN:
            return "too_large"
        if not packed.readable(content, LARGEST_OPEN):
            return "unreadable"
        return "macros" if b"macroEnabled" in archive.read("[Content_Types].xml") else ""


def _opened(content: bytes) -> Any:
    """With formulas as they stand, not what they gave; read-only mode would not see merged cells."""
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what other programs add, which does not matter here
        return openpyxl.load_workbook(io.BytesIO(content))


def _filled(book: Any) -> FilledSheet:
    if KEY_SHEET not in book.sheetnames:
        return FilledSheet(trouble="no_key")
    key = {}
    for name, value in book[KEY_SHEET].iter_rows(max_row=20, max_col=2, values_only=True):
        if name is not None:
            key[str(name)[:64]] = unescaped(str(value if value is not None else ""))[:256]
    title = SHEETS.get(key.get("kind", ""), "")
    if not title:
        return FilledSheet(trouble="no_key")
    if title not in book.sheetnames:
        return FilledSheet(trouble="no_sheet")
    return _cells(key, book[title])


def _cells(key: dict[str, str], sheet: Worksheet) -> FilledSheet:
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        return FilledSheet(trouble="too_large")
    width = len(COLUMNS[key["kind"]])
    odd: dict[str, str] = {}
    rows = tuple(
        tuple(_text(cell, odd) for cell in row)
        for row in sheet.iter_rows(max_col=max(width, sheet.max_column))
    )
    for merged in sheet.merged_cells.ranges:
        columns, numbers = (
            range(merged.min_col, merged.max_col + 1),
            range(merged.min_row, merged.max_row + 1),
        )
        odd.update({address(n, place - 1): "merged" for place, n in product(columns, numbers)})
    return FilledSheet(key=key, rows=rows, odd=odd)


def _text(cell: Cell | MergedCell, odd: dict[str, str]) -> str:
    """The cell as a person would type it; empty and named as odd where it is no text or number."""
    value: object = cell.value
    if value is None:
        return ""
    if isinstance(value, str) and cell.data_type not in {"f", "e"}:
        return unescaped(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return as_text(value, cell.number_format)
    kinds = {"f": "formula", "e": "error"}
    why = "date" if isinstance(value, _TIMES) else kinds.get(cell.data_type, "truth")
    odd[cell.coordinate] = why
    return ""


def as_text(value: float, shown_as: str) -> str:
    """``1234,5``; a share that Excel shows as 82,5 % is that share. A number that Excel holds means only one
    figure, so three decimals get a 0 behind them: 1,234 could also be typed for 1234.
    """
    exact = Decimal(repr(value)) if isinstance(value, int) else Decimal(f"{value:.{DIGITS}g}")
    percent = "%" in shown_as
    text = format((exact * 100 if percent else exact).normalize(), "f")
    whole, point, rest = text.partition(".")
    mark = f",{rest}0" if len(rest) == 3 else f",{rest}" if point else ""
    return f"{whole}{mark}{'%' if percent else ''}"
