"""The doctor names what is wrong and how to mend it."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.operations import doctor
from bot.operations.doctor_record import OF_RECORD
from bot.settings import Settings
from tests.bot.campaigns import campaign, player
from tests.bot.process import Bot, make_campaign

PAGE = Path(__file__).parents[2] / "docs" / "operations.md"


@pytest.fixture
async def data(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    async with campaign(data) as app:
        who = await player(app)
        await who.press("go:3.2")
        await who.say("421/512")
        await who.send("QĐ 15.pdf", "QĐ 15/QĐ-UBND", "ban hành")
    data.chmod(0o700)
    return data


def examined(data: Path, *more: str, code: int = 0, **environment: str) -> dict[str, tuple[str, str]]:
    done: Result = CliRunner().invoke(
        main, ["--data", str(data), "doctor", "--offline", "--json", *more], env=environment
    )
    assert done.exit_code == code, done.output
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return {row["check"]: (row["state"], row["said"]) for row in rows}


def tamper(data: Path, statement: str) -> None:
    raw = sqlite3.connect(data / "chamdiem.db")
    raw.executescript(statement)
    raw.close()


def test_all_is_well(data: Path, tmp_path: Path) -> None:
    backups = str(tmp_path / "b")
    assert CliRunner().invoke(main, ["--data", str(data), "backup", backups]).exit_code == 0
    found = examined(data, CHAMDIEM_BACKUP_DIR=backups)
    assert set(found) == {*doctor.OF_MACHINE, *OF_RECORD}
    attention = {name for name, (state, _) in found.items() if state != "OK"}
    assert attention <= {"process", "calendar", "disk", "clock"}
    assert "the bot is not running" in found["process"][1]


@pytest.mark.parametrize(("known", "careful"), [((3, 51, 3), False), ((3, 51, 2), True)])
def test_an_older_sqlite_is_told_of(
    data: Path, monkeypatch: pytest.MonkeyPatch, known: tuple[int, ...], *, careful: bool
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", known)
    state, said = examined(data)["sqlite"]
    assert (state, f"version {sqlite3.sqlite_version}" in said) == ("OK", True)
    assert ("do not write into the database with other programs" in said) is careful


def test_every_check_is_documented() -> None:
    named = set(re.findall(r"^\| `(\w+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert {*doctor.OF_MACHINE, *OF_RECORD, "telegram"} <= named


def test_before_there_is_anything(tmp_path: Path) -> None:
    found = examined(tmp_path / "nowhere")
    assert found["folder"][0] == "WARN"
    assert "chamdiem campaign create" in found["database"][1]
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    ("check", "state", "damage", "said"),
    [
        (
            "journal",
            "FAIL",
            "UPDATE journal SET person_id = 'x' WHERE seq = 2",
            "row 2: it does not continue",
        ),
        (
            "time",
            "FAIL",
            "UPDATE journal SET at = '2999-01-01T00:00:00+00:00' WHERE seq = 2",
            "set the clock",
        ),
        ("inbox", "WARN", "UPDATE inbox SET state = 'waiting', at = '2026-01-01T00:00:00+00:00'", "restart"),
        ("inbox", "WARN", "UPDATE inbox SET state = 'failed'", "set aside"),
        ("outbox", "WARN", "UPDATE outbox SET state = 'waiting', at = '2026-01-01T00:00:00+00:00'", "waited"),
        ("set", "FAIL", "UPDATE campaign SET set_digest = 'ab'", "was made on lac-dao-xa with digest ab"),
        ("database", "FAIL", "UPDATE campaign SET terms = '{'", "cannot be read"),
        ("database", "FAIL", "PRAGMA user_version = 99", "install the newer program"),
    ],
)
def test_what_is_wrong_is_named(data: Path, check: str, state: str, damage: str, said: str) -> None:
    tamper(data, damage)
    found = examined(data, code=1 if state == "FAIL" else 0)
    assert found[check][0] == state
    assert said in found[check][1]


def test_missing_evidence_open_folder_and_no_https(data: Path) -> None:
    shutil.rmtree(data / "evidence")
    data.chmod(0o755)
    found = examined(data, code=1, CHAMDIEM_HOST="0.0.0.0")  # noqa: S104 - looked at, not bound
    assert "1 of 1 files are missing" in found["evidence"][1]
    assert f"chmod 700 {data}" in found["folder"][1]
    assert "without HTTPS" in found["address"][1]
    assert "HTTPS on port 8443" in examined(data, code=1, CHAMDIEM_TLS_PORT="8443")["address"][1]


def test_old_backups_are_named(data: Path, tmp_path: Path) -> None:
    (tmp_path / "chamdiem-20250101T020000Z.zip").touch()
    assert "hours old" in examined(data, CHAMDIEM_BACKUP_DIR=str(tmp_path))["backup"][1]
    assert "there is none" in examined(data, CHAMDIEM_BACKUP_DIR=str(data))["backup"][1]


def test_what_cannot_be_read_is_said_with_the_way_to_mend_it(
    data: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "taken"
    taken.touch()
    assert "cannot be written" in examined(data, code=1, CHAMDIEM_BACKUP_DIR=str(taken))["backup"][1]
    assert "there is none" in examined(data, CHAMDIEM_BACKUP_DIR=str(tmp_path / "to come"))["backup"][1]
    (data / "holidays.yaml").write_text("days: [\n", encoding="utf-8")
    found = examined(data, code=1)
    assert "holidays.yaml:2" in found["calendar"][1]
    assert "mend that line" in found["calendar"][1]
    for path in data.glob("chamdiem.db*"):
        path.unlink()
    (data / "chamdiem.db").write_text("hello")
    assert "restore the last good backup" in examined(data, code=1)["database"][1]
    (data / "chamdiem.db").unlink()
    (data / "chamdiem.db").mkdir()
    assert "give the folder" in examined(data, code=1)["database"][1]
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.slow
async def test_the_running_process_is_asked(tmp_path: Path) -> None:
    data = tmp_path / "data"
    await make_campaign(data)
    bot = Bot(data, {})
    await bot.start()
    try:
        findings = await doctor.examine(Settings(data=data), online=False)
        (process,) = [each for each in findings if each.check == "process"]
        assert process.state == "OK", process
    finally:
        await bot.kill()
    findings = await doctor.examine(Settings(data=data), online=False)
    (process,) = [each for each in findings if each.check == "process"]
    assert process.state == "FAIL"
    assert "restart it" in process.said
