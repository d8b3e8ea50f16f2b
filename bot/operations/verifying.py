"""Whether the record is whole: the journal's chain, receipts given out earlier, and the tables beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.operations.replaying import Replay, compared
from bot.progress import Progress, part, unseen
from bot.settings import Settings
from bot.storage import journal
from bot.storage.database import Database
from bot.storage.journal import Head, Row
from scoring import facts
from scoring.chain import START

MOST = 50  # troubles of each kind that are listed
_RECEIPT = re.compile(r"(?:(?P<seq>[0-9]{1,15})-)?(?P<hash>[0-9a-f]{12,64})")


class ReceiptError(Exception):
    """What was given is no code of a receipt; the message says what one looks like."""


@dataclass(slots=True)
class Receipt:
    """A code that somebody outside has kept: ``1234-ab12cd34ef56`` names row 1234 and the first digits of its
    hash; digits alone name a row's hash, or the digest of a submission or of published results.
    """

    code: str
    seq: int | None
    hash: str
    found: int = 0
    other: str = ""

    @classmethod
    def of(cls, text: str) -> Receipt:
        """Reads a code; raises ReceiptError."""
        match = _RECEIPT.fullmatch(text.strip().lower())
        if match is None:
            raise ReceiptError(f"{text!r} is no receipt; write it like 1234-ab12cd34ef56 or ab12cd34ef56")
        seq = match["seq"]
        return cls(text.strip(), None if seq is None else int(seq), match["hash"])

    def compare(self, row: Row) -> None:
        """Look whether the row is the one that is meant."""
        if self.seq is not None:
            if row.seq == self.seq:
                self._settle(row, row.hash)
        elif row.hash.startswith(self.hash) or any(d.startswith(self.hash) for d in _digests(row)):
            self.found = self.found or row.seq

    def _settle(self, row: Row, stored: str) -> None:
        if stored.startswith(self.hash):
            self.found = row.seq
        else:
            self.other = f"row {row.seq} is not the one that it names: the record was rewritten"

    def trouble(self, last: int) -> str:
        """What is wrong with it, once the last row has been seen; empty where it stands on record."""
        if self.found or (self.seq == 0 and START.startswith(self.hash)):
            return ""
        if self.seq is not None and self.seq > last:
            return f"it names row {self.seq}, but the journal ends with row {last}: its end was cut off"
        return self.other or "nothing on record has this code: the record was cut off or rewritten"


def _digests(row: Row) -> tuple[str, ...]:
    if row.kind not in ("submission_submitted", "return_recalled", "results_published"):
        return ()
    try:
        fact = row.fact()
    except ValueError:
        return ()
    named = facts.SubmissionSubmitted | facts.ReturnRecalled | facts.ResultsPublished
    return (fact.digest,) if isinstance(fact, named) else ()


@dataclass(slots=True)
class Report:
    """What was found. Lists hold at most ``MOST`` sentences; ``troubles`` counts all."""

    head: Head = field(default_factory=Head)
    facts: int = 0
    breaks: list[tuple[int, str]] = field(default_factory=list)
    receipts: list[tuple[str, int, str]] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)
    troubles: int = 0

    @property
    def whole(self) -> bool:
        """Whether nothing at all is wrong."""
        return not self.troubles

    def broken(self, seq: int, why: str) -> None:
        """A row of the journal is wrong."""
        self.troubles += 1
        if len(self.breaks) < MOST:
            self.breaks.append((seq, why))

    def differs(self, what: str) -> None:
        """The tables are not what the journal gives."""
        self.troubles += 1
        if len(self.differences) < MOST:
            self.differences.append(what)


async def verify(
    settings: Settings, receipts: list[Receipt], *, tables: bool = True, progress: Progress = unseen
) -> Report:
    """Read the whole record at one moment; ``tables``: compare them with a replay as well."""
    async with Database.reading(settings.data) as database, database.snapshot():
        count = 1 + tables
        report, replay = await _walked(database, receipts, part(progress, 0, count))
        if tables:
            of_tables = part(progress, 1, count)
            async for difference in compared(database, settings.data, replay, of_tables):
                report.differs(difference)
        return report


async def _walked(database: Database, receipts: list[Receipt], progress: Progress) -> tuple[Report, Replay]:
    report, replay, last = Report(), Replay(), (await journal.head(database)).seq
    async for row, trouble in journal.walk(database):
        if trouble:
            report.broken(row.seq, trouble)
        for receipt in receipts:
            receipt.compare(row)
        replay.take(row)
        report.head = Head(row.seq, row.hash)
        progress(row.seq, last)
    report.facts = replay.count
    for seq, why in replay.troubles:
        report.broken(seq, f"it cannot be replayed: {why}")
    for receipt in receipts:
        trouble = receipt.trouble(report.head.seq)
        report.receipts.append((receipt.code, receipt.found, trouble))
        report.troubles += bool(trouble)
    return report, replay
