"""Where the pages of a printed sheet end, so that rows that belong together stay together.

Spreadsheets break pages between any two rows. Heights are known, because every row is given its own, so
the breaks are set here: a group's heading stays with its first criterion, the signatures with the sum.
"""

from __future__ import annotations

from typing import Final

INCH: Final = 72.0  # points
SIDE: Final = 38.0  # points of margin on the left and on the right
ENDS: Final = 42.0  # points of margin above and below
SHORT, LONG = 595.0, 842.0  # A4 in points
CAUTION: Final = 0.97  # of a page is filled: what is scaled down on one machine a little less than on another


class Pages:
    """Follows the rows of a sheet whose columns are ``wide`` points in all. ``head`` is repeated."""

    def __init__(self, wide: float, *, landscape: bool) -> None:
        across, down = (LONG, SHORT) if landscape else (SHORT, LONG)
        self.scale = min(1.0, (across - 2 * SIDE) / wide)
        self.room = (down - 2 * ENDS) / self.scale * CAUTION
        self.head = 0.0
        self._used = 0.0
        self._chain: tuple[int, float] | None = None

    def add(self, row: int, height: float, *, keep: bool) -> int:
        """The row that a new page starts with, or 0. A row to ``keep`` is decided on with the next one."""
        first, chained = self._chain or (row, 0.0)
        if keep:
            self._chain = first, chained + height
            return 0
        self._chain = None
        self._used += chained + height
        if self._used <= self.room or first == 1:
            return 0
        self._used = self.head + chained + height
        return first
