"""What reminders would say, read beside a running bot or without one; nothing is sent and nothing written."""

from __future__ import annotations

from typing import NamedTuple

from bot.book import Book
from bot.bookdesk import BookDesk
from bot.clock import utc_now
from bot.papers.desk_reading import settled
from bot.settings import Settings
from bot.storage.database import Database
from bot.work import Work
from conversations.desk import Limits
from conversations.events import CLOCK, Ticked
from conversations.messages import Message
from conversations.session import Session
from conversations.talk import Talk
from conversations.year import recipients, reminding, urging


class Draft(NamedTuple):
    """What one person of one unit would hear; ``person`` is empty where nobody has joined."""

    unit: str
    name: str
    person: str
    message: Message


async def drafts(settings: Settings, scope: str) -> list[Draft]:
    """A draft for everybody in the scope (``reminding.in_scope``) who still owes something."""
    async with Database.reading(settings.data) as database, database.snapshot():
        book = Book(database, settings.data)
        await book.read()
        units, work = reminding.in_scope(book.campaign, scope), Work(book)
        return [each for unit in units for each in await _of(work, unit)]


async def _of(work: Work, unit: str) -> list[Draft]:
    tick = Ticked(chat=CLOCK, key="draft", at=utc_now(), nonce="0" * 32, slot=urging.ASKED, units=(unit,))
    talk = Talk(Session(chat=CLOCK), tick, BookDesk(work, tick.at, Limits()))
    name, known = work.campaign.units[unit].name, work.campaign.of_unit(unit)
    if not urging.owing(talk, f"u{unit}"):
        return []
    found = await settled(work, lambda: recipients.of_unit(talk, urging.ASKED, unit, known))
    work.submissions.pop(unit, None)
    drafted = [Draft(unit, name, person.name, message) for person, message in found]
    return drafted or [Draft(unit, name, "", Message())]
