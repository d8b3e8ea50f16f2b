"""Rows of a journal on a file, to be read again unit by unit: none stays in memory."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterable, Iterator
from io import SEEK_END
from typing import IO, Final

_BEFORE: Final = struct.Struct("<q")


class KeptFacts:
    """Lines by unit code on ``file``. In front of each stands where the unit's line before it begins."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._last: dict[str, int] = {}

    def keep(self, unit: str, line: bytes) -> None:
        """One more line of the unit, without line ends in it."""
        start = self._file.seek(0, SEEK_END)
        self._file.write(_BEFORE.pack(self._last.get(unit, -1)) + line + b"\n")
        self._last[unit] = start

    def units(self) -> Iterable[str]:
        """Units of which anything is kept."""
        return self._last.keys()

    def of(self, unit: str) -> Iterator[bytes]:
        """The unit's lines, the earliest first."""
        for start in reversed(self._starts(unit)):
            self._file.seek(start + _BEFORE.size)
            yield self._file.readline()

    def _starts(self, unit: str) -> array[int]:
        found, start = array("q"), self._last.get(unit, -1)
        while start >= 0:
            found.append(start)
            self._file.seek(start)
            (start,) = _BEFORE.unpack(self._file.read(_BEFORE.size))
        return found
