"""The sheet of figures that the authority holds: one row for each unit, every cell text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from exports.book import Book, Cell
from exports.furniture import TITLE, titles
from exports.looks import TEXT, Look
from exports.paper import Paper

HEAD: Final = Look("center", "center", bold=True, shade=True, edges="box", format=TEXT)
SMALL: Final = Look("center", "center", italic=True, edges="box", format=TEXT)
LINE: Final = Look(above="center", edges="box", format=TEXT)
CODE, NAME, FIGURE = 100, 180, 110  # pixels
UNIT_TITLES: Final = ("Mã đơn vị", "Tên đơn vị")
HOW: Final = (
    "Mỗi đơn vị một dòng, mỗi số liệu một cột. Dòng 1 là mã cột: giữ nguyên. Dòng 2, 3: tên và đơn vị tính.",
    "Số viết liền: 1234; phần lẻ sau dấu phẩy: 12,5; tỷ lệ: 82,5% hoặc 421/512. Không viết dấu ngăn nghìn.",
    "Ô để trống: số đã có giữ nguyên. Có ô sai thì ô đó được nêu rõ và chưa số nào được ghi.",
    "Số khác với số đơn vị ghi thì cả hai được giữ, để người thẩm định đối chiếu.",
)


@dataclass(frozen=True, slots=True)
class Column:
    """One figure: its code (``3.1.a``), its printed label and what it is counted in."""

    code: str
    label: str
    measure: str


@dataclass(frozen=True, slots=True)
class Row:
    """One unit with the figures that are already there, by the code of their column."""

    unit: str
    name: str
    figures: dict[str, str]


def figures_form(columns: Sequence[Column], rows: Sequence[Row]) -> bytes:
    """The workbook: the sheet to be filled in, then one that explains it."""
    book = Book()
    _figures_sheet(book, columns, rows)
    _guide_sheet(book)
    return book.bytes()


def _figures_sheet(book: Book, columns: Sequence[Column], rows: Sequence[Row]) -> None:
    paper = Paper(book, "Số liệu", [CODE, NAME, *[FIGURE] * len(columns)])
    for dimension in paper.sheet.column_dimensions.values():
        dimension.number_format = TEXT
    heads = [*UNIT_TITLES, *(each.code for each in columns)]
    paper.table([Cell(text, HEAD) for text in heads], frozen=2)
    paper.add(Cell("", SMALL), Cell("", SMALL), *(Cell(each.label, SMALL) for each in columns))
    paper.add(Cell("", SMALL), Cell("", SMALL), *(Cell(each.measure, SMALL) for each in columns))
    for row in rows:
        given = (Cell(row.figures.get(each.code, ""), LINE) for each in columns)
        paper.add(Cell(row.unit, LINE), Cell(row.name, LINE), *given)


def _guide_sheet(book: Book) -> None:
    paper = Paper(book, "Hướng dẫn", [640], landscape=False)
    titles(paper, ("HƯỚNG DẪN ĐIỀN SỐ LIỆU DO CƠ QUAN CUNG CẤP", TITLE))
    for line in HOW:
        paper.add(Cell(line, LINE))
