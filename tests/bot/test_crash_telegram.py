"""The real process, killed between any two messages: nothing is lost, nothing is recorded twice.

``SOAK_STRIDE`` in the environment: 1 kills after every message in each run; otherwise the runs share them.
"""

from __future__ import annotations

import asyncio
import os
import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest

from bot.storage.database import Database
from scoring.facts import RoleName
from tests.bot.chain import first_break
from tests.bot.phone import TOKEN, Exchange, Phone, exchange
from tests.bot.process import Bot, make_campaign
from tests.bot.waiting import until

STRIDE = int(os.environ.get("SOAK_STRIDE", "2"))
PDF = b"%PDF-1.7\nQD 15"
JPEG = b"\xff\xd8\xff\xe0"


Who = Literal["officer", "reviewer"]
Step = tuple[Who, Callable[[Phone], Awaitable[Any]], str]


@dataclass
class Stage:
    """A running bot, its server, and two people with a phone each."""

    bot: Bot
    server: Exchange
    phones: dict[Who, Phone]
    codes: dict[RoleName, str]

    async def play(self, *steps: Step) -> list[Any]:
        """Do each step and wait for its reply; the updates."""
        updates = []
        for who, act, reply in steps:
            updates.append(await act(self.phones[who]))
            await self.phones[who].hear(reply)
        return updates


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    data = tmp_path / "data"
    codes = await make_campaign(data)
    async with exchange() as server:
        bot = Bot(data, {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_BASE_URL": server.url})
        await bot.start()
        phones: dict[Who, Phone] = {
            "officer": Phone(server, 99, "Hoa"),
            "reviewer": Phone(server, 98, "Phòng"),
        }
        yield Stage(bot, server, phones, codes)
        await bot.kill()


def _filling(codes: dict[RoleName, str]) -> list[Step]:
    """What the officer does, and what is heard then."""
    code = codes["officer"]
    return [
        ("officer", lambda phone: phone.say(f"/start {code}"), "Chào anh/chị Nguyễn Thị Hoa"),
        ("officer", lambda phone: phone.press("Bắt đầu"), "Thông tin chung 1/29"),
        ("officer", lambda phone: phone.say("1.1"), "Câu 1/40"),
        ("officer", lambda phone: phone.press("Phó Bí thư"), "20 × 1/2 = 10 điểm"),
        ("officer", lambda phone: phone.say("3.2"), "Câu 12/40"),
        ("officer", lambda phone: phone.say("421/512"), "28,78 điểm"),
        ("officer", lambda phone: phone.send_document(PDF, "QĐ.pdf", "QĐ 15"), "Đã nhận “QĐ.pdf”"),
        ("officer", lambda phone: phone.send_photo(JPEG), "Câu này có 2 minh chứng"),
        ("officer", lambda phone: phone.say("https://vanlam.gov.vn/15"), "Câu này có 3 minh chứng"),
        ("officer", lambda phone: phone.say("/nop"), "Anh/chị nộp bây giờ chứ?"),
        ("officer", lambda phone: phone.press("Nộp"), "Đã nộp hồ sơ"),
    ]


def _reviewing(codes: dict[RoleName, str]) -> list[Step]:
    """What the reviewer does then."""
    code = codes["reviewer"]
    return [
        ("reviewer", lambda phone: phone.say(f"/start {code}"), "Chào anh/chị Phòng Văn hóa"),
        ("reviewer", lambda phone: phone.say("/hangdoi"), "Hồ sơ chờ thẩm định (1)"),
        ("reviewer", lambda phone: phone.press("Xã Lạc Đạo"), "Điểm tự chấm: 38,78"),
        ("reviewer", lambda phone: phone.say("/tieuchi 3.2"), "421/512 = 82,23%"),
        ("reviewer", lambda phone: phone.press("Trả lại"), "Vì sao trả lại mục 3.2"),
        ("reviewer", lambda phone: phone.say("Minh chứng thiếu chữ ký"), "sẽ trả lại"),
        ("reviewer", lambda phone: phone.say("/tieuchi 1.1"), "20 × 1/2 = 10 điểm"),
        ("reviewer", lambda phone: phone.press("Chấp nhận"), "1.1: đã chấp nhận"),
        ("reviewer", lambda phone: phone.say("/hoso 01"), "Kết thúc thẩm định"),
        ("reviewer", lambda phone: phone.press("Kết thúc"), "Trả lại 1 mục: 3.2"),
        ("reviewer", lambda phone: phone.press("Trả lại hồ sơ"), "Đã trả lại hồ sơ Xã Lạc Đạo"),
    ]


FILLED = {
    "invitation_accepted": 1, "answer_given": 3, "evidence_attached": 3, "submission_submitted": 1,
}  # fmt: skip


def _facts(bot: Bot) -> Counter[str]:
    """How often each kind of fact of a person was recorded."""
    return Counter(kind for (kind,) in bot.rows("SELECT kind FROM journal WHERE person_id <> 'cli'"))


async def _assert_whole(stage: Stage, recorded: dict[str, int]) -> None:
    """Everything that was said is on record once, answered, and the record adds up."""
    bot = stage.bot
    await until(lambda: not bot.rows("SELECT 1 FROM outbox WHERE state <> 'sent'"))
    await until(
        lambda: not stage.server.waiting() and not bot.rows("SELECT 1 FROM inbox WHERE state <> 'done'")
    )
    assert _facts(bot) == recorded
    answers = bot.rows("SELECT item, version FROM answer ORDER BY item")
    assert answers == [("1.1", 1), ("3.2", 1), ("tt.1.6", 1)]  # the households of 3.2 are asked once
    await bot.stop()
    database = await Database.open(bot.data)
    try:
        assert await first_break(database) is None
    finally:
        await database.close()


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
async def test_killed_after_every_message(stage: Stage, seed: int) -> None:
    """At a random moment: before the update is taken, while it is worked on, or just when it is answered.

    Sometimes its confirmation does not arrive either, and it comes again.
    """
    dice = random.Random(seed)
    steps = [*_filling(stage.codes), *_reviewing(stage.codes)]
    for number, (who, act, reply) in enumerate(steps):
        update = await act(stage.phones[who])
        if number % STRIDE != seed % STRIDE:
            await stage.phones[who].hear(reply)
            continue
        if dice.random() < 0.3:
            await stage.phones[who].hear(reply)
        else:
            await asyncio.sleep(dice.uniform(0, 0.02))
        await stage.bot.kill()
        if update not in stage.server.waiting() and dice.random() < 0.5:
            await stage.server.again(update)
        await stage.bot.start()
        await stage.phones[who].hear(reply)
    await stage.phones["officer"].hear("Hồ sơ được trả lại để sửa 1 câu")
    verdicts = {
        "invitation_accepted": 2,
        "answer_returned": 1,
        "answer_accepted": 1,
        "submission_returned": 1,
    }
    await _assert_whole(stage, {**FILLED, **verdicts})
    sent = stage.bot.rows("SELECT count(*) FROM outbox")[0][0]
    said = sum(call.method.startswith(("send", "editMessageText")) for call in stage.server.calls)
    assert said <= sent + len(steps)  # a kill between sending and noting it repeats one message at most


@pytest.mark.slow
async def test_killed_while_a_file_is_on_its_way(stage: Stage) -> None:
    steps, phone = _filling(stage.codes), stage.phones["officer"]
    await stage.play(*steps[:6])
    stage.server.downloads.clear()
    for _, act, _ in steps[6:9]:  # the link waits behind the two files
        await act(phone)
    await until(lambda: not stage.server.waiting())
    states = [state for (state,) in stage.bot.rows("SELECT state FROM inbox ORDER BY id DESC LIMIT 3")]
    assert states == ["waiting", "fetching", "fetching"]
    await stage.bot.kill()
    stage.server.downloads.set()
    await stage.bot.start()
    await phone.hear("Câu này có 3 minh chứng")
    await stage.play(*steps[9:])
    await _assert_whole(stage, FILLED)


@pytest.mark.slow
async def test_what_was_sent_while_the_bot_was_down_and_what_comes_twice(stage: Stage) -> None:
    steps, phone = _filling(stage.codes), stage.phones["officer"]
    updates = await stage.play(*steps[:5])
    await stage.bot.kill()
    updates += [await act(phone) for _, act, _ in steps[5:9]]
    await stage.bot.start()
    await phone.hear("Câu này có 3 minh chứng")
    heard = len(phone.news)
    for update in updates:
        await stage.server.again(update)
    await until(lambda: not stage.server.waiting())
    assert len(phone.news) == heard
    await stage.play(*steps[9:])
    await _assert_whole(stage, FILLED)
