"""The engine's view of a batch: the book's state with the batch's changes on top."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.work import Work
from conversations.desk import Document, Entry, Limits, Mail, NotOnDesk, Wanted
from conversations.sheets.filled_sheets import FilledSheet
from criteria.procedures import Procedure
from criteria.schema import CriteriaSet
from criteria.workdays import Calendar
from scoring.blocks import Block
from scoring.campaigns import Before, Campaign
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

    @property
    def seq(self) -> int:
        return self.work.head.seq

    def submission(self, unit: str) -> Submission:
        record = self.work.at_hand(unit)
        if record is None:
            raise NotOnDesk(Wanted("submission", unit))
        return record

    def gather(self, units: Iterable[str]) -> None:
        wanted = tuple(units)
        if any(self.work.at_hand(unit) is None for unit in wanted):
            raise NotOnDesk(Wanted("submissions", units=wanted))

    def earlier(self, unit: str) -> Submission | None:
        if self.before is None:
            return None
        try:
            return self.work.known_earlier(unit)
        except KeyError:
            raise NotOnDesk(Wanted("earlier", unit)) from None

    @property
    def before(self) -> Before | None:
        try:
            return self.work.round_before()
        except KeyError:
            raise NotOnDesk(Wanted("before")) from None

    @property
    def whole(self) -> CriteriaSet:
        if self.work.whole is None:
            raise LookupError("there is no campaign")
        return self.work.whole

    def journal(self, unit: str, item: str = "", skip: int = 0) -> tuple[Entry, ...]:
        found: tuple[Entry, ...] = self._fetched(Wanted("journal", unit, item, skip))
        return found

    def publication(self, number: int) -> tuple[Placing, ...]:
        found: tuple[Placing, ...] = self._fetched(Wanted("publication", number=number))
        return found

    def uses(self, unit: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
        found: Mapping[str, tuple[tuple[str, str], ...]] = self._fetched(Wanted("uses", unit))
        return found

    def mail(self) -> Mail:
        found: Mail = self._fetched(Wanted("mail"))
        return found

    def document(self, row: int) -> Document:
        found: Document = self._fetched(Wanted("document", number=row))
        return found.model_copy(update={"state": self.work.over.get(row, found.state)})

    def filled(self, sha256: str) -> FilledSheet:
        found: FilledSheet = self._fetched(Wanted("sheet", sha256=sha256))
        return found

    def _fetched(self, wanted: Wanted) -> Any:
        if wanted not in self.work.fetched:
            raise NotOnDesk(wanted)
        return self.work.fetched[wanted]

    def sheet(self, unit: str) -> Sheet | None:
        return self.work.sheet(unit)

    def standings(self) -> Mapping[str, Standing]:
        return self.work.rows()

    def block(self, unit: str) -> Block:
        return self.work.block(unit)

    def peers(self, unit: str, *, verified: bool = False) -> Peers:
        return self.work.other_units(unit, verified=verified)
