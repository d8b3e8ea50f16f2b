"""Works something out on a talk without a chat: for papers and for the command line, beside a running bot."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from bot.book import Book
from bot.bookdesk import BookDesk
from bot.clock import utc_now
from bot.settings import Settings
from bot.storage.database import Database, DatabaseError
from bot.work import Work
from conversations.desk import Limits, NotOnDesk
from conversations.events import OFFICE, Said
from conversations.session import Session
from conversations.talk import Talk

T = TypeVar("T")


async def at_desk(settings: Settings, act: Callable[[Talk], T], unit: str = "", person: str = "") -> T:
    """What ``act`` makes of a talk about the unit, by that person (empty: whoever has the terminal). Nothing
    is written; what it records stands in the talk's acts. Raises DatabaseError where there is no campaign.
    """
    async with Database.reading(settings.data) as database, database.snapshot():
        book = Book(database, settings.data)
        await book.read()
        if not book.campaign.id:
            raise DatabaseError("there is no campaign yet: chamdiem campaign create")
        work, now = Work(book), utc_now()
        desk = BookDesk(work, now, Limits(file_bytes=settings.file_bytes))
        event = Said(chat=OFFICE, key="", at=now, nonce="0" * 32, text="")
        session = Session(chat=OFFICE, person=person, unit=unit)
        return await settled(work, lambda: act(Talk(session, event, desk)))


async def settled(work: Work, act: Callable[[], T]) -> T:
    """What ``act`` gives, begun anew until everything that it asks for is on the desk."""
    while True:
        try:
            return act()
        except NotOnDesk as missing:
            await work.fetch(missing.wanted)
