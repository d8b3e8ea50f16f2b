"""The view-model of a ranking: blocks of units in their order, each unit made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, NamedTuple, Self, overload

from exports.report import Source
from scoring.claims import figure
from scoring.facts import Placing
from scoring.publishing import has_result
from scoring.ranking import TIE_RULE
from scoring.records import State


@dataclass(frozen=True, slots=True)
class GroupHead:
    """A column of the ranking: a group, or a criterion."""

    code: str
    name: str
    max: Fraction


class Published(NamedTuple):
    """What was published of a unit: its rank (0: none) and total, which is None without a result."""

    rank: int
    total: Fraction | None

    @classmethod
    def of(cls, placing: Placing) -> Self:
        """The same without what a ranking does not show beside its own."""
        return cls(placing.rank, figure(placing.total) if has_result(placing) else None)


@dataclass(frozen=True, slots=True)
class LastRound:
    """The round before: its name, and what was published last of each unit."""

    name: str
    published: Mapping[str, Published]


FIRST_ROUND: Final = LastRound("", {})


@dataclass(frozen=True, slots=True, repr=False)  # asyncio.run spells its result out, at length
class RankedUnit:
    """One row of a ranking; group points stand in the order of ``RankingReport.groups``, ``points`` in that
    of its criteria. ``rank`` is 0 where the unit is not ranked, and ``why`` says it; ``before`` is what was
    published last in this round, ``earlier`` in the one before; without a result the unit has not handed in.
    """

    rank: int
    code: str
    name: str
    state: State
    answered: int
    own_groups: tuple[Fraction, ...]
    verified_groups: tuple[Fraction, ...] | None
    own: Fraction
    verified: Fraction | None
    level: str = ""
    why: str = ""
    has_result: bool = True
    points: tuple[Fraction | None, ...] = ()
    before: Published | None = None
    earlier: Published | None = None

    @property
    def provisional(self) -> bool:
        """Whether the unit is ranked by its self-score, because its review is not finished."""
        return self.verified is None

    @property
    def counted(self) -> Fraction:
        """The score that the unit is ranked by."""
        return self.own if self.verified is None else self.verified

    @property
    def counted_groups(self) -> tuple[Fraction, ...]:
        """The group points behind ``counted``."""
        return self.own_groups if self.verified_groups is None else self.verified_groups

    @property
    def difference(self) -> Fraction | None:
        """Verified minus self."""
        return None if self.verified is None else self.verified - self.own


@dataclass(frozen=True, slots=True, repr=False)  # asyncio.run spells its result out, at length
class RankedUnits(Sequence[RankedUnit]):
    """Units in their order, each made by ``make`` (from code and rank) whenever it is asked for: none stays
    in memory.
    """

    codes: Sequence[str]
    ranks: Sequence[int]
    make: Callable[[str, int], RankedUnit]

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, place: int) -> RankedUnit: ...

    @overload
    def __getitem__(self, place: slice) -> Self: ...

    def __getitem__(self, place: int | slice) -> RankedUnit | Self:
        if isinstance(place, slice):
            return replace(self, codes=self.codes[place], ranks=self.ranks[place])
        return self.make(self.codes[place], self.ranks[place])


@dataclass(frozen=True, slots=True, repr=False)  # asyncio.run spells its result out, at length
class RankedBlock:
    """The units of one block (khối), best first. ``closed``: nothing of what they are compared by is open any
    more: every one has been reviewed, or the campaign is past that; ``levels``, ``published``, ``earlier``:
    whether any has a level, was published before, or in the last round.
    """

    name: str
    units: Sequence[RankedUnit]
    closed: bool
    levels: bool = False
    published: bool = False
    earlier: bool = False


@dataclass(frozen=True, slots=True, repr=False)  # asyncio.run spells its result out, at length
class RankingReport:
    """The ranking of a campaign. ``relative`` are the codes of criteria that depend on other units,
    ``last_round`` is the name of the round before; a ``draft`` until the authority approves.
    """

    source: Source
    groups: tuple[GroupHead, ...]
    blocks: tuple[RankedBlock, ...]
    asked: int
    relative: tuple[str, ...]
    criteria: tuple[GroupHead, ...] = ()
    tie_rule: str = TIE_RULE
    last_round: str = ""
    draft: bool = False
