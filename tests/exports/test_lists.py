from __future__ import annotations

from datetime import datetime

from exports.report import InvitationLine
from exports.xlsx import invitation_list, units_template
from tests.exports.reading import read, row_of, rows, sheet


def test_the_template_has_its_head_in_row_1_and_is_empty_below() -> None:
    page = sheet(read(units_template()))
    assert rows(page) == [("Mã đơn vị", "Tên đơn vị", "Khối", "Trực thuộc", "Chấm điểm", "Cán bộ đầu mối")]


def test_codes_in_the_template_are_text() -> None:
    page = sheet(read(units_template()))
    assert {page.column_dimensions[column].number_format for column in "ABCDEF"} == {"@"}


def test_the_template_checks_while_typing_and_explains_itself() -> None:
    book = read(units_template())
    checks = {str(check.sqref): check for check in sheet(book).data_validations.dataValidation}
    assert set(checks) == {"A2:A5000", "B2:B5000"}
    assert all(len(check.prompt) <= 255 and len(check.error) <= 255 for check in checks.values())
    guide = sheet(book, 1)
    assert guide.title == "Hướng dẫn"
    assert str(row_of(guide, 1, "Mã đơn vị")[1]).startswith("Bắt buộc.")


def test_invitations_are_listed_as_given() -> None:
    until = datetime(2026, 12, 21)  # noqa: DTZ001 - as openpyxl reads a day
    line = InvitationLine(
        "001", "Xã 1", "Cán bộ đầu mối", "Nguyễn Văn A", "K7M2", "https://a.vn/m", until.date()
    )
    page = sheet(read(invitation_list([line, line])))
    assert row_of(page, 1, 2) == (
        2, "001", "Xã 1", "Cán bộ đầu mối", "Nguyễn Văn A", "K7M2", "https://a.vn/m", until,
    )  # fmt: skip
