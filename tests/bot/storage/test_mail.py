"""Rows that cannot be read: set aside, said once, and nobody is blocked."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.storage import mail
from conversations.events import Said
from tests.bot.campaigns import campaign, player


def damage(data: Path, statement: str) -> None:
    raw = sqlite3.connect(data / "chamdiem.db")
    raw.executescript(statement)
    raw.close()


@pytest.mark.parametrize(
    "body", ["{", "{}", '{"chat": "web:officer-01", "place": "gone"}', "null", '{"x": 1}']
)
async def test_an_unreadable_session_begins_anew_with_the_same_person(
    tmp_path: Path, body: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with campaign(tmp_path) as app:
        who = await player(app)
        await who.press("go:3.2")
        person = app.book.sessions[who.chat].person
    damage(tmp_path, f"UPDATE session SET body = '{body}'")  # noqa: S608 - from above
    async with campaign(tmp_path) as app:
        for text in ("câu 3.2", "421/512"):
            await app.service.accept(_said(who.chat, text))
        assert app.book.sessions[who.chat].person == person
        assert app.book.submissions["01"].version("3.2") == 1
        assert caplog.text.count("could not be read: it begins anew") == 1
        assert "officer-01" not in caplog.text
    async with campaign(tmp_path) as app:
        assert (await mail.session(app.database, who.chat)).person == person


async def test_a_session_with_a_field_of_an_earlier_version_goes_on(tmp_path: Path) -> None:
    async with campaign(tmp_path) as app:
        who = await player(app)
        await who.press("go:3.2")
        before = app.book.sessions[who.chat]
    damage(tmp_path, "UPDATE session SET body = json_set(body, '$.role', 'officer')")
    async with campaign(tmp_path) as app:
        assert await mail.session(app.database, who.chat) == before
        assert before.item == "3.2"


async def test_unreadable_mail_does_not_keep_the_bot_from_starting(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with campaign(tmp_path) as app:
        who = await player(app)
        await who.press("go:3.2")
    damage(
        tmp_path,
        "UPDATE inbox SET state = 'waiting', body = '{' WHERE id = (SELECT max(id) FROM inbox);"
        "UPDATE outbox SET state = 'waiting', body = '{}{' WHERE id = (SELECT max(id) FROM outbox)",
    )
    async with campaign(tmp_path) as app:
        assert app.service.fetching() == []
        assert await mail.unsent(app.database) == []
        _, went = await mail.history(app.database, who.chat, 0)
        assert went
        await app.service.accept(_said(who.chat, "421/512"))
        assert app.book.submissions["01"].version("3.2") == 1
        failed = await app.database.read("SELECT state FROM inbox WHERE body = '{'")
        assert [row[0] for row in failed] == ["failed"]
    assert caplog.text.count("cannot be read and was set aside") == 2


def _said(chat: str, text: str) -> Said:
    at = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
    return Said(chat=chat, key=text, at=at, nonce="0" * 32, text=text)
