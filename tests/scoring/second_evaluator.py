"""Computes points from nothing but a printed derivation, by grammar of its own.

Only the last step is read: ``… → 35 × 421/512 = 28,78 điểm`` is 35 × 421/512. Numbers are Vietnamese
(1.234,5), ``%`` divides by 100, × and / bind before + and -, from left to right.
"""

from __future__ import annotations

import re
from fractions import Fraction

_TOKEN = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?|[-+×/()%]")


def computed(derivation: str) -> Fraction:
    """The value of the last step's work, or its result where it shows no work."""
    work, said = _last_step(derivation)
    return _Reader(work or said).whole()


def said(derivation: str) -> Fraction:
    """The result that the last step states, as it is rounded there."""
    return _Reader(_last_step(derivation)[1]).whole()


def _last_step(derivation: str) -> tuple[str, str]:
    step = derivation.rpartition("→")[2].removesuffix(" (điểm tối đa)").strip()
    assert step.endswith(" điểm"), derivation
    work, _, result = step.removesuffix(" điểm").rpartition("=")
    return work.strip(), result.strip()


class _Reader:
    def __init__(self, text: str) -> None:
        self.left = _TOKEN.findall(text)
        assert not _TOKEN.sub("", text).strip(), f"{text!r} has words in it"

    def whole(self) -> Fraction:
        value = self.sum()
        assert not self.left, f"{self.left} is left over"
        return value

    def next_in(self, signs: str) -> bool:
        return bool(self.left) and self.left[0] in signs

    def sum(self) -> Fraction:
        value = self.product()
        while self.next_in("+-"):
            sign = self.left.pop(0)
            value += self.product() if sign == "+" else -self.product()
        return value

    def product(self) -> Fraction:
        value = self.single()
        while self.next_in("×/"):
            value = value * self.single() if self.left.pop(0) == "×" else value / self.single()
        return value

    def single(self) -> Fraction:
        token = self.left.pop(0)
        if token == "-":
            return -self.single()
        if token == "(":
            value = self.sum()
            assert self.left.pop(0) == ")"
        else:
            value = Fraction(token.replace(".", "").replace(",", "."))
        while self.next_in("%"):
            self.left.pop(0)
            value /= 100
        return value
