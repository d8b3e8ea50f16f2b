"""The database: one owner, migrations, all or nothing."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.operations import backups
from bot.settings import Settings
from bot.storage.database import MIGRATIONS, Database, DatabaseError, Statement, is_damage, is_trouble

INSERT = "INSERT INTO person (id, name) VALUES ($1, $2)"


async def test_a_second_process_is_told_what_to_do(tmp_path: Path) -> None:
    first = await Database.open(tmp_path)
    try:
        with pytest.raises(DatabaseError, match="another chamdiem process"):
            await Database.open(tmp_path)
    finally:
        await first.close()
    second = await Database.open(tmp_path)
    await second.close()


@pytest.mark.parametrize("name", ["số 1 #2", "đúng?", "50%20"])
async def test_a_folder_may_be_called_anything(tmp_path: Path, name: str) -> None:
    database = await Database.open(tmp_path / name)
    await database.close()
    copy, _ = backups.make(Settings(data=tmp_path / name), tmp_path / "backups", datetime.now(UTC))
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == []
    assert (tmp_path / name / "chamdiem.db").stat().st_size > 0
    assert copy.exists()


async def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    database = await Database.open(tmp_path)
    await database.close()
    with sqlite3.connect(tmp_path / "chamdiem.db") as raw:
        raw.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    raw.close()
    with pytest.raises(DatabaseError, match="install the newer program"):
        await Database.open(tmp_path)


async def test_a_write_is_all_or_nothing(tmp_path: Path) -> None:
    database = await Database.open(tmp_path)
    try:
        good, twice = Statement(INSERT, ("p1", "Hoa")), Statement(INSERT, ("p1", "Bình"))
        with pytest.raises(sqlite3.IntegrityError):
            await database.write([good, twice])
        assert await database.read("SELECT * FROM person") == []
        await database.write([good])
        assert await database.read("SELECT name FROM person WHERE id = $1", "p1") == [("Hoa",)]
    finally:
        await database.close()


@pytest.mark.parametrize(
    ("statement", "said", "found"),
    [
        ("SELECT subject FROM person", "no such table", (False, False)),
        ("INSERT INTO taken VALUES (1)", "UNIQUE", (False, False)),
        ("INSERT INTO taken VALUES (zeroblob(1000000))", "full", (True, False)),
        ("ATTACH '/nowhere/at/all' AS other", "unable to open", (True, False)),
        (f"ATTACH '{__file__}' AS other", "not a database", (False, True)),
    ],
)
def test_a_mistake_is_neither_trouble_nor_damage(statement: str, said: str, found: tuple[bool, bool]) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as raw:
        raw.executescript("CREATE TABLE taken (id UNIQUE); INSERT INTO taken VALUES (1);")
        raw.execute("PRAGMA max_page_count = 10")
        with pytest.raises(sqlite3.Error, match=said) as raised:
            raw.execute(statement)
    assert (is_trouble(raised.value), is_damage(raised.value)) == found


async def test_reading_beside_the_writer_cannot_write(tmp_path: Path) -> None:
    writer = await Database.open(tmp_path)
    reader = await Database.open(tmp_path, writing=False)
    try:
        await writer.write([Statement(INSERT, ("p1", "Hoa"))])
        assert await reader.read("SELECT count(*) FROM person") == [(1,)]
        with pytest.raises(DatabaseError, match="reading only"):
            await reader.write([Statement(INSERT, ("p2", "Bình"))])
    finally:
        await reader.close()
        await writer.close()


async def test_reading_where_nothing_is(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="no database"):
        await Database.open(tmp_path, writing=False)


STEP = "ALTER TABLE person ADD COLUMN title TEXT NOT NULL DEFAULT 'chuyên viên'"


def upgraded(monkeypatch: pytest.MonkeyPatch, *steps: str) -> None:
    """The program of next year."""
    monkeypatch.setattr("bot.storage.database.MIGRATIONS", (*MIGRATIONS, *steps))


async def _with_data(folder: Path) -> None:
    database = await Database.open(folder)
    await database.write([Statement(INSERT, ("p1", "Hoa"))])
    await database.close()


async def test_an_upgrade_keeps_what_is_there_and_a_copy_of_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _with_data(tmp_path)
    upgraded(monkeypatch, STEP + ";", "UPDATE person SET title = 'phó ' || title;")
    with pytest.raises(DatabaseError, match="older than the program"):
        await Database.open(tmp_path, writing=False)
    for _ in range(2):  # the second time there is nothing to do
        database = await Database.open(tmp_path)
        assert await database.read("SELECT name, title FROM person") == [("Hoa", "phó chuyên viên")]
        assert await database.read("PRAGMA user_version") == [(len(MIGRATIONS) + 2,)]
        await database.close()
    before = sqlite3.connect(tmp_path / f"before-version-{len(MIGRATIONS) + 1}.db")
    assert before.execute("SELECT * FROM person").fetchall() == [("p1", "Hoa")]
    before.close()


async def test_a_step_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await _with_data(tmp_path)
    with monkeypatch.context() as later:
        upgraded(later, f"{STEP}; DROP TABLE nowhere;")
        with pytest.raises(sqlite3.OperationalError, match="nowhere"):
            await Database.open(tmp_path)
    database = await Database.open(tmp_path)
    assert await database.read("SELECT * FROM person") == [("p1", "Hoa")]
    await database.close()


async def test_streams_and_snapshots(tmp_path: Path) -> None:
    writer = await Database.open(tmp_path)
    reader = await Database.open(tmp_path, writing=False)
    try:
        await writer.write([Statement(INSERT, (f"p{number:04}", "Hoa")) for number in range(1200)])
        async with reader.snapshot():
            before = await reader.read("SELECT count(*) FROM person")
            await writer.write([Statement(INSERT, ("q", "Bình"))])
            seen = [row[0] async for row in reader.stream("SELECT id FROM person ORDER BY id")]
            assert before == [(1200,)]
            assert (len(seen), seen[-1]) == (1200, "p1199")
        assert await reader.read("SELECT count(*) FROM person") == [(1201,)]
    finally:
        await reader.close()
        await writer.close()
