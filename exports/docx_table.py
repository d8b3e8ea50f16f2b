"""Text and tables of papers in Word. Import only when a document is wanted: python-docx is heavy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from exports import docx_marks as marks
from exports.cleaning import safe
from exports.measuring import wrap

POINTS: Final = 72 / 25.4  # of a millimetre
SIZE: Final = 13
PADDING: Final = 60  # twentieths of a point left and right in a cell
LEADING: Final = 1.2
WHOLE: Final = 0.5  # of a page: a row higher than that may be split, or half a page would stay empty

Align = Literal["left", "center", "right", "justify"]
_ALIGN: Final = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


@dataclass(frozen=True, slots=True)
class Ink:
    """How a text looks."""

    size: float = SIZE
    bold: bool = False
    italic: bool = False
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Box:
    """One cell of a table: its text, how it looks, and how many columns it takes."""

    text: str
    ink: Ink = Ink()
    span: int = 1
    shaded: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table being filled row by row. ``widths``: millimetres; ``page``: points of a page's height."""

    table: Table
    widths: Sequence[int]
    page: float

    def row(self, *boxes: Box, keep: bool = False, head: bool = False) -> None:
        """One row that no page parts unless it is very high; ``keep`` it with the next."""
        table: Any = self.table
        row = table.add_row()
        cells, place = row.cells, 0
        if head:
            marks.repeat_as_head(row)
        if head or self._height(boxes) < self.page * WHOLE:
            marks.keep_whole(row)
        for cell, share in zip(cells, self.widths, strict=True):
            cell.width = Mm(share)
        for box in boxes:
            cell = cells[place]
            if box.span > 1:
                cell = cell.merge(cells[place + box.span - 1])
            fill(cell, [(line, box.ink) for line in safe(box.text).split("\n")], keep=keep or head)
            if box.shaded:
                marks.shade(cell)
            if head or box.ink.align == "center":
                cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            place += box.span

    def close(self, note: Box, *parts: Sequence[tuple[str, Ink]]) -> None:
        """A note below the table and parts beside each other, each as lines (who signs, and room for it) that
        end together.

        They are a row without lines around it: rows of one table stay together in every program, what only
        follows a table does not.
        """
        table: Any = self.table
        row = table.add_row()
        for cell, share in zip(row.cells, self.widths, strict=True):
            cell.width = Mm(share)
        whole = row.cells[0].merge(row.cells[-1])
        marks.unbox(whole)
        marks.keep_whole(row)
        fill(whole, [("", Ink(6)), (note.text, note.ink), ("", Ink(6))], keep=True)
        beside = whole.add_table(rows=1, cols=len(parts))
        marks.fix_widths(beside, PADDING)
        for cell, lines in zip(beside.rows[0].cells, parts, strict=True):
            cell.width = Mm(sum(self.widths) / len(parts))
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
            fill(cell, lines)

    def fitting(self, rows: Sequence[Sequence[Box]], share: float) -> int:
        """How many of the last rows are together no higher than that share of a page."""
        left, count = self.page * share, 0
        for boxes in reversed(rows):
            left -= self._height(boxes)
            if left < 0:
                break
            count += 1
        return count

    def _height(self, boxes: Iterable[Box]) -> float:
        place, tallest = 0, 0.0
        for box in boxes:
            room = sum(self.widths[place : place + box.span]) * POINTS - PADDING / 10
            lines = len(wrap(safe(box.text), room, box.ink.size, bold=box.ink.bold))
            tallest, place = max(tallest, lines * box.ink.size * LEADING), place + box.span
        return tallest


def fill(cell: _Cell, lines: Sequence[tuple[str, Ink]], *, keep: bool = False) -> None:
    for place, (text, ink) in enumerate(lines):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        tight(paragraph)
        paragraph.paragraph_format.keep_with_next = keep
        write(paragraph, text, ink)


def tight(paragraph: Paragraph) -> None:
    space = paragraph.paragraph_format
    space.space_before = space.space_after = Pt(0)
    space.line_spacing_rule = WD_LINE_SPACING.SINGLE


def write(paragraph: Paragraph, text: str, ink: Ink) -> None:
    paragraph.alignment = _ALIGN[ink.align]
    run = paragraph.add_run(safe(text))
    run.font.size, run.bold, run.italic = Pt(ink.size), ink.bold or None, ink.italic or None
