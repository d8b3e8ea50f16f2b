"""Many officers at once, and somebody who kills the bot again and again."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Coroutine, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from tests.bot.faults.hands import PhoneHand
from tests.bot.faults.promises import Counts
from tests.bot.faults.scripts import ACTS, ANSWERS, FILES, Hand, Script
from tests.bot.phone import TOKEN, Exchange
from tests.bot.process import Bot


async def play(hands: Iterable[tuple[Hand, Script]], dice: random.Random, pace: float = 0.0) -> None:
    """Everybody at once; each thinks for up to ``pace`` seconds before each step."""

    async def one(hand: Hand, script: Script, late: float) -> None:
        await asyncio.sleep(late)
        for step in script:
            await asyncio.sleep(dice.uniform(0, pace))
            await hand.do(step)

    async with asyncio.TaskGroup() as tasks:
        for hand, script in hands:
            tasks.create_task(one(hand, script, dice.uniform(0, 0.5)))


def played(counts: Counts, officers: int) -> None:
    """What a crowd has done, once it is proven to be on record."""
    counts.add(
        officers=officers, acts=officers * ACTS, answers=officers * ANSWERS, files=officers * FILES,
        lost=0, recorded_twice=0,
    )  # fmt: skip


@dataclass
class Reaper:
    """Kills the bot at random moments, and starts it again."""

    bot: Bot
    dice: random.Random
    counts: Counts
    longest: float = 2.5  # seconds between start and kill
    down: float = 0.3  # seconds between kill and start, at most
    most: int = 1000  # kills

    async def run(self) -> None:
        """Until cancelled, or killed often enough; the bot runs then."""
        for _ in range(self.most):
            await asyncio.sleep(self.dice.uniform(0, self.longest))
            await self.strike()

    async def strike(self) -> None:
        """One kill and start; whoever cancels it meanwhile waits until the bot is ready again."""
        under_way = asyncio.create_task(self._strike())
        try:
            await asyncio.shield(under_way)
        finally:
            await under_way

    async def _strike(self) -> None:
        await self.bot.kill()
        self.counts.add(kills=1)
        await asyncio.sleep(self.dice.uniform(0, self.down))
        await self.bot.start()


@asynccontextmanager
async def alongside(*works: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """These coroutines run while the body runs; one that fails makes the body fail."""
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(work) for work in works]
        yield
        for task in tasks:
            task.cancel()


async def push(server: Exchange) -> None:
    """As Telegram does with a webhook: what was not answered with 200 is sent again, until cancelled."""
    while True:
        await asyncio.sleep(0.05)
        await server.deliver_updates(token=TOKEN)


async def repeat(server: Exchange, hands: list[PhoneHand], dice: random.Random, counts: Counts) -> None:
    """Confirmed updates come again, late and in another order, until cancelled."""
    while True:
        await asyncio.sleep(dice.uniform(0.02, 0.1))
        known = [update for hand in hands for update in hand.updates]
        if known:
            await server.again(dice.choice(known))
            counts.add(updates_again=1)
