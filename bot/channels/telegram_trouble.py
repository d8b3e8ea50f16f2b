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
LONGEST_REFUSED = 300.0  # seconds
REFUSED = (InvalidToken, EndPointNotFound)
CONFLICT = "another process polls this bot, or a webhook is set; waiting until it is gone: %s"
UNREACHABLE = "Telegram cannot be reached, trying again: %s"
OFF = (
    "Telegram is off: it refuses TELEGRAM_TOKEN, or TELEGRAM_BASE_URL is no Bot API server. Mend that and "
    "restart; trying again meanwhile: %s"
)

os.environ.setdefault("PTB_TIMEDELTA", "1")  # without it RetryAfter warns of a change to come

QUOTED = re.compile('".*"')
Result = TypeVar("Result")


class Trouble:
    """Counts failures in a row. Nothing that it says or raises has the token in it.

    ``up``: the last call that was insisted on has worked.
    """

    def __init__(self, token: str) -> None:
        self._token, self._met, self._told = token, 0, set[str]()
        self.up = False

    async def insist(self, call: Callable[[], Awaitable[Result]]) -> Result:
        """Call until it works; a token that is refused may be taken the next time."""
        while True:
            try:
                result = await call()
            except Exception as error:  # noqa: BLE001 - whatever a network may do, we go on asking
                self.up = False
                wait = _asked_for(error) or self.pause(refused=isinstance(error, REFUSED))
                self._tell(error)
                await asyncio.sleep(wait)
            else:
                self.up = True
                return result

    def pause(self, *, refused: bool = False) -> float:
        """Seconds to wait after one more failure: never much longer than the trouble has lasted."""
        self._met += 1
        most = LONGEST_REFUSED if refused else LONGEST_PAUSE
        longest = min(FIRST_PAUSE * 2.0 ** min(self._met - 1, 10), most)
        return longest * random.uniform(0.5, 1.0)  # noqa: S311 - spreads tries, guards nothing

    def over(self) -> None:
        """It works."""
        if self._told:
            log.info("Telegram can be reached again")
        self._met, self._told = 0, set()

    def _tell(self, error: Exception) -> None:
        """Say each kind of trouble once, until it is over."""
        kind = _kind(error)
        if kind not in self._told:
            level = logging.ERROR if kind is OFF else logging.WARNING
            log.log(level, kind, self.plain(error))
        self._told.add(kind)

    def channel_error(self, error: TelegramError) -> ChannelError:
        """What a refusal means for the message that was being sent."""
        why = self.plain(error)
        if isinstance(error, RetryAfter):
            return ChannelError(why, after=_asked_for(error))
        return ChannelError(why, final=isinstance(error, BadRequest | Forbidden | ChatMigrated))

    def plain(self, error: Exception) -> str:
        """The error in one line without the token, and without what Telegram quotes of a message."""
        text = " ".join(f"{type(error).__name__}: {error}".replace(self._token, "***").split())
        return QUOTED.sub('"…"', text)[:500]


def _kind(error: Exception) -> str:
    if isinstance(error, REFUSED):
        return OFF
    return CONFLICT if isinstance(error, Conflict) else UNREACHABLE


def _asked_for(error: Exception) -> float | None:
    """Seconds that Telegram asks us to wait."""
    if not isinstance(error, RetryAfter):
        return None
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
