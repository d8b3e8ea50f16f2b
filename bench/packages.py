"""The memory of `chamdiem recompute`: a sealed package of many units, and one of ten times as many."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Final

from bench.measuring import Row, peak_of
from bot.storage.journal import Cause, Head
from criteria import loader
from criteria.criterion import Criterion
from exports import package as sealed
from exports.package import Sealing, line
from scoring import campaigns, publishing, records, standings
from scoring import facts as f
from scoring.campaigns import Campaign
from scoring.facts import CampaignFact, SubmissionFact
from scoring.publishing import Ground
from scoring.records import Submission
from scoring.standings import Standing

FEW, MANY, ANSWERS = 3321, 33_210, 3
SORTS: Final = 50  # dossiers that are not alike; all others are copies of theirs
AT, ID = "2026-12-01T00:00:00+00:00", "c1"
CRITERIA = loader.load("lac-dao-xa")


def memory() -> Row:
    """Peak memory of the process that recomputes a published package: what ten times the units add."""
    small, large = (_peak(units) for units in (FEW, MANY))
    return Row(f"peak memory of recompute, {MANY} units (floor: {FEW})", large, small, "MB", "≤ +60 MB")


def _peak(units: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "package.zip"
        write(path, units)
        return peak_of("recompute", str(path))


# a package without a database -----------------------------------------------------------------------------


def write(path: Path, units: int, answers: int = ANSWERS) -> None:
    """A year in which every unit answered some criteria, was reviewed, and is in the one publication."""
    sorts = [_facts(random.Random(n), answers) for n in range(SORTS)]
    listed = tuple(f.Unit(code=f"{n:05}", name=f"Xã {n:05}") for n in range(units))
    with path.open("wb") as file, Sealing(file) as package:
        package.add(sealed.CALENDAR, [])
        ground = _ground(listed, sorts)
        published = _publication(ground)
        campaign = campaigns.apply(ground.campaign, published)
        package.add(sealed.CAMPAIGN, sealed.campaign_text(campaign))
        writing = _Writing()
        package.add(sealed.JOURNAL, writing.rows(_everything(listed, sorts, published)))
        package.add(sealed.PROCEDURE, [])
        package.add(sealed.PUBLICATIONS, [line([published.model_dump(mode="json", exclude={"kind"})])])
        package.add(sealed.RANKING, sealed.Ranking(replace(ground, campaign=campaign)))
        package.add(sealed.DECISION, [])
        package.add(sealed.SET, [_text_of_set()])
        package.add(sealed.SUBMISSIONS, (line(each) for each in _submissions(listed, sorts)))
        package.add(sealed.VERSIONS, [])
        package.close({"campaign": ID, "units": units, "head": asdict(writing.head)})


Given = tuple[SubmissionFact, ...]
Listed = tuple[f.Unit, ...]


def _facts(dice: random.Random, answers: int) -> Given:
    answered = [c for c in CRITERIA.criteria if c.rule.kind in ("ratio", "highest")][:answers]
    given = [f.AnswerGiven(item=c.id, version=1, claim=_claim(c, dice)) for c in answered]
    handed = f.SubmissionSubmitted(claimed="0", digest="d")
    judged = [f.AnswerAccepted(item=c.id, version=1) for c in answered]
    return (*given, handed, *judged, f.SubmissionVerified(verified="0"))


def _claim(criterion: Criterion, dice: random.Random) -> f.Claim:
    figures = sorted(dice.randint(1, 900) for _ in criterion.inputs)
    return f.Claim(values={each.key: str(n) for each, n in zip(criterion.inputs, figures, strict=True)})


def _everything(
    listed: Listed, sorts: list[Given], published: f.ResultsPublished
) -> Iterator[tuple[str, CampaignFact | SubmissionFact]]:
    """Every fact in order: one of each unit, then the next of each, as they work side by side."""
    yield from (("", fact) for fact in _beginning(listed))
    for step in range(len(sorts[0])):
        yield from ((unit.code, sorts[n % SORTS][step]) for n, unit in enumerate(listed))
    yield "", published


def _beginning(listed: Listed) -> tuple[CampaignFact, ...]:
    created = f.CampaignCreated(
        name="2026", set_id=CRITERIA.id, set_version=CRITERIA.version, set_digest=CRITERIA.digest
    )
    return created, f.UnitsImported(units=listed), f.StageChanged(stage="open")


def _ground(listed: Listed, sorts: list[Given]) -> Ground:
    campaign = Campaign(id=ID)
    for fact in _beginning(listed):
        campaign = campaigns.apply(campaign, fact)
    alike = [standings.standing(CRITERIA, _folded("", facts)) for facts in sorts]
    rows: dict[str, Standing] = {
        unit.code: replace(alike[n % SORTS], unit=unit.code) for n, unit in enumerate(listed)
    }
    return Ground(campaign, CRITERIA, None, rows)


def _folded(unit: str, facts: Given) -> Submission:
    record = Submission(unit=unit)
    for fact in facts:
        record = records.apply(record, fact, at=AT)
    return record


def _publication(ground: Ground) -> f.ResultsPublished:
    found = publishing.placings(ground)
    return f.ResultsPublished(number=1, at=AT, digest=publishing.digest(found), placings=found)


def _submissions(listed: Listed, sorts: list[Given]) -> Iterator[dict[str, object]]:
    alike = [_folded("", facts).model_dump(mode="json", exclude_defaults=True) for facts in sorts]
    yield from ({**alike[n % SORTS], "unit": unit.code} for n, unit in enumerate(listed))


class _Writing:
    """A journal without its table."""

    def __init__(self) -> None:
        self.head = Head()

    def rows(self, given: Iterator[tuple[str, CampaignFact | SubmissionFact]]) -> Iterator[str]:
        for unit, fact in given:
            self.head, statement = self.head.append(unit, fact, Cause(AT, ID, "", "", ""))
            yield line(statement.values)


def _text_of_set() -> str:
    return (loader.find(CRITERIA.id) / "set.yaml").read_text(encoding="utf-8")
