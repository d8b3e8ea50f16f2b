"""How shares, frequencies, yes and no are read, as ``reading`` reads plain figures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from itertools import product

from criteria.reading import (
    LONGEST,
    Ambiguous,
    NotANumber,
    Number,
    Reading,
    meanings,
    possible,
    read_number,
    settled,
    spoken,
)
from criteria.reading_several import read_pair
from criteria.vietnamese import fold, plain

_ONE, _HUNDRED = Fraction(1), Fraction(100)


def read_ratio(text: str) -> Reading:
    """A share of one: ``82,5%``, ``421/512`` (the text stays unreduced), ``95`` (per cent).

    Up to 1 without a sign is ambiguous (0,95 % or 95 %), except 0. More than all only where it is said to be
    a share: ``120%``, ``600/512``, but not ``120``.
    """
    if pair := read_pair(text):
        return _ratio_of(*pair)
    reading = read_number(text, unit="%")
    if isinstance(reading, NotANumber):
        return reading
    shares = [each.value / _HUNDRED for each in possible(reading)]
    if "%" not in spoken(text):
        shares = [share for share in (*shares, *(s * _HUNDRED for s in shares)) if share <= 1]
    return settled(_likely(Number(s, plain(s * _HUNDRED) + "%") for s in shares), "over_100")


def _ratio_of(top: Reading, bottom: Reading) -> Reading:
    for part in (top, bottom):
        if isinstance(part, NotANumber):
            return part
    couples: Iterable[tuple[Number, Number]] = product(possible(top), possible(bottom))
    if isinstance(top, Ambiguous) and isinstance(bottom, Ambiguous):
        # 1.234/2.000: whatever the dot means, it means the same on both sides
        couples = zip(top.candidates, bottom.candidates, strict=True)
    ratios = (Number(a.value / b.value, f"{a.text}/{b.text}") for a, b in couples if b.value)
    return settled(_likely(ratios), "zero_denominator")


def _likely(shares: Iterable[Number]) -> list[Number]:
    """No more than all, where the text can mean that: 1.500/2 is three quarters rather than 750."""
    found = list(shares)
    return [share for share in found if share.value <= 1] or found


_PERIODS = {"ngay": 365, "tuan": 52, "thang": 12, "quy": 4, "nam": 1}
_WORDS = {"nua": Fraction(1, 2), "mot": _ONE, "hai": Fraction(2), "ba": Fraction(3), "bon": Fraction(4)}
_N = rf"(?:[0-9]+(?:[.,][0-9]+)?|{'|'.join(_WORDS)})"
_SPAN = rf"(?:(?P<span>{_N})\s*)?(?P<period>{'|'.join(_PERIODS)})"
_TIMES = "(?:lan|ky|buoi)"
_FREQUENCIES = (
    re.compile(rf"(?P<count>{_N})\s*(?:{_TIMES}\s*(?:/|,|moi|hang|tren|trong)?|/)\s*{_SPAN}"),  # 2 lần/tuần
    re.compile(rf"(?:(?:moi|hang|cu)\s+)?{_SPAN}\s*[/,:]?\s*(?:(?P<count>{_N})\s*)?{_TIMES}"),  # tuần 1 lần
    re.compile(rf"(?:moi|hang)\s+{_SPAN}(?P<count>)"),  # hằng ngày
)


def read_frequency(text: str) -> Reading:
    """Times per year: ``1 lần/tuần`` 52, ``2 tháng 1 lần`` 6, ``hằng ngày`` 365; ``40`` and ``40 lần`` 40."""
    typed = fold(spoken(text))
    patterns = _FREQUENCIES if len(typed) <= LONGEST else ()
    match = next(filter(None, (pattern.fullmatch(typed) for pattern in patterns)), None)
    if match is None:
        return read_number(text, unit="lần")
    spans = [span for span in _quantities(match["span"]) if span]
    rates = (_PERIODS[match["period"]] * n / span for n in _quantities(match["count"]) for span in spans)
    return settled((Number(rate, plain(rate)) for rate in rates), "zero_denominator")


def _quantities(word: str | None) -> tuple[Fraction, ...]:
    if not word:
        return (_ONE,)
    return (_WORDS[word],) if word in _WORDS else meanings(word)


_YES = frozenset({"co", "da co", "co roi", "da co roi", "roi", "da", "vang", "dung", "yes", "y", "c", "ok"})
_NO = frozenset({"khong", "khong co", "chua", "chua co", "ko", "ko co", "kh", "k", "no", "n"})


def read_yes_no(text: str) -> bool | None:
    """True for có, đã có, rồi, yes …; False for không, chưa, no …; None for anything else."""
    words = " ".join(fold(spoken(text)).strip(" .,!").split())
    return words in _YES if words in _YES | _NO else None
