"""Points of one unit criterion by criterion, as they go into the published total."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scoring import standings
from scoring.publishing import Ground
from scoring.records import Submission
from scoring.rules import Peers
from scoring.sheet import self_sheet, verified_sheet


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What a block knows of itself by self-scores and by verified scores."""

    own: Peers
    verified: Peers


def neighbours(ground: Ground) -> dict[str, Neighbours]:
    """The same for each block, as ``publishing.counted`` compares."""
    found: dict[str, Neighbours] = {}
    for block in ground.campaign.blocks():
        rows = [ground.rows[u.code] for u in ground.campaign.units.values() if u.block == block]
        stage = ground.campaign.stage
        own, verified = (
            [row for row in rows if standings.comparable(row.state, stage, verified=which)]
            for which in (False, True)
        )
        found[block] = Neighbours(
            standings.block_peers(row.own for row in own),
            standings.block_peers(row.verified for row in verified),
        )
    return found


def result_rows(ground: Ground, record: Submission, among: Neighbours) -> Iterator[dict[str, Any]]:
    """One row of ``raw.RESULTS`` for each criterion of the unit."""
    own = self_sheet(ground.criteria, record, among.own)
    checked = verified_sheet(ground.criteria, record, among.verified)
    reviewed = record.state in standings.REVIEWED
    stage = ground.campaign.stage
    counts = stage in standings.ANSWERING or ground.rows[record.unit].handed_in
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
