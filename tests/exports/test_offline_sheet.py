"""Sheets to be filled in: what is locked, what is hidden, and that no text becomes a formula."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest

from criteria.sheet_key import ANSWER, ANSWER_COLUMNS, ANSWERS, HEAD_AT, KEY_SHEET, LIST_SHEET, key_of, sealed
from exports.offline_sheet import Blank, Column, Line, offline_sheet

CHOICES = ('1. Có, "đã" ban hành', "2. Chưa")


@pytest.fixture
def book() -> Any:
    lines = [
        Line(("#0", "", "I", "=HYPERLINK(1)", "", "", "", "", ""), "group"),
        Line(("1.1|=", "-cũ", "", "Chọn", "", "+84 912", "", "", "@kỳ trước"), "ask", (ANSWER,), CHOICES),
        Line(("1.2|a", "", "", "Số", "người", "", "", "", ""), "ask", (ANSWER,), prompt="Số đếm"),
    ]
    key = key_of(ANSWERS, campaign="k1", period="", digest="d", unit="=u")
    key = sealed(key, [line.hidden for line in lines])
    columns = [Column(name, 20) for name in ANSWER_COLUMNS]
    blank = Blank(key, ANSWER_COLUMNS, columns, ["Tên", "Dòng hai"], 3, ["Hướng dẫn", "Một"])
    return openpyxl.load_workbook(BytesIO(offline_sheet(blank, lines)))


def test_only_the_cells_to_be_filled_in_are_open(book: Any) -> None:
    sheet = book["Phiếu"]
    assert sheet.protection.sheet
    assert book.security.lockStructure
    unlocked = [c.coordinate for row in sheet.iter_rows() for c in row if not c.protection.locked]
    assert unlocked == [f"F{HEAD_AT + 2}", f"F{HEAD_AT + 3}"]
    assert sheet.column_dimensions["A"].hidden
    assert sheet.column_dimensions["B"].hidden
    assert sheet.row_dimensions[HEAD_AT].hidden
    assert {name: book[name].sheet_state for name in book.sheetnames} == {
        "Phiếu": "visible", "Hướng dẫn": "visible", LIST_SHEET: "hidden", KEY_SHEET: "hidden",
    }  # fmt: skip


def test_no_text_becomes_a_formula(book: Any) -> None:
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value}
    assert kinds == {"s"}
    assert book["Phiếu"][f"F{HEAD_AT + 2}"].quotePrefix


def test_options_are_offered_from_a_list_that_commas_do_not_break(book: Any) -> None:
    lists, prompts = book["Phiếu"].data_validations.dataValidation
    assert (lists.type, lists.formula1, str(lists.sqref)) == ("list", f"'{LIST_SHEET}'!$A$1:$A$2", "F9")
    assert [cell.value for cell in book[LIST_SHEET]["A"]] == list(CHOICES)
    assert (prompts.prompt, str(prompts.sqref)) == ("Số đếm", "F10")


def test_the_key_stands_in_its_sheet(book: Any) -> None:
    key = {row[0].value: row[1].value for row in book[KEY_SHEET].iter_rows()}
    assert (key["kind"], key["unit"], len(key["seal"])) == (ANSWERS, "=u", 64)
