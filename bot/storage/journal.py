"""The append-only record of facts, chained (``scoring.chain``) so that a change shows."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import NamedTuple

from bot.storage.database import Database, Statement
from conversations.desk import JOURNAL_PAGE, Entry, Wanted
from scoring.chain import START, chain, fact_of
from scoring.facts import FACT, ActRefused, CampaignFact, SubmissionFact

_INSERT = (
    "INSERT INTO journal (seq, at, campaign_id, subject, person_id, chat, event_key, kind, body, hash) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
)
_ROW = "SELECT seq, at, campaign_id, subject, person_id, chat, event_key, kind, body, hash FROM journal"


@dataclass(frozen=True, slots=True)
class Cause:
    """Who did it, from where, when, and by which event."""

    at: str
    campaign: str
    person: str
    chat: str
    event_key: str


class Row(NamedTuple):
    """One row as it stands in the table."""

    seq: int
    at: str
    campaign: str
    subject: str
    person: str
    chat: str
    event_key: str
    kind: str
    body: str
    hash: str

    def fact(self) -> SubmissionFact | CampaignFact:
        """What happened; raises ValueError where the body is no fact of the row's kind."""
        return fact_of(self.kind, self.body)


@dataclass(frozen=True, slots=True)
class Head:
    """The journal's last row."""

    seq: int = 0
    hash: str = START

    def append(
        self, subject: str, fact: SubmissionFact | CampaignFact, cause: Cause
    ) -> tuple[Head, Statement]:
        """The next head and the row to insert."""
        body = fact.model_dump_json()
        row = (cause.at, cause.campaign, subject, cause.person, cause.chat, cause.event_key, fact.kind, body)
        head = Head(self.seq + 1, chain(self.hash, self.seq + 1, row))
        return head, Statement(_INSERT, (head.seq, *row, head.hash))

    @property
    def code(self) -> str:
        """What receipts and documents name the record's state by: ``1234-ab12cd34ef56``."""
        return f"{self.seq}-{self.hash[:12]}"

    def trouble(self, row: Row) -> str:
        """What is wrong with the row that should follow this one; empty where it fits."""
        first, last = self.seq + 1, row.seq - 1
        if row.seq > first:
            return f"row{'' if first == last else 's'} {_span(first, last)} missing before it"
        if row.seq < first:
            return "it stands out of order"
        if chain(self.hash, row.seq, row[1:-1]) != row.hash:
            return f"it does not continue row {self.seq}: it was changed, inserted or moved"
        return ""


def _span(first: int, last: int) -> str:
    return f"{first} is" if first == last else f"{first}–{last} are"


async def head(database: Database) -> Head:
    """The last row's number and hash."""
    rows = await database.read("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")
    return Head(*rows[0]) if rows else Head()


async def since(database: Database, seq: int) -> set[tuple[str, str]]:
    """Of what there are rows after ``seq``: subjects, each with a kind of fact."""
    sql = "SELECT DISTINCT subject, kind FROM journal WHERE seq > $1"
    return {(subject, kind) for subject, kind in await database.read(sql, seq)}


async def walk(database: Database) -> AsyncIterator[tuple[Row, str]]:
    """Every row in order, and what is wrong with it (empty: it fits the row before)."""
    before = Head()
    async for found in database.stream(f"{_ROW} ORDER BY seq"):
        row = Row(*found)
        yield row, before.trouble(row)
        before = Head(row.seq, row.hash)


async def of_unit(database: Database, campaign: str, unit: str) -> AsyncIterator[Row]:
    """The rows of one unit's submissions in order."""
    sql = f"{_ROW} WHERE campaign_id = $1 AND subject = $2 ORDER BY seq"
    async for found in database.stream(sql, campaign, unit):
        yield Row(*found)


async def subjects(database: Database) -> dict[str, list[str]]:
    """Campaigns with the units that have facts."""
    found: dict[str, list[str]] = {}
    sql = "SELECT DISTINCT campaign_id, subject FROM journal WHERE subject <> '' ORDER BY 1, 2"
    for campaign, unit in await database.read(sql):
        found.setdefault(campaign, []).append(unit)
    return found


async def entries(database: Database, campaign: str, wanted: Wanted) -> tuple[Entry, ...]:
    """Rows of one unit and item, or of everything; newest first, a page from ``wanted.skip`` on."""
    rows = await database.read(
        "SELECT seq, at, subject, person_id, body FROM journal WHERE campaign_id = $1 "
        "AND ($2 = '' OR subject = $2) "
        "AND ($3 = '' OR (json_valid(body) AND json_extract(body, '$.item') = $3)) "
        "ORDER BY seq DESC LIMIT $4 OFFSET $5",
        campaign, wanted.unit, wanted.item, JOURNAL_PAGE, wanted.skip,
    )  # fmt: skip
    return tuple(
        Entry(seq=seq, at=at, unit=unit, person=person, fact=_readable(body))
        for seq, at, unit, person, body in rows
    )


def _readable(body: str) -> SubmissionFact | CampaignFact:
    """The fact, or one that says that it cannot be read: one bad row must not hide the others."""
    try:
        return FACT.validate_json(body)
    except ValueError:
        return ActRefused(act="?", why="unreadable")
