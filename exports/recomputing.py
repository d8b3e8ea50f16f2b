"""Works out a package's ranking anew: its journal is folded, what came out of it compared with what the
package says, and everything scored by the engine.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from criteria import due
from criteria.vietnamese import clean
from exports import package as sealed
from exports.package import campaign_body, ranking_text
from exports.package_opening import Package, PackageError
from exports.package_replay import ODD, START, Replay, Rule, chained, differing, standing_of
from scoring.campaigns import Campaign
from scoring.publishing import Ground
from scoring.records import Submission
from scoring.standings import Standing

MOST: Final = 200  # differences that are told
LONGEST: Final = 300  # characters of one
SHOWN: Final = 5  # keys that one difference names


@dataclass(slots=True)
class Outcome:
    """What was found. ``ranking``: the text of ``ranking.json`` as worked out here."""

    units: int = 0
    rows: int = 0
    head: str = ""
    digest: str = ""
    ranking: str = ""
    publications: int = 0
    differences: list[str] = field(default_factory=list)

    @property
    def identical(self) -> bool:
        return not self.differences


def recompute(package: Package, rule: Rule) -> Outcome:
    """Everything anew; raises PackageError where the package cannot be understood at all."""
    outcome = Outcome()
    differences = _differences(package, rule, outcome)
    more = 0
    for difference in differences:
        if len(outcome.differences) < MOST:
            outcome.differences.append(" ".join(clean(difference).split())[:LONGEST])
        else:
            more += 1
    outcome.differences += [f"… and {more} more differences"] if more else []
    return outcome


def _differences(package: Package, rule: Rule, outcome: Outcome) -> Iterator[str]:
    for name in package.changed():
        yield f"{name} is not what the manifest says: it was changed"
    replay = Replay(rule, package.about.get("campaign", ""))
    yield from _journal(package, replay, outcome)
    yield from _rules(rule, replay.campaign)
    campaign = _campaign(package)
    yield from _told("campaign", campaign_body(campaign), campaign_body(replay.campaign))
    rows: dict[str, Standing] = {}
    yield from _units(package, (campaign, rule), replay, rows)
    if missing := [code for code in campaign.units if code not in rows]:
        raise PackageError(f"the package cannot be scored: unit {missing[0]} has no submission in it")
    asked = due.asked_at(rule.criteria, campaign.period)
    yield from _results(package, Ground(campaign, asked, rule.procedure, rows), outcome)
    yield from _publications(package, replay, outcome)


def _rules(rule: Rule, campaign: Campaign) -> Iterator[str]:
    if rule.criteria.digest != campaign.set_digest:
        yield f"the criteria set is another one than the campaign was made on: {rule.criteria.digest[:12]}"
    digest = rule.procedure.digest if rule.procedure else ""
    if digest != campaign.procedure_digest:
        yield "the procedure is another one than the campaign was made on"


def _told(name: str, ours: dict[str, Any], journal: dict[str, Any]) -> Iterator[str]:
    """What a record says otherwise than the journal."""
    for key in (each for each in journal if ours.get(each) != journal[each]):
        mine, theirs = ours.get(key), journal[key]
        if isinstance(mine, dict) and isinstance(theirs, dict):
            differ = sorted(k for k in mine.keys() | theirs.keys() if mine.get(k) != theirs.get(k))
            more = f" and {len(differ) - SHOWN} more" if len(differ) > SHOWN else ""
            yield f"{name}: {key} {', '.join(differ[:SHOWN])}{more} differ from the journal"
        else:
            yield f"{name}: {key} differs from the journal"


# inputs ---------------------------------------------------------------------------------------------------


def _campaign(package: Package) -> Campaign:
    try:
        return Campaign.model_validate_json(package.read(sealed.CAMPAIGN))
    except ValueError as error:
        raise _unreadable(sealed.CAMPAIGN) from error


def _units(
    package: Package, by: tuple[Campaign, Rule], replay: Replay, rows: dict[str, Standing]
) -> Iterator[str]:
    """Every unit's submission against the journal's; ``rows`` gets what the engine makes of it.

    One submission is in memory at a time, and the journal's is let go.
    """
    campaign, rule = by
    try:
        criteria = due.asked_at(rule.criteria, campaign.period)
        for text in package.lines(sealed.SUBMISSIONS):
            record = Submission.model_validate_json(text)
            rows[record.unit] = standing_of(criteria, record)
            folded = replay.records.pop(record.unit, Submission(unit=record.unit))
            yield from _told(f"unit {record.unit}", record.model_dump(), folded.model_dump())
    except ODD as error:
        raise _unreadable(sealed.SUBMISSIONS) from error


def _unreadable(name: str) -> PackageError:
    return PackageError(f"the package cannot be scored: {name} cannot be understood")


# results --------------------------------------------------------------------------------------------------


def _results(package: Package, ground: Ground, outcome: Outcome) -> Iterator[str]:
    outcome.units = len(ground.campaign.units)
    outcome.ranking = ranking_text(ground)
    outcome.digest = json.loads(outcome.ranking)["digest"]
    told = package.read(sealed.RANKING)
    if told == outcome.ranking.encode():
        return
    try:
        theirs = {row["unit"]: row for row in json.loads(told)["placings"]}
    except ODD as error:
        raise _unreadable(sealed.RANKING) from error
    ours = {row["unit"]: row for row in json.loads(outcome.ranking)["placings"]}
    found = list(differing(ours, theirs))
    yield from found or ["ranking.json is written otherwise than here"]


def _publications(package: Package, replay: Replay, outcome: Outcome) -> Iterator[str]:
    """Publications as the tables had them, against those of the journal, which were worked out anew."""
    yield from replay.troubles
    outcome.publications = len(replay.published)
    try:
        told = json.loads(package.read(sealed.PUBLICATIONS))
    except ODD as error:
        raise _unreadable(sealed.PUBLICATIONS) from error
    if told != replay.published:
        yield "publications.json differs from the journal"


def _journal(package: Package, replay: Replay, outcome: Outcome) -> Iterator[str]:
    """Fold the journal; what does not continue the row before, or is no fact, is told."""
    before = START
    for place, text in enumerate(package.lines(sealed.JOURNAL), start=1):
        outcome.rows = place
        try:
            row = tuple(json.loads(text))
            if row[0] != place or chained(before, row[:-1]) != row[-1]:
                yield f"journal row {place} does not continue the row before: it was changed or moved"
            before = str(row[-1])
            replay.take(row)
        except ODD as error:
            yield f"journal row {place} cannot be understood: {(str(error).splitlines() or ['?'])[0]}"
    outcome.head = f"{outcome.rows}-{before[:12]}"
    if package.about["head"]["hash"] != before:
        yield f"the journal ends with {outcome.head}, not where the manifest says"
