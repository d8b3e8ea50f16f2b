from __future__ import annotations

from fractions import Fraction

import pytest
from openpyxl import Workbook

from criteria.grouping import Part
from criteria.schema import CriteriaSet
from exports.form_docx import form_docx
from exports.forming import unit_report
from exports.wording import headed
from exports.xlsx import unit_form
from scoring.facts import AnswerReturned, Claim, EvidenceAttached, ExplanationGiven, Unit
from scoring.facts import Evidence as Stored
from scoring.records import Submission, apply
from tests.exports.reading import cells, read, row_of, rows, sheet
from tests.exports.samples import AT, SET, adjusted, answered, campaign, finished, ratio

UNIT = Unit(code="001", name="Xã Lạc Đạo", block="Các xã")


def _book(record: Submission, unit: Unit = UNIT) -> Workbook:
    return read(unit_form(unit_report(campaign(unit), SET, record, at=AT)))


def test_the_columns_and_one_row_of_the_form() -> None:
    record = adjusted(ratio(2, 3), "1.2", claim=Claim(values={"a": "1", "b": "3"}))
    stored = Stored(id="1", kind="file", name="BC 12.pdf", caption="Báo cáo quý 3")
    record = apply(record, EvidenceAttached(item="1.2", evidence=stored))
    record = apply(record, ExplanationGiven(item="1.2", text="Chưa có danh sách"))
    page = sheet(_book(finished(record)))
    assert row_of(page, 1, "TT") == (
        "TT", "Tiêu chí", "Điểm tối đa", "Số liệu", "Điểm tự chấm", "Điểm thẩm định", "Lý do", "Minh chứng",
        "Cách tính",
    )  # fmt: skip
    assert row_of(page, 1, "1.2") == (
        "1.2", "Tiêu chí 1.2", 30, "Số a: 2\nSố b: 3\nThẩm định:\nSố a: 1", 20, 10,
        "Điều chỉnh: Số liệu không khớp", "BC 12.pdf (Báo cáo quý 3)\nGiải trình: Chưa có danh sách",
        "Tự chấm: 2/3 = 66,67% → 30 × 2/3 = 20 điểm\nThẩm định: 1/3 = 33,33% → 30 × 1/3 = 10 điểm",
    )  # fmt: skip


def test_groups_headings_and_the_sum_stand_in_printed_order() -> None:
    page = sheet(_book(finished(ratio(1, 2))))
    lines = [row[:6] for row in rows(page)]
    start = next(place for place, row in enumerate(lines) if row[0] == "TT")
    assert lines[start + 1 : start + 9] == [
        ("1", "Nhận thức số", 50, None, 15, 15),
        ("1.1", "Tiêu chí 1.1", 20, None, None, None),
        ("1.2", "Tiêu chí 1.2", 30, "Số a: 1\nSố b: 2", 15, 15),
        ("2", "Hạ tầng số", 50, None, 0, 0),
        (None, "Đầu tư", None, None, None, None),
        ("2.1", "Tiêu chí 2.1", 25, None, None, None),
        ("2.2", "Tiêu chí 2.2", 25, None, None, None),
        (None, "TỔNG CỘNG", 100, None, 15, 15),
    ]


def test_verified_columns_are_empty_until_reviewed_and_returns_are_named() -> None:
    record = apply(ratio(1, 2), AnswerReturned(item="1.2", version=1, reason="Thiếu văn bản"), by="p")
    page = sheet(_book(record))
    assert row_of(page, 1, "1.2")[4:7] == (15, None, "Trả lại: Thiếu văn bản")
    assert row_of(page, 2, "TỔNG CỘNG")[4:6] == (15, None)


def test_flags_and_provisional_points_are_explained() -> None:
    record = answered("001", {"1.2": Claim(values={"a": "3", "b": "2"}), "2.1": Claim(values={"v": "1"})})
    page = sheet(_book(record))
    assert str(row_of(page, 1, "1.2")[8]).endswith("Lưu ý: tỷ lệ vượt 100%.")
    assert "Tạm tính" in str(row_of(page, 1, "2.1")[8])


def test_heading_and_signatures() -> None:
    text = [str(cell.value) for cell in cells(_book(ratio(1, 2)))]
    for part in (
        headed("UBND huyện Văn Lâm"), headed("Xã Lạc Đạo"), "Độc lập - Tự do - Hạnh phúc",
        "PHIẾU TỰ CHẤM VÀ THẨM ĐỊNH ĐIỂM", "NGƯỜI LẬP PHIẾU", "NGƯỜI THẨM ĐỊNH", "THỦ TRƯỞNG ĐƠN VỊ",
        "…………………, ngày …… tháng …… năm 2026",
        "Khối: Các xã   ·   Trạng thái: Đang kê khai   ·   Đã trả lời: 1/4 tiêu chí",
    ):  # fmt: skip
        assert part in text


def test_general_information_has_its_own_sheet() -> None:
    page = sheet(_book(answered("001", {"tt.1.2": Claim(values={"v": "12345"})})), 1)
    assert rows(page)[-2:] == [("1.1", "Tên xã", None), ("1.2", "Số dân", 12345)]
    assert page.cell(page.max_row, 3).number_format == "#,##0"


def test_a_text_of_any_length_is_there_to_the_last_word() -> None:
    words = [f"chữ{number}" for number in range(3000)]
    record = apply(ratio(1, 2), ExplanationGiven(item="1.2", text=" ".join(words)))
    page = sheet(_book(record))
    codes = [row[0] for row in rows(page)]
    first = codes.index("1.2")
    column = [row[7] for row in rows(page)[first : codes.index("2")]]
    assert " ".join(map(str, column)).replace("Giải trình: ", "").split() == words
    assert len(column) > 5
    assert [row[4] for row in rows(page)[first : first + 3]] == [15, None, None]


def _in_parts(*parts: str) -> CriteriaSet:
    """The set in Kiên Giang's form, which sums parts A and B apart, with its groups in these parts."""
    decision = SET.decision.model_copy(update={"number": "745/QĐ-UBND", "annex": "Phụ lục I"})
    groups = tuple(
        group.model_copy(update={"part": part}) for group, part in zip(SET.groups, parts, strict=True)
    )
    both = tuple(Part(code=code, name=f"Phần {code}", declared_max=Fraction(50)) for code in "AB")
    return SET.model_copy(update={"decision": decision, "parts": both, "groups": groups})


@pytest.mark.parametrize("parts", [("A", "A"), ("A", ""), ("", "")])
def test_no_criterion_is_lost_where_parts_have_no_groups_or_groups_no_part(parts: tuple[str, str]) -> None:
    report = unit_report(campaign(UNIT), _in_parts(*parts), ratio(1, 2), at=AT)
    told = str(list(rows(sheet(read(unit_form(report))))))
    for name in ("Tiêu chí 1.1", "Tiêu chí 1.2", "Tiêu chí 2.1", "Tiêu chí 2.2"):
        assert name in told
    assert "Phần B" not in told
    assert form_docx(report)


def test_parts_that_are_summed_apart_end_with_the_sum_of_all() -> None:
    report = unit_report(campaign(UNIT), _in_parts("A", "B"), ratio(1, 2), at=AT)
    sums = [row for row in rows(sheet(read(unit_form(report)))) if {"Tổng điểm", "TỔNG CỘNG"} & set(row)]
    assert ["TỔNG CỘNG" in row for row in sums] == [False, False, True]
    assert {float(report.own), float(report.max)} <= {
        cell for cell in sums[-1] if isinstance(cell, float | int)
    }
