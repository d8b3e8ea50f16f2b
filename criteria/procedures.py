"""What a decision says beside its criteria: levels (mức độ), blocks (khối), stages and calendar, as data.

A set carries a procedure by its id, or one is paired with a set (``pairing``). Texts are the words of the
print; where a ruling differs from the print, both stand side by side.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from criteria.kinds import Amount, Exact, Model, Share, repeated
from criteria.schema import Acknowledged, Decision, Lost, Note

TOTAL = "total"
"""What a level by share is measured on; parts and groups have their own codes."""


def in_calendar(text: str) -> str:
    """``11-30``; a day that no year has is refused."""
    try:
        date.fromisoformat(f"2024-{text}")
    except ValueError as error:
        raise ValueError(f"{text!r} is no day: write month and day, like 11-30") from error
    return text


MonthDay = Annotated[str, AfterValidator(in_calendar)]


class Minimum(Model):
    """One cell of a table of levels: as printed, and the points that it demands.

    ``printed``: what the cell itself says, where the ruling is another.
    """

    print: str
    points: Amount
    printed: Exact | None = None

    @property
    def as_printed(self) -> Fraction:
        """The points that the print demands."""
        return self.points if self.printed is None else self.printed


class Level(Model):
    """A level: reached by a share of the set's declared maximum, or by every minimum at once."""

    code: str = Field(min_length=1)
    name: str
    clause: str
    quote: str
    at_least_share: Share | None = None
    at_least: dict[str, Minimum] = {}

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.at_least_share is None) == (not self.at_least):
            raise ValueError(f"level {self.code} needs either at_least_share or at_least")
        return self

    def demands(self, declared_max: Fraction) -> dict[str, Fraction]:
        """Points needed, by ``total`` or by the code of a part or group."""
        if self.at_least_share is not None:
            return {TOTAL: self.at_least_share * declared_max}
        return {code: minimum.points for code, minimum in self.at_least.items()}


class Rated(Model):
    """What has a maximum: ``printed_max`` stands where the ruling differs from the print."""

    code: str
    name: str
    max: Exact
    printed_max: Exact | None = None

    @property
    def max_as_printed(self) -> Fraction:
        """The maximum that the print has."""
        return self.max if self.printed_max is None else self.printed_max


class PartGroup(Rated):
    """A group of criteria: ``name`` as in the table of levels, ``full_name`` as in the list of groups."""

    full_name: str = ""


class Part(Rated):
    """A part of the score with a minimum of its own: results (mức độ đạt được), readiness (sẵn sàng)."""

    groups: tuple[PartGroup, ...] = Field(min_length=1)


class UnitBlock(Model):
    """Units that are ranked together, who verifies them and who approves."""

    code: str
    name: str
    clause: str
    quote: str
    verifier: str = ""
    approver: str = ""


class Term(Model):
    """A day of the calendar, or a number of days after something; ``text`` is the print's.

    ``year``: 0 is the year of the assessment. ``before``: the last day is the one before ``on``.
    """

    text: str
    on: MonthDay | None = None
    year: Literal["-1", "0", "1"] = "0"
    before: bool = False
    days: int | None = Field(None, gt=0)
    counting: Literal["working", "calendar"] = "calendar"
    after: str = ""

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.on is None) == (self.days is None):
            raise ValueError(f"{self.text!r} needs either on (a day) or days (after something)")
        if self.days is not None and not self.after:
            raise ValueError(f"{self.text!r} needs after: what the days are counted from")
        return self


class Span(Model):
    """A stretch of the calendar: the period that figures are of, the quarter of the assessment."""

    code: str
    name: str
    clause: str
    quote: str
    first: Term
    last: Term


class Stage(Model):
    """A step of the assessment: who does what (``quote``) until when; ``blocks``: for which, none is all."""

    code: str
    name: str
    who: str
    clause: str
    quote: str
    blocks: tuple[str, ...] = ()
    due: Term | None = None


class BelowLevels(Model):
    """What a unit is that reaches no level."""

    name: str
    clause: str
    quote: str
    ranked: bool = False


class Procedure(Model):
    """Levels from the highest down, blocks, stages and calendar of one decision."""

    id: str
    title: str
    subject: str
    version: str
    decision: Decision
    blocks: tuple[UnitBlock, ...] = ()
    parts: tuple[Part, ...] = ()
    levels: tuple[Level, ...] = Field(min_length=1)
    below: BelowLevels | None = None
    calendar: tuple[Span, ...] = ()
    stages: tuple[Stage, ...] = ()
    notes: tuple[Note, ...] = ()
    lost: tuple[Lost, ...] = ()
    findings: tuple[Acknowledged, ...] = ()

    @model_validator(mode="after")
    def _codes_are_unique(self) -> Self:
        for what, codes in (
            ("levels", [item.code for item in self.levels]),
            ("blocks", [item.code for item in self.blocks]),
            ("stages", [item.code for item in self.stages]),
            ("parts and groups", [item.code for item in self.rated]),
        ):
            if twice := repeated(codes):
                raise ValueError(f"{what} with the same code: {twice}")
        return self

    @model_validator(mode="after")
    def _names_are_known(self) -> Self:
        rated = {item.code for item in self.rated}
        for level in self.levels:
            if level.at_least.keys() != (rated if level.at_least_share is None else set()):
                odd = ", ".join(sorted(level.at_least.keys() ^ rated))
                raise ValueError(f"level {level.code}: a minimum for each part and group, no other: {odd}")
        blocks = {item.code for item in self.blocks}
        for stage in self.stages:
            if unknown := set(stage.blocks) - blocks:
                raise ValueError(f"stage {stage.code}: there is no block {', '.join(sorted(unknown))}")
        return self

    @property
    def groups(self) -> tuple[PartGroup, ...]:
        """Groups of all parts."""
        return tuple(group for part in self.parts for group in part.groups)

    @property
    def rated(self) -> tuple[Rated, ...]:
        """Each part, then its groups."""
        return tuple(self._rated())

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON, 64 hex digits."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()

    def _rated(self) -> Iterator[Rated]:
        for part in self.parts:
            yield part
            yield from part.groups


class LevelCase(Model):
    """A worked case (``examples.yaml``): points of groups, or a total out of ``declared_max``.

    ``level`` is a code, empty where none is reached; ``missing`` is what lacks for the next one.
    """

    clause: str
    given: dict[str, Exact]
    declared_max: Exact = Fraction(0)
    level: str
    missing: dict[str, Exact] = {}
    why: str
