"""Receives from Telegram: an update is confirmed only when its event is durable.

python-telegram-bot's ``Updater`` confirms updates that nobody has handled yet, and they are lost when the
process is killed; so only its ``Bot`` is used.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

from telegram import Bot

from bot.channels import telegram_updates
from bot.channels.telegram_receiving import Receiver
from bot.channels.telegram_trouble import Trouble
from bot.channels.telegram_updates import Json

LONG_POLL = 25  # seconds


class Poller:
    """Asks for updates, and confirms them once their events are durable."""

    def __init__(self, bot: Bot, receiver: Receiver, trouble: Trouble) -> None:
        self._bot, self._receiver, self._trouble = bot, receiver, trouble

    async def run(self) -> None:
        """Receive until cancelled. A webhook that was set earlier is taken back; what waits there is kept.

        The offset is sent only while there is something to confirm: after an idle week Telegram may begin
        its numbers anew, lower.
        """
        await self._trouble.insist(self._bot.delete_webhook)
        offset = 0
        while True:
            updates: list[Json] = await self._trouble.insist(partial(self._updates, offset))
            kept = await self._keep(updates)
            offset = updates[kept - 1]["update_id"] + 1 if kept else 0
            if kept < len(updates):
                await asyncio.sleep(self._trouble.pause())
            else:
                self._receiver.over()
                self._trouble.over()

    async def _updates(self, offset: int) -> Any:
        """What has come; after trouble at once, so that its end is known."""
        patience = LONG_POLL if self._trouble.up else 0
        asked: Json = {"timeout": patience, "allowed_updates": list(telegram_updates.WANTED)}
        if offset:
            asked["offset"] = offset
        return await self._bot.do_api_request("getUpdates", asked, read_timeout=LONG_POLL + 15)

    async def _keep(self, updates: list[Json]) -> int:
        """Hand all updates in at once, in order; how many of them, from the first, may be confirmed."""
        outcomes = await asyncio.gather(
            *(self._receiver.take(update) for update in updates), return_exceptions=True
        )
        for number, outcome in enumerate(outcomes):
            if isinstance(outcome, BaseException) and not self._receiver.hopeless(updates[number], outcome):
                return number
        return len(updates)
