"""What is made public of a campaign: the view-model of the results page and of the ranking's picture.

It shows the latest publication of the running round; before there is one, the ranking as it stands, as a
draft. Points of groups are worked out anew: where they no longer add up to what was published (an appeal
has been upheld since), they are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from statistics import median

from criteria.procedures import Procedure
from criteria.schema import CriteriaSet
from criteria.vietnamese import sort_key
from exports.ranked import GroupHead
from exports.report import Source, source
from scoring import publishing
from scoring.campaigns import Publication
from scoring.facts import Placing
from scoring.publishing import Block, Counted, Ground


@dataclass(frozen=True, slots=True)
class PublicUnit:
    """One unit. ``rank`` 0: not ranked; ``total`` is None without a result, ``groups`` where they are not
    known; ``order`` is its place among the names of its block, from 0.
    """

    code: str
    name: str
    rank: int
    total: Fraction | None
    level: str
    why: str
    verified: bool
    groups: tuple[Fraction, ...] | None
    order: int


@dataclass(frozen=True, slots=True)
class PublicBlock:
    """The units of one block in order of rank; ``summary`` is None where none has a result."""

    name: str
    units: tuple[PublicUnit, ...]
    summary: Block | None

    def groups(self) -> Iterator[tuple[Fraction, Fraction]]:
        """Median and best points of each group."""
        known = [unit.groups for unit in self.units if unit.groups is not None]
        return ((median(each), max(each)) for each in zip(*known, strict=True))

    def totals(self) -> list[Fraction]:
        """Of the units with a result."""
        return [unit.total for unit in self.units if unit.total is not None]


@dataclass(frozen=True, slots=True)
class PublicResults:
    """Everything that the page shows. ``publication`` is None for a draft; ``head`` is the hash of the
    journal before the publication, or as it stands, ``digest`` that of the placings.
    """

    source: Source
    criteria: CriteriaSet
    procedure: Procedure | None
    groups: tuple[GroupHead, ...]
    blocks: tuple[PublicBlock, ...]
    publication: Publication | None
    digest: str
    head: str


def public_results(ground: Ground, *, head: str, at: datetime) -> PublicResults:
    """The latest publication, or a draft; ``head``: the hash of the journal's last row."""
    campaign = ground.campaign
    publication = campaign.publications[-1] if campaign.placings and campaign.publications else None
    placings = tuple(campaign.placings.values()) if publication else publishing.placings(ground)
    return PublicResults(
        source(campaign, ground.criteria, at),
        ground.criteria,
        ground.procedure,
        tuple(GroupHead(group.code, group.name, group.declared_max) for group in ground.criteria.groups),
        tuple(_blocks(ground, placings)),
        publication,
        publication.digest if publication else publishing.digest(placings),
        publication.head if publication else head,
    )


def _blocks(ground: Ground, placings: tuple[Placing, ...]) -> Iterator[PublicBlock]:
    counted, summaries = publishing.counted(ground), publishing.summaries(placings)
    for name in sorted({each.block for each in placings}, key=_places(ground, placings).__getitem__):
        members = [each for each in placings if each.block == name]
        units = {code: unit.name for code, unit in ground.campaign.units.items()}
        named = sorted(members, key=lambda each: (sort_key(units.get(each.unit, each.unit)), each.unit))
        orders = {each.unit: place for place, each in enumerate(named)}
        members.sort(
            key=lambda each: (not publishing.has_result(each), not each.rank, each.rank, orders[each.unit])
        )
        yield PublicBlock(
            name,
            tuple(_unit(each, units, counted.get(each.unit), orders[each.unit]) for each in members),
            summaries.get(name),
        )


def _places(ground: Ground, placings: tuple[Placing, ...]) -> dict[str, int]:
    """Blocks in the order of the unit list; one that has been renamed since comes last."""
    names = dict.fromkeys((*ground.campaign.blocks(), *(each.block for each in placings)))
    return {name: place for place, name in enumerate(names)}


def _unit(placing: Placing, names: Mapping[str, str], counted: Counted | None, order: int) -> PublicUnit:
    there = publishing.has_result(placing)
    total = Fraction(placing.total)
    known = there and counted is not None and counted.total == total
    return PublicUnit(
        placing.unit, names.get(placing.unit, placing.unit), placing.rank, total if there else None,
        placing.level, placing.why, placing.verified,
        tuple(counted.groups.values()) if known and counted is not None else None, order,
    )  # fmt: skip
