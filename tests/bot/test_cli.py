"""The command line: a campaign from nothing, in the order that an administrator would type it."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from tests.bot.ports import free_port

CREATE = (
    "campaign",
    "create",
    "--set",
    "lac-dao-xa",
    "--name",
    "Chuyển đổi số 2026",
    "--deadline",
    "2026-12-15",
)


def chamdiem(data: Path, *arguments: str, code: int = 0) -> str:
    result: Result = CliRunner().invoke(main, ["--data", str(data), *arguments])
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result.output


def units_file(folder: Path, *rows: tuple[str, ...]) -> Path:
    path = folder / "units.csv"
    lines = ["Mã đơn vị,Tên đơn vị,Khối", *(",".join(row) for row in rows)]
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    return path


def test_a_campaign_from_nothing(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert "campaign create" in chamdiem(data, "campaign", "show", code=2)
    chamdiem(data, *CREATE)
    assert "no units yet" in chamdiem(data, "campaign", "open", code=2)
    template = tmp_path / "mau.xlsx"
    chamdiem(data, "units", "template", str(template))
    assert openpyxl.load_workbook(template).worksheets[0].cell(1, 1).value == "Mã đơn vị"
    file = units_file(tmp_path, ("01", "Xã Lạc Đạo", "Xã"), ("02", "Xã Chỉ Đạo", "Xã"))
    assert "loaded: 2 units" in chamdiem(data, "units", "import", str(file))
    chamdiem(data, "campaign", "open")
    lines = chamdiem(data, "invite", "officer", "--all-units", "--json").splitlines()
    invited = [json.loads(line) for line in lines]
    assert [item["unit"] for item in invited] == ["01", "02"]
    assert invited[0]["link"].endswith("/moi/" + invited[0]["code"].replace("-", ""))
    assert "stage: open" in chamdiem(data, "campaign", "show")
    out = tmp_path / "xep-hang.xlsx"
    chamdiem(data, "export", "ranking", "--out", str(out))
    assert openpyxl.load_workbook(out).worksheets
    chamdiem(data, "export", "form", "01", "--out", str(out))
    assert "no unit '99'" in chamdiem(data, "export", "form", "99", "--out", str(out), code=2)
    assert "Xã Lạc Đạo" in chamdiem(data, "campaign", "ranking")
    assert "needs published or appeals" in chamdiem(data, "campaign", "close", code=2)
    assert "open → verifying" in chamdiem(data, "campaign", "verify")


def test_all_units_are_invited_once_for_each_role_by_the_names_of_the_list(tmp_path: Path) -> None:
    data, listed = tmp_path / "data", tmp_path / "units.csv"
    chamdiem(data, *CREATE)
    rows = ("Mã,Tên,Cán bộ đầu mối", "A1,Xã Lạc Đạo,Nguyễn Thị Hoa", "A2,Xã Chỉ Đạo,")
    listed.write_text("\n".join(rows), encoding="utf-8-sig")
    chamdiem(data, "units", "import", str(listed))
    listed.write_text("\n".join(rows).replace("A1", "a1"), encoding="utf-8-sig")
    assert "names officers" in chamdiem(
        data, "invite", "leader", "--all-units", "--list", str(listed), code=2
    )
    told = chamdiem(data, "invite", "officer", "--all-units", "--list", str(listed))
    assert [line.split("\t")[:3] for line in told.splitlines()] == [
        ["A1", "officer", "Nguyễn Thị Hoa"],
        ["A2", "officer", "Cán bộ Xã Chỉ Đạo"],
    ]
    assert "nobody to invite" in chamdiem(data, "invite", "officer", "--all-units")
    told = chamdiem(data, "invite", "leader", "--all-units")
    assert [line.split("\t")[2] for line in told.splitlines()] == [
        "Lãnh đạo Xã Lạc Đạo",
        "Lãnh đạo Xã Chỉ Đạo",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("campaign", "create", "--set", "nothing", "--name", "x"), "there is no such set"),
        (
            ("campaign", "create", "--set", "lac-dao-xa", "--name", "x", "--deadline", "31/11/2026"),
            "write it like",
        ),
        (("campaign", "create", "--set", "lac-dao-xa", "--name", "x", "--deadline", "soon"), "is no day"),
        (("invite", "reviewer"), "no campaign yet"),
        (("export", "ranking", "--out", "x.xlsx"), "no database"),
    ],
)
def test_refusals_say_what_to_do(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    assert said in chamdiem(tmp_path / "data", *arguments, code=2)


def test_a_bad_unit_list_loads_nothing(tmp_path: Path) -> None:
    data = tmp_path / "data"
    chamdiem(data, *CREATE)
    file = units_file(tmp_path, ("01", "Xã A", ""), ("01", "Xã B", ""), ("", "Xã C", ""), ("04", "", ""))
    output = chamdiem(data, "units", "import", str(file), code=2)
    assert "nothing was loaded" in output
    assert all(row in output for row in ("3", "4", "5"))
    assert "units: 0" in chamdiem(data, "campaign", "show")


def test_a_mistake_of_ours_shows_where_it_happened(tmp_path: Path) -> None:
    """Only what somebody at the terminal can mend is one sentence."""
    chamdiem(tmp_path, *CREATE)
    file = tmp_path / "chamdiem.db"
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("ALTER TABLE campaign RENAME COLUMN terms TO words")
    done = CliRunner().invoke(main, ["--data", str(tmp_path), "campaign", "show"])
    assert isinstance(done.exception, sqlite3.OperationalError)
    for each in tmp_path.glob("chamdiem.db*"):
        each.unlink()
    file.write_text("hello, this is no database")
    assert "file is not a database" in chamdiem(tmp_path, "campaign", "show", code=2)
    file.unlink()
    file.mkdir()
    assert chamdiem(tmp_path, "campaign", "show", code=2).startswith("Error: ")


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from bot.cli import main; "
        "CliRunner().invoke(main, ['--help']); "
        "print([m for m in ('pydantic', 'openpyxl', 'telegram', 'aiohttp', 'yaml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bot.cli", "--data", str(tmp_path), "criteria", "show", "lac-dao-xa"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as shown:
        assert shown.stdout is not None
        assert shown.stderr is not None
        shown.stdout.close()
        assert shown.stderr.read() == ""


@pytest.mark.slow
def test_commands_reach_the_running_bot(tmp_path: Path) -> None:
    data, port = tmp_path / "data", free_port()
    chamdiem(data, *CREATE)
    chamdiem(data, "units", "import", str(units_file(tmp_path, ("01", "Xã Lạc Đạo", "Xã"))))
    command = [sys.executable, "-m", "bot.cli", "--data", str(data), "run", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as bot:
        try:
            assert bot.stdout is not None
            assert "ready" in bot.stdout.readline()
            second = subprocess.run(command, capture_output=True, text=True, check=False)
            assert second.returncode == 2
            assert "another chamdiem process" in second.stderr
            assert "preparing → open" in chamdiem(data, "campaign", "open")
            assert json.loads(chamdiem(data, "invite", "officer", "--unit", "01", "--name", "Hoa", "--json"))[
                "code"
            ]
            bot.terminate()
            started = time.monotonic()
            bot.wait(timeout=10)
            assert time.monotonic() - started < 5
        finally:
            bot.kill()
    assert "stage: open" in chamdiem(data, "campaign", "show")
