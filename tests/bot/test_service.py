"""The writer: exactly once, in order, all or nothing, and the same after a restart."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import App
from bot.storage import submissions
from bot.storage.database import Statement
from bot.storage.journal import Cause
from bot.tryout.phones import Player
from conversations import engine
from conversations.desk import Desk
from conversations.events import Event, FileCame, Pressed, Said, StoredFile
from conversations.messages import Message
from conversations.session import Session
from conversations.talk import Act, Turn
from criteria.due import DueError
from scoring.facts import RoundOpened
from scoring.records import Submission
from scoring.submission_digest import digest_of
from tests.bot.campaigns import campaign, player
from tests.bot.chain import first_break

AT = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


def said(text: str, key: str, chat: str = "web:officer-01") -> Said:
    return Said(chat=chat, key=key, at=AT, nonce="0" * 32, text=text)


async def rows(app: App, sql: str) -> list[sqlite3.Row]:
    return await app.database.read(sql)


async def test_the_same_event_twice_changes_nothing(tmp_path: Path) -> None:
    async with campaign(tmp_path) as app:
        who = await player(app)
        await who.press("go:3.2")
        event = said("421/512", "k1")
        first, second = await asyncio.gather(app.service.accept(event), app.service.accept(event))
        assert (first > 0, second) == (True, 0)
        assert await app.service.accept(event) == 0
        assert [tuple(r) for r in await rows(app, "SELECT item, version FROM answer WHERE item = '3.2'")] == [
            ("3.2", 1)
        ]
        assert len(await rows(app, "SELECT 1 FROM outbox WHERE body LIKE '%28,78%'")) == 1


async def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    async with campaign(tmp_path) as app:
        who = await player(app)
        await who.press("go:3.2")
        await who.say("421/512")
        before = (
            app.book.submissions["01"],
            app.book.sessions[who.chat],
            app.book.standings,
            app.book.campaign,
        )
    async with campaign(tmp_path) as app:
        again = await submissions.load(app.database, app.book.campaign.round_id, "01")
        assert isinstance(again, Submission)
        assert (again.answers, again.state, again.revision) == (
            before[0].answers,
            before[0].state,
            before[0].revision,
        )
        assert await app.book.session(who.chat) == before[1]
        assert (app.book.standings, app.book.campaign) == before[2:]
        assert await first_break(app.database) is None


BAD = Statement("INSERT INTO person (id, name) VALUES ($1, $2)", ("p", None))


async def test_one_bad_job_falls_alone(tmp_path: Path) -> None:
    async with campaign(tmp_path) as app:
        who = await player(app)
        await who.press("go:3.2")
        results = await asyncio.gather(
            app.service.write(BAD), app.service.accept(said("421/512", "k1")), return_exceptions=True
        )
        assert isinstance(results[0], sqlite3.IntegrityError)
        assert results[1]
        assert app.book.submissions["01"].version("3.2") == 1


async def test_why_a_job_was_not_written_is_logged_without_anybodys_words(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with campaign(tmp_path) as app:
        odd = Act("", RoundOpened(period="chuyện riêng", deadline=""))
        with pytest.raises(DueError, match="chuyện riêng"):
            await app.service.act([odd], Cause(AT.isoformat(), app.book.campaign.id, "p", "web:1", "k"))
    assert "DueError" in caplog.text
    assert not any("chuyện riêng" in record.getMessage() for record in caplog.records)


async def test_where_the_disk_fails_nothing_overtakes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands behind it in the queue fails too, at once: sent again, all of it comes in its order."""
    async with campaign(tmp_path) as app:
        who = await player(app)
        await who.press("go:3.2")
        real, full = app.database.write, [OSError(28, "No space left on device")]

        async def write(statements: Iterable[Statement]) -> None:
            if full:
                await asyncio.sleep(0.01)  # meanwhile the next one comes in
                raise full.pop()
            await real(statements)

        monkeypatch.setattr(app.database, "write", write)
        events = [said("421/512", "k1"), said("/diem", "k2")]
        first = asyncio.create_task(app.service.accept(events[0]))
        await asyncio.sleep(0)
        outcomes = await asyncio.gather(first, app.service.accept(events[1]), return_exceptions=True)
        assert [type(outcome) for outcome in outcomes] == [OSError, OSError]
        for event in events:
            assert await app.service.accept(event)
        keys = await rows(app, "SELECT event_key FROM inbox WHERE event_key IN ('k1', 'k2') ORDER BY id")
        assert [key for (key,) in keys] == ["k1", "k2"]


async def test_a_disk_that_cannot_be_read_sets_nothing_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with campaign(tmp_path) as app:
        who = await player(app)
        trouble = [OSError(5, "Input/output error")]
        real = engine.step

        def step(session: Session, event: Event, desk: Desk) -> Turn:
            if trouble:
                raise trouble.pop()
            return real(session, event, desk)

        monkeypatch.setattr("conversations.engine.step", step)
        with pytest.raises(OSError, match="Input/output"):
            await app.service.accept(said("/diem", "k1", who.chat))
        assert await app.service.accept(said("/diem", "k1", who.chat))
        states = await rows(app, "SELECT state FROM inbox WHERE event_key = 'k1'")
        assert [state for (state,) in states] == ["done"]


async def test_what_comes_behind_a_file_waits_for_it(tmp_path: Path) -> None:
    async with campaign(tmp_path) as app:
        who = await player(app)
        await who.press("go:3.2")
        file = StoredFile(sha256="", name="a.pdf", mime="application/pdf", size=3)
        pending = FileCame(chat=who.chat, key="f1", at=AT, nonce="0" * 32, file=file)
        row = await app.service.accept(pending, fetching=True)
        await app.service.accept(said("421/512", "k1"))
        assert "3.2" not in app.book.submissions["01"].answers
    async with campaign(tmp_path) as app:
        (held,) = app.service.fetching()
        assert held.id == row
        stored = await app.store.keep(b"%PDF-1.4 x")
        whole = file.model_copy(update={"sha256": stored.sha256})
        await app.service.fetched(row, pending.model_copy(update={"file": whole}), "")
        record = app.book.submissions["01"]
        assert record.version("3.2") == 1
        assert [piece.sha256 for piece in record.evidence["3.2"]] == [stored.sha256]
        assert app.service.fetching() == []


async def test_many_people_at_once_keep_their_order(tmp_path: Path) -> None:
    async with campaign(tmp_path) as app:
        who = await player(app)
        await who.press("go:3.2")
        press = Pressed(chat=who.chat, key="", at=AT, nonce="0" * 32, payload="go:3.2")
        events: list[Event] = []
        for number in range(1, 40):
            events += [press.model_copy(update={"key": f"p{number}"}), said(f"{number}/512", f"k{number}")]
        await asyncio.gather(*(app.service.accept(event) for event in events))
        record = app.book.submissions["01"]
        claim = record.claim("3.2")
        assert claim is not None
        assert claim.values == {"a": "39", "b": "512"}
        kept = await rows(app, "SELECT count(*) FROM answer WHERE item = '3.2' AND current = 1")
        assert kept[0][0] == 1


async def test_what_is_in_memory_is_what_is_on_record(tmp_path: Path) -> None:
    """Two people press and type at random; every dossier, session and standing reads back equal."""
    async with campaign(tmp_path) as app:
        people = [await player(app), await player(app, "reviewer", "", "Phòng VHTT")]
        dice = random.Random(7)
        for _ in range(400):
            await _anything(app, dice.choice(people), dice)
        book = app.book
        record = await submissions.load(app.database, book.campaign.round_id, "01")
        assert record == book.submissions["01"]
        assert digest_of(record) == digest_of(book.submissions["01"])
        assert len(record.answers) > 3
        before = (book.campaign, book.standings, book.head, dict(book.sessions))
        await book.read()
        assert (book.campaign, book.standings, book.head) == before[:3]
        for chat, session in before[3].items():
            assert await book.session(chat) == session
        assert await first_break(app.database) is None


TYPED = (
    "421/512", "1", "2", "có", "câu 3.2", "/nop", "/ruthoso", "/hoso 01", "trả lại", "kết thúc",
    "điểm 5", "Lý do: chưa rõ nguồn số liệu.", "https://example.vn/a", "/chapnhan", "95%", "12,5", "sửa",
)  # fmt: skip
LATEST = "SELECT body FROM outbox WHERE chat = $1 ORDER BY id DESC LIMIT 3"


async def _anything(app: App, who: Player, dice: random.Random) -> None:
    """Press a button of the latest messages, type something, or send a file."""
    latest = await app.database.read(
        "SELECT body FROM outbox WHERE chat = $1 ORDER BY id DESC LIMIT 3", who.chat
    )
    buttons = [b for (body,) in latest for row in Message.model_validate_json(body).buttons for b in row]
    if buttons and dice.random() < 0.6:
        await who.press(dice.choice(buttons).payload)
    elif dice.random() < 0.15:
        await who.send("a.pdf", "", str(dice.random()))
    else:
        await who.say(dice.choice(TYPED))
