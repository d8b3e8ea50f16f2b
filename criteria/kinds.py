"""The kinds of rules, and what options and tiers give.

Points and shares are formulas over the criterion's inputs, most often a plain number: ``share: 1/2`` is
half of the criterion's maximum, ``points: 4`` is 4 points.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    model_validator,
)
from pydantic_core import PydanticKnownError

from criteria.formula import Formula, Number
from criteria.vietnamese import plain

_ZERO, _ONE = Fraction(0), Fraction(1)


def _exact(value: object) -> Fraction:
    signed = isinstance(value, str) and value.lstrip().startswith("-")
    formula = Formula.parse(f"0{value}".replace(" ", "") if signed else value)
    if formula.names:
        raise ValueError(f"{formula.source!r} must be a number, like 20, 5.5, 1/2 or 80%")
    return formula.evaluate({})


def _not_negative(value: Fraction) -> Fraction:
    if value < 0:
        raise PydanticKnownError("greater_than_equal", {"ge": 0})
    return value


def _at_most_all(value: Fraction) -> Fraction:
    if value > 1:
        raise PydanticKnownError("less_than_equal", {"le": 1})
    return value


Exact = Annotated[Fraction, PlainValidator(_exact), PlainSerializer(plain, return_type=str)]
"""A number written ``20``, ``5.5``, ``1/2`` or ``80%``; exact."""
Amount = Annotated[Exact, AfterValidator(_not_negative)]
"""An exact number, 0 or more."""
Share = Annotated[Amount, AfterValidator(_at_most_all)]
"""An exact number from 0 to 1."""


class Model(BaseModel):
    """Frozen, and strict about keys: an unknown one is a mistake in the file."""

    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))


def repeated(keys: Iterable[str]) -> str:
    """The keys that stand twice, for a message; empty where none does."""
    return ", ".join(sorted(key for key, count in Counter(keys).items() if count > 1))


class Worth(Model):
    """What an option, item or tier gives: a share of the maximum or points, exactly one of them."""

    label: str
    share: Formula | None = None
    points: Formula | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.share is None) == (self.points is None):
            raise ValueError(f"{self.label!r} needs either share or points")
        return self

    @property
    def asks(self) -> frozenset[str]:
        """Names of the inputs that this worth depends on."""
        formula = self.share or self.points
        return formula.names if formula else frozenset()

    def given(self, most: Fraction, values: Mapping[str, Number]) -> Fraction:
        """What it gives of a maximum by the figures, between 0 and the maximum."""
        if self.share is not None:
            return min(max(self.share.evaluate(values), _ZERO), _ONE) * most
        assert self.points is not None  # noqa: S101 - exactly one of them is there
        return min(max(self.points.evaluate(values), _ZERO), most)


class Option(Worth):
    """One answer of a choice, or one item of a checklist."""

    key: str


class Tier(Worth):
    """One row of a scale, with explicit open (above, below) and closed (at_least, at_most) ends."""

    at_least: Exact | None = None
    above: Exact | None = None
    at_most: Exact | None = None
    below: Exact | None = None

    def holds(self, value: Fraction) -> bool:
        """Whether ``value`` lies in this row."""
        return (
            (self.at_least is None or value >= self.at_least)
            and (self.above is None or value > self.above)
            and (self.at_most is None or value <= self.at_most)
            and (self.below is None or value < self.below)
        )

    def reached_by(self, value: Fraction) -> bool:
        """Whether ``value`` lies in this row or above it."""
        return (self.at_least is None or value >= self.at_least) and (
            self.above is None or value > self.above
        )

    @property
    def ends(self) -> tuple[Fraction, ...]:
        """All ends that the row has."""
        ends = (self.at_least, self.above, self.at_most, self.below)
        return tuple(end for end in ends if end is not None)

    @property
    def floor(self) -> Fraction | None:
        """The lower end, open or closed; None where the row has none."""
        return self.at_least if self.at_least is not None else self.above


def _told_apart(options: tuple[Option, ...]) -> tuple[Option, ...]:
    if twice := repeated(option.key for option in options):
        raise ValueError(f"two options have the key {twice}")
    if numbers := [option.key for option in options if option.key.isdecimal()]:
        raise ValueError(f"a key of digits only is taken for the option's place: {', '.join(numbers)}")
    return options


Options = Annotated[tuple[Option, ...], AfterValidator(_told_apart)]


class Choice(Model):
    """One of the printed options."""

    kind: Literal["choice"]
    options: Options = Field(min_length=2)

    @property
    def names(self) -> frozenset[str]:
        """Inputs that the rule reads; so for all kinds."""
        return frozenset().union(*(option.asks for option in self.options))


class Checklist(Model):
    """Any number of the printed items: their sum, or the best of them; never above the maximum."""

    kind: Literal["checklist"]
    items: Options = Field(min_length=1)
    take: Literal["sum", "best"] = "sum"

    @property
    def names(self) -> frozenset[str]:
        return frozenset().union(*(item.asks for item in self.items))


class Ratio(Model):
    """``share`` of the maximum by a ratio, capped at 1.

    ``target``: reaching it gives the maximum, below it the ratio is divided by it.
    ``floor``: below it the criterion gives 0.
    """

    kind: Literal["ratio"]
    formula: Formula
    target: Exact | None = None
    floor: Exact | None = None

    @property
    def names(self) -> frozenset[str]:
        return self.formula.names

    @model_validator(mode="after")
    def _target_is_no_zero(self) -> Self:
        if self.target == 0:
            raise ValueError("a target of 0 is always reached: leave it out")
        return self


class Tiers(Model):
    """A scale on a count, share or frequency.

    ``requires`` is a yes/no input without which no row applies (0 points). ``pick``: the printed row may
    be chosen as it stands instead of typing the figure.
    """

    kind: Literal["tiers"]
    of: Formula
    tiers: tuple[Tier, ...] = Field(min_length=2)
    requires: str | None = None
    pick: bool = False

    @property
    def names(self) -> frozenset[str]:
        needed = {self.requires} if self.requires else set()
        return frozenset().union(self.of.names, needed, *(tier.asks for tier in self.tiers))

    @model_validator(mode="after")
    def _picking_skips_nothing(self) -> Self:
        if self.pick and (self.requires or any(tier.asks for tier in self.tiers)):
            raise ValueError("rows that can be picked have no requirement and need no figures")
        return self


class Points(Model):
    """Points by a formula, such as ``0.2*n`` for each meeting; never above the maximum."""

    kind: Literal["points"]
    formula: Formula

    @property
    def names(self) -> frozenset[str]:
        return self.formula.names


class Highest(Model):
    """Share of the maximum relative to the block's highest value: provisional until the block closes.

    ``reading``: *share* = value / highest; *min_max* = (value - lowest) / (highest - lowest).
    ``cap``: a larger value counts as this one (a ratio of more than 1 as 1).
    """

    kind: Literal["highest"]
    of: Formula
    reading: Literal["share", "min_max"] = "share"
    cap: Exact | None = None

    @property
    def names(self) -> frozenset[str]:
        return self.of.names


Rule = Annotated[Choice | Checklist | Ratio | Tiers | Points | Highest, Field(discriminator="kind")]
