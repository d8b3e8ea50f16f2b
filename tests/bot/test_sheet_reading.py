"""What can be read of a file that came back, and what is refused before it is opened."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.formula import ArrayFormula

from bot.reading.sheet_reading import LARGEST_OPEN, as_text, is_keyed, read_sheet
from criteria.reading import Number, read_number
from criteria.vietnamese import plain
from tests.conversations.desks import ready
from tests.conversations.sheets import blank, fill, opened, rows_of, saved


@pytest.fixture(scope="module")
def content() -> bytes:
    return fill(blank(ready()), {"3.1|a": 7000, "3.1|b": "8500"})


def kept(folder: Path, content: bytes) -> Path:
    path = folder / "phieu.xlsx"
    path.write_bytes(content)
    return path


def with_entry(content: bytes, name: str, body: bytes) -> bytes:
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, body)
    return out.getvalue()


def changed(content: bytes, name: str, before: bytes, after: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            body = old.read(entry)
            new.writestr(entry, body.replace(before, after) if entry.filename == name else body)
    return out.getvalue()


def test_our_sheets_are_known_by_their_hidden_sheet(content: bytes, tmp_path: Path) -> None:
    path = kept(tmp_path, content)
    assert is_keyed(path)
    filled = read_sheet(path)
    assert (filled.trouble, filled.key["unit"], filled.key["kind"]) == ("", "lac-dao", "answers")
    openpyxl.Workbook().save(path)
    assert not is_keyed(path)
    assert read_sheet(path).trouble == "no_key"


@pytest.mark.parametrize("other", [b"", b"PK", b"%PDF-1.4", b"PK\x03\x04 broken"])
def test_other_files_are_not_ours(other: bytes, tmp_path: Path) -> None:
    path = kept(tmp_path, other)
    assert not is_keyed(path)
    assert read_sheet(path).trouble == "unreadable"
    assert not is_keyed(tmp_path / "none")


def test_macros_bombs_passwords_and_document_types_are_refused(content: bytes, tmp_path: Path) -> None:
    cases = {
        "macros": with_entry(content, "xl/vbaProject.bin", b"x"),
        "too_large": with_entry(content, "xl/media/big", b"\0" * (LARGEST_OPEN + 1)),
        "password": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "unreadable": changed(
            content, "xl/workbook.xml", b"<workbook", b"<!DOCTYPE w [<!ENTITY a 'b'>]><workbook"
        ),
    }
    for trouble, body in cases.items():
        assert read_sheet(kept(tmp_path, body)).trouble == trouble
    renamed = changed(content, "[Content_Types].xml", b"sheet.main+xml", b"sheet.macroEnabled.main+xml")
    assert read_sheet(kept(tmp_path, renamed)).trouble == "macros"


def test_cells_that_are_no_text_are_named(content: bytes, tmp_path: Path) -> None:
    sheet = opened(content)
    n = rows_of(sheet)["3.1|a"]
    sheet[f"F{n}"] = ArrayFormula(f"F{n}", "=SUM(1,2)")
    sheet[f"G{n}"] = "#N/A"
    sheet.merge_cells("D2:E3")
    filled = read_sheet(kept(tmp_path, saved(sheet)))
    assert filled.odd[f"F{n}"] == "formula"
    assert filled.odd[f"G{n}"] == "error"
    assert filled.odd["E3"] == "merged"


@pytest.mark.parametrize(
    ("value", "shown_as", "text"),
    [
        (421, "General", "421"), (12.5, "General", "12,5"), (0.825, "0.0%", "82,5%"), (0.1, "0%", "10%"),
        (1.234, "General", "1,2340"), (1234567.0, "General", "1234567"), (-3, "0", "-3"),
        (0.1 + 0.2, "General", "0,3"), (1e21, "General", "1000000000000000000000"), (1e-7, "0", "0,0000001"),
    ],
)  # fmt: skip
def test_numbers_as_a_person_would_type_them(
    content: bytes, tmp_path: Path, value: float, shown_as: str, text: str
) -> None:
    sheet = opened(content)
    n = rows_of(sheet)["3.1|a"]
    sheet[f"F{n}"].value, sheet[f"F{n}"].number_format = value, shown_as
    assert read_sheet(kept(tmp_path, saved(sheet))).cell(n, 5) == text


@given(st.decimals(min_value=0, max_value=10**9, places=4, allow_nan=False))
def test_every_number_means_only_itself(value: Decimal) -> None:
    exact = Decimal(f"{float(value):.15g}")
    assert read_number(as_text(float(value), "General")) == Number(Fraction(exact), plain(Fraction(exact)))
