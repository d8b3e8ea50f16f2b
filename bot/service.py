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
from dataclasses import replace

from bot.book import Book
from bot.clock import utc_now
from bot.jobs import Job, Name, Told, names, pressed_in, unrepeated
from bot.lanes import Lanes
from bot.posting import call_off, post, tell
from bot.reading.readings import Readings, ToRead, UnreadError
from bot.stepping import Stepping
from bot.storage import mail
from bot.storage.database import Statement, is_trouble
from bot.storage.evidence import EvidenceStore
from bot.storage.journal import Cause
from bot.storage.mail import InRow, OutRow
from bot.tally import Answered, Tally
from bot.work import Work
from conversations.desk import Limits
from conversations.events import Event, FileCame, Ordered
from conversations.messages import Message
from conversations.phrases import running
from conversations.talk import Act, Turn

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
        self.book, self.limits = book, limits
        self._out = out
        self._readings = readings or Readings(EvidenceStore(book.data / "evidence"))
        self._stepping = Stepping(book.database, self._readings, is_keyed)
        self._queue: asyncio.Queue[Job] = asyncio.Queue()
        self._call_off: Callable[[list[int]], None] = lambda _: None
        self.tally = Tally()

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
        for row in self.book.lanes.unread():
            self._queue.put_nowait(Job(event=row.event, shown=row.shown, row=row.id))

    async def run(self) -> None:
        """Handle jobs until cancelled."""
        async with asyncio.TaskGroup() as readers:
            while True:
                jobs = [await self._queue.get()]
                while len(jobs) < LARGEST_BATCH and not self._queue.empty():
                    jobs.append(self._queue.get_nowait())
                for row, wanted in await self._commit(jobs):
                    readers.create_task(self._read(row, wanted))

    async def _read(self, row: InRow, wanted: ToRead) -> None:
        """Read what a step asked for, beside the writer, and hand the event back."""
        while True:
            try:
                await self._readings.read(wanted)
                await self._do(Job(event=row.event, shown=row.shown, row=row.id))
            except Exception as error:  # noqa: BLE001 - the row must not be lost, nor the writer stop
                log.warning("what a file holds was not handed over, trying again: %s", error)
                await asyncio.sleep(NEXT_TRY)
            else:
                return

    def link_telegram(self, template: str) -> None:
        """Invitations may now carry a Telegram link (with ``{code}`` in it)."""
        self.limits = self.limits.model_copy(update={"telegram_link": template})

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
        """Record facts that no chat caused (command line, scheduler)."""
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

    async def _commit(self, jobs: list[Job], *, checked: bool = False) -> list[tuple[InRow, ToRead]]:
        """One transaction for all jobs; where it fails, one for each, so that one bad job falls alone. Gives
        the rows that wait until a file has been read.

        ``checked``: events that came before are looked up first. That is rare, so it is done only after the
        inbox has refused one.
        """
        for job in jobs:
            job.id = 0
        self.tally.begin()
        try:
            work = Work(self.book)
            work.refs = await mail.last_refs(self.book.database, pressed_in(jobs))
            for job in unrepeated(jobs, await self._known(jobs) if checked else ()):
                await self._handle(job, work)
            if work.statements:
                await self.book.database.write(work.statements)
                self.tally.committed(utc_now())
        except Exception as error:  # noqa: BLE001 - told to whoever waits for the job
            self.book.forget_blocks()
            if mail.is_repeated(error) and not checked:
                return await self._commit(jobs, checked=True)
            return await self._failed(jobs, error)
        self.book.adopt(work)
        for job in jobs:
            if not job.done.done():
                job.done.set_result(job.id)
        self._call_off([row for row, state in work.over.items() if state == "cancelled"])
        self._out(work.out)
        return work.unread

    async def _failed(self, jobs: list[Job], error: Exception) -> list[tuple[InRow, ToRead]]:
        if not is_trouble(error) and len(jobs) > 1:
            return [unread for job in jobs for unread in await self._commit([job])]
        self._refuse([*jobs, *self._queued()] if is_trouble(error) else jobs, error)
        return []

    def _queued(self) -> list[Job]:
        """Everything that stands in the queue. Where the disk fails, what comes later fails too: nobody's
        words change their order.
        """
        return [self._queue.get_nowait() for _ in range(self._queue.qsize())]

    def _refuse(self, jobs: list[Job], error: Exception) -> None:
        self.tally.failed(error)
        log.error("not written: %s", error, exc_info=None if is_trouble(error) else error)
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

    async def _handle(self, job: Job, work: Work) -> None:
        work.statements += job.statements
        if job.acts and job.cause is not None:
            await work.apply(job.acts, job.cause)
        if job.told is not None:
            job.id = int(await tell(job.told, work, self.book.database))
        if job.event is None:
            return
        if job.row is not None:
            await self._settle(InRow(job.row, job.event, "waiting", job.shown), work)
            return
        row = InRow(work.next_id(), job.event, "fetching", job.shown)
        job.id = row.id
        if not job.fetching:
            waits = job.event.chat in work.lanes.by_chat
            row = replace(row, state="waiting" if waits else await self._answer(row, work))
        if row.state in ("fetching", "waiting"):
            work.lanes.join(row)
        work.statements.append(mail.received(row))

    async def _settle(self, row: InRow, work: Work) -> None:
        """A file is here: its event is answered, then what waited behind it, up to the next file."""
        work.lanes.arrive(row)
        while first := work.lanes.ready(row.event.chat):
            state = await self._answer(first, work)
            work.statements.append(mail.settled(first.id, state, first.event, first.shown))
            if state == "waiting":
                break
            work.lanes.leave(first)

    async def _answer(self, row: InRow, work: Work) -> str:
        """One step of the talk and everything that follows from it; the inbox row's state. It is ``waiting``,
        and nothing has happened, where a file has to be read first.
        """
        event = row.event
        session = await work.session(event.chat)
        try:
            turn = await self._stepping.turn(session, event, work, self.limits)
            state = "done"
        except UnreadError as unread:
            work.unread.append((row, unread.wanted))
            return "waiting"
        except Exception as error:
            if is_trouble(error) or isinstance(event, Ordered):
                raise
            self.tally.set_aside += 1
            log.exception("inbox row %s was set aside", row.id, extra={"event": row.id})
            turn = Turn(session, (), (Message(body=running.SORRY),))
            state = "failed"
        cause = Cause(event.at.isoformat(), work.campaign.id, turn.session.person, event.chat, event.key)
        await work.apply(turn.acts, cause)
        if turn.session != session:
            work.sessions[event.chat] = turn.session
            work.statements.append(mail.saved(turn.session))
        before = work.last_id
        call_off(turn.called_off, event.chat, work)
        for message in turn.messages:
            own = message if message.to else message.model_copy(update={"item": turn.session.asked})
            await post(own, event, work, self.book.database)
        answers = tuple(out.id for out in work.out if out.id > before)
        self.tally.answered(Answered(row.id, event.chat.split(":", 1)[0], answers, len(turn.acts)))
        return state
