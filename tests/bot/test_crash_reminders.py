"""The real process, killed in the middle of sending reminders, before and after Tết 2027: nobody is left out,
and nobody is reminded of the same twice. ``SOAK_UNITS`` in the environment: how many units.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from conversations.talk import Act
from conversations.year.reminding import PER_SECOND
from scoring.facts import DeadlineSet
from tests.bot.phone import TOKEN, Exchange, exchange
from tests.bot.process import Bot
from tests.bot.test_scheduler import authority
from tests.bot.waiting import until

UNITS = int(os.environ.get("SOAK_UNITS", "18"))
AT_ONCE = 50 if UNITS > 100 else 8  # units in one tick: several ticks in any case
DEADLINE = "2027-02-16"
MORNINGS = ("2027-01-29T08:00:00+07:00", "2027-02-11T08:00:00+07:00")
"""Seven and three working days before the deadline; Tết lies between them."""
TET = "2027-02-08T09:00:00+07:00"
LONGEST = UNITS / PER_SECOND + 30  # seconds until everything has gone out
LATER = "tests.bot.later_bot"
IN_FLIGHT = 5
"""Messages that may be on their way when the process is killed: those, and only those, may come twice."""


def reminded(bot: Bot) -> Counter[str]:
    """How often each unit stands in the journal as reminded."""
    rows = bot.rows("SELECT body FROM journal WHERE kind = 'reminders_issued'")
    return Counter(unit for (body,) in rows for unit in json.loads(body)["units"])


def came(server: Exchange) -> Counter[int]:
    """Reminders by the chat in which they are seen."""
    return Counter({
        chat: sum(shown.text.startswith(("Nhắc nộp", "Nhắc")) for shown in news)
        for chat, news in server.news.items()
    })  # fmt: skip


def sent(bot: Bot) -> int:
    return int(bot.rows("SELECT count(*) FROM outbox WHERE state = 'sent'")[0][0])


@pytest.mark.slow
@pytest.mark.timeout(60 + 4 * LONGEST)
async def test_killed_while_sending_everybody_hears_once(tmp_path: Path) -> None:
    data = tmp_path / "data"
    async with authority(data, UNITS) as app:
        await app.decree([Act("", DeadlineSet(deadline=DEADLINE))])
    async with exchange() as server:
        for number, morning in enumerate(MORNINGS, start=1):
            await _morning(server, Bot(data, _environment(server, morning), module=LATER), number)
        bot = Bot(data, _environment(server, TET), module=LATER)
        await bot.start()
        assert await bot.stop() == 0
        assert set(reminded(bot).values()) == {len(MORNINGS)}, "nothing is sent on a holiday"


def _environment(server: Exchange, clock: str) -> dict[str, str]:
    assert datetime.fromisoformat(clock).utcoffset()
    return {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_BASE_URL": server.url, "CLOCK": clock, "AT_ONCE": str(AT_ONCE)}


def _has_sent(bot: Bot, goal: int) -> bool:
    return sent(bot) >= goal


async def _morning(server: Exchange, bot: Bot, number: int) -> None:
    """Started, killed twice while sending, and started again until all have gone out."""
    already = (number - 1) * UNITS
    try:
        for part in (3, 2):
            await bot.start()
            goal = already + UNITS // part
            await until(partial(_has_sent, bot, goal), LONGEST)
            await bot.kill()
        await bot.start()
        await until(lambda: sent(bot) == already + UNITS, LONGEST)
    finally:
        await bot.kill()
    assert reminded(bot) == dict.fromkeys((f"u{n:04}" for n in range(UNITS)), number)
    written = Counter(chat for (chat,) in bot.rows("SELECT chat FROM outbox"))
    assert written == dict.fromkeys((f"telegram:{n + 1}" for n in range(UNITS)), number)
    heard = came(server)
    assert all(heard[n + 1] >= number for n in range(UNITS))
    assert sum(heard.values()) <= number * (UNITS + 2 * IN_FLIGHT)
