"""A sheet of ours that came back filled in: its cells as text."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.cells import address
from criteria.sheet_key import HEAD_AT
from criteria.vietnamese import clean
from scoring.facts import Record


class FilledSheet(Record):
    """What a file with our key holds. ``rows``: all rows of the sheet that was to be filled in, ``odd``: why
    a cell (``F12``) is no text or number (formula, date, error, truth, merged), ``trouble``: why the whole
    file can't be read (macros, too_large, password, unreadable, no_key, no_sheet); then all else is empty.
    """

    trouble: str = ""
    key: dict[str, str] = {}
    rows: tuple[tuple[str, ...], ...] = ()
    odd: dict[str, str] = {}

    def lines(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The rows to be filled in, with their numbers from 1."""
        return enumerate(self.rows[HEAD_AT:], start=HEAD_AT + 1)

    def cell(self, row: int, column: int) -> str:
        """The text of a cell in one line; empty where there is none."""
        return " ".join(self.lines_of(row, column).split())

    def lines_of(self, row: int, column: int) -> str:
        """The text of a cell with its lines, in which long texts are written."""
        cells = self.rows[row - 1] if row <= len(self.rows) else ()
        return clean(cells[column]) if column < len(cells) else ""

    def why_odd(self, row: int, column: int) -> str:
        """Why the cell can't be read; empty where it can."""
        return self.odd.get(address(row, column), "")
