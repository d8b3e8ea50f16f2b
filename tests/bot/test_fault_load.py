"""Many people at once while the process is killed: by polling, by webhook, and on the page."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.bot.faults import crowds
from tests.bot.faults.crowds import Reaper, alongside
from tests.bot.faults.hands import PhoneHand, WebHand, browser
from tests.bot.faults.promises import Counts, clean, kept, prepared, same, whole
from tests.bot.faults.scripts import script
from tests.bot.phone import TOKEN, Exchange, Phone, exchange
from tests.bot.process import Bot
from tests.bot.waiting import until


def telegram(server: Exchange) -> dict[str, str]:
    return {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_BASE_URL": server.url}


@pytest.mark.slow
@pytest.mark.parametrize(("way", "officers"), [("polling", 16), ("webhook", 16)])
async def test_many_officers_and_a_process_that_is_killed(tmp_path: Path, way: str, officers: int) -> None:
    await storm(tmp_path, officers, random.Random(way), Counts(), webhook=way == "webhook", kills=4)


async def storm(
    folder: Path, officers: int, dice: random.Random, counts: Counts, *, webhook: bool, kills: int = 1000
) -> None:
    """All officers from joining to submitting on Telegram, with kills and repeated updates all the while."""
    codes = await prepared(folder / "data", officers)
    expected = await clean(folder / "clean", officers)
    async with exchange() as server:
        bot = Bot(folder / "data", telegram(server))
        if webhook:
            bot.environment["TELEGRAM_WEBHOOK"] = f"http://127.0.0.1:{bot.port}/telegram"
        await bot.start()
        phones = [PhoneHand(Phone(server, 1000 + number, f"Cán bộ {number}")) for number in range(officers)]
        scripts = [(hand, script(number, codes[number])) for number, hand in enumerate(phones)]
        more = [crowds.push(server)] if webhook else []
        async with alongside(*more):  # to the end: what is repeated last is still to be pushed
            async with alongside(
                Reaper(bot, dice, counts, most=kills).run(), crowds.repeat(server, phones, dice, counts)
            ):
                await crowds.play(scripts, dice)
                await until(lambda: counts.seen.get("kills", 0) > 0)
            await whole(bot, server)
    same(kept(bot.data), expected)
    crowds.played(counts, officers)


@pytest.mark.slow
async def test_the_page_keeps_its_promises(tmp_path: Path) -> None:
    await page_storm(tmp_path, 8, random.Random(5), Counts(), kills=3)


async def page_storm(
    folder: Path, officers: int, dice: random.Random, counts: Counts, *, kills: int = 1000
) -> None:
    """The same on the web chat, whose page sends again what was not answered."""
    codes = await prepared(folder / "data", officers)
    expected = await clean(folder / "clean", officers)
    bot = Bot(folder / "data", {})
    await bot.start()
    async with browser() as web:
        hands = [WebHand(web, f"http://127.0.0.1:{bot.port}") for _ in range(officers)]
        scripts = [(hand, script(number, codes[number])) for number, hand in enumerate(hands)]
        async with alongside(Reaper(bot, dice, counts, longest=1.0, most=kills).run()):
            await crowds.play(scripts, dice, pace=0.2)
            await until(lambda: counts.seen.get("kills", 0) > 0)
    await whole(bot)
    same(kept(bot.data), expected)
    crowds.played(counts, officers)
    counts.add(requests_sent_again=sum(hand.refused for hand in hands))
