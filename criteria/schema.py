"""The shape of a criteria set: set › group › criterion › input, and the kinds of rules.

Everything is frozen. Texts are the words of the print; encodings (rule, inputs) stand beside the clause
that they encode (``quote``). Points and shares are formulas over the criterion's inputs, most often a
plain number: ``share: 1/2`` is half of the criterion's maximum, ``points: 4`` is 4 points.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, model_validator

from criteria.formula import Formula
from criteria.vietnamese import plain


def _exact(value: object) -> Fraction:
    formula = Formula.parse(value)
    if formula.names:
        raise ValueError(f"{formula.source!r} must be a number")
    return formula.evaluate({})


Exact = Annotated[Fraction, BeforeValidator(_exact), PlainSerializer(plain, return_type=str)]
"""A number written ``20``, ``5.5``, ``1/2`` or ``80%``; exact."""

InputType = Literal["count", "amount", "ratio", "frequency", "yes_no"]
"""count: whole, >= 0 · amount: decimal, >= 0 · ratio: share of one (``82%``, ``421/512``) ·
frequency: times a year · yes_no: 1 or 0."""


class Model(BaseModel):
    """Frozen, and strict about keys: an unknown one is a mistake in the file."""

    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))


class InfoField(Model):
    """One line of the general information (thông tin chung)."""

    key: str
    label: str
    section: str = ""
    type: Literal["text", "count", "amount"] = "text"
    unit: str = ""
    note: str = ""


class Input(Model):
    """One figure that a criterion asks for.

    ``same_as`` names the general information fields (or inputs, ``8.1.b``) whose sum this figure is, so
    that it is asked once. ``source`` says who supplies it.
    """

    key: str
    label: str
    type: InputType = "count"
    unit: str = ""
    source: Literal["unit", "authority"] = "unit"
    same_as: tuple[str, ...] = ()


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

    @property
    def floor(self) -> Fraction | None:
        """The lower end, open or closed; None where the row has none."""
        return self.at_least if self.at_least is not None else self.above


class Choice(Model):
    """One of the printed options."""

    kind: Literal["choice"]
    options: tuple[Option, ...] = Field(min_length=2)


class Checklist(Model):
    """Any number of the printed items: their sum, or the best of them; never above the maximum."""

    kind: Literal["checklist"]
    items: tuple[Option, ...] = Field(min_length=1)
    take: Literal["sum", "best"] = "sum"


class Ratio(Model):
    """``share`` of the maximum by a ratio, capped at 1.

    ``target``: reaching it gives the maximum, below it the ratio is divided by it.
    ``floor``: below it the criterion gives 0.
    """

    kind: Literal["ratio"]
    formula: Formula
    target: Exact | None = None
    floor: Exact | None = None


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


class Points(Model):
    """Points by a formula, such as ``0.2*n`` for each meeting; never above the maximum."""

    kind: Literal["points"]
    formula: Formula


class Highest(Model):
    """Share of the maximum relative to the block's highest value: provisional until the block closes.

    ``reading``: *share* = value / highest; *min_max* = (value - lowest) / (highest - lowest).
    """

    kind: Literal["highest"]
    of: Formula
    reading: Literal["share", "min_max"] = "share"


Rule = Annotated[Choice | Checklist | Ratio | Tiers | Points | Highest, Field(discriminator="kind")]


class Cadence(Model):
    """How often a criterion is assessed and when it is due, in the print's words and as data."""

    text: str = ""
    every: Literal["year", "quarter", "month"] = "year"
    due: str = ""


class Note(Model):
    """Something odd in the print and the ruling on it. ``print`` quotes, ``ruling`` decides, ``why``."""

    print: str = ""
    ruling: str
    why: str = ""


class Restored(Model):
    """A value that the print lost or misprinted, restored beside the print."""

    field: str
    print: str = ""
    value: str
    why: str


class NotApplicable(Model):
    """What *không áp dụng* means here: the best peer's points, out of the base, or no points."""

    when: str
    gives: Literal["best_peer", "out_of_base", "nothing"]


class Criterion(Model):
    """One criterion (tiêu chí): official text, maximum, inputs, rule, evidence and the quoted clause."""

    code: str
    id: str = ""
    name: str
    heading: str = ""
    max: Exact
    inputs: tuple[Input, ...] = ()
    rule: Rule
    quote: str
    evidence: str = ""
    data_source: str = ""
    verifier: str = ""
    cadence: Cadence = Cadence()
    not_applicable: NotApplicable | None = None
    notes: tuple[Note, ...] = ()
    restored: tuple[Restored, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _id_is_code(cls, data: object) -> object:
        if isinstance(data, dict) and not data.get("id"):
            return {**data, "id": data.get("code", "")}
        return data

    @model_validator(mode="after")
    def _inputs_are_asked_and_used(self) -> Self:
        asked = {item.key for item in self.inputs}
        if len(asked) != len(self.inputs):
            raise ValueError(f"criterion {self.code}: two inputs have the same key")
        if missing := self.used - asked:
            raise ValueError(f"criterion {self.code}: the rule uses {sorted(missing)}, which no input has")
        return self

    @cached_property
    def used(self) -> frozenset[str]:
        """Names that the rule reads."""
        rule = self.rule
        if isinstance(rule, Choice):
            return frozenset().union(*(option.asks for option in rule.options))
        if isinstance(rule, Checklist):
            return frozenset().union(*(item.asks for item in rule.items))
        if isinstance(rule, Tiers):
            needed = {rule.requires} if rule.requires else set()
            return frozenset().union(rule.of.names, needed, *(tier.asks for tier in rule.tiers))
        return rule.of.names if isinstance(rule, Highest) else rule.formula.names

    @property
    def relative(self) -> bool:
        """Whether the points depend on other units."""
        return isinstance(self.rule, Highest)

    def input(self, key: str) -> Input:
        """The input of that key; raises KeyError."""
        for item in self.inputs:
            if item.key == key:
                return item
        raise KeyError(key)


class Group(Model):
    """A group of criteria (nhóm, chỉ số chính) with the maximum that the print declares for it."""

    code: str
    id: str = ""
    name: str
    declared_max: Exact
    criteria: tuple[Criterion, ...]

    @model_validator(mode="before")
    @classmethod
    def _id_is_code(cls, data: object) -> object:
        if isinstance(data, dict) and not data.get("id"):
            return {**data, "id": data.get("code", "")}
        return data

    @property
    def computed_max(self) -> Fraction:
        """Sum of the criteria's maxima."""
        return sum((item.max for item in self.criteria), Fraction(0))


class Decision(Model):
    """The official text that a set encodes."""

    number: str
    date: str
    authority: str
    title: str
    annex: str


class Rounding(Model):
    """Where and how points are rounded: never before ``after``; shown half-up to ``places``."""

    places: int = 2
    mode: Literal["half_up"] = "half_up"
    after: Literal["total"] = "total"


class Lost(Model):
    """A place where the print lost rows: where, and how many points went with them."""

    where: str
    points: Exact
    why: str


class CriteriaSet(Model):
    """A whole official criteria set (bộ tiêu chí), pinned by ``version`` and ``digest``."""

    id: str
    title: str
    subject: str
    version: str
    decision: Decision
    declared_max: Exact
    rounding: Rounding = Rounding()
    general_info: tuple[InfoField, ...] = ()
    groups: tuple[Group, ...] = Field(min_length=1)
    notes: tuple[Note, ...] = ()
    lost: tuple[Lost, ...] = ()

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        ids = [item.id for item in self.criteria]
        if twice := sorted({item for item in ids if ids.count(item) > 1}):
            raise ValueError(f"criteria with the same id: {', '.join(twice)}")
        return self

    @property
    def computed_max(self) -> Fraction:
        """Sum of all criteria's maxima."""
        return sum((group.computed_max for group in self.groups), Fraction(0))

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """All criteria in printed order."""
        return tuple(item for group in self.groups for item in group.criteria)

    @cached_property
    def by_id(self) -> dict[str, Criterion]:
        """Criteria by id."""
        return {item.id: item for item in self.criteria}

    @cached_property
    def info_by_key(self) -> dict[str, InfoField]:
        """General information fields by key."""
        return {item.key: item for item in self.general_info}

    @cached_property
    def relative(self) -> tuple[Criterion, ...]:
        """Criteria whose points depend on other units."""
        return tuple(item for item in self.criteria if item.relative)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON of the whole set, 64 hex digits."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()

    def group_of(self, criterion_id: str) -> Group:
        """The group that holds the criterion; raises KeyError."""
        for group in self.groups:
            if any(item.id == criterion_id for item in group.criteria):
                return group
        raise KeyError(criterion_id)

    def clause(self, criterion: Criterion) -> str:
        """Where the criterion stands in the print."""
        return f"{self.decision.annex}, STT {criterion.code}"

    def dependents(self, figure: str) -> Iterator[tuple[Criterion, Input]]:
        """Inputs that take their value from the figure (``1.4`` or ``8.1.b``)."""
        for criterion in self.criteria:
            for item in criterion.inputs:
                if figure in item.same_as:
                    yield criterion, item
