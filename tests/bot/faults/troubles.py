"""One trouble each, around somebody's next step: what is told meanwhile, and that it is over by itself."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from typing import Any

from lo_bot_api_emulator import ApiRefusal

from conversations.phrases import running
from tests.bot.faults.promises import settled
from tests.bot.faults.stages import Stage, filled, locked, refusing
from tests.bot.waiting import until

Trouble = Callable[[Stage, int], Awaitable[None]]
ASKED = 1  # seconds that Telegram asks to wait


# the disk -----------------------------------------------------------------------------------------------


async def full_disk(stage: Stage, number: int) -> None:
    """Not a byte is left."""
    with filled(stage.data.parent):
        await told_of_a_delay(stage, number)
    await stage.answered(number)


async def refusing_disk(stage: Stage, number: int) -> None:
    """Every write fails."""
    with refusing(stage.bot):
        await told_of_a_delay(stage, number)
    await stage.answered(number)


async def held_database(stage: Stage, number: int, seconds: float = 6.0) -> None:
    """Somebody else has the database, for longer than SQLite waits by itself (5 s)."""
    since = time.monotonic()
    with locked(stage.bot):
        await told_of_a_delay(stage, number)
        await asyncio.sleep(max(0.0, seconds - (time.monotonic() - since)))
    await stage.answered(number)


async def long_held_database(stage: Stage, number: int) -> None:
    """As a copy of a large database takes."""
    await held_database(stage, number, 30.0)


async def told_of_a_delay(stage: Stage, number: int) -> None:
    """The officer acts, is told so, once, and nothing is on record."""
    facts, phone = stage.bot.rows("SELECT count(*) FROM journal"), stage.hands[number].phone
    await stage.act(number)
    await phone.hear(running.DELAYED, 20)
    await asyncio.sleep(0.5)
    assert [shown.text for shown in phone.news] == [running.DELAYED]
    assert stage.bot.rows("SELECT count(*) FROM journal") == facts


# the network --------------------------------------------------------------------------------------------


async def cut_line(stage: Stage, number: int) -> None:
    """Nobody can be reached."""
    stage.line.breaks("cut")
    await _nothing_comes(stage, number)


async def nonsense(stage: Stage, number: int) -> None:
    """Something else answers, with 200."""
    stage.line.breaks("nonsense")
    await _nothing_comes(stage, number)


async def bad_gateway(stage: Stage, number: int) -> None:
    """Every call is answered with 502."""
    stage.line.breaks("bad gateway")
    await _nothing_comes(stage, number)


async def silent_line(stage: Stage, number: int) -> None:
    """Somebody listens, and says nothing."""
    stage.line.breaks("silent")
    await _nothing_comes(stage, number)


async def _nothing_comes(stage: Stage, number: int) -> None:
    await stage.act(number)
    await asyncio.sleep(0.6)
    assert not stage.hands[number].phone.news
    stage.line.mend()
    await stage.answered(number)


async def slow_line(stage: Stage, number: int) -> None:
    """Every piece takes its time."""
    stage.line.slow = 0.2
    await stage.act(number)
    await stage.answered(number)
    stage.line.slow = 0.0


async def asked_to_wait(stage: Stage, number: int) -> None:
    """429 with ``retry_after``: no call sooner than that, and then the answer."""
    asked: list[float] = []

    def busy(method: str, _fields: dict[str, Any]) -> None:
        if method.startswith(("send", "edit")) and len(asked) < 2:
            asked.append(time.monotonic())
            raise ApiRefusal("Too Many Requests", 429, {"retry_after": ASKED})

    stage.server.refuse = busy
    await stage.act(number)
    await stage.answered(number)
    stage.server.refuse = lambda _method, _fields: None
    assert len(asked) == 2
    assert asked[1] - asked[0] >= ASKED


async def answer_under_way(stage: Stage, number: int) -> None:
    """It was taken, but nothing can be sent; killed then, and the line is cut. It is said in the end."""
    stage.server.refuse = _unreachable
    await stage.act(number)
    await until(lambda: bool(stage.bot.rows("SELECT 1 FROM outbox WHERE state = 'waiting'")))
    await stage.bot.kill()
    stage.line.breaks("cut")
    stage.server.refuse = lambda _method, _fields: None
    await stage.bot.start()
    await asyncio.sleep(0.5)
    assert not stage.hands[number].phone.news
    stage.line.mend()
    await stage.answered(number)


def _unreachable(method: str, _fields: dict[str, Any]) -> None:
    if method.startswith(("send", "edit")):
        raise ApiRefusal("Bad Gateway", 502)


async def torn_download(stage: Stage, number: int) -> None:
    """The file breaks off in the middle, and is fetched again: half a file is never kept."""
    phone, torn = stage.hands[number].phone, stage.line.torn
    stage.line.tear = 50_000
    content = b"%PDF-1.7\n" + bytes(300_000) + bytes(random.Random(number).randbytes(9))
    await phone.send_document(content, "dài.pdf")
    await phone.hear("“dài.pdf”", 30)
    assert stage.line.torn == torn + 1
    sizes = {path.stat().st_size for path in (stage.data / "evidence").glob("??/*")}
    assert not sizes & set(range(49_000, 51_000))


# the events ---------------------------------------------------------------------------------------------


async def everything_again(stage: Stage, number: int) -> None:
    """All that came before comes once more, in another order, and changes nothing."""
    known = [update for hand in stage.hands for update in hand.updates]
    heard = {chat: len(news) for chat, news in stage.server.news.items()}
    for update in random.Random(number).sample(known, len(known)):
        await stage.server.again(update)
    await settled(stage.bot, stage.server)
    assert {chat: len(news) for chat, news in stage.server.news.items()} == heard


async def two_hours_late(stage: Stage, number: int) -> None:
    await _sent_at(stage, number, -7200)


async def clock_ahead(stage: Stage, number: int) -> None:
    await _sent_at(stage, number, 20 * 86_400)


async def clock_behind(stage: Stage, number: int) -> None:
    await _sent_at(stage, number, -300 * 86_400)


async def _sent_at(stage: Stage, number: int, jump: int) -> None:
    """One step by another clock than what came before and what comes after."""
    phone = stage.hands[number].phone
    phone.clock = lambda: time.time() + jump
    await stage.act(number)
    await stage.answered(number)
    phone.clock = time.time


DISK: tuple[Trouble, ...] = (full_disk, refusing_disk, held_database)
NETWORK: tuple[Trouble, ...] = (
    cut_line, nonsense, bad_gateway, slow_line, asked_to_wait, answer_under_way,
)  # fmt: skip
EVENTS: tuple[Trouble, ...] = (everything_again, two_hours_late, clock_ahead, clock_behind)
