"""How numbers, dates and names are written in Vietnamese, and in which order names and codes stand.

Written for people: ``1.234,5`` (dot between thousands, decimal comma). Written for machines: ``1234.5``.
Values are exact (``Fraction`` or ``int``); shares are fractions of one (90 % is 9/10).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date as Date  # noqa: N812 - `date` is the name of the writer below
from datetime import datetime
from fractions import Fraction
from functools import lru_cache
from zoneinfo import ZoneInfo

ZONE = "Asia/Ho_Chi_Minh"

SortKey = tuple[tuple[tuple[int, int, tuple[int, ...], int], ...], str]
"""One (kind, number, letters, tone) per syllable or number, then the text itself to settle ties."""


# --- numbers -------------------------------------------------------------------------------------------


def half_up(value: Fraction, places: int) -> Fraction:
    """``value`` rounded to ``places`` decimals, halves away from zero: 0.125 → 0.13, -0.125 → -0.13."""
    return _units(value.numerator, value.denominator, places) / Fraction(10) ** places


def _units(top: int, bottom: int, places: int) -> int:
    """``half_up`` of top/bottom as a whole number of 10^-places."""
    scale: int = 10 ** abs(places)
    top, bottom = (top * scale, bottom) if places >= 0 else (top, bottom * scale)
    units = (abs(top) * 2 + bottom) // (2 * bottom)
    return -units if top < 0 else units


def number(value: Fraction | int, places: int | None = None) -> str:
    """``1.234,5``. ``places``: half-up to at most so many decimals; None: exact, or 2 where it never ends.

    Zeros at the end are dropped either way: points are shown as 28,78, 28,7 and 20.
    """
    return _number(value.numerator, value.denominator, places)


@lru_cache(maxsize=8192)  # the same maxima and targets stand in every message
def _number(top: int, bottom: int, places: int | None) -> str:
    if places is None:
        ends = _places(bottom)
        places = 2 if ends is None else ends
    sign, whole, decimals = _parts(top, bottom, places)
    decimals = decimals.rstrip("0")
    return f"{sign}{int(whole):,}".replace(",", ".") + (f",{decimals}" if decimals else "")


def percent(value: Fraction, places: int = 2) -> str:
    """The share ``value`` (421/512) as ``82,23%``, half-up to at most ``places`` decimals."""
    return number(Fraction(value) * 100, places) + "%"


def plain(value: Fraction | int) -> str:
    """Canonical text for machines, exact: ``28.78``, or ``1/3`` where the decimals never end."""
    if value.denominator == 1:
        return str(value.numerator)
    places = _places(value.denominator)
    return str(value) if places is None else decimal_text(value, places)


def decimal_text(value: Fraction | int, places: int) -> str:
    """Half-up to exactly ``places`` decimals for machines: ``28.78``, ``20.00``."""
    sign, whole, decimals = _parts(value.numerator, value.denominator, places)
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"


@lru_cache(maxsize=4096)
def _places(denominator: int) -> int | None:
    """Decimals of a fraction in lowest terms with that denominator; None where they never end."""
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else None


def _parts(top: int, bottom: int, places: int) -> tuple[str, str, str]:
    """Sign, whole part and ``places`` decimals of the rounded value; what rounds to 0 has no sign."""
    units = _units(top, bottom, places)
    digits = str(abs(units)).rjust(places + 1, "0")
    cut = len(digits) - places
    return "-" if units < 0 else "", digits[:cut], digits[cut:]


# --- dates ---------------------------------------------------------------------------------------------


def date(day: Date) -> str:
    """``21/11/2026``."""
    return f"{day.day:02}/{day.month:02}/{day.year}"


def moment(instant: datetime) -> str:
    """``08:05 ngày 21/11/2026`` in Vietnam's time; a datetime without a zone is taken to be in it."""
    local = instant.astimezone(ZoneInfo(ZONE)) if instant.tzinfo else instant
    return f"{local.hour:02}:{local.minute:02} ngày {date(local)}"


# --- texts ---------------------------------------------------------------------------------------------

# Old documents write the Icelandic and the African D for Đ: they look the same in print.
_D = str.maketrans("đðɖ", "ddd")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_KEPT = "\n\t"
_UNSEEN, _MARKS = frozenset({"Cc", "Cf", "Cs"}), frozenset({"Mn", "Me"})
MOST_MARKS = 4  # in a row; Vietnamese has two, other scripts up to four
# Letters and marks without a shape: fillers, the blank Braille cell, variation selectors, noncharacters.
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufdd0-\ufdef\ufe00-\ufe0f\uffa0\ufffe\uffff"
    "\U000e0000-\U000e0fff]"
)
# What keyboards and copied tables write for the punctuation of figures.
_SAME = {
    **dict.fromkeys("−‐‑‒–—－﹣", "-"),
    **dict.fromkeys("∼～", "~"),
    **dict.fromkeys("⁄∕／÷", "/"),
    **dict.fromkeys("％﹪", "%"),
    **dict(zip("，．；：＝＋", ",.;:=+", strict=True)),
}


def clean(text: str) -> str:
    """NFC, trimmed, without control, zero-width, invisible and direction characters, and with no more marks
    on a letter than any script needs; every line end is LF. All free text goes through here before it is
    recorded.
    """
    lines = _visible(_LINE_ENDS.sub("\n", text))
    return lines.strip() if lines.isascii() else _visible(unicodedata.normalize("NFC", lines)).strip()


def clean_line(text: str) -> str:
    """The same in one line, with single spaces."""
    return " ".join(clean(text).split())


def _visible(text: str) -> str:
    """Marks are counted before NFC, whose time grows with the square of their number, and after it."""
    if text.isascii() and text.isprintable():
        return text
    kept, marks = [], 0
    for c in text:
        category = unicodedata.category(c)
        if (category in _UNSEEN and c not in _KEPT) or _INVISIBLE.match(c):
            continue
        marks = marks + 1 if category in _MARKS else 0
        if marks <= MOST_MARKS:
            kept.append(c)
    return "".join(kept)


def in_ascii_marks(text: str) -> str:
    """Clean ``text`` with ASCII digits, ASCII punctuation of figures, and plain spaces of every width."""
    return "".join(_in_ascii(c) for c in clean(text))


def _in_ascii(c: str) -> str:
    digit = unicodedata.decimal(c, None)
    if digit is not None:
        return str(digit)
    return " " if unicodedata.category(c) == "Zs" else _SAME.get(c, c)


@lru_cache(maxsize=8192)  # the same labels and codes are compared at every message
def fold(text: str) -> str:
    """Lower case without marks, for matching: ``Đã có`` → ``da co``."""
    marks_apart = unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).lower())
    bare = "".join(c for c in marks_apart if unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFC", bare).translate(_D)


def fold_line(text: str) -> str:
    """The same in one line, with single spaces."""
    return " ".join(fold(text).split())


def slug(text: str) -> str:
    """ASCII id of a name: ``Xã Lạc Đạo`` → ``xa-lac-dao``; empty where the name has no Latin letter."""
    return "-".join(re.findall("[a-z0-9]+", fold(text)))


# --- order ---------------------------------------------------------------------------------------------

_ALPHABET = {c: i for i, c in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
# The order of dictionaries: ngang, huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_FOREIGN = 1000  # letters outside the alphabet stand after it
_PIECES = re.compile(r"\d+|[^\W\d_]+")
_DIGITS, _LETTERS = range(2)


def sort_key(text: str) -> SortKey:
    """Key for names in dictionary order, syllable by syllable: letters first, then the tone.

    So all Hòa stand before the first Hóa, Hoà equals Hòa, and Phường 2 stands before Phường 10.
    """
    pieces = _PIECES.findall(clean(text).lower())
    return tuple(_piece(piece) for piece in pieces), text


def _piece(piece: str) -> tuple[int, int, tuple[int, ...], int]:
    if piece.isdecimal():
        digits = tuple(int(c) for c in piece.lstrip("0"))
        return _DIGITS, len(digits), digits, 0  # digit by digit: int() refuses very long texts
    apart = unicodedata.normalize("NFD", piece)
    letters = unicodedata.normalize("NFC", "".join(c for c in apart if c not in _TONES))
    tone = max((_TONES.get(c, 0) for c in apart), default=0)
    return _LETTERS, 0, tuple(_ALPHABET.get(c, _FOREIGN + ord(c)) for c in letters), tone
