"""The engine's view of a batch: the book's state with the batch's changes on top."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.book import Work
from conversations.desk import Entry, Limits, NotOnDesk, Wanted
from criteria.procedures import Procedure
from criteria.schema import CriteriaSet
from criteria.workdays import Calendar
from scoring.campaigns import Campaign
from scoring.facts import Placing
from scoring.records import Submission
from scoring.rules import Peers
from scoring.sheet import Sheet
from scoring.standings import Standing


@dataclass(frozen=True, slots=True)
class BookDesk:
    """The engine's view of a batch."""

    work: Work
    now: datetime
    limits: Limits

    @property
    def campaign(self) -> Campaign:
        return self.work.campaign

    @property
    def criteria(self) -> CriteriaSet:
        if self.work.criteria is None:
            raise LookupError("there is no campaign")
        return self.work.criteria

    @property
    def procedure(self) -> Procedure | None:
        return self.work.procedure

    @property
    def calendar(self) -> Calendar:
        return self.work.calendar

    @property
    def head(self) -> str:
        return self.work.head.hash

    def submission(self, unit: str) -> Submission:
        record = self.work.at_hand(unit)
        if record is None:
            raise NotOnDesk(Wanted("submission", unit))
        return record

    def earlier(self, unit: str) -> Submission | None:
        found: Submission | None = self._fetched(Wanted("earlier", unit))
        return found

    def journal(self, unit: str, item: str = "", skip: int = 0) -> tuple[Entry, ...]:
        found: tuple[Entry, ...] = self._fetched(Wanted("journal", unit, item, skip))
        return found

    def publication(self, number: int) -> tuple[Placing, ...]:
        found: tuple[Placing, ...] = self._fetched(Wanted("publication", skip=number))
        return found

    def _fetched(self, wanted: Wanted) -> Any:
        if wanted not in self.work.fetched:
            raise NotOnDesk(wanted)
        return self.work.fetched[wanted]

    def sheet(self, unit: str) -> Sheet | None:
        return self.work.sheet(unit)

    def standings(self) -> Mapping[str, Standing]:
        return self.work.rows()

    def peers(self, unit: str, *, verified: bool = False) -> Peers:
        return self.work.other_units(unit, verified=verified)
