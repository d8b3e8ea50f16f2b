"""Whatever is changed beside the record shows, and the first bad row is named."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from bot.book import Book
from bot.cli import main
from bot.operations.verifying import Receipt, ReceiptError, verify
from bot.settings import Settings
from bot.storage.database import Database
from conversations.talk import Act
from scoring.chain import chain
from tests.bot.storage.test_projections import AFTER_ROUND, OF_CAMPAIGN, OF_UNIT, written


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("year")
    done = CliRunner().invoke(main, ["rehearse", "--units", "3", "--out", str(out)])
    assert done.exit_code == 0, done.output
    return out / "data"


@pytest.fixture
def data(rehearsed: Path, tmp_path: Path) -> Path:
    return shutil.copytree(rehearsed, tmp_path / "data")


def chamdiem(data: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--data", str(data), *arguments])


def tamper(data: Path, *statements: str) -> None:
    """As somebody with the file and sqlite3 would."""
    raw = sqlite3.connect(data / "chamdiem.db")
    for statement in statements:
        raw.executescript(statement)
    raw.close()


def rows(data: Path, sql: str) -> list[tuple[object, ...]]:
    raw = sqlite3.connect(data / "chamdiem.db")
    try:
        return raw.execute(sql).fetchall()
    finally:
        raw.close()


def rehashed(data: Path, first: int) -> None:
    """Make every hash fit again from a row on, as whoever owns the server could."""
    raw = sqlite3.connect(data / "chamdiem.db")
    before = raw.execute("SELECT hash FROM journal WHERE seq = ?", (first - 1,)).fetchone()[0]
    for seq, *row in raw.execute(
        "SELECT seq, at, campaign_id, subject, person_id, chat, event_key, kind, body FROM journal "
        "WHERE seq >= ? ORDER BY seq",
        (first,),
    ).fetchall():
        before = chain(before, seq, tuple(row))
        raw.execute("UPDATE journal SET hash = ? WHERE seq = ?", (before, seq))
    raw.commit()
    raw.close()


def test_a_whole_record_is_said_to_be_whole(data: Path) -> None:
    done = chamdiem(data, "verify")
    assert done.exit_code == 0, done.output
    count = rows(data, "SELECT count(*) FROM journal")[0][0]
    assert f"the journal is whole: {count} rows" in done.output
    assert f"the tables equal the replay of {count} facts" in done.output
    known = json.loads(chamdiem(data, "verify", "--json").output)
    assert (known["whole"], known["rows"], known["breaks"], known["differences"]) == (True, count, [], [])


MOVED = """UPDATE journal SET seq = -1 WHERE seq = 30; UPDATE journal SET seq = 30 WHERE seq = 31;
UPDATE journal SET seq = 31 WHERE seq = -1;"""
INSERTED = """UPDATE journal SET seq = -seq - 1 WHERE seq >= 30; UPDATE journal SET seq = -seq WHERE seq < 0;
INSERT INTO journal SELECT 30, at, campaign_id, subject, person_id, chat, event_key, kind, body, hash
FROM journal WHERE seq = 20;"""

APPENDED = """INSERT INTO journal SELECT max(seq) + 1, at, campaign_id, subject, person_id, chat, event_key,
kind, body, hash FROM journal"""


@pytest.mark.parametrize(
    ("damage", "first", "why"),
    [
        ("UPDATE journal SET body = replace(body, '\"version\":1', '\"version\":2') WHERE seq = 30", 30,
         "does not continue row 29"),
        ("UPDATE journal SET person_id = 'x' WHERE seq = 30", 30, "does not continue"),
        ("UPDATE journal SET at = '2026-01-01T00:00:00+00:00' WHERE seq = 30", 30, "does not continue"),
        ("UPDATE journal SET chat = chat || 'x' WHERE seq = 30", 30, "does not continue"),
        ("UPDATE journal SET hash = 'ab' WHERE seq = 30", 30, "does not continue row 29"),
        (INSERTED, 30, "changed, inserted or moved"),
        ("DELETE FROM journal WHERE seq = 30", 31, "row 30 is missing before it"),
        ("DELETE FROM journal WHERE seq BETWEEN 30 AND 35", 36, "rows 30–35 are missing before it"),
        ("DELETE FROM journal WHERE seq < 3", 3, "rows 1–2 are missing before it"),
        (MOVED, 30, "does not continue row 29"),
        (APPENDED, None, "does not continue"),
        ("UPDATE journal SET body = '{' WHERE seq = 5", 5, "does not continue"),
    ],
)  # fmt: skip
def test_every_tampering_with_the_journal_is_found(
    data: Path, damage: str, first: int | None, why: str
) -> None:
    tamper(data, damage)
    done = chamdiem(data, "verify", "--json")
    assert done.exit_code == 1, done.output
    found = json.loads(done.output)
    last = rows(data, "SELECT max(seq) FROM journal")[0][0]
    assert found["whole"] is False
    assert found["breaks"][0]["row"] == (first or last)
    assert why in found["breaks"][0]["why"]
    assert "NOT WHOLE" in chamdiem(data, "verify", "--journal-only").output


def test_an_end_cut_off_shows_by_a_receipt_and_by_the_tables(data: Path) -> None:
    ((last, code),) = rows(data, "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")
    receipt = f"{last}-{str(code)[:12]}"
    assert chamdiem(data, "verify", "--receipt", receipt).exit_code == 0
    tamper(data, f"DELETE FROM journal WHERE seq > {int(str(last)) - 40}")  # noqa: S608 - a number
    done = chamdiem(data, "verify", "--receipt", receipt, "--receipt", str(code))
    assert done.exit_code == 1
    assert f"it names row {last}, but the journal ends with row {int(str(last)) - 40}" in done.output
    assert "nothing on record has this code" in done.output
    assert "the journal is whole" in done.output  # by itself it cannot know
    assert "differ from the journal" in done.output


def test_a_record_rewritten_from_some_row_on_shows_by_a_receipt(data: Path) -> None:
    (row,) = rows(data, "SELECT seq, hash, body FROM journal WHERE kind = 'submission_submitted' LIMIT 1")
    digest = json.loads(str(row[2]))["digest"][:12]
    receipts = ("--receipt", f"{row[0]}-{str(row[1])[:12]}", "--receipt", digest)
    done = chamdiem(data, "verify", *receipts)
    assert done.exit_code == 0
    assert done.output.count(f"row {row[0]}, on record") == 2
    changed = f"replace(body, '{digest}', '000000000000')"
    tamper(data, f"UPDATE journal SET body = {changed} WHERE seq = {row[0]}")  # noqa: S608 - from the row itself
    rehashed(data, int(str(row[0])))
    assert chamdiem(data, "verify", "--journal-only").exit_code == 0
    done = chamdiem(data, "verify", *receipts)
    assert done.exit_code == 1
    assert f"row {row[0]} is not the one that it names: the record was rewritten" in done.output
    assert "nothing on record has this code" in done.output


VERDICT = """UPDATE verdict SET body = replace(body, '"accepted"', '"returned"')
WHERE unit = '00001' AND item = '3.1'"""
STANDING = """UPDATE submission SET standing = (SELECT standing FROM submission WHERE unit = '00002')
WHERE unit = '00001'"""
STRANGER = """INSERT INTO person VALUES ('p', 'Ai đó');
INSERT INTO role SELECT id, 'p', 'administrator', '', '{}' FROM campaign"""
SUBMISSION = """CREATE TEMP TABLE one AS SELECT * FROM submission LIMIT 1; UPDATE one SET unit = 'x';
INSERT INTO submission SELECT * FROM one"""


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE submission SET verified = '999' WHERE unit = '00001'", "of 00001: verified differ"),
        ("UPDATE answer SET claim = '{}' WHERE unit = '00002' AND item = '3.2'", "00002: answers 3.2 differ"),
        (VERDICT, "00001: verdicts 3.1 differ"),
        (STANDING, "00001: its standing is not what its answers give"),
        ("DELETE FROM answer WHERE unit = '00003'", "submission of 00003: answers 1.1, 1.2"),
        ("DELETE FROM submission WHERE unit = '00003'", "submission of 00003:"),
        ("UPDATE evidence SET sha256 = 'x', body = replace(body, '.pdf', '.exe') WHERE unit = '00001'",
         "00001: evidence"),
        ("UPDATE submission SET reopened = '{' WHERE unit = '00001'", "00001 cannot be read from the tables"),
        ("UPDATE campaign SET stage = 'open'", "stage differ from the journal"),
        ("UPDATE unit SET name = 'Xã khác' WHERE code = '00002'", "units 00002 differ"),
        (STRANGER, "people p differ"),
        ("UPDATE chat SET person_id = (SELECT person_id FROM role WHERE name = 'reviewer')", "people"),
        (SUBMISSION, "submission of x in"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM campaign", "is missing from the tables"),
    ],
)  # fmt: skip
def test_tables_that_say_something_else_are_named(data: Path, damage: str, said: str) -> None:
    tamper(data, damage)
    done = chamdiem(data, "verify")
    assert done.exit_code == 1
    assert said in done.output
    assert "the journal is whole" in done.output


def test_a_bad_code_is_no_receipt(data: Path) -> None:
    done = chamdiem(data, "verify", "--receipt", "mười hai")
    assert done.exit_code == 2
    assert "write it like" in done.output
    with pytest.raises(ReceiptError):
        Receipt.of("12-ab")


@pytest.mark.parametrize("rounds", [1, 2])
async def test_every_kind_of_fact_replays_to_the_tables(tmp_path: Path, rounds: int) -> None:
    database = await Database.open(tmp_path)
    book = Book(database, tmp_path)
    await book.read()
    acts = [*(Act("", each) for each in OF_CAMPAIGN), *(Act("x1", each) for each in OF_UNIT)]
    await written(book, *acts)
    if rounds == 2:
        await written(book, Act("", AFTER_ROUND[0]), Act("x1", OF_UNIT[0]), Act("x2", OF_UNIT[0]))
    await database.close()
    report = await verify(Settings(data=tmp_path), [])
    assert report.whole, (report.breaks, report.differences)
    assert report.facts == len(acts) + (3 if rounds == 2 else 0)
    tamper(tmp_path, "UPDATE answer SET claim = '{}' WHERE round_id LIKE '%/2026' AND item = '1.I.4'")
    report = await verify(Settings(data=tmp_path), [])
    assert report.differences == ["submission of x1 in 2026: answers 1.I.4 differ from the journal"]


def test_the_log_is_read_on_the_terminal(data: Path) -> None:
    said = chamdiem(data, "log", "--unit", "00001", "--item", "3.2").output.splitlines()
    assert "chấp nhận mục 3.2" in said[0]
    assert "Cán bộ 00001 · Đơn vị 00001: kê khai mục 3.2 lần 1" in said[-1]
    newest = json.loads(chamdiem(data, "log", "--limit", "1", "--json").output)
    assert newest["row"] == rows(data, "SELECT max(seq) FROM journal")[0][0]
    assert newest["fact"]["kind"] == "stage_changed"
    assert newest["person"]
    assert len(chamdiem(data, "log", "--limit", "45").output.splitlines()) == 45
    assert "no unit" in chamdiem(data, "log", "--unit", "x").output


def test_an_unreadable_row_hides_no_other(data: Path) -> None:
    tamper(data, "UPDATE journal SET body = '{' WHERE seq = (SELECT max(seq) - 1 FROM journal)")
    said = chamdiem(data, "log", "--limit", "3").output.splitlines()
    assert len(said) == 3
    assert "dòng này không đọc được" in said[1]


def test_every_workbook_carries_a_code_that_can_be_checked(data: Path, tmp_path: Path) -> None:
    for name, arguments in {"form": ("form", "00001"), "ranking": ("ranking",)}.items():
        out = tmp_path / f"{name}.xlsx"
        assert chamdiem(data, "export", *arguments, "--out", str(out)).exit_code == 0
        cells = (
            v
            for sheet in openpyxl.load_workbook(out)
            for row in sheet.iter_rows(values_only=True)
            for v in row
        )
        codes = {match[1] for v in cells if (match := re.search(r"Mã sổ: (\S+)\.", str(v)))}
        assert len(codes) == 1
        assert chamdiem(data, "verify", "--journal-only", "--receipt", *codes).exit_code == 0
