"""Raw rows: no cell is ever a formula, every text can be read back, numbers are exact and rounded."""

from __future__ import annotations

import csv
import io
import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.vietnamese import clean
from exports import raw, raw_tables
from exports.raw_tables import Column, Table

TABLE = Table("t", "about", (
    Column("a", "text", "a"), Column("n", "exact", "n"), Column("w", "whole", "w"),
    Column("x", "nested", "x"),
))  # fmt: skip
ROW = {"a": "b", "n": Fraction(1, 3), "w": 3, "x": {"k": ["v"]}}


def read(text: str, separator: str = ";") -> list[str]:
    return next(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


@given(st.text(max_size=300))
def test_no_text_is_a_formula_and_all_can_be_read_back(text: str) -> None:
    (cell, *_) = read(raw.csv_row(TABLE, {**ROW, "a": text}, 2))
    assert not cell or cell[0].isalpha() or cell[0] == "'"
    assert cell.removeprefix("'") == clean(text)


@pytest.mark.parametrize(
    "text", ["=1+1", "+84", "-2", "@sum", "\t=1", "\r=1", "1/2", "001", "3.10", "'a", "＝1"]
)
def test_what_a_spreadsheet_would_change_is_quoted(text: str) -> None:
    assert raw.text_cell(text) == f"'{clean(text)}"


def test_numbers_are_exact_as_text_and_rounded_beside_it() -> None:
    assert raw.csv_head(TABLE).startswith("\ufeff")
    assert read(raw.csv_head(TABLE)[1:]) == ["a", "n", "n_rounded", "w", "x"]
    assert read(raw.csv_row(TABLE, ROW, 2)) == ["b", "'1/3", "0,33", "3", '\'{"k":["v"]}']
    assert read(raw.csv_row(TABLE, {**ROW, "n": None, "w": None, "x": None}, 2)) == ["b", "", "", "", ""]
    body = json.loads(raw.json_row(TABLE, ROW, 2, first=True))
    assert body == {"a": "b", "n": "1/3", "n_rounded": "0.33", "w": "3", "x": {"k": ["v"]}}


def test_a_text_beyond_what_a_cell_holds_says_that_it_is_cut() -> None:
    cell = raw.text_cell("a" * 40_000)
    assert len(cell) < 32_767
    assert cell.endswith("… (cut: 40000 characters, whole in the JSON)")


def test_every_column_is_described() -> None:
    for table in raw_tables.TABLES:
        assert table.about.endswith(".")
        assert all(column.about.endswith(".") for column in table.columns)
        assert len({column.name for column in table.columns}) == len(table.columns)


def test_an_answer_gives_a_row_for_each_figure_and_option() -> None:
    def rows(claim: dict[str, object]) -> list[tuple[str, str, str]]:
        return [(r["what"], r["key"], r["value"]) for r in raw.answer_rows(claim, {"unit": "x"})]

    assert rows({"values": {"a": "1", "b": "2"}, "chosen": ["co"]}) == [
        ("figure", "a", "1"), ("figure", "b", "2"), ("chosen", "co", ""),
    ]  # fmt: skip
    assert rows({"not_applicable": "không có"}) == [("not_applicable", "", "không có")]
    assert rows({}) == [("", "", "")]
