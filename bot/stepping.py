"""One event's step of the talk, with whatever it needs to read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.bookdesk import BookDesk
from bot.reading.readings import Readings
from bot.storage import mail
from bot.storage.database import Database
from bot.work import Work
from conversations import engine
from conversations.desk import Limits, NotOnDesk
from conversations.events import Event, FileCame, Said
from conversations.session import Session
from conversations.talk import Turn


class Stepping:
    """Begins a step anew until everything that it asks for is on the desk: a step is pure.

    ``is_keyed``: whether a file is a sheet of ours that has been filled in; it reads the file.
    """

    def __init__(
        self, database: Database, readings: Readings, is_keyed: Callable[[FileCame], bool] = lambda _: False
    ) -> None:
        self._database, self._readings, self._is_keyed = database, readings, is_keyed

    async def turn(self, session: Session, event: Event, work: Work, limits: Limits) -> Turn:
        """The step's turn; raises UnreadError where a file has to be read by a child process first."""
        event = self._with_table(session, await self._placed(event))
        if isinstance(event, FileCame) and await asyncio.to_thread(self._is_keyed, event):
            event = event.model_copy(update={"keyed": True})
        desk = BookDesk(work, event.at, limits)
        while True:
            try:
                return engine.step(session, event, desk)
            except NotOnDesk as missing:
                if missing.wanted.what == "sheet":
                    work.fetched[missing.wanted] = self._readings.sheet(missing.wanted.sha256)
                else:
                    await work.fetch(missing.wanted)

    async def _placed(self, event: Event) -> Event:
        """A reply belongs to the question that the message was about."""
        if not isinstance(event, Said | FileCame) or not event.replies or event.item:
            return event
        item = await mail.item_of(self._database, event.chat, event.replies)
        return event.model_copy(update={"item": item})

    def _with_table(self, session: Session, event: Event) -> Event:
        """A file that is expected to be a table comes with its cells."""
        if not isinstance(event, FileCame) or session.place not in ("importing", "supplying"):
            return event
        return event.model_copy(update={"table": self._readings.table(event.file.sha256, event.file.name)})
