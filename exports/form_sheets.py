"""One unit's form: the scored table, and a second sheet with the general information."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from fractions import Fraction
from typing import Final

from criteria.vietnamese import moment
from exports import wording
from exports.book import Book, Cell, Row
from exports.figures import Evidence, Figure
from exports.furniture import SOFT, STRONG, TITLE, heading, notes, origin, signatures, titles
from exports.looks import Look, maximum_format, points_format
from exports.paper import Paper
from exports.report import CriterionLine, GroupLine, InfoLine, UnitReport

COLUMNS: Final = (
    ("TT", 38), ("Tiêu chí", 165), ("Điểm tối đa", 48), ("Số liệu", 160), ("Điểm tự chấm", 56),
    ("Điểm thẩm định", 56), ("Lý do", 115), ("Minh chứng", 175), ("Cách tính", 155),
)  # fmt: skip
SIGNERS: Final = (
    ("NGƯỜI LẬP PHIẾU", wording.SIGN),
    ("NGƯỜI THẨM ĐỊNH", wording.SIGN),
    ("THỦ TRƯỞNG ĐƠN VỊ", wording.SEAL),
)
HEAD: Final = Look("center", "center", bold=True, shade=True, edges="box")
LEFT: Final = Look(edges="box")
CENTER: Final = Look("center", edges="box")
GROUP: Final = Look(above="center", bold=True, shade=True, edges="box")
GROUP_CENTER: Final = GROUP.but(align="center")
UNDER: Final = LEFT.but(italic=True)


def form_sheet(book: Book, report: UnitReport) -> None:
    """The form itself."""
    paper = Paper(book, "Phiếu đánh giá", [width for _, width in COLUMNS])
    heading(paper, report.source.authority, report.name)
    titles(
        paper,
        ("PHIẾU TỰ CHẤM VÀ THẨM ĐỊNH ĐIỂM", TITLE),
        (report.source.title, STRONG),
        (report.source.campaign, SOFT),
        (_status(report), SOFT),
    )
    paper.table([Cell(title, HEAD) for title, _ in COLUMNS], frozen=2)
    points = points_format(book.places)
    for group in report.groups:
        paper.add(*_sums(group.code, group.name, (group.max, group.own, group.verified), points), keep=True)
        for row, keep in _criteria(group, points):
            paper.add(*row, keep=keep)
    paper.add(*_sums("", "TỔNG CỘNG", (report.max, report.own, report.verified), points), keep=True)
    remarks = (wording.ROUNDED.format(places=book.places), *_receipt(report), *origin(report.source))
    notes(paper, remarks, keep=True)
    signatures(paper, report.source, *SIGNERS)


def info_sheet(book: Book, report: UnitReport) -> None:
    """The general information (thông tin chung), in the sections of the print."""
    paper = Paper(book, "Thông tin chung", [50, 330, 200], landscape=False)
    titles(paper, ("THÔNG TIN CHUNG", TITLE), (report.name, STRONG), (report.source.campaign, SOFT))
    paper.table([Cell(title, HEAD) for title in ("TT", "Nội dung", "Thông tin")])
    section = ""
    for line in report.info:
        if line.section != section:
            section = line.section
            paper.add(Cell(section, GROUP, 3), keep=True)
        paper.add(*_info(line))


def _status(report: UnitReport) -> str:
    parts = [
        f"Khối: {report.block}" if report.block else "",
        f"Trạng thái: {wording.state(report.state, report.answered)}",
        f"Đã trả lời: {report.answered}/{report.asked} tiêu chí",
        f"Nộp lúc {moment(datetime.fromisoformat(report.submitted_at))}" if report.submitted_at else "",
    ]
    return "   ·   ".join(filter(None, parts))


def _receipt(report: UnitReport) -> list[str]:
    return [f"Mã băm SHA-256 của hồ sơ đã nộp: {report.digest}."] if report.digest else []


def _criteria(group: GroupLine, points: str) -> Iterator[tuple[Row, bool]]:
    """The rows below a group's, and whether each is to stay with the next."""
    above = ""
    for line in group.criteria:
        if line.heading and line.heading != above:
            yield [Cell("", UNDER), Cell(line.heading, UNDER, len(COLUMNS) - 1)], True
        above = line.heading
        yield _criterion(line, points), False


def _sums(code: str, name: str, sums: tuple[Fraction, Fraction, Fraction | None], points: str) -> Row:
    most, own, verified = sums
    number, blank = GROUP_CENTER.but(format=points), Cell("", GROUP)
    return [
        Cell(code, GROUP_CENTER),
        Cell(name, GROUP),
        Cell(most, GROUP_CENTER.but(format=maximum_format(most))),
        blank,
        Cell(own, number),
        Cell(verified, number),
        *(blank, blank, blank),
    ]


def _criterion(line: CriterionLine, points: str) -> Row:
    number = CENTER.but(format=points)
    return [
        Cell(line.code, CENTER),
        Cell(line.name, LEFT),
        Cell(line.max, CENTER.but(format=maximum_format(line.max))),
        Cell(_text(_figures(line)), LEFT),
        Cell(line.own, number),
        Cell(line.verified, number),
        Cell(_reason(line), LEFT),
        Cell(_text(_evidence(line)), LEFT),
        Cell(_text(_derivation(line)), LEFT),
    ]


def _text(lines: Iterable[str]) -> str:
    return "\n".join(filter(None, lines))


def _figure(figure: Figure) -> str:
    return f"{figure.label}: {figure.printed}" if figure.label else figure.printed


def _figures(line: CriterionLine) -> Iterator[str]:
    yield from map(_figure, line.figures)
    changed = [figure for figure in line.verified_figures if figure not in line.figures]
    if changed:
        yield "Thẩm định:"
        yield from map(_figure, changed)


def _reason(line: CriterionLine) -> str:
    if line.outcome is None:
        return ""
    return ": ".join(filter(None, (wording.OUTCOMES[line.outcome], line.reason)))


def _evidence(line: CriterionLine) -> Iterator[str]:
    several = len(line.evidence) > 1
    for place, evidence in enumerate(line.evidence, start=1):
        yield f"{place}. {_piece(evidence)}" if several else _piece(evidence)
    if line.explanation:
        yield f"Giải trình: {line.explanation}"


def _piece(evidence: Evidence) -> str:
    named = " ".join(filter(None, (evidence.name, evidence.link)))
    return f"{named} ({evidence.caption})" if evidence.caption else named


def _derivation(line: CriterionLine) -> Iterator[str]:
    if line.verified_derivation and line.verified_derivation != line.own_derivation:
        yield f"Tự chấm: {line.own_derivation}" if line.own_derivation else ""
        yield f"Thẩm định: {line.verified_derivation}"
    else:
        yield line.own_derivation
    if line.flags:
        yield f"Lưu ý: {'; '.join(wording.FLAGS[flag] for flag in line.flags)}."
    if line.provisional:
        yield wording.PROVISIONAL


def _info(line: InfoLine) -> Row:
    return [
        Cell(line.code.partition("/")[0], CENTER),
        Cell(line.figure.label, LEFT),
        Cell(line.figure.printed, LEFT),
    ]
