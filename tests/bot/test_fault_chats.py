"""What Telegram says of one chat is of that chat alone: somebody who has blocked the bot, somebody who is to
be spared for a while, a crowd that speaks at once. All others are answered, in order, no faster than allowed.
"""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest
from lo_bot_api_emulator import ApiRefusal

from tests.bot.faults.promises import clean, kept, same, settled, whole
from tests.bot.faults.stages import Stage, staged
from tests.bot.phone import Exchange, Phone
from tests.bot.waiting import until

OVERALL = 30  # messages in any second, by Telegram's rules
CROWD = 60
TALKS = ("sendMessage", "editMessageText")


@pytest.mark.slow
async def test_somebody_who_has_blocked_the_bot(tmp_path: Path) -> None:
    """What they said last is on record, nothing is tried again, not after a restart either; once they are
    back they go on.
    """
    async with staged(tmp_path / "data", 2) as stage:
        phone, tried = stage.hands[0].phone, list[str]()

        def gone(method: str, fields: dict[str, Any]) -> None:
            if method in TALKS and int(fields["chat_id"]) == phone.chat:
                tried.append(method)
                raise ApiRefusal("Forbidden: bot was blocked by the user", 403)

        stage.server.refuse = gone
        await stage.act(0)
        await until(lambda: bool(stage.bot.rows("SELECT 1 FROM outbox WHERE state = 'failed'")))
        await phone.moves("kicked")
        await stage.play(1, 2)
        await stage.bot.kill()
        await stage.bot.start()
        await stage.play(1, 1)
        assert len(tried) == 1
        stage.server.refuse = lambda _method, _fields: None
        await phone.moves("member")
        stage.rest[0] = stage.rest[0][1:]  # on record, as the next card says
        await phone.say("3.2")
        await phone.hear("300/512 = ")
        await stage.finish()
        await whole(stage.bot, stage.server, unreached=1)
    same(kept(tmp_path / "data"), await clean(tmp_path / "clean", 2))


@pytest.mark.slow
async def test_one_chat_that_is_to_be_spared_holds_up_nobody_else(tmp_path: Path) -> None:
    async with staged(tmp_path / "data", 2) as stage:
        busy, asked, later = stage.hands[0].phone.chat, list[float](), list[float]()

        def spared(method: str, fields: dict[str, Any]) -> None:
            if method not in TALKS or int(fields["chat_id"]) != busy:
                return
            if not asked:
                asked.append(time.monotonic())
                raise ApiRefusal("Too Many Requests: retry after 3", 429, {"retry_after": 3})
            later.append(time.monotonic())

        stage.server.refuse = spared
        await stage.act(0)
        await until(lambda: bool(asked))
        await stage.play(1, 4)
        assert time.monotonic() - asked[0] < 2.5
        assert not later
        await stage.answered(0)
        assert later[0] - asked[0] >= 3
        await stage.finish()
        await whole(stage.bot, stage.server)
    same(kept(tmp_path / "data"), await clean(tmp_path / "clean", 2))


@pytest.mark.slow
async def test_a_crowd_is_answered_no_faster_than_telegram_allows(tmp_path: Path) -> None:
    async with staged(tmp_path / "data", 1) as stage:
        crowd = [Phone(stage.server, 5000 + number, "Người lạ") for number in range(CROWD)]
        before = len(stage.server.calls)
        await asyncio.gather(*(phone.say("xin chào") for phone in crowd))
        await asyncio.gather(*(phone.hear("", 20) for phone in crowd))
        await ordered(stage)
        assert most_in_a_second(stage.server, before) <= OVERALL
        await settled(stage.bot, stage.server)


async def ordered(stage: Stage) -> None:
    """What one person says at once is answered in that order."""
    phone = stage.hands[0].phone
    shown = len(stage.server.news[phone.chat])
    for text in ("/diem", "1.1", "/mucluc", "2.1"):
        await phone.say(text)
    await phone.hear("2.1")
    await settled(stage.bot, stage.server)
    said = [shown.text for shown in stage.server.news[phone.chat][shown:]]
    for text, start in zip(said, ("Điểm tạm tính", "Câu 1/40", "Mục lục", "Câu 6/40"), strict=True):
        assert text.startswith(start)


def most_in_a_second(server: Exchange, before: int) -> int:
    """The largest number of messages that were sent within one second."""
    times = [call.at for call in server.calls[before:] if call.method in TALKS]
    return max(sum(at <= other < at + 1 for other in times) for at in times)
