"""How fast messages go out to Telegram: what it takes in a second from one bot, whoever is written to."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Final

PER_SECOND: Final = 25  # 27 in any second as they leave; Telegram counts 30 as they come
BURST: Final = 1
LATELY: Final = 2.0  # seconds
LONGEST_HOLD: Final = 5.0  # seconds


class Pace:
    """At most so many calls each second, after a short burst; what waited while the machine was busy does not
    all go at once.
    """

    def __init__(self, per_second: float = PER_SECOND) -> None:
        self._next, self._gap, self._queue = 0.0, 1 / per_second, asyncio.Lock()
        self._written = deque[int](maxlen=int(LATELY * per_second))

    async def turn(self, chat: int) -> None:
        """Wait for the next free place."""
        now = asyncio.get_running_loop().time
        async with self._queue:
            while self._next > now():  # noqa: ASYNC110 - it may move on while we wait
                await asyncio.sleep(self._next - now())
            self._next = max(self._next, now() - BURST * self._gap) + self._gap
            self._written.append(chat)

    def refused(self, chat: int, wait: float) -> None:
        """Telegram asks for so many seconds. Where little was written to this chat lately, it was all of them
        together that were too many, and all wait.
        """
        if self._written.count(chat) <= 1:
            until = asyncio.get_running_loop().time() + min(wait, LONGEST_HOLD)
            self._next = max(self._next, until)
