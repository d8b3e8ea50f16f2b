"""An answered question, alone and with fifty people at once, against echoes and bare inserts."""

from __future__ import annotations

import asyncio
import sqlite3
import statistics
import tempfile
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

from telegram import Update
from telegram.ext import Application, ApplicationBuilder, MessageHandler, filters

from bench.measuring import ROUNDS, Row
from bench.stub import CHAT, TOKEN, stub_bot, text_update
from bot.app import App, opened
from bot.channels import telegram_updates
from bot.channels.base import Outgoing
from bot.channels.telegram_sending import Sender
from bot.channels.telegram_trouble import Trouble
from bot.commands import office
from bot.running import keep_loaded
from bot.settings import Settings
from bot.tryout import demo
from bot.tryout.phones import Player
from bot.tryout.players import Officer
from conversations.commands import Command
from conversations.talk import Act
from criteria.schema import CriteriaSet
from scoring.facts import StageChanged, Unit, UnitsImported

PEOPLE = 50


async def one_answer(criteria: CriteriaSet) -> Row:
    """A typed answer from update to sent reply, against a python-telegram-bot echo and one durable insert,
    both through the same stub.
    """
    with tempfile.TemporaryDirectory() as folder:
        async with opened(Settings(data=Path(folder) / "data"), listening=False) as app:
            phone = await _telegram_phone(app, criteria)
            keep_loaded()
            echo, floor = await _echo(), _Floor(Path(folder) / "floor.db")
            ours: list[float] = []
            bare: list[float] = []
            arrived = app.channels["telegram"]
            assert isinstance(arrived, _Telegram)
            for number in range(ROUNDS * 30):
                await phone.press("go:3.2")
                await app.delivery.idle()
                arrived.forget()
                update = text_update(1000 + number, str(100 + number))
                started = time.perf_counter()
                event = telegram_updates.read(update, datetime.now(UTC), "0" * 32)
                assert event is not None
                await app.service.accept(event)
                await arrived.sent.get()
                ours.append(time.perf_counter() - started)
                await app.delivery.idle()
                started = time.perf_counter()
                await echo.process_update(Update.de_json(update, echo.bot))
                floor.write(1)
                bare.append(time.perf_counter() - started)
            answer = (await app.book.submission("00000")).claim("3.2")
            assert answer is not None
            assert answer.values["a"] == str(100 + ROUNDS * 30 - 1)
            floor.close()
    a, b = statistics.median(ours) * 1000, statistics.median(bare) * 1000
    return Row("answered question, update to sent reply", a, b, "ms", "≤ 3×, reach 2×")


async def _telegram_phone(app: App, criteria: CriteriaSet) -> Player:
    """An officer whose dossier is full, talking from the stub's chat."""
    (phone,) = await phones(app, criteria, 1, f"telegram:{CHAT}")
    await Officer(phone, criteria, "Xã 0", 0.8).fill(evidence=False)
    bot, _ = stub_bot()
    app.channels["telegram"] = _Telegram(Sender(bot, Trouble(TOKEN), per_second=1e9))
    await bot.initialize()
    return phone


class _Telegram:
    """The sending half of the Telegram channel, without its pace of 25 calls a second."""

    name = "telegram"

    def __init__(self, sender: Sender) -> None:
        self._sender = sender
        self.sent: asyncio.Queue[str] = asyncio.Queue()

    def known_ref(self, _outgoing: Outgoing) -> str:
        return ""

    async def send(self, outgoing: Outgoing) -> str:
        ref = await self._sender.send(outgoing)
        self.sent.put_nowait(ref)
        return ref

    def forget(self) -> None:
        """What was sent so far belongs to another measurement."""
        while not self.sent.empty():
            self.sent.get_nowait()

    async def menu(self, chat: str, commands: tuple[Command, ...]) -> None:
        pass

    async def run(self) -> None:
        pass

    def fetch(self, handle: str) -> AsyncIterator[bytes]:
        raise NotImplementedError(handle)


async def _echo() -> Application:  # type: ignore[type-arg]
    bot, _ = stub_bot()
    echo = ApplicationBuilder().bot(bot).build()

    async def reply(update: Update, _context: object) -> None:
        assert update.message is not None
        await update.message.reply_text(update.message.text or "")

    echo.add_handler(MessageHandler(filters.TEXT, reply))
    await echo.initialize()
    return echo


async def many_answers(criteria: CriteriaSet) -> Row:
    """Fifty people at once, each answer durable before the person's next, against one sequential writer."""
    with tempfile.TemporaryDirectory() as folder:
        async with opened(Settings(data=Path(folder) / "data"), listening=False) as app:
            people = await phones(app, criteria, PEOPLE)
            keep_loaded()
            floor = _Floor(Path(folder) / "floor.db")
            pairs = []
            for _ in range(ROUNDS):
                started = time.perf_counter()
                await asyncio.gather(*(_answer(phone, 2) for phone in people))
                events = PEOPLE * 2 * 2  # opening the question is an event too
                pairs.append(((time.perf_counter() - started) / events, floor.write(events) / events))
            floor.close()
    ours, bare = (statistics.median(pair[i] for pair in pairs) * 1000 for i in (0, 1))
    return Row(f"{PEOPLE} people at once, per durable event", ours, bare, "ms", "≤ 2×, reach 1×")


async def phones(
    app: App, criteria: CriteriaSet, people: int, chat: str = "", units: int = 0
) -> list[Player]:
    """Officers who have joined an open campaign, one for each of the first ``people`` units."""
    listed = tuple(Unit(code=f"{n:05}", name=f"Xã {n}", block="Khối") for n in range(units or people))
    await app.decree([Act("", office.created(criteria, "Đo tốc độ", ""))])
    await app.decree([Act("", UnitsImported(units=listed)), Act("", StageChanged(stage="open"))])
    joined = [
        await demo.joined(app, ("officer", unit.code, unit.name), n, chat)
        for n, unit in enumerate(listed[:people])
    ]
    for phone in joined:
        await phone.press("go:3.2")
        await phone.say("421/512")
    return joined


async def _answer(phone: Player, count: int) -> None:
    for number in range(count):
        await phone.press("go:3.2")
        await phone.say(f"{300 + number}/512")


class _Floor:
    """One stdlib writer: WAL, synchronous=FULL, one insert of the same size in each transaction; two
    transactions an answer, because opening a question is an event too.
    """

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("CREATE TABLE answer (id INTEGER PRIMARY KEY, body TEXT NOT NULL)")

    def write(self, count: int) -> float:
        started = time.perf_counter()
        for _ in range(count):
            self._db.execute("BEGIN IMMEDIATE")
            self._db.execute("INSERT INTO answer (body) VALUES (?)", ("x" * 1000,))
            self._db.execute("COMMIT")
        return time.perf_counter() - started

    def close(self) -> None:
        self._db.close()
