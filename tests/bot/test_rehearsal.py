"""A rehearsed year, its results computed once more from the raw rows by a separate, plain calculation."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from bot.cli import main
from tests.bot.plain_scores import SETS, criteria_of, number, totals

ALL = sorted(path.parent.name for path in SETS.glob("*/set.yaml"))
KIEN_GIANG = (("Mức độ I", 85), ("Mức độ II", 70), ("Mức độ III", 50), ("Mức độ IV", 0))
"""Điều 6: share of the printed maximum, in per cent, typed in here again."""
PRINTED = {"kien-giang-tinh": 100, "kien-giang-huyen": 150, "kien-giang-xa": 90}
LINE = re.compile(r"^ +(?:(\d+)\.|–) +([\d.,]+|–)([ *]) +(\d{5})  Đơn vị \d{5}(.*)$", re.MULTILINE)


def rehearsed(out: Path, *given: str) -> str:
    result = CliRunner().invoke(main, ["rehearse", "--out", str(out), *given])
    assert result.exit_code == 0, result.output
    assert "the record is whole" in result.output
    assert re.search(r"memory at its peak: \d+ MB", result.output)
    return result.output


def rounded(value: Fraction) -> Fraction:
    return Fraction(int(value * 100 + Fraction(1, 2)), 100)


def check(output: str, expected: dict[str, Fraction], count: int, set_id: str = "") -> None:
    """Every line of the ranking: points, rank in the block, level; absent units have none of them."""
    lines = LINE.findall(output)
    assert len(lines) == count
    for rank, shown, mark, unit, why in lines:
        if unit not in expected:
            assert (rank, shown) == ("", "–")
            assert "Không nộp hồ sơ" in why
            continue
        exact = expected[unit]
        assert mark == " ", "verified and approved"
        assert Fraction(shown.replace(".", "").replace(",", ".")) == rounded(exact)
        block = [expected[u] for u in expected if int(u) % 4 == int(unit) % 4]
        assert int(rank) == 1 + sum(1 for other in block if other > exact)
        if set_id in PRINTED:
            level = next(name for name, share in KIEN_GIANG if exact * 100 >= share * PRINTED[set_id])
            assert why.strip().startswith(f"{level} (")


@pytest.mark.slow
@pytest.mark.parametrize("set_id", ALL)
def test_a_year_of_every_set_equals_a_separate_computation(set_id: str, tmp_path: Path) -> None:
    output = rehearsed(tmp_path / "year", "--units", "9", "--set", set_id)
    check(output, totals(tmp_path / "year/data/chamdiem.db", set_id), 9, set_id)
    sheet = openpyxl.load_workbook(tmp_path / "year/ranking.xlsx").worksheets[0]
    assert any("Đơn vị 00001" in str(cell.value) for row in sheet.iter_rows() for cell in row)
    recomputed(tmp_path / "year/data", tmp_path / "package.zip")


def recomputed(data: Path, package: Path) -> None:
    """The sealed package of the year gives its ranking once more, from nothing else."""
    made = CliRunner().invoke(main, ["--data", str(data), "export", "package", str(package)])
    assert made.exit_code == 0, made.output
    anew = CliRunner().invoke(main, ["recompute", str(package)])
    assert anew.exit_code == 0, anew.output
    assert "identical" in anew.output


@pytest.mark.slow
def test_everything_that_can_happen_in_a_year_happens(tmp_path: Path) -> None:
    output = rehearsed(tmp_path / "year", "--units", "24", "--set", "kien-giang-xa")
    database = tmp_path / "year/data/chamdiem.db"
    check(output, totals(database, "kien-giang-xa"), 24, "kien-giang-xa")
    raw = sqlite3.connect(database)
    kinds = Counter(kind for (kind,) in raw.execute("SELECT kind FROM journal"))
    stages = [stage for (stage,) in raw.execute(
        "SELECT json_extract(body, '$.stage') FROM journal WHERE kind = 'stage_changed' ORDER BY seq"
    )]  # fmt: skip
    ruled = Counter(upheld for (upheld,) in raw.execute(
        "SELECT json_extract(body, '$.upheld') FROM journal WHERE kind = 'appeal_ruled'"
    ))  # fmt: skip
    raw.close()
    assert stages == ["open", "verifying", "approved", "published", "appeals", "closed"]
    assert kinds["results_published"] == 2
    assert kinds["signature_asked"] > kinds["signature_refused"] > 0
    assert kinds["submission_returned"] > 0
    assert kinds["answer_adjusted"] == kinds["appeal_filed"] == sum(ruled.values())
    assert ruled[1] == 2
    assert ruled[0] == 1
    assert kinds["submission_approved"] == kinds["submission_verified"] == 23
    assert not kinds["act_refused"]


@pytest.mark.slow
def test_months_a_quarter_and_a_year_in_ha_giang(tmp_path: Path) -> None:
    rounds = ("2026-10", "2026-11", "2026-Q4", "2026")
    given = [word for period in rounds for word in ("--period", period)]
    output = rehearsed(tmp_path / "year", "--units", "9", "--set", "ha-giang-huyen", *given)
    assert all(f"{period}: closed" in output for period in rounds)
    expected = totals(tmp_path / "year/data/chamdiem.db", "ha-giang-huyen")
    check(output, expected, 9)
    yearly = [c for c in criteria_of("ha-giang-huyen").values() if c["cadence"]["every"] == "year"]
    assert 0 < max(expected.values()) <= sum(number(c["max"]) for c in yearly)


def test_what_cannot_be_played_is_refused(tmp_path: Path) -> None:
    def refused(*given: str) -> str:
        out = ("--out", str(tmp_path / "year"), "--units", "1")
        result = CliRunner().invoke(main, ["rehearse", *out, *given])
        assert result.exit_code == 2, result.output
        assert not (tmp_path / "year").exists()
        return result.output

    assert "no criterion that is due" in refused("--set", "lac-dao-xa", "--period", "2026-07")
    assert "is no period" in refused("--period", "tháng 7")
    assert "does not fit" in refused("--set", "lac-dao-xa", "--procedure", "nam-dong-xa")


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep", encoding="utf-8")
    result = CliRunner().invoke(main, ["rehearse", "--units", "1", "--out", str(tmp_path)])
    assert result.exit_code == 2
    assert "name a new folder" in result.output
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "keep"
