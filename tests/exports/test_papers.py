"""Papers in Word, read back with python-docx: what they say, and what nobody's text can do to them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document

from criteria import loader
from criteria.partial import only
from criteria.schema import Decision
from exports.assessment_report import assessment_report
from exports.form_docx import form_docx
from exports.forming import unit_report
from exports.forms import FORMS, GENERAL, form_of
from exports.letters import Result, result_notice, submission_letter
from exports.report import UnitReport, source
from exports.wording import cited, headed
from exports.xlsx import unit_form
from scoring.facts import (
    Claim,
    ExplanationGiven,
    Placing,
    RemarkGiven,
    SubmissionSubmitted,
    Terms,
    Topic,
    Unit,
)  # fmt: skip
from scoring.last_time import LastTime, last_time
from scoring.records import Submission, apply
from tests.exports.reading import cells, read
from tests.exports.samples import AT, SET, adjusted, answered, campaign, finished, ratio

UNIT = Unit(code="001", name="Xã Lạc Đạo", block="Các xã")
SETS = ("lam-dong-so", "lam-dong-huyen", "kien-giang-tinh", "kien-giang-huyen", "kien-giang-xa",
        "ha-giang-so", "ha-giang-huyen", "lac-dao-xa")  # fmt: skip


def _submitted(record: Submission) -> Submission:
    fact = SubmissionSubmitted(claimed="15", digest="ab12")
    return apply(record, fact, by="p", at="2026-11-20T02:00:00+00:00")


def _said(record: Submission, difficulties: str, proposals: str) -> Submission:
    given: dict[Topic, str] = {"difficulties": difficulties, "proposals": proposals}
    for topic, text in given.items():
        record = apply(record, RemarkGiven(topic=topic, text=text))
    return record


def _report(record: Submission, unit: Unit = UNIT) -> UnitReport:
    return unit_report(campaign(unit), SET, record, at=AT)


def _read(content: bytes) -> Document:
    return docx.Document(BytesIO(content))


def _text(content: bytes) -> str:
    document = _read(content)
    said = [paragraph.text for paragraph in document.paragraphs]
    said += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(said)


# --- forms ---------------------------------------------------------------------------------------------


def test_every_set_of_the_package_has_the_form_of_its_decision() -> None:
    forms = {name: form_of(loader.load(name)) for name in SETS}
    assert GENERAL not in forms.values()
    assert form_of(SET) is GENERAL
    assert len(FORMS) == len(SETS)


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("lam-dong-so", ["Nhóm", "Chỉ tiêu", "Cách tính điểm", "Điểm tối đa", "Điểm tự chấm",
                         "Điểm thẩm định"]),
        ("kien-giang-xa", ["TT", "TIÊU CHÍ", "Thang điểm", "Điểm", "Điểm tối đa"]),
        ("ha-giang-so", ["STT", "Tiêu chí", "Cách tính điểm", "Điểm tối đa", "Thời điểm đánh giá",
                         "Phương pháp đánh giá"]),
        ("ha-giang-huyen", ["STT", "Tiêu chí", "Cách tính điểm", "Điểm tối đa", "Kỳ đánh giá",
                            "Phương pháp đánh giá"]),
        ("lac-dao-xa", ["STT", "Chỉ số/Chỉ số thành phần", "Điểm tối đa", "Cách xác định và tính điểm",
                        "Tài liệu kiểm chứng", "Nguồn thu thập dữ liệu", "Đơn vị phối hợp xác minh số liệu"]),
    ],
)  # fmt: skip
def test_columns_come_as_the_decision_prints_them(name: str, titles: list[str]) -> None:
    criteria = loader.load(name)
    record = Submission(unit="001")
    report = unit_report(campaign(UNIT), criteria, record, at=AT)
    heads = [[cell.text for cell in table.rows[0].cells] for table in _read(form_docx(report)).tables]
    assert any(head[: len(titles)] == titles for head in heads)
    printed = _text(form_docx(report))
    assert criteria.groups[0].name in printed
    assert criteria.criteria[-1].name.split("\n")[0] in printed


def test_parts_of_kien_giang_are_summed_apart_and_lam_dong_ends_with_part_c() -> None:
    summed = unit_report(campaign(UNIT), loader.load("kien-giang-xa"), Submission(unit="001"), at=AT)
    assert _text(form_docx(summed)).count("Tổng điểm\n") == 2
    form = _text(
        form_docx(unit_report(campaign(UNIT), loader.load("lam-dong-so"), Submission(unit="001"), at=AT))
    )
    assert (
        form.index("THÔNG TIN CHUNG:") < form.index("TỔNG CỘNG") < form.index("Thông tin về người cung cấp")
    )


def test_a_form_is_a_draft_until_it_is_handed_in() -> None:
    assert "BẢN NHÁP" in _text(form_docx(_report(ratio(1, 2))))
    assert "BẢN NHÁP" not in _text(form_docx(_report(_submitted(ratio(1, 2)))))


def test_heads_are_repeated_and_rows_are_kept_whole() -> None:
    with ZipFile(BytesIO(form_docx(_report(ratio(1, 2))))) as package:
        body = package.read("word/document.xml").decode()
    assert body.count("w:tblHeader") == 2  # general information and criteria
    assert body.count("w:cantSplit") > 10


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "\x07\x00chuông",
        "<w:p/>&amp;",
        "{ PAGE }",
        "\ud800lạc",
        "\ufffe",
        "Xã " * 300,
        "\u202egpj.exe",
    ],
)
def test_nobodys_text_breaks_a_paper_or_becomes_a_field(text: str) -> None:
    unit = Unit(code="001", name=text, block=text)
    record = apply(ratio(1, 2), ExplanationGiven(item="1.2", text=text))
    record = _said(_submitted(adjusted(record, "1.2", points="3", reason=text)), text, text)
    report = _report(record, unit)
    for content in (
        form_docx(report),
        submission_letter(report),
        assessment_report(report),
    ):
        with ZipFile(BytesIO(content)) as package:
            body = package.read("word/document.xml").decode()
        assert "instrText" not in body
        assert _read(content).tables


@pytest.mark.parametrize("name", SETS)
def test_signatures_stand_in_the_last_table_so_that_no_page_tears_them_off(name: str) -> None:
    report = unit_report(campaign(UNIT), loader.load(name), Submission(unit="001"), at=AT)
    tables = _read(form_docx(report)).tables
    closing = tables[-1].rows[-1].cells[0]
    assert closing.text.strip().startswith("Điểm được tính chính xác")
    assert "THỦ TRƯỞNG ĐƠN VỊ" in "\n".join(cell.text for row in closing.tables[0].rows for cell in row.cells)
    above = [cell.paragraphs[0] for cell in tables[-1].rows[-2].cells]
    assert all(paragraph.paragraph_format.keep_with_next for paragraph in above)


def test_letters_name_a_decision_as_letters_do() -> None:
    named = {name: cited(loader.load(name).decision) for name in SETS}
    assert named["kien-giang-xa"].startswith(
        "Quyết định số 745/QĐ-UBND ngày 24/3/2020 của Chủ tịch Ủy ban nhân dân tỉnh Kiên Giang (Ban hành "
    )
    assert named["lac-dao-xa"].startswith("Kế hoạch số ……/KH-UBND tháng 4 năm 2024 của UBND xã Lạc Đạo (")
    assert cited(Decision(number="12", date="2026", authority="A", title="Quy chế", annex="")) == (
        "Quy chế, số 12, 2026"
    )


# --- the report and the letters -------------------------------------------------------------------------


def test_the_report_has_the_groups_what_lacks_evidence_and_room_for_remarks() -> None:
    record = apply(ratio(1, 2), ExplanationGiven(item="1.2", text="Chưa có danh sách"))
    text = _text(assessment_report(_report(_submitted(record))))
    for part in ("BÁO CÁO", "1/4 tiêu chí", "tự chấm 15/100 điểm, đạt 15%", "Nhận thức số",
                 "Chưa có danh sách",
                 "Còn 3 tiêu chí chưa trả lời: 1.1, 2.1, 2.2", "KHÓ KHĂN, VƯỚNG MẮC", "……",
                 "THỦ TRƯỞNG ĐƠN VỊ",
                 "Nơi nhận:"):  # fmt: skip
        assert part in text
    assert "SO VỚI LẦN TRƯỚC" not in text


def test_the_report_says_what_the_unit_says_line_by_line() -> None:
    record = _said(ratio(1, 2), "Thiếu máy:\n\n- thôn 1;\n- thôn 2", "Cấp thêm máy")
    said = [paragraph.text for paragraph in _read(assessment_report(_report(record))).paragraphs]
    first = said.index("III. KHÓ KHĂN, VƯỚNG MẮC")
    assert said[first + 1 : first + 6] == [
        "Thiếu máy:", "- thôn 1;", "- thôn 2", "IV. ĐỀ XUẤT, KIẾN NGHỊ", "Cấp thêm máy",
    ]  # fmt: skip
    assert not any("……" in line for line in said[first:])


def test_a_report_holds_more_than_anybody_can_type() -> None:
    record = _said(ratio(1, 2), "\n".join(["Đường truyền yếu, thiếu máy tính. " * 3] * 1000), "x" * 100_000)
    assert len(_text(assessment_report(_report(record)))) > 200_000


def test_the_report_says_what_changed_against_last_time() -> None:
    before = LastTime("năm 2025", Fraction(10), {"1": Fraction(10)})
    text = _text(assessment_report(_report(ratio(1, 2)), before))
    for part in ("II. SO VỚI LẦN TRƯỚC (năm 2025)", "+5", "Không so sánh nhóm 2"):
        assert part in text


def test_last_time_takes_only_what_was_handed_in_and_can_be_compared() -> None:
    earlier = answered("001", {"1.1": Claim(chosen=("co",)), "2.1": Claim(values={"v": "3"}), "9.9": Claim()})
    assert last_time(SET, earlier, "năm 2025") is None
    found = last_time(SET, _submitted(earlier), "năm 2025")
    assert found == LastTime("năm 2025", Fraction(15), {})  # every group of the set has points by comparison
    whole = only(SET, {"1.1"})
    assert last_time(whole, _submitted(earlier), "x") == LastTime("x", Fraction(15), {"1": Fraction(20)})
    assert last_time(SET, None, "") is None


def test_the_letter_has_the_numbers_and_the_receipt() -> None:
    text = _text(submission_letter(_report(_submitted(ratio(1, 2)))))
    for part in (
        "1/4 tiêu chí",
        "15/100 điểm",
        "Tài liệu minh chứng: không có",
        "09:00 ngày 20/11/2026",
        "ab12",
    ):
        assert part in text


def test_the_notice_has_rank_level_and_why() -> None:
    placing = Placing(unit="001", block="Các xã", total="82.5", rank=2, level="Mức II", why="Mức II (Điều 6)")
    result = Result(source(campaign(UNIT), SET, AT), UNIT.name, placing, 7, 1, AT.isoformat(), "2026-12-01")
    text = _text(result_notice(result))
    for part in ("THÔNG BÁO", "82,5/100 điểm, đạt 82,5%", "2/7 đơn vị", "Mức II (Điều 6)", "01/12/2026"):
        assert part in text
    none = replace(result, placing=Placing(unit="001", total="0", rank=0, why="Không nộp hồ sơ"))
    text = _text(result_notice(none))
    assert "Không xếp hạng" in text
    assert "Không nộp hồ sơ" in text
    assert "Tổng điểm" not in text
    assert "01/12/2026" not in text


def test_who_assesses_stands_where_another_issued_the_decision() -> None:
    """A district assesses its communes by the decision of the province."""
    agency, issuer = "Ủy ban nhân dân huyện An Biên", SET.decision.authority
    known = campaign(UNIT).model_copy(update={"terms": Terms(agency=agency)})
    report = unit_report(known, SET, _submitted(ratio(1, 2)), at=AT)
    placing = Placing(unit="001", block="Các xã", total="82.5", rank=2)
    notice = result_notice(Result(report.source, UNIT.name, placing, 7, 1, AT.isoformat()))
    assert _text(submission_letter(report)).count(agency) == 2
    assert f"Kính gửi: {agency}." in _text(assessment_report(report))
    assert headed(agency) in _text(notice)
    form = [str(cell.value) for cell in cells(read(unit_form(report)))]
    assert headed(agency) in form
    assert any(f"Văn bản: {report.source.decision}; {issuer}." in text for text in form)
    assert f"của {issuer}" in report.source.cited or issuer in report.source.decision


def test_papers_say_when_they_were_made_and_by_what() -> None:
    about = _read(form_docx(_report(finished(ratio(1, 2))))).core_properties
    assert (about.author, about.created) == ("chamdiem", AT)
