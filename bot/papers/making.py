"""Documents that messages wait for. One that is not ready at once leaves its chat's lane: the chat is told
how far it is, goes on meanwhile, and gets it when it is there. Until then its message waits in the outbox, so
that after a restart it is made anew.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from bot.jobs import Told
from bot.papers.documents import Documents, Progress
from bot.storage.database import is_trouble
from bot.storage.mail import OutRow
from conversations.documents import underway
from conversations.messages import Attachment, Message
from conversations.phrases import running

log = logging.getLogger(__name__)
SOON: Final = 3.0  # seconds that a chat waits before it is told anything
RAREST: Final = 60.0  # seconds between two words on the same document; each pause is twice the one before
DISK_WAIT: Final = 5.0  # seconds until a full disk is tried again


@dataclass(frozen=True, slots=True)
class _Making:
    """One document being made, and how far it is."""

    row: OutRow
    attachment: Attachment
    progress: Progress
    child: asyncio.Task[Attachment]

    def notice(self) -> Message:
        return underway.notice(self.row.id, self.attachment, self.progress.percent)


class Making:
    """``tell`` says something of a document, or gives False where nobody waits for it any more; ``noticed``:
    whether something was said of it before; ``again`` takes a message whose document could not be written.
    """

    def __init__(
        self,
        documents: Documents,
        tell: Callable[[Told], Awaitable[bool]],
        *,
        noticed: Callable[[OutRow], Awaitable[bool]],
        again: Callable[[OutRow], None],
    ) -> None:
        self._documents, self._tell, self._noticed, self._again = documents, tell, noticed, again
        self._children: dict[int, asyncio.Task[Attachment]] = {}
        self._later: set[asyncio.Task[None]] = set()
        self._called_off: set[int] = set()

    async def ready(self, row: OutRow) -> OutRow | None:
        """The row with its document; None where nobody waits for that, or where it comes later."""
        attachment = row.message.attachment
        if attachment is None or not attachment.make:
            return row
        if row.id in self._called_off:
            self._called_off.discard(row.id)
            return None
        making = self._begin(row, attachment)
        try:
            await asyncio.wait({making.child}, timeout=SOON)
        except asyncio.CancelledError:
            making.child.cancel()
            await asyncio.wait({making.child})
            raise
        if making.child.cancelled():
            return None
        if making.child.done() and not await self._noticed(row):
            return _with_document(making)
        self._put_off(making)
        return None

    def call_off(self, rows: list[int]) -> None:
        """Nobody waits for the documents of these messages any more."""
        for row in rows:
            child = self._children.get(row)
            if child is None:
                self._called_off.add(row)
            else:
                child.cancel()

    async def idle(self) -> None:
        """Wait for everything that comes later."""
        while self._later:
            await asyncio.gather(*self._later)

    async def stop(self) -> None:
        """End all children; their messages wait for the next start."""
        for task in (*self._later, *self._children.values()):
            task.cancel()
        await asyncio.gather(*self._later, *self._children.values(), return_exceptions=True)

    def _begin(self, row: OutRow, attachment: Attachment) -> _Making:
        progress = Progress()
        child = asyncio.create_task(self._documents.make(attachment, progress))
        self._children[row.id] = child
        child.add_done_callback(lambda _: self._children.pop(row.id, None))
        return _Making(row, attachment, progress, child)

    def _put_off(self, making: _Making) -> None:
        task = asyncio.create_task(self._attend(making))
        self._later.add(task)
        task.add_done_callback(self._later.discard)

    async def _attend(self, making: _Making) -> None:
        """Say how far it is until it is there, then hand it over; once it is called off, say nothing more."""
        try:
            await self._report(making)
            if not making.child.cancelled():
                await self._hand_over(making)
        except Exception as error:
            if is_trouble(error):
                log.error("document of message %s waits for the disk: %s", making.row.id, error)  # noqa: TRY400 - said once
                await asyncio.sleep(DISK_WAIT)
                self._again(making.row)
                return
            log.exception("document of message %s was set aside", making.row.id)
        self._called_off.discard(making.row.id)

    async def _report(self, making: _Making) -> None:
        pause, said = SOON, None
        while not making.child.done():
            if (notice := making.notice()) != said:
                said = notice
                with suppress(Exception):  # logged where it failed; the document is what matters
                    await self._tell(_told(making, notice))
            await asyncio.wait({making.child}, timeout=pause)
            pause = min(2 * pause, RAREST)

    async def _hand_over(self, making: _Making) -> None:
        """What came of it, in the place of what was said meanwhile; the document itself as a new message."""
        made = _with_document(making).message
        last: tuple[Message, ...] = (underway.failed(making.row.id, making.attachment),)
        if made.attachment is not None:
            fresh = made.model_copy(update={"slot": "", "edit": False, "item": None})
            last = (underway.finished(making.row.id, making.attachment), fresh)
        await self._tell(_told(making, *last, over=True))


def _told(making: _Making, *messages: Message, over: bool = False) -> Told:
    return Told(making.row.id, making.row.chat, messages, over)


def _with_document(making: _Making) -> OutRow:
    """The row as it goes out, which says so where there is no document. Raises what the disk had to say."""
    attachment = making.attachment
    try:
        message = making.row.message.model_copy(update={"attachment": making.child.result()})
    except Exception as error:
        if is_trouble(error):
            raise
        log.exception("%s was not made", attachment.make)
        message = Message(body=running.not_made(attachment.name))
    return replace(making.row, message=message)
