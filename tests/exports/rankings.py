"""A ranking of dossiers that are in memory, and its workbook."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO

from criteria.procedures import Procedure
from criteria.schema import CriteriaSet
from exports.ranked import FIRST_ROUND, LastRound, RankingReport
from exports.ranking import Gathered
from exports.xlsx import write_ranking
from scoring.campaigns import Campaign
from scoring.records import Submission


def ranking_report(
    campaign: Campaign,
    criteria: CriteriaSet,
    records: Iterable[Submission],
    procedure: Procedure | None = None,
    *,
    at: datetime,
    last: LastRound = FIRST_ROUND,
) -> RankingReport:
    gathered = Gathered(campaign, criteria, BytesIO())
    for record in records:
        gathered.add(record)
    return gathered.report(procedure, at=at, last=last)


def ranking_workbook(report: RankingReport) -> bytes:
    """The workbook of a ranking."""
    file = BytesIO()
    write_ranking(report, file)
    return file.getvalue()
