"""The ranking of each block: the table that is signed, and self-scored beside verified points."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from exports import wording
from exports.book import Book, Cell, Row
from exports.furniture import SOFT, STRONG, TITLE, heading, notes, origin, signatures, titles
from exports.looks import CHANGE, INTEGER, PROVISIONAL_RANK, Look, maximum_format, points_format
from exports.paper import Paper
from exports.report import GroupHead, RankedBlock, RankedUnit, RankingReport

RANK, UNIT, POINTS, STATE, COUNT = 44, 150, 58, 104, 62  # points of column width
WITH_SIGNATURES: Final = 3  # units that stand on the page with the signatures, at least
HEAD: Final = Look("center", "center", bold=True, shade=True, edges="box")
NAME: Final = Look(above="center", edges="box")
MIDDLE: Final = NAME.but(align="center")
SIGNERS: Final = (("NGƯỜI LẬP BIỂU", wording.SIGN), ("THỦ TRƯỞNG CƠ QUAN", wording.SEAL))


def ranking_sheet(book: Book, report: RankingReport, block: RankedBlock) -> None:
    """The ranking by the score that counts, with the points of each group."""
    groups = len(report.groups)
    widths = [RANK, UNIT, *[POINTS] * groups, POINTS + 6, POINTS + 6, POINTS + 6, STATE, COUNT]
    paper = Paper(book, _sheet_name("Xếp hạng", block), widths)
    _top(paper, report, block, "BẢNG XẾP HẠNG")
    tail = ("Tổng điểm tự chấm", "Tổng điểm thẩm định", "Chênh lệch", "Trạng thái", "Số tiêu chí đã trả lời")
    names = [_group_title(group) for group in report.groups]
    paper.table([Cell(title, HEAD) for title in ("Hạng", "Đơn vị", *names, *tail)], _maxima(report), frozen=2)
    looks, last = _looks(book), block.units[-WITH_SIGNATURES:]
    for unit in block.units:
        paper.add(*_ranked(unit, looks), keep=unit in last)
    notes(paper, (*_remarks(report, block), *origin(report.source)), keep=True)
    signatures(paper, report.source, *SIGNERS)


def comparison_sheet(book: Book, report: RankingReport, block: RankedBlock) -> None:
    """Self-scored (TC) and verified (TĐ) points of each group side by side."""
    columns = 2 * len(report.groups) + 3
    paper = Paper(
        book, _sheet_name("Tự chấm - Thẩm định", block), [RANK, UNIT, *[46] * (columns - 3), *[POINTS] * 3]
    )
    _top(paper, report, block, "ĐIỂM TỰ CHẤM VÀ ĐIỂM THẨM ĐỊNH")
    first = paper.rows + 1
    paper.table(*_pair_heads(report), frozen=2)
    for column in (1, 2):
        paper.merge((column, column), (first, first + 1))
    looks, last = _looks(book), block.units[-WITH_SIGNATURES:]
    for unit in block.units:
        paper.add(*_compared(unit, looks), keep=unit in last)
    abbreviations = "TC: điểm tự chấm; TĐ: điểm thẩm định; CL: chênh lệch (TĐ - TC)."
    notes(paper, (abbreviations, *_remarks(report, block), *origin(report.source)))


def _top(paper: Paper, report: RankingReport, block: RankedBlock, title: str) -> None:
    heading(paper, report.source.authority)
    lines = [(title, TITLE), (report.source.title, STRONG), (report.source.campaign, SOFT)]
    if block.name:
        lines.append((f"Khối: {block.name}", SOFT))
    titles(paper, *lines)


def _remarks(report: RankingReport, block: RankedBlock) -> Iterator[str]:
    yield wording.RANKED_BY
    yield report.tie_rule
    yield wording.ROUNDED.format(places=report.source.places)
    if report.relative and not block.closed:
        yield wording.STILL_OPEN.format(codes=", ".join(report.relative))


def _group_title(group: GroupHead) -> str:
    return f"{group.code}. {group.name}"


def _sheet_name(kind: str, block: RankedBlock) -> str:
    return f"{kind} - {block.name}" if block.name else kind


def _looks(book: Book) -> dict[str, Look]:
    return {
        "name": NAME,
        "middle": MIDDLE,
        "points": MIDDLE.but(format=points_format(book.places)),
        "total": MIDDLE.but(format=points_format(book.places), bold=True),
        "change": MIDDLE.but(format=CHANGE),
        "count": MIDDLE.but(format=INTEGER),
        "rank": MIDDLE.but(format=INTEGER, bold=True),
        "provisional": MIDDLE.but(format=PROVISIONAL_RANK, bold=True),
    }


def _maxima(report: RankingReport) -> Row:
    """Second row of the head: what could be reached."""
    look, most = HEAD.but(bold=False, italic=True), report.source.max
    maxima = [*(group.max for group in report.groups), most, most]
    values = [Cell(value, look.but(format=maximum_format(value))) for value in maxima]
    blank = Cell("", look)
    asked = Cell(report.asked, look.but(format=INTEGER))
    return [blank, Cell("Điểm tối đa", look), *values, blank, blank, asked]


def _ranked(unit: RankedUnit, looks: dict[str, Look]) -> Row:
    own, verified = ("points", "total") if unit.verified is not None else ("total", "points")
    return [
        *_who(unit, looks),
        *(Cell(points, looks["points"]) for points in unit.counted_groups),
        Cell(unit.own, looks[own]),
        Cell(unit.verified, looks[verified]),
        Cell(unit.difference, looks["change"]),
        Cell(wording.state(unit.state, unit.answered), looks["middle"]),
        Cell(unit.answered, looks["count"]),
    ]


def _who(unit: RankedUnit, looks: dict[str, Look]) -> Row:
    return [
        Cell(unit.rank, looks["provisional" if unit.provisional else "rank"]),
        Cell(unit.name, looks["name"]),
    ]


def _compared(unit: RankedUnit, looks: dict[str, Look]) -> Row:
    verified = unit.verified_groups or (None,) * len(unit.own_groups)
    pairs = [points for pair in zip(unit.own_groups, verified, strict=True) for points in pair]
    totals = (unit.own, unit.verified)
    return [
        *_who(unit, looks),
        *(Cell(points, looks["points"]) for points in pairs),
        *(Cell(total, looks["total"]) for total in totals),
        Cell(unit.difference, looks["change"]),
    ]


def _pair_heads(report: RankingReport) -> tuple[Row, Row]:
    over = [Cell(title, HEAD) for title in ("Hạng", "Đơn vị")]
    over += [Cell(_group_title(group), HEAD, 2) for group in report.groups]
    under = [Cell(title, HEAD) for title in ("", "", *("TC", "TĐ") * len(report.groups), "TC", "TĐ", "CL")]
    return [*over, Cell("Tổng điểm", HEAD, 3)], under
