"""What to do while Telegram cannot be reached: wait longer each time, and say so once."""

from __future__ import annotations

import asyncio
import logging
import os
import random
import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.channels.base import ChannelError

log = logging.getLogger(__name__)
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds
AFTER_REFUSED_TOKEN = 600.0  # seconds
REFUSED = (InvalidToken, EndPointNotFound)
CONFLICT = "another process polls this bot, or a webhook is set; waiting until it is gone: %s"
UNREACHABLE = "Telegram cannot be reached, trying again: %s"

os.environ.setdefault("PTB_TIMEDELTA", "1")  # without it RetryAfter warns of a change to come

QUOTED = re.compile('".*"')
Result = TypeVar("Result")


class Trouble:
    """Counts failures in a row. Nothing that it says or raises has the token in it."""

    def __init__(self, token: str) -> None:
        self._token, self._met, self._told = token, 0, False

    async def insist(self, call: Callable[[], Awaitable[Result]]) -> Result:
        """Call until it works; raises InvalidToken or EndPointNotFound."""
        while True:
            try:
                return await call()
            except REFUSED:
                raise
            except Exception as error:  # noqa: BLE001 - whatever a network may do, we go on asking
                wait = _asked_for(error) or self.pause()
                self._tell(error)
                await asyncio.sleep(wait)

    def pause(self) -> float:
        """Seconds to wait after one more failure."""
        self._met += 1
        longest = min(FIRST_PAUSE * 2.0 ** min(self._met - 1, 10), LONGEST_PAUSE)
        return longest * random.uniform(0.5, 1.0)  # noqa: S311 - spreads tries, guards nothing

    def over(self) -> None:
        """It works."""
        if self._told:
            log.info("Telegram can be reached again")
        self._met, self._told = 0, False

    def _tell(self, error: Exception) -> None:
        if not self._told:
            log.warning(CONFLICT if isinstance(error, Conflict) else UNREACHABLE, self.plain(error))
        self._told = True

    def channel_error(self, error: TelegramError) -> ChannelError:
        """What a refusal means for the message that was being sent."""
        why = self.plain(error)
        if isinstance(error, RetryAfter):
            return ChannelError(why, after=_asked_for(error))
        if isinstance(error, REFUSED):
            return ChannelError(why, after=AFTER_REFUSED_TOKEN)
        return ChannelError(why, final=isinstance(error, BadRequest | Forbidden | ChatMigrated))

    def plain(self, error: Exception) -> str:
        """The error in one line without the token, and without what Telegram quotes of a message."""
        text = " ".join(f"{type(error).__name__}: {error}".replace(self._token, "***").split())
        return QUOTED.sub('"…"', text)[:500]


def _asked_for(error: Exception) -> float | None:
    """Seconds that Telegram asks us to wait."""
    if not isinstance(error, RetryAfter):
        return None
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
