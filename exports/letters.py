"""The letter that goes with a submission (công văn) and the notice of the result (thông báo), in Word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from criteria.vietnamese import date as spelled
from criteria.vietnamese import moment, number, percent
from exports import wording
from exports.docx_paper import CENTER, PLAIN, TITLE, DocxPaper
from exports.docx_table import Box, Ink
from exports.report import Source, UnitReport
from scoring.claims import figure
from scoring.facts import Placing
from scoring.publishing import has_result

SMALL: Final = 12
HEAD: Final = Ink(SMALL, bold=True, align="center")


def submission_letter(report: UnitReport) -> bytes:
    """The letter by which a unit sends its dossier, with the numbers filled in."""
    source = report.source
    paper = DocxPaper(source.at)
    if not report.handed_in:
        paper.header(f"{wording.DRAFT} – {wording.DRAFT_WHY}")
    paper.ledger(source.head)
    paper.head("", report.name, "Số: ……/……", f"V/v gửi hồ sơ tự đánh giá {source.campaign}")
    paper.titles(*(((wording.DRAFT, Ink(22, bold=True, align="center")),) if not report.handed_in else ()))
    paper.say(f"Kính gửi: {source.authority}.", CENTER)
    paper.say("", Ink(6))
    for line in _letter(report):
        paper.say(line, PLAIN, indent=True)
    closing = wording.LETTER_CLOSING.format(unit=report.name, authority=source.authority)
    paper.say(closing, PLAIN, indent=True, keep=True)
    paper.signature(("- Như trên;", "- Lưu: VT."), ("THỦ TRƯỞNG ĐƠN VỊ", wording.SEAL))
    return paper.bytes()


def _letter(report: UnitReport) -> Iterator[str]:
    source = report.source
    yield wording.LETTER_RESULT.format(
        decision=source.cited, unit=report.name, title=source.title, answered=report.answered,
        asked=report.asked, own=number(report.own, source.places), most=number(report.max),
        share=percent(report.own / report.max) if report.max else "0%",
    )  # fmt: skip
    yield wording.LETTER_ENCLOSED
    yield f"1. {report.form.title.capitalize() or source.title};"
    yield "2. Báo cáo kết quả tự đánh giá;"
    yield f"3. Tài liệu minh chứng: {_pieces(report)}."
    if report.submitted_at:
        at = moment(datetime.fromisoformat(report.submitted_at))
        yield wording.LETTER_RECEIPT.format(at=at)
        yield report.digest
        yield wording.LETTER_LIABLE


def _pieces(report: UnitReport) -> str:
    """``12 tệp, 3 liên kết của 10 tiêu chí``."""
    pieces = [piece for line in report.criteria for piece in line.evidence]
    if not pieces:
        return wording.LETTER_NO_EVIDENCE if report.asks_evidence else wording.LETTER_NOTHING_ASKED
    links, proven = sum(1 for piece in pieces if piece.link), sum(1 for c in report.criteria if c.evidence)
    counts = ((len(pieces) - links, "tệp"), (links, "liên kết"))
    told = ", ".join(f"{number(count)} {name}" for count, name in counts if count)
    return f"{told} của {proven} tiêu chí"


# --- the notice ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Result:
    """One unit's published result and what it is seen beside. ``ranked``: units with a rank in its block;
    ``at`` and ``appeals_until`` are an ISO time and date, ``number`` that of the publication.
    """

    source: Source
    name: str
    placing: Placing
    ranked: int
    number: int
    at: str
    appeals_until: str = ""


def result_notice(result: Result) -> bytes:
    """The notice of the published result to one unit."""
    source = result.source
    paper = DocxPaper(source.at)
    paper.head("", source.authority, "Số: ……/TB-……")
    paper.ledger(source.head)
    subject = f"Kết quả đánh giá theo {source.title[:1].lower()}{source.title[1:]}"
    paper.titles(
        ("THÔNG BÁO", TITLE), (subject, Ink(14, bold=True, align="center")), (source.campaign, CENTER)
    )
    paper.say(f"Kính gửi: {result.name}.", CENTER)
    paper.say("", Ink(6))
    opening = wording.NOTICE_OPENING.format(
        decision=source.cited, number=result.number, at=moment(datetime.fromisoformat(result.at)),
        authority=source.authority, unit=result.name,
    )  # fmt: skip
    paper.say(opening, PLAIN, indent=True)
    grid = paper.table([60, 105], [Box(title, HEAD, shaded=True) for title in ("Nội dung", "Kết quả")])
    for label, value in _outcome(result):
        grid.row(Box(label, Ink(SMALL)), Box(value, Ink(SMALL, bold=True)), keep=True)
    paper.say("", Ink(6))
    if result.appeals_until and has_result(result.placing):
        until = spelled(date.fromisoformat(result.appeals_until))
        paper.say(wording.NOTICE_APPEALS.format(until=until), PLAIN, indent=True)
    closing = wording.NOTICE_CLOSING.format(authority=source.authority, unit=result.name)
    paper.say(closing, PLAIN, indent=True, keep=True)
    paper.signature(("- Như trên;", "- Lưu: VT."), ("THỦ TRƯỞNG CƠ QUAN", wording.SEAL))
    return paper.bytes()


def _outcome(result: Result) -> Iterator[tuple[str, str]]:
    placing, source = result.placing, result.source
    total = figure(placing.total)
    share = percent(total / source.max) if source.max else "0%"
    kind = "" if placing.verified else " (tự chấm)"
    if has_result(placing):
        yield "Tổng điểm", f"{number(total, source.places)}/{number(source.max)} điểm{kind}, đạt {share}"
    if placing.block:
        yield "Khối", placing.block
    yield "Xếp hạng", f"{placing.rank}/{result.ranked} đơn vị" if placing.rank else "Không xếp hạng"
    if placing.level:
        yield "Mức độ", placing.level
    if placing.why:
        yield "Căn cứ", placing.why
