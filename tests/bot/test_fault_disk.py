"""A disk that is full, refuses to be written, or is held by somebody else: nothing is acknowledged that is not
on it, everybody gets a clear answer, and the bot recovers by itself.
"""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import aiohttp
import pytest

from conversations.phrases import running
from tests.bot.faults.hands import WebHand, browser
from tests.bot.faults.promises import clean, kept, prepared, same, whole
from tests.bot.faults.scripts import script
from tests.bot.faults.stages import Stage, filled, locked, refusing, small_disk, staged
from tests.bot.process import Bot

DELAYED = running.DELAYED[:40]


async def refused_on_the_page(stage_bot: Bot, web: aiohttp.ClientSession, hand: WebHand) -> None:
    """What the page is told while nothing can be written."""
    body = {"id": "0123456789abcdef", "text": "/diem"}
    async with web.post(f"{hand.base}{hand.chat}/events", json=body, headers=hand._headers()) as answer:
        assert answer.status == 503
        assert "không ghi được" in (await answer.json())["error"]


async def told_then_done(stage: Stage, number: int) -> int:
    """The officer answers while nothing can be written: told so, once, and nothing is on record."""
    facts = len(stage.bot.rows("SELECT 1 FROM journal"))
    hand, step = stage.hands[number], stage.rest[number][0]
    hand.updates.append(await hand._act(step))
    told = await hand.phone.hear(DELAYED, 20)
    assert told.text == running.DELAYED
    await asyncio.sleep(1)
    assert [shown.text for shown in hand.phone.news] == [running.DELAYED]
    assert len(stage.bot.rows("SELECT 1 FROM journal")) == facts
    return facts


async def comes_by_itself(stage: Stage, number: int) -> None:
    """Once there is room, what was sent is done without anybody's doing."""
    step, *rest = stage.rest[number]
    await stage.hands[number].phone.hear(step.reply, 60)
    stage.rest[number] = tuple(rest)


@pytest.mark.slow
async def test_a_full_disk(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 12) as disk:
        async with staged(disk / "data") as stage:
            expected = await clean(tmp_path / "clean", 2)
            with filled(disk):
                await told_then_done(stage, 0)
            await comes_by_itself(stage, 0)
            await stage.finish()
            await whole(stage.bot, stage.server)
        same(kept(disk / "data"), expected)


@pytest.mark.slow
async def test_room_for_words_but_not_for_files(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 12) as disk:
        async with staged(disk / "data", 1, 6) as stage:
            phone = stage.hands[0].phone
            with filled(disk, 700_000):
                await phone.send_document(b"%PDF-1.7\n" + bytes(2_000_000), "lớn.pdf")
                await phone.hear("Máy chủ hết chỗ nên “lớn.pdf” chưa được lưu", 20)
                await phone.say("/diem")
                await phone.hear("1000", 20)
                assert not list((disk / "data" / "evidence").glob("partial-*"))
            await phone.say("3.2")
            await phone.hear("Câu 12/40")
            await stage.finish()
            await whole(stage.bot, stage.server)


@pytest.mark.slow
async def test_killed_and_started_on_a_full_disk(tmp_path: Path) -> None:
    """Whoever starts it again and again (systemd, Docker) gets it back as soon as there is room."""
    with small_disk(tmp_path / "disk", 12) as disk:
        async with staged(disk / "data") as stage:
            expected = await clean(tmp_path / "clean", 2)
            with filled(disk):
                await stage.bot.kill()
                hand, step = stage.hands[1], stage.rest[1][0]
                hand.updates.append(await hand._act(step))
                started = await starts(stage.bot)
                assert "Traceback" not in stage.bot.log.read_text()
            if not started:
                await stage.bot.start()
            await comes_by_itself(stage, 1)
            await stage.finish()
            await whole(stage.bot, stage.server)
        same(kept(disk / "data"), expected)


async def starts(bot: Bot) -> bool:
    """Whether it comes up; where it does not, it has said why and gone."""
    try:
        await bot.start()
    except AssertionError:
        assert bot.process is not None
        assert await asyncio.wait_for(bot.process.wait(), 10) != 0
        bot.process = None
        return False
    return True


@pytest.mark.slow
async def test_a_disk_that_refuses(tmp_path: Path) -> None:
    async with staged(tmp_path / "data") as stage, browser() as web:
        expected = await clean(tmp_path / "clean", 2)
        with refusing(stage.bot):
            await told_then_done(stage, 0)
        await comes_by_itself(stage, 0)
        await stage.finish()
        await whole(stage.bot, stage.server)
    same(kept(tmp_path / "data"), expected)


@pytest.mark.slow
async def test_a_database_that_somebody_holds(tmp_path: Path) -> None:
    await held(tmp_path, 8.0)


async def held(folder: Path, seconds: float) -> None:
    """Longer than SQLite waits by itself."""
    async with staged(folder / "data") as stage:
        expected = await clean(folder / "clean", 2)
        since = time.monotonic()
        with locked(stage.bot):
            await told_then_done(stage, 0)
            await asyncio.sleep(max(0.0, seconds - (time.monotonic() - since)))
        await comes_by_itself(stage, 0)
        await stage.finish()
        await whole(stage.bot, stage.server)
    same(kept(folder / "data"), expected)


@pytest.mark.slow
async def test_the_page_on_a_full_disk(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 12) as disk:
        (code,) = await prepared(disk / "data", 1)
        expected = await clean(tmp_path / "clean", 1)
        bot = Bot(disk / "data", {})
        await bot.start()
        async with browser() as web:
            hand, steps = WebHand(web, f"http://127.0.0.1:{bot.port}"), script(0, code)
            for step in steps[:5]:
                await hand.do(step)
            before = kept(disk / "data")
            with filled(disk):
                await refused_on_the_page(bot, web, hand)
                waiting = asyncio.create_task(hand.do(steps[5]))
                await asyncio.sleep(1)
                assert not waiting.done()
                assert kept(disk / "data") == before
            await waiting  # the page has sent it again
            for step in steps[6:]:
                await hand.do(step)
            assert hand.refused > 0
        await whole(bot)
        same(kept(disk / "data"), expected)
