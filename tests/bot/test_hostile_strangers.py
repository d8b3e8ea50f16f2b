"""Strangers: codes by the thousand, floods, and what they cost everybody else."""

from __future__ import annotations

import asyncio
import logging
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot

from bot.app import App
from bot.channels.telegram_receiving import Receiver
from bot.intake.flood import STRANGER
from bot.logs import Discreet
from conversations.events import Said, Started
from conversations.phrases import officer as words
from conversations.phrases import people
from tests.bot.campaigns import campaign, player
from tests.bot.served import recorded
from tests.conversations.desks import ready

WAIT = people.WAIT_CODES.partition("{")[0]
START = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


class FakeBot:
    def __init__(self) -> None:
        self.said: list[int] = []

    async def send_message(self, chat: int, _text: str) -> None:
        self.said.append(chat)

    async def answer_callback_query(self, _query: str) -> None:
        pass


def update(key: int, chat: int, text: str, at: datetime = START) -> dict[str, Any]:
    who = {"id": chat, "is_bot": False, "first_name": "Kẻ lạ"}
    message = {"message_id": key, "date": int(at.timestamp()), "chat": {"id": chat, "type": "private"}}
    return {"update_id": key, "message": {**message, "from": who, "text": text}}


def gate(app: App) -> tuple[Receiver, FakeBot]:
    bot = FakeBot()
    return Receiver(cast("Bot", bot), app.gate.before(app.service.accept)), bot


def code(number: int) -> str:
    return f"{number:010}".translate(str.maketrans("0123456789", "7K3QF9XW2M"))


MOST = int(STRANGER.burst)


async def test_ten_thousand_codes_from_one_chat(tmp_path: Path) -> None:
    """As links and as typed codes, faster than anybody types: few are looked at, one more each 6 seconds."""
    async with campaign(tmp_path) as app:
        receiver, bot = gate(app)
        before = await recorded(app)
        for n in range(10_000):
            text = f"/start {code(n)}" if n % 2 else code(n)
            await receiver.take(update(n, 9, text, START + timedelta(milliseconds=n)))
        after = await recorded(app)
        assert [now - then for now, then in zip(after, before, strict=True)] == [MOST, MOST, 1, 0, 1]
        await asyncio.gather(*receiver._tasks)
        assert bot.said == [9]


async def test_many_who_flood_are_told_little_by_little(tmp_path: Path) -> None:
    """What is said beside the outbox leaves Telegram room for the answers."""
    async with campaign(tmp_path) as app:
        receiver, bot = gate(app)
        for chat in range(20):
            for n in range(MOST + 1):
                await receiver.take(update(1000 * n + chat, chat, "3.2"))
        await asyncio.sleep(0)
        assert len(bot.said) <= 4
        receiver.stop()


async def test_a_thousand_chats_learn_nothing(tmp_path: Path) -> None:
    async with campaign(tmp_path) as app:
        receiver, _ = gate(app)
        facts = app.book.head.seq
        takes = [
            receiver.take(update(1000 * n + chat, chat, text))
            for chat in range(1000)
            for n, text in enumerate([code(chat), "Xã Lạc Đạo"])
        ]
        await asyncio.gather(*takes)
        said = await app.database.read("SELECT DISTINCT body FROM outbox")
        assert len(said) == 2  # to every code the same, to every other text the same
        assert not any(unit.name in body for (body,) in said for unit in app.book.campaign.units.values())
        assert app.book.head.seq == facts


async def test_others_are_answered_while_somebody_floods(tmp_path: Path) -> None:
    """500 messages in 10 seconds from each of four chats, while an officer works."""
    async with campaign(tmp_path) as app:
        who = await player(app)
        receiver, _ = gate(app)

        async def flood(chat: int) -> None:
            for n in range(500):
                at = START + timedelta(milliseconds=20 * n)
                await receiver.take(update(chat * 1000 + n, chat, "3.2", at))
                await asyncio.sleep(0)

        floods = [asyncio.create_task(flood(chat)) for chat in (1, 2, 3, 4)]
        took = []
        for n in range(100):
            began = time.perf_counter()
            await who.press("go:3.2")
            await who.say(f"{300 + n}/512")
            took.append((time.perf_counter() - began) / 2)
        await asyncio.gather(*floods)
        p99 = sorted(took)[98]
        print(f"p50 {sorted(took)[50] * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms")
        assert p99 < 1.0
        rows = await app.database.read("SELECT chat, count(*) FROM outbox GROUP BY chat ORDER BY chat")
        assert {chat: count for chat, count in rows if chat.startswith("telegram:")} == {
            f"telegram:{chat}": MOST for chat in (1, 2, 3, 4)
        }


@given(st.text(max_size=200))
def test_a_stranger_hears_of_nobody(text: str) -> None:
    """Whatever a stranger says or follows, the answer is one of the few sentences for strangers."""
    house = ready()
    for turn in (house.say("web:x", text), house.start("web:x", text)):
        assert not [act for act in turn.acts if act.fact.kind != "act_refused"]
        (message,) = turn.messages
        assert not message.buttons
        assert not message.attachment
        assert message.body in (words.STRANGER, words.WRONG_CODE) or message.body.startswith(WAIT)


async def test_nothing_of_it_is_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Names, codes and words at DEBUG, in plain lines and in JSON."""
    caplog.set_level(logging.DEBUG)
    async with campaign(tmp_path) as app:
        who = await player(app)
        receiver, _ = gate(app)
        secrets = ["Nguyễn Thị Hoa", "bí mật gia đình", "0912345678", "7K3QF9XW2M", "7K3QF-9XW2M"]
        for n, text in enumerate(secrets * 5):
            await receiver.take(update(n, 9, text))
            await who.say(text)
            await who.press(text)
        broken: dict[str, Any] = {"chat": "web:x", "key": "k", "at": START, "nonce": "zz"}
        await app.service.accept(Started(**broken, invitation="7K3QF9XW2M"))
        await app.service.accept(Said(**{**broken, "key": "l"}, text=secrets[1]))
    for form in (Discreet(), Discreet(as_json=True)):
        said = "\n".join(form.format(record) for record in caplog.records if "aiosqlite" not in record.name)
        assert said
        assert [word for word in secrets if word in said] == []
