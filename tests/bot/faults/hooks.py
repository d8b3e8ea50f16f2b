"""Telegram's side of a webhook, one request at a time: what was answered with 200 is not sent again."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.channels.telegram_webhook import HEADER, secret_of
from tests.bot.faults.hands import browser
from tests.bot.faults.stages import Stage
from tests.bot.phone import TOKEN

SECRET = {HEADER: secret_of(TOKEN)}
GONE = 0  # no answer came: the process was killed


@dataclass(frozen=True)
class Hook:
    """Posts to a stage's bot, while the server itself delivers nothing."""

    stage: Stage
    web: aiohttp.ClientSession

    @property
    def address(self) -> str:
        """Where the updates go."""
        return self.stage.bot.environment["TELEGRAM_WEBHOOK"]

    async def post(self, update: dict[str, Any]) -> int:
        """One delivery; the status, or ``GONE``."""
        try:
            async with self.web.post(self.address, json=update, headers=SECRET) as answer:
                if answer.status == 200:
                    self._done(update["update_id"])
                return answer.status
        except aiohttp.ClientError:
            return GONE

    async def throw(self, body: bytes | io.BytesIO, headers: dict[str, str] | None = None) -> int:
        """Something that Telegram never sends; the status."""
        async with self.web.post(
            self.address, data=body, headers=SECRET if headers is None else headers
        ) as answer:
            return answer.status

    async def act(self, number: int) -> dict[str, Any]:
        """The officer's next step; its update, not yet delivered."""
        await self.stage.act(number)
        return self.stage.hands[number].updates[-1]

    def is_written(self, update: dict[str, Any]) -> bool:
        """Whether the update stands in the inbox on the disk."""
        return bool(self.stage.bot.rows("SELECT 1 FROM inbox WHERE event_key = ?", str(update["update_id"])))

    def _done(self, key: int) -> None:
        queue = self.stage.server._update_queues._state(TOKEN).updates
        queue[:] = [waiting for waiting in queue if waiting["update_id"] != key]


@asynccontextmanager
async def by_hand(stage: Stage) -> AsyncIterator[Hook]:
    """Inside, what phones send waits until it is posted."""
    queues = stage.server._update_queues

    async def none(_token: str) -> int:
        return 0

    queues.deliver = none
    try:
        async with browser() as web:
            yield Hook(stage, web)
    finally:
        del queues.deliver
