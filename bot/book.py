"""What the service keeps in memory: the campaign, one small row for each unit, and the dossiers and
sessions in use. All of it can be read again from the database.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot import pinned
from bot.lanes import Lanes
from bot.storage import campaigns as campaign_rows
from bot.storage import journal, mail, submissions
from bot.storage.database import Database
from bot.storage.journal import Head
from conversations.session import Session
from criteria.procedures import Procedure
from criteria.schema import CriteriaSet
from criteria.workdays import Calendar, load_calendar
from scoring.blocks import Block
from scoring.campaigns import Before, Campaign
from scoring.records import Submission
from scoring.rules import Peers
from scoring.sheet import Sheet
from scoring.standings import Standing

if TYPE_CHECKING:
    from bot.work import Work

MOST_SUBMISSIONS, MOST_SESSIONS = 400, 4000  # kept in memory: about 20 kB and 1 kB each


@dataclass(slots=True)
class Book:
    """The state that everybody's next step starts from."""

    database: Database
    data: Path
    campaign: Campaign = field(default_factory=lambda: Campaign(id=""))
    criteria: CriteriaSet | None = None
    procedure: Procedure | None = None
    standings: dict[str, Standing] = field(default_factory=dict)
    submissions: dict[str, Submission] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    sheets: dict[str, Sheet] = field(default_factory=dict)
    head: Head = field(default_factory=Head)
    last_id: int = 0
    peers: dict[tuple[str, bool], Peers] = field(default_factory=dict)
    blocks: dict[str, Block] = field(default_factory=dict)
    calendar: Calendar = field(default_factory=Calendar)
    whole: CriteriaSet | None = None
    before: dict[str, Before | None] = field(default_factory=dict)
    earlier: dict[tuple[str, str], Submission | None] = field(default_factory=dict)
    lanes: Lanes = field(default_factory=Lanes)

    async def read(self) -> None:
        """Read everything anew from the database; raises CriteriaError for a set that is gone."""
        self.campaign = await campaign_rows.newest(self.database)
        self.whole = pinned.load(self.data, self.campaign) if self.campaign.id else None
        self.criteria = pinned.asked(self.whole, self.campaign) if self.whole else None
        self.procedure = pinned.load_procedure(self.data, self.campaign)
        self.calendar = load_calendar(self.data)
        self.standings = await submissions.standings(self.database, self.campaign)
        self.submissions, self.sessions, self.sheets = {}, {}, {}
        self.forget_blocks()
        self.before, self.earlier = {}, {}
        self.head = await journal.head(self.database)
        self.last_id = await mail.last_id(self.database)

    def forget_blocks(self) -> None:
        """What units are compared with is worked out anew: a lost batch may have changed it."""
        self.peers, self.blocks = {}, {}

    def joined(self, chat: str) -> bool:
        """Whether somebody with a role talks in the chat."""
        people, session = self.campaign.people, self.sessions.get(chat)
        if session is not None and session.person in people:
            return bool(people[session.person].roles)
        return any(person.roles and chat in person.chats for person in people.values())

    async def submission(self, unit: str) -> Submission:
        """A unit's dossier from memory or the database."""
        if unit not in self.submissions:
            self.submissions[unit] = await submissions.load(self.database, self.campaign.round_id, unit)
            _shrink(self.submissions, MOST_SUBMISSIONS)
        return self.submissions[unit]

    async def session(self, chat: str) -> Session:
        """A chat's session from memory or the database."""
        if chat not in self.sessions:
            self.sessions[chat] = await mail.session(self.database, chat)
            _shrink(self.sessions, MOST_SESSIONS)
        return self.sessions[chat]

    def remember(self, round_id: str, unit: str, known: Submission | None) -> None:
        """A dossier of an earlier round, which does not change any more."""
        self.earlier[round_id, unit] = known
        _shrink(self.earlier, MOST_SUBMISSIONS)

    def adopt(self, work: Work) -> None:
        """The batch is committed: its changes are now the state."""
        if work.campaign.round_id != self.campaign.round_id:
            self.submissions, self.sheets = {}, {}
        self.campaign, self.head, self.last_id = work.campaign, work.head, work.last_id
        self.lanes = work.lanes
        self.criteria, self.whole, self.procedure = work.criteria, work.whole, work.procedure
        self.submissions.update(work.submissions)
        self.sessions.update(work.sessions)
        self.sheets.update(work.sheets)
        _shrink(self.sheets, MOST_SUBMISSIONS)
        _shrink(self.submissions, MOST_SUBMISSIONS)
        _shrink(self.sessions, MOST_SESSIONS)
        if work.standings is not None:
            self.standings = work.standings
            self.peers, self.blocks = work.peers, work.blocks


def _shrink(cache: dict[Any, Any], most: int) -> None:
    while len(cache) > most:
        cache.pop(next(iter(cache)))
