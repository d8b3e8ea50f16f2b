"""How cells look: one small vocabulary of looks, turned into shared styles once per workbook."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from criteria.vietnamese import number

FONT: Final = "Times New Roman"
SIZE: Final = 13
INTEGER: Final = "#,##0"
TEXT: Final = "@"
DAY: Final = "dd/mm/yyyy"
MOMENT: Final = "dd/mm/yyyy hh:mm"
PROVISIONAL_RANK: Final = '0"*"'

Edges = Literal["", "box", "top", "sides", "bottom"]
"""Which borders: ``top``, ``sides`` and ``bottom`` are the parts of a row that takes several rows."""

_LINE: Final = Side(style="thin", color="FF000000")
_NONE: Final = Side()
_OVER: Final = ("box", "top")
_UNDER: Final = ("box", "bottom")


def points_format(places: int) -> str:
    """At most so many decimals, as the value has them; thousands are set apart.

    ``General`` shows 28,78 and 20 as they are and writes no comma without a decimal behind it; the marks
    themselves come from the reader's locale.
    """
    return f"[>=1000]#,##0.{'0' * places};General" if places else INTEGER


def exact_format(value: Fraction | None, places: int) -> str:
    """As many decimals as the value has rounded half-up, at most ``places``: 28,78, 28,7 and 20."""
    decimals = number(value, places).partition(",")[2] if value is not None else ""
    return f"{INTEGER}.{'0' * len(decimals)}" if decimals else INTEGER


def measured_format(value: Decimal, unit: str) -> str:
    """All its decimals, and what is counted behind them: ``#,##0.0" triệu đồng"``."""
    decimals = max(-int(value.as_tuple().exponent), 0)
    return (f"{INTEGER}.{'0' * decimals}" if decimals else INTEGER) + (f'" {unit}"' if unit else "")


def maximum_format(value: Fraction) -> str:
    """Maxima come from the print and are whole numbers, almost always."""
    return INTEGER if value.denominator == 1 else "General"


@dataclass(frozen=True, slots=True)
class Look:
    """One look. ``quoted``: the cell is marked as text, so that editing it makes no formula of it; ``open``:
    it may be filled in where the sheet is locked.
    """

    align: Literal["left", "center", "right"] = "left"
    above: Literal["top", "center"] = "top"
    bold: bool = False
    italic: bool = False
    size: int = SIZE
    shade: bool = False
    edges: Edges = ""
    format: str = "General"
    quoted: bool = False
    open: bool = False

    def but(self, **changes: object) -> Look:
        """The same look with something changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def dress(self, cell: Cell) -> None:
        """Give the cell this look, the slow way."""
        cell.font = Font(name=FONT, size=self.size, bold=self.bold, italic=self.italic)
        cell.alignment = Alignment(horizontal=self.align, vertical=self.above, wrap_text=True)
        cell.border = _border(self.edges)
        cell.number_format = self.format
        cell.quotePrefix = self.quoted
        if self.open:
            cell.protection = Protection(locked=False)
        if self.shade or self.open:
            cell.fill = PatternFill("solid", fgColor="FFFFF2CC" if self.open else "FFE7E6E6")


def _border(edges: Edges) -> Border:
    if not edges:
        return Border()
    over, under = (_LINE if edges in places else _NONE for places in (_OVER, _UNDER))
    return Border(left=_LINE, right=_LINE, top=over, bottom=under)
