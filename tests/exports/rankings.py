"""A ranking of dossiers that are in memory."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO

from criteria.procedures import Procedure
from criteria.schema import CriteriaSet
from exports.ranked import RankingReport
from exports.ranking import Gathered
from scoring.campaigns import Campaign
from scoring.records import Submission


def ranking_report(
    campaign: Campaign,
    criteria: CriteriaSet,
    records: Iterable[Submission],
    procedure: Procedure | None = None,
    *,
    at: datetime,
) -> RankingReport:
    gathered = Gathered(campaign, criteria, BytesIO())
    for record in records:
        gathered.add(record)
    return gathered.report(procedure, at=at)
