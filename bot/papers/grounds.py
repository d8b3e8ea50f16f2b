"""What a ranking is worked out from, read from the database beside a running bot or without one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from bot.clock import utc_now
from bot.papers.record_reading import reading
from bot.settings import Settings
from criteria.vietnamese import number
from criteria.workdays import Calendar, local_day
from scoring import publishing
from scoring.publishing import Ground


@dataclass(frozen=True, slots=True)
class Grounds:
    """The ground at one moment, with the working days."""

    ground: Ground
    at: datetime
    calendar: Calendar

    @property
    def today(self) -> date:
        """The day in Vietnam."""
        return local_day(self.at)


async def read(settings: Settings) -> Grounds:
    """Everything as it stands now; raises DatabaseError where there is no database or no campaign."""
    async with reading(settings) as at:
        return Grounds(at.ground, utc_now(), at.calendar)


def lines(ground: Ground) -> Iterator[str]:
    """One line for each unit: rank, score, code, name, level; * where the review is not finished."""
    block: str | None = None
    for each in publishing.placings(ground):
        if each.block != block:
            block = each.block
            yield f"{block or ground.campaign.name}:"
        rank = f"{each.rank}." if each.rank else "–"
        there = publishing.has_result(each)
        mark = "*" if there and not each.verified else " "
        score = number(Fraction(each.total), 2) if there else "–"
        name = ground.campaign.units[each.unit].name
        yield f"{rank:>6} {score:>9}{mark}  {each.unit}  {name}  {each.why}".rstrip()
