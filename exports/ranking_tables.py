"""Sheets behind the ranking: every criterion of every unit, and the statistics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from statistics import fmean, median
from typing import Any, Final, NamedTuple

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from exports.book import Book, Cell, Formula, Row
from exports.furniture import STRONG, TITLE, heading, notes, titles
from exports.looks import INTEGER, maximum_format
from exports.paper import Paper
from exports.ranked import RankedBlock, RankedUnit, RankingReport
from exports.ranking_sheets import BOLD, HEAD, MIDDLE, NAME, Placed, captions, group_title, points_cell, who

ON_ONE_PAGE: Final = 16  # criteria that can be read on paper; the sheet goes on beside it
MARKS: Final = "Ô gạch chéo: 0 điểm. Số đậm, gạch chân: đạt điểm tối đa. Ô trống: chưa có điểm."
FUNCTIONS: Final = (
    ("Thấp nhất", "MIN"),
    ("Cao nhất", "MAX"),
    ("Trung bình", "AVERAGE"),
    ("Trung vị", "MEDIAN"),
)
Blocks = Sequence[tuple[RankedBlock, Placed]]


# --- every criterion -----------------------------------------------------------------------------------


class CriteriaSheet:
    """Units × criteria, by the points that count; totals are formulas.

    ``begin``, ``add`` each unit, ``end``: units are not kept.
    """

    def __init__(self, book: Book, report: RankingReport) -> None:
        self._book, self._report, self._count = book, report, len(report.criteria)
        pages = -(-self._count // ON_ONE_PAGE) or 1
        each = -(-(self._count + 1) // pages)  # so that the last page is about as full as the first
        widths = [44, 150, 90, *[50] * self._count, 64]
        turns = range(3 + each, len(widths), each)
        self._paper = Paper(book, "Từng tiêu chí", widths, turns=turns, repeated=3)
        self._head = 0

    def begin(self) -> None:
        """What stands above the units."""
        paper, report = self._paper, self._report
        heading(paper, report.source.authority)
        titles(paper, *captions(report, "ĐIỂM TỪNG TIÊU CHÍ"))
        codes = [Cell(head.code, HEAD.but(size=11)) for head in report.criteria]
        first = (Cell(title, HEAD) for title in ("Hạng", "Đơn vị", "Khối"))
        paper.table([*first, *codes, Cell("Tổng điểm", HEAD)], _most(report), frozen=3)
        self._head = paper.rows

    def add(self, block: RankedBlock, unit: RankedUnit, *, keep: bool) -> None:
        """The next unit; ``keep``: on one page with the next."""
        self._paper.add(*_criteria_row(self._book, block, unit, self._paper.rows + 1), keep=keep)

    def end(self) -> None:
        """What stands below the units."""
        paper, head, count = self._paper, self._head, self._count
        if paper.rows > head and count:
            paper.sheet.auto_filter.ref = f"A{head}:{get_column_letter(4 + count)}{paper.rows}"
            _mark(paper, head, f"D{head + 1}:{get_column_letter(3 + count)}{paper.rows}")
        notes(paper, (MARKS,))
        paper.close()


def names_sheet(book: Book, report: RankingReport) -> None:
    """What the codes above the columns stand for."""
    paper = Paper(book, "Tên tiêu chí", [60, 440, 80], landscape=False)
    titles(paper, ("TÊN TIÊU CHÍ", TITLE), (report.source.title, STRONG))
    paper.table([Cell(title, HEAD) for title in ("Mã", "Tiêu chí", "Điểm tối đa")])
    for each in report.criteria:
        most = Cell(each.max, MIDDLE.but(format=maximum_format(each.max)))
        paper.add(Cell(each.code, MIDDLE), Cell(each.name, NAME), most)


def _most(report: RankingReport) -> Row:
    """The second row of the head, on which the filters sit."""
    look = HEAD.but(bold=False, italic=True)
    maxima = (*(head.max for head in report.criteria), report.source.max)
    blank = Cell("", look)
    values = (Cell(value, look.but(format=maximum_format(value))) for value in maxima)
    return [blank, Cell("Điểm tối đa", look), blank, *values]


def _criteria_row(book: Book, block: RankedBlock, unit: RankedUnit, row: int) -> Row:
    last = get_column_letter(3 + len(unit.points))
    total = Formula(f"SUM(D{row}:{last}{row})", unit.counted) if unit.has_result else None
    points = (points_cell(book, each, MIDDLE) for each in unit.points)
    return [*who(unit), Cell(block.name, NAME), *points, points_cell(book, total, BOLD)]


def _mark(paper: Paper, head: int, cells: str) -> None:
    """Nothing and everything, told apart in black and white as well."""
    here = f"D{head + 1}"
    hatched = PatternFill("lightUp", fgColor="FF7F7F7F", bgColor="FFFFFFFF")
    rule: Any = FormulaRule
    none = rule([f"AND(ISNUMBER({here}),{here}=0)"], fill=hatched)
    most = rule([f"AND(ISNUMBER({here}),{here}=D${head})"], font=Font(bold=True, underline="single"))
    for mark in (none, most):
        paper.sheet.conditional_formatting.add(cells, mark)


# --- statistics ----------------------------------------------------------------------------------------


TOTAL_POINTS: Final = "Tổng điểm"
MEASURED: Final = "Chỉ tính đơn vị đã có kết quả. Các ô thống kê là công thức trên bảng xếp hạng."


class _Measured(NamedTuple):
    """One line of the statistics: the column of the ranking and the points in it, as its cells hold them."""

    name: str
    most: Fraction
    letter: str
    points: Sequence[float]


def statistics_sheet(book: Book, report: RankingReport, blocks: Blocks) -> None:
    """Lowest, highest, mean and median of each group and of the total, for units with a result."""
    paper = Paper(book, "Thống kê", [150, 220, 60, 60, *[70] * 4])
    heading(paper, report.source.authority)
    titles(paper, *captions(report, "THỐNG KÊ KẾT QUẢ"))
    head = ("Khối", "Nhóm tiêu chí", "Điểm tối đa", "Số đơn vị", *(name for name, _ in FUNCTIONS))
    paper.table([Cell(title, HEAD) for title in head], frozen=2)
    start = paper.rows
    for block, placed in blocks:
        for measured in _measured(report, placed):
            near_end = measured.name == TOTAL_POINTS
            paper.add(*_statistics_row(book, block, placed, measured), keep=near_end)
    if paper.rows > start:
        paper.sheet.auto_filter.ref = f"A{start}:H{paper.rows}"
    notes(paper, (MEASURED,))


def _measured(report: RankingReport, placed: Placed) -> Iterator[_Measured]:
    if not placed.rows:
        return
    heads = [(group_title(group), group.max) for group in report.groups]
    heads.append((TOTAL_POINTS, report.source.max))
    for place, (name, most) in enumerate(heads):
        yield _Measured(name, most, get_column_letter(3 + place), placed.points[place])


def _statistics_row(book: Book, block: RankedBlock, placed: Placed, measured: _Measured) -> Row:
    cells, points = placed.column(measured.letter), measured.points
    look = BOLD if measured.letter == placed.total else MIDDLE
    found = (min(points), max(points), fmean(points), median(points))
    exact = (Fraction(repr(value)) for value in found)  # what the sheet's own functions make of its cells
    formulas = (Formula(f"{name}({cells})", value) for (_, name), value in zip(FUNCTIONS, exact, strict=True))
    return [
        Cell(block.name, NAME),
        Cell(measured.name, NAME.but(bold=look.bold)),
        Cell(measured.most, look.but(format=maximum_format(measured.most))),
        Cell(Formula(f"COUNT({cells})", Fraction(len(points))), look.but(format=INTEGER)),
        *(points_cell(book, formula, look) for formula in formulas),
    ]
