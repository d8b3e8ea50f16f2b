"""Results as they are ranked and published: one placing for each unit, exact, for anyone to work out anew."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from criteria.procedures import Procedure
from criteria.schema import CriteriaSet
from criteria.vietnamese import plain
from scoring import standings
from scoring.campaigns import Campaign
from scoring.claims import added
from scoring.facts import Placing
from scoring.levels import Reached, Scale, scale
from scoring.ranking import rank
from scoring.rules import Peers
from scoring.standings import Partial, Standing

NOT_SUBMITTED = "Không nộp hồ sơ"


@dataclass(frozen=True, slots=True)
class Ground:
    """What placings are worked out from. ``rows``: one for each unit of the campaign."""

    campaign: Campaign
    criteria: CriteriaSet
    procedure: Procedure | None
    rows: Mapping[str, Standing]


@dataclass(frozen=True, slots=True)
class Counted:
    """What a unit is ranked by: its points by group and what cannot be stated; ``row`` is None where the
    unit has not handed in, so that it has no result.
    """

    row: Standing | None
    verified: bool
    groups: Mapping[str, Fraction]
    unsettled: tuple[str, ...] = ()

    @property
    def total(self) -> Fraction:
        """The exact total."""
        return added(self.groups.values())


# --- points --------------------------------------------------------------------------------------------


def counted(ground: Ground, only: Container[str] | None = None) -> dict[str, Counted]:
    """What each unit (or ``only`` these) is ranked by, among the units of its block, in the order of the unit
    list.
    """
    members: dict[str, dict[str, Standing]] = {}
    for code, unit in ground.campaign.units.items():
        members.setdefault(unit.block, {})[code] = ground.rows.get(code) or Standing(code)
    found: dict[str, Counted] = {}
    for rows in members.values():
        found |= _of_block(ground, rows, [code for code in rows if only is None or code in only])
    return {code: found[code] for code in ground.campaign.units if code in found}


def _of_block(ground: Ground, rows: Mapping[str, Standing], wanted: Iterable[str]) -> dict[str, Counted]:
    own, checked = (_peers(ground, rows.values(), verified=which) for which in (False, True))
    return {code: _counted(ground, rows[code], checked if _reviewed(rows[code]) else own) for code in wanted}


def _counted(ground: Ground, row: Standing, peers: Peers) -> Counted:
    stage = ground.campaign.stage
    partial, verified = standings.counted(row, stage)
    there = row.handed_in or stage in standings.ANSWERING
    if not there:
        partial = Partial()
    return Counted(
        row if there else None,
        verified,
        standings.group_points(ground.criteria, partial, peers),
        standings.unsettled(ground.criteria, partial, peers),
    )


def _peers(ground: Ground, rows: Iterable[Standing], *, verified: bool) -> Peers:
    stage = ground.campaign.stage
    compared = (row for row in rows if standings.comparable(row.state, stage, verified=verified))
    return standings.block_peers(row.verified if verified else row.own for row in compared)


def _reviewed(row: Standing) -> bool:
    return row.state in standings.REVIEWED


# --- placings ------------------------------------------------------------------------------------------


def placings(ground: Ground) -> tuple[Placing, ...]:
    """Block by block in order of rank; last, with rank 0, the units that are not ranked: below every level,
    or without a result.
    """
    points, steps = counted(ground), scale(ground.procedure, ground.criteria)
    found: list[Placing] = []
    for block in ground.campaign.blocks():
        members = {u.code: points[u.code] for u in ground.campaign.units.values() if u.block == block}
        found += _placed(block, members, steps)
    return tuple(found)


def _placed(block: str, members: Mapping[str, Counted], steps: Scale | None) -> list[Placing]:
    reached = {code: steps.reached(each.groups, each.total) if steps and each.row else None
               for code, each in members.items()}  # fmt: skip
    totals = {code: each.total for code, each in members.items()}
    ranks = rank({code: totals[code] for code in members if _ranked(members[code], reached[code])})
    unranked = sorted(members.keys() - ranks.keys(), key=lambda code: (members[code].row is None, code))
    return [
        Placing(
            unit=code, block=block, total=plain(totals[code]), rank=ranks.get(code, 0),
            verified=members[code].verified, **_level(members[code], reached[code]),
        )
        for code in (*ranks, *unranked)
    ]  # fmt: skip


def _ranked(each: Counted, reached: Reached | None) -> bool:
    return each.row is not None and (reached is None or reached.ranked)


def _level(each: Counted, reached: Reached | None) -> dict[str, str]:
    if each.row is None:
        return {"why": NOT_SUBMITTED}
    return {"level": reached.name, "why": reached.why} if reached else {}


def digest(found: Iterable[Placing]) -> str:
    """SHA-256 over the canonical JSON of the placings, in the order of unit codes; 64 hex digits."""
    rows = [each.model_dump(mode="json") for each in sorted(found, key=lambda placing: placing.unit)]
    body = json.dumps(rows, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(body.encode()).hexdigest()


# --- what a unit is compared with ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Block:
    """How a block did: how many units are ranked, and the median and best total of those with a result."""

    ranked: int
    median: Fraction
    best: Fraction


def summaries(found: Iterable[Placing]) -> dict[str, Block]:
    """Each block that has a result, in order of first appearance."""
    totals: dict[str, list[Fraction]] = {}
    ranked: dict[str, int] = {}
    for each in found:
        if not has_result(each):
            continue
        totals.setdefault(each.block, []).append(Fraction(each.total))
        ranked[each.block] = ranked.get(each.block, 0) + (each.rank > 0)
    return {name: Block(ranked[name], _median(given), max(given)) for name, given in totals.items()}


def has_result(placing: Placing) -> bool:
    """Whether the unit handed in: one below every level has a result, too."""
    return placing.rank > 0 or bool(placing.level)


def _median(given: list[Fraction]) -> Fraction:
    ordered, middle = sorted(given), len(given) // 2
    return ordered[middle] if len(given) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def changes(before: Mapping[str, Placing], after: Iterable[Placing]) -> list[tuple[Placing | None, Placing]]:
    """Units whose total, rank or level is another than in the publication before, as they stand now."""
    return [
        (before.get(each.unit), each) for each in after if _outcome(before.get(each.unit)) != _outcome(each)
    ]


def _outcome(placing: Placing | None) -> tuple[str, int, str] | None:
    return (placing.total, placing.rank, placing.level) if placing else None
