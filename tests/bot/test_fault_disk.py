"""A disk that is full, refuses to be written, or is held by somebody else: nothing is acknowledged that is
not on it, everybody gets a clear answer, and the bot recovers by itself.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import aiohttp
import pytest

from tests.bot.faults import troubles
from tests.bot.faults.hands import WebHand, browser
from tests.bot.faults.promises import clean, kept, prepared, same, whole
from tests.bot.faults.scripts import script
from tests.bot.faults.stages import Stage, filled, small_disk, staged, starts
from tests.bot.process import Bot

MEGABYTES = 12


@pytest.mark.slow
async def test_a_disk_that_is_full_that_refuses_and_that_is_held(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", MEGABYTES) as disk:
        async with staged(disk / "data", 3) as stage:
            for number, trouble in enumerate(troubles.DISK):
                await trouble(stage, number)
            stage.bot.logs = tmp_path  # on the full disk a log would say nothing
            await started_on_a_full_disk(stage, disk)
            await room_for_words_only(stage, disk)
            await stage.finish()
            await whole(stage.bot, stage.server)
        same(kept(disk / "data"), await clean(tmp_path / "clean", 3))


async def started_on_a_full_disk(stage: Stage, disk: Path) -> None:
    """Whoever starts it again and again (systemd, Docker) gets it back as soon as there is room."""
    with filled(disk):
        await stage.bot.kill()
        await stage.act(1)
        started = await starts(stage.bot)
        assert "Traceback" not in stage.bot.log.read_text()
    if not started:
        await stage.bot.start()
    await stage.answered(1)


async def room_for_words_only(stage: Stage, disk: Path) -> None:
    """A file that does not fit is refused with a sentence, and leaves nothing; the talk goes on."""
    phone = stage.hands[2].phone
    with filled(disk, 700_000):
        await phone.send_document(b"%PDF-1.7\n" + bytes(2_000_000), "lớn.pdf")
        await phone.hear("Máy chủ hết chỗ nên “lớn.pdf” chưa được lưu", 20)
        await phone.say("/diem")
        await phone.hear("1000", 20)
        assert not list((stage.data / "evidence").glob("partial-*"))
    await phone.say("3.2")
    await phone.hear("3.2")


@pytest.mark.slow
async def test_the_page_on_a_full_disk(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", MEGABYTES) as disk:
        (code,) = await prepared(disk / "data", 1)
        bot = Bot(disk / "data", {})
        await bot.start()
        async with browser() as web:
            hand, steps = WebHand(web, f"http://127.0.0.1:{bot.port}"), script(0, code)
            for step in steps[:5]:
                await hand.do(step)
            before = kept(disk / "data")
            with filled(disk):
                await refused(web, hand)
                waiting = asyncio.create_task(hand.do(steps[5]))
                await asyncio.sleep(0.5)
                assert not waiting.done()
                assert kept(disk / "data") == before
            await waiting  # the page has sent it again
            for step in steps[6:]:
                await hand.do(step)
            assert hand.refused > 0
        await whole(bot)
        same(kept(disk / "data"), await clean(tmp_path / "clean", 1))


async def refused(web: aiohttp.ClientSession, hand: WebHand) -> None:
    """What the page is told while nothing can be written."""
    body = {"id": "0123456789abcdef", "text": "/diem"}
    async with web.post(f"{hand.base}{hand.chat}/events", json=body, headers=hand._headers()) as answer:
        assert answer.status == 503
        assert "không ghi được" in (await answer.json())["error"]
