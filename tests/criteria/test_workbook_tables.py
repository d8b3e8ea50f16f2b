"""The workbook's tables follow the schema, and everything on them has a Vietnamese title."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from criteria.kinds import Model
from criteria.schema import Criterion
from criteria.workbook_tables import OWNER, TABLES, Column, tables_of
from criteria.workbook_titles import FLAGS, GUIDE, PRINT, SHEETS, TITLES, WORDS, words

COLUMNS = [column for table in TABLES for column in table.columns]


def test_every_sheet_and_column_has_a_title_and_no_title_is_left_over() -> None:
    assert {".".join(table.path) for table in TABLES} == set(SHEETS)
    assert {column.source for column in COLUMNS} == set(TITLES)


def test_every_scalar_of_a_criterion_has_a_column() -> None:
    (table,) = [table for table in TABLES if table.model == "Criterion"]
    tops = {column.path[0] for column in table.columns}
    lists = {each.inner[0] for each in TABLES if each.owner == table.path}
    assert tops | lists == set(Criterion.model_fields) | {OWNER}


def test_sheet_names_are_such_as_excel_takes() -> None:
    names = [name for name, _ in SHEETS.values()] + [GUIDE, PRINT]
    assert len({name.lower() for name in names}) == len(names)
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)


@pytest.mark.parametrize("column", [each for each in COLUMNS if words(each)], ids=lambda each: each.source)
def test_words_of_a_drop_down_are_told_apart_and_fit_into_it(column: Column) -> None:
    said = list(words(column).values())
    assert len(set(said)) == len(said)
    assert not any("," in word for word in said)
    assert len(",".join(said)) <= 250


def test_no_word_is_left_over() -> None:
    assert {value for column in COLUMNS for value in column.choices} == set(WORDS)
    assert set(FLAGS) == {"true", "false"}


def test_rows_that_own_rows_have_an_identity() -> None:
    owners = {table.owner for table in TABLES if table.owner}
    assert all(table.key == "id" for table in TABLES if table.path in owners)


def test_the_columns_of_a_rule_say_which_kinds_have_them() -> None:
    kinds = {column.key: column.kinds for column in COLUMNS}
    assert kinds["rule.formula"] == ("ratio", "points")
    assert kinds["rule.kind"] == ()


def test_a_type_that_no_cell_holds_is_refused() -> None:
    class Odd(Model):
        things: dict[str, int]

    with pytest.raises(TypeError, match="things"):
        list(tables_of(Odd))


def test_a_new_field_and_a_new_list_come_by_themselves() -> None:
    class Inner(BaseModel):
        label: str

    class Outer(BaseModel):
        flag: bool = False
        inner: tuple[Inner, ...] = ()

    first, second = tables_of(Outer)
    assert [column.kind for column in first.columns] == ["flag"]
    assert second.path == ("inner",)
