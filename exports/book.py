"""A workbook being written: safe cells with shared styles. Nobody's text becomes a formula."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import IO, Any, Final, NamedTuple, cast
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.worksheet import Worksheet

from criteria.vietnamese import ZONE
from exports import cached_values
from exports.cleaning import safe
from exports.looks import FONT, SIZE, Look


class Formula(NamedTuple):
    """A formula of ours (without ``=``) and its exact value, for readers that work nothing out themselves."""

    text: str
    value: Fraction


Value = str | int | Fraction | Decimal | date | Formula | None
File = IO[bytes]

# Readers take _x000A_ for a line end, and LibreOffice even the _xa_ of so many file names (xa: commune).
_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{1,4}_)")
_UNNAMEABLE: Final = re.compile(r"[\[\]:*?/\\'\n]")
_FORMULA: Final = tuple("=+-@＝＋－＠")


def nearest(value: Fraction, places: int) -> float:
    """The double nearest to the value rounded half-up, as ``criteria.vietnamese.half_up`` rounds it.

    Tens of thousands of points go into a ranking: whole numbers are ten times faster than fractions, and
    the division of two of them is exact to the last bit.
    """
    scale: int = 10**places
    whole = value.denominator
    units: int = (2 * abs(value.numerator) * scale + whole) // (2 * whole)
    return (units if value.numerator > 0 else -units) / scale


@dataclass(frozen=True, slots=True)
class Cell:
    """One value, its look, and how many columns it takes. Fractions are written rounded, decimals as they
    are, moments in Vietnam's time.
    """

    value: Value
    look: Look
    span: int = 1


Row = Sequence[Cell]


class Book:
    """A workbook being written. ``places``: decimals of fractions, which are rounded half-up; an ``exact``
    book holds the double nearest to each fraction, and its formats round what is shown.
    """

    def __init__(self, places: int = 2, *, exact: bool = False) -> None:
        self.places, self.exact = places, exact
        self._worked_out: dict[str, array[float]] = {}
        self.workbook = Workbook(write_only=True)
        self.workbook.properties.creator = "chamdiem"
        self._names: set[str] = set()
        self._cells: dict[Look, SheetCell] = {}
        _use_font(self.workbook, Font(name=FONT, size=SIZE))

    def bytes(self) -> bytes:
        """The finished file."""
        out = BytesIO()
        self.save(out)
        return out.getvalue()

    def save(self, file: File) -> None:
        """Write the finished file."""
        cached_values.save(self.workbook, file, self._worked_out)

    def sheet(self, wanted: str) -> Worksheet:
        """A new sheet under a name that Excel accepts and no other sheet has."""
        kept = _UNNAMEABLE.sub(" ", safe(wanted)).strip()[:31] or "Bảng"
        name, count = kept, 1
        while name.lower() in self._names:
            count += 1
            name = f"{kept[: 28 - len(str(count))]} ({count})"
        self._names.add(name.lower())
        return cast("Worksheet", self.workbook.create_sheet(name))  # a write-only one has what is used here

    def cell(self, sheet: Worksheet, value: Value, look: Look) -> SheetCell:
        """A cell to be written at once: the next call with that look fills the same one again.

        Text is never a formula. A new cell for each value would take half again as long.
        """
        if isinstance(value, str) and value.startswith(_FORMULA):
            look = look.but(quoted=True)
        cell = self._cells.get(look)
        if cell is None:
            cell = self._cells[look] = WriteOnlyCell(sheet)
            look.dress(cell)
        if isinstance(value, Formula):
            self._worked_out.setdefault(sheet.title, array("d")).append(float(value.value))
            cell.value, cell.data_type = f"={value.text}", "f"
            return cell
        cell.value = self._written(value)
        if isinstance(value, str):
            cell.data_type = "s"
        return cell

    def _written(self, value: str | int | Fraction | Decimal | date | None) -> Any:
        """A sheet holds only doubles, so a fraction is rounded first, by the set's rule; it has no zones."""
        if isinstance(value, Fraction):
            return float(value) if self.exact else nearest(value, self.places)
        if isinstance(value, datetime) and value.tzinfo:
            return value.astimezone(ZoneInfo(ZONE)).replace(tzinfo=None)
        return _ESCAPE.sub("_x005F_", value) if isinstance(value, str) else value


def _use_font(workbook: Any, font: Font) -> None:
    """The font of empty cells, in which the widths of columns are counted; openpyxl has no public way."""
    workbook._fonts = IndexedList([font])  # noqa: SLF001
    workbook._named_styles["Normal"].font = font  # noqa: SLF001
