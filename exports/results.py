"""Points of one unit criterion by criterion, as they go into the published total."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scoring import review, standings
from scoring.publishing import Ground, Neighbours
from scoring.records import Submission
from scoring.sheet import self_sheet, verified_sheet


def result_rows(ground: Ground, record: Submission, among: Neighbours) -> Iterator[dict[str, Any]]:
    """One row of ``raw_tables.RESULTS`` for each criterion of the unit."""
    own = self_sheet(ground.criteria, record, among.own)
    checked = verified_sheet(ground.criteria, record, among.verified)
    reviewed = record.state in review.REVIEWED
    handed_in = ground.rows[record.unit].handed_in
    counts = standings.comparable(ground.campaign.stage, handed_in=handed_in, verified=False)
    for group in ground.criteria.groups:
        for criterion in group.criteria:
            mine, theirs = own.scores[criterion.id], checked.scores[criterion.id]
            stands = theirs if reviewed else mine
            yield {
                "unit": record.unit, "item": criterion.id, "group": group.code, "max": criterion.max,
                "claimed_state": mine.state, "claimed": mine.points, "verified": theirs.points,
                "counted": stands.counted if counts else None,
                "claimed_derivation": mine.derivation, "verified_derivation": theirs.derivation,
            }  # fmt: skip
