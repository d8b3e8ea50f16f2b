"""Figures in a score file become the canonical text of a claim: ``421``, ``82.5%``, ``421/512``.

A point is the decimal mark here; a comma is taken where it can only mean one thing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from criteria.reading import LONGEST, Ambiguous, Number, Reading, read_number
from criteria.reading_kinds import read_frequency, read_yes_no
from criteria.schema import InfoField, Input, InputType
from criteria.vietnamese import plain


class AnswerError(ValueError):
    """What was given is no answer; the message says what to write."""


_DECIMAL = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?")
_NOTHING = frozenset({"", "null", "~"})
_REASONS = {
    "negative": "is negative; figures are 0 or more",
    "not_whole": "is not a whole number",
    "too_long": "is too long for a figure",
    "zero_denominator": "divides by 0",
    "percent_not_allowed": "is a percentage; write the figure itself",
    "about": "is not exact; write the figure itself",
}


def absent(given: Any) -> bool:
    """Whether nothing was given: an empty text, ``null``, an empty mapping."""
    return given is None or given == {} or (isinstance(given, str) and given.strip() in _NOTHING)


def canonical(asked: Input | InfoField, given: Any) -> str:
    """The figure as a claim stores it; raises AnswerError."""
    if asked.type == "ratio":
        return _ratio(given)
    if not isinstance(given, str):
        raise AnswerError(f"{asked.key} is one figure, not a list or further keys")
    text = given.strip()
    return text if asked.type == "text" else _WRITTEN[asked.type](text, asked.unit)


def _count(text: str, unit: str) -> str:
    return plain(_number(text, unit, whole=True))


def _amount(text: str, unit: str) -> str:
    top, over, bottom = text.partition("/")
    if not over:
        return plain(_number(text, unit))
    if (divisor := _number(bottom)) == 0:
        raise AnswerError(f"{text!r} divides by 0")
    return plain(_number(top) / divisor)


def _frequency(text: str, unit: str) -> str:
    if re.fullmatch(r"[\d./ ]+", text):
        return _amount(text, unit)
    return plain(_settled(text, read_frequency(text)))


def _yes_no(text: str, _unit: str) -> str:
    said = {"1": True, "true": True, "0": False, "false": False}.get(text.lower(), read_yes_no(text))
    if said is None:
        raise AnswerError(f"{text!r} is neither true nor false")
    return str(int(said))


_WRITTEN: dict[InputType, Callable[[str, str], str]] = {
    "count": _count,
    "amount": _amount,
    "frequency": _frequency,
    "yes_no": _yes_no,
}


def _ratio(given: Any) -> str:
    """``82.5%`` or ``421/512``: from those, from {a: 421, b: 512}, from 0.825 or from 82.5."""
    if isinstance(given, dict):
        if given.keys() != {"a", "b"}:
            raise AnswerError("a ratio is written {a: 421, b: 512}, 421/512, 82.5% or 0.825")
        return f"{_part(given['a'])}/{_part(given['b'])}"
    if not isinstance(given, str):
        raise AnswerError("a ratio is one figure, not a list")
    text = given.strip().replace("％", "%")
    top, over, bottom = text.partition("/")
    if over:
        return f"{_part(top)}/{_part(bottom)}"
    if text.endswith("%"):
        return f"{_part(text[:-1])}%"
    value = _number(text)
    if value > 100:
        raise AnswerError(f"{text!r}: a ratio is at most 1, or 100 in per cent")
    return f"{plain(value if value > 1 else value * 100)}%"


def _part(given: Any) -> str:
    if not isinstance(given, str):
        raise AnswerError("a ratio has two figures, not lists or further keys")
    return plain(_number(given))


def _number(text: str, unit: str = "", *, whole: bool = False) -> Fraction:
    typed = text.strip()
    if len(typed) <= LONGEST and _DECIMAL.fullmatch(typed):
        value = Fraction(typed)
    else:
        value = _settled(typed, read_number(typed, whole=whole, unit=unit))
    if whole and value.denominator != 1:
        raise AnswerError(f"{typed!r} is not a whole number")
    return value


def _settled(text: str, reading: Reading) -> Fraction:
    if isinstance(reading, Number):
        return reading.value
    shown = repr(text if len(text) <= LONGEST else text[:LONGEST] + "…")
    if isinstance(reading, Ambiguous):
        could = " or ".join(each.text for each in reading.candidates)
        raise AnswerError(f"{shown} could be {could}; write the one that is meant")
    raise AnswerError(f"{shown} {_REASONS.get(reading.reason, 'is not a number; write it like 1234.5')}")
