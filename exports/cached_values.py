"""Puts the values of formulas into a workbook: openpyxl writes formulas without them, and a phone that only
shows a file, or a program that only reads it, would find empty cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

_EMPTY: Final = re.compile(rb"(<f>[^<]*</f>)<v\s*/>|(<f>[^<]*</f>)<v></v>")


def with_values(content: bytes, sheets: Sequence[Sequence[Fraction]]) -> bytes:
    """The same workbook; ``sheets``: for each sheet the values of its formulas in the order of its cells.

    Raises ValueError where there are not as many formulas.
    """
    out = BytesIO()
    places = {f"xl/worksheets/sheet{number}.xml": values for number, values in enumerate(sheets, start=1)}
    with ZipFile(BytesIO(content)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for entry in before.infolist():
            data = before.read(entry)
            if values := places.get(entry.filename):
                data = _filled(data, values)
            after.writestr(entry, data, ZIP_DEFLATED)
    return out.getvalue()


def _filled(sheet: bytes, values: Sequence[Fraction]) -> bytes:
    left = iter(values)

    def with_value(match: re.Match[bytes]) -> bytes:
        try:
            value = float(next(left))
        except StopIteration:
            raise ValueError("a sheet has more formulas than values") from None
        return b"%s<v>%s</v>" % (match[1] or match[2], repr(value).encode())

    filled = _EMPTY.sub(with_value, sheet)
    if next(left, None) is not None:
        raise ValueError("a sheet has fewer formulas than values")
    return filled
