"""How figures are read from what people type on a phone.

Every reader takes any text and answers with a value, never with an exception. A text that can mean two
figures comes back as both, so that the caller can ask; nothing is guessed. Every Unicode decimal digit
counts as a digit (full-width, Arabic-Indic …); superscripts and fractions such as ½ do not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Literal

from criteria.vietnamese import clean, fold, plain

LONGEST = 40  # characters of one figure with its unit

Reason = Literal[
    "empty", "letters", "negative", "too_many_marks", "percent_not_allowed", "too_long", "two_numbers",
    "not_whole", "about", "over_100", "zero_denominator",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """One exact value, >= 0. ``text`` is its canonical text: ``1234.5``; of a share ``82.5%`` or ``421/512``."""

    value: Fraction
    text: str


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Two or more different values that the text can mean, the one with thousands first."""

    candidates: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class NotANumber:
    """Why the text is no figure; ``letters`` is everything that has no reason of its own."""

    reason: Reason


Reading = Number | Ambiguous | NotANumber

# --- one figure ----------------------------------------------------------------------------------------

_SAME = str.maketrans("，．／⁄∕；：％﹪−‐‑‒–—－﹣∼～²³", "../// ;:%%--------~~23".replace("..", ",.").replace(" ;", ";"))
_FIGURE = re.compile(r"(?:^[.,])?[0-9]+(?:[ .,][0-9]+)*")
_GROUPED = re.compile(r"([1-9][0-9]{0,2}([ .,])[0-9]{3}(?:\2[0-9]{3})*)(?:(?!\2)[.,]([0-9]+))?")
_DECIMAL = re.compile(r"([0-9]*)(?:[.,]([0-9]+))?")
_PER_CENT = re.compile(r"ph[ầa]n\s+tr[ăa]m")
_POLITE = re.compile(r"^(?:(?:dạ|da|vâng|vang|thưa|thua|em|anh|chị)[\s,.:]+)+|(?:[\s,]+(?:ạ|a|nhé|nhe|nha))+[\s.!]*$")
_LEADING = frozenset({"co", "la", "tong", "so", "cong", "duoc", "dat", "=", ":", "+"})
_APPROXIMATE = frozenset("khoang chung gan hon tren duoi tam xap xi uoc toi it nhat len xuong".split())
_ABOUT_SIGNS = re.compile(r"[~≈±<>≤≥]")
