"""One pure function per rule kind: a complete claim becomes points, or is pending, with its derivation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from typing import Any, Literal

from pydantic import BaseModel

from criteria import schema
from criteria.formula import ZeroDenominatorError
from criteria.schema import Criterion, Tier
from scoring import derivations
from scoring.claims import ONE, ZERO, Case, complete
from scoring.facts import Claim

ScoreState = Literal["scored", "provisional", "undetermined", "missing", "not_applicable"]
Flag = Literal[
    "above_whole", "capped", "zero_denominator", "tier_hole", "no_tier", "no_peer", "requirement_unmet",
]  # fmt: skip


@dataclass(slots=True)  # not frozen: that costs a third of scoring a block; nobody changes one
class Score:
    """``points`` are exact and unrounded; None where none can be stated yet (then they count as 0).

    The derivation is put into words only when somebody reads it: most scores are only summed.
    """

    state: ScoreState
    points: Fraction | None = None
    explain: Callable[[], str] = field(default=str, compare=False, repr=False)
    flags: tuple[Flag, ...] = ()
    relative: Fraction | None = None

    @property
    def derivation(self) -> str:
        """How the points follow from the figures, one line of steps joined by →."""
        return self.explain()

    @property
    def counted(self) -> Fraction:
        """What goes into the sums."""
        return self.points if self.points is not None else ZERO


@dataclass(frozen=True, slots=True)
class Peers:
    """What a block knows of itself.

    Extremes by criterion id, and the best points for criteria that do not apply. ``closed``: every unit
    is in, so relative points are final.
    """

    highest: Mapping[str, Fraction] = field(default_factory=dict)
    lowest: Mapping[str, Fraction] = field(default_factory=dict)
    best_points: Mapping[str, Fraction] = field(default_factory=dict)
    closed: bool = False


ALONE = Peers()
MISSING = Score("missing")


def score(criterion: Criterion, claim: Claim | None, peers: Peers = ALONE) -> Score:
    """Points of one claim under the criterion's rule; never raises for a well-formed claim."""
    if claim is None:
        return MISSING
    if claim.not_applicable:
        return _not_applicable(criterion, peers)
    if not complete(criterion, claim):
        return MISSING
    try:
        return _RULES[type(criterion.rule)](Case(criterion, claim), criterion.rule, peers)
    except ZeroDenominatorError:
        return Score("undetermined", None, partial(str, derivations.NO_DENOMINATOR), ("zero_denominator",))


def _later(put: Callable[..., str], case: Case, *rest: object) -> Callable[[], str]:
    """The derivation, put into words when it is read. Keeps the claim and not its figures: a ranking holds
    hundreds of thousands of scores.
    """
    return partial(_told, put, case.criterion, case.claim, *rest)


def _told(put: Callable[..., str], criterion: Criterion, claim: Claim, *rest: object) -> str:
    return put(Case(criterion, claim), *rest)


def _choice(case: Case, rule: schema.Choice, _peers: Peers) -> Score:
    chosen = next(option for option in rule.options if option.key in case.claim.chosen)
    share = chosen.share
    above = share is not None and bool(share.names) and share.evaluate(case.values) > 1
    flags: tuple[Flag, ...] = ("above_whole",) if above else ()
    return Score("scored", case.points(chosen), _later(derivations.worth, case, chosen, chosen.label), flags)


def _checklist(case: Case, rule: schema.Checklist, _peers: Peers) -> Score:
    worths = [case.points(item) for item in rule.items if item.key in case.claim.chosen]
    raw = sum(worths, ZERO) if rule.take == "sum" else max(worths, default=ZERO)
    return _capped(case, raw, _later(derivations.checklist, case, rule, worths))


def _points(case: Case, rule: schema.Points, _peers: Peers) -> Score:
    raw = rule.formula.evaluate(case.values)
    return _capped(case, max(raw, ZERO), _later(derivations.points_by, case, rule.formula, raw))


def _capped(case: Case, raw: Fraction, explain: Callable[[], str]) -> Score:
    most = case.criterion.max
    return Score("scored", min(raw, most), explain, ("capped",) if raw > most else ())


def _ratio(case: Case, rule: schema.Ratio, _peers: Peers) -> Score:
    top, bottom = rule.formula.over(case.values)
    if bottom < 0:
        top, bottom = -top, -bottom
    most, target, floor = case.criterion.max, rule.target or ONE, rule.floor
    if top <= 0 or (floor is not None and top * floor.denominator < bottom * floor.numerator):
        points = ZERO
    elif top * target.denominator >= bottom * target.numerator:
        points = most
    else:  # top / bottom / target * most, reduced once
        points = Fraction(
            top * target.denominator * most.numerator, bottom * target.numerator * most.denominator
        )
    flags: tuple[Flag, ...] = ("above_whole",) if top > bottom and case.criterion.of_whole else ()
    explain = partial(_told, derivations.ratio, case.criterion, case.claim, rule, points)
    return Score("scored", points, explain, flags)


def _tiers(case: Case, rule: schema.Tiers, _peers: Peers) -> Score:
    if case.claim.chosen:
        picked = rule.tiers[int(case.claim.chosen[0]) - 1]
        return Score("scored", case.points(picked), _later(derivations.worth, case, picked, picked.label))
    requirement = rule.requires
    if requirement and case.values[requirement] == 0:
        return Score("scored", ZERO, _later(derivations.unmet, case, requirement), ("requirement_unmet",))
    value = rule.of.evaluate(case.values)
    tier, flags = _reached(rule.tiers, value)
    points = case.points(tier) if tier else ZERO
    return Score("scored", points, _later(derivations.tier, case, rule, value, tier), flags)


def _reached(tiers: tuple[Tier, ...], value: Fraction) -> tuple[Tier | None, tuple[Flag, ...]]:
    """The row that holds the value; in a hole of the print, the highest row whose floor it reaches.

    Exactly 70 % does not reach a row "above 70 %"; a row without a floor is reached by everything.
    """
    for tier in tiers:
        if tier.holds(value):
            return tier, ()
    reached = [tier for tier in tiers if tier.reached_by(value)]
    if not reached:
        return None, ("no_tier",)
    return max(reached, key=lambda tier: (tier.floor is not None, tier.floor or ZERO)), ("tier_hole",)


def _highest(case: Case, rule: schema.Highest, peers: Peers) -> Score:
    value = rule.of.evaluate(case.values)
    flags: tuple[Flag, ...] = ()
    if rule.cap is not None and value > rule.cap:
        value, flags = rule.cap, ("above_whole",)
    points = relative_points(case.criterion, value, peers)
    if points is None:
        return Score("undetermined", None, partial(str, derivations.NO_PEER), (*flags, "no_peer"), value)
    ends = _range(rule, case.criterion.id, value, peers)
    state: ScoreState = "scored" if peers.closed else "provisional"
    return Score(state, points, _later(derivations.highest, case, rule, value, ends), flags, value)


def relative_points(criterion: Criterion, value: Fraction, peers: Peers) -> Fraction | None:
    """Points of a value among its peers; None where there is nothing to compare with."""
    assert isinstance(criterion.rule, schema.Highest)  # noqa: S101 - only asked of relative criteria
    lowest, highest = _range(criterion.rule, criterion.id, value, peers)
    if highest <= lowest:
        return None
    if lowest:
        value, highest = value - lowest, highest - lowest
    if value.numerator <= 0:
        return ZERO
    most = criterion.max  # value / highest * most, reduced once
    top = value.numerator * highest.denominator * most.numerator
    return Fraction(top, value.denominator * highest.numerator * most.denominator)


def best_points(criterion: Criterion, peers: Peers) -> Fraction | None:
    """The best points of the block's units to which the criterion applies; None where there are none."""
    best = peers.best_points.get(criterion.id)
    if criterion.relative and criterion.id in peers.highest:
        top = relative_points(criterion, peers.highest[criterion.id], peers)
        return max((points for points in (best, top) if points is not None), default=None)
    return best


def _range(rule: schema.Highest, key: str, value: Fraction, peers: Peers) -> tuple[Fraction, Fraction]:
    """Lowest and highest value of the block, the unit's own included; the lowest is 0 in reading *share*."""
    highest = peers.highest.get(key)
    highest = value if highest is None or value > highest else highest
    return (min(peers.lowest.get(key, value), value) if rule.reading == "min_max" else ZERO), highest


_RULES: dict[type[BaseModel], Callable[[Case, Any, Peers], Score]] = {
    schema.Choice: _choice,
    schema.Checklist: _checklist,
    schema.Ratio: _ratio,
    schema.Tiers: _tiers,
    schema.Points: _points,
    schema.Highest: _highest,
}
"""Looked up by type, because a chain of comparisons costs more than most rules."""


def _not_applicable(criterion: Criterion, peers: Peers) -> Score:
    means = criterion.not_applicable
    if means is None or means.gives == "nothing":
        return Score("not_applicable", ZERO, partial(derivations.not_applicable, ZERO, best=False))
    if means.gives == "out_of_base":
        return Score("not_applicable", None, partial(str, derivations.OUT_OF_BASE))
    best = best_points(criterion, peers)
    if best is None:
        return Score("not_applicable", None, partial(str, derivations.NO_BEST), ("no_peer",))
    return Score("not_applicable", best, partial(derivations.not_applicable, best, best=True))
