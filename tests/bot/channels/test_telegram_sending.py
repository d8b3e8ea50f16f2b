"""How fast messages go out."""

from __future__ import annotations

import asyncio
import time

from bot.channels.telegram_sending import BURST, _Pace


async def test_what_waited_for_a_busy_machine_does_not_go_all_at_once() -> None:
    """Telegram counts in any second what comes in it, and refuses what is more."""
    pace, went = _Pace(100), list[float]()

    async def goes() -> None:
        await pace.turn()
        went.append(asyncio.get_running_loop().time())

    waiting = [asyncio.create_task(goes()) for _ in range(60)]
    await asyncio.sleep(0.1)
    time.sleep(0.2)  # noqa: ASYNC251 - the machine is busy
    await asyncio.gather(*waiting)
    most = max(sum(at <= other < at + 0.2 for other in went) for at in went)
    assert most <= 20 + BURST + 1
