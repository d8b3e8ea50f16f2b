"""Builds the ranking from all dossiers, reading each once and keeping none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from criteria.procedures import Procedure
from criteria.schema import CriteriaSet
from exports.report import GroupHead, RankedBlock, RankedUnit, RankingReport, source
from exports.results import Neighbours, neighbours
from scoring import publishing, standings
from scoring.campaigns import Campaign
from scoring.claims import ZERO
from scoring.facts import Placing
from scoring.publishing import Counted, Ground
from scoring.records import Submission
from scoring.rules import Peers, best_points, relative_points
from scoring.sheet import Sheet, self_sheet, verified_sheet
from scoring.standings import Partial, Standing

Points = tuple[Fraction | None, ...]


def ranking_report(
    campaign: Campaign,
    criteria: CriteriaSet,
    records: Iterable[Submission],
    procedure: Procedure | None = None,
    *,
    at: datetime,
) -> RankingReport:
    """The ranking of all units of the campaign; those without a record have answered nothing.

    Order, ranks and levels are those that a publication would have now (``scoring.publishing``).
    """
    gathered = Gathered(campaign, criteria)
    for record in records:
        gathered.add(record)
    return gathered.report(procedure, at=at)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the ranking needs of each submission, taken one at a time so that none has to stay in memory."""

    campaign: Campaign
    criteria: CriteriaSet
    rows: dict[str, Standing] = field(default_factory=dict)
    alone: dict[str, Points] = field(default_factory=dict)

    def add(self, record: Submission) -> None:
        """One more submission."""
        own = self_sheet(self.criteria, record)
        self.rows[record.unit] = standings.standing(self.criteria, record, own, warned=False)
        self.alone[record.unit] = _alone(self.criteria, record, own)

    def report(self, procedure: Procedure | None, *, at: datetime) -> RankingReport:
        """The ranking of all units, those included of which nothing was added."""
        criteria, campaign = self.criteria, self.campaign
        known = {code: self.rows.get(code) or Standing(code) for code in campaign.units}
        year = _Year(Ground(campaign, criteria, procedure, known), self.alone)
        return RankingReport(
            source=source(campaign, criteria, at),
            groups=tuple(GroupHead(group.code, group.name, group.declared_max) for group in criteria.groups),
            blocks=tuple(year.blocks()),
            asked=len(criteria.criteria),
            relative=tuple(criteria.code_of(criterion) for criterion in criteria.relative),
            criteria=tuple(GroupHead(criteria.code_of(c), c.name, c.max) for c in criteria.criteria),
        )


def _alone(criteria: CriteriaSet, record: Submission, own: Sheet) -> Points:
    """What the unit is ranked by, criterion by criterion, before it is compared with others."""
    sheet = verified_sheet(criteria, record) if record.state in standings.REVIEWED else own
    return tuple(sheet.scores[criterion.id].points for criterion in criteria.criteria)


@dataclass(frozen=True, slots=True)
class _Year:
    """All rows, and each unit's points by criterion without those that depend on others."""

    ground: Ground
    alone: dict[str, Points]

    def blocks(self) -> Iterable[RankedBlock]:
        counted, among = publishing.counted(self.ground), neighbours(self.ground)
        placed: dict[str, list[RankedUnit]] = {}
        for placing in publishing.placings(self.ground):
            unit = self._unit(placing, counted[placing.unit], among[placing.block])
            placed.setdefault(placing.block, []).append(unit)
        for name, units in placed.items():
            yield RankedBlock(name, tuple(units), closed=all(u.state in standings.REVIEWED for u in units))

    def _unit(self, placing: Placing, counted: Counted, among: Neighbours) -> RankedUnit:
        row = self.ground.rows[placing.unit]
        stage, reviewed = self.ground.campaign.stage, row.state in standings.REVIEWED
        claimed = row.own if standings.comparable(row.state, stage, verified=False) else Partial()
        own = self._groups(claimed, among.own)
        verified = self._groups(row.verified, among.verified) if reviewed else None
        return RankedUnit(
            rank=placing.rank, code=row.unit, name=self.ground.campaign.units[row.unit].name,
            state=row.state, answered=row.answered if counted.row else 0,
            own_groups=own, verified_groups=verified, own=sum(own, ZERO),
            verified=None if verified is None else sum(verified, ZERO),
            level=placing.level, why=placing.why, has_result=counted.row is not None,
            points=self._points(row, counted, among), before=self.ground.campaign.placings.get(row.unit),
        )  # fmt: skip

    def _groups(self, partial: Partial, peers: Peers) -> tuple[Fraction, ...]:
        return tuple(standings.group_points(self.ground.criteria, partial, peers).values())

    def _points(self, row: Standing, counted: Counted, among: Neighbours) -> Points:
        """The points of each criterion among the unit's peers; they add up to its total."""
        criteria = self.ground.criteria
        if counted.row is None or row.unit not in self.alone:
            return (None,) * len(criteria.criteria)
        partial, peers = (row.verified, among.verified) if counted.verified else (row.own, among.own)
        compared = {
            key: relative_points(criteria.by_id[key], at, peers) for key, at in partial.relative.items()
        }
        given = {key: best_points(criteria.by_id[key], peers) for key in partial.absent}
        depends = {**compared, **given}
        alone = zip(criteria.criteria, self.alone[row.unit], strict=True)
        return tuple(depends.get(criterion.id, points) for criterion, points in alone)
