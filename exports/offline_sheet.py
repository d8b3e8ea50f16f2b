"""Sheets that are filled in without a connection: locked but for the cells to be filled in, with drop-downs,
and with the key by which they are known when they come back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from criteria.sheet_key import HEAD_AT, ID, KEY_SHEET, LIST_SHEET, SEALED, SHEETS
from exports.book import Book
from exports.looks import Look, points_format
from exports.set_workbook import BARE, LINE, Page

A4: Final = 9
PLACES: Final = 2  # of points, as the talk says them
GUIDE: Final = "Hướng dẫn"
HIDDEN_WIDTH: Final = 250  # so that what is hidden makes no row higher
TITLE: Final = BARE.but(bold=True, size=14)
STRONG: Final = LINE.but(bold=True)
GROUP: Final = LINE.but(bold=True, shade=True)
OPEN: Final = LINE.but(open=True)
TOP_ROWS: Final = HEAD_AT - 2


@dataclass(frozen=True, slots=True)
class Column:
    """One visible column: its title, and its width in digits."""

    title: str
    width: int


@dataclass(frozen=True, slots=True)
class Line:
    """One row, cell by cell in the order of the columns; points are numbers.
    ``open``: the cells that may be filled in; ``choices`` and ``prompt`` belong to the first of them.
    """

    cells: Sequence[str | Fraction]
    kind: str = "ask"
    open: tuple[int, ...] = ()
    choices: tuple[str, ...] = ()
    prompt: str = ""

    @property
    def hidden(self) -> tuple[str, str]:
        """What stands in the hidden columns, which the seal is over."""
        return str(self.cells[ID]), str(self.cells[SEALED])


@dataclass(frozen=True, slots=True)
class Blank:
    """A whole sheet. ``key`` with its seal; ``keys``: the machine's names of the columns; ``top``: at most
    ``TOP_ROWS`` lines above the table; ``wide``: the column that they stand in; ``guide``: its explanation.
    """

    key: Mapping[str, str]
    keys: Sequence[str]
    columns: Sequence[Column]
    top: Sequence[str]
    wide: int
    guide: Sequence[str]


def offline_sheet(blank: Blank, lines: Iterable[Line]) -> bytes:
    """The workbook: the sheet to be filled in, its explanation, and two hidden sheets."""
    book = Book(PLACES)
    book.workbook.security = WorkbookProtection(lockStructure=True)
    page = _page(book, blank)
    checks = _Checks()
    for number, line in enumerate(lines, start=HEAD_AT + 1):
        page.put(line.cells, *_looks(line))
        if line.open:
            checks.add(line, f"{get_column_letter(line.open[0] + 1)}{number}")
    page.sheet.data_validations.dataValidation.extend(checks.validations())
    _protect(page.sheet)
    _guide_sheet(book, blank.guide)
    _list_sheet(book, checks.lists)
    _key_sheet(book, blank.key)
    return book.bytes()


def _page(book: Book, blank: Blank) -> Page:
    hidden = (ID, SEALED)
    widths = [HIDDEN_WIDTH if place in hidden else each.width for place, each in enumerate(blank.columns)]
    page = Page(book, SHEETS[blank.key["kind"]], widths, f"{get_column_letter(blank.wide + 2)}{HEAD_AT + 1}")
    page.sheet.page_setup.paperSize = A4
    page.sheet.print_title_rows = f"{HEAD_AT - 1}:{HEAD_AT - 1}"
    for place in hidden:
        page.sheet.column_dimensions[get_column_letter(place + 1)].hidden = True
    above = [*blank.top, *[""] * (TOP_ROWS - len(blank.top))]
    for number, text in enumerate(above):
        cells = [""] * len(blank.columns)
        cells[blank.wide] = text
        page.put(cells, TITLE if number == 0 else BARE)
    page.sheet.row_dimensions[HEAD_AT].hidden = True
    page.head([each.title for each in blank.columns], blank.keys)
    return page


def _looks(line: Line) -> list[Look]:
    closed = {"group": GROUP, "item": STRONG}.get(line.kind, LINE)
    points = closed.but(format=points_format(PLACES), align="center")
    return [
        OPEN if place in line.open else closed if isinstance(value, str) else points
        for place, value in enumerate(line.cells)
    ]


class _Checks:
    """Drop-downs and prompts: one for all cells that offer or say the same."""

    def __init__(self) -> None:
        self.lists: dict[tuple[str, ...], int] = {}
        self._cells: dict[tuple[tuple[str, ...], str], list[str]] = {}

    def add(self, line: Line, cell: str) -> None:
        if line.choices:
            self.lists.setdefault(line.choices, len(self.lists) + 1)
        if line.choices or line.prompt:
            self._cells.setdefault((line.choices, line.prompt), []).append(cell)

    def validations(self) -> Iterable[DataValidation]:
        for (choices, prompt), cells in self._cells.items():
            check = DataValidation(allow_blank=True, showInputMessage=bool(prompt), sqref=" ".join(cells))
            if prompt:
                check.prompt = prompt[:255]
            if choices:
                letter = get_column_letter(self.lists[choices])
                check.type, check.showErrorMessage = "list", True
                check.formula1 = f"'{LIST_SHEET}'!${letter}$1:${letter}${len(choices)}"
                check.errorTitle, check.error = "Chọn trong danh sách", "Anh/chị chọn một dòng của danh sách."
            yield check


def _protect(sheet: Worksheet) -> None:
    """Locked but for the open cells; columns and rows may be made wider and higher."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns, sheet.protection.formatRows = False, False


def _guide_sheet(book: Book, guide: Sequence[str]) -> None:
    page = Page(book, GUIDE, (110,), None)
    for number, text in enumerate(guide):
        page.put([text], TITLE if number == 0 else BARE)
    _protect(page.sheet)


def _list_sheet(book: Book, lists: Mapping[tuple[str, ...], int]) -> None:
    sheet = book.sheet(LIST_SHEET)
    sheet.sheet_state = "hidden"
    for number in range(max(map(len, lists), default=0)):
        texts = [choices[number] if number < len(choices) else "" for choices in lists]
        sheet.append(_cells(book, sheet, texts))  # type: ignore[arg-type]  # it is a generator


def _key_sheet(book: Book, key: Mapping[str, str]) -> None:
    sheet = book.sheet(KEY_SHEET)
    sheet.sheet_state = "hidden"
    for name, value in key.items():
        sheet.append(_cells(book, sheet, (name, value)))  # type: ignore[arg-type]  # it is a generator


def _cells(book: Book, sheet: Worksheet, texts: Iterable[str]) -> Iterable[object]:
    for text in texts:
        yield book.cell(sheet, text, BARE)
