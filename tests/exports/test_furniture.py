"""What stands around the tables of papers: heads, rounds, dates, signers, and notes on points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import docx
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from criteria import loader
from exports.assessment_report import assessment_report
from exports.form_docx import form_docx
from exports.forming import unit_report
from exports.letters import Result, result_notice, submission_letter
from exports.public_page import page
from exports.public_results import public_results
from exports.report import UnitReport
from exports.result_charts import score_picture
from exports.wording import dateline, headed
from exports.xlsx import unit_form
from scoring.campaigns import Campaign
from scoring.facts import Placing, Unit
from scoring.publishing import Ground
from scoring.records import Submission
from tests.exports import publishing_samples
from tests.exports.rankings import ranking_report, ranking_workbook
from tests.exports.reading import cells, read
from tests.exports.samples import AT, SET, campaign, communes, ratio

UNIT = Unit(code="001", name="Xã Lạc Đạo", block="Các xã")
NAMED = "Kỳ đánh giá 2026 – tháng 8/2026"
NEW_YEAR = datetime(2026, 12, 31, 18, 30, tzinfo=UTC)
"""Half past one on the first of January 2027 in Hanoi."""


def _report(name: str = "", record: Submission | None = None, at: datetime = AT) -> UnitReport:
    criteria = loader.load(name) if name else SET
    return unit_report(campaign(UNIT), criteria, record or Submission(unit="001"), at=at)


def _notice(of: UnitReport) -> bytes:
    placing = Placing(unit="001", block="Các xã", total="82.5", rank=2)
    return result_notice(Result(of.source, UNIT.name, placing, 7, 1, AT.isoformat()))


def _word(content: bytes) -> str:
    document = docx.Document(BytesIO(content))
    said = [paragraph.text for paragraph in document.paragraphs]
    return "\n".join([*said, *_in(document.tables)])


def _in(tables: Iterable[docx.table.Table]) -> Iterable[str]:
    for table in tables:
        for row in table.rows:
            for cell in {id(cell._tc): cell for cell in row.cells}.values():  # merged ones once
                yield cell.text
                yield from _in(cell.tables)


def _excel(content: bytes) -> list[str]:
    return [str(cell.value) for cell in cells(read(content))]


# --- which round ---------------------------------------------------------------------------------------


def _month(known: Campaign, period: str = "2026-08") -> Campaign:
    return known.model_copy(update={"period": period})


def test_every_paper_page_and_picture_names_its_round() -> None:
    known, record = _month(campaign(UNIT)), ratio(1, 2)
    report = unit_report(known, SET, record, at=AT)
    for content in (form_docx(report), assessment_report(report), submission_letter(report), _notice(report)):
        assert NAMED in _word(content)
    assert NAMED in _excel(unit_form(report))
    assert NAMED in _excel(ranking_workbook(ranking_report(known, SET, [record], at=AT)))
    assert NAMED in score_picture(report)
    draft = publishing_samples.ground(communes(1), {"001": 50})
    ground = Ground(_month(draft.campaign), draft.criteria, draft.procedure, draft.rows)
    assert f"{NAMED}</title>" in page(public_results(ground, head="", at=AT))


@pytest.mark.parametrize(
    ("name", "period", "told"),
    [
        ("Kỳ 2026", "", "Kỳ 2026"),
        ("Kỳ 2026", "2026-Q3", "Kỳ 2026 – quý III/2026"),
        ("Đánh giá Tháng 7/2026", "2026-07", "Đánh giá Tháng 7/2026"),
        ("Đánh giá năm 2026", "2026", "Đánh giá năm 2026"),
    ],
)
def test_a_round_is_named_once(name: str, period: str, told: str) -> None:
    assert _month(campaign(name=name), period).round_name == told


# --- heads ---------------------------------------------------------------------------------------------


def test_a_paper_is_headed_by_the_agency_and_not_by_its_chairman() -> None:
    report = _report("kien-giang-xa")
    head = headed("Ủy ban nhân dân tỉnh Kiên Giang")
    assert head == "ỦY BAN NHÂN DÂN TỈNH\N{NO-BREAK SPACE}KIÊN\N{NO-BREAK SPACE}GIANG"
    assert head in _word(_notice(report)).split("\n")
    assert head in _word(form_docx(report)).split("\n")
    assert head in _excel(unit_form(report))
    assert "CHỦ TỊCH" not in _word(_notice(report))


@pytest.mark.parametrize("name", ["", "Sở", "Xã Ia", " ", "Ủy ban nhân dân xã Một"])
def test_a_head_says_the_whole_name(name: str) -> None:
    assert headed(name).replace("\N{NO-BREAK SPACE}", " ") == name.upper()


# --- date lines and signers ----------------------------------------------------------------------------


def test_the_year_of_the_date_line_is_that_of_vietnam() -> None:
    assert dateline(NEW_YEAR).endswith("năm 2027")
    report = _report(at=NEW_YEAR)
    for content in (form_docx(report), assessment_report(report), submission_letter(report), _notice(report)):
        assert _word(content).count(dateline(NEW_YEAR)) == 1
    assert dateline(NEW_YEAR) in _excel(unit_form(report))


@pytest.mark.parametrize("name", ["lam-dong-so", "lam-dong-huyen"])
def test_a_single_signer_stands_on_the_right_below_the_date_line(name: str) -> None:
    found = read(unit_form(_report(name))).worksheets[0]
    signer, date = _at(found, "THỦ TRƯỞNG ĐƠN VỊ"), _at(found, dateline(AT))
    assert (date[0] + 1, date[1]) == signer
    assert signer[1] > 1
    assert f"{dateline(AT)}\nTHỦ TRƯỞNG ĐƠN VỊ\n" in _word(form_docx(_report(name)))


def _at(page: Worksheet, text: str) -> tuple[int, int]:
    return next((cell.row, cell.column) for row in page.iter_rows() for cell in row if cell.value == text)


def test_the_date_line_of_a_form_stands_above_the_last_signer_in_word_as_in_excel() -> None:
    report = _report()
    assert f"{dateline(AT)}\nTHỦ TRƯỞNG ĐƠN VỊ\n" in _word(form_docx(report))
    page = read(unit_form(report)).worksheets[0]
    (row, column), above = _at(page, "THỦ TRƯỞNG ĐƠN VỊ"), _at(page, dateline(AT))
    assert above == (row - 1, column)


# --- points --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("lam-dong-huyen", "nhóm IV ghi 50, cộng lại 60; cả bộ ghi 500, cộng lại 510."),
        ("kien-giang-tinh", "nhóm 2.II ghi 25, cộng lại 0; cả bộ ghi 100, cộng lại 75."),
        ("lac-dao-xa", ""),
    ],
)
def test_maxima_that_do_not_add_up_are_named_in_report_and_form(name: str, told: str) -> None:
    report = _report(name)
    for text in (
        _word(assessment_report(report)), _word(form_docx(report)), "\n".join(_excel(unit_form(report))),
    ):  # fmt: skip
        assert told in text
        assert ("Điểm tối đa văn bản ghi khác" in text) == bool(told)
        assert "chỉ làm tròn đến 2 chữ số thập phân" in text


# --- evidence ------------------------------------------------------------------------------------------


def test_a_report_without_answers_praises_no_evidence() -> None:
    text = _word(assessment_report(_report()))
    assert "Còn 4 tiêu chí chưa trả lời" in text
    assert "minh chứng." not in text


def test_where_no_evidence_is_asked_report_and_letter_say_so() -> None:
    report = replace(_report(record=ratio(1, 2)), asks_evidence=_report("kien-giang-xa").asks_evidence)
    assert "Không có tiêu chí nào mà văn bản yêu cầu đơn vị gửi minh chứng." in _word(
        assessment_report(report)
    )
    assert "3. Tài liệu minh chứng: không có, văn bản không yêu cầu." in _word(submission_letter(report))
    assert _report("lac-dao-xa").asks_evidence
    asked = replace(report, asks_evidence=True)
    assert "3. Tài liệu minh chứng: không có." in _word(submission_letter(asked))
