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
from datetime import datetime

from bot.book import Book
from bot.bookdesk import BookDesk
from bot.clock import utc_now
from bot.jobs import Job, comes_with_more, drop_outdated
from bot.storage import mail
from bot.storage.database import Statement, is_trouble
from bot.storage.journal import Cause
from bot.storage.mail import InRow, OutRow
from bot.tally import Answered, Tally
from bot.work import Work
from conversations import engine
from conversations.desk import Limits, NotOnDesk
from conversations.events import CLOCK, Event, FileCame, Pressed, Said
from conversations.messages import Message
from conversations.phrases import running
from conversations.session import Session
from conversations.talk import Act, Turn

log = logging.getLogger(__name__)
LARGEST_BATCH = 100
Table = tuple[tuple[str, ...], ...]


class Service:
    """Owns the book and the only way to change it. ``out`` takes messages once they are committed."""

    def __init__(
        self,
        book: Book,
        limits: Limits,
        out: Callable[[list[OutRow]], None] = lambda _: None,
        read_table: Callable[[FileCame], Table | None] = lambda _: None,
        is_keyed: Callable[[FileCame], bool] = lambda _: False,
    ) -> None:
        self.book, self.limits = book, limits
        self._out, self._read_table, self._is_keyed = out, read_table, is_keyed
        self._queue: asyncio.Queue[Job] = asyncio.Queue()
        self._held: dict[str, list[InRow]] = {}
        self.tally = Tally()

    def deliver_to(self, out: Callable[[list[OutRow]], None]) -> None:
        """Hand committed messages to ``out``."""
        self._out = out

    async def start(self) -> None:
        """Remember whose files were still on their way when the last process stopped."""
        for row in await mail.unsettled(self.book.database):
            self._held.setdefault(row.event.chat, []).append(row)

    async def run(self) -> None:
        """Handle jobs until cancelled."""
        while True:
            jobs = [await self._queue.get()]
            while len(jobs) < LARGEST_BATCH and not self._queue.empty():
                jobs.append(self._queue.get_nowait())
            await self._commit(jobs)

    def link_telegram(self, template: str) -> None:
        """Invitations may now carry a Telegram link (with ``{code}`` in it)."""
        self.limits = self.limits.model_copy(update={"telegram_link": template})

    def fetching(self) -> list[InRow]:
        """Inbox rows whose file is still to be fetched."""
        return [row for rows in self._held.values() for row in rows if row.state == "fetching"]

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

    async def _commit(self, jobs: list[Job]) -> None:
        """One transaction for all jobs; where it fails, one for each, so that one bad job falls alone."""
        held = {chat: list(rows) for chat, rows in self._held.items()}
        self.tally.begin()
        try:
            work = Work(self.book)
            fresh = await self._fresh(jobs)
            for job in fresh:
                await self._handle(job, work)
            if work.statements:
                await self.book.database.write(work.statements)
                self.tally.committed(utc_now())
        except Exception as error:  # noqa: BLE001 - told to whoever waits for the job
            self._held = held
            self.book.forget_blocks()
            await self._failed(jobs, error)
            return
        self.book.adopt(work)
        for job in jobs:
            if not job.done.done():
                job.done.set_result(job.id)
        self._out(work.out)

    async def _failed(self, jobs: list[Job], error: Exception) -> None:
        if is_trouble(error):
            self._refuse([*jobs, *self._queued()], error)
        elif len(jobs) > 1:
            for job in jobs:
                await self._commit([job])
        else:
            self._refuse(jobs, error)

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

    async def _fresh(self, jobs: list[Job]) -> list[Job]:
        """Jobs without the events that have come before."""
        new = [job for job in jobs if job.event is not None and job.row is None]
        by_channel: dict[str, list[str]] = {}
        for job in new:
            assert job.event is not None  # noqa: S101 - filtered above
            by_channel.setdefault(job.event.chat.split(":", 1)[0], []).append(job.event.key)
        seen = {
            (channel, key)
            for channel, keys in by_channel.items()
            for key in await mail.known_keys(self.book.database, channel, keys)
        }
        fresh: list[Job] = []
        for job in jobs:
            if job.event is not None and job.row is None:
                name = (job.event.chat.split(":", 1)[0], job.event.key)
                if name in seen:
                    continue
                seen.add(name)
            fresh.append(job)
        return fresh

    async def _handle(self, job: Job, work: Work) -> None:
        work.statements += job.statements
        if job.acts and job.cause is not None:
            await work.apply(job.acts, job.cause)
        if job.event is None:
            return
        if job.row is not None:
            await self._settle(job.row, job.event, job.shown, work)
            return
        row = InRow(work.next_id(), job.event, "done", job.shown)
        job.id = row.id
        if job.fetching or job.event.chat in self._held:
            state = "fetching" if job.fetching else "waiting"
            held = InRow(row.id, job.event, state, job.shown)
            self._held.setdefault(job.event.chat, []).append(held)
            work.statements.append(mail.received(held))
            return
        state = await self._answer(row.id, job.event, work)
        work.statements.append(mail.received(InRow(row.id, job.event, state, job.shown)))

    async def _settle(self, row: int, event: Event, shown: str, work: Work) -> None:
        """A fetch ended: its event is answered, then what waited behind it, up to the next fetch."""
        held = self._held.get(event.chat, [])
        lane = [InRow(row, event, "waiting", shown) if other.id == row else other for other in held]
        while lane and lane[0].state == "waiting" and not comes_with_more(lane):
            first = lane.pop(0)
            state = await self._answer(first.id, first.event, work)
            work.statements.append(mail.settled(first.id, state, first.event, first.shown))
        if lane:
            self._held[event.chat] = lane
        else:
            self._held.pop(event.chat, None)

    async def _answer(self, row: int, event: Event, work: Work) -> str:
        """One step of the talk and everything that follows from it; the inbox row's state."""
        session = await work.session(event.chat)
        event = await self._placed(event)
        try:
            turn = await self._step(session, event, work)
            state = "done"
        except Exception as error:
            if is_trouble(error):
                raise
            self.tally.set_aside += 1
            log.exception("inbox row %s was set aside", row, extra={"event": row})
            turn = Turn(session, (), (Message(body=running.SORRY),))
            state = "failed"
        cause = Cause(event.at.isoformat(), work.campaign.id, turn.session.person, event.chat, event.key)
        await work.apply(turn.acts, cause)
        if turn.session != session:
            work.sessions[event.chat] = turn.session
            work.statements.append(mail.saved(turn.session))
        before = work.last_id
        for message in turn.messages:
            own = message if message.to else message.model_copy(update={"item": turn.session.asked})
            await self._post(own, event, work)
        answers = tuple(out.id for out in work.out if out.id > before)
        self.tally.answered(Answered(row, event.chat.split(":", 1)[0], answers, len(turn.acts)))
        return state

    async def _placed(self, event: Event) -> Event:
        """A reply belongs to the question that the message was about."""
        if not isinstance(event, Said | FileCame) or not event.replies or event.item:
            return event
        item = await mail.item_of(self.book.database, event.chat, event.replies)
        return event.model_copy(update={"item": item})

    async def _step(self, session: Session, event: Event, work: Work) -> Turn:
        if isinstance(event, FileCame) and session.place in ("importing", "supplying"):
            table = None
            with suppress(OSError):
                table = await asyncio.to_thread(self._read_table, event)
            event = event.model_copy(update={"table": table})
        if isinstance(event, FileCame) and await asyncio.to_thread(self._is_keyed, event):
            event = event.model_copy(update={"keyed": True})
        desk = BookDesk(work, event.at, self.limits)
        while True:
            try:
                return engine.step(session, event, desk)
            except NotOnDesk as missing:
                await work.fetch(missing.wanted)

    async def _post(self, message: Message, event: Event, work: Work) -> None:
        """A message to its person's latest chat, or to where the event came from."""
        chat = event.chat
        if chat == CLOCK and not message.to:
            return
        if message.to:
            person = work.campaign.people.get(message.to)
            if person is None or not person.chats:
                return
            chat = person.chats[-1]
        replaces = ""
        if message.edit and isinstance(event, Pressed) and chat == event.chat:
            replaces = await self._if_last(event, work)
        row = self._row(work.next_id(), chat, message, replaces, event.at)
        drop_outdated(row, work)
        work.out.append(row)
        work.statements.append(mail.outgoing(row))

    async def _if_last(self, event: Pressed, work: Work) -> str:
        """The pressed message where it is the chat's last one: an edit further up would not be seen."""
        if any(row.chat == event.chat for row in work.out):
            return ""
        return event.message if await mail.last_ref(self.book.database, event.chat) == event.message else ""

    @staticmethod
    def _row(key: int, chat: str, message: Message, replaces: str, at: datetime) -> OutRow:
        """The local web chat reads its messages from the database, so there they are sent once written."""
        ready = chat.startswith("web:") and not (message.attachment and message.attachment.make)
        state, ref = ("sent", f"o{key}") if ready else ("waiting", "")
        return OutRow(key, chat, message, state, replaces, ref, 0, at.isoformat())
