"""Reads a sheet of ours that came back: every cell as text, and why a cell or the file can't be read."""

from __future__ import annotations

import re
import warnings
import zipfile
from datetime import date, time, timedelta
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.set_forms import unescaped
from conversations.figure_lists import letters
from conversations.filled_sheets import FilledSheet
from criteria.sheet_key import COLUMNS, KEY_SHEET, SHEETS

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

LARGEST = 10_000_000  # bytes of the file
LARGEST_OPEN = 40_000_000  # bytes that it unpacks to
MOST_ENTRIES = 200
MOST_ROWS, MOST_COLUMNS = 6_000, 40
DIGITS = 15  # of a number, as Excel holds them
_KEYED = re.compile(rb"<(?:\w+:)?sheet\b[^>]*\bname=\"" + KEY_SHEET.encode() + rb"\"")
_LONGEST_BOOK = 1_000_000  # bytes of the list of sheets
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TIMES = (date, time, timedelta)


def is_keyed(path: Path) -> bool:
    """Whether the file is a workbook with our hidden sheet; nothing but its list of sheets is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            entry = archive.getinfo("xl/workbook.xml")
            return entry.file_size <= _LONGEST_BOOK and bool(_KEYED.search(archive.read(entry)))
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        return False


def read_sheet(path: Path) -> FilledSheet:
    """What the file holds; never an exception for what a file can be."""
    try:
        if trouble := _trouble(path):
            return FilledSheet(trouble=trouble)
        return _filled(_opened(path))
    except Exception:  # noqa: BLE001 - any broken file is answered the same way
        return FilledSheet(trouble="unreadable")


def _trouble(path: Path) -> str:
    """Why it is not opened, told before anything is unpacked to memory."""
    if path.stat().st_size > LARGEST:
        return "too_large"
    with path.open("rb") as file:
        if file.read(len(_OLE)) == _OLE:
            return "password"
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > LARGEST_OPEN:
            return "too_large"
        if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
            return "macros"
        types = archive.read("[Content_Types].xml")
        return "macros" if b"macroEnabled" in types else _declared(archive)


def _declared(archive: zipfile.ZipFile) -> str:
    """A document type would let a few bytes unfold to gigabytes; no workbook has one."""
    for entry in archive.infolist():
        if entry.filename.endswith((".xml", ".rels")):
            with archive.open(entry) as file:
                if b"<!DOCTYPE" in file.read(4096):
                    return "unreadable"
    return ""


def _opened(path: Path) -> Any:
    """With formulas as they stand, not what they gave; read-only mode would not see merged cells."""
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what other programs add, which does not matter here
        with path.open("rb") as file:
            return openpyxl.load_workbook(file)


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
        odd.update({f"{letters(place - 1)}{n}": "merged" for place, n in product(columns, numbers)})
    return FilledSheet(key=key, rows=rows, odd=odd)


def _text(cell: Cell | MergedCell, odd: dict[str, str]) -> str:
    """The cell as a person would type it; empty and named as odd where it is no text or number."""
    value: object = cell.value
    if value is None:
        return ""
    if isinstance(value, str) and cell.data_type not in {"f", "e"}:
        return unescaped(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value, cell.number_format)
    kinds = {"f": "formula", "e": "error"}
    why = "date" if isinstance(value, _TIMES) else kinds.get(cell.data_type, "truth")
    odd[cell.coordinate] = why
    return ""


def _number(value: float, shown_as: str) -> str:
    """``1234,5``; a share that Excel shows as 82,5 % is that share. A number that Excel holds means only one
    figure, so three decimals get a 0 behind them: 1,234 could also be typed for 1234.
    """
    exact = Decimal(repr(value)) if isinstance(value, int) else Decimal(f"{value:.{DIGITS}g}")
    percent = "%" in shown_as
    text = format((exact * 100 if percent else exact).normalize(), "f")
    whole, point, rest = text.partition(".")
    mark = f",{rest}0" if len(rest) == 3 else f",{rest}" if point else ""
    return f"{whole}{mark}{'%' if percent else ''}"
