"""The append-only record of facts. Each row's hash covers the row before it, so a change shows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from bot.storage.database import Database, Statement
from conversations.desk import JOURNAL_PAGE, Entry, Wanted
from scoring.facts import FACT, CampaignFact, SubmissionFact

START = "0" * 64
_INSERT = (
    "INSERT INTO journal (seq, at, campaign_id, subject, person_id, chat, event_key, kind, body, hash) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
)


@dataclass(frozen=True, slots=True)
class Cause:
    """Who did it, from where, when, and by which event."""

    at: str
    campaign: str
    person: str
    chat: str
    event_key: str


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


def chain(before: str, seq: int, row: tuple[str, ...]) -> str:
    """SHA-256 over the previous hash and the row, its fields separated by an unused character."""
    return hashlib.sha256("\x1f".join((before, str(seq), *row)).encode()).hexdigest()


async def head(database: Database) -> Head:
    """The last row's number and hash."""
    rows = await database.read("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")
    return Head(*rows[0]) if rows else Head()


async def first_break(database: Database) -> int | None:
    """Number of the first row whose hash does not fit, or None: the journal is whole."""
    before = Head()
    rows = await database.read(
        "SELECT seq, hash, at, campaign_id, subject, person_id, chat, event_key, kind, body "
        "FROM journal ORDER BY seq"
    )
    for seq, stored, *row in rows:
        if seq != before.seq + 1 or chain(before.hash, seq, tuple(row)) != stored:
            return int(seq)
        before = Head(seq, stored)
    return None


async def entries(database: Database, campaign: str, wanted: Wanted) -> tuple[Entry, ...]:
    """Rows of one unit and item, or of everything; newest first, a page from ``wanted.skip`` on."""
    rows = await database.read(
        "SELECT seq, at, subject, person_id, body FROM journal WHERE campaign_id = $1 "
        "AND ($2 = '' OR subject = $2) AND ($3 = '' OR json_extract(body, '$.item') = $3) "
        "ORDER BY seq DESC LIMIT $4 OFFSET $5",
        campaign, wanted.unit, wanted.item, JOURNAL_PAGE, wanted.skip,
    )  # fmt: skip
    return tuple(
        Entry(seq=seq, at=at, unit=unit, person=person, fact=FACT.validate_json(body))
        for seq, at, unit, person, body in rows
    )
