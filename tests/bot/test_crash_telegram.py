"""The real process, killed between any two messages: nothing is lost, nothing is recorded twice."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.storage import journal
from bot.storage.database import Database
from scoring.facts import RoleName
from tests.bot.phone import TOKEN, Exchange, Phone, exchange
from tests.bot.process import Bot, make_campaign
from tests.bot.waiting import until

PDF = b"%PDF-1.7\nQD 15"
JPEG = b"\xff\xd8\xff\xe0"


@dataclass
class Stage:
    """A running bot, its server and an officer's phone."""

    bot: Bot
    server: Exchange
    phone: Phone
    codes: dict[RoleName, str]

    async def restart(self) -> None:
        await self.bot.kill()
        await self.bot.start()


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    data = tmp_path / "data"
    codes = await make_campaign(data)
    async with exchange() as server:
        bot = Bot(data, {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_BASE_URL": server.url})
        await bot.start()
        yield Stage(bot, server, Phone(server, 99, "Hoa"), codes)
        await bot.kill()


Step = tuple[Callable[[Phone], Awaitable[Any]], str]


def _talk(code: str) -> list[Step]:
    """An act on the phone, and what is heard then."""
    return [
        (lambda phone: phone.say(f"/start {code}"), "Chào anh/chị Nguyễn Thị Hoa"),
        (lambda phone: phone.press("Bắt đầu"), "Thông tin chung 1/29"),
        (lambda phone: phone.say("1.1"), "Câu 1/40"),
        (lambda phone: phone.press("Phó Bí thư"), "20 × 1/2 = 10 điểm"),
        (lambda phone: phone.say("3.2"), "Câu 12/40"),
        (lambda phone: phone.say("421/512"), "28,78 điểm"),
        (lambda phone: phone.send_document(PDF, "Quyết định.pdf", "QĐ 15"), "Đã nhận “Quyết định.pdf”"),
        (lambda phone: phone.send_photo(JPEG), "Câu này có 2 minh chứng"),
        (lambda phone: phone.say("https://vanlam.gov.vn/15"), "Câu này có 3 minh chứng"),
        (lambda phone: phone.say("/nop"), "Anh/chị nộp bây giờ chứ?"),
        (lambda phone: phone.press("Nộp"), "Đã nộp hồ sơ"),
    ]


RECORDED = {
    "invitation_accepted": 1, "answer_given": 3, "evidence_attached": 3, "submission_submitted": 1,
}  # fmt: skip


def _facts(bot: Bot) -> Counter[str]:
    """How often each kind of fact of a person was recorded."""
    return Counter(kind for (kind,) in bot.rows("SELECT kind FROM journal WHERE person_id <> 'cli'"))


async def _assert_whole(stage: Stage) -> None:
    """Everything that was said is on record once, answered, and the record adds up."""
    bot = stage.bot
    await until(lambda: not bot.rows("SELECT 1 FROM outbox WHERE state <> 'sent'"))
    await until(lambda: not stage.server.waiting())
    assert _facts(bot) == RECORDED
    assert bot.rows("SELECT count(*), count(DISTINCT event_key) FROM inbox WHERE state <> 'done'") == [(0, 0)]
    answers = bot.rows("SELECT item, version FROM answer ORDER BY item")
    assert answers == [("1.1", 1), ("3.2", 1), ("tt.1.6", 1)]  # the households of 3.2 are asked once
    await stage.bot.stop()
    database = await Database.open(bot.data)
    try:
        assert await journal.first_break(database) is None
    finally:
        await database.close()


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
async def test_killed_after_every_message(stage: Stage, seed: int) -> None:
    """At a random moment: before the update is taken, while it is worked on, or just when it is answered."""
    dice = random.Random(seed)
    steps = _talk(stage.codes["officer"])
    for act, reply in steps:
        await act(stage.phone)
        moment = dice.choice(("at once", "soon", "answered"))
        if moment == "soon":
            await asyncio.sleep(dice.uniform(0.001, 0.03))
        elif moment == "answered":
            await stage.phone.hear(reply)
        await stage.restart()
        await stage.phone.hear(reply)
    await _assert_whole(stage)
    sent = stage.bot.rows("SELECT count(*) FROM outbox")[0][0]
    said = sum(call.method in ("sendMessage", "editMessageText") for call in stage.server.calls)
    assert said <= sent + len(steps)  # a kill between sending and noting it repeats one message at most


@pytest.mark.slow
async def test_killed_while_a_file_is_on_its_way(stage: Stage) -> None:
    steps = _talk(stage.codes["officer"])
    for act, reply in steps[:6]:
        await act(stage.phone)
        await stage.phone.hear(reply)
    stage.server.downloads.clear()
    await stage.phone.send_document(PDF, "Quyết định.pdf", "QĐ 15")
    await stage.phone.send_photo(JPEG)
    await stage.phone.say("https://vanlam.gov.vn/15")  # waits behind the files
    await until(lambda: not stage.server.waiting())
    states = [state for (state,) in stage.bot.rows("SELECT state FROM inbox ORDER BY id DESC LIMIT 3")]
    assert states == ["waiting", "fetching", "fetching"]
    await stage.bot.kill()
    stage.server.downloads.set()
    await stage.bot.start()
    await stage.phone.hear("Câu này có 3 minh chứng")
    for act, reply in steps[9:]:
        await act(stage.phone)
        await stage.phone.hear(reply)
    await _assert_whole(stage)


@pytest.mark.slow
async def test_what_was_sent_while_the_bot_was_down_and_what_comes_twice(stage: Stage) -> None:
    steps = _talk(stage.codes["officer"])
    updates = []
    for act, reply in steps[:5]:
        updates.append(await act(stage.phone))
        await stage.phone.hear(reply)
    await stage.bot.kill()
    for act, _ in steps[5:9]:
        updates.append(await act(stage.phone))
    await stage.bot.start()
    await stage.phone.hear("Câu này có 3 minh chứng")
    heard = len(stage.phone.news)
    for update in updates:
        await stage.server.again(update)
    await until(lambda: not stage.server.waiting())
    assert len(stage.phone.news) == heard
    for act, reply in steps[9:]:
        await act(stage.phone)
        await stage.phone.hear(reply)
    await _assert_whole(stage)
