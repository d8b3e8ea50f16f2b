"""What goes out little by little, so that whoever waits for an answer always finds a free place."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from typing import Any, NamedTuple

from bot.storage.mail import OutRow


class Rhythm(NamedTuple):
    """So many rows a second, and so many seconds between two for one chat."""

    per_second: float
    per_chat: float = 0.0


class Trickle:
    """Hands rows to ``put``, in order. ``start`` begins a task."""

    def __init__(
        self,
        rhythm: Rhythm,
        put: Callable[[OutRow], None],
        start: Callable[[Coroutine[Any, Any, None]], None],
    ) -> None:
        self._rhythm, self._put, self._start = rhythm, put, start
        self._waiting: deque[OutRow] = deque()
        self._running = False

    def add(self, row: OutRow) -> None:
        """Hand it on in its turn."""
        self._waiting.append(row)
        if not self._running:
            self._running = True
            self._start(self._run())

    def release(self, chat: str) -> None:
        """Hand on at once what waits for the chat."""
        mine = [row for row in self._waiting if row.chat == chat]
        if mine:
            self._waiting = deque(row for row in self._waiting if row.chat != chat)
        for row in mine:
            self._put(row)

    async def _run(self) -> None:
        recent: deque[tuple[float, str]] = deque()
        now = asyncio.get_running_loop().time
        try:
            while self._waiting:
                row = self._waiting.popleft()
                while recent and recent[0][0] <= now() - self._rhythm.per_chat:
                    recent.popleft()
                before = next((at for at, chat in reversed(recent) if chat == row.chat), None)
                if before is not None:
                    await asyncio.sleep(before + self._rhythm.per_chat - now())
                recent.append((now(), row.chat))
                self._put(row)
                await asyncio.sleep(1 / self._rhythm.per_second)
        finally:
            self._running = False
