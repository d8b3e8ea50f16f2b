"""Small tables: what is read is whole, or seen to be too long."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from bot.reading.tables import MOST_ROWS, read_table


def test_empty_rows_at_the_end_are_left_out(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Mã", "Tên"])
    sheet.append([1.0, "Xã"])
    sheet.cell(row=500, column=1).value = None
    sheet.cell(row=500, column=1).number_format = "@"
    book.save(tmp_path / "a.xlsx")
    table = read_table(tmp_path / "a.xlsx", "a.xlsx")
    assert table is not None
    assert [row[:2] for row in table] == [("Mã", "Tên"), ("1", "Xã")]


def test_a_table_that_is_too_long_is_longer_than_the_most(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("ma,ten\n" + "".join(f"x{n},Xa {n}\n" for n in range(MOST_ROWS + 50)), encoding="utf-8")
    table = read_table(path, "a.csv")
    assert table is not None
    assert len(table) > MOST_ROWS
