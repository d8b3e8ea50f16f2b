"""How fast messages go out."""

from __future__ import annotations

import asyncio
import itertools
import time

import pytest

from bot.channels import telegram_pace
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


@pytest.fixture
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telegram_pace, "GAP", 0.1)
    monkeypatch.setattr(telegram_pace, "REMEMBERED", 0.5)


async def _told_to_wait(pace: Pace, chat: int, wait: float) -> None:
    for _ in range(3):
        await pace.turn(chat)
    pace.refused(chat, wait)


@pytest.mark.usefixtures("_quick")
async def test_a_chat_that_was_told_to_wait_goes_slowly_for_a_while() -> None:
    """And in order; everybody else goes on as before."""
    pace, went = Pace(1000), list[tuple[int, float]]()
    now = asyncio.get_running_loop().time
    await _told_to_wait(pace, 7, 0.1)
    told = now()

    async def goes(number: int) -> None:
        await pace.turn(7)
        went.append((number, now()))

    waiting = [asyncio.create_task(goes(number)) for number in range(4)]
    others = await asyncio.gather(*(_waited(pace, 8) for _ in range(20)))
    assert max(others) < 0.1
    await asyncio.gather(*waiting)
    assert [number for number, _ in went] == [0, 1, 2, 3]
    assert went[0][1] >= told + 0.09
    assert all(later - earlier > 0.05 for (_, earlier), (_, later) in itertools.pairwise(went))
    await asyncio.sleep(told + 0.61 - now())
    assert sum([await _waited(pace, 7) for _ in range(10)]) < 0.1


@pytest.mark.usefixtures("_quick")
async def test_told_again_it_goes_slowly_for_longer() -> None:
    pace = Pace(1000)
    await _told_to_wait(pace, 7, 0)
    await asyncio.sleep(0.3)
    pace.refused(7, 0)
    await asyncio.sleep(0.3)
    assert sum([await _waited(pace, 7) for _ in range(3)]) > 0.15


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
