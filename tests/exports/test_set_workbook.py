"""The workbook of a set's, read back with somebody else's eyes."""

from __future__ import annotations

from functools import cache

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from criteria import loader
from criteria.files import read_yaml
from criteria.workbook_mistakes import workbook_rows
from criteria.workbook_tables import TABLES
from criteria.workbook_titles import GUIDE, PRINT, sheet_title
from exports.set_workbook import set_workbook
from tests.criteria.samples import CHOICE, data, group, row
from tests.exports.reading import cells, read, rows

KIEN_GIANG = loader.find("kien-giang-xa")


@cache
def book() -> Workbook:
    made = workbook_rows(read_yaml(KIEN_GIANG / "set.yaml"), [])
    return read(set_workbook(made, loader.load_print(KIEN_GIANG)))


@cache
def empty() -> Workbook:
    return read(set_workbook({}, ""))


def page(name: str) -> Worksheet:
    found = book()[name]
    assert isinstance(found, Worksheet)
    return found


def test_the_guide_comes_first_and_the_print_last() -> None:
    names = [GUIDE, *(sheet_title(table) for table in TABLES), PRINT]
    assert book().sheetnames == names == empty().sheetnames


def test_every_cell_is_text() -> None:
    assert {cell.data_type for cell in cells(book())} == {"s"}
    assert {cell.number_format for cell in cells(book())} == {"@"}
    assert page("Tiêu chí").column_dimensions["B"].number_format == "@"


def test_titles_and_machine_names_stay_on_the_screen() -> None:
    assert page("Tiêu chí").freeze_panes == "D3"
    titles, keys, first = rows(page("Tiêu chí"))[:3]
    assert titles[:3] == ("Thuộc nhóm *", "Số thứ tự *", "Mã tiêu chí")
    assert keys[:3] == ("owner", "code", "id")
    assert first[:3] == ("1.I", "1", "1.I.1")


def test_drop_downs_offer_words_and_the_codes_of_other_sheets() -> None:
    checks = page("Tiêu chí").data_validations.dataValidation
    lists = {str(check.sqref): check.formula1 for check in checks if check.type == "list"}
    assert lists["A3:A3000"] == "'Nhóm'!$B$3:$B$3000"
    assert any(str(formula).startswith('"chọn một,cộng nhiều mục') for formula in lists.values())
    assert all(check.prompt and len(check.prompt) <= 255 for check in checks)


def test_the_set_itself_stands_upright() -> None:
    said = {line[2]: line[1] for line in rows(page("Chung"))[1:]}
    assert said["id"] == "kien-giang-xa"
    assert said["decision.number"] == "745/QĐ-UBND"


def test_an_empty_form_has_titles_only() -> None:
    assert [len(rows(empty()[sheet_title(table)])) for table in TABLES if table.path] == [2] * (
        len(TABLES) - 1
    )


@pytest.mark.parametrize(
    "text", ["=1+1", "+84", "-5", "@ủy", "=cmd|' /C calc'!A0", "_x000A_", "  thụt", "a\nb"]
)
def test_no_text_becomes_a_formula(text: str) -> None:
    made = workbook_rows(data(group("1", row("1.1", CHOICE, name=text))), [])
    name = read(set_workbook(made, text))["Tiêu chí"]["D3"]
    assert name.data_type == "s"
    assert name.value == text.replace("_x", "_x005F_x")
