"""How fast messages go out to Telegram: what it takes in a second from one bot, whoever is written to; and
what it takes for one chat, where it has told us to wait with that.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Final

PER_SECOND: Final = 25  # 27 in any second as they leave; Telegram counts 30 as they come
BURST: Final = 1
LATELY: Final = 2.0  # seconds
LONGEST_HOLD: Final = 5.0  # seconds
GAP: Final = 1.1  # seconds: what Telegram allows one chat, and some for the way
REMEMBERED: Final = 60.0  # seconds


class Pace:
    """At most so many calls each second, after a short burst; what waited while the machine was busy does not
    all go at once.
    """

    def __init__(self, per_second: float = PER_SECOND) -> None:
        self._next, self._gap, self._queue = 0.0, 1 / per_second, asyncio.Lock()
        self._written = deque[int](maxlen=int(LATELY * per_second))
        self._told = ToldToWait()

    async def turn(self, chat: int) -> None:
        """Wait for the next free place."""
        now = asyncio.get_running_loop().time
        await self._told.turn(chat, now())
        async with self._queue:
            while self._next > now():  # noqa: ASYNC110 - it may move on while we wait
                await asyncio.sleep(self._next - now())
            self._next = max(self._next, now() - BURST * self._gap) + self._gap
            self._written.append(chat)
        self._told.went(chat, now())

    def refused(self, chat: int, wait: float) -> None:
        """Telegram asks for so many seconds. Where little was written to this chat lately, it was all of them
        together that were too many, and all wait; else this chat is written to more slowly for a while.
        """
        now = asyncio.get_running_loop().time()
        if self._written.count(chat) <= 1:
            self._next = max(self._next, now + min(wait, LONGEST_HOLD))
        else:
            self._told.wait(chat, now + wait)


class ToldToWait:
    """Chats with which Telegram told us to wait: one message a second each until a minute after that, so that
    it need not say so again, each time for longer. All others are as fast as ever. Times are the loop's.
    """

    def __init__(self) -> None:
        self._slow_until, self._next = dict[int, float](), dict[int, float]()

    def wait(self, chat: int, until: float) -> None:
        """Telegram wants nothing for this chat until then."""
        self._slow_until[chat], self._next[chat] = until + REMEMBERED, until

    async def turn(self, chat: int, now: float) -> None:
        """Wait until a message may go to this chat."""
        if self._slow_until.get(chat, now) <= now:
            self._slow_until.pop(chat, None)
            self._next.pop(chat, None)
            return
        due = max(now, self._next[chat])
        self._next[chat] = due + GAP
        await asyncio.sleep(due - now)

    def went(self, chat: int, now: float) -> None:
        """A message goes to this chat now, later perhaps than its turn was."""
        if chat in self._next:
            self._next[chat] = max(self._next[chat], now + GAP)
