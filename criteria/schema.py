"""The shape of a criteria set: set › group › criterion › input; the kinds of rules are in ``kinds``.

Everything is frozen. Texts are the words of the print; encodings (rule, inputs) stand beside the clause
that they encode (``quote``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from typing import Literal, Self

from pydantic import Field, model_validator

from criteria.kinds import (
    Checklist,
    Choice,
    Exact,
    Highest,
    Model,
    Option,
    Points,
    Ratio,
    Rule,
    Tier,
    Tiers,
    Worth,
    repeated,
)

__all__ = [
    "Acknowledged",
    "Cadence",
    "Checklist",
    "Choice",
    "CriteriaSet",
    "Criterion",
    "Decision",
    "Exact",
    "Group",
    "Highest",
    "InfoField",
    "Input",
    "InputType",
    "Lost",
    "Model",
    "NotApplicable",
    "Note",
    "Option",
    "Points",
    "Ratio",
    "Restored",
    "Rounding",
    "Rule",
    "Tier",
    "Tiers",
    "Worth",
]

InputType = Literal["count", "amount", "ratio", "frequency", "yes_no"]
"""count: whole, >= 0 · amount: decimal, >= 0 · ratio: share of one (``82%``, ``421/512``) ·
frequency: times a year · yes_no: 1 or 0."""


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
            return {**data, "id": str(data.get("code", "")).replace(",", ".")}
        return data

    @model_validator(mode="after")
    def _inputs_are_asked_and_used(self) -> Self:
        asked = {item.key: item for item in self.inputs}
        if twice := repeated(item.key for item in self.inputs):
            raise ValueError(f"criterion {self.code}: two inputs have the key {twice}")
        if missing := self.used - asked.keys():
            names = ", ".join(sorted(missing))
            raise ValueError(f"criterion {self.code}: the rule uses {names}, which no input has")
        requires = self.rule.requires if isinstance(self.rule, Tiers) else None
        if requires and asked[requires].type != "yes_no":
            raise ValueError(f"criterion {self.code}: what is required, {requires}, must be of type yes_no")
        return self

    @cached_property
    def used(self) -> frozenset[str]:
        """Names that the rule reads."""
        return self.rule.names

    @property
    def relative(self) -> bool:
        """Whether the points come from a comparison with other units."""
        return isinstance(self.rule, Highest)

    @property
    def depends_on_peers(self) -> bool:
        """Whether other units can change the points: a comparison, or the best unit's points."""
        means = self.not_applicable
        return self.relative or (means is not None and means.gives == "best_peer")

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
            return {**data, "id": str(data.get("code", "")).replace(",", ".")}
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


class Acknowledged(Model):
    """A finding of the linter that stays, and what somebody decided about it."""

    code: str
    where: str
    ruling: str = Field(min_length=1)


class CriteriaSet(Model):
    """A whole official criteria set (bộ tiêu chí), pinned by ``version`` and ``digest``.

    ``procedure`` names the levels, blocks and stages that belong to it (``procedures``), if any.
    """

    id: str
    title: str
    subject: str
    version: str
    decision: Decision
    declared_max: Exact
    procedure: str = ""
    rounding: Rounding = Rounding()
    general_info: tuple[InfoField, ...] = ()
    groups: tuple[Group, ...] = Field(min_length=1)
    notes: tuple[Note, ...] = ()
    lost: tuple[Lost, ...] = ()
    findings: tuple[Acknowledged, ...] = ()

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        for what, ids in (
            ("criteria", [item.id for item in self.criteria]),
            ("groups", [group.id for group in self.groups]),
            ("lines of the general information", [item.key for item in self.general_info]),
        ):
            if twice := repeated(ids):
                raise ValueError(f"{what} with the same id: {twice}")
        return self

    @model_validator(mode="after")
    def _sources_exist(self) -> Self:
        original = {f"{c.id}.{item.key}" for c in self.criteria for item in c.inputs if not item.same_as}
        figures = {item.key for item in self.general_info if item.type != "text"} | original
        for criterion in self.criteria:
            for item in criterion.inputs:
                if unknown := [source for source in item.same_as if source not in figures]:
                    raise ValueError(
                        f"criterion {criterion.code}, input {item.key}: same_as {', '.join(unknown)} is no "
                        "figure of the general information and no input that is asked for itself"
                    )
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
        unsaid = None if self.procedure else {"procedure"}
        return hashlib.sha256(self.model_dump_json(exclude=unsaid).encode()).hexdigest()

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
