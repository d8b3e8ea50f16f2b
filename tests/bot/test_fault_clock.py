"""The process's own clock is set while it runs, forward and back: nobody is reminded twice or left out, no
answer is refused, nothing hangs, and what was sent counts by the time at which it was sent.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from tests.bot.faults.clocks import Clock
from tests.bot.faults.hands import WebHand, browser
from tests.bot.faults.promises import clean, kept, same, unit, whole
from tests.bot.faults.scripts import Step
from tests.bot.faults.stages import Stage, staged
from tests.bot.test_crash_reminders import reminded
from tests.bot.waiting import until

OFFICERS = 3
EVERY = 0.3  # seconds between two looks at the clock
A_SUNDAY = "2026-11-22T09:00:00+07:00"  # everybody joins, nobody is reminded
THREE_DAYS_BEFORE, ONE_DAY_BEFORE = "2026-12-10T08:00:00+07:00", "2026-12-14T08:00:00+07:00"
"""Working days before the deadline, 15/12."""
HOUR, DAY = 3600, 86_400
DIEM = Step("say", "/diem", "Điểm tạm tính")


@pytest.mark.slow
async def test_the_clock_jumps_a_day_ahead_and_an_hour_back(tmp_path: Path) -> None:
    clock = Clock(tmp_path / "clock")
    clock.set(A_SUNDAY)
    settings = {**clock.environment, "EVERY": str(EVERY)}
    async with staged(tmp_path / "data", OFFICERS, 0, settings=settings) as stage, browser() as web:
        page = WebHand(web, f"http://127.0.0.1:{stage.bot.port}")
        for hand in stage.hands:
            hand.phone.clock = clock.now
        for number in range(OFFICERS - 1):
            await stage.play(number, 5)
        for step in stage.rest[-1][:5]:
            await page.do(step)
        clock.set(THREE_DAYS_BEFORE)
        await heard(stage, 1)

        clock.jump(DAY)
        await goes_on(stage, page)
        await heard(stage, 1)  # it was said yesterday

        clock.set(ONE_DAY_BEFORE)
        await heard(stage, 2)
        clock.jump(-HOUR)
        await goes_on(stage, page)
        clock.jump(HOUR)
        await heard(stage, 2)

        stage.line.breaks("cut")
        await stage.act(0)
        await asyncio.sleep(0.3)
        clock.set(THREE_DAYS_BEFORE)
        stage.line.mend()
        await stage.answered(0, 15)
        await goes_on(stage, page)
        clock.set(ONE_DAY_BEFORE)
        await heard(stage, 2)

        await counted_by_when_it_was_sent(stage, clock)
        clock.set(ONE_DAY_BEFORE)
        for step in stage.rest[-1][5:]:
            await page.do(step)
        stage.rest[-1] = ()
        await stage.finish()
        assert page.refused == 0
        await whole(stage.bot, stage.server)
    same(kept(tmp_path / "data"), await clean(tmp_path / "clean", OFFICERS))


async def heard(stage: Stage, times: int) -> None:
    """Each unit was reminded so many times, and is not again when the clock strikes a few times more."""
    expected = Counter({unit(number): times for number in range(OFFICERS)})
    await until(lambda: reminded(stage.bot) == expected)
    await asyncio.sleep(4 * EVERY)
    assert reminded(stage.bot) == expected
    for hand in stage.hands[:-1]:
        news = stage.server.news[hand.phone.chat]
        assert sum(shown.text.startswith("Nhắc") for shown in news) == times


async def goes_on(stage: Stage, page: WebHand) -> None:
    """Answers, the page's session and its doors, the watcher."""
    await asyncio.sleep(2 * EVERY)
    for number in range(OFFICERS - 1):
        await stage.hands[number].do(DIEM)
    await page.do(DIEM)
    async with page.web.get(f"{page.base}/ready") as answer:
        assert answer.status == 200
        assert (await answer.json())["last_commit_seconds"] >= 0


async def counted_by_when_it_was_sent(stage: Stage, clock: Clock) -> None:
    """Sent before the deadline, taken after it: on record is the time of sending."""
    sent = datetime.fromisoformat("2026-12-15T23:00:00+07:00").timestamp()
    clock.set("2026-12-16T09:00:00+07:00")
    stage.hands[1].phone.clock = lambda: sent
    await stage.play(1, 1)
    ((at,),) = stage.bot.rows(
        "SELECT at FROM journal WHERE kind = 'answer_given' AND subject = ? ORDER BY seq DESC LIMIT 1",
        unit(1),
    )
    assert datetime.fromisoformat(at).timestamp() == sent
    stage.hands[1].phone.clock = clock.now
