"""Reads the first sheet of a small Excel or CSV file as rows of texts."""

from __future__ import annotations

import csv
import io
from itertools import islice
from pathlib import Path

LARGEST = 5_000_000  # bytes
MOST_ROWS, MOST_COLUMNS = 20_000, 50
Table = tuple[tuple[str, ...], ...]


def read_table(path: Path, name: str) -> Table | None:
    """The rows of the file, cells as typed (whole numbers without ``.0``); None where it is no such file."""
    if path.stat().st_size > LARGEST:
        return None
    try:
        content = path.read_bytes()
        return _excel(content) if content[:2] == b"PK" else _csv(content, name)
    except Exception:  # noqa: BLE001 - any broken file is answered the same way
        return None


def _excel(content: bytes) -> Table:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    sheet = book.worksheets[0]
    rows = sheet.iter_rows(values_only=True, max_row=MOST_ROWS, max_col=MOST_COLUMNS)
    table = tuple(tuple(_text(cell) for cell in row) for row in rows)
    book.close()
    return table


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _csv(content: bytes, name: str) -> Table | None:
    if not name.lower().endswith((".csv", ".txt", ".tsv")):
        return None
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = content.decode(encoding)
    dialect = csv.Sniffer().sniff(text[:4096], delimiters=",;\t")
    rows = csv.reader(io.StringIO(text), dialect)
    return tuple(tuple(cell.strip() for cell in row[:MOST_COLUMNS]) for row in islice(rows, MOST_ROWS))
