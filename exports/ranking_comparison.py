"""Self-scored beside verified points, for each block of a ranking."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from openpyxl.utils import get_column_letter

from exports.book import Book, Cell, Formula, Row
from exports.furniture import notes, origin
from exports.paper import Paper
from exports.ranked import RankedBlock, RankedUnit, RankingReport
from exports.ranking_sheets import (
    BOLD,
    HEAD,
    MIDDLE,
    POINTS,
    RANK,
    UNIT,
    equip,
    group_title,
    points_cell,
    remarks,
    sheet_name,
    top,
    who,
)

ABBREVIATIONS = "TC: điểm tự chấm; TĐ: điểm thẩm định; CL: chênh lệch (TĐ - TC)."


class ComparisonSheet:
    """Self-scored (TC) and verified (TĐ) points of each group side by side.

    ``begin``, ``add`` each unit, ``end``: units are not kept.
    """

    def __init__(self, book: Book, report: RankingReport, block: RankedBlock) -> None:
        self._book, self._report, self._block = book, report, block
        pairs = 2 * len(report.groups)
        self._paper = Paper(
            book, sheet_name("Tự chấm - Thẩm định", block), [RANK, UNIT, *[46] * pairs, *[POINTS] * 3]
        )
        self._difference = get_column_letter(2 + pairs + 3)
        self._head = 0

    def begin(self) -> None:
        """What stands above the units."""
        paper = self._paper
        top(paper, self._report, self._block, "ĐIỂM TỰ CHẤM VÀ ĐIỂM THẨM ĐỊNH")
        first = paper.rows + 1
        paper.table(*_pair_heads(self._report), frozen=2)
        for column in (1, 2):
            paper.merge((column, column), (first, first + 1))
        self._head = paper.rows

    def add(self, unit: RankedUnit, *, keep: bool) -> None:
        """The next unit; ``keep``: on one page with the next."""
        self._paper.add(*_compared(self._book, unit, self._paper.rows + 1), keep=keep)

    def end(self) -> None:
        """What stands below the units."""
        paper, report = self._paper, self._report
        equip(paper, self._head, self._difference)
        notes(paper, (ABBREVIATIONS, *remarks(report, self._block), *origin(report.source)))
        paper.close()


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


def _pair_heads(report: RankingReport) -> tuple[Row, Row]:
    over = [Cell(title, HEAD) for title in ("Hạng", "Đơn vị")]
    over += [Cell(group_title(group), HEAD, 2) for group in report.groups]
    under = [Cell(title, HEAD) for title in ("", "", *("TC", "TĐ") * len(report.groups), "TC", "TĐ", "CL")]
    return [*over, Cell("Tổng điểm", HEAD, 3)], under
