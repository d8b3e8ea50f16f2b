"""Takes Telegram's updates, however they come: each becomes an event, and is done once that is durable.

Updates are taken as plain JSON: one that the library cannot read must not hold up the others.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import Counter
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, NamedTuple

from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.channels import telegram_updates
from bot.channels.telegram_groups import Groups
from bot.channels.telegram_pace import Pace
from bot.channels.telegram_updates import UNREADABLE, Json
from bot.clock import utc_now
from bot.intake.flood import Accept, TooFastError
from conversations.events import Event, FileCame

log = logging.getLogger(__name__)
AGAIN = 1.0  # seconds until a press is answered once more
ASIDES = 2  # a second: more, beside the answers, would be too much for Telegram
MOST_TRIES = 3  # for an event that cannot be recorded for a reason of its own
MISTAKES = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError)
"""Ours, which trying again does not mend: whatever a disk or a database raises is none of these."""


class Asides(NamedTuple):
    """What is said beside the talk, or nothing where it is empty: to somebody whose message cannot be written
    for now, and to a group that expects something of the bot.
    """

    delayed: str = ""
    private_only: str = ""


SILENT = Asides()


class Receiver:
    """Hands updates in."""

    def __init__(self, bot: Bot, accept: Accept, asides: Asides = SILENT) -> None:
        self._bot, self._accept, self._asides = bot, accept, asides
        self._failures: Counter[str] = Counter()
        self._told: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._groups, self._pace = Groups(), Pace(ASIDES)

    def named(self, name: str) -> None:
        """What the bot is called, without @."""
        self._groups.name = name

    def stop(self) -> None:
        """Leave off what is still being answered."""
        for task in self._tasks:
            task.cancel()

    def over(self) -> None:
        """Everything can be written again."""
        self._told.clear()

    async def take(self, update: Json) -> None:
        """Record the update's event; returns when it is durable, raises where it could not be. What is
        more than its chat may send is done with, unrecorded.
        """
        event = self._read(update)
        self._tell_group(update)
        if event is not None:
            fetching = isinstance(event, FileCame) and bool(event.file.handle)
            try:
                await self._accept(event, fetching=fetching)
            except TooFastError as flood:
                if flood.first:
                    self._later(self._say(event.chat, flood.sentence))
            except Exception:
                self._later(self._say_delayed(event.chat))
                raise
        if query := telegram_updates.question_of(update):
            self._later(self._answer(query))

    def _read(self, update: Json) -> Event | None:
        try:
            if (gone := telegram_updates.blocked(update)) is not None:
                log.info("a person has %s the bot", "blocked" if gone else "unblocked")
            return telegram_updates.read(update, utc_now(), secrets.token_hex(16))
        except UNREADABLE as error:
            key = update.get("update_id")
            known = [kind for kind in telegram_updates.WANTED if kind in update]
            log.error(  # noqa: TRY400 - a trace of the error may quote what was said
                "update %s (%s) cannot be read: %s",
                key if isinstance(key, int) else "?", ", ".join(known), type(error).__name__,
            )  # fmt: skip
            return None

    def _tell_group(self, update: Json) -> None:
        with suppress(*UNREADABLE):
            if self._asides.private_only and (group := self._groups.to_tell(update)) is not None:
                self._later(self._say(f"telegram:{group}", self._asides.private_only))

    def hopeless(self, update: Json, error: BaseException) -> bool:
        """Whether to go on without an update that fails for what is in it, and not for want of a disk."""
        key = str(update["update_id"])
        self._failures[key] += 1
        if self._failures[key] < MOST_TRIES or not isinstance(error, MISTAKES):
            return False
        log.error("update %s was set aside: %s", key, type(error).__name__)
        return True

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, query: str) -> None:
        """The phone stops waiting; a press that is too old for an answer has stopped already."""
        for pause in (0, AGAIN):
            await asyncio.sleep(pause)
            try:
                await self._bot.answer_callback_query(query)
            except BadRequest:
                return
            except TelegramError as error:
                log.debug("a press was not answered: %s", type(error).__name__)
            else:
                return

    async def _say_delayed(self, chat: str) -> None:
        if not self._asides.delayed or chat in self._told:
            return
        self._told.add(chat)
        await self._say(chat, self._asides.delayed)

    async def _say(self, chat: str, sentence: str) -> None:
        """Beside the outbox: what is said of something that is not on record."""
        address = int(chat.partition(":")[2])
        await self._pace.turn(address)
        try:
            await self._bot.send_message(address, sentence)
        except TelegramError as error:
            log.debug("a sentence was not said: %s", type(error).__name__)
