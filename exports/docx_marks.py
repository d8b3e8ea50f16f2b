"""What python-docx has no words for: marks of rows, cells and fonts, put into the document's XML.

Import this module only when a document is wanted: python-docx is heavy.
"""

from __future__ import annotations

from typing import Any, Final

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

FONT: Final = "Times New Roman"
LANGUAGE: Final = "vi-VN"
THIN: Final = {"val": "single", "sz": "4", "space": "0", "color": "000000"}
GREY: Final = "E7E6E6"


def _mark(parent: Any, name: str, **values: str) -> Any:
    """A new element below ``parent`` with its values."""
    element = OxmlElement(f"w:{name}")
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    parent.append(element)
    return element


def use_font(document: Document, size: float) -> None:
    """The font and language of everything that says nothing else, in every script."""
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(size)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    for old in normal.element.rPr.findall(qn("w:lang")):
        normal.element.rPr.remove(old)
    _mark(normal.element.rPr, "lang", val=LANGUAGE, eastAsia=LANGUAGE)


def repeat_as_head(row: _Row) -> None:
    """The row is printed again on top of each page."""
    _mark(row._tr.get_or_add_trPr(), "tblHeader", val="true")  # noqa: SLF001 - there is no public way


def keep_whole(row: _Row) -> None:
    """No page ends inside the row."""
    _mark(row._tr.get_or_add_trPr(), "cantSplit", val="true")  # noqa: SLF001


def shade(cell: _Cell) -> None:
    """A grey ground that a copier keeps."""
    _mark(cell._tc.get_or_add_tcPr(), "shd", val="clear", color="auto", fill=GREY)  # noqa: SLF001


def box(table: Table) -> None:
    """Thin lines around every cell."""
    borders = _mark(table._tbl.tblPr, "tblBorders")  # noqa: SLF001
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _mark(borders, edge, **THIN)


def unbox(cell: _Cell) -> None:
    """No lines around the cell but the one above it, which is that of the row before."""
    borders = _mark(cell._tc.get_or_add_tcPr(), "tcBorders")  # noqa: SLF001
    for edge in ("left", "bottom", "right"):
        _mark(borders, edge, val="nil")


def fix_widths(table: Table, aside: int, above: int = 0) -> None:
    """Columns stay as wide as given, whatever stands in them. Room ``aside`` of and ``above`` the text of
    each cell: twentieths of a point.
    """
    table.autofit = False
    margins = _mark(table._tbl.tblPr, "tblCellMar")  # noqa: SLF001
    for edge, room in (("top", above), ("left", aside), ("bottom", above), ("right", aside)):
        _mark(margins, edge, w=str(room), type="dxa")


def rule(paragraph: Paragraph) -> None:
    """A line above the paragraph: the short strokes below the agency and the motto."""
    borders = _mark(paragraph._p.get_or_add_pPr(), "pBdr")  # noqa: SLF001
    _mark(borders, "top", val="single", sz="6", space="1", color="000000")


def page_number(paragraph: Paragraph) -> None:
    """The number of the page; the only field in a document, and never from anybody's text."""
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()._r  # noqa: SLF001
        if kind:
            _mark(run, "fldChar", fldCharType=kind)
        else:
            _mark(run, "instrText").text = text
