"""A rehearsed year, its ranking computed once more from the raw rows by a separate, plain calculation."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from bot.cli import main

FULL = {"1.1": "20 20/2 0", "1.4": "20 0", "2.1": "20 0", "2.2": "20 0", "2.3": "20 0", "2.4": "20 0",
        "2.5": "20 0", "3.3": "30 0", "4.1": "20 0", "4.3": "20 0", "5.1": "50 0", "6.4": "20 0"}  # fmt: skip
OPTIONS = {
    "cap_truong": 0, "cap_pho": 1, "chua_co": -1, "da_co": 0, "da_ban_hanh": 0, "chua_ban_hanh": -1,
    "co_ket_noi": 0, "chua_ket_noi": -1, "co": 0, "khong_co": -1, "da_trien_khai": 0, "chua_trien_khai": -1,
}  # fmt: skip
PLAIN = {"1.2": 20, "3.1": 35, "3.2": 35, "4.2": 20, "4.4": 10, "4.5": 10, "5.2": 50, "6.6": 30, "7.4": 15,
         "8.3": 30}  # fmt: skip
TARGET = {"4.7": (10, "1/2"), "7.1": (30, "1/10"), "7.2": (20, "1/2"), "7.3": (25, "4/5"), "7.5": (15, "1/2"),
          "7.6": (25, "1/20"), "7.7": (20, "1/400"), "8.1": (30, "4/5"), "8.2": (30, "1/2")}  # fmt: skip
UNITS = 24


def number(text: str) -> Fraction:
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def points(item: str, claim: dict[str, object]) -> Fraction:  # noqa: PLR0911 - one for each kind of clause
    """Points of one claim by the decision's arithmetic, typed in here again."""
    values = {key: number(value) for key, value in dict(claim.get("values", {})).items()}  # type: ignore[call-overload]
    chosen = list(claim.get("chosen", []))  # type: ignore[call-overload]
    if item in FULL:
        worths = [Fraction(part) for part in FULL[item].replace("20/2", "10").split()]
        return worths[OPTIONS[chosen[0]]]
    if item in PLAIN:
        return min(values["a"] / values["b"], Fraction(1)) * PLAIN[item]
    if item in TARGET:
        most, share = TARGET[item]
        return min(values["a"] / values["b"] / Fraction(share), Fraction(1)) * most
    if item == "1.3":
        n = values["n"]
        return Fraction(20 if n >= 10 else 10 if n >= 5 else 5 if n >= 1 else 0)
    if item == "1.5":
        return Fraction(20 if values["f"] >= 52 else 10 if values["f"] >= 12 else 0)
    if item == "6.1":
        return {"day_du": Fraction(30), "khong_cung_cap": Fraction(0)}.get(
            chosen[0], values.get("t", Fraction(0)) * 30
        )
    if item == "6.2":
        return min((values["c"] + values["d"]) / (values["a"] + values["b"]), Fraction(1)) * 40
    if item == "6.3":
        return min((values["b"] + values["c"]) / values["a"] / Fraction(4, 5), Fraction(1)) * 40
    assert item == "6.5"
    return Fraction(0) if values["t"] < Fraction(3, 5) else min(values["t"], Fraction(1)) * 40


def computed(database: Path) -> dict[str, Fraction]:
    """Totals of all units from the tables, nothing of ours in between."""
    with sqlite3.connect(database) as raw:
        blocks = dict(raw.execute("SELECT code, block FROM unit"))
        rows = raw.execute(
            "SELECT unit, item, claim FROM answer WHERE current = 1 AND item NOT LIKE 'tt.%'"
        ).fetchall()
    raw.close()
    totals: dict[str, Fraction] = dict.fromkeys(blocks, Fraction(0))
    compared: dict[tuple[str, str], dict[str, Fraction]] = defaultdict(dict)
    for unit, item, text in rows:
        claim = json.loads(text)
        if item in ("4.6", "8.4", "8.5"):
            values = {key: number(value) for key, value in claim["values"].items()}
            share = values["a"] / values["b"] if item == "4.6" else values["v"]
            compared[blocks[unit], item][unit] = share
        else:
            totals[unit] += points(item, claim)
    for (_, item), shares in compared.items():
        for unit, share in shares.items():
            totals[unit] += share / max(shares.values()) * (10 if item == "4.6" else 30)
    return totals


@pytest.mark.slow
def test_the_ranking_equals_a_separate_computation(tmp_path: Path) -> None:
    out = tmp_path / "year"
    result = CliRunner().invoke(main, ["rehearse", "--units", str(UNITS), "--out", str(out)])
    assert result.exit_code == 0, result.output
    expected = computed(out / "data" / "chamdiem.db")
    printed = re.findall(r"^ +(\d+)\. +([\d.,]+)  \( *([\d.,]+)\)  (\d{5})", result.output, re.MULTILINE)
    assert len(printed) == UNITS
    for rank, shown, _, unit in printed:
        exact = expected[unit]
        assert Fraction(shown.replace(".", "").replace(",", ".")) == round_half_up(exact)
        block = [expected[u] for u in expected if int(u) % 4 == int(unit) % 4]
        assert int(rank) == 1 + sum(1 for other in block if other > exact)
    sheet = openpyxl.load_workbook(out / "ranking.xlsx").worksheets[0]
    cells = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert all(f"Đơn vị {unit}" in cells for unit in expected if int(unit) % 4 == 1)


def round_half_up(value: Fraction) -> Fraction:
    return Fraction(int(value * 100 + Fraction(1, 2)), 100)


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep", encoding="utf-8")
    result = CliRunner().invoke(main, ["rehearse", "--units", "1", "--out", str(tmp_path)])
    assert result.exit_code == 2
    assert "name a new folder" in result.output
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "keep"
