"""One criterion of a set and what belongs to it: inputs, cadence, notes, what was restored."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import Literal, Self

from pydantic import model_validator

from criteria.formula import Formula
from criteria.kinds import Amount, Checklist, Choice, Highest, Model, Ratio, Rule, Tiers, Worth, repeated

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


class Coded(Model):
    """What the print numbers: ``code`` as printed (``4,2``), ``id`` unique in the set (else ``4.2``)."""

    code: str
    id: str = ""

    @model_validator(mode="before")
    @classmethod
    def _id_is_code(cls, data: object) -> object:
        if isinstance(data, dict) and not data.get("id"):
            return {**data, "id": str(data.get("code", "")).replace(",", ".")}
        return data


class Criterion(Coded):
    """One criterion (tiêu chí): official text, maximum, inputs, rule, evidence and the quoted clause."""

    name: str
    heading: str = ""
    max: Amount
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

    @model_validator(mode="after")
    def _inputs_are_asked_and_used(self) -> Self:
        asked = {item.key: item for item in self.inputs}
        if twice := repeated(item.key for item in self.inputs):
            raise ValueError(f"criterion {self.code}: two inputs have the key {twice}")
        if missing := self.used - asked.keys():
            names, has = ", ".join(sorted(missing)), ", ".join(asked) or "none"
            raise ValueError(
                f"criterion {self.code}: the rule uses {names}, which no input has; inputs are {has}"
            )
        requires = self.rule.requires if isinstance(self.rule, Tiers) else None
        if requires and asked[requires].type != "yes_no":
            raise ValueError(f"criterion {self.code}: what is required, {requires}, must be of type yes_no")
        return self

    @cached_property
    def used(self) -> frozenset[str]:
        """Names that the rule reads."""
        return self.rule.names

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """Keys of the inputs that the rule reads, in printed order."""
        return tuple(item.key for item in self.inputs if item.key in self.used)

    @cached_property
    def over(self) -> tuple[str, str] | None:
        """Keys of numerator and denominator where the formula is one counted figure over another."""
        found = self.formula.fraction() if self.formula else None
        if found is None:
            return None
        top, bottom = found[0].source, found[1].source
        keys = {item.key for item in self.inputs if item.type in ("count", "amount")}
        return (top, bottom) if {top, bottom} <= keys else None

    @cached_property
    def formula(self) -> Formula | None:
        """What the rule measures; None where options or items are chosen."""
        rule = self.rule
        if isinstance(rule, Choice | Checklist):
            return None
        return rule.of if isinstance(rule, Tiers | Highest) else rule.formula

    @cached_property
    def target_terms(self) -> tuple[int, int]:
        """The ratio that gives the maximum, as numerator and denominator; the whole where none is named."""
        target = self.rule.target if isinstance(self.rule, Ratio) else None
        return (1, 1) if target is None else (target.numerator, target.denominator)

    @cached_property
    def max_terms(self) -> tuple[int, int]:
        """The maximum as numerator and denominator."""
        return self.max.numerator, self.max.denominator

    @cached_property
    def worths(self) -> tuple[Fraction | None, ...]:
        """What each option, item or tier gives in printed order; None where that depends on figures."""
        rule = self.rule
        if isinstance(rule, Choice | Checklist):
            printed: tuple[Worth, ...] = rule.options if isinstance(rule, Choice) else rule.items
        else:
            printed = rule.tiers if isinstance(rule, Tiers) else ()
        return tuple(None if worth.asks else worth.given(self.max, {}) for worth in printed)

    @cached_property
    def of_whole(self) -> bool:
        """Whether the figures are a part over its whole, so that more than 100 % is marked.

        Not so where the scale itself goes beyond 1, where nothing caps the value, or where the denominator
        is a norm (clusters × 4 hours × days).
        """
        formula, rule = self.formula, self.rule
        over = formula.fraction() if formula else None
        if not self._asks_share and (over is None or any(sign in over[1].source for sign in "×*/")):
            return False
        if isinstance(rule, Ratio):
            return rule.target is None or rule.target <= 1
        if isinstance(rule, Highest):
            return rule.cap is not None and rule.cap <= 1
        return isinstance(rule, Tiers) and all(end <= 1 for tier in rule.tiers for end in tier.ends)

    @property
    def _asks_share(self) -> bool:
        """Whether the formula is nothing but a share that is typed as such."""
        source = self.formula.source if self.formula else ""
        return any(item.key == source and item.type == "ratio" for item in self.inputs)

    @cached_property
    def from_authority(self) -> bool:
        """Whether the authority supplies every figure, so that the unit owes none."""
        return bool(self.inputs) and all(given.source == "authority" for given in self.inputs)

    @cached_property
    def relative(self) -> bool:
        """Whether the points come from a comparison with other units."""
        return isinstance(self.rule, Highest)

    @cached_property
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
