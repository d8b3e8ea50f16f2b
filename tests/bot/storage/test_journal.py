"""The journal: a changed, missing or moved row shows."""

import sqlite3
from pathlib import Path

import pytest

from bot.storage import journal
from bot.storage.database import Database
from bot.storage.journal import Cause, Head
from scoring.facts import AnswerGiven, Claim
from tests.bot.chain import first_break

CAUSE = Cause("2026-11-21T01:02:03+00:00", "k1", "p1", "web:a", "e1")


async def _filled(folder: Path) -> Database:
    database = await Database.open(folder)
    head, rows = Head(), []
    for number in range(1, 6):
        fact = AnswerGiven(item="3.2", version=number, claim=Claim(values={"a": str(number)}))
        head, row = head.append("01", fact, CAUSE)
        rows.append(row)
    await database.write(rows)
    return database


@pytest.mark.parametrize(
    ("damage", "broken"),
    [
        ("UPDATE journal SET body = replace(body, '\"3\"', '\"9\"') WHERE seq = 3", 3),
        ("DELETE FROM journal WHERE seq = 2", 3),
        ("UPDATE journal SET seq = 9 WHERE seq = 1", 2),
        ("UPDATE journal SET person_id = 'p2' WHERE seq = 5", 5),
        ("SELECT 1", None),
    ],
)
async def test_damage_shows(tmp_path: Path, damage: str, broken: int | None) -> None:
    database = await _filled(tmp_path)
    try:
        with sqlite3.connect(tmp_path / "chamdiem.db") as raw:
            raw.execute(damage)
        raw.close()
        assert await first_break(database) == broken
        if broken is None:
            assert (await journal.head(database)).seq == 5
    finally:
        await database.close()
