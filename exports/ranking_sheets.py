"""The ranking of each block: the table that is signed, and what it shares with the other sheets."""

from __future__ import annotations

from array import array
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
from exports.measuring import width
from exports.paper import GAP, Paper
from exports.ranked import GroupHead, Published, RankedBlock, RankedUnit, RankingReport

RANK, UNIT, POINTS, LEVEL, WHY, STATE, COUNT = 44, 150, 58, 76, 190, 100, 60  # points of column width
NAMED: Final = 40  # units that a chart names; more are not readable
WITH_SIGNATURES: Final = 3  # units that stand on the page with the signatures, at least
HEAD: Final = Look("center", "center", bold=True, shade=True, edges="box")
NAME: Final = Look(above="center", edges="box")
MIDDLE: Final = NAME.but(align="center")
BOLD: Final = MIDDLE.but(bold=True)
SIGNERS: Final = (("NGƯỜI LẬP BIỂU", wording.SIGN), ("THỦ TRƯỞNG CƠ QUAN", wording.SEAL))
UNRANKED: Final = "–"


@dataclass(slots=True)
class Placed:
    """Where a block's units stand in its sheet: rows of those with a result, the best first, and their
    points, group by group and last the total. ``total``: the letter of the column with what they are ranked
    by; groups begin in column C. ``first``: rank and name of the first ``NAMED`` of them.
    """

    sheet: str
    total: str
    points: tuple[array[float], ...]
    rows: array[int] = field(default_factory=lambda: array("l"))
    first: list[tuple[int, str]] = field(default_factory=list)

    def take(self, unit: RankedUnit, row: int) -> None:
        """One more unit with a result."""
        self.rows.append(row)
        for column, points in zip(self.points, (*unit.counted_groups, unit.counted), strict=True):
            column.append(float(points))
        if len(self.first) < NAMED:
            self.first.append((unit.rank, unit.name))

    def column(self, letter: str, last: int | None = None) -> str:
        """``'Xếp hạng'!$C$9:$C$20``, down to the last unit with a result or to row ``last``."""
        title = self.sheet.replace("'", "''")
        return f"'{title}'!${letter}${self.rows[0]}:${letter}${last or self.rows[-1]}"


class RankingSheet:
    """The ranking by the score that counts: totals are formulas over the points of the groups.

    ``begin``, ``add`` each unit, ``end``: units are not kept.
    """

    def __init__(self, book: Book, report: RankingReport, block: RankedBlock) -> None:
        self._report, self._block = report, block
        room = _room(report.groups)
        self._shape = _Shape(book, len(report.groups), room, block)
        self._paper = Paper(book, sheet_name("Xếp hạng", block), self._shape.widths)
        self._head = 0
        columns = tuple(array("d") for _ in range(len(report.groups) + 1))
        self.placed = Placed(self._paper.sheet.title, get_column_letter(2 + len(columns)), columns)

    def begin(self) -> None:
        """What stands above the units."""
        paper, shape, report = self._paper, self._shape, self._report
        top(paper, report, self._block, "BẢNG XẾP HẠNG")
        names = [group_title(group) for group in report.groups]
        titles = (*shape.first, *names, *shape.tail)
        paper.table([Cell(title, HEAD) for title in titles], shape.maxima(report), frozen=2)
        self._head = paper.rows

    def add(self, unit: RankedUnit, *, keep: bool) -> None:
        """The next unit; ``keep``: on one page with the signatures."""
        row = self._paper.rows + 1
        self._paper.add(*self._shape.row(unit, row), keep=keep)
        if unit.has_result:
            self.placed.take(unit, row)

    def end(self) -> None:
        """What stands below the units."""
        paper, report = self._paper, self._report
        equip(paper, self._head, self._shape.difference)
        earlier = (wording.LAST_ROUND.format(name=report.last_round),) if self._block.earlier else ()
        notes(paper, (*remarks(report, self._block), *earlier, *origin(report.source)), keep=True)
        signatures(paper, report.source, *SIGNERS)
        paper.close()


@dataclass(frozen=True, slots=True)
class _Shape:
    """The columns of a ranking; levels, the last publication and the last round only where there are any."""

    book: Book
    groups: int
    room: float  # points, for the points of a group
    block: RankedBlock

    first = ("Hạng", "Đơn vị")

    @property
    def tail(self) -> list[str]:
        """Titles behind the groups."""
        return [
            "Tổng điểm", "Điểm tự chấm", "Điểm thẩm định", "Chênh lệch",
            *(("Mức độ", "Căn cứ xếp mức") if self.block.levels else ()),
            *(("Hạng đã công bố", "Điểm đã công bố") if self.block.published else ()),
            *(("Hạng kỳ trước", "Điểm kỳ trước") if self.block.earlier else ()),
            "Trạng thái", "Số tiêu chí đã trả lời",
        ]  # fmt: skip

    @property
    def widths(self) -> list[float]:
        levels = [LEVEL, WHY] if self.block.levels else []
        pairs = [POINTS, POINTS + 6] * (self.block.published + self.block.earlier)
        return [RANK, UNIT, *[self.room] * self.groups, *[POINTS + 6] * 4, *levels, *pairs, STATE, COUNT]

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
            *((Cell(unit.level, MIDDLE), Cell(unit.why, NAME.but(size=11))) if self.block.levels else ()),
            *(self._published(unit.before) if self.block.published else ()),
            *(self._published(unit.earlier) if self.block.earlier else ()),
            Cell(_state(unit), MIDDLE),
            Cell(unit.answered, MIDDLE.but(format=INTEGER)),
        ]

    def _points(self, value: Fraction | Formula | None, look: Look) -> Cell:
        return points_cell(self.book, value, look)

    def _published(self, known: Published | None) -> Iterator[Cell]:
        yield Cell(known.rank or UNRANKED, MIDDLE) if known else Cell(None, MIDDLE)
        yield self._points(known.total if known else None, MIDDLE)


# --- what all sheets of a block share -------------------------------------------------------------------


def top(paper: Paper, report: RankingReport, block: RankedBlock, title: str) -> None:
    """Heading and titles of a sheet about one block."""
    heading(paper, report.source.authority)
    titles(paper, *captions(report, title), *([(f"Khối: {block.name}", SOFT)] if block.name else []))


def captions(report: RankingReport, title: str) -> list[tuple[str, Look]]:
    """What the sheet is, below a stamp as long as nothing is approved."""
    stamp = [(wording.DRAFT, TITLE.but(size=20))] if report.draft else []
    return [*stamp, (title, TITLE), (report.source.title, STRONG), (report.source.campaign, SOFT)]


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


def equip(paper: Paper, head: int, difference: str) -> None:
    """Filters, and arrows beside differences: up, level, down; they are told apart without colours."""
    if paper.rows > head:
        last = get_column_letter(len(paper.widths))
        paper.sheet.auto_filter.ref = f"A{head}:{last}{paper.rows}"
        rule: Any = IconSetRule
        arrows = rule("3Arrows", "num", [-1_000_000, 0, 0.000001], showValue=True)
        paper.sheet.conditional_formatting.add(f"{difference}{head + 1}:{difference}{paper.rows}", arrows)


def _state(unit: RankedUnit) -> str:
    return wording.state(unit.state, unit.answered) if unit.has_result else unit.why


def _room(groups: Iterable[GroupHead]) -> float:
    """How wide the columns of groups are, so that no word above them is broken."""
    words = (word for group in groups for word in group_title(group).split())
    return max([POINTS, *(width(word, HEAD.size, bold=True) + GAP for word in words)])


def group_title(group: GroupHead) -> str:
    """What stands above the column of a group."""
    return f"{group.code}. {group.name}"


def sheet_name(kind: str, block: RankedBlock) -> str:
    """A name that tells blocks apart."""
    return f"{kind} - {block.name}" if block.name else kind
