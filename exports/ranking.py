"""Builds the ranking from all dossiers, reading each once and keeping none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from criteria.schema import CriteriaSet
from exports.report import REVIEWED, GroupHead, RankedBlock, RankedUnit, RankingReport, source
from exports.tally import Tally, block_peers, group_points, tally
from scoring.campaigns import Campaign
from scoring.claims import ZERO
from scoring.ranking import rank
from scoring.records import State, Submission
from scoring.sheet import self_sheet, verified_sheet
from scoring.standings import comparable


@dataclass(frozen=True, slots=True)
class _Row:
    """What stays of a dossier until its block is complete."""

    code: str
    name: str
    state: State
    own: Tally
    verified: Tally


def ranking_report(
    campaign: Campaign, criteria: CriteriaSet, records: Iterable[Submission], *, at: datetime
) -> RankingReport:
    """The ranking of all units of the campaign; those without a record have answered nothing.

    Ranked by verified score where the unit's review is finished, else by self-score.
    """
    found = {record.unit: _row(campaign, criteria, record) for record in records if _counts(campaign, record)}
    nothing = tally(criteria, self_sheet(criteria, Submission(unit="")))
    rows: dict[str, list[_Row]] = {}
    for unit in campaign.units.values():
        row = found.get(unit.code) or _Row(unit.code, unit.name, "drafting", nothing, nothing)
        rows.setdefault(unit.block, []).append(row)
    return RankingReport(
        source=source(campaign, criteria, at),
        groups=tuple(GroupHead(group.code, group.name, group.declared_max) for group in criteria.groups),
        blocks=tuple(_block(campaign, criteria, name, members) for name, members in rows.items()),
        asked=len(criteria.criteria),
        relative=tuple(criterion.code for criterion in criteria.relative),
    )


def _counts(campaign: Campaign, record: Submission) -> bool:
    return comparable(record.state, campaign.stage, verified=False)


def _row(campaign: Campaign, criteria: CriteriaSet, record: Submission) -> _Row:
    own = tally(criteria, self_sheet(criteria, record))
    checked = tally(criteria, verified_sheet(criteria, record)) if record.verdicts else own
    unit = campaign.units[record.unit]
    return _Row(unit.code, unit.name, record.state, own, checked)


def _block(campaign: Campaign, criteria: CriteriaSet, name: str, rows: list[_Row]) -> RankedBlock:
    stage = campaign.stage
    in_both = [row for row in rows if comparable(row.state, stage, verified=True)]
    peers_self = block_peers(
        criteria, (row.own for row in rows if comparable(row.state, stage, verified=False))
    )
    peers_verified = block_peers(criteria, (row.verified for row in in_both))
    units = {
        row.code: _ranked(
            row,
            group_points(criteria, row.own, peers_self),
            group_points(criteria, row.verified, peers_verified) if row.state in REVIEWED else None,
        )
        for row in rows
    }
    ranks = rank({code: unit.counted for code, unit in units.items()})
    ordered = tuple(replace(units[code], rank=place) for code, place in ranks.items())
    return RankedBlock(name, ordered, closed=all(row.state in REVIEWED for row in rows))


def _ranked(row: _Row, own: tuple[Fraction, ...], verified: tuple[Fraction, ...] | None) -> RankedUnit:
    return RankedUnit(
        rank=0,
        code=row.code,
        name=row.name,
        state=row.state,
        answered=row.own.answered,
        own_groups=own,
        verified_groups=verified,
        own=sum(own, ZERO),
        verified=None if verified is None else sum(verified, ZERO),
    )
