"""The whole campaign as it stands at one moment, read beside a running bot or without one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from bot import pinned
from bot.progress import Progress, unseen
from bot.settings import Settings
from bot.storage import campaigns, submissions
from bot.storage.database import Database, DatabaseError
from criteria.workdays import Calendar, load_calendar
from scoring.publishing import Ground
from scoring.records import Submission


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read while the moment lasts. ``ground`` has the running round's set and every unit's row;
    ``progress`` hears of every submission that is read.
    """

    database: Database
    data: Path
    ground: Ground
    calendar: Calendar
    progress: Progress = unseen

    async def submissions(self, *, scored: bool = False) -> AsyncIterator[Submission]:
        """Every unit's submission in the order of the unit list, one at a time; ``scored``: only what its
        points follow from.
        """
        campaign, count = self.ground.campaign, 0
        async for record in submissions.load_all(self.database, campaign, scored=scored):
            yield record
            count += 1
            self.progress(count, len(campaign.units))

    def unit(self, code: str) -> str:
        """The unit's code; raises DatabaseError where the campaign has no such unit."""
        if code not in self.ground.campaign.units:
            raise DatabaseError(f"there is no unit {code!r} in the campaign")
        return code

    def name(self, person: str) -> str:
        """Somebody's name by their id; empty where they are not known."""
        known = self.ground.campaign.people.get(person)
        return known.name if known else ""


@asynccontextmanager
async def reading(settings: Settings, *, held: bool = True, rows: bool = True) -> AsyncIterator[Reading]:
    """The newest campaign; raises DatabaseError where there is none.

    ``held``: everything read is of one moment. For hours on end that would make the database grow.
    ``rows``: with every unit's row; whoever reads every dossier makes them anew.
    """
    async with Database.reading(settings.data) as database, database.snapshot() if held else nullcontext():
        campaign = await campaigns.newest(database)
        if not campaign.id:
            raise DatabaseError("there is no campaign yet: chamdiem campaign create")
        ground = Ground(
            campaign,
            pinned.load_asked(settings.data, campaign),
            pinned.load_procedure(settings.data, campaign),
            await submissions.standings(database, campaign) if rows else {},
        )
        yield Reading(database, settings.data, ground, load_calendar(settings.data))
