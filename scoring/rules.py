"""One pure function per rule kind: a complete claim becomes points, or is pending, with its derivation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

from pydantic import BaseModel

from criteria import schema
from criteria.formula import Number, ZeroDenominatorError
from criteria.schema import Criterion
from scoring import derivations
from scoring.claims import ZERO, Case, complete, figures, reached_tier
from scoring.facts import Claim

ScoreState = Literal["scored", "provisional", "undetermined", "missing", "not_applicable"]
Flag = Literal[
    "above_whole", "capped", "zero_denominator", "tier_hole", "no_tier", "no_peer", "requirement_unmet",
]  # fmt: skip


Values = Mapping[str, Number]
"""Figures by input key, exact."""
Told = tuple[Callable[..., str], *tuple[Any, ...]]
"""A function that puts a derivation into words, and what it is given."""


@dataclass(slots=True)  # not frozen: that costs a third of scoring a block; nobody changes one
class Score:
    """``points`` are exact and unrounded; None where none can be stated yet (then they count as 0).

    The derivation is put into words only when somebody reads it: most scores are only summed.
    """

    state: ScoreState
    points: Fraction | None = None
    told: Told = field(default=(str,), compare=False, repr=False)
    flags: tuple[Flag, ...] = ()
    relative: Fraction | None = None

    @property
    def derivation(self) -> str:
        """How the points follow from the figures, one line of steps joined by →."""
        put, *given = self.told
        return put(*given)

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
    rule = criterion.rule
    try:
        values = figures(claim) if claim.values else {}
        return _RULES[type(rule)](criterion, rule, claim, values, peers)
    except ZeroDenominatorError:
        return Score("undetermined", None, (str, derivations.NO_DENOMINATOR), ("zero_denominator",))


def again(criterion: Criterion, claim: Claim, before: Score, peers: Peers) -> Score:
    """Points of the same claim among other peers than ``before``."""
    if before.relative is None:
        return score(criterion, claim, peers)
    flags = tuple(flag for flag in before.flags if flag != "no_peer")
    return _compared(criterion, claim, before.relative, flags, peers)


def _told(put: Callable[..., str], criterion: Criterion, claim: Claim, *rest: object) -> str:
    """The derivation, put into words when it is read. It keeps the claim and not its figures: a block holds
    hundreds of thousands of scores.
    """
    return put(Case(criterion, claim), *rest)


def _choice(criterion: Criterion, rule: schema.Choice, claim: Claim, values: Values, _peers: Peers) -> Score:
    place, chosen = next((n, each) for n, each in enumerate(rule.options) if each.key in claim.chosen)
    points, share = _worth(criterion, place, chosen, values), chosen.share
    above = share is not None and bool(share.names) and share.evaluate(values) > 1
    flags: tuple[Flag, ...] = ("above_whole",) if above else ()
    return Score("scored", points, (_told, derivations.worth, criterion, claim, chosen, chosen.label), flags)


def _worth(criterion: Criterion, place: int, worth: schema.Worth, values: Values) -> Fraction:
    """What the option, item or tier at that place gives."""
    known = criterion.worths[place]
    return worth.given(criterion.max, values) if known is None else known


def _checklist(
    criterion: Criterion, rule: schema.Checklist, claim: Claim, values: Values, _peers: Peers
) -> Score:
    chosen = [(place, item) for place, item in enumerate(rule.items) if item.key in claim.chosen]
    worths = [_worth(criterion, place, item, values) for place, item in chosen]
    raw = sum(worths, ZERO) if rule.take == "sum" else max(worths, default=ZERO)
    return _capped(criterion, raw, (_told, derivations.checklist, criterion, claim, rule, worths))


def _points(criterion: Criterion, rule: schema.Points, claim: Claim, values: Values, _peers: Peers) -> Score:
    raw = rule.formula.evaluate(values)
    told: Told = (_told, derivations.points_by, criterion, claim, rule.formula, raw)
    return _capped(criterion, max(raw, ZERO), told)


def _capped(criterion: Criterion, raw: Fraction, told: Told) -> Score:
    most = criterion.max
    return Score("scored", min(raw, most), told, ("capped",) if raw > most else ())


def _ratio(criterion: Criterion, rule: schema.Ratio, claim: Claim, values: Values, _peers: Peers) -> Score:
    top, bottom = rule.formula.over(values)
    if bottom < 0:
        top, bottom = -top, -bottom
    floor, (needed, of) = rule.floor, criterion.target_terms
    if top <= 0 or (floor is not None and top * floor.denominator < bottom * floor.numerator):
        points = ZERO
    elif top * of >= bottom * needed:
        points = criterion.max
    else:  # top / bottom / target * most, reduced once
        most, over = criterion.max_terms
        points = Fraction(top * of * most, bottom * needed * over)
    flags: tuple[Flag, ...] = ("above_whole",) if top > bottom and criterion.of_whole else ()
    return Score("scored", points, (_told, derivations.ratio, criterion, claim, rule, points), flags)


def _tiers(criterion: Criterion, rule: schema.Tiers, claim: Claim, values: Values, _peers: Peers) -> Score:
    if claim.chosen:
        place = int(claim.chosen[0]) - 1
        picked = rule.tiers[place]
        told: Told = (_told, derivations.worth, criterion, claim, picked, picked.label)
        return Score("scored", _worth(criterion, place, picked, values), told)
    requirement = rule.requires
    if requirement and values[requirement] == 0:
        told = (_told, derivations.unmet, criterion, claim, requirement)
        return Score("scored", ZERO, told, ("requirement_unmet",))
    value = rule.of.evaluate(values)
    reached, hole = reached_tier(rule.tiers, value)
    flags: tuple[Flag, ...] = ("no_tier",) if reached is None else ("tier_hole",) if hole else ()
    flags = (*flags, "above_whole") if value > 1 and criterion.of_whole else flags
    tier = None if reached is None else rule.tiers[reached]
    points = ZERO if reached is None or tier is None else _worth(criterion, reached, tier, values)
    return Score("scored", points, (_told, derivations.tier, criterion, claim, rule, value, tier), flags)


def _highest(criterion: Criterion, rule: schema.Highest, claim: Claim, values: Values, peers: Peers) -> Score:
    value = rule.of.evaluate(values)
    if rule.cap is not None and value > rule.cap:
        return _compared(criterion, claim, rule.cap, ("above_whole",), peers)
    return _compared(criterion, claim, value, (), peers)


def _compared(
    criterion: Criterion, claim: Claim, value: Fraction, flags: tuple[Flag, ...], peers: Peers
) -> Score:
    """Points of a value among its peers."""
    ends = _range(criterion, value, peers)
    points = _between(criterion.max, value, ends)
    if points is None:
        return Score("undetermined", None, (str, derivations.NO_PEER), (*flags, "no_peer"), value)
    state: ScoreState = "scored" if peers.closed else "provisional"
    told: Told = (_told, derivations.highest, criterion, claim, criterion.rule, value, ends)
    return Score(state, points, told, flags, value)


def relative_points(criterion: Criterion, value: Fraction, peers: Peers) -> Fraction | None:
    """Points of a value among its peers; None where there is nothing to compare with."""
    return _between(criterion.max, value, _range(criterion, value, peers))


def _between(most: Fraction, value: Fraction, ends: tuple[Fraction, Fraction]) -> Fraction | None:
    """``most`` × (value - lowest) / (highest - lowest), never below 0; None where there is no difference."""
    lowest, highest = ends
    if lowest:
        value, highest = value - lowest, highest - lowest
    if highest.numerator <= 0:
        return None
    if value.numerator <= 0:
        return ZERO
    top = value.numerator * highest.denominator * most.numerator  # reduced once
    return Fraction(top, value.denominator * highest.numerator * most.denominator)


def best_points(criterion: Criterion, peers: Peers) -> Fraction | None:
    """The best points of the block's units to which the criterion applies; None where there are none."""
    best = peers.best_points.get(criterion.id)
    if criterion.relative and criterion.id in peers.highest:
        top = relative_points(criterion, peers.highest[criterion.id], peers)
        return max((points for points in (best, top) if points is not None), default=None)
    return best


def _range(criterion: Criterion, value: Fraction, peers: Peers) -> tuple[Fraction, Fraction]:
    """Lowest and highest value of the block, the unit's own included; the lowest is 0 in reading *share*."""
    rule, key = criterion.rule, criterion.id
    assert isinstance(rule, schema.Highest)  # noqa: S101 - only asked of relative criteria
    highest = peers.highest.get(key)
    highest = value if highest is None or value > highest else highest
    return (min(peers.lowest.get(key, value), value) if rule.reading == "min_max" else ZERO), highest


_RULES: dict[type[BaseModel], Callable[[Criterion, Any, Claim, Values, Peers], Score]] = {
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
        return Score("not_applicable", ZERO, (derivations.not_applicable, ZERO))
    if means.gives == "out_of_base":
        return Score("not_applicable", None, (str, derivations.OUT_OF_BASE))
    best = best_points(criterion, peers)
    if best is None:
        return Score("not_applicable", None, (str, derivations.NO_BEST), ("no_peer",))
    return Score("not_applicable", best, (derivations.as_the_best, best))
