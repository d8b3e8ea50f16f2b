"""Builds the ranking from all dossiers, reading each once and keeping none.

What a ranking needs of a unit is kept on a file, and each unit is put together when it is written.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import partial
from io import SEEK_END
from typing import IO

from criteria.procedures import Procedure
from criteria.schema import CriteriaSet
from exports.kept_rows import kept, pairs, unkept, unpaired
from exports.ranked import (
    FIRST_ROUND,
    GroupHead,
    LastRound,
    Published,
    RankedBlock,
    RankedUnit,
    RankedUnits,
    RankingReport,
)
from exports.report import source
from scoring import publishing, standings
from scoring.campaigns import Campaign
from scoring.claims import added
from scoring.levels import Scale, scale
from scoring.publishing import Counted, Ground, Meeting, Neighbours, Place
from scoring.records import Submission
from scoring.review import REVIEWED, was_handed_in
from scoring.rules import Peers, best_points, relative_points
from scoring.sheet import self_sheet, verified_sheet
from scoring.standings import Partial, Standing
from scoring.values import SETTLED

Points = tuple[Fraction | None, ...]


class Gathered:
    """What the ranking needs of each submission, taken one at a time and kept on ``file``: neither the
    dossiers nor their points stay in memory. ``open``: units of each block that are not reviewed.
    """

    def __init__(self, campaign: Campaign, criteria: CriteriaSet, file: IO[bytes]) -> None:
        self.campaign, self.criteria = campaign, criteria
        self.blocks = {block: Meeting(campaign.stage) for block in campaign.blocks()}
        self.open = Counter(unit.block for unit in campaign.units.values())
        self._file = file
        self._starts: dict[str, int] = {}

    def add(self, record: Submission) -> None:
        """One more submission."""
        criteria, block = self.criteria, self.campaign.block(record.unit)
        reviewed = record.state in REVIEWED
        own = self_sheet(criteria, record)
        apart = standings.reviewed_apart(record)
        checked = verified_sheet(criteria, record, own=own) if apart else own
        mine = standings.partial(criteria, own)
        theirs = standings.partial(criteria, checked) if apart else mine
        handed_in = was_handed_in(record)
        self.blocks[block].take(mine, theirs, handed_in=handed_in)
        self.open[block] -= reviewed
        stands = checked if reviewed else own
        self._starts[record.unit] = self._file.seek(0, SEEK_END)
        row = [
            record.state, own.answered, handed_in, kept(mine),
            kept(theirs) if apart and reviewed else None,
            pairs(stands.scores[criterion.id].points for criterion in criteria.criteria),
        ]  # fmt: skip
        self._file.write(json.dumps(row, separators=(",", ":")).encode() + b"\n")

    def of(self, unit: str) -> tuple[Standing, Points]:
        """The unit's row, and its points by criterion without those that depend on others; none where it has
        answered nothing.
        """
        start = self._starts.get(unit)
        if start is None:
            return Standing(unit), ()
        self._file.seek(start)
        state, answered, handed_in, own, checked, points = json.loads(self._file.readline())
        mine = unkept(own)
        theirs = mine if checked is None else unkept(checked)
        alone = tuple(unpaired(points))
        claimed = alone if handed_in else ()
        return Standing(unit, state, answered, own=mine, verified=theirs, claimed=claimed), alone

    def report(
        self, procedure: Procedure | None, *, at: datetime, last: LastRound = FIRST_ROUND
    ) -> RankingReport:
        """The ranking of all units, those included of which nothing was added; ``last``: the round before."""
        criteria, campaign = self.criteria, self.campaign
        ground = Ground(campaign, criteria, procedure, {})
        year = _Year(ground, self, scale(procedure, criteria), last.published)
        return RankingReport(
            source=source(campaign, criteria, at),
            groups=tuple(GroupHead(each.code, each.name, each.declared_max) for each in criteria.groups),
            blocks=tuple(year.block(name) for name in campaign.blocks()),
            asked=len(criteria.criteria),
            relative=tuple(criterion.id for criterion in criteria.relative),
            criteria=tuple(GroupHead(c.id, c.name, c.max) for c in criteria.criteria),
            last_round=last.name,
            draft=campaign.stage not in SETTLED,
        )


@dataclass(frozen=True, slots=True)
class _Year:
    """Everything gathered, and what was published in the round before. ``ground`` is without rows: they are
    read one at a time.
    """

    ground: Ground
    gathered: Gathered
    steps: Scale | None
    earlier: Mapping[str, Published]

    def block(self, name: str) -> RankedBlock:
        """The units of one block in their order."""
        campaign, among = self.ground.campaign, self.gathered.blocks[name].neighbours()
        members = [unit.code for unit in campaign.units.values() if unit.block == name]
        places = [self._place(code, among) for code in members]
        found = publishing.ranks(places)
        units = RankedUnits(tuple(found), array("l", found.values()), partial(self._unit, among))
        return RankedBlock(
            name, units, closed=campaign.stage in SETTLED or not self.gathered.open[name],
            levels=self.steps is not None and any(place.there for place in places),
            published=any(code in campaign.placings for code in members),
            earlier=any(code in self.earlier for code in members),
        )  # fmt: skip

    def _place(self, code: str, among: Neighbours) -> Place:
        counted = publishing.count(self.ground, self.gathered.of(code)[0], among)
        return publishing.place(counted, code, publishing.reach(counted, self.steps))

    def _unit(self, among: Neighbours, code: str, rank: int) -> RankedUnit:
        row, alone = self.gathered.of(code)
        counted = publishing.count(self.ground, row, among)
        campaign, reviewed = self.ground.campaign, row.state in REVIEWED
        compared = standings.comparable(campaign.stage, handed_in=row.handed_in, verified=False)
        claimed = row.own if compared else Partial()
        own = self._groups(claimed, among.own)
        checked = self._groups(row.verified, among.verified) if reviewed else None
        level, why = publishing.level(counted, publishing.reach(counted, self.steps))
        return RankedUnit(
            rank=rank, code=code, name=campaign.units[code].name, state=row.state,
            answered=row.answered if counted.row else 0, own_groups=own, verified_groups=checked,
            own=added(own), verified=None if checked is None else added(checked), level=level, why=why,
            has_result=counted.row is not None, points=self._points(counted, alone, among),
            before=Published.of(campaign.placings[code]) if code in campaign.placings else None,
            earlier=self.earlier.get(code),
        )  # fmt: skip

    def _groups(self, part: Partial, peers: Peers) -> tuple[Fraction, ...]:
        return tuple(standings.group_points(self.ground.criteria, part, peers).values())

    def _points(self, counted: Counted, alone: Points, among: Neighbours) -> Points:
        """The points of each criterion among the unit's peers; they add up to its total."""
        criteria, row = self.ground.criteria, counted.row
        if row is None or not alone:
            return (None,) * len(criteria.criteria)
        part, peers = (row.verified, among.verified) if counted.verified else (row.own, among.own)
        depends = {key: relative_points(criteria.by_id[key], at, peers) for key, at in part.relative.items()}
        depends |= {key: best_points(criteria.by_id[key], peers) for key in part.absent}
        return tuple(
            depends.get(each.id, points) for each, points in zip(criteria.criteria, alone, strict=True)
        )
