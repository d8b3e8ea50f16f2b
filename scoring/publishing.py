"""Results as they are ranked and published: one placing for each unit, exact, for anyone to work out anew."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from statistics import median
from typing import NamedTuple

from criteria.procedures import Procedure
from criteria.schema import CriteriaSet
from criteria.vietnamese import plain
from scoring import placing_digest, review, standings
from scoring.campaigns import Campaign
from scoring.claims import added
from scoring.facts import Placing, Stage
from scoring.levels import Reached, Scale, scale
from scoring.peers import Comparing
from scoring.ranking import rank
from scoring.records import State
from scoring.rules import Peers
from scoring.standings import Partial, Standing
from scoring.values import SETTLED

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


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What a block knows of itself by self-scores and by verified scores."""

    own: Peers
    verified: Peers

    def of(self, state: State) -> Peers:
        """Among what a submission in that state counts."""
        return self.verified if state in review.REVIEWED else self.own


@dataclass(slots=True)
class Meeting:
    """The units of a block getting to know each other, one after the other."""

    stage: Stage
    own: Comparing = field(default_factory=Comparing)
    verified: Comparing = field(default_factory=Comparing)

    def take(self, own: Partial, verified: Partial, *, handed_in: bool) -> None:
        """One more unit."""
        if standings.comparable(self.stage, handed_in=handed_in, verified=False):
            self.own.take(own.relative, own.best)
        if standings.comparable(self.stage, handed_in=handed_in, verified=True):
            self.verified.take(verified.relative, verified.best)

    def neighbours(self) -> Neighbours:
        """What they know now, for good once the stage lets nothing of it change."""
        settled = self.stage in SETTLED
        return Neighbours(self.own.peers(closed=settled), self.verified.peers(closed=settled))


def neighbours(ground: Ground) -> dict[str, Neighbours]:
    """What each block knows of itself, in order of first appearance."""
    found: dict[str, Meeting] = {}
    for code, unit in ground.campaign.units.items():
        row = ground.rows.get(code) or Standing(code)
        meeting = found.setdefault(unit.block, Meeting(ground.campaign.stage))
        meeting.take(row.own, row.verified, handed_in=row.handed_in)
    return {block: meeting.neighbours() for block, meeting in found.items()}


def counted(ground: Ground, only: Container[str] | None = None) -> dict[str, Counted]:
    """What each unit (or ``only`` these) is ranked by, among the units of its block, in the order of the unit
    list.
    """
    among = neighbours(ground)
    return {
        code: count_of(ground, code, among[unit.block])
        for code, unit in ground.campaign.units.items()
        if only is None or code in only
    }


def count_of(ground: Ground, unit: str, among: Neighbours) -> Counted:
    """What the unit of that code is ranked by."""
    return count(ground, ground.rows.get(unit) or Standing(unit), among)


def count(ground: Ground, row: Standing, among: Neighbours) -> Counted:
    """What one unit is ranked by."""
    stage, peers = ground.campaign.stage, among.of(row.state)
    partial, verified = standings.counted(row, stage)
    there = standings.comparable(stage, handed_in=row.handed_in, verified=False)
    return Counted(
        row if there else None,
        verified,
        standings.group_points(ground.criteria, partial, peers),
        standings.unsettled(ground.criteria, partial, peers),
    )


# --- placings ------------------------------------------------------------------------------------------


class Place(NamedTuple):
    """What a unit's rank depends on. ``ranked``: it has a result (``there``) and is not below every level."""

    unit: str
    total: Fraction
    there: bool
    ranked: bool


def ranks(places: Iterable[Place]) -> dict[str, int]:
    """The ranks of a block's units in their order; last, with rank 0, the units that are not ranked: below
    every level, or without a result.
    """
    totals: dict[str, Fraction] = {}
    unranked: list[tuple[bool, str]] = []
    for each in places:
        if each.ranked:
            totals[each.unit] = each.total
        else:
            unranked.append((not each.there, each.unit))
    return {**rank(totals), **{code: 0 for _, code in sorted(unranked)}}


def reach(each: Counted, steps: Scale | None) -> Reached | None:
    """The level that a unit with a result reaches; None without one, and where there are no levels."""
    return steps.reached(each.groups, each.total) if steps and each.row else None


def place(each: Counted, code: str, reached: Reached | None) -> Place:
    """The place of a unit that reaches that level; None where there are no levels."""
    there = each.row is not None
    return Place(code, each.total, there, there and (reached is None or reached.ranked))


def level(each: Counted, reached: Reached | None) -> tuple[str, str]:
    """Name of the level, and why it is that, or why there is no result."""
    if each.row is None:
        return "", NOT_SUBMITTED
    return (reached.name, reached.why) if reached else ("", "")


def placings(ground: Ground) -> tuple[Placing, ...]:
    """Block by block in order of rank."""
    return tuple(placed(ground, neighbours(ground)))


def placed(ground: Ground, among: Mapping[str, Neighbours]) -> Iterator[Placing]:
    """The placings one after the other; what a unit's points are made of does not stay in memory."""
    steps = scale(ground.procedure, ground.criteria)
    for block, near in among.items():
        members = (u.code for u in ground.campaign.units.values() if u.block == block)
        found = {code: _found(count_of(ground, code, near), code, steps) for code in members}
        for code, position in ranks(there for there, *_ in found.values()).items():
            there, verified, name, why = found[code]
            yield Placing(
                unit=code, block=block, total=plain(there.total), rank=position,
                verified=verified, level=name, why=why,
            )  # fmt: skip


def _found(each: Counted, code: str, steps: Scale | None) -> tuple[Place, bool, str, str]:
    """All of a placing but its rank."""
    reached = reach(each, steps)
    return (place(each, code, reached), each.verified, *level(each, reached))


def digest(found: Iterable[Placing]) -> str:
    """SHA-256 over the canonical JSON of the placings, in the order of unit codes; 64 hex digits."""
    return placing_digest.of_all((each.unit, placing_digest.canonical(each)) for each in found)


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
    return {name: Block(ranked[name], median(given), max(given)) for name, given in totals.items()}


def has_result(placing: Placing) -> bool:
    """Whether the unit handed in: one below every level has a result, too."""
    return placing.rank > 0 or bool(placing.level)


def changes(before: Mapping[str, Placing], after: Iterable[Placing]) -> list[tuple[Placing | None, Placing]]:
    """Units whose total, rank or level is another than in the publication before, as they stand now."""
    return [
        (before.get(each.unit), each) for each in after if _outcome(before.get(each.unit)) != _outcome(each)
    ]


def _outcome(placing: Placing | None) -> tuple[str, int, str] | None:
    return (placing.total, placing.rank, placing.level) if placing else None
