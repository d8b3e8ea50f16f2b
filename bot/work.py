"""One batch of events being worked out: the book's state with the batch's changes on top."""

from __future__ import annotations

from typing import Any

from bot import pinned
from bot.book import Book
from bot.jobs import Name
from bot.reading import readings
from bot.storage import awaited, campaign_projection, journal, mail, projection, submissions
from bot.storage import campaigns as campaign_rows
from bot.storage.database import Statement
from bot.storage.journal import Cause
from bot.storage.mail import InRow, OutRow
from conversations.desk import Wanted
from conversations.session import Session
from conversations.talk import Act
from scoring import campaigns, facts, records, standings
from scoring.blocks import Block
from scoring.campaigns import Before, Campaign
from scoring.records import Submission
from scoring.rules import Peers
from scoring.sheet import Sheet, self_sheet
from scoring.standings import Standing

Held = tuple[InRow, readings.ToRead | None]
"""An inbox row that waits, and the file that is to be read first; None where only its turn has to come."""


class Work:
    """One batch being worked out: what it has read and changed, and the rows that it will write."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self.campaign, self.head, self.last_id = book.campaign, book.head, book.last_id
        self.criteria, self.whole, self.procedure = book.criteria, book.whole, book.procedure
        self.submissions: dict[str, Submission] = {}
        self.sessions: dict[str, Session] = {}
        self.sheets: dict[str, Sheet] = {}
        self.standings: dict[str, Standing] | None = None
        self.peers: dict[tuple[str, bool], Peers] = book.peers
        self.blocks: dict[str, Block] = book.blocks
        self.calendar = book.calendar
        self.fetched: dict[Wanted, Any] = {}
        self.statements: list[Statement] = []
        self.out: list[OutRow] = []
        self.refs: dict[str, str] = {}
        self.over: dict[int, awaited.Over] = {}
        self.lanes = book.lanes.copy()
        self.unread: list[Held] = []
        self.aside: frozenset[Name] = frozenset()
        self.answered: list[Name] = []
        self.noted: set[tuple[str, str]] = set()

    def next_id(self) -> int:
        """A new id for inbox and outbox."""
        self.last_id += 1
        return self.last_id

    async def submission(self, unit: str) -> Submission:
        """A unit's dossier with this batch's changes."""
        if unit not in self.submissions:
            known = Submission(unit=unit) if self._another_round else await self._book.submission(unit)
            self.submissions[unit] = known
        return self.submissions[unit]

    async def fetch(self, wanted: Wanted) -> None:
        """Put on the desk what a step asked for. What is fetched is kept for this batch only."""
        database, campaign = self._book.database, self.campaign
        match wanted.what:
            case "submission" | "submissions":
                for unit in wanted.units or (wanted.unit,):
                    await self.submission(unit)
            case "earlier":
                self.fetched[wanted] = await self._load_earlier(wanted.unit)
            case "before":
                self._book.before[campaign.round_id] = await campaign_rows.before(database, campaign)
            case "journal":
                self.fetched[wanted] = await journal.entries(database, campaign.id, wanted)
            case "uses":
                self.fetched[wanted] = await submissions.uses(database, campaign.round_id, wanted.unit)
            case "mail":
                self.fetched[wanted] = await mail.on_its_way(database)
            case "document":
                self.fetched[wanted] = await awaited.document(database, wanted.number)
            case "publication":
                self.fetched[wanted] = await campaign_rows.placings(database, campaign.id, wanted.number)
            case _:
                raise LookupError(f"{wanted.what} is not read from the database")

    def at_hand(self, unit: str) -> Submission | None:
        """A unit's dossier where it is in memory."""
        known = {} if self._another_round else self._book.submissions
        return self.submissions.get(unit) or known.get(unit)

    def round_before(self) -> Before | None:
        """The round before the running one; raises KeyError where it has not been looked up."""
        return self._book.before[self.campaign.round_id]

    def known_earlier(self, unit: str) -> Submission | None:
        """The unit's dossier of that round, which nothing changes any more; raises KeyError likewise."""
        before = self.round_before()
        if before is None:
            return None
        if (wanted := Wanted("earlier", unit)) in self.fetched:
            found: Submission | None = self.fetched[wanted]
            return found
        return self._book.earlier[before.round_id, unit]

    async def _load_earlier(self, unit: str) -> Submission | None:
        before = self.round_before()
        if before is None:
            return None
        record = await submissions.load(self._book.database, before.round_id, unit)
        known = record if record.revision else None
        if not self._another_round:  # else this batch may hold facts of that round that are not yet written
            self._book.remember(before.round_id, unit, known)
        return known

    def sheet(self, unit: str) -> Sheet | None:
        """The unit's own sheet without peers, where it is in memory."""
        return self.sheets.get(unit) or (None if self._another_round else self._book.sheets.get(unit))

    @property
    def _another_round(self) -> bool:
        return self.campaign.round_id != self._book.campaign.round_id

    async def session(self, chat: str) -> Session:
        """A chat's session with this batch's changes."""
        return self.sessions.get(chat) or await self._book.session(chat)

    def rows(self) -> dict[str, Standing]:
        """Standings with this batch's changes."""
        return self.standings if self.standings is not None else self._book.standings

    def other_units(self, unit: str, *, verified: bool) -> Peers:
        """What the unit's block knows of itself without the unit; kept until another's figures change."""
        if (unit, verified) not in self.peers:
            block, rows = self.campaign.block(unit), self.rows()
            others = (
                rows[u.code] for u in self.campaign.units.values() if u.block == block and u.code != unit
            )
            self.peers[unit, verified] = standings.others_peers(
                others, self.campaign.stage, verified=verified
            )
        return self.peers[unit, verified]

    def block(self, unit: str) -> Block:
        """What the units of the unit's block claim; kept until one of them claims something else."""
        assert self.criteria is not None  # noqa: S101 - there are units only in a campaign
        name = self.campaign.block(unit)
        if name not in self.blocks:
            rows = self.rows()
            members = (code for code, each in self.campaign.units.items() if each.block == name)
            self.blocks[name] = Block(self.criteria, tuple(rows[code] for code in members))
        return self.blocks[name]

    async def apply(self, acts: tuple[Act, ...], cause: Cause) -> None:
        """Fold facts into the state and collect their rows."""
        changed: dict[str, None] = {}
        for act in acts:
            if act.subject:
                await self._submission_fact(act, cause)
                changed[act.subject] = None
                continue
            for unit in changed:  # as its round was, where the fact begins another one
                self._stand(unit)
            changed = {}
            self._campaign_fact(act, cause)
        for unit in changed:
            self._stand(unit)

    async def _submission_fact(self, act: Act, cause: Cause) -> None:
        fact = act.fact
        assert isinstance(fact, facts.SubmissionFact)  # noqa: S101 - Act pairs units with their own facts
        before = await self.submission(act.subject)
        after = records.apply(before, fact, by=cause.person, at=cause.at)
        self.submissions[act.subject] = after
        self._note(act.subject, fact, cause)
        self.statements += projection.of_submission(
            self.campaign.round_id, after, fact, person=cause.person, at=cause.at
        )

    def _campaign_fact(self, act: Act, cause: Cause) -> None:
        fact = act.fact
        assert isinstance(fact, facts.CampaignFact)  # noqa: S101 - see above
        if isinstance(fact, facts.ResultsPublished) and not fact.head:
            fact = fact.model_copy(update={"head": self.head.hash})
        if isinstance(fact, facts.CampaignCreated):
            self.campaign = Campaign(id=cause.campaign)
            pinned.pin(self._book.data, fact.set_id)
            if fact.procedure:
                pinned.pin_procedure(self._book.data, fact.procedure)
        self.campaign = campaigns.apply(self.campaign, fact)
        if isinstance(fact, facts.CampaignCreated | facts.RoundOpened):
            self.whole = pinned.load(self._book.data, self.campaign)
            self.criteria = pinned.asked(self.whole, self.campaign)
            self.procedure = pinned.load_procedure(self._book.data, self.campaign)
            self.submissions, self.sheets, self.standings = {}, {}, {}
        self._note("", fact, cause)
        self.statements += campaign_projection.of_campaign(self.campaign, self.head.seq, fact)
        if isinstance(fact, _REARRANGING):
            known = self.rows()
            self.standings = {code: known.get(code) or Standing(code) for code in self.campaign.units}
            self.peers, self.blocks = {}, {}

    def _note(self, subject: str, fact: facts.SubmissionFact | facts.CampaignFact, cause: Cause) -> None:
        self.noted.add((subject, fact.kind))
        self.head, row = self.head.append(subject, fact, cause)
        self.statements.append(row)

    def _stand(self, unit: str) -> None:
        assert self.criteria is not None  # noqa: S101 - a unit has facts only in a campaign
        record = self.submissions[unit]
        own = self_sheet(self.criteria, record, earlier=self.sheet(unit))
        self.sheets[unit] = own
        row = standings.standing(self.criteria, record, own)
        before = self.rows().get(unit)
        if self.standings is None:
            self.standings = dict(self._book.standings)
        if before is None or _compared(before) != _compared(row):
            block = self.campaign.block(unit)
            self.peers = {
                key: kept
                for key, kept in self.peers.items()
                if key[0] == unit or self.campaign.block(key[0]) != block
            }
        if before is None or _claimed(before) != _claimed(row):
            block = self.campaign.block(unit)
            self.blocks = {name: kept for name, kept in self.blocks.items() if name != block}
        self.standings[unit] = row
        self.statements.append(submissions.save(self.campaign.round_id, record, row))


_REARRANGING = facts.UnitsImported | facts.CampaignCreated | facts.RoundOpened | facts.StageChanged
"""Facts after which every unit's row has to be looked at again."""


def _compared(row: Standing) -> tuple[object, ...]:
    """What other units are compared with, and whether they are (``standings.comparable``)."""
    return row.handed_in, row.own.relative, row.own.best, row.verified.relative, row.verified.best


def _claimed(row: Standing) -> tuple[object, ...]:
    """What a reviewer sees beside other units."""
    return row.claimed, row.own.relative
