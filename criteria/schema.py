"""The shape of a criteria set: set › part › group › criterion (``criterion``) › rule (``kinds``).

Everything is frozen. Texts are the words of the print; encodings (rule, inputs) stand beside the clause
that they encode (``quote``).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from fractions import Fraction
from functools import cached_property
from typing import Literal, Self

from pydantic import Field, model_validator

from criteria.criterion import (
    Cadence,
    Criterion,
    InfoField,
    Input,
    InputType,
    NotApplicable,
    Note,
    Restored,
)
from criteria.grouping import Group, Heading, Part
from criteria.kinds import (
    Amount,
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
from criteria.vietnamese import fold

__all__ = [
    "Acknowledged", "Cadence", "Checklist", "Choice", "CriteriaSet", "Criterion", "Decision", "Exact",
    "Group", "Heading", "Highest", "InfoField", "Input", "InputType", "Lost", "Model", "NotApplicable",
    "Note", "Option", "Part", "Points", "Ratio", "Restored", "Rounding", "Rule", "Tier", "Tiers", "Worth",
]  # fmt: skip


class Decision(Model):
    """The official text that a set encodes."""

    number: str
    date: str
    authority: str
    title: str
    annex: str


class Rounding(Model):
    """Where and how points are rounded: never before ``after``; shown half-up to ``places``."""

    places: int = Field(2, ge=0, le=6)
    mode: Literal["half_up"] = "half_up"
    after: Literal["total"] = "total"


class Lost(Model):
    """A place where the print lost rows: where, and how many points went with them."""

    where: str
    points: Amount
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
    declared_max: Amount
    procedure: str = ""
    rounding: Rounding = Rounding()
    general_info: tuple[InfoField, ...] = ()
    parts: tuple[Part, ...] = ()
    groups: tuple[Group, ...] = Field(min_length=1)
    notes: tuple[Note, ...] = ()
    restored: tuple[Restored, ...] = ()
    lost: tuple[Lost, ...] = ()
    findings: tuple[Acknowledged, ...] = ()

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        for what, ids in (
            ("criteria", [item.id for item in self.criteria]),
            ("groups", [group.id for group in self.groups]),
            ("lines of the general information", [item.key for item in self.general_info]),
            ("parts", [part.code for part in self.parts]),
        ):
            if twice := repeated(ids):
                raise ValueError(f"{what} with the same id: {twice}")
        return self

    @model_validator(mode="after")
    def _parts_exist(self) -> Self:
        parts = {part.code for part in self.parts}
        for group in self.groups:
            if group.part and group.part not in parts:
                raise ValueError(f"group {group.code}: there is no part {group.part}")
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
    def by_typed_code(self) -> dict[str, str]:
        """Ids by what people type for them, folded: the id, or a printed code that no other criterion has."""
        typed = Counter(fold(item.code) for item in self.criteria)
        codes = {fold(item.code): item.id for item in self.criteria if typed[fold(item.code)] == 1}
        return {**codes, **{fold(item.id): item.id for item in self.criteria}}

    @cached_property
    def info_by_key(self) -> dict[str, InfoField]:
        """General information fields by key."""
        return {item.key: item for item in self.general_info}

    @cached_property
    def relative(self) -> tuple[Criterion, ...]:
        """Criteria whose points depend on other units."""
        return tuple(item for item in self.criteria if item.relative)

    @cached_property
    def depending(self) -> tuple[tuple[Group, tuple[Criterion, ...]], ...]:
        """Groups with criteria whose points other units can change, and those criteria."""
        found = ((group, tuple(c for c in group.criteria if c.depends_on_peers)) for group in self.groups)
        return tuple((group, members) for group, members in found if members)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON of the whole set without what it leaves unsaid, 64 hex digits.

        So a field that is added to the schema later does not change the digest of a set that lacks it.
        """
        return hashlib.sha256(self.model_dump_json(exclude_defaults=True).encode()).hexdigest()

    def group_of(self, criterion_id: str) -> Group:
        """The group that holds the criterion; raises KeyError."""
        return self._groups[criterion_id]

    @cached_property
    def _groups(self) -> dict[str, Group]:
        return {item.id: group for group in self.groups for item in group.criteria}

    def clause(self, criterion: Criterion) -> str:
        """Where the criterion stands in the print; with its group where its code does not say which it is."""
        if self._codes[criterion.code] == 1 and criterion.code:
            return f"{self.decision.annex}, STT {criterion.code}"
        group = self.group_of(criterion.id).code
        return f"{self.decision.annex}, mục {group}, STT {criterion.code or 'dòng ' + criterion.id}"

    @cached_property
    def _codes(self) -> Counter[str]:
        return Counter(item.code for item in self.criteria)

    def dependents(self, figure: str) -> tuple[tuple[Criterion, Input], ...]:
        """Inputs that take their value from the figure (``1.4`` or ``8.1.b``)."""
        return self._dependents.get(figure, ())

    @cached_property
    def _dependents(self) -> dict[str, tuple[tuple[Criterion, Input], ...]]:
        found: dict[str, tuple[tuple[Criterion, Input], ...]] = {}
        for criterion in self.criteria:
            for item in criterion.inputs:
                for figure in dict.fromkeys(item.same_as):
                    found[figure] = (*found.get(figure, ()), (criterion, item))
        return found

    @cached_property
    def proven(self) -> tuple[Criterion, ...]:
        """Criteria for which the unit itself is asked for evidence, in printed order."""
        return tuple(item for item in self.criteria if item.evidence and not item.from_authority)
