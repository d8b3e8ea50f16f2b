"""Works out a package's ranking anew: its journal is folded, what came out of it compared with what the
package says, and everything scored by the engine. One dossier is in memory at a time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any, Final

from criteria import due
from criteria.vietnamese import clean_line
from exports import package as sealed
from exports.kept_rows import KeptRows
from exports.package import Ranking, campaign_body, campaign_text
from exports.package_opening import Package, PackageError
from exports.package_replay import ODD, Files, Replay, Rule, misunderstood, standing_of
from exports.replayed_publications import differing
from scoring.campaigns import Campaign
from scoring.chain import START, chained
from scoring.publishing import Ground
from scoring.records import Submission

MOST: Final = 200  # differences that are told
LONGEST: Final = 300  # characters of one
SHOWN: Final = 5  # keys that one difference names


@dataclass(slots=True)
class Outcome:
    """What was found."""

    units: int = 0
    rows: int = 0
    head: str = ""
    digest: str = ""
    publications: int = 0
    differences: list[str] = field(default_factory=list)

    @property
    def identical(self) -> bool:
        return not self.differences


def recompute(package: Package, rule: Rule, files: Files) -> Outcome:
    """Everything anew; ``files.ranking`` gets ``ranking.json`` as worked out here. Raises PackageError where
    the package cannot be understood at all.
    """
    outcome = Outcome()
    more = 0
    for difference in _Recomputing(package, rule, files, outcome).differences():
        if len(outcome.differences) < MOST:
            outcome.differences.append(clean_line(difference)[:LONGEST])
        else:
            more += 1
    outcome.differences += [f"… and {more} more differences"] if more else []
    return outcome


class _Recomputing:
    """One package; each method yields the differences that it finds."""

    def __init__(self, package: Package, rule: Rule, files: Files, outcome: Outcome) -> None:
        self.package, self.rule, self.files, self.outcome = package, rule, files, outcome
        self.replay = Replay(rule, package.about.get("campaign", ""), files)

    def differences(self) -> Iterator[str]:
        for name in self.package.changed():
            yield f"{name} is not what the manifest says: it was changed"
        yield from self._journal()
        yield from _rules(self.rule, self.replay.campaign)
        campaign = self._campaign()
        if campaign is not self.replay.campaign:
            yield from _told("campaign", campaign_body(campaign), campaign_body(self.replay.campaign))
        rows, criteria = KeptRows(self.files.rows), due.asked_at(self.rule.criteria, campaign.period)
        ground = Ground(campaign, criteria, self.rule.procedure, rows)
        yield from self._units(ground, rows)
        yield from self._results(ground)
        yield from self._publications()

    def _journal(self) -> Iterator[str]:
        """Tell the journal again; what does not continue the row before, or is no fact, is told."""
        before, outcome = START, self.outcome
        for place, line in enumerate(self.package.lines(sealed.JOURNAL), start=1):
            outcome.rows = place
            try:
                row = json.loads(line)
                if row[0] != place or chained(before, line) != row[-1]:
                    yield f"journal row {place} does not continue the row before: it was changed or moved"
                before = str(row[-1])
                self.replay.take(place, row, line)
            except ODD as error:
                yield misunderstood(place, error)
        outcome.head = f"{outcome.rows}-{before[:12]}"
        if self.package.about["head"]["hash"] != before:
            yield f"the journal ends with {outcome.head}, not where the manifest says"

    def _campaign(self) -> Campaign:
        """The package's campaign; the journal's where that is the same, so that one is in memory."""
        ours = (part.encode() for part in campaign_text(self.replay.campaign))
        if _digest(ours) == _digest(self.package.pieces(sealed.CAMPAIGN)):
            return self.replay.campaign
        try:
            return Campaign.model_validate_json(self.package.read(sealed.CAMPAIGN))
        except ValueError as error:
            raise _unreadable(sealed.CAMPAIGN) from error

    def _units(self, ground: Ground, rows: KeptRows) -> Iterator[str]:
        """Every unit's submission against the journal's; ``rows`` gets what the engine makes of it."""
        try:
            for text in self.package.lines(sealed.SUBMISSIONS):
                record = Submission.model_validate_json(text)
                if record.unit in rows:
                    yield f"unit {record.unit}: stands twice in {sealed.SUBMISSIONS}"
                rows.keep(standing_of(ground.criteria, record))
                folded = self.replay.fold(record.unit)
                yield from _told(f"unit {record.unit}", record.model_dump(), folded.model_dump())
                yield from self.replay.told()
        except ODD as error:
            raise _unreadable(sealed.SUBMISSIONS) from error
        if missing := [code for code in ground.campaign.units if code not in rows]:
            raise PackageError(f"the package cannot be scored: unit {missing[0]} has no submission in it")
        for unit in self.replay.units():
            if unit not in rows:
                self.replay.fold(unit)
                yield from self.replay.told()

    def _results(self, ground: Ground) -> Iterator[str]:
        outcome, file, ranking = self.outcome, self.files.ranking, Ranking(ground)
        outcome.units = len(ground.campaign.units)
        file.writelines(part.encode() for part in ranking)
        outcome.digest = ranking.digest
        if _same(file, self.package.pieces(sealed.RANKING)):
            return
        try:
            theirs = _placings(self.package.read(sealed.RANKING))
        except ODD as error:
            raise _unreadable(sealed.RANKING) from error
        file.seek(0)
        found = list(differing(_placings(file.read()), theirs))
        yield from found or ["ranking.json is written otherwise than here"]

    def _publications(self) -> Iterator[str]:
        """Publications of the journal worked out anew, and against those of the tables."""
        publications = self.replay.publications
        self.outcome.publications = len(publications.told)
        publications.close()
        yield from publications.differing()
        if not _same(self.files.publications, self.package.pieces(sealed.PUBLICATIONS)):
            yield "publications.json differs from the journal"


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


def _unreadable(name: str) -> PackageError:
    return PackageError(f"the package cannot be scored: {name} cannot be understood")


def _placings(ranking: bytes) -> dict[str, Any]:
    return {row["unit"]: row for row in json.loads(ranking)["placings"]}


def _digest(pieces: Iterable[bytes]) -> bytes:
    found = hashlib.sha256()
    for piece in pieces:
        found.update(piece)
    return found.digest()


def _same(file: IO[bytes], pieces: Iterable[bytes]) -> bool:
    """Whether the file holds these bytes and no others."""
    file.seek(0)
    return all(file.read(len(piece)) == piece for piece in pieces) and not file.read(1)
