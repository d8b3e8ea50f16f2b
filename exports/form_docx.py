"""One unit's form in Word, in the shape of its decision's annex. Import only when one is wanted."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from criteria.vietnamese import number
from exports import form_rows, wording
from exports.docx_paper import CENTER, TITLE, DocxPaper, signing
from exports.docx_table import Box, Grid, Ink
from exports.form_rows import InfoRow, Line
from exports.forms import Column, Form
from exports.furniture import NOBODY, about_points, origin
from exports.report import CriterionLine, InfoLine, PartLine, UnitReport

SIZE: Final = 13
DRAFT_SIZE: Final = 22
DATE: Final = Ink(11, italic=True, align="center")  # on one line in a third of the page
NOTES: Final = Ink(10, italic=True, align="justify")
HEAD: Final = Ink(SIZE, bold=True, align="center")
BEFORE_SIGNING: Final = 0.5  # of a page: rows that stay with the signatures, which take most of the rest


def form_docx(report: UnitReport) -> bytes:
    """The form, and after it the figures, evidence and reasons that it has no columns for."""
    paper = DocxPaper(report.source.at, landscape=True)
    if not report.handed_in:
        paper.header(f"{wording.DRAFT} – {wording.DRAFT_WHY}")
    paper.head(report.source.authority, report.name)
    paper.titles(*_titles(report))
    first, last = _information(report)
    _info(paper, report, first)
    grid = _criteria(paper, report, signed=not last)
    grid = _info(paper, report, last, signed=True) or grid
    note = Box(" ".join((*about_points(report), *origin(report.source))), NOTES)
    grid.close(note, *_signed(report))
    _details(paper, report)
    return paper.bytes()


def _signed(report: UnitReport) -> Iterator[list[tuple[str, Ink]]]:
    """Who signs, a single signer on the right; above the last the date line, as annexes print it."""
    *others, signer = report.form.signers
    for each in others or [NOBODY]:
        yield signing(each)
    yield [(wording.dateline(report.source.at), DATE), *signing(signer)]


def _titles(report: UnitReport) -> Iterator[tuple[str, Ink]]:
    form, source = report.form, report.source
    if not report.handed_in:
        yield wording.DRAFT, Ink(DRAFT_SIZE, bold=True, align="center")
    yield form.title or source.title.upper(), TITLE
    if form.title:
        yield source.title, Ink(bold=True, align="center")
    yield form.issued, Ink(italic=True, align="center")
    yield source.campaign, CENTER


# --- general information -------------------------------------------------------------------------------


def _information(report: UnitReport) -> tuple[list[InfoLine], list[InfoLine]]:
    """What stands before and after the criteria."""
    last = report.form.last
    after = [line for line in report.info if last and line.code.startswith(last)]
    return [line for line in report.info if line not in after], after


def _info(paper: DocxPaper, report: UnitReport, info: list[InfoLine], *, signed: bool = False) -> Grid | None:
    """A table or lines; ``signed``: the signatures come next, and its rows stay with them."""
    if not info:
        return None
    form = report.form
    if form.info == "lines":
        _info_lines(paper, report, info)
        return None
    rows = list(form_rows.info_rows(info))
    if form.info == "letters":
        grid = paper.table([14, 233])
        for row in rows:
            grid.row(*_lettered(row), keep=signed or row.value is None)
    else:
        paper.say(form.info_caption, Ink(bold=True), keep=True)
        grid = paper.table([18, 130, 99], [Box(title, HEAD, shaded=True) for title in form.info_titles])
        for row in rows:
            grid.row(*_tabled(row), keep=signed or row.value is None)
    if not signed:
        paper.say("", Ink(6))
    return grid


def _info_lines(paper: DocxPaper, report: UnitReport, info: list[InfoLine]) -> None:
    """``Tên cơ quan, đơn vị: …``, and the total as the print asks for it there."""
    paper.say(report.form.info_caption, Ink(bold=True, align="center"), keep=True)
    for line in info:
        paper.say(f"{line.figure.label}: {line.figure.printed or '…………'}", Ink())
    paper.say(f"Tổng số điểm đạt được: {_points(report.own, report.source.places)}", Ink())


def _lettered(row: InfoRow) -> list[Box]:
    """``A  THÔNG TIN CHUNG:`` and below it ``1  Tên đơn vị: …``."""
    code = row.code.rpartition(".")[2]
    if row.value is None:
        return [Box(code, HEAD, shaded=True), Box(f"{row.label}:", Ink(SIZE, bold=True), shaded=True)]
    return [Box(code, Ink(SIZE, align="center")), Box(f"{row.label}: {row.value}", Ink(SIZE))]


def _tabled(row: InfoRow) -> list[Box]:
    if row.value is None:
        return [Box(row.code, HEAD), Box(row.label, Ink(SIZE, bold=True), 2)]
    return [Box(row.code, Ink(SIZE, align="center")), Box(row.label, Ink(SIZE)), Box(row.value, Ink(SIZE))]


# --- criteria ------------------------------------------------------------------------------------------


def _criteria(paper: DocxPaper, report: UnitReport, *, signed: bool) -> Grid:
    """The last of the tables. ``signed``: the signatures come next, and its last rows stay with them."""
    if report.form.caption:
        paper.say(report.form.caption, Ink(bold=True), keep=True)
    *tables, last = form_rows.sections(report)
    for part, lines in tables:
        _table(paper, report, part, lines)
    return _table(paper, report, *last, signed=signed)


def _table(
    paper: DocxPaper, report: UnitReport, part: PartLine | None, lines: list[Line], *, signed: bool = False
) -> Grid:
    form = report.form
    if part:
        paper.say(f"{part.code}. {part.name}", Ink(bold=True), keep=True)
    head = [Box(column.title, HEAD, shaded=True) for column in form.columns]
    grid = paper.table([column.share for column in form.columns], head)
    rows = [_row(form, line, report.source.places) for line in lines]
    near_end = len(rows) - max(grid.fitting(rows, BEFORE_SIGNING) if signed else 2, 1)
    for place, (line, boxes) in enumerate(zip(lines, rows, strict=True)):
        grid.row(*boxes, keep=line.kind != "criterion" or near_end <= place)
    if not signed:
        paper.say("", Ink(6))
    return grid


def _row(form: Form, line: Line, places: int) -> list[Box]:
    bold = line.kind in ("part", "group", "sum")
    ink = Ink(SIZE, bold=bold, italic=line.kind == "heading")
    middle = Ink(SIZE, bold=bold, italic=line.kind == "heading", align="center")
    return [_box(form, column, line, (ink, middle), places) for column in form.columns]


def _box(form: Form, column: Column, line: Line, inks: tuple[Ink, Ink], places: int) -> Box:
    ink, middle = inks
    shaded = line.kind in ("part", "group", "sum")
    match column.field:
        case "code":
            return Box(line.code, middle, shaded=shaded)
        case "max":
            return Box(_points(line.max, None), middle, shaded=shaded)
        case "own":
            return Box(_points(line.own, places), middle, shaded=shaded)
        case "verified":
            return Box(_points(line.verified, places), middle, shaded=shaded)
        case "name" if line.criterion is None:
            return Box(line.name, ink, shaded=shaded)
        case field:
            value = form_rows.shown(form, line.criterion, field) if line.criterion else ""
            return Box(str(value or ""), ink, shaded=shaded)


def _points(value: Fraction | None, places: int | None) -> str:
    return "" if value is None else number(value, places)


# --- what the form has no columns for ------------------------------------------------------------------


def _details(paper: DocxPaper, report: UnitReport) -> None:
    """A list of every answered criterion: how its points came about, what was sent and what was said."""
    if report.form.has("derivation"):
        return
    told = [(group, [*filter(_has_details, group.criteria)]) for group in report.groups]
    if not any(lines for _, lines in told):
        return
    paper.next_page()
    paper.titles((wording.DETAILS, TITLE), (report.name, Ink(bold=True, align="center")))
    titles = ("Mã", "Tiêu chí", "Cách tính điểm đã kê khai", "Minh chứng, giải trình", "Ý kiến thẩm định")
    grid = paper.table([18, 70, 62, 62, 40], [Box(title, HEAD, shaded=True) for title in titles])
    for group, lines in told:
        if lines:
            grid.row(Box(f"{group.code}. {group.name}", Ink(SIZE, bold=True), 5, shaded=True), keep=True)
        for line in lines:
            grid.row(*(Box(text, Ink(SIZE)) for text in _detail(line)))


def _has_details(line: CriterionLine) -> bool:
    return line.answered or bool(line.evidence or line.explanation or line.outcome)


def _detail(line: CriterionLine) -> tuple[str, ...]:
    how, sent = form_rows.text(form_rows.derivation(line)), form_rows.text(form_rows.evidence(line))
    return line.id, line.name, how, sent, form_rows.reason(line)
