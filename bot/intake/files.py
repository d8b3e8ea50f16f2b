"""Files on their way in: checked by content and stored, for uploads and for handles that a channel gave."""

from __future__ import annotations

import asyncio
import errno
import itertools
import logging
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from pathlib import Path
from typing import Protocol

from bot.channels.base import TOO_LARGE, Channel, ChannelError
from bot.intake.filekinds import Kind, kind_of, named
from bot.storage.evidence import EvidenceStore, TooLargeError
from bot.storage.mail import InRow
from conversations.events import Event, FileCame, FileRefused, StoredFile, Why

log = logging.getLogger(__name__)
WORKERS = 4
MOST_TRIES = 5
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0  # seconds
LONGEST_FETCH = 60.0  # seconds for all tries: so long at most does what was said after the file wait
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)

Examine = Callable[[Path, Kind], Awaitable[Why | None]]
"""Looks at a whole file before it is kept, and says why not."""


class _RefusedError(Exception):
    """The head of a file tells why it is not taken."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


async def take_file(
    store: EvidenceStore,
    chunks: AsyncIterator[bytes],
    name: str,
    most: int,
    *,
    examine: Examine | None = None,
) -> StoredFile | Why:
    """Store a file durably under a name that fits its content, or say why not; then nothing is kept."""
    found: list[Kind] = []

    def check(head: bytes) -> None:
        kind = kind_of(head, name)
        if kind is None:
            raise _RefusedError("wrong_kind" if head else "empty")
        found.append(kind)

    async def look(whole: Path) -> None:
        if examine is not None and (why := await examine(whole, found[0])):
            raise _RefusedError(why)

    try:
        stored = await store.take(chunks, most, check, look)
    except TooLargeError:
        return "too_large"
    except _RefusedError as refused:
        return refused.why
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        log.error("a file was refused: %s", error.strerror)  # noqa: TRY400 - the place says nothing more
        return "disk_full"
    return StoredFile(sha256=stored.sha256, name=named(name, found[0]), mime=found[0].mime, size=stored.size)


class Inbox(Protocol):
    """What is asked of the service."""

    def fetching(self) -> list[InRow]:
        """Rows whose file is still to be fetched."""

    async def accept(self, event: Event, shown: str = "", *, fetching: bool = False) -> int:
        """Take an event; returns when it is durable."""

    async def fetched(self, row: int, event: Event, shown: str) -> None:
        """What came of a row's file."""


class Fetcher:
    """Gets the bytes that inbox rows wait for, a few files at a time, and hands the rows back."""

    def __init__(
        self,
        inbox: Inbox,
        store: EvidenceStore,
        channels: Mapping[str, Channel],
        most: int,
        examine: Examine | None = None,
    ) -> None:
        self._inbox, self._store, self._channels, self._most = inbox, store, channels, most
        self._examine = examine
        self._queue: asyncio.Queue[InRow] = asyncio.Queue()
        self._taken: set[int] = set()

    async def accept(self, event: Event, shown: str = "", *, fetching: bool = False) -> int:
        """As the service's; a file that is to be fetched is fetched."""
        row = await self._inbox.accept(event, shown, fetching=fetching)
        if fetching:
            self._wake()
        return row

    async def run(self) -> None:
        """Fetch until cancelled, beginning with what the last run left."""
        self._wake()
        async with asyncio.TaskGroup() as tasks:
            for _ in range(WORKERS):
                tasks.create_task(self._work())

    def _wake(self) -> None:
        for row in self._inbox.fetching():
            if row.id not in self._taken:
                self._taken.add(row.id)
                self._queue.put_nowait(row)

    async def _work(self) -> None:
        while True:
            row = await self._queue.get()
            try:
                await self._settle(row, await self._outcome(row))
            finally:
                self._taken.discard(row.id)

    async def _outcome(self, row: InRow) -> Event:
        """What came of the fetch, as the event that enters the talk."""
        event = row.event
        if not isinstance(event, FileCame):
            return event
        file = await self._fetched(event)
        if isinstance(file, StoredFile):
            return event.model_copy(update={"file": file})
        arrived = event.model_dump(include={"chat", "key", "at", "nonce", "name"})
        return FileRefused(**arrived, file_name=event.file.name, why=file, size=event.file.size)

    async def _fetched(self, event: FileCame) -> StoredFile | Why:
        channel = self._channels.get(event.chat.split(":", 1)[0])
        if channel is None:
            return "not_fetched"
        try:
            async with asyncio.timeout(LONGEST_FETCH):
                return await self._tried(channel, event.file)
        except TimeoutError:
            log.warning("a file was not fetched: it did not come within %.0f s", LONGEST_FETCH)
            return "not_fetched"

    async def _tried(self, channel: Channel, file: StoredFile) -> StoredFile | Why:
        """For as long as the caller lets it: what the channel itself puts off is no try that failed."""
        tries = 0
        while tries < MOST_TRIES:
            try:
                return await self._once(channel, file)
            except ChannelError as error:
                log.warning("a file was not fetched: %s", error.why)
                if error.final:
                    return "too_large" if error.why == TOO_LARGE else "not_fetched"
                if error.after:
                    await asyncio.sleep(error.after)
                    continue
            except Exception:
                log.exception("a file was not fetched")
            await asyncio.sleep(_wait(tries))
            tries += 1
        return "not_fetched"

    async def _once(self, channel: Channel, file: StoredFile) -> StoredFile | Why:
        chunks = _to_the_end(channel.fetch(file.handle), file.size)
        taken = await take_file(self._store, chunks, file.name, self._most, examine=self._examine)
        if isinstance(taken, StoredFile):
            return taken.model_copy(update={"recompressed": file.recompressed})
        return taken

    async def _settle(self, row: InRow, event: Event) -> None:
        """Hand the outcome over; where it cannot be written now, later."""
        for attempt in itertools.count():
            try:
                await self._inbox.fetched(row.id, event, row.shown)
            except Exception as error:  # noqa: BLE001 - the service has logged it; the row must not be lost
                log.warning("the outcome of a fetch was not written, trying again: %s", type(error).__name__)
                await asyncio.sleep(_wait(attempt))
            else:
                return


async def _to_the_end(chunks: AsyncIterator[bytes], size: int) -> AsyncIterator[bytes]:
    """The chunks; raises ChannelError where there are fewer bytes than was told (0: nothing was told)."""
    came = 0
    async for chunk in chunks:
        came += len(chunk)
        yield chunk
    if 0 < came < size:
        raise ChannelError("the file was cut short")


def _wait(attempt: int) -> float:
    longest = min(FIRST_WAIT * 3.0 ** min(attempt, 9), LONGEST_WAIT)
    return longest * random.uniform(0.7, 1.0)  # noqa: S311 - spreads tries, guards nothing
