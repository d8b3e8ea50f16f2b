"""Empties the outbox: one lane for each chat, so that nobody's messages change order and one slow chat
holds up nobody else. At-least-once: a crash between sending and marking repeats one message.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from pathlib import Path

from bot.channels.base import Channel, ChannelError, Outgoing
from bot.storage import mail
from bot.storage.mail import OutRow
from conversations.commands import menu
from conversations.messages import Attachment, Message
from conversations.phrases import running
from scoring.campaigns import Campaign, Person

log = logging.getLogger(__name__)
MOST_ATTEMPTS = 10
LONGEST_WAIT = 300.0  # seconds


class MakeError(Exception):
    """A document could not be made."""


class Delivery:
    """Sends what the service hands over. ``make`` turns an attachment's recipe into a stored file."""

    def __init__(
        self,
        channels: Mapping[str, Channel],
        write: Callable[..., Awaitable[None]],
        make: Callable[[Attachment], Awaitable[Attachment]],
        path: Callable[[str], Path],
        campaign: Callable[[], Campaign],
    ) -> None:
        self._channels, self._write, self._make = channels, write, make
        self._path, self._campaign = path, campaign
        self._lanes: dict[str, deque[OutRow]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def put(self, rows: list[OutRow]) -> None:
        """Take rows to send."""
        for row in rows:
            lane = self._lanes.get(row.chat)
            if lane is None:
                self._lanes[row.chat] = deque([row])
                task = asyncio.create_task(self._empty(row.chat))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
            else:
                lane.append(row)

    async def idle(self) -> None:
        """Wait until everything that can be sent now has been sent."""
        while self._tasks:
            await asyncio.gather(*self._tasks)

    def stop(self) -> None:
        """Leave what is not sent to the next start."""
        for task in self._tasks:
            task.cancel()

    async def _empty(self, chat: str) -> None:
        lane = self._lanes[chat]
        channel = self._channels.get(chat.split(":", 1)[0])
        while lane and channel is not None:
            row = lane[0]
            try:
                row = await self._made(row)
                lane[0] = row
                ref = await channel.send(self._outgoing(row))
                if row.message.menu:
                    await channel.menu(chat, menu(self._person(chat)))
            except ChannelError as error:
                if not await self._again(lane, row, error):
                    lane.popleft()
                continue
            lane.popleft()
            if row.state != "sent":
                await self._write(mail.sent(row, ref))
        self._lanes.pop(chat, None)

    async def _made(self, row: OutRow) -> OutRow:
        attachment = row.message.attachment
        if attachment is None or not attachment.make:
            return row
        try:
            made = await self._make(attachment)
        except MakeError:
            log.exception("%s was not made", attachment.make)
            return replace(row, message=Message(body=running.not_made(attachment.name)))
        return replace(row, message=row.message.model_copy(update={"attachment": made}))

    def _outgoing(self, row: OutRow) -> Outgoing:
        attachment = row.message.attachment
        path = self._path(attachment.sha256) if attachment and attachment.sha256 else None
        return Outgoing(row.chat, row.message, row.replaces, path, row.id, row.at)

    def _person(self, chat: str) -> Person | None:
        people = self._campaign().people.values()
        return next((person for person in people if chat in person.chats), None)

    async def _again(self, lane: deque[OutRow], row: OutRow, error: ChannelError) -> bool:
        """Whether the row is to be tried again, after waiting."""
        final = error.final or row.attempts + 1 >= MOST_ATTEMPTS
        log.warning("message %s to %s: %s", row.id, row.chat.split(":", 1)[0], error.why)
        if row.state != "sent":
            await self._write(mail.tried(row, error.why, final=final))
        if final:
            return False
        lane[0] = replace(row, attempts=row.attempts + 1)
        await asyncio.sleep(error.after if error.after is not None else min(2.0**row.attempts, LONGEST_WAIT))
        return True
