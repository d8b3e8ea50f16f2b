"""One pure function per rule kind: a claim becomes points, or is pending, with its derivation.

A derivation is one line of printed steps joined by →; whoever reads only its last step ("35 × 421/512 =
28,78 điểm") and computes it gets the same points.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from criteria import schema
from criteria.formula import Formula, ZeroDenominatorError
from criteria.schema import Criterion, Tier, Worth
from criteria.vietnamese import number, percent
from scoring.facts import Claim

ScoreState = Literal["scored", "provisional", "undetermined", "missing", "not_applicable"]
Flag = Literal[
    "above_whole", "capped", "zero_denominator", "tier_hole", "no_tier", "no_peer", "requirement_unmet",
    "peer_undetermined",
]  # fmt: skip
ZERO, ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Score:
    """``points`` are exact and unrounded; None where none can be stated yet (then they count as 0)."""

    state: ScoreState
    points: Fraction | None = None
    derivation: str = ""
    flags: tuple[Flag, ...] = ()
    relative: Fraction | None = None

    @property
    def counted(self) -> Fraction:
        """What goes into the sums."""
        return self.points if self.points is not None else ZERO


@dataclass(frozen=True, slots=True)
class Peers:
    """What a block knows of itself: extremes by criterion id, and the best points for criteria that do
    not apply. ``closed``: every unit is in, so relative points are final.
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
        return _RULES[criterion.rule.kind](_Case(criterion, claim, peers))
    except ZeroDenominatorError:
        return Score("undetermined", None, "Mẫu số bằng 0: chưa xác định được điểm", ("zero_denominator",))


def needed(criterion: Criterion, claim: Claim) -> tuple[str, ...]:
    """Keys of the inputs that this claim must fill, in printed order, given what was chosen."""
    rule = criterion.rule
    names = criterion.used
    if isinstance(rule, schema.Choice | schema.Checklist):
        options = rule.options if isinstance(rule, schema.Choice) else rule.items
        names = frozenset().union(*(o.asks for o in options if o.key in claim.chosen))
    elif isinstance(rule, schema.Tiers):
        if claim.chosen:
            names = frozenset()
        elif rule.requires and claim.values.get(rule.requires) == "0":
            names = frozenset({rule.requires})
    return tuple(item.key for item in criterion.inputs if item.key in names)


def complete(criterion: Criterion, claim: Claim) -> bool:
    """Whether nothing is left to ask for the claim."""
    if claim.not_applicable:
        return True
    if isinstance(criterion.rule, schema.Choice) and not claim.chosen:
        return False
    return all(key in claim.values for key in needed(criterion, claim))


def figure(text: str) -> Fraction:
    """A stored figure (``421``, ``12.5``, ``82.5%``, ``421/512``) as an exact number."""
    if text.isdigit():
        return Fraction(int(text))
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def spell(text: str) -> str:
    """A stored figure written the Vietnamese way: ``1.234,5``, ``421/512``, ``82,5%``."""
    if "/" in text:
        return "/".join(number(figure(part)) for part in text.split("/"))
    return number(figure(text[:-1])) + "%" if text.endswith("%") else number(figure(text))


@dataclass(frozen=True, slots=True)
class _Case:
    """One claim being scored."""

    criterion: Criterion
    claim: Claim
    peers: Peers

    @property
    def values(self) -> dict[str, Fraction]:
        return {key: figure(text) for key, text in self.claim.values.items()}

    def points(self, worth: Worth) -> Fraction:
        """What an option or tier gives, between 0 and the maximum."""
        most = self.criterion.max
        if worth.share is not None:
            return min(max(worth.share.evaluate(self.values), ZERO), ONE) * most
        assert worth.points is not None  # noqa: S101 - the schema allows exactly one
        return min(max(worth.points.evaluate(self.values), ZERO), most)

    def spell(self, key: str) -> str:
        """A figure as the unit gave it, written the Vietnamese way; ``421/512`` and ``82,5%`` stay so."""
        return spell(self.claim.values[key])

    def printed(self, formula: Formula) -> str:
        """The formula with the figures put in, exact."""
        return formula.printed(self.spell)


def _scored(points: Fraction, derivation: str, *flags: Flag, **more: Fraction) -> Score:
    return Score("scored", points, derivation, flags, **more)


def _shown(points: Fraction) -> str:
    return f"{number(points, 2)} điểm"


def _worth(case: _Case, worth: Worth, lead: str, *flags: Flag) -> Score:
    """Points of a chosen option or reached tier, spelled out."""
    points, most = case.points(worth), number(case.criterion.max)
    if worth.share is None:
        return _scored(points, f"{lead} → {_shown(points)}", *flags)
    share = worth.share
    if share.names:
        value = share.evaluate(case.values)
        above: tuple[Flag, ...] = ("above_whole",) if value > 1 else ()
        times = "1" if above else case.printed(share)
        return _scored(points, f"{lead} → {most} × {times} = {_shown(points)}", *flags, *above)
    if share.evaluate({}) in (ZERO, ONE):
        return _scored(points, f"{lead} → {_shown(points)}", *flags)
    return _scored(points, f"{lead} → {most} × {share.source} = {_shown(points)}", *flags)


def _choice(case: _Case) -> Score:
    rule = case.criterion.rule
    assert isinstance(rule, schema.Choice)  # noqa: S101 - dispatched by kind
    chosen = next(option for option in rule.options if option.key in case.claim.chosen)
    return _worth(case, chosen, chosen.label)


def _checklist(case: _Case) -> Score:
    rule = case.criterion.rule
    assert isinstance(rule, schema.Checklist)  # noqa: S101 - dispatched by kind
    worths = [case.points(item) for item in rule.items if item.key in case.claim.chosen]
    most = case.criterion.max
    if not worths:
        return _scored(ZERO, f"0/{len(rule.items)} mục → {_shown(ZERO)}")
    raw = sum(worths, ZERO) if rule.take == "sum" else max(worths)
    points = min(raw, most)
    terms = " + ".join(number(worth) for worth in worths)
    lead = f"{len(worths)}/{len(rule.items)} mục"
    how = terms if rule.take == "sum" else f"lấy mức cao nhất trong {terms}: {number(raw)}"
    return _capped(f"{lead} → {how}", raw, points, most)


def _capped(lead: str, raw: Fraction, points: Fraction, most: Fraction) -> Score:
    if raw > points:
        return _scored(points, f"{lead} = {number(raw)}, tối đa {number(most)} → {_shown(points)}", "capped")
    return _scored(points, f"{lead} = {_shown(points)}")


def _ratio(case: _Case) -> Score:
    rule = case.criterion.rule
    assert isinstance(rule, schema.Ratio)  # noqa: S101 - dispatched by kind
    value = rule.formula.evaluate(case.values)
    flags: tuple[Flag, ...] = ("above_whole",) if value > 1 else ()
    printed, most = case.printed(rule.formula), case.criterion.max
    lead = printed if printed.endswith("%") else f"{printed} = {percent(value)}"
    if rule.floor is not None and value < rule.floor:
        return _scored(ZERO, f"{lead} < {percent(rule.floor)} → {_shown(ZERO)}")
    target = rule.target if rule.target is not None else ONE
    if value >= target:
        if rule.target is not None or value > 1:
            lead = f"{lead} ≥ {percent(target)}"
        return _scored(most, f"{lead} → {_shown(most)} (điểm tối đa)", *flags)
    points = max(value, ZERO) / target * most
    if rule.target is None:
        return _scored(points, f"{lead} → {number(most)} × {_factor(printed)} = {_shown(points)}")
    times = f"{_factor(printed)} / {percent(target)}"
    lead = f"{lead} < {percent(target)}"
    return _scored(points, f"{lead} → {number(most)} × {times} = {_shown(points)}")


def _factor(printed: str, *, dividing: bool = False) -> str:
    """Brackets where a product (or a division by it) would otherwise bind differently."""
    compound = " + " in printed or " - " in printed or printed.count("/") > (0 if dividing else 1)
    return f"({printed})" if compound else printed


def _tiers(case: _Case) -> Score:
    rule = case.criterion.rule
    assert isinstance(rule, schema.Tiers)  # noqa: S101 - dispatched by kind
    if case.claim.chosen:
        index = next(i for i in range(len(rule.tiers)) if str(i + 1) == case.claim.chosen[0])
        return _worth(case, rule.tiers[index], rule.tiers[index].label)
    if rule.requires and case.values[rule.requires] == 0:
        label = case.criterion.input(rule.requires).label
        return _scored(ZERO, f"Không đạt điều kiện “{label}” → {_shown(ZERO)}", "requirement_unmet")
    value = rule.of.evaluate(case.values)
    tier, flags = _reached(rule.tiers, value)
    lead = _measured(case, rule.of, value)
    if tier is None:
        return _scored(ZERO, f"{lead}, không thuộc mức nào → {_shown(ZERO)}", *flags)
    return _worth(case, tier, f"{lead}, mức “{tier.label}”", *flags)


def _measured(case: _Case, of: Formula, value: Fraction) -> str:
    printed = case.printed(of)
    return printed if printed == number(value) else f"{printed} = {number(value)}"


def _reached(tiers: tuple[Tier, ...], value: Fraction) -> tuple[Tier | None, tuple[Flag, ...]]:
    """The row that holds the value; in a hole of the print, the row whose floor it reaches."""
    for tier in tiers:
        if tier.holds(value):
            return tier, ()
    below = [tier for tier in tiers if tier.floor is not None and tier.floor <= value]
    if not below:
        return None, ("no_tier",)
    return max(below, key=lambda tier: tier.floor or ZERO), ("tier_hole",)


def _points(case: _Case) -> Score:
    rule = case.criterion.rule
    assert isinstance(rule, schema.Points)  # noqa: S101 - dispatched by kind
    raw = max(rule.formula.evaluate(case.values), ZERO)
    most = case.criterion.max
    return _capped(rule.formula.printed(case.spell), raw, min(raw, most), most)


def _highest(case: _Case) -> Score:
    rule, key = case.criterion.rule, case.criterion.id
    assert isinstance(rule, schema.Highest)  # noqa: S101 - dispatched by kind
    value = rule.of.evaluate(case.values)
    points = relative_points(case.criterion, value, case.peers)
    if points is None:
        text = "Chưa có đơn vị nào có số liệu lớn hơn để so sánh"
        return Score("undetermined", None, text, ("no_peer",), value)
    lowest, highest = _range(rule, key, value, case.peers)
    own, top = _factor(case.printed(rule.of)), _factor(_spelled(highest), dividing=True)
    lead, times = f"Cao nhất khối: {_spelled(highest)}", f"{own} / {top}"
    if rule.reading == "min_max":
        low = _spelled(lowest)
        lead, times = f"{lead}, thấp nhất khối: {low}", f"({own} - {low}) / ({top} - {low})"
    state: ScoreState = "scored" if case.peers.closed else "provisional"
    text = f"{lead} → {number(case.criterion.max)} × {times} = {_shown(points)}"
    return Score(state, points, text, (), value)


def relative_points(criterion: Criterion, value: Fraction, peers: Peers) -> Fraction | None:
    """Points of a value among its peers; None where there is nothing to compare with."""
    assert isinstance(criterion.rule, schema.Highest)  # noqa: S101 - only asked of relative criteria
    lowest, highest = _range(criterion.rule, criterion.id, value, peers)
    if highest == lowest:
        return None
    return (value - lowest) / (highest - lowest) * criterion.max


def _range(rule: schema.Highest, key: str, value: Fraction, peers: Peers) -> tuple[Fraction, Fraction]:
    """Lowest and highest value of the block, the unit's own included; the lowest is 0 in reading *share*."""
    highest = max(peers.highest.get(key, value), value)
    return (min(peers.lowest.get(key, value), value) if rule.reading == "min_max" else ZERO), highest


def _spelled(value: Fraction) -> str:
    """Exact: a decimal where it is finite, else p/q."""
    short = number(value)
    finite = value.denominator == 1 or not value.denominator % 2 or not value.denominator % 5
    exact = finite and 10**12 % value.denominator == 0
    return short if exact else f"{number(Fraction(value.numerator))}/{number(Fraction(value.denominator))}"


def _not_applicable(criterion: Criterion, peers: Peers) -> Score:
    means = criterion.not_applicable
    if means is None or means.gives == "nothing":
        return Score("not_applicable", ZERO, f"Không áp dụng → {_shown(ZERO)}")
    if means.gives == "out_of_base":
        return Score("not_applicable", None, "Không áp dụng: không tính vào tổng điểm tối đa")
    best = peers.best_points.get(criterion.id)
    if best is None:
        text = "Không áp dụng: hưởng điểm của đơn vị cao nhất, hiện chưa có"
        return Score("not_applicable", None, text, ("no_peer",))
    return Score("not_applicable", best, f"Không áp dụng: bằng đơn vị cao nhất → {_shown(best)}")


_RULES: dict[str, Callable[[_Case], Score]] = {
    "choice": _choice,
    "checklist": _checklist,
    "ratio": _ratio,
    "tiers": _tiers,
    "points": _points,
    "highest": _highest,
}
