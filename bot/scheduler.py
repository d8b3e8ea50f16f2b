"""Lets the clock strike: every minute, and at the start, what is due becomes an event like any other.

What was already said has the same key, which the inbox takes once; so nothing that matters is remembered
here.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.bookdesk import BookDesk
from bot.clock import utc_now
from bot.service import Service
from bot.storage.database import is_trouble
from bot.work import Work
from conversations.events import CLOCK, Ticked
from conversations.year import reminding
from conversations.year.reminding import Tick

log = logging.getLogger(__name__)
EVERY = 60.0  # seconds


class Scheduler:
    """Owns nothing but the time until the next look."""

    def __init__(
        self,
        service: Service,
        now: Callable[[], datetime] = utc_now,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._service, self._now, self._pause = service, now, pause
        self._struck: set[str] = set()

    async def run(self) -> None:
        """Strike until cancelled; a full disk only makes it later."""
        while True:
            try:
                await self.strike()
            except Exception as error:
                if is_trouble(error):
                    log.error("the clock could not strike: %s", error)  # noqa: TRY400 - said once a minute
                else:
                    log.exception("the clock could not strike")
            await self._pause(EVERY)

    async def strike(self) -> int:
        """Everything that is due now, one tick after the other so that answers come between; how many. A tick
        that cannot be recorded holds up no other; one for which there is no room raises.
        """
        ticks = reminding.plan(self._desk())
        fresh = [tick for tick in ticks if tick.key not in self._struck]
        self._struck &= {tick.key for tick in ticks}
        for tick in fresh:
            try:
                await self._service.accept(self._event(tick))
            except Exception as error:
                if is_trouble(error):
                    raise
                log.exception("tick %s was set aside", tick.key)
            self._struck.add(tick.key)
        return len(fresh)

    def _desk(self) -> BookDesk:
        return BookDesk(Work(self._service.book), self._now(), self._service.limits)

    def _event(self, tick: Tick) -> Ticked:
        return Ticked(
            chat=CLOCK, key=tick.key, at=self._now(), nonce=secrets.token_hex(16),
            slot=tick.slot, units=tick.units, people=tick.people,
        )  # fmt: skip
