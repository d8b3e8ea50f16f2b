"""The database: one owner, migrations, all or nothing."""

import sqlite3
from pathlib import Path

import pytest

from bot.storage.database import MIGRATIONS, Database, DatabaseError, Statement

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
