"""A package's journal folded into the campaign and its dossiers; each publication worked out on the way."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from criteria import due
from criteria.procedures import Procedure
from criteria.schema import CriteriaSet
from scoring import campaigns, facts, publishing, records, standings
from scoring.campaigns import Campaign
from scoring.facts import FACT
from scoring.publishing import Ground
from scoring.records import Submission
from scoring.standings import Standing

START: Final = "0" * 64  # what the first row of a journal follows
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


class Rule(NamedTuple):
    """What a package is scored by."""

    criteria: CriteriaSet
    procedure: Procedure | None


@dataclass(slots=True)
class Replay:
    """One campaign as the journal tells it; each publication is worked out anew on the way."""

    rule: Rule
    key: str
    campaign: Campaign = field(default_factory=lambda: Campaign(id=""))
    records: dict[str, Submission] = field(default_factory=dict)
    rows: dict[str, Standing] = field(default_factory=dict)
    published: list[dict[str, Any]] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def take(self, row: tuple[Any, ...]) -> None:
        """Fold a row in; raises ValueError, KeyError for what is no fact."""
        _, at, key, unit, person, _, _, _, body, _ = row
        if key != self.key:
            return
        fact = FACT.validate_json(body)
        if isinstance(fact, facts.SubmissionFact):
            before = self.records.get(unit) or Submission(unit=unit)
            self.records[unit] = records.apply(before, fact, by=person, at=at)
            self.rows.pop(unit, None)
            return
        if isinstance(fact, facts.ResultsPublished):
            self._publish(fact)
        if isinstance(fact, facts.CampaignCreated):
            self.campaign = Campaign(id=self.key)
        if isinstance(fact, facts.CampaignCreated | facts.RoundOpened):
            self.records, self.rows = {}, {}
        self.campaign = campaigns.apply(self.campaign, fact)

    def _publish(self, fact: facts.ResultsPublished) -> None:
        self.published.append(fact.model_dump(mode="json", exclude={"kind"}))
        ours, theirs = publishing.placings(self._ground()), fact.placings
        name = f"publication {fact.number}"
        mine, other = ({each.unit: each.model_dump() for each in found} for found in (ours, theirs))
        self.troubles += [f"{name}: {each}" for each in differing(mine, other)]
        if publishing.digest(theirs) != fact.digest:
            self.troubles.append(f"{name}: its digest is not that of its placings")

    def _ground(self) -> Ground:
        criteria = due.asked_at(self.rule.criteria, self.campaign.period)
        for unit in self.campaign.units:
            if unit not in self.rows:
                record = self.records.get(unit) or Submission(unit=unit)
                self.rows[unit] = standing_of(criteria, record)
        return Ground(self.campaign, criteria, self.rule.procedure, self.rows)


def chained(before: str, row: tuple[Any, ...]) -> str:
    """SHA-256 over the previous hash and the row as a JSON list: what the database writes."""
    text = json.dumps((before, *row), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


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
    return standings.standing(criteria, record)


def differing(ours: dict[str, Any], theirs: dict[str, Any]) -> Iterator[str]:
    for unit in sorted(ours.keys() | theirs.keys()):
        mine, other = ours.get(unit), theirs.get(unit)
        if mine is None or other is None:
            yield f"unit {unit}: ranked {'here' if mine else 'in the package'} only"
            continue
        for key in (each for each in mine if mine[each] != other.get(each)):
            yield f"unit {unit}: {key} is {mine[key]} here, {other.get(key)} in the package"
