"""Sheets behind the ranking: every criterion of every unit, and the statistics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, Final, NamedTuple

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from exports.book import Book, Cell, Formula, Row
from exports.furniture import SOFT, STRONG, TITLE, heading, notes, titles
from exports.looks import INTEGER, maximum_format
from exports.paper import Paper
from exports.ranking_sheets import BOLD, HEAD, MIDDLE, NAME, Placed, points_cell, who
from exports.report import RankedBlock, RankedUnit, RankingReport
from scoring.blocks import median
from scoring.claims import ZERO

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


def criteria_sheet(book: Book, report: RankingReport) -> None:
    """Units × criteria, by the points that count; totals are formulas."""
    count = len(report.criteria)
    paper = Paper(book, "Từng tiêu chí", [44, 150, 90, *[50] * count, 64])
    heading(paper, report.source.authority)
    titles(
        paper, ("ĐIỂM TỪNG TIÊU CHÍ", TITLE), (report.source.title, STRONG), (report.source.campaign, SOFT)
    )
    codes = [Cell(head.code, HEAD.but(size=11)) for head in report.criteria]
    first = ("Hạng", "Đơn vị", "Khối")
    paper.table(
        [*(Cell(title, HEAD) for title in first), *codes, Cell("Tổng điểm", HEAD)], _most(report), frozen=3
    )
    head = paper.rows
    paper.sheet.print_title_cols = "A:C"
    paper.sheet.page_setup.fitToWidth = -(-count // ON_ONE_PAGE) or 1
    for block in report.blocks:
        for unit in block.units:
            paper.add(*_criteria_row(book, block, unit, paper.rows + 1), keep=unit is block.units[-1])
    last = get_column_letter(4 + count)
    if paper.rows > head and count:
        paper.sheet.auto_filter.ref = f"A{head}:{last}{paper.rows}"
        _mark(paper, head, f"D{head + 1}:{get_column_letter(3 + count)}{paper.rows}")
    names = (f"{each.code}: {each.name}" for each in report.criteria)
    notes(paper, (MARKS, *names))


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


class _Measured(NamedTuple):
    """One line of the statistics: the column of the ranking and the exact points in it."""

    name: str
    most: Fraction
    letter: str
    points: list[Fraction]


def statistics_sheet(book: Book, report: RankingReport, blocks: Blocks) -> None:
    """Lowest, highest, mean and median of each group and of the total, for units with a result."""
    paper = Paper(book, "Thống kê", [150, 220, 60, 60, *[70] * 4])
    heading(paper, report.source.authority)
    titles(paper, ("THỐNG KÊ KẾT QUẢ", TITLE), (report.source.title, STRONG), (report.source.campaign, SOFT))
    head = ("Khối", "Nhóm tiêu chí", "Điểm tối đa", "Số đơn vị", *(name for name, _ in FUNCTIONS))
    paper.table([Cell(title, HEAD) for title in head], frozen=2)
    start = paper.rows
    for block, placed in blocks:
        for measured in _measured(report, block, placed):
            paper.add(*_statistics_row(book, block, placed, measured))
    if paper.rows > start:
        paper.sheet.auto_filter.ref = f"A{start}:H{paper.rows}"
    notes(paper, ("Chỉ tính đơn vị đã có kết quả. Các ô thống kê là công thức trên bảng xếp hạng.",))


def _measured(report: RankingReport, block: RankedBlock, placed: Placed) -> Iterator[_Measured]:
    units = [unit for unit in block.units if unit.has_result]
    if not units:
        return
    for place, group in enumerate(report.groups):
        points = [unit.counted_groups[place] for unit in units]
        yield _Measured(f"{group.code}. {group.name}", group.max, get_column_letter(3 + place), points)
    yield _Measured("Tổng điểm", report.source.max, placed.total, [unit.counted for unit in units])


def _statistics_row(book: Book, block: RankedBlock, placed: Placed, measured: _Measured) -> Row:
    cells, points = placed.column(measured.letter), sorted(measured.points)
    look = BOLD if measured.letter == placed.total else MIDDLE
    exact = (points[0], points[-1], sum(points, ZERO) / len(points), median(points))
    formulas = (Formula(f"{name}({cells})", value) for (_, name), value in zip(FUNCTIONS, exact, strict=True))
    return [
        Cell(block.name, NAME),
        Cell(measured.name, NAME.but(bold=look.bold)),
        Cell(measured.most, look.but(format=maximum_format(measured.most))),
        Cell(Formula(f"COUNT({cells})", Fraction(len(points))), look.but(format=INTEGER)),
        *(points_cell(book, formula, look) for formula in formulas),
    ]
