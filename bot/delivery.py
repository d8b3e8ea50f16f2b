"""Empties the outbox: one lane for each chat, so that nobody's messages change order and one slow chat
holds up nobody else. At-least-once: a crash between sending and marking repeats one message.

Reminders and announcements (``Message.bulk``) wait behind everything that answers somebody, and may be
overtaken by it; so does what is said to strangers, who may be ten thousand.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.channels.base import Channel, ChannelError, Outgoing
from bot.papers.making import Making
from bot.storage import mail
from bot.storage.database import is_trouble
from bot.storage.mail import OutRow
from bot.trickling import Rhythm, Trickle
from conversations.commands import menu
from conversations.year.reminding import PER_SECOND
from scoring.campaigns import Campaign
from scoring.people import Person

log = logging.getLogger(__name__)
LONGEST_WAIT = 300.0  # seconds
UNASKED = Rhythm(PER_SECOND, per_chat=1.0)
STRANGERS = Rhythm(6)
DISK_WAIT = 5.0  # seconds until a full disk is tried again


class Delivery:
    """Sends what the service hands over. ``making`` turns an attachment's recipe into a stored file.
    ``known``: whether somebody with a role talks in the chat.
    """

    def __init__(
        self,
        channels: Mapping[str, Channel],
        write: Callable[..., Awaitable[None]],
        *,
        making: Making,
        path: Callable[[str], Path],
        campaign: Callable[[], Campaign],
        slot_ref: Callable[[OutRow], Awaitable[str]],
        known: Callable[[str], bool] = lambda _: True,
    ) -> None:
        self._channels, self._write, self._making = channels, write, making
        self._path, self._campaign, self._slot_ref, self._known = path, campaign, slot_ref, known
        self._lanes: dict[str, deque[OutRow]] = {}
        self._unasked = Trickle(UNASKED, self._put, self._start)
        self._strangers = Trickle(STRANGERS, self._put, self._start)
        self._tasks: set[asyncio.Task[None]] = set()
        self._reached: dict[str, asyncio.Event] = {}
        self._stopped = False

    def put(self, rows: list[OutRow]) -> None:
        """Take rows to send, until it is stopped. What nobody waits for, and what strangers wait for, goes
        into the lanes little by little.
        """
        if self._stopped:
            return
        for row in rows:
            if row.state != "waiting":
                self._put(row)
            elif row.message.bulk:
                self._unasked.add(row)
            elif self._known(row.chat):
                self._strangers.release(row.chat)  # who has joined meanwhile hears all in order
                self._put(row)
            else:
                self._strangers.add(row)

    def _put(self, row: OutRow) -> None:
        lane = self._lanes.get(row.chat)
        if lane is None:
            self._lanes[row.chat] = deque([row])
            self._start(self._empty(row.chat))
        else:
            lane.append(row)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def idle(self) -> None:
        """Wait until everything that can be sent now has been sent."""
        while True:
            await asyncio.gather(*self._tasks)
            await self._making.idle()
            if not self._tasks:
                return

    async def stop(self) -> None:
        """Leave what is not sent to the next start; returns when nothing is on its way, no child either."""
        self._stopped = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, self._making.stop(), return_exceptions=True)

    async def _empty(self, chat: str) -> None:
        try:
            await self._send_all(chat, self._lanes[chat])
        finally:
            self._lanes.pop(chat, None)

    async def _send_all(self, chat: str, lane: deque[OutRow]) -> None:
        channel = self._channels.get(chat.split(":", 1)[0])
        while lane and channel is not None:
            try:
                if (ready := await self._ready(lane[0])) is not None:
                    lane[0] = ready
                    await self._send(channel, ready)
            except ChannelError as error:
                if await self._again(lane, error):
                    continue
            except Exception as error:
                if is_trouble(error):
                    log.error("message %s waits for the disk: %s", lane[0].id, error)  # noqa: TRY400 - said once
                    await asyncio.sleep(DISK_WAIT)
                    continue
                log.exception("message %s was set aside", lane[0].id)
            lane.popleft()

    async def _send(self, channel: Channel, row: OutRow) -> None:
        outgoing = self._outgoing(row)
        known = channel.known_ref(outgoing)
        if known and row.state != "sent":
            await self._write(mail.sent(row, known))
        ref = await channel.send(outgoing)
        self._can_reach(channel.name)
        if row.message.menu:
            await channel.menu(row.chat, menu(self._person(row.chat)))
        if not known:
            await self._note_sent(row, ref)
        log.info("sent", extra={"outbox": row.id, "channel": channel.name})

    async def _note_sent(self, row: OutRow, ref: str) -> None:
        """Put on record that it was sent, as soon as the disk takes it: it is not sent again meanwhile."""
        while True:
            try:
                await self._write(mail.sent(row, ref))
            except Exception as error:
                if not is_trouble(error):
                    raise
                log.error("message %s was sent, which waits to be noted: %s", row.id, error)  # noqa: TRY400 - as above
                await asyncio.sleep(DISK_WAIT)
            else:
                return

    async def _ready(self, row: OutRow) -> OutRow | None:
        """The row with its document made and the message known that it replaces; None where it is not to be
        sent, or not yet.
        """
        if row.message.slot and not row.replaces:
            row = replace(row, replaces=await self._slot_ref(row))
        return await self._making.ready(row)

    def _outgoing(self, row: OutRow) -> Outgoing:
        attachment = row.message.attachment
        path = self._path(attachment.sha256) if attachment and attachment.sha256 else None
        return Outgoing(row.chat, row.message, row.replaces, path, row.id, row.at)

    def _person(self, chat: str) -> Person | None:
        people = self._campaign().people.values()
        return next((person for person in people if chat in person.chats), None)

    async def _again(self, lane: deque[OutRow], error: ChannelError) -> bool:
        """Whether the first row is to be tried again, after waiting; an outage of days loses nothing."""
        row = lane[0]
        log.warning("message %s to %s: %s", row.id, row.chat.split(":", 1)[0], error.why)
        if row.state != "sent":
            with suppress(Exception):  # logged where it failed; a count of tries is not worth more trouble
                await self._write(mail.tried(row, error.why, final=error.final))
        if error.final:
            return False
        lane[0] = replace(row, attempts=row.attempts + 1)
        if error.after is not None:
            await asyncio.sleep(error.after)
        else:
            await self._rest(row.chat.split(":", 1)[0], min(2.0 ** min(row.attempts, 10), LONGEST_WAIT))
        return True

    async def _rest(self, channel: str, seconds: float) -> None:
        """Wait so long, or until somebody else could be reached: then the outage is over."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._reached.setdefault(channel, asyncio.Event()).wait(), seconds)

    def _can_reach(self, channel: str) -> None:
        waited_for = self._reached.pop(channel, None)
        if waited_for is not None:
            waited_for.set()
