"""One job worked out: the event's step of the talk, and every row that follows from it."""

from __future__ import annotations

import logging
from dataclasses import replace

from bot.jobs import Job, name_of
from bot.posting import call_off, post, tell
from bot.reading.readings import UnreadError
from bot.stepping import Stepping
from bot.storage import journal, mail
from bot.storage.database import Database, is_trouble
from bot.storage.journal import Cause
from bot.storage.mail import InRow
from bot.tally import Answered, Tally
from bot.work import Work
from conversations.desk import Limits
from conversations.events import Ordered
from conversations.messages import Message
from conversations.phrases import running
from conversations.session import Session
from conversations.talk import Turn
from conversations.year import ordering

log = logging.getLogger(__name__)


class Handling:
    """Puts what comes of a job into the batch's work."""

    def __init__(self, database: Database, stepping: Stepping, limits: Limits, tally: Tally) -> None:
        self._database, self._stepping, self._tally = database, stepping, tally
        self.limits = limits

    async def handle(self, job: Job, work: Work) -> None:
        """All that the job asks for; its id is the inbox row's, or whether something was said."""
        work.statements += job.statements
        if job.acts and job.cause is not None:
            await work.apply(job.acts, job.cause)
        if job.told is not None:
            job.id = int(await tell(job.told, work, self._database))
        if job.event is None:
            return
        work.aside = job.aside
        if job.row is not None:
            await self._settle(InRow(job.row, job.event, "waiting", job.shown), work, alone=job.alone)
            return
        row = InRow(work.next_id(), job.event, "fetching", job.shown)
        job.id = row.id
        if not job.fetching:
            waits = job.event.chat in work.lanes.by_chat
            row = replace(row, state="waiting" if waits else await self._answer(row, work))
        if row.state in ("fetching", "waiting"):
            work.lanes.join(row)
        work.statements.append(mail.received(row))

    def set_aside(self, job: Job, work: Work, error: Exception) -> bool:
        """Whether the job may be tried again without the event at which it failed, which is told so; where
        that may be one of several, the first of them is tried alone.
        """
        if not work.answered:
            return False
        job.alone = True
        if len(work.answered) == 1:
            log.error("an event cannot be recorded: %s", type(error).__name__, exc_info=error)
            job.aside |= {work.answered[0]}
        return True

    async def _settle(self, row: InRow, work: Work, *, alone: bool) -> None:
        """A file is here: its event is answered, then what waited behind it (``alone``: that later), up to
        the next file.
        """
        work.lanes.arrive(row)
        while first := work.lanes.ready(row.event.chat):
            state = await self._answer(first, work)
            work.statements.append(mail.settled(first.id, state, first.event, first.shown))
            if state == "waiting":
                break
            work.lanes.leave(first)
            if alone and (behind := work.lanes.ready(row.event.chat)):
                work.unread.append((behind, None))
                break

    async def _answer(self, row: InRow, work: Work) -> str:
        """One step of the talk and everything that follows from it; the inbox row's state. It is ``waiting``,
        and nothing has happened, where a file has to be read first.
        """
        event = row.event
        if isinstance(event, Ordered):
            await self._look_again(event, work)
        session = await work.session(event.chat)
        try:
            turn, state = await self._turn(row, session, work), "done"
        except UnreadError as unread:
            work.unread.append((row, unread.wanted))
            return "waiting"
        except Exception as error:
            if is_trouble(error) or isinstance(event, Ordered):
                raise
            self._tally.set_aside += 1
            log.exception("inbox row %s was set aside", row.id, extra={"event": row.id})
            turn, state = Turn(session, (), (Message(body=running.SORRY),)), "failed"
        cause = Cause(event.at.isoformat(), work.campaign.id, turn.session.person, event.chat, event.key)
        await work.apply(turn.acts, cause)
        if turn.session != session:
            work.sessions[event.chat] = turn.session
            work.statements.append(mail.saved(turn.session))
        before = work.last_id
        call_off(turn.called_off, event.chat, work)
        for message in turn.messages:
            own = message if message.to else message.model_copy(update={"item": turn.session.asked})
            await post(own, event, work, self._database)
        answers = tuple(out.id for out in work.out if out.id > before)
        self._tally.answered(Answered(row.id, event.chat.split(":", 1)[0], answers, len(turn.acts)))
        return state

    async def _look_again(self, order: Ordered, work: Work) -> None:
        """Put the order's dossiers at hand, all at once; raises OvertakenError where it holds no more."""
        for unit in dict.fromkeys(unit for unit, _ in order.acts if unit):
            await work.submission(unit)
        if order.seen is not None:
            ordering.check(order, await journal.since(self._database, order.seen) | work.noted)

    async def _turn(self, row: InRow, session: Session, work: Work) -> Turn:
        name = name_of(row.event)
        if name in work.aside:
            raise UnrecordedError
        if not isinstance(row.event, Ordered):
            work.answered.append(name)
        return await self._stepping.turn(session, row.event, work, self.limits)


class UnrecordedError(Exception):
    """What follows from the event could not be written."""
