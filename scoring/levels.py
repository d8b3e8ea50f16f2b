"""Which level (mức độ) a unit reaches, why not the next, and what is missing for it: exact, never rounded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from criteria.pairing import pair, partners
from criteria.procedures import TOTAL, Level, Procedure
from criteria.schema import CriteriaSet
from criteria.vietnamese import number
from scoring.claims import ZERO
from scoring.sheet import Sheet

Points = Mapping[str, Fraction]
"""Exact points by ``total`` and by the codes of the procedure's parts and groups."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What lacks in the total, a part or a group; a group's points count for its part, too."""

    code: str
    name: str
    has: Fraction
    needs: Fraction

    @property
    def points(self) -> Fraction:
        """How many points more are needed."""
        return self.needs - self.has

    @property
    def said(self) -> str:
        """``Hạ tầng 17,9/18``: what it has and what it needs."""
        has, needs = _said(self.has, self.needs)
        return f"{self.name} {has}/{needs}"


@dataclass(frozen=True, slots=True)
class Reached:
    """The level, None where the unit is below all of them; ``next`` is the level above, None at the top.
    ``name`` is what the decision calls it, below all levels too.
    """

    level: Level | None
    next: Level | None
    missing_for_next: tuple[Missing, ...]
    why: str
    ranked: bool = True
    name: str = ""

    @property
    def code(self) -> str | None:
        """The level's code."""
        return self.level.code if self.level else None


def level(procedure: Procedure, points: Points, declared_max: Fraction = ZERO) -> Reached:
    """The highest level all of whose demands are met; ``declared_max`` is what shares are taken of."""
    above: Level | None = None
    lacking: tuple[Missing, ...] = ()
    for each in procedure.levels:
        missing = tuple(_missing(procedure, each, points, declared_max))
        if not missing:
            return Reached(each, above, lacking, _why(each.name, each.clause, above, lacking), name=each.name)
        above, lacking = each, missing
    below = procedure.below
    name, clause = (below.name, below.clause) if below else ("dưới mọi mức", procedure.decision.annex)
    name = name[:1].upper() + name[1:]
    why = _why(name, clause, above, lacking)
    return Reached(None, above, lacking, why, ranked=below is None or below.ranked, name=name)


@dataclass(frozen=True)
class Scale:
    """A procedure's levels over a set that fits it (``pairing.pair``); which groups belong together is found
    once for all units.
    """

    procedure: Procedure
    criteria: CriteriaSet

    @cached_property
    def _partners(self) -> dict[str, tuple[str, ...]]:
        found = partners(self.criteria, self.procedure)
        return {code: tuple(group.id for group in groups) for code, groups in found.items()}

    def reached(self, groups: Points, total: Fraction) -> Reached:
        """The level by the exact points of the set's groups, by group id, and their total."""
        own = {
            code: sum((groups.get(each, ZERO) for each in fit), ZERO) for code, fit in self._partners.items()
        }
        points = points_of(self.procedure, {**own, TOTAL: total})
        return level(self.procedure, points, self.criteria.declared_max)


def scale(procedure: Procedure | None, criteria: CriteriaSet) -> Scale | None:
    """The scale, None where there is no procedure, or the set (one round of it, perhaps) does not fit."""
    return Scale(procedure, criteria) if procedure and not pair(criteria, procedure) else None


def level_of(procedure: Procedure, criteria: CriteriaSet, sheet: Sheet) -> Reached:
    """The level of one unit's sheet; set and procedure must fit (``pairing.pair``)."""
    return Scale(procedure, criteria).reached(sheet.groups, sheet.total)


def points_of(procedure: Procedure, groups: Points) -> dict[str, Fraction]:
    """The points of groups, with each part as the sum of its own."""
    parts = {
        part.code: sum((groups.get(group.code, ZERO) for group in part.groups), ZERO)
        for part in procedure.parts
    }
    return {**groups, **parts}


def _missing(
    procedure: Procedure, wanted: Level, points: Points, declared_max: Fraction
) -> Iterator[Missing]:
    names = {TOTAL: "Tổng điểm", **{item.code: item.name for item in procedure.rated}}
    for code, needs in wanted.demands(declared_max).items():
        has = points.get(code, ZERO)
        if has < needs:
            yield Missing(code, names[code], has, needs)


def _why(name: str, clause: str, above: Level | None, lacking: tuple[Missing, ...]) -> str:
    """``Mức II (Điều 6, khoản 1, điểm b); chưa đạt Mức I: Hạ tầng 17,9/18``."""
    if above is None:
        return f"{name} ({clause})"
    return f"{name} ({clause}); chưa đạt {above.name}: {'; '.join(each.said for each in lacking)}"


def _said(has: Fraction, needs: Fraction) -> tuple[str, str]:
    """Two decimals, or as many as it takes not to look alike; about where that is not all."""
    places = next((n for n in range(2, 12) if number(has, n) != number(needs, n)), 12)
    return _about(has, places), _about(needs, places)


def _about(points: Fraction, places: int) -> str:
    rounded = number(points, places)
    return rounded if (points * 10**places).denominator == 1 else f"≈ {rounded}"
