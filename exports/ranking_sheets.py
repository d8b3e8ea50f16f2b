"""The ranking of each block: the table that is signed, and self-scored beside verified points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from openpyxl.formatting.rule import IconSetRule
from openpyxl.utils import get_column_letter

from exports import wording
from exports.book import Book, Cell, Formula, Row
from exports.furniture import SOFT, STRONG, TITLE, heading, notes, origin, signatures, titles
from exports.looks import INTEGER, PROVISIONAL_RANK, Look, exact_format, maximum_format
from exports.paper import Paper
from exports.report import GroupHead, RankedBlock, RankedUnit, RankingReport
from scoring.claims import figure

RANK, UNIT, POINTS, LEVEL, WHY, STATE, COUNT = 44, 150, 58, 76, 190, 100, 60  # points of column width
WITH_SIGNATURES: Final = 3  # units that stand on the page with the signatures, at least
HEAD: Final = Look("center", "center", bold=True, shade=True, edges="box")
NAME: Final = Look(above="center", edges="box")
MIDDLE: Final = NAME.but(align="center")
BOLD: Final = MIDDLE.but(bold=True)
SIGNERS: Final = (("NGƯỜI LẬP BIỂU", wording.SIGN), ("THỦ TRƯỞNG CƠ QUAN", wording.SEAL))
UNRANKED: Final = "–"


@dataclass(slots=True)
class Placed:
    """Where a block's units stand in its sheet: rows of those with a result, the best first. ``total``: the
    letter of the column with what they are ranked by; groups begin in column C.
    """

    sheet: str
    total: str
    head: int
    rows: list[int] = field(default_factory=list)

    def column(self, letter: str, last: int | None = None) -> str:
        """``'Xếp hạng'!$C$9:$C$20``, down to the last unit with a result or to row ``last``."""
        title = self.sheet.replace("'", "''")
        return f"'{title}'!${letter}${self.rows[0]}:${letter}${last or self.rows[-1]}"


def ranking_sheet(book: Book, report: RankingReport, block: RankedBlock) -> Placed:
    """The ranking by the score that counts: totals are formulas over the points of the groups."""
    shape = _Shape(book, len(report.groups), _has_levels(block), any(unit.before for unit in block.units))
    paper = Paper(book, _sheet_name("Xếp hạng", block), shape.widths)
    top(paper, report, block, "BẢNG XẾP HẠNG")
    names = [_group_title(group) for group in report.groups]
    paper.table([Cell(title, HEAD) for title in (*shape.first, *names, *shape.tail)], shape.maxima(report),
                frozen=2)  # fmt: skip
    total = get_column_letter(3 + len(report.groups))
    placed, last = Placed(paper.sheet.title, total, paper.rows), block.units[-WITH_SIGNATURES:]
    for unit in block.units:
        row = paper.rows + 1
        paper.add(*shape.row(unit, row), keep=unit in last)
        if unit.has_result:
            placed.rows.append(row)
    _equip(paper, placed.head, shape.difference)
    notes(paper, (*remarks(report, block), *origin(report.source)), keep=True)
    signatures(paper, report.source, *SIGNERS)
    return placed


@dataclass(frozen=True, slots=True)
class _Shape:
    """The columns of a ranking; levels and the last publication only where there are any."""

    book: Book
    groups: int
    levels: bool
    published: bool

    first = ("Hạng", "Đơn vị")

    @property
    def tail(self) -> list[str]:
        """Titles behind the groups."""
        return [
            "Tổng điểm", "Điểm tự chấm", "Điểm thẩm định", "Chênh lệch",
            *(("Mức độ", "Căn cứ xếp mức") if self.levels else ()),
            *(("Hạng đã công bố", "Điểm đã công bố") if self.published else ()),
            "Trạng thái", "Số tiêu chí đã trả lời",
        ]  # fmt: skip

    @property
    def widths(self) -> list[float]:
        levels = [LEVEL, WHY] if self.levels else []
        published = [POINTS, POINTS + 6] if self.published else []
        return [RANK, UNIT, *[POINTS] * self.groups, *[POINTS + 6] * 4, *levels, *published, STATE, COUNT]

    @property
    def difference(self) -> str:
        """The letter of the column with verified minus self-scored points."""
        return get_column_letter(3 + self.groups + 3)

    def maxima(self, report: RankingReport) -> Row:
        """Second row of the head: what could be reached."""
        look, most = HEAD.but(bold=False, italic=True), report.source.max
        maxima = [*(group.max for group in report.groups), most, most, most]
        values = [Cell(value, look.but(format=maximum_format(value))) for value in maxima]
        blank = Cell("", look)
        blanks = [blank] * (len(self.tail) - 4)
        asked = Cell(report.asked, look.but(format=INTEGER))
        return [blank, Cell("Điểm tối đa", look), *values, *blanks, asked]

    def row(self, unit: RankedUnit, number: int) -> Row:
        """One unit in that row of the sheet."""
        last = get_column_letter(2 + self.groups)
        total = Formula(f"SUM(C{number}:{last}{number})", unit.counted) if unit.has_result else None
        own, verified = (get_column_letter(3 + self.groups + place) for place in (1, 2))
        change = None
        if unit.difference is not None:
            change = Formula(f"{verified}{number}-{own}{number}", unit.difference)
        return [
            *who(unit),
            *(self._points(points if total else None, MIDDLE) for points in unit.counted_groups),
            self._points(total, BOLD),
            self._points(unit.own if total else None, MIDDLE),
            self._points(unit.verified, MIDDLE),
            self._points(change, MIDDLE),
            *((Cell(unit.level, MIDDLE), Cell(unit.why, NAME.but(size=11))) if self.levels else ()),
            *(self._before(unit) if self.published else ()),
            Cell(_state(unit), MIDDLE),
            Cell(unit.answered, MIDDLE.but(format=INTEGER)),
        ]

    def _points(self, value: Fraction | Formula | None, look: Look) -> Cell:
        return points_cell(self.book, value, look)

    def _before(self, unit: RankedUnit) -> Iterator[Cell]:
        known = unit.before
        yield Cell(known.rank or UNRANKED, MIDDLE) if known else Cell(None, MIDDLE)
        yield self._points(figure(known.total) if known else None, MIDDLE)


def comparison_sheet(book: Book, report: RankingReport, block: RankedBlock) -> None:
    """Self-scored (TC) and verified (TĐ) points of each group side by side."""
    columns = 2 * len(report.groups) + 3
    paper = Paper(
        book, _sheet_name("Tự chấm - Thẩm định", block), [RANK, UNIT, *[46] * (columns - 3), *[POINTS] * 3]
    )
    top(paper, report, block, "ĐIỂM TỰ CHẤM VÀ ĐIỂM THẨM ĐỊNH")
    first = paper.rows + 1
    paper.table(*_pair_heads(report), frozen=2)
    for column in (1, 2):
        paper.merge((column, column), (first, first + 1))
    head, last = paper.rows, block.units[-WITH_SIGNATURES:]
    for unit in block.units:
        paper.add(*_compared(book, unit, paper.rows + 1), keep=unit in last)
    _equip(paper, head, get_column_letter(2 + columns))
    abbreviations = "TC: điểm tự chấm; TĐ: điểm thẩm định; CL: chênh lệch (TĐ - TC)."
    notes(paper, (abbreviations, *remarks(report, block), *origin(report.source)))


def _compared(book: Book, unit: RankedUnit, row: int) -> Row:
    nothing = (None,) * len(unit.own_groups)
    claimed = unit.own_groups if unit.has_result else nothing
    pairs = [points for pair in zip(claimed, unit.verified_groups or nothing, strict=True) for points in pair]
    own, checked = (get_column_letter(3 + len(pairs) + place) for place in range(2))
    totals: list[Formula | None] = [None, None, None]
    if unit.has_result:
        totals[0] = _sum_of(range(3, 3 + len(pairs), 2), row, unit.own)
    if unit.verified is not None and unit.difference is not None:
        totals[1] = _sum_of(range(4, 4 + len(pairs), 2), row, unit.verified)
        totals[2] = Formula(f"{checked}{row}-{own}{row}", unit.difference)
    return [
        *who(unit),
        *(points_cell(book, points, MIDDLE) for points in pairs),
        *(points_cell(book, total, BOLD) for total in totals),
    ]


def _sum_of(columns: Iterable[int], row: int, value: Fraction) -> Formula:
    """Every second column, one by one."""
    return Formula("+".join(f"{get_column_letter(column)}{row}" for column in columns) or "0", value)


# --- what all sheets of a block share -------------------------------------------------------------------


def top(paper: Paper, report: RankingReport, block: RankedBlock, title: str) -> None:
    """Heading and titles of a sheet about one block."""
    heading(paper, report.source.authority)
    lines = [(title, TITLE), (report.source.title, STRONG), (report.source.campaign, SOFT)]
    if block.name:
        lines.append((f"Khối: {block.name}", SOFT))
    titles(paper, *lines)


def remarks(report: RankingReport, block: RankedBlock) -> Iterator[str]:
    """How it was ranked and what is still provisional."""
    yield wording.RANKED_BY
    yield report.tie_rule
    yield wording.EXACT.format(places=report.source.places)
    if report.relative and not block.closed:
        yield wording.STILL_OPEN.format(codes=", ".join(report.relative))


def points_cell(book: Book, value: Fraction | Formula | None, look: Look) -> Cell:
    """A cell that holds the points as exactly as a sheet can, and shows them rounded."""
    exact = value.value if isinstance(value, Formula) else value
    return Cell(value, look.but(format=exact_format(exact, book.places)))


def who(unit: RankedUnit) -> Row:
    """Rank (with a star where it is provisional, a dash where there is none) and name."""
    if not unit.rank:
        rank = Cell(UNRANKED, BOLD)
    else:
        rank = Cell(unit.rank, BOLD.but(format=PROVISIONAL_RANK if unit.provisional else INTEGER))
    return [rank, Cell(unit.name, NAME)]


def _equip(paper: Paper, head: int, difference: str) -> None:
    """Filters, and arrows beside differences: up, level, down; they are told apart without colours."""
    if paper.rows > head:
        last = get_column_letter(len(paper.widths))
        paper.sheet.auto_filter.ref = f"A{head}:{last}{paper.rows}"
        rule: Any = IconSetRule
        arrows = rule("3Arrows", "num", [-1_000_000, 0, 0.000001], showValue=True)
        paper.sheet.conditional_formatting.add(f"{difference}{head + 1}:{difference}{paper.rows}", arrows)


def _state(unit: RankedUnit) -> str:
    return wording.state(unit.state, unit.answered) if unit.has_result else unit.why


def _has_levels(block: RankedBlock) -> bool:
    return any(unit.level for unit in block.units)


def _group_title(group: GroupHead) -> str:
    return f"{group.code}. {group.name}"


def _sheet_name(kind: str, block: RankedBlock) -> str:
    return f"{kind} - {block.name}" if block.name else kind


def _pair_heads(report: RankingReport) -> tuple[Row, Row]:
    over = [Cell(title, HEAD) for title in ("Hạng", "Đơn vị")]
    over += [Cell(_group_title(group), HEAD, 2) for group in report.groups]
    under = [Cell(title, HEAD) for title in ("", "", *("TC", "TĐ") * len(report.groups), "TC", "TĐ", "CL")]
    return [*over, Cell("Tổng điểm", HEAD, 3)], under
