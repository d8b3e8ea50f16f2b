"""Official papers in Word: A4, Times New Roman, laid out as Nghị định 30/2020/NĐ-CP asks.

Import this module only when a document is wanted: python-docx is heavy.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from exports import docx_marks as marks
from exports import wording
from exports.cleaning import safe
from exports.docx_table import PADDING, POINTS, SIZE, Box, Grid, Ink, fill, tight, write
from exports.measuring import width

SHORT, LONG = 210, 297  # millimetres of A4
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15
ABOVE: Final = 30  # and above and below
SIGN_LINES: Final = 4  # empty lines for signature and stamp

PLAIN: Final = Ink(align="justify")
CENTER: Final = Ink(align="center")
TITLE: Final = Ink(size=14, bold=True, align="center")


class DocxPaper:
    """A paper being written from top to bottom. ``at``: when; it is what the file says of itself."""

    def __init__(self, at: datetime, *, landscape: bool = False) -> None:
        self.document = Document()
        self.at = at
        across, down = (LONG, SHORT) if landscape else (SHORT, LONG)
        self.room = across - LEFT - RIGHT
        self.height = (down - TOP - BOTTOM) * POINTS
        marks.use_font(self.document, SIZE)
        section = self.document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(across), Mm(down)
        section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
        section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
        section.header_distance = Mm(10)
        section.different_first_page_header_footer = True
        number = section.header.paragraphs[0]
        number.alignment = WD_ALIGN_PARAGRAPH.CENTER
        marks.page_number(number)
        about = self.document.core_properties
        about.author = about.last_modified_by = "chamdiem"
        about.created = about.modified = at.replace(tzinfo=None)
        about.comments, about.language = "", marks.LANGUAGE

    def bytes(self) -> bytes:
        """The finished file."""
        out = BytesIO()
        self.document.save(out)
        return out.getvalue()

    def header(self, text: str) -> None:
        """A line on top of every page, the first as well."""
        section = self.document.sections[0]
        first = section.first_page_header.paragraphs[0]
        write(first, text, Ink(12, bold=True, align="center"))
        write(section.header.add_paragraph(), text, Ink(12, bold=True, align="center"))

    def ledger(self, head: str) -> None:
        """The journal's state at the foot of every page, by which the paper can be checked later."""
        section = self.document.sections[0]
        for footer in (section.first_page_footer, section.footer):
            if head:
                write(footer.paragraphs[0], wording.LEDGER.format(head=head), Ink(9, align="right"))

    # --- text ------------------------------------------------------------------------------------------

    def say(self, text: str, ink: Ink = PLAIN, *, keep: bool = False, indent: bool = False) -> Paragraph:
        """One paragraph for each line; ``keep`` them with what follows."""
        said = [self.document.add_paragraph() for _ in safe(text).split("\n")]
        for paragraph, part in zip(said, safe(text).split("\n"), strict=True):
            write(paragraph, part, ink)
            space = paragraph.paragraph_format
            space.space_before, space.space_after = Pt(0), Pt(6 if ink.align == "justify" else 2)
            space.keep_with_next = keep
            space.first_line_indent = Mm(10) if indent else None
        return said[-1]

    def next_page(self) -> None:
        """What follows begins on a new page, without leaving an empty one before it."""
        self._air().paragraph_format.page_break_before = True

    def dots(self, count: int) -> None:
        """Dotted lines to write on, together."""
        for place in range(count):
            self.say("…" * int(self.room * POINTS / SIZE), Ink(), keep=place < count - 1)

    def titles(self, *lines: tuple[str, Ink]) -> None:
        """Centred lines with air around them."""
        self._air()
        for text, ink in lines:
            if text:
                self.say(text, ink, keep=True)
        self._air()

    def _air(self) -> Paragraph:
        """Half an empty line, which stays with what follows."""
        paragraph = self.document.add_paragraph()
        tight(paragraph)
        paragraph.paragraph_format.keep_with_next = True
        write(paragraph, "", Ink(size=6))
        return paragraph

    # --- what stands around ----------------------------------------------------------------------------

    def head(self, above: str, own: str, number: str = "", about: str = "") -> None:
        """The agency on the left (its superior above it), the nation and its motto on the right; below them,
        where it has a number, that with what the paper is about, and the date line.
        """
        left = round(self.room * 0.42)
        table = self._bare([left, self.room - left])
        agency, nation = table.rows[0].cells
        agency_lines = [(wording.headed(above), Ink(12, align="center"))] if above and own else []
        agency_lines += [(wording.headed(own or above), Ink(12, bold=True, align="center"))]
        fill(agency, agency_lines)
        _stroke(agency, left, 25)
        fill(nation, [(wording.NATION, Ink(12, bold=True, align="center")), (wording.MOTTO, TITLE)])
        motto = width(wording.MOTTO, TITLE.size, bold=True) / POINTS
        _stroke(nation, self.room - left, motto)
        if not number:
            return
        rows: Any = table
        below = rows.add_row().cells
        fill(below[0], [(line, Ink(align="center")) for line in (number, about) if line])
        fill(below[1], [(wording.dateline(self.at), Ink(italic=True, align="center"))])

    def signature(self, receivers: Sequence[str], signer: Sequence[str], *others: Sequence[str]) -> None:
        """Who receives it (small, on the left), who signs (on the right), and ``others`` between them; never
        parted by the end of a page, nor alone on one.
        """
        self._air()
        parts = [*([receivers] if receivers else []), *others, signer]
        table = self._bare([self.room // len(parts)] * len(parts))
        marks.keep_whole(table.rows[0])
        for place, (cell, lines) in enumerate(zip(table.rows[0].cells, parts, strict=True)):
            if receivers and place == 0:
                listed = [(line, Ink(11)) for line in lines]
                fill(cell, [("Nơi nhận:", Ink(12, bold=True, italic=True)), *listed])
            else:
                fill(cell, signing(lines))

    def _bare(self, widths: Sequence[int]) -> Table:
        """One row without lines around it."""
        table: Table = self.document.add_table(rows=1, cols=len(widths))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        marks.fix_widths(table, PADDING)
        _widen(table, widths)
        return table

    # --- tables ----------------------------------------------------------------------------------------

    def table(self, widths: Sequence[int], *head: Sequence[Box]) -> Grid:
        """A table of columns that are so many millimetres wide, made as wide as the page; its head is
        repeated on each page.
        """
        whole = sum(widths)
        fitted = [max(round(each * self.room / whole), 6) for each in widths]
        fitted[fitted.index(max(fitted))] += self.room - sum(fitted)
        table = self.document.add_table(rows=0, cols=len(fitted))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        marks.box(table)
        marks.fix_widths(table, PADDING, ABOVE)
        for column, share in zip(table.columns, fitted, strict=True):
            column.width = Mm(share)
        grid = Grid(table, fitted, self.height)
        for row in head:
            grid.row(*row, head=True)
        return grid


def signing(lines: Sequence[str]) -> list[tuple[str, Ink]]:
    """``THỦ TRƯỞNG ĐƠN VỊ``, in brackets how, and room for it."""
    bold, how = Ink(bold=True, align="center"), Ink(italic=True, align="center")
    said = [(line, how if line.startswith("(") else bold) for line in lines]
    return [*said, *[("", Ink())] * SIGN_LINES]


def _stroke(cell: _Cell, across: float, long: float) -> None:
    """A short line in the middle of a cell that is ``across`` millimetres wide."""
    paragraph = cell.add_paragraph()
    tight(paragraph)
    space = paragraph.paragraph_format
    space.left_indent = space.right_indent = Mm(max((across - long) / 2, 0))
    marks.rule(paragraph)
    write(paragraph, "", Ink(size=6))


def _widen(table: Table, widths: Sequence[int]) -> None:
    columns: Any = table.columns
    for column, share in zip(columns, widths, strict=True):
        column.width = Mm(share)
        for cell in column.cells:
            cell.width = Mm(share)
