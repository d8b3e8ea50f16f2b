"""Sheets that look like official papers: A4, rows as high as their text, tables with a repeated head.

Rows are written one by one and not kept (openpyxl's write-only mode).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Final

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from exports.book import Book, Cell, Row
from exports.cleaning import safe
from exports.looks import FONT, Edges
from exports.measuring import wrap
from exports.pages import ENDS, INCH, SIDE, Pages

DIGIT: Final = 6.5  # points that a digit of the workbook's font takes: the unit of column widths
GAP: Final = 9.0  # points of a column that its text can't use
LEADING: Final = 1.24  # height of a line in font sizes: 16 points for size 13, as Excel itself gives
PADDING: Final = 4.0  # points above and below the text of a row, together
TALLEST: Final = 20  # lines; no row may be higher than 409 points, nor should it be higher than a page
ZOOM: Final = 85  # per cent, on the screen
_ONE: Final = ("",)  # the line of a number


class Paper:
    """A sheet on A4. ``widths`` are points; the print is scaled so that they fit the page, or pages beside
    each other: each but the last ends after one of the columns ``turns``, and each but the first begins with
    the first ``repeated`` columns once more.

    Rows are held until ``table`` has said which rows are the head of the table. ``across``: the columns that
    lines around the table may take.
    """

    def __init__(
        self, book: Book, name: str, widths: Sequence[float], *, landscape: bool = True,
        turns: Sequence[int] = (), repeated: int = 0,
    ) -> None:  # fmt: skip
        self.book, self.widths = book, tuple(widths)
        self.edges = (0.0, *accumulate(self.widths))
        self.repeated = repeated
        self.across = turns[0] if turns else len(self.widths)
        self.rows = 0
        self.sheet = book.sheet(name)
        self._held: list[tuple[int, Row, float]] | None = []
        self._pages = Pages(self._widest(turns, repeated), landscape=landscape)
        _set_up(self.sheet, landscape=landscape)
        if turns:
            _turn(self.sheet, turns, repeated, self._pages.scale)
        for place, points in enumerate(self.widths, start=1):
            self.sheet.column_dimensions[get_column_letter(place)].width = round(points / DIGIT, 2)

    def add(self, *cells: Cell, height: float = 0, keep: bool = False) -> None:
        """One row as high as its text; what is too high goes on in further rows of the sheet.

        ``keep``: no page break between this row and the next.
        """
        cells = tuple(map(_cleaned, cells))
        lines = self._lines(cells)
        tallest = max(map(len, lines), default=1)
        if tallest <= TALLEST:
            self._put(cells, max(height, _height(cells, lines)), keep=keep)
            return
        for start in range(0, tallest, TALLEST):
            edges = _edges(first=start == 0, last=start + TALLEST >= tallest)
            parts = [broken[start : start + TALLEST] for broken in lines]
            row = [
                _part(cell, part, edges, first=start == 0) for cell, part in zip(cells, parts, strict=True)
            ]
            self._put(row, max(height, _height(cells, parts)), keep=keep)

    def table(self, *head: Row, frozen: int = 0) -> None:
        """The head of the table, if it has one: repeated on each page; it and ``frozen`` columns stay on the
        screen.
        """
        first = self.rows + 1
        for row in head:
            self.add(*row, keep=True)
        if head:
            self.sheet.freeze_panes = f"{get_column_letter(frozen + 1)}{self.rows + 1}"
            self.sheet.print_title_rows = f"{first}:{self.rows}"
        held, self._held = self._held or [], None
        self._pages.head = sum(height for number, _, height in held if number >= first)
        for number, row, height in held:
            self._write(number, row, height)

    def merge(self, columns: tuple[int, int], rows: tuple[int, int]) -> None:
        """Make one cell of a rectangle; columns and rows count from 1."""
        first, last = map(get_column_letter, columns)
        self.sheet.merged_cells.add(f"{first}{rows[0]}:{last}{rows[1]}")

    def close(self) -> None:
        """Nothing more is written; the sheet gives back its file."""
        self.sheet.close()  # type: ignore[attr-defined]  # one that is only written has it

    def split(self, share: float) -> int:
        """How many columns make up about that share of the first page's width."""
        wanted = self.edges[self.across] * share
        return min(range(1, self.across), key=lambda place: abs(self.edges[place] - wanted))

    def _widest(self, turns: Sequence[int], repeated: int) -> float:
        """Points of the widest of the pages that stand side by side."""
        ends = [*turns, len(self.widths)]
        further = (self.edges[end] - self.edges[start] for start, end in pairwise(ends))
        return max(self.edges[ends[0]], *(self.edges[repeated] + each for each in further), 0.0)

    def _lines(self, cells: Row) -> list[Sequence[str]]:
        """The lines that each cell's text breaks into."""
        found: list[Sequence[str]] = []
        place = 0
        for cell in cells:
            if isinstance(cell.value, str):
                room = self.edges[place + cell.span] - self.edges[place] - GAP
                found.append(wrap(cell.value, room, cell.look.size, bold=cell.look.bold))
            else:
                found.append(_ONE)
            place += cell.span
        return found

    def _put(self, cells: Row, height: float, *, keep: bool) -> None:
        self.rows += 1
        page_starts = self._pages.add(self.rows, height, keep=keep)
        if page_starts:
            self.sheet.row_breaks.append(Break(id=page_starts - 1))
        if self._held is None:
            self._write(self.rows, cells, height)
        else:
            self._held.append((self.rows, cells, height))

    def _write(self, number: int, cells: Row, height: float) -> None:
        self.sheet.row_dimensions[number].height = round(height, 1)
        self.sheet.append(self._written(number, cells))  # type: ignore[arg-type]  # it is one
        del self.sheet.row_dimensions[number]  # written; thousands of them would only take memory

    def _written(self, number: int, cells: Row) -> Iterator[SheetCell]:
        """The row's cells, one after the other as they are written."""
        place = 0
        for cell in cells:
            if cell.span > 1:
                self.merge((place + 1, place + cell.span), (number, number))
            place += cell.span
            yield self.book.cell(self.sheet, cell.value, cell.look)
            for _ in range(cell.span - 1):
                yield self.book.cell(self.sheet, None, cell.look)


def _set_up(sheet: Worksheet, *, landscape: bool) -> None:
    """A4, as wide as the page, with page numbers, as papers for signature are set."""
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(
        left=SIDE / INCH, right=SIDE / INCH, top=ENDS / INCH, bottom=ENDS / INCH, header=0.3, footer=0.3
    )
    sheet.print_options.horizontalCentered = True
    footer = sheet.oddFooter
    assert footer is not None  # noqa: S101 - every sheet has one
    footer.center.text, footer.center.font, footer.center.size = "Trang &P/&N", FONT, 11
    sheet.sheet_view.zoomScale = ZOOM
    sheet.sheet_view.showGridLines = False


def _turn(sheet: Worksheet, turns: Sequence[int], repeated: int, scale: float) -> None:
    """Pages side by side: they are scaled alike, for whoever fits pages heeds no breaks."""
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=False)
    sheet.page_setup.scale = int(scale * 100)
    for end in turns:
        sheet.col_breaks.append(Break(id=end))
    if repeated:
        sheet.print_title_cols = f"A:{get_column_letter(repeated)}"


def _cleaned(cell: Cell) -> Cell:
    return Cell(safe(cell.value), cell.look, cell.span) if isinstance(cell.value, str) else cell


def _height(cells: Row, lines: Sequence[Sequence[str]]) -> float:
    return (
        max(cell.look.size * len(part) for cell, part in zip(cells, lines, strict=True)) * LEADING + PADDING
    )


def _part(cell: Cell, lines: Sequence[str], edges: Edges, *, first: bool) -> Cell:
    """What of a cell stands in one of the rows that it takes; a number stands in the first."""
    look = cell.look.but(edges=edges) if cell.look.edges else cell.look
    if isinstance(cell.value, str):
        return Cell("".join(lines).strip("\n"), look, cell.span)
    return Cell(cell.value if first else None, look, cell.span)


def _edges(*, first: bool, last: bool) -> Edges:
    if first and last:
        return "box"
    return "top" if first else "bottom" if last else "sides"
