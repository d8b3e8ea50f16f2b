"""Forms as rows of text: nothing is lost on the way, and each mistake is named with its cell."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from criteria import loader
from criteria.files import CriteriaError, read_yaml
from criteria.formula import Formula
from criteria.schema import Choice, CriteriaSet, Ratio
from criteria.workbook_filling import read_cell, table_at, write_cell
from criteria.workbook_grid import HEAD_ROWS, At, Cell
from criteria.workbook_mistakes import Filled, workbook_rows
from criteria.workbook_titles import EMPTY, PRINT
from tests.criteria.samples import CHOICE, RATIO, data, group, row
from tests.criteria.workbook_cells import CRITERIA, GROUPS, INPUTS, OPTIONS, TIERS, Sheets


@pytest.fixture
def sheets() -> Sheets:
    first = group("1", row("1.1", CHOICE), row("1.2", RATIO, "a", "b"))
    return Sheets.of(data(first, group("2", row("2.1", TIERS, "n"))))


@pytest.mark.parametrize("name", loader.find_sets())
def test_every_published_set_comes_back_as_it_was(name: str) -> None:
    folder = loader.find(name)
    raw, examples = read_yaml(folder / "set.yaml"), read_yaml(folder / "examples.yaml")
    sheets = Sheets.of(raw, examples)
    found = sheets.read()
    assert isinstance(found, Filled)
    assert found.criteria == CriteriaSet.model_validate(raw)
    assert found.criteria.digest == loader.load_set(folder).digest
    assert found.examples == examples


def test_a_mistake_is_named_with_sheet_and_cell(sheets: Sheets) -> None:
    at = sheets.put(CRITERIA, 2, "max", "mười")
    (said,) = sheets.findings()
    assert said.startswith(f"thu.xlsx, sheet 'Tiêu chí', cell {at}: ")


def test_all_mistakes_are_said_at_once_in_the_order_of_the_sheets(sheets: Sheets) -> None:
    cells = [
        sheets.put(GROUPS, 2, "declared_max", ""),
        sheets.put(CRITERIA, 1, "name", ""),
        sheets.put(CRITERIA, 2, "rule.formula", "a/0"),
        sheets.put(INPUTS, 3, "type", "số gì đó"),
        sheets.put(OPTIONS, 1, "key", "co"),
    ]
    sheets.put(OPTIONS, 1, "share", "")
    found = sheets.findings()
    assert len(found) == 5
    assert all(f"cell {at}:" in said for at, said in zip(cells, found, strict=True))


def test_an_unknown_kind_of_rule_is_answered_with_the_kinds(sheets: Sheets) -> None:
    at = sheets.put(CRITERIA, 1, "rule.kind", "bốc thăm")
    said = sheets.findings()
    assert f"cell {at}: write one of: chọn một, cộng nhiều mục" in said[0]
    assert "not 'bốc thăm'" in said[0]


def test_a_rule_without_a_kind_is_found_at_its_cell(sheets: Sheets) -> None:
    at = sheets.put(CRITERIA, 2, "rule.kind", "")
    assert f"cell {at}: write one of: " in sheets.findings()[0]


def test_a_column_that_the_kind_does_not_have_must_be_empty(sheets: Sheets) -> None:
    at = sheets.put(CRITERIA, 1, "rule.formula", "a")
    (said,) = sheets.findings()
    assert f"cell {at}: a rule of kind 'chọn một' has no 'Công thức'" in said


def test_rows_that_the_kind_does_not_have_are_named(sheets: Sheets) -> None:
    for key, said in (("owner", "1.2"), ("key", "co"), ("label", "Có"), ("share", "1")):
        sheets.put(OPTIONS, 4, key, said)
    (found,) = sheets.findings()
    assert "sheet 'Phương án'" in found
    assert "'tỷ lệ' has no rows in this sheet" in found


def test_a_choice_needs_two_options(sheets: Sheets) -> None:
    del sheets.table(OPTIONS)[HEAD_ROWS + 1 :]
    (said,) = sheets.findings()
    assert "at least 2 rows must stand in sheet 'Phương án'" in said


def test_a_form_without_groups_is_no_set(sheets: Sheets) -> None:
    for path in (GROUPS, CRITERIA, INPUTS, OPTIONS, (*CRITERIA, "rule", "tiers")):
        del sheets.table(path)[HEAD_ROWS:]
    (said,) = sheets.findings()
    assert "sheet 'Nhóm', cell A3" in said


def test_a_code_that_stands_twice_is_said_once(sheets: Sheets) -> None:
    first, at = At("", 2, 2).address, sheets.put(CRITERIA, 2, "id", "1.1")
    sheets.put(INPUTS, 1, "owner", "1.1")
    sheets.put(INPUTS, 2, "owner", "1.1")
    found = sheets.findings()
    assert f"cell {at}: '1.1' stands twice, first in cell {first}" in found[0]
    assert len(found) == 1


def test_a_short_name_may_stand_once_in_each_criterion(sheets: Sheets) -> None:
    sheets.put(INPUTS, 3, "key", "a")
    assert not any("twice" in said for said in sheets.findings())
    at = sheets.put(INPUTS, 2, "key", "a")
    assert any(f"cell {at}: 'a' stands twice" in said for said in sheets.findings())


def test_a_row_of_nobody_is_named_and_what_hangs_on_it_is_not(sheets: Sheets) -> None:
    at = sheets.put(CRITERIA, 2, "owner", "9")
    (said,) = sheets.findings()
    assert f"cell {at}: there is no '9' in sheet 'Nhóm'" in said
    sheets.put(CRITERIA, 2, "owner", "")
    assert "this row belongs to nothing" in sheets.findings()[0]


def test_a_number_with_decimals_is_no_code(sheets: Sheets) -> None:
    at = sheets.put(CRITERIA, 2, "code", 3.1)
    said = sheets.findings()[0]
    assert f"cell {at}: " in said
    assert "format the cell as text" in said


def test_numbers_are_taken_as_they_stand(sheets: Sheets) -> None:
    sheets.put(CRITERIA, 2, "rule.target", 0.8)
    sheets.put(CRITERIA, 2, "max", "10,50")
    sheets.put(GROUPS, 1, "declared_max", "20.5")
    sheets.put(OPTIONS, 2, "share", "0,5")
    found = sheets.set()
    assert found.by_id["1.2"].max * 2 == 21
    ratio, choice = found.by_id["1.2"].rule, found.by_id["1.1"].rule
    assert isinstance(ratio, Ratio)
    assert ratio.target == Fraction(4, 5)
    assert isinstance(choice, Choice)
    assert choice.options[1].share == Formula.parse("0.5")


@pytest.mark.parametrize("said", ["1.000", "1.500", "12.345.670"])
def test_a_point_between_thousands_is_refused(sheets: Sheets, said: str) -> None:
    at = sheets.put(GROUPS, 1, "declared_max", said)
    assert f"cell {at}: {said} may be {said.replace('.', '')}" in sheets.findings()[0]


def test_a_calculated_number_is_not_relied_on(sheets: Sheets) -> None:
    at = sheets.put(CRITERIA, 2, "max", 0.1 + 0.2)
    assert f"cell {at}: 0.30000000000000004 is a number" in sheets.findings()[0]


def test_words_may_be_typed_without_marks_or_as_the_schema_has_them(sheets: Sheets) -> None:
    sheets.put(INPUTS, 1, "type", "SO THAP PHAN")
    sheets.put(INPUTS, 2, "type", "amount")
    assert [item.type for item in sheets.set().by_id["1.2"].inputs] == ["amount", "amount"]


def test_codes_lose_what_cannot_be_seen_and_texts_nothing(sheets: Sheets) -> None:
    sheets.put(CRITERIA, 2, "code", " 1.2\u200b ")
    sheets.put(CRITERIA, 2, "evidence", " Công văn\n - bản sao ")
    found = sheets.set().by_id["1.2"]
    assert (found.code, found.evidence) == ("1.2", " Công văn\n - bản sao ")


def test_what_the_print_does_not_have_is_said(sheets: Sheets) -> None:
    at = sheets.put(CRITERIA, 2, "quote", " ")
    assert f"cell {at}: write 'Cách chấm, nguyên văn' here ({EMPTY} where" in sheets.findings()[0]
    sheets.put(CRITERIA, 2, "quote", EMPTY)
    assert not sheets.set().by_id["1.2"].quote


def test_references_to_other_sheets_are_checked_at_their_cells(sheets: Sheets) -> None:
    part, source = sheets.put(GROUPS, 1, "part", "X"), sheets.put(INPUTS, 1, "same_as", "1.9; 2.1.n")
    found = sheets.findings()
    assert f"cell {part}: there is no part 'X'" in found[0]
    assert f"cell {source}: 1.9 is no figure" in found[1]


@pytest.mark.parametrize("name", ["Nháp", "Sheet1"])
def test_a_sheet_that_nobody_reads_is_refused(sheets: Sheets, name: str) -> None:
    sheets[name] = [["gì đó"]]
    assert f"sheet {name!r}: there is no such sheet" in sheets.findings()[0]


def test_sheets_and_columns_must_all_be_there(sheets: Sheets) -> None:
    del sheets["Ghi chú bộ"]
    sheets.table(CRITERIA)[1][4] = "tieu_de"
    found = sheets.findings()
    assert any("sheet 'Ghi chú bộ': this sheet is missing" in said for said in found)
    assert any("cell E2: there is no column 'tieu_de'" in said for said in found)
    assert any("columns are missing: 'Đề mục' (heading)" in said for said in found)


def test_columns_may_stand_in_another_order(sheets: Sheets) -> None:
    before = sheets.set()
    for line in sheets.table(INPUTS):
        line.reverse()
    assert sheets.set() == before


def test_text_beside_the_columns_is_not_passed_over(sheets: Sheets) -> None:
    sheets.table(GROUPS)[2].append("xem lại")
    assert "cell F3: nothing is read from this column" in sheets.findings()[0]


def test_blank_rows_are_passed_over(sheets: Sheets) -> None:
    before = sheets.set()
    sheets.table(CRITERIA).insert(3, [" "] * 5)
    sheets.table(CRITERIA).append([])
    assert sheets.set() == before


def test_the_print_keeps_its_lines(sheets: Sheets) -> None:
    sheets[PRINT] = [["Nội dung"], ["print"], ["# Quyết định"], [""], ["  lùi vào "], ["= 5"], [""], []]
    found = sheets.read()
    assert isinstance(found, Filled)
    assert found.print == "# Quyết định\n\n  lùi vào \n= 5\n"
    sheets[PRINT] = [["# Quyết định"]]
    assert "sheet 'Bản in': the column 'print' is missing" in sheets.findings()[0]


def test_answers_of_examples_are_lines() -> None:
    column = next(each for each in table_at(("examples",)).columns if each.key == "given")
    answers: list[Any] = [{"a": "5", "b": "8"}, {"items": ["x", "y"], "n": "1"}, {"items": []}, {}, "co"]
    for given in answers:
        assert read_cell(column, write_cell(column, given)) == given
    with pytest.raises(ValueError, match="a stands twice"):
        read_cell(column, "a = 1\na = 2")


@pytest.mark.parametrize("text", ["có\x07chuông", "x" * 40_000, EMPTY, "một\rhai", " \n"])
def test_a_set_that_no_form_would_give_back_is_not_exported(text: str) -> None:
    raw = data(group("1", row("1.1", CHOICE, name=text)))
    with pytest.raises(CriteriaError):
        workbook_rows(raw, [])


@pytest.mark.parametrize("junk", [[], [[]], [["", ""], []], [[1.5], [2.5], [3.5]], [["owner"] * 3] * 4])
def test_anything_is_answered_with_findings(sheets: Sheets, junk: list[list[Cell]]) -> None:
    for name in (*sheets, PRINT):
        broken = Sheets(
            {**{each: [list(line) for line in rows] for each, rows in sheets.items()}, name: junk}
        )
        assert broken.findings() or name == PRINT
