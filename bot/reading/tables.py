"""Reads the first sheet of a small Excel or CSV file as rows of texts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from bot.intake import packed
from criteria.vietnamese import clean

LARGEST, LARGEST_OPEN = 5_000_000, 25_000_000  # bytes of the file, and of what it unpacks to
MOST_ROWS, MOST_COLUMNS = 20_020, 50
MOST_LOOKED_AT = 200_000  # rows, empty ones included
Table = tuple[tuple[str, ...], ...]


def read_table(path: Path, name: str) -> Table | None:
    """The rows of the file, cells as typed (whole numbers without ``.0``); None where it is no such file.

    Empty rows at the end are left out. A longer table gives more than ``MOST_ROWS`` rows, so that whoever
    reads it sees that it is too long: nothing is cut in silence.
    """
    if path.stat().st_size > LARGEST:
        return None
    try:
        content = path.read_bytes()
        if content[:2] == b"PK":
            return _excel(content) if packed.readable(content, LARGEST_OPEN) else None
        return _csv(content, name)
    except Exception:  # noqa: BLE001 - any broken file is answered the same way
        return None


def _excel(content: bytes) -> Table:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    sheet = book.worksheets[0]
    rows = sheet.iter_rows(values_only=True, max_row=MOST_LOOKED_AT + 1, max_col=MOST_COLUMNS)
    table = _filled(tuple(_text(cell) for cell in row) for row in rows)
    book.close()
    return table


def _filled(rows: Iterable[tuple[str, ...]]) -> Table:
    """The rows up to the last filled one; one more than ``MOST_ROWS`` where there are too many."""
    found: list[tuple[str, ...]] = []
    last = 0
    for row in islice(rows, MOST_LOOKED_AT + 1):
        found.append(row)
        last = len(found) if any(row) else last
        if last > MOST_ROWS:
            break
    return tuple(found[: last if len(found) <= MOST_LOOKED_AT else MOST_ROWS + 1])


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return clean(str(cell))


def _csv(content: bytes, name: str) -> Table | None:
    if not name.lower().endswith((".csv", ".txt", ".tsv")):
        return None
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = content.decode(encoding)
    dialect = csv.Sniffer().sniff(text[:2048], delimiters=",;\t")
    rows = csv.reader(io.StringIO(text), dialect)
    return _filled(tuple(clean(cell) for cell in row[:MOST_COLUMNS]) for row in rows)
