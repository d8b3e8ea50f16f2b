"""Sheets that look like official papers: A4, rows as high as their text, tables with a repeated head.

Rows are written one by one and not kept (openpyxl's write-only mode).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from exports.book import Book, Cell, Row, Value, safe
from exports.looks import FONT, Edges
from exports.measuring import wrap

DIGIT: Final = 6.5  # points that a digit of the workbook's font takes: the unit of column widths
GAP: Final = 6.0  # points of a column that its text can't use
LEADING: Final = 1.31  # height of a line in font sizes, with room for two marks over a capital letter
PADDING: Final = 4.0  # points above and below the text of a row, together
TALLEST: Final = 20  # lines; no row may be higher than 409 points, nor should it be higher than a page
CM: Final = 1 / 2.54  # inches
ZOOM: Final = 85  # per cent, on the screen


class Paper:
    """A sheet on A4. ``widths`` are points; the print is scaled so that they fit the page.

    Rows are held until ``table`` has said which rows are the head of the table.
    """

    def __init__(self, book: Book, name: str, widths: Sequence[float], *, landscape: bool = True) -> None:
        self.book, self.widths = book, tuple(widths)
        self.edges = (0.0, *accumulate(self.widths))
        self.rows = 0
        self._held: list[tuple[int, Row, float]] | None = []
        self.sheet = book.sheet(name)
        _set_up(self.sheet, landscape=landscape)
        for place, points in enumerate(self.widths, start=1):
            self.sheet.column_dimensions[get_column_letter(place)].width = round(points / DIGIT, 2)

    def add(self, *cells: Cell, height: float = 0) -> None:
        """One row as high as its text; what is too high goes on in further rows of the sheet."""
        clean = [Cell(safe(c.value) if isinstance(c.value, str) else c.value, c.look, c.span) for c in cells]
        lines = self._lines(clean)
        tallest = max(map(len, lines), default=1)
        for start in range(0, tallest, TALLEST):
            edges = _edges(first=start == 0, last=start + TALLEST >= tallest)
            parts = [_part(cell, broken, start, edges) for cell, broken in zip(clean, lines, strict=True)]
            counts = [len(broken[start : start + TALLEST]) for broken in lines]
            self._put(parts if tallest > TALLEST else clean, max(height, _height(clean, counts)))

    def table(self, *head: Row, frozen: int = 0) -> None:
        """The head of the table: repeated on each page; it and ``frozen`` columns stay on the screen."""
        first = self.rows + 1
        for row in head:
            self.add(*row)
        self.sheet.freeze_panes = f"{get_column_letter(frozen + 1)}{self.rows + 1}"
        self.sheet.print_title_rows = f"{first}:{self.rows}"
        held, self._held = self._held, None
        for number, row, height in held or ():
            self._write(number, row, height)

    def merge(self, columns: tuple[int, int], rows: tuple[int, int]) -> None:
        """Make one cell of a rectangle; columns and rows count from 1."""
        first, last = map(get_column_letter, columns)
        self.sheet.merged_cells.add(f"{first}{rows[0]}:{last}{rows[1]}")

    def split(self, share: float) -> int:
        """How many columns make up about that share of the width."""
        wanted = self.edges[-1] * share
        return min(range(1, len(self.widths)), key=lambda place: abs(self.edges[place] - wanted))

    def _lines(self, cells: Row) -> list[list[str]]:
        """The lines that each cell's text breaks into."""
        found, place = [], 0
        for cell in cells:
            room = self.edges[place + cell.span] - self.edges[place] - GAP
            text = cell.value if isinstance(cell.value, str) else ""
            found.append(wrap(text, room, cell.look.size, bold=cell.look.bold))
            place += cell.span
        return found

    def _put(self, cells: Row, height: float) -> None:
        self.rows += 1
        if self._held is None:
            self._write(self.rows, cells, height)
        else:
            self._held.append((self.rows, cells, height))

    def _write(self, number: int, cells: Row, height: float) -> None:
        row: list[SheetCell] = []
        for cell in cells:
            if cell.span > 1:
                self.merge((len(row) + 1, len(row) + cell.span), (number, number))
            row.append(self.book.cell(self.sheet, cell.value, cell.look))
            row += [self.book.cell(self.sheet, None, cell.look) for _ in range(cell.span - 1)]
        self.sheet.row_dimensions[number].height = round(height, 1)
        self.sheet.append(row)
        del self.sheet.row_dimensions[number]  # written; thousands of them would only take memory


def _set_up(sheet: Worksheet, *, landscape: bool) -> None:
    """A4, as wide as the page, with page numbers, as papers for signature are set."""
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(
        left=1.5 * CM, right=1.2 * CM, top=1.5 * CM, bottom=1.5 * CM, header=0.7 * CM, footer=0.7 * CM
    )
    sheet.print_options.horizontalCentered = True
    footer = sheet.oddFooter
    assert footer is not None  # noqa: S101 - every sheet has one
    footer.center.text, footer.center.font, footer.center.size = "Trang &P/&N", FONT, 11
    sheet.sheet_view.zoomScale = ZOOM
    sheet.sheet_view.showGridLines = False


def _height(cells: Row, counts: Sequence[int]) -> float:
    sizes = [cell.look.size * LEADING * count for cell, count in zip(cells, counts, strict=True)]
    return max(sizes, default=0) + PADDING


def _part(cell: Cell, lines: Sequence[str], start: int, edges: Edges) -> Cell:
    """What of a cell stands in one of the rows that it takes; a number stands in the first."""
    look = cell.look.but(edges=edges) if cell.look.edges else cell.look
    value: Value = "".join(lines[start : start + TALLEST]).strip("\n")
    if not isinstance(cell.value, str):
        value = cell.value if start == 0 else None
    return Cell(value, look, cell.span)


def _edges(*, first: bool, last: bool) -> Edges:
    if first and last:
        return "box"
    return "top" if first else "bottom" if last else "sides"
