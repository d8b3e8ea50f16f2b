"""``chamdiem calendar``: a year's days with their sources, and one counting."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.commands.calendar_commands import calendar
from criteria.files import CriteriaError


def run(*words: str, data: Path | None = None) -> Result:
    return CliRunner().invoke(calendar, words, obj={"data": data})


def test_year_names_sources_and_what_the_package_lacks() -> None:
    said = run("2026").stdout
    lines = {line[:10]: line for line in said.splitlines()}
    assert said.startswith("Ngày nghỉ và ngày làm bù năm 2026 (đã công bố)\n")
    assert "Thứ Sáu   nghỉ      nghỉ hoán đổi, làm bù ngày 10/01/2026" in lines["2026-01-02"]
    assert "12729/VPCP-KGVX ngày 25/12/2025; gói holidays không có]" in lines["2026-01-02"]
    assert "Thứ Bảy   làm việc  làm bù ngày 02/01/2026" in lines["2026-01-10"]
    assert lines["2026-08-31"].endswith("; gói holidays cũng có]")
    assert "Tết Nguyên đán [gói holidays 0." in lines["2026-02-17"]


def test_later_years_are_provisional() -> None:
    assert "năm 2027 (tạm tính, Chính phủ chưa công bố)" in run("2027").stdout


def test_counting() -> None:
    said = run("--after", "2026-08-28", "--days", "10").stdout
    assert said.startswith("10 ngày làm việc kể từ ngày nhận 28/08/2026: từ 03/09 đến 16/09/2026, ")
    assert run("2026", "--after", "28/08/2026", "--days", "10").stdout == run("2026").stdout + said
    assert run("--after", "31/12/2098", "--days", "250").exit_code == 0


def test_own_days_of_the_data_folder_win(tmp_path: Path) -> None:
    own = "days: [{day: 24/11/2026, what: work, reason: ngày làm việc, source: Công văn 1}]\n"
    (tmp_path / "holidays.yaml").write_text(own, encoding="utf-8")
    said = run("2026", data=tmp_path).stdout
    assert "2026-11-24  Thứ Ba    làm việc  ngày làm việc [Công văn 1; gói holidays không có]" in said
    (tmp_path / "holidays.yaml").write_text("days: [{dya: 1}]\n", encoding="utf-8")
    assert isinstance(run("2026", data=tmp_path).exception, CriteriaError)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "give YEAR, or --after and --days together"),
        (("--days", "3"), "give YEAR, or --after and --days together"),
        (("2026", "--after", "28/08/2026"), "give YEAR, or --after and --days together"),
        (("--after", "31/11/2026", "--days", "3"), "'31/11/2026' is no day: write it like 2026-12-20"),
        (("--after", "01/01/2150", "--days", "3"), "known from 1996 to 2098, not for 01/01/2150"),
        (("--after", "28/08/2026", "--days", "0"), "0 is not in the range"),
        (("1200",), "1200 is not in the range"),
    ],
)
def test_mistakes(words: tuple[str, ...], says: str) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert says in done.stderr
