"""A claim being scored: what it must fill, and its figures as exact numbers and as printed text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from criteria import schema
from criteria.formula import Formula, Number, ZeroDenominatorError
from criteria.schema import Criterion, Tier, Worth
from criteria.vietnamese import number
from scoring.facts import Claim

ZERO, ONE = Fraction(0), Fraction(1)


def needed(criterion: Criterion, claim: Claim) -> tuple[str, ...]:
    """Keys of the inputs that this claim must fill, in printed order, given what was chosen."""
    rule = criterion.rule
    if criterion.inputs and isinstance(rule, (schema.Choice, schema.Checklist)):
        options = rule.options if isinstance(rule, schema.Choice) else rule.items
        names = frozenset().union(*(o.asks for o in options if o.key in claim.chosen))
        return tuple(key for key in criterion.asked if key in names)
    if isinstance(rule, schema.Tiers):
        if claim.chosen:
            return ()
        if rule.requires and claim.values.get(rule.requires) == "0":
            return (rule.requires,)
    return criterion.asked


def complete(criterion: Criterion, claim: Claim) -> bool:
    """Whether nothing is left to ask for the claim."""
    if criterion.formula is not None and claim.values.keys() >= criterion.used:
        return True
    if claim.not_applicable:
        return True
    if isinstance(criterion.rule, schema.Choice) and not claim.chosen:
        return False
    return all(key in claim.values for key in needed(criterion, claim))


def figure(text: str) -> Fraction:
    """A stored figure (``421``, ``12.5``, ``82.5%``, ``421/512``) as an exact number.

    Raises ZeroDenominatorError for ``3/0``.
    """
    if text.isdecimal():
        return Fraction(int(text))
    if text.endswith("%"):
        return Fraction(text[:-1]) / 100
    whole, point, decimals = text.partition(".")
    if point and whole.isdecimal() and decimals.isdecimal():
        return Fraction(int(whole + decimals), 10 ** len(decimals))  # without the search of Fraction(text)
    top, over, bottom = text.partition("/")
    if not over:
        return Fraction(text)
    if (divisor := Fraction(bottom)) == 0:
        raise ZeroDenominatorError
    return Fraction(top) / divisor


def figures(claim: Claim) -> dict[str, Number]:
    """All figures of the claim, exact; raises ZeroDenominatorError for ``3/0``."""
    values: dict[str, Number] = {}
    for key, text in claim.values.items():  # in Python 3.11 a comprehension is one call more
        values[key] = int(text) if text.isdecimal() else figure(text)
    return values


def reached_tier(tiers: Sequence[Tier], value: Fraction) -> tuple[int | None, bool]:
    """The place of the row that holds the value; in a hole of the print, that of the highest row whose floor
    it reaches, and that it is a hole.

    Exactly 70 % does not reach a row "above 70 %"; a row without a floor is reached by everything.
    """
    for place, tier in enumerate(tiers):
        if tier.holds(value):
            return place, False
    reached = [
        (tier.floor is not None, tier.floor or ZERO, -place)
        for place, tier in enumerate(tiers)
        if tier.reached_by(value)
    ]
    return (-max(reached)[2], True) if reached else (None, False)


def added(points: Iterable[Fraction]) -> Fraction:
    """The exact sum. Reduced once at the end, which is several times faster than after every term."""
    top, bottom = 0, 1
    for each in points:
        below = each.denominator
        if below == bottom:
            top += each.numerator
        else:
            top, bottom = top * below + each.numerator * bottom, bottom * below
    return Fraction(top, bottom)


def spell(text: str) -> str:
    """A stored figure written the Vietnamese way: ``1.234,5``, ``421/512``, ``82,5%``."""
    if "/" in text:
        return "/".join(number(figure(part)) for part in text.split("/"))
    return number(figure(text[:-1])) + "%" if text.endswith("%") else number(figure(text))


class Case:
    """One complete claim under its criterion, with its figures exact.

    Raises ZeroDenominatorError for a figure such as ``3/0``.
    """

    __slots__ = ("claim", "criterion", "values")

    def __init__(self, criterion: Criterion, claim: Claim) -> None:
        self.criterion, self.claim = criterion, claim
        self.values = figures(claim)

    def points(self, worth: Worth) -> Fraction:
        """What an option or tier gives, between 0 and the maximum."""
        return worth.given(self.criterion.max, self.values)

    def printed(self, formula: Formula) -> str:
        """The formula with the figures put in as the unit gave them."""
        return formula.printed(lambda key: spell(self.claim.values[key]))
