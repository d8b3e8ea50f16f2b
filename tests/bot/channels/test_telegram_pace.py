"""How fast messages go out."""

from __future__ import annotations

import asyncio
import time

from bot.channels.telegram_pace import BURST, LONGEST_HOLD, Pace


async def test_what_waited_for_a_busy_machine_does_not_go_all_at_once() -> None:
    """Telegram counts in any second what comes in it, and refuses what is more."""
    pace, went = Pace(100), list[float]()

    async def goes(chat: int) -> None:
        await pace.turn(chat)
        went.append(asyncio.get_running_loop().time())

    waiting = [asyncio.create_task(goes(chat)) for chat in range(60)]
    await asyncio.sleep(0.1)
    time.sleep(0.2)  # noqa: ASYNC251 - the machine is busy
    await asyncio.gather(*waiting)
    most = max(sum(at <= other < at + 0.2 for other in went) for at in went)
    assert most <= 20 + BURST + 1


async def _waited(pace: Pace, chat: int) -> float:
    now = asyncio.get_running_loop().time
    before = now()
    await pace.turn(chat)
    return now() - before


async def test_all_wait_where_all_together_were_too_many() -> None:
    """A chat to which little was written is refused for what went to the others."""
    pace = Pace(1000)
    for chat in range(20):
        await pace.turn(chat)
    pace.refused(7, 0.2)
    assert await _waited(pace, 8) > 0.15


async def test_one_chat_that_is_written_to_without_end_holds_up_nobody() -> None:
    pace = Pace(1000)
    for _ in range(10):
        await pace.turn(7)
    pace.refused(7, 30)
    assert await _waited(pace, 8) < 1


async def test_what_was_waiting_waits_on() -> None:
    pace = Pace(20)
    waiting = [asyncio.create_task(_waited(pace, chat)) for chat in range(4)]
    await asyncio.sleep(0.02)
    pace.refused(0, 0.3)
    assert min((await asyncio.gather(*waiting))[2:]) > 0.25


async def test_no_chat_stops_all_for_long() -> None:
    pace = Pace(1000)
    await pace.turn(7)
    pace.refused(7, 3600)
    assert pace._next - asyncio.get_running_loop().time() <= LONGEST_HOLD
