"""What stands above criteria in a print: parts, groups with their maximum, headings."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Self

from pydantic import model_validator

from criteria.criterion import Coded, Criterion, Restored
from criteria.kinds import Amount, Model


class Heading(Model):
    """A heading above rows (``Criterion.heading`` or its beginning) for which the print has a maximum."""

    text: str
    declared_max: Amount


class Part(Model):
    """A caption above groups (``Group.part``), with the maximum that the print declares for it, if any."""

    code: str
    name: str
    declared_max: Amount | None = None


class Group(Coded):
    """A group of criteria (nhóm, chỉ số chính) with the maximum that the print declares for it."""

    name: str
    part: str = ""
    declared_max: Amount
    headings: tuple[Heading, ...] = ()
    criteria: tuple[Criterion, ...]
    restored: tuple[Restored, ...] = ()

    @model_validator(mode="after")
    def _headings_are_used(self) -> Self:
        for heading in self.headings:
            if not any(self.below(heading)):
                raise ValueError(f"group {self.code}: no criterion stands under the heading {heading.text!r}")
        return self

    def below(self, heading: Heading) -> Iterator[Criterion]:
        """Criteria that stand under the heading or under one of its own headings (``4 … › 4,2 …``)."""
        for criterion in self.criteria:
            if f"{criterion.heading} › ".startswith(f"{heading.text} › "):
                yield criterion

    @property
    def computed_max(self) -> Fraction:
        """Sum of the criteria's maxima."""
        return sum((item.max for item in self.criteria), Fraction(0))
