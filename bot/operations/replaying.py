"""Folds the journal anew and compares what comes out with the tables: nothing was changed beside the record.

One pass folds the campaigns, then each unit's submissions are folded and compared one after the other, so
memory holds one unit at a time.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel

from bot import pinned
from bot.pinned import PinnedError
from bot.progress import Progress, unseen
from bot.storage import campaigns as campaign_rows
from bot.storage import journal, submissions
from bot.storage.database import Database
from bot.storage.journal import Row
from criteria.files import CriteriaError
from criteria.schema import CriteriaSet
from scoring import campaigns, facts, records, standings
from scoring.campaigns import Campaign
from scoring.records import Submission
from scoring.standings import Standing

SHOWN = 5  # keys that one difference names


class Unfolded(NamedTuple):
    """A row that no state could be made of, and why."""

    seq: int
    why: str


class Round(NamedTuple):
    """From which row on submissions belong to a round, and that round's period."""

    since: int
    period: str


@dataclass(slots=True)
class Replay:
    """The campaigns as the journal tells them. ``take`` wants every row in order."""

    campaigns: dict[str, Campaign] = field(default_factory=dict)
    rounds: dict[str, list[Round]] = field(default_factory=dict)
    chats: dict[str, str] = field(default_factory=dict)
    troubles: list[Unfolded] = field(default_factory=list)
    count: int = 0

    def take(self, row: Row) -> None:
        """Fold a campaign's fact in; a unit's fact waits for ``compared``."""
        self.count += 1
        if row.subject:
            return
        try:
            fact = row.fact()
            assert isinstance(fact, facts.CampaignFact)  # noqa: S101 - a refusal like any other here
            before = self.campaigns.get(row.campaign) or Campaign(id=row.campaign)
            after = campaigns.apply(before, fact)
        except (ValueError, KeyError, AssertionError) as error:
            self.troubles.append(Unfolded(row.seq, _first_line(error)))
            return
        self.campaigns[row.campaign] = after
        if isinstance(fact, facts.CampaignCreated | facts.RoundOpened):
            self.rounds.setdefault(row.campaign, []).append(Round(row.seq, after.period))
        if isinstance(fact, facts.InvitationAccepted):
            chat = f"{fact.channel}:{fact.address}"
            self.chats.pop(chat, None)
            self.chats[chat] = fact.person

    def campaign(self, key: str) -> Campaign:
        """The campaign with everybody's chats as they are now: a chat belongs to whoever joined from it
        last, in whichever campaign.
        """
        known = self.campaigns[key]
        chats: dict[str, list[str]] = {}
        for chat, person in self.chats.items():
            chats.setdefault(person, []).append(chat)
        people = {
            key: person.model_copy(update={"chats": tuple(chats.get(key, ()))})
            for key, person in known.people.items()
        }
        return known.model_copy(update={"people": people})


async def compared(
    database: Database, data: Path, replay: Replay, progress: Progress = unseen
) -> AsyncIterator[str]:
    """What differs between tables and journal, a sentence each."""
    seen: set[tuple[str, str]] = set()
    async for difference in _campaigns(database, replay):
        yield difference
    for key, codes in (await journal.subjects(database)).items():
        if key not in replay.rounds:
            yield f"the journal tells of units of campaign {key}, but not of its beginning"
            continue
        rows = _Standings(database, data, replay.campaigns[key], seen)
        for number, unit in enumerate(codes):
            progress(number, len(codes))
            async for difference in _unit(database, replay.rounds[key], unit, rows):
                yield difference
    async for difference in _strangers(database, seen):
        yield difference


async def _campaigns(database: Database, replay: Replay) -> AsyncIterator[str]:
    stored = [row[0] for row in await database.read("SELECT id FROM campaign ORDER BY position")]
    for key in stored:
        if key not in replay.campaigns:
            yield f"campaign {key} stands in the tables, but not in the journal"
    for key in replay.campaigns:
        if key not in stored:
            yield f"campaign {key} is missing from the tables"
            continue
        try:
            known = await campaign_rows.read(database, key)
        except ValueError as error:
            yield f"campaign {key} cannot be read from the tables: {_first_line(error)}"
            continue
        for name in _differing(replay.campaign(key), known):
            yield f"campaign {key}: {name} differ from the journal"


async def _unit(database: Database, rounds: list[Round], unit: str, rows: _Standings) -> AsyncIterator[str]:
    """The unit's submission of each round, folded and compared."""
    key = rows.campaign.id
    for this, after in zip_longest(rounds, rounds[1:]):
        until = after.since if after else None
        record = Submission(unit=unit)
        async for row in journal.of_unit(database, key, unit):
            if row.seq < this.since or (until is not None and row.seq >= until):
                continue
            try:
                fact = row.fact()
                record = records.apply(record, fact, by=row.person, at=row.at)  # type: ignore[arg-type]
            except (ValueError, KeyError, TypeError) as error:
                yield f"row {row.seq} cannot be replayed: {_first_line(error)}"
        if record.revision:
            for difference in await _against_tables(database, record, this, rows):
                yield difference


async def _against_tables(database: Database, record: Submission, this: Round, rows: _Standings) -> list[str]:
    campaign = rows.campaign.model_copy(update={"period": this.period})
    rows.seen.add((campaign.round_id, record.unit))
    name = f"submission of {record.unit}" + (f" in {this.period}" if this.period else "")
    try:
        known = await submissions.load(database, campaign.round_id, record.unit)
    except ValueError as error:
        return [f"{name} cannot be read from the tables: {_first_line(error)}"]
    found = [f"{name}: {each} differ from the journal" for each in _differing(record, known)]
    try:
        standing = await rows.of(campaign, record.unit)
        if standing != standings.standing(rows.criteria(campaign), record):
            found.append(f"{name}: its standing is not what its answers give")
    except (PinnedError, CriteriaError, ValueError, LookupError) as error:
        found.append(f"{name}: its standing cannot be checked: {_first_line(error)}")
    return found


@dataclass(slots=True)
class _Standings:
    """Standings and criteria of a campaign's rounds; ``seen``: the submissions that were compared."""

    database: Database
    data: Path
    campaign: Campaign
    seen: set[tuple[str, str]]
    _rows: dict[str, dict[str, Standing]] = field(default_factory=dict)
    _sets: dict[str, CriteriaSet] = field(default_factory=dict)

    async def of(self, campaign: Campaign, unit: str) -> Standing:
        """The unit's row in the campaign's running round."""
        if campaign.round_id not in self._rows:
            self._rows[campaign.round_id] = await submissions.standings(self.database, campaign)
        return self._rows[campaign.round_id][unit]

    def criteria(self, campaign: Campaign) -> CriteriaSet:
        """What that round asks; raises PinnedError where the set is gone."""
        if campaign.round_id not in self._sets:
            self._sets[campaign.round_id] = pinned.load_asked(self.data, campaign)
        return self._sets[campaign.round_id]


async def _strangers(database: Database, seen: set[tuple[str, str]]) -> AsyncIterator[str]:
    """Submissions in the tables of which the journal knows nothing."""
    async for round_id, unit in database.stream("SELECT round_id, unit FROM submission ORDER BY 1, 2"):
        if (round_id, unit) not in seen:
            yield f"submission of {unit} in {round_id} stands in the tables, but not in the journal"


def _differing(ours: BaseModel, theirs: BaseModel) -> Iterator[str]:
    """Names of fields that differ; of mappings, the keys."""
    for name in type(ours).model_fields:
        mine, other = getattr(ours, name), getattr(theirs, name)
        if mine == other:
            continue
        if isinstance(mine, dict):
            keys = sorted(k for k in mine.keys() | other.keys() if mine.get(k) != other.get(k))
            more = f" and {len(keys) - SHOWN} more" if len(keys) > SHOWN else ""
            yield f"{name} {', '.join(keys[:SHOWN])}{more}"
        else:
            yield name


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
