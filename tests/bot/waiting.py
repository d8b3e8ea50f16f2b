"""Waiting for something that another task or process does."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from bot.app import App


async def until(true: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait until the condition holds; fails after so many seconds."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        await asyncio.sleep(0.002)


async def answered(app: App, chat: str, seconds: float = 20.0) -> None:
    """Wait until nothing that the chat has sent waits for a file any more."""
    await until(lambda: chat not in app.book.lanes.by_chat, seconds)
    await app.service.write()
