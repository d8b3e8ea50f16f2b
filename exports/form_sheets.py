"""One unit's form: the scored table, the sheet behind it, and the general information."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction
from typing import Final

from criteria.vietnamese import moment
from exports import form_rows, wording
from exports.book import Book, Cell, Row
from exports.form_rows import InfoRow, Line
from exports.forms import Column, Form
from exports.furniture import SOFT, STRONG, TITLE, about_points, heading, notes, origin, signatures, titles
from exports.looks import Look, maximum_format, measured_format, points_format
from exports.paper import Paper
from exports.report import CriterionLine, UnitReport

POINTS_A_MILLIMETRE: Final = 3.8  # so wide is a column on the screen; the print is scaled
HEAD: Final = Look("center", "center", bold=True, shade=True, edges="box")
LEFT: Final = Look(edges="box")
CENTER: Final = Look("center", edges="box")
STRONG_LEFT: Final = Look(above="center", bold=True, shade=True, edges="box")
DETAILS: Final = (
    ("Mã", 60), ("Tiêu chí", 190), ("Số liệu", 170), ("Cách tính điểm", 170), ("Minh chứng, giải trình", 190),
    ("Điểm tự chấm", 60), ("Điểm thẩm định", 60), ("Ý kiến thẩm định", 130),
)  # fmt: skip
LOOKS: Final = {
    "part": STRONG_LEFT,
    "group": STRONG_LEFT,
    "sum": STRONG_LEFT,
    "heading": LEFT.but(italic=True),
    "criterion": LEFT,
}


def form_sheet(book: Book, report: UnitReport) -> None:
    """The form itself, in the decision's columns."""
    form, columns = report.form, report.form.columns
    paper = Paper(book, "Phiếu đánh giá", [column.share * POINTS_A_MILLIMETRE for column in columns])
    heading(paper, report.source.authority, report.name)
    titles(paper, *_titles(report))
    paper.table([Cell(column.title, HEAD) for column in columns], frozen=2)
    points = points_format(book.places)
    for part, lines in form_rows.sections(report):
        if part:
            paper.add(*_row(form, columns, Line("part", part.code, part.name, part.max), points), keep=True)
        for line in lines:
            near_end = line is lines[-2]
            paper.add(*_row(form, columns, line, points), keep=near_end or line.kind != "criterion")
    remarks = (*about_points(report), *_receipt(report), *origin(report.source))
    notes(paper, remarks, keep=True)
    signatures(paper, report.source, *form.signers)


def details_sheet(book: Book, report: UnitReport) -> None:
    """What stands behind each criterion's points, where the decision's form has no columns for it."""
    paper = Paper(book, "Số liệu, minh chứng", [width for _, width in DETAILS])
    titles(paper, (wording.DETAILS, TITLE), (report.name, STRONG), (report.source.campaign, SOFT))
    paper.table([Cell(title, HEAD) for title, _ in DETAILS], frozen=2)
    points = points_format(book.places)
    for group in report.groups:
        paper.add(Cell(f"{group.code}. {group.name}", STRONG_LEFT, len(DETAILS)), keep=True)
        for line in group.criteria:
            paper.add(*_detail(line, CENTER.but(format=points)))


def _detail(line: CriterionLine, points: Look) -> Row:
    told = (form_rows.figures(line), form_rows.derivation(line), form_rows.evidence(line))
    return [
        Cell(line.id, CENTER), Cell(line.name, LEFT),
        *(Cell(form_rows.text(each), LEFT) for each in told),
        Cell(line.own, points), Cell(line.verified, points), Cell(form_rows.reason(line), LEFT),
    ]  # fmt: skip


def info_sheet(book: Book, report: UnitReport) -> None:
    """The general information (thông tin chung), in the sections of the print."""
    paper = Paper(book, "Thông tin chung", [50, 330, 200], landscape=False)
    titles(paper, ("THÔNG TIN CHUNG", TITLE), (report.name, STRONG), (report.source.campaign, SOFT))
    paper.table([Cell(title, HEAD) for title in report.form.info_titles])
    for row in form_rows.info_rows(report.info):
        if row.value is None:
            paper.add(
                Cell(row.code, STRONG_LEFT.but(align="center")), Cell(row.label, STRONG_LEFT, 2), keep=True
            )
        else:
            paper.add(Cell(row.code, CENTER), Cell(row.label, LEFT), _info(row))


def _info(row: InfoRow) -> Cell:
    number = row.figure.number
    if number is None:
        return Cell(row.value, LEFT)
    return Cell(number, LEFT.but(format=measured_format(number, row.figure.unit)))


def _titles(report: UnitReport) -> Iterator[tuple[str, Look]]:
    form = report.form
    if not report.handed_in:
        yield wording.DRAFT, TITLE.but(size=20)
    yield form.title or report.source.title.upper(), TITLE
    if form.title:
        yield report.source.title, STRONG
    if form.issued:
        yield form.issued, SOFT
    yield report.source.campaign, SOFT
    yield status(report), SOFT


def status(report: UnitReport) -> str:
    """Block, state, progress and when it was handed in."""
    parts = [
        f"Khối: {report.block}" if report.block else "",
        f"Trạng thái: {wording.state(report.state, report.answered)}",
        f"Đã trả lời: {report.answered}/{report.asked} tiêu chí",
        f"Nộp lúc {moment(datetime.fromisoformat(report.submitted_at))}" if report.submitted_at else "",
    ]
    return "   ·   ".join(filter(None, parts))


def _receipt(report: UnitReport) -> list[str]:
    return [f"Mã băm SHA-256 của hồ sơ đã nộp: {report.digest}."] if report.digest else []


def _row(form: Form, columns: tuple[Column, ...], line: Line, points: str) -> Row:
    return [_cell(form, column, line, points) for column in columns]


def _cell(form: Form, column: Column, line: Line, points: str) -> Cell:
    look = LOOKS[line.kind]
    middle = look.but(align="center")
    match column.field:
        case "code":
            return Cell(line.code, middle)
        case "max":
            most = line.max if line.max is not None else Fraction(0)
            return Cell(line.max, middle.but(format=maximum_format(most)))
        case "own":
            return Cell(line.own, middle.but(format=points))
        case "verified":
            return Cell(line.verified, middle.but(format=points))
        case field if line.criterion is not None:
            return Cell(form_rows.shown(form, line.criterion, field), look)
        case field:
            return Cell(line.name if field == "name" else "", look)
