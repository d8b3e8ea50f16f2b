"""The self-assessment report (báo cáo tự đánh giá) for the leader's signature, in Word."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from docx.shared import Pt

from criteria.vietnamese import number, percent
from exports import wording
from exports.docx_paper import CENTER, PLAIN, TITLE, DocxPaper
from exports.docx_table import Box, Ink
from exports.furniture import about_points
from exports.report import CriterionLine, GroupLine, UnitReport
from scoring.last_time import LastTime

SMALL: Final = 12
HEAD: Final = Ink(SMALL, bold=True, align="center")
MIDDLE: Final = Ink(SMALL, align="center")
CAPTION: Final = Ink(bold=True)
LINES_TO_FILL: Final = 4
ROMAN: Final = ("I", "II", "III", "IV", "V", "VI")


def assessment_report(report: UnitReport, before: LastTime | None = None) -> bytes:
    """The report as a docx file; dotted lines where the unit has said nothing besides figures."""
    paper = DocxPaper(report.source.at)
    captions = iter(ROMAN)
    _head(paper, report)
    _caption(paper, captions, "KẾT QUẢ TỰ ĐÁNH GIÁ")
    _result(paper, report)
    if before is not None:
        _caption(paper, captions, f"SO VỚI LẦN TRƯỚC ({before.name})")
        _changes(paper, report, before)
    _caption(paper, captions, "TIÊU CHÍ CHƯA CÓ MINH CHỨNG, CHƯA TRẢ LỜI")
    _lacking(paper, report)
    for topic, title in wording.REMARKS.items():
        _caption(paper, captions, title)
        if text := report.remarks.get(topic, ""):
            paper.say(text, PLAIN, indent=True)
        else:
            paper.dots(LINES_TO_FILL)
    closing = wording.REPORT_CLOSING.format(unit=report.name, authority=report.source.authority)
    paper.say(closing, PLAIN, indent=True, keep=True)
    paper.signature(("- Như trên;", "- Lưu: VT."), ("THỦ TRƯỞNG ĐƠN VỊ", wording.SEAL))
    return paper.bytes()


def _caption(paper: DocxPaper, captions: Iterator[str], title: str) -> None:
    said = paper.say(f"{next(captions)}. {title}", CAPTION, keep=True)
    said.paragraph_format.space_before = Pt(8)


def _head(paper: DocxPaper, report: UnitReport) -> None:
    source = report.source
    paper.head("", report.name, "Số: ……/BC-……")
    paper.ledger(source.head)
    draft = [] if report.handed_in else [(wording.DRAFT, Ink(22, bold=True, align="center"))]
    if draft:
        paper.header(f"{wording.DRAFT} – {wording.DRAFT_WHY}")
    subject = f"Kết quả tự đánh giá theo {source.title[:1].lower()}{source.title[1:]}"
    paper.titles(
        *draft, ("BÁO CÁO", TITLE), (subject, Ink(14, bold=True, align="center")), (source.campaign, CENTER)
    )
    paper.say(f"Kính gửi: {source.authority}.", CENTER)


# --- the result ----------------------------------------------------------------------------------------


def _result(paper: DocxPaper, report: UnitReport) -> None:
    source, places = report.source, report.source.places
    share = percent(report.own / report.max) if report.max else "0%"
    paper.say(
        wording.REPORT_RESULT.format(
            decision=source.cited, unit=report.name, answered=report.answered, asked=report.asked,
            own=number(report.own, places), most=number(report.max), share=share,
        ),
        PLAIN, indent=True,
    )  # fmt: skip
    if report.verified is not None:
        told = wording.REPORT_VERIFIED.format(verified=number(report.verified, places))
        paper.say(told, PLAIN, indent=True)
    titles = ("TT", "Nhóm tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Tỷ lệ so với tối đa")
    grid = paper.table([12, 85, 22, 22, 24], [Box(title, HEAD, shaded=True) for title in titles])
    for group in report.groups:
        grid.row(*_group(group, places), keep=group in report.groups[-2:])
    total = ("", "TỔNG CỘNG", number(report.max), number(report.own, places), share)
    grid.row(*(Box(text, HEAD if place != 1 else CAPTION, shaded=True) for place, text in enumerate(total)))
    paper.say("", Ink(6))
    for line in about_points(report):
        paper.say(line, Ink(SMALL, italic=True, align="justify"))


def _group(group: GroupLine, places: int) -> Iterator[Box]:
    yield Box(group.code, MIDDLE)
    yield Box(group.name, Ink(SMALL))
    yield Box(number(group.max), MIDDLE)
    yield Box(number(group.own, places), MIDDLE)
    yield Box(percent(group.own / group.max) if group.max else "", MIDDLE)


# --- against the last time -----------------------------------------------------------------------------


def _changes(paper: DocxPaper, report: UnitReport, before: LastTime) -> None:
    places = report.source.places
    titles = ("Nhóm tiêu chí", "Lần trước", "Lần này", "Tăng, giảm")
    grid = paper.table([93, 24, 24, 24], [Box(title, HEAD, shaded=True) for title in titles])
    for group in report.groups:
        then = before.groups.get(group.id)
        if then is not None and then != group.own:
            grid.row(*_change(f"{group.code}. {group.name}", then, group.own, places))
    grid.row(*_change("Tổng điểm tự chấm", before.total, report.own, places))
    left_out = [group.code for group in report.groups if group.id not in before.groups]
    if left_out:
        paper.say(wording.NOT_COMPARED.format(groups=", ".join(left_out)), Ink(SMALL, italic=True))
    paper.say("", Ink(6))


def _change(name: str, then: Fraction, now: Fraction, places: int) -> Iterator[Box]:
    yield Box(name, Ink(SMALL))
    yield Box(number(then, places), MIDDLE)
    yield Box(number(now, places), MIDDLE)
    yield Box(("+" if now > then else "") + number(now - then, places), MIDDLE)


# --- what is lacking -----------------------------------------------------------------------------------


def _lacking(paper: DocxPaper, report: UnitReport) -> None:
    """What owes evidence, and what else is explained, with the explanation or room for one; then what has no
    answer.
    """
    bare = [line for line in report.criteria if line.answered and not line.evidence]
    unproven = [line for line in bare if line.unproven or line.explanation]
    if unproven:
        titles = ("Mã", "Tiêu chí", "Điểm tự chấm", "Giải trình")
        grid = paper.table([18, 65, 22, 60], [Box(title, HEAD, shaded=True) for title in titles])
        for line in unproven:
            grid.row(*_unproven(line, report.source.places))
        paper.say("", Ink(6))
    elif report.answered:
        paper.say(_proven(report, bare=bool(bare)), PLAIN, indent=True)
    unanswered = [line.id for line in report.criteria if not line.answered]
    if unanswered:
        told = wording.UNANSWERED.format(count=len(unanswered), codes=", ".join(unanswered))
        paper.say(told, PLAIN, indent=True)


def _proven(report: UnitReport, *, bare: bool) -> str:
    """Why nothing owes evidence; ``bare``: some answer has none."""
    if not bare:
        return wording.ALL_PROVEN
    return wording.ASKED_PROVEN if report.asks_evidence else wording.NOTHING_ASKED


def _unproven(line: CriterionLine, places: int) -> Iterator[Box]:
    yield Box(line.id, MIDDLE)
    yield Box(line.name, Ink(SMALL))
    yield Box("" if line.own is None else number(line.own, places), MIDDLE)
    yield Box(line.explanation or "…" * 30, Ink(SMALL))
