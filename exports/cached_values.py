"""Puts the values of formulas into a workbook: openpyxl writes formulas without them, and a phone that only
shows a file, or a program that only reads it, would find empty cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from os import PathLike, fspath
from pathlib import Path
from typing import IO, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

_EMPTY: Final = re.compile(rb"(<f>[^<]*</f>)<v\s*/>|(<f>[^<]*</f>)<v></v>")
_CELL_ENDS: Final = b"</c>"
PIECE: Final = 1 << 18  # bytes of a sheet in memory

Values = Mapping[str, Sequence[float]]
"""For each sheet the values of its formulas in the order of its cells."""


def save(workbook: Workbook, file: IO[bytes], values: Values) -> None:
    """Write the workbook; raises ValueError where a sheet has not as many formulas as values."""
    ExcelWriter(workbook, _Archive(file, workbook, values)).save()


class _Archive(ZipFile):
    """Fills sheets on their way from openpyxl's temporary files into the workbook, piece by piece."""

    def __init__(self, file: IO[bytes], workbook: Workbook, values: Values) -> None:
        super().__init__(file, "w", ZIP_DEFLATED)
        self._values = {
            f"xl/worksheets/sheet{number}.xml": values[name]
            for number, name in enumerate(workbook.sheetnames, start=1)
            if name in values
        }

    def write(self, filename: str | PathLike[str], arcname: Any = None, *how: Any) -> None:
        values = self._values.get(str(arcname))
        if values is None:
            super().write(filename, arcname, *how)
            return
        entry = ZipInfo.from_file(fspath(filename), arcname)
        entry.compress_type = ZIP_DEFLATED
        with Path(filename).open("rb") as sheet, self.open(entry, "w") as kept:
            for piece in _filled(sheet, iter(values)):
                kept.write(piece)


def _filled(sheet: IO[bytes], left: Iterator[float]) -> Iterator[bytes]:
    def with_value(match: re.Match[bytes]) -> bytes:
        try:
            value = next(left)
        except StopIteration:
            raise ValueError("a sheet has more formulas than values") from None
        return b"%s<v>%s</v>" % (match[1] or match[2], repr(value).encode())

    rest = b""
    while read := sheet.read(PIECE):
        cells, ends, rest = (rest + read).rpartition(_CELL_ENDS)
        yield _EMPTY.sub(with_value, cells + ends)
    yield rest
    if next(left, None) is not None:
        raise ValueError("a sheet has fewer formulas than values")
