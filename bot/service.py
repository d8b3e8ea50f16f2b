"""The one writer: events in, one transaction, messages out.

Whatever waits is handled together: each event is one pure step over the state that the one before left,
then everything is written in one durable transaction, then (and only then) it becomes the state, the
channels are told that their events are safe, and the messages are handed to the delivery.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from contextlib import suppress

from bot.book import Book
from bot.clock import utc_now
from bot.handling import Handling
from bot.jobs import Job, Name, Told, names, pressed_in, unrepeated
from bot.lanes import Lanes
from bot.reading.readings import Readings, ToRead
from bot.stepping import Stepping
from bot.storage import mail
from bot.storage.database import Statement, is_trouble
from bot.storage.evidence import EvidenceStore
from bot.storage.journal import Cause
from bot.storage.mail import InRow, OutRow
from bot.tally import Tally
from bot.work import Held, Work
from conversations.desk import Limits
from conversations.events import Event, FileCame, OvertakenError
from conversations.talk import Act

log = logging.getLogger(__name__)
LARGEST_BATCH = 100
NEXT_TRY = 5.0  # seconds after a reading could not be handed back


class Service:
    """Owns the book and the only way to change it. ``out`` takes messages once they are committed."""

    def __init__(
        self,
        book: Book,
        limits: Limits,
        out: Callable[[list[OutRow]], None] = lambda _: None,
        readings: Readings | None = None,
        is_keyed: Callable[[FileCame], bool] = lambda _: False,
    ) -> None:
        self.book = book
        self._out = out
        self._readings = readings or Readings(EvidenceStore(book.data / "evidence"))
        self._queue: asyncio.Queue[Job] = asyncio.Queue()
        self._call_off: Callable[[list[int]], None] = lambda _: None
        self.tally = Tally()
        stepping = Stepping(book.database, self._readings, is_keyed)
        self._handling = Handling(book.database, stepping, limits, self.tally)

    @property
    def limits(self) -> Limits:
        """What the talk allows."""
        return self._handling.limits

    def deliver_to(
        self, out: Callable[[list[OutRow]], None], call_off: Callable[[list[int]], None] = lambda _: None
    ) -> None:
        """Hand committed messages to ``out``; ``call_off`` takes the ids of those whose document nobody waits
        for any more.
        """
        self._out, self._call_off = out, call_off

    async def start(self) -> None:
        """Remember whose files were still on their way, or being read, when the last process stopped."""
        self.book.lanes = Lanes.of(await mail.unsettled(self.book.database))

    async def run(self) -> None:
        """Handle jobs until cancelled, beginning with what the last process was reading."""
        async with asyncio.TaskGroup() as readers:
            for row in self.book.lanes.unread():
                readers.create_task(self._read(row))
            while True:
                jobs = [await self._queue.get()]
                while len(jobs) < LARGEST_BATCH and not self._queue.empty():
                    jobs.append(self._queue.get_nowait())
                for row, wanted in await self._commit(jobs):
                    readers.create_task(self._read(row, wanted))

    async def _read(self, row: InRow, wanted: ToRead | None = None) -> None:
        """Read what a step asked for (if one has), beside the writer, and hand the event back."""
        while True:
            try:
                if wanted is not None:
                    await self._readings.read(wanted)
                await self._do(Job(event=row.event, shown=row.shown, row=row.id))
            except Exception as error:  # noqa: BLE001 - the row must not be lost, nor the writer stop
                log.warning("what a file holds was not handed over, trying again: %s", type(error).__name__)
                await asyncio.sleep(NEXT_TRY)
            else:
                return

    def link_telegram(self, template: str) -> None:
        """Invitations may now carry a Telegram link (with ``{code}`` in it)."""
        self._handling.limits = self.limits.model_copy(update={"telegram_link": template})

    def fetching(self) -> list[InRow]:
        """Inbox rows whose file is still to be fetched."""
        return self.book.lanes.fetching()

    async def accept(self, event: Event, shown: str = "", *, fetching: bool = False) -> int:
        """Take an event; returns its row's id when it is durable. A key that came before changes nothing
        and gives 0.
        """
        return await self._do(Job(event=event, shown=shown, fetching=fetching))

    async def fetched(self, row: int, event: Event, shown: str) -> None:
        """The file of inbox row ``row`` has come (or was refused): ``event`` enters the talk."""
        await self._do(Job(event=event, shown=shown, row=row))

    async def act(self, acts: Iterable[Act], cause: Cause) -> None:
        """Record facts that no chat caused (the command line, codes that were tried in vain)."""
        await self._do(Job(acts=tuple(acts), cause=cause))

    async def tell(self, told: Told) -> bool:
        """Say something of a document that somebody waits for; False where nobody does any more."""
        return bool(await self._do(Job(told=told)))

    async def finish(self, seconds: float) -> None:
        """Wait, but not for ever, until everything that has come so far is committed."""
        with suppress(Exception):
            await asyncio.wait_for(self.write(), seconds)

    async def write(self, *statements: Statement) -> None:
        """Write rows in the next transaction."""
        await self._do(Job(statements=statements))

    async def _do(self, job: Job) -> int:
        self._queue.put_nowait(job)
        return await job.done

    async def _commit(self, jobs: list[Job], *, checked: bool = False) -> list[Held]:
        """One transaction for all jobs; where it fails, one for each, so that one bad job falls alone. Gives
        the rows that wait for more than their file.

        ``checked``: events that came before are looked up first. That is rare, so it is done only after the
        inbox has refused one.
        """
        for job in jobs:
            job.id = 0
        self.tally.begin()
        work = Work(self.book)
        try:
            work.refs = await mail.last_refs(self.book.database, pressed_in(jobs))
            for job in unrepeated(jobs, await self._known(jobs) if checked else ()):
                await self._handling.handle(job, work)
            if work.statements:
                await self.book.database.write(work.statements)
                self.tally.committed(utc_now())
        except Exception as error:  # noqa: BLE001 - told to whoever waits for the job
            self.book.forget_blocks()
            if mail.is_repeated(error) and not checked:
                return await self._commit(jobs, checked=True)
            return await self._failed(jobs, work, error)
        self.book.adopt(work)
        for job in jobs:
            if not job.done.done():
                job.done.set_result(job.id)
        self._call_off([row for row, state in work.over.items() if state == "cancelled"])
        self._out(work.out)
        return work.unread

    async def _failed(self, jobs: list[Job], work: Work, error: Exception) -> list[Held]:
        if is_trouble(error):
            self._refuse([*jobs, *self._queued()], error)
            return []
        if len(jobs) == 1 and not self._handling.set_aside(jobs[0], work, error):
            self._refuse(jobs, error)
            return []
        return [unread for job in jobs for unread in await self._commit([job])]

    def _queued(self) -> list[Job]:
        """Everything that stands in the queue. Where the disk fails, what comes later fails too: nobody's
        words change their order.
        """
        return [self._queue.get_nowait() for _ in range(self._queue.qsize())]

    def _refuse(self, jobs: list[Job], error: Exception) -> None:
        if not isinstance(error, OvertakenError):  # that is an answer, and no failure
            self.tally.failed(error)
            known = is_trouble(error)  # what else an error says may be somebody's words
            log.error(
                "not written: %s", error if known else type(error).__name__, exc_info=not known and error
            )
        for job in jobs:
            if not job.done.done():
                job.done.set_exception(error)

    async def _known(self, jobs: list[Job]) -> set[Name]:
        """Those of the events that have come before."""
        keys: dict[str, list[str]] = {}
        for channel, key in names(jobs):
            keys.setdefault(channel, []).append(key)
        database = self.book.database
        return {(each, key) for each in keys for key in await mail.known_keys(database, each, keys[each])}
