"""A criteria set as an Excel workbook: drop-downs, explanations, and every cell text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Final

from openpyxl.cell.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.properties import PageSetupProperties

from criteria.workbook_filling import Rows, table_at
from criteria.workbook_grid import HEAD_ROWS, PRINT_KEY, UPRIGHT_HEAD
from criteria.workbook_tables import OWNER, TABLES, Column, Kind, Table
from criteria.workbook_titles import (
    GUIDE,
    PRINT,
    PRINT_TITLE,
    SHEETS,
    TITLES,
    WORDS,
    sheet_title,
    title,
    words,
)
from exports.book import Book
from exports.looks import FONT, TEXT, Look
from exports.measuring import wrap
from exports.paper import DIGIT, GAP, LEADING, PADDING

SIZE: Final = 11
LAST_ROW: Final = 3000
HIGHEST: Final = 409.0  # points; Excel has no higher rows
HEAD: Final = Look("center", "center", bold=True, size=SIZE, shade=True, edges="box", format=TEXT)
LINE: Final = Look(size=SIZE, edges="box", format=TEXT)
TITLE: Final = LINE.but(bold=True)
BARE: Final = Look(size=SIZE, format=TEXT)
SMALL: Final = BARE.but(size=8, italic=True)
STRONG: Final = BARE.but(bold=True)
WIDTHS: Final[dict[Kind, int]] = {
    "text": 40, "code": 14, "number": 11, "formula": 16, "whole": 11, "flag": 11, "choice": 22, "codes": 20,
    "answer": 28,
}  # fmt: skip
INTRODUCTION: Final = (
    "HƯỚNG DẪN ĐIỀN BỘ TIÊU CHÍ",
    "Điền lần lượt: Chung, Nhóm, Tiêu chí, rồi Số liệu, Phương án, Mức. Trang không dùng thì để trống.",
    "Dòng 1 là tên cột, dòng 2 (chữ nhỏ) là mã máy đọc: giữ nguyên. Điền từ dòng 3; bỏ qua dòng trống.",
    "Cột có dấu * là bắt buộc. Ô bắt buộc mà bản in không ghi gì thì viết (trống).",
    "Mọi ô là chữ: 3.10 vẫn là 3.10. Số viết 5,5 hoặc 5.5, 1/2, 80%; không viết dấu chấm ngăn hàng nghìn.",
    "Không gộp ô, không viết công thức Excel, không thêm cột hay trang. Dán từ nơi khác: dán giá trị.",
    "Trang Bản in chứa nguyên văn văn bản, mỗi dòng một ô; hệ thống dùng nó để đối chiếu câu chữ.",
)


def set_workbook(rows: Rows, printed: str) -> bytes:
    """The workbook filled with ``rows`` (of ``workbook_mistakes.workbook_rows``; {} for an empty one)."""
    book = Book()
    _guide_sheet(book)
    for table in TABLES:
        if table.path:
            _table_sheet(book, table, rows.get(table.path, []))
        else:
            _upright_sheet(book, table, next(iter(rows.get((), [])), [""] * len(table.columns)))
    _print_sheet(book, printed)
    return book.bytes()


def _table_sheet(book: Book, table: Table, rows: Iterable[Sequence[str]]) -> None:
    page = Page(book, sheet_title(table), [WIDTHS[column.kind] for column in table.columns], _corner(table))
    page.head([_marked(column) for column in table.columns], [column.key for column in table.columns])
    for row in rows:
        page.put(row, LINE)
    for place, column in enumerate(table.columns, start=1):
        letter = get_column_letter(place)
        cells = f"{letter}{HEAD_ROWS + 1}:{letter}{LAST_ROW}"
        page.sheet.data_validations.append(_check(column, cells))


def _upright_sheet(book: Book, table: Table, content: Sequence[str]) -> None:
    page = Page(book, sheet_title(table), (26, 60, 18, 60), "A2")
    page.put(UPRIGHT_HEAD, HEAD)
    for place, (column, said) in enumerate(zip(table.columns, content, strict=True), start=2):
        page.put((_marked(column), said, column.key, _explained(column)), TITLE, LINE, SMALL, BARE)
        page.sheet.data_validations.append(_check(column, f"B{place}"))


def _print_sheet(book: Book, printed: str) -> None:
    page = Page(book, PRINT, (140,), f"A{HEAD_ROWS + 1}")
    page.head([PRINT_TITLE], [PRINT_KEY])
    for line in printed.removesuffix("\n").split("\n"):
        page.put([line], BARE)


def _guide_sheet(book: Book) -> None:
    """What belongs into each sheet and column."""
    page = Page(book, GUIDE, (30, 60, 60), None)
    page.put(["", INTRODUCTION[0]], STRONG)
    for number, line in enumerate(INTRODUCTION[1:], start=1):
        page.put([f"Lưu ý {number}", line], BARE)
    for table in TABLES:
        name, explanation = SHEETS[".".join(table.path)]
        page.put([""], BARE)
        page.put((f"Trang {name}", explanation, ""), HEAD.but(align="left"))
        for column in table.columns:
            page.put((_marked(column), _explained(column), _allowed(column)), LINE)


class Page:
    """A sheet being written row by row, each as high as its text; its cells are text, but for points."""

    def __init__(self, book: Book, name: str, widths: Sequence[int], corner: str | None) -> None:
        self.book, self.widths = book, widths
        self.sheet = book.sheet(name)
        self.sheet.freeze_panes = corner
        self._rows = 0
        for place, width in enumerate(widths, start=1):
            self._dress(self.sheet.column_dimensions[get_column_letter(place)], width)
        self.sheet.page_setup.orientation = "landscape"
        self.sheet.page_setup.fitToHeight = 0
        self.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)

    def head(self, titles: Sequence[str], keys: Sequence[str]) -> None:
        """The titles, and below them the machine's names, small and grey."""
        self.put(titles, HEAD)
        small, middle = Font(name=FONT, size=8, color="FF808080"), Alignment(horizontal="center")
        cells = [WriteOnlyCell(self.sheet, key) for key in keys]
        for cell in cells:
            cell.font, cell.number_format, cell.alignment = small, TEXT, middle
        self._rows += 1
        self.sheet.append(cells)

    def put(self, values: Sequence[str | Fraction], *looks: Look) -> None:
        """One row; the last look is that of all further cells."""
        dressed = [(value, looks[min(place, len(looks) - 1)]) for place, value in enumerate(values)]
        self._rows += 1
        self.sheet.row_dimensions[self._rows].height = self._height(dressed)
        self.sheet.append(self._cells(dressed))  # type: ignore[arg-type]  # it is a generator

    def _cells(self, dressed: Iterable[tuple[str | Fraction, Look]]) -> Iterator[Cell]:
        """One by one: the book fills the same cell again."""
        for value, look in dressed:
            yield self.book.cell(self.sheet, value, look)

    def _height(self, dressed: Iterable[tuple[str | Fraction, Look]]) -> float:
        lines = [
            len(wrap(text, width * DIGIT - GAP, look.size, bold=look.bold)) * look.size
            for (text, look), width in zip(dressed, self.widths, strict=False)
            if isinstance(text, str)
        ]
        return min(round(max(lines, default=SIZE) * LEADING + PADDING, 1), HIGHEST)

    @staticmethod
    def _dress(column: ColumnDimension, width: int) -> None:
        """What is typed below the rows is text, too."""
        column.width, column.number_format = width, TEXT
        column.alignment = Alignment(vertical="top", wrap_text=True)
        column.font = Font(name=FONT, size=SIZE)


# cells --------------------------------------------------------------------------------------------------


def _corner(table: Table) -> str:
    """Titles stay on the screen, and the columns up to the one that tells rows apart."""
    keys = [column.key for column in table.columns]
    frozen = keys.index(table.key) + 1 if table.key else int(OWNER in keys)
    return f"{get_column_letter(frozen + 1)}{HEAD_ROWS + 1}"


def _marked(column: Column) -> str:
    return f"{title(column)} *" if column.required else title(column)


def _explained(column: Column) -> str:
    explanation = TITLES[column.source][1]
    if not column.kinds:
        return explanation
    return f"{explanation} Chỉ dùng cho: {', '.join(WORDS[kind] for kind in column.kinds)}."


def _allowed(column: Column) -> str:
    """What may be chosen."""
    if column.refers:
        return f"Chọn mã ở trang {sheet_title(table_at(column.refers))}"
    return "Chọn: " + "; ".join(words(column).values()) if words(column) else ""


def _check(column: Column, cells: str) -> DataValidation:
    """A drop-down where there is a choice; everywhere the explanation as soon as the cell is entered."""
    check = DataValidation(type=None, allow_blank=True, showInputMessage=True, showErrorMessage=False)
    check.promptTitle, check.prompt = title(column)[:32], _explained(column)[:255]
    if chosen := words(column):
        check.type, check.formula1, check.showErrorMessage = "list", f'"{",".join(chosen.values())}"', True
        check.errorTitle, check.error = title(column)[:32], "Chọn một mục trong danh sách."
    elif column.refers:
        table = table_at(column.refers)
        place = [each.key for each in table.columns].index(table.key) + 1
        letter = get_column_letter(place)
        source = f"'{sheet_title(table)}'!${letter}${HEAD_ROWS + 1}:${letter}${LAST_ROW}"
        check.type, check.formula1 = "list", source
    check.add(cells)
    return check
