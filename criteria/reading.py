"""How figures are read from what people type on a phone.

Every reader takes any text and answers with a value, never with an exception. A text that can mean two
figures comes back as both, so that the caller can ask; nothing is guessed. Every Unicode decimal digit
counts as a digit (full-width, Arabic-Indic …); superscripts and signs such as ½ do not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from criteria.vietnamese import fold, in_ascii_marks, plain

LONGEST = 40  # characters of one figure with its unit

Reason = Literal[
    "empty", "letters", "negative", "too_many_marks", "percent_not_allowed", "too_long", "two_numbers",
    "not_whole", "about", "over_100", "zero_denominator",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """An exact value, >= 0. ``text`` is canonical: ``1234.5``; of a share ``82.5%`` or ``421/512``."""

    value: Fraction
    text: str


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Two or more different values that the text can mean; 1234 stands before 1,234."""

    candidates: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class NotANumber:
    """Why the text is no figure; ``letters`` is everything that has no reason of its own."""

    reason: Reason


Reading = Number | Ambiguous | NotANumber

_ONE = Fraction(1)

_FIGURE = re.compile(r"(?:^[.,])?[0-9]+(?:[ .,][0-9]+)*")
# 1.234.567,8: the decimal mark is not the mark between the thousands, and no group of thousands begins with 0
_GROUPED = re.compile(r"([1-9][0-9]{0,2}([ .,])[0-9]{3}(?:\2[0-9]{3})*)(?:(?!\2)[.,]([0-9]+))?")
_DECIMAL = re.compile(r"([0-9]*)(?:[.,]([0-9]+))?")

_LEADING = frozenset({"", "co", "la", "tong", "so", "cong", "duoc", "dat"})
_ABOUT = frozenset({"khoang", "chung", "gan", "hon", "tren", "duoi", "tam", "xap", "uoc", "it", "tro"})
# 1 tỷ 2 is 1,2 tỷ; 8 nghìn rưỡi is 8,5 nghìn; 1 tỷ 50 triệu is 1,05 tỷ. 1 tỷ 25 is not clear.
_PARTED = re.compile(
    r"([0-9]+)(?:\s*(nghìn|nghin|ngàn|ngan|triệu|trieu|tỷ|tỉ|ty)\s*|(k|tr)(?=[0-9]))"
    r"(?:([0-9]{1,3})\s*(nghìn|nghin|ngàn|ngan|triệu|trieu)|(rưỡi|ruoi)|([0-9]|[0-9]{3}))(?![\w.,/])"
)
_EIGHT = "tám"  # no "tầm", though it is folded alike
_ABOUT_SIGNS = re.compile(r"[~≈±<>≤≥…+]|\.\.")
# Spelled out, with and without marks, because folding would take ngân (bank) for ngàn (thousand).
_MULTIPLIERS = {
    **dict.fromkeys(("k", "nghìn", "nghin", "ngàn", "ngan"), 10**3),
    **dict.fromkeys(("tr", "trđ", "triệu", "trieu"), 10**6),
    **dict.fromkeys(("tỷ", "tỉ", "ty", "ti"), 10**9),
}
# What may be counted where the caller expects no particular unit; anything else is asked about.
_COUNTERS = frozenset(
    {"nguoi", "ho", "ho so", "van ban", "lan", "cuoc", "cuoc hop", "buoi", "lop", "tin", "bai", "tin bai"}
    | {"may", "bo", "cai", "chiec", "don vi", "thon", "can bo", "cong chuc", "thu tuc", "dich vu"}
    | {"giao dich", "dong", "d", "vnd"}
)
# The look-behind and the {1,3} keep the search linear on long texts.
_POLITE = re.compile(
    r"^(?:(?:dạ|da|vâng|vang|thưa|thua)[\s,.:]+)+|(?<![\s,])(?:[\s,]+(?:ạ|a|nhé|nhe|nha)){1,3}[\s.!]*$"
)
_PER_CENT = re.compile(r"ph[ầa]n\s+tr[ăa]m")


def read_number(text: str, *, whole: bool = False, unit: str = "") -> Reading:
    """The one figure in ``text``, in ``unit`` where one is expected (``người``, ``triệu đồng``).

    ``1.234`` and ``1,234`` are ambiguous, except that a ``whole`` figure can only be 1234. Multipliers are
    taken relative to the unit: ``1,5 tỷ`` is 1500 for ``triệu đồng`` and 1500000000 without a unit.
    Words around the figure must be the beginning of the unit, a common counter, or politeness.
    """
    if text.isascii() and text.isdecimal() and len(text) <= LONGEST:
        return Number(Fraction(int(text)), str(int(text)))  # nothing but digits, as most people type it
    typed = spoken(text)
    if not typed or len(typed) > LONGEST:
        return NotANumber("too_long" if typed else "empty")
    typed = _PARTED.sub(_joined, typed)
    match = _FIGURE.search(typed)
    if match is None:
        return NotANumber("letters")
    before, after = typed[: match.start()], typed[match.end() :]
    if refusal := _refusal_before(before):
        return NotANumber(refusal)
    scales = _scales(after.strip(" ,!").removesuffix("."), unit)
    if not scales:
        return NotANumber(_refusal_after(after))
    values = meanings(match.group())
    if not values:
        return NotANumber("two_numbers" if " " in match.group() else "too_many_marks")
    if whole and scales == (_ONE,):
        values = values[:1]  # 2.000 could be 2, but nobody writes a whole number with three decimals
    scaled = [value * scale for scale in scales for value in values]
    fitting = [value for value in scaled if not whole or value.denominator == 1]
    return settled((Number(value, plain(value)) for value in fitting), "not_whole")


def spoken(text: str) -> str:
    """Lower case with ASCII digits and punctuation, plain spaces, and no politeness at either end."""
    return _POLITE.sub("", _PER_CENT.sub("%", in_ascii_marks(text).lower())).strip()


def _joined(parted: re.Match[str]) -> str:
    """``1,2 tỷ`` for ``1 tỷ 2``; four decimals where they would be read as thousands otherwise."""
    whole, scale, short, lesser, lesser_scale, half, rest = parted.groups()
    if lesser and _MULTIPLIERS[scale or short] != 1000 * _MULTIPLIERS[lesser_scale]:
        return parted[0]
    thousandths = f"{lesser.zfill(3)}0" if lesser else ""
    decimals = "5" if half else thousandths or (rest if len(rest) == 1 else f"{rest}0")
    return f"{whole},{decimals} {scale or short}"


def meanings(figure: str) -> tuple[Fraction, ...]:
    """What digits with marks can mean, thousands first; none where the marks make no number."""
    readings = []
    if grouped := _GROUPED.fullmatch(figure):
        thousands = re.sub(r"[ .,]", "", grouped[1])
        readings.append(Fraction(f"{thousands}.{grouped[3] or 0}"))
    if decimal := _DECIMAL.fullmatch(figure):
        readings.append(Fraction(f"{decimal[1] or 0}.{decimal[2] or 0}"))
    return tuple(readings)


def _is_about(words: str) -> bool:
    said = {fold(word) for word in words.split() if word != _EIGHT}
    return bool(_ABOUT_SIGNS.search(words)) or not _ABOUT.isdisjoint(said)


def _refusal_before(before: str) -> Reason | None:
    """Why a figure after these words cannot be taken; None where it can."""
    words = before.strip().removesuffix("+")
    if _is_about(words):
        return "about"
    if words.endswith(("-", "âm")):
        return "negative"
    known = all(word.strip(":=,") in _LEADING for word in fold(words).split())
    return None if known else "letters"


def _refusal_after(after: str) -> Reason:
    """Why a figure before these words cannot be taken."""
    if re.search("[0-9]", after) and not re.match(r"\w", after):
        return "two_numbers"  # but 1e5, 0x10 and 1_000 are one thing, and not a number
    if after.strip().startswith("%"):
        return "percent_not_allowed"
    return "about" if _is_about(after) else "letters"


def _scales(words: str, unit: str) -> tuple[Fraction, ...]:
    """What the words after a figure multiply it by, in units of ``unit``; none where they do not fit it.

    Two where a short word fits twice: ``5 tr`` is five schools (trường) or five million.
    """
    scales = [_ONE] if _bare(unit).startswith(_bare(words)) else []
    factor, rest = _multiplier(words)
    unit_factor, unit_rest = _multiplier(unit.lower())
    fits = _bare(unit_rest).startswith(_bare(rest)) or (not unit and _bare(rest) in _COUNTERS)
    if words and fits:
        scales.append(Fraction(factor, unit_factor))
    return tuple(dict.fromkeys(scales))


def _multiplier(words: str) -> tuple[int, str]:
    """The product of the multipliers that the words begin with (nghìn tỷ), and the other words."""
    factor, rest = 1, words.split()
    while rest and rest[0] in _MULTIPLIERS:
        factor *= _MULTIPLIERS[rest.pop(0)]
    return factor, " ".join(rest)


def _bare(words: str) -> str:
    return fold(unicodedata.normalize("NFKC", words)).strip()  # m² is also typed m2


def settled(numbers: Iterable[Number], otherwise: Reason) -> Reading:
    """The reading for the values that remain possible; ``otherwise`` where none does."""
    different: dict[Fraction, Number] = {}
    for each in numbers:
        different.setdefault(each.value, each)
    if len(different) > 1:
        return Ambiguous(tuple(different.values()))
    return next(iter(different.values()), NotANumber(otherwise))


def possible(reading: Reading) -> tuple[Number, ...]:
    """Every figure that the reading leaves possible."""
    if isinstance(reading, Ambiguous):
        return reading.candidates
    return (reading,) if isinstance(reading, Number) else ()
