"""A package's journal told again: the campaign in one pass, then each unit alone, with no other in memory."""

from __future__ import annotations

import json
import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any, Final, NamedTuple, get_args

from criteria import due
from criteria.procedures import Procedure
from criteria.schema import CriteriaSet
from exports.kept_facts import KeptFacts
from exports.kept_rows import KeptRows
from exports.package import UNKEPT_FACTS
from exports.replayed_publications import Publications, Told
from scoring import campaigns, facts, records, standings
from scoring.campaigns import Campaign
from scoring.chain import fact_of
from scoring.publishing import Ground
from scoring.records import Submission
from scoring.standings import Standing

ODD: Final = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RecursionError,
)
"""What content that nobody has checked may raise."""
_FIGURE: Final = re.compile(r"[-0-9./%]{1,200}")
_OF_CAMPAIGN: Final = frozenset(fact.model_fields["kind"].default for fact in get_args(facts.CampaignFact))
_PUBLISHED: Final = facts.ResultsPublished.model_fields["kind"].default


class Rule(NamedTuple):
    """What a package is scored by."""

    criteria: CriteriaSet
    procedure: Procedure | None


class Files(NamedTuple):
    """Empty files to write on and read again: rows of the journal by unit, points of units, publications, and
    the ranking as it is worked out.
    """

    facts: IO[bytes]
    rows: IO[bytes]
    publications: IO[bytes]
    ranking: IO[bytes]


@dataclass(slots=True)
class _Unit:
    """A unit on its way through the journal: in which round, past how many publications, and where its row
    stands on the file (-1: not worked out since it changed).
    """

    record: Submission
    round: int = 0
    publications: int = 0
    row: int = -1

    def stands(self, record: Submission) -> None:
        self.record, self.row = record, -1


class Replay:
    """One campaign as the journal tells it: ``take`` every row, then ``fold`` every unit, so that the
    ``publications`` have what they were made from.
    """

    def __init__(self, rule: Rule, key: str, files: Files) -> None:
        self.campaign, self._troubles = Campaign(id=""), list[str]()
        self.publications = Publications(files.publications)
        self._rule, self._key, self._rows = rule, key, files.rows
        self._facts = KeptFacts(files.facts)
        self._rounds: list[int] = []

    def take(self, place: int, row: list[Any], line: bytes) -> None:
        """The next row, as ``line`` has it; raises ValueError, KeyError for what is no fact."""
        _, _, key, unit, _, _, _, kind, body, _ = row
        if key != self._key:
            return
        if kind not in _OF_CAMPAIGN:
            self._facts.keep(unit, line.strip())
            return
        fact: Any = self._published(place, body) if kind == _PUBLISHED else fact_of(kind, body)
        if isinstance(fact, facts.CampaignCreated):
            self.campaign = Campaign(id=self._key)
        if isinstance(fact, facts.CampaignCreated | facts.RoundOpened):
            self._rounds.append(place)
        if not isinstance(fact, UNKEPT_FACTS):
            self.campaign = campaigns.apply(self.campaign, fact)

    def _published(self, place: int, body: str) -> facts.ResultsPublished:
        rows, criteria = KeptRows(self._rows), due.asked_at(self._rule.criteria, self.campaign.period)
        ground = Ground(self.campaign, criteria, self._rule.procedure, rows)
        return self.publications.take(place, body, ground, rows)

    def units(self) -> Iterable[str]:
        """Units that the journal knows, each to be folded once."""
        return dict.fromkeys([*self.campaign.units, *self._facts.units()])

    def fold(self, unit: str) -> Submission:
        """The unit's submission as the journal leaves it; publications get its row on the way."""
        told = _Unit(Submission(unit=unit))
        for line in self._facts.of(unit):
            place, at, _, _, person, _, _, kind, body, _ = json.loads(line)
            try:
                self._reach(told, place)
                fact: Any = fact_of(kind, body)
                told.stands(records.apply(told.record, fact, by=person, at=at))
            except ODD as error:
                self._troubles.append(misunderstood(place, error))
        self._reach(told, sys.maxsize)
        return told.record

    def told(self) -> Iterator[str]:
        """What could not be understood of units folded since this was asked."""
        while self._troubles:
            yield self._troubles.pop(0)

    def _reach(self, told: _Unit, place: int) -> None:
        """Go on to that row: publications before it are passed, and its round begins."""
        all_of_them = self.publications.told
        while told.publications < len(all_of_them) and all_of_them[told.publications].place < place:
            publication = all_of_them[told.publications]
            told.publications += 1
            self._begin(told, publication.place)
            self._stand(told, publication)
        self._begin(told, place)

    def _begin(self, told: _Unit, place: int) -> None:
        number = bisect_left(self._rounds, place)
        if number != told.round:
            told.round = number
            told.stands(Submission(unit=told.record.unit))

    def _stand(self, told: _Unit, publication: Told) -> None:
        unit, ground = told.record.unit, publication.ground
        if unit not in ground.campaign.units:
            return
        try:
            if told.row < 0:
                told.row = publication.rows.keep(standing_of(ground.criteria, told.record))
            publication.rows.share(unit, told.row)
        except ODD as error:
            self._troubles.append(f"publication {publication.fact.number}: {error}")


def misunderstood(place: int, error: Exception) -> str:
    """What is said of a row that is no fact."""
    return f"journal row {place} cannot be understood: {(str(error).splitlines() or ['?'])[0]}"


def standing_of(criteria: CriteriaSet, record: Submission) -> Standing:
    """The unit's row; raises ValueError for figures that no unit could give, like 1e999999999."""
    claims = [claim for item in criteria.by_id if (claim := record.claim(item))]
    judged = [verdict for item in criteria.by_id if (verdict := record.verdicts.get(item))]
    claims += [verdict.claim for verdict in judged if verdict.claim]
    texts = [text for claim in claims for text in claim.values.values()]
    texts += [text for held in record.supplied.values() for text in held.values.values()]
    texts += [verdict.points for verdict in judged if verdict.points]
    if odd := next((text for text in texts if not _FIGURE.fullmatch(text)), ""):
        raise ValueError(f"{odd[:40]!r} of unit {record.unit} is no figure")
    return standings.standing(criteria, record, warned=False)
