"""How wide a text is in Times New Roman, and how it breaks into lines: for row heights that cut nothing.

Spreadsheets don't grow rows for merged cells, and none grows a row when it opens a file that somebody
else wrote, so heights are estimated here, a little on the generous side.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final

GENEROUS: Final = 1.03  # rendering on a screen is wider than the font's own metrics
BOLD: Final = 1.08
UNKNOWN: Final = 1.0  # widths are in em

_WIDTHS: Final = {
    0.19: "'",
    0.25: " \N{NO-BREAK SPACE}.,",
    0.28: "ijlt/:;\\|",
    0.34: "fIr-()[]!",
    0.40: 'Js"“”‘’',
    0.45: "acezơ?",
    0.50: "0123456789bdghknopquvxyđ_*#$–",
    0.56: "ưFPS+=<>×≥≤{}~^",
    0.62: "ELTZ",
    0.67: "BCR",
    0.73: "ADGHKNOQUVXYĐƠƯw",
    0.78: "&",
    0.80: "m",
    0.93: "MW%@",
}
_EM: Final = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_PIECE: Final = re.compile(r"\n|[^ \t\n]+[ \t]*|[ \t]+")  # a no-break space is no end of a word


@cache
def _letter(letter: str) -> float:
    if letter in _EM:
        return _EM[letter]
    base = unicodedata.normalize("NFD", letter)[0]
    return _EM.get(base, UNKNOWN)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Points from the left edge of the text to its right edge, on one line."""
    return sum(map(_letter, text)) * size * GENEROUS * (BOLD if bold else 1)


def wrap(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """Lines of the text in a column that is ``room`` points wide; joined they are the text again."""
    if "\n" not in text and width(text, size, bold=bold) <= room:
        return [text]
    lines, used = [""], 0.0
    for piece in _pieces(text, room, size, bold=bold):
        needed = width(piece.rstrip(), size, bold=bold)
        if lines[-1].endswith("\n") or (used and used + needed > room):
            lines.append("")
            used = 0.0
        lines[-1] += piece
        used += width(piece, size, bold=bold)
    return lines


def _pieces(text: str, room: float, size: float, *, bold: bool) -> Iterator[str]:
    """Words with the spaces after them; a word longer than a line (a link) in parts."""
    for piece in _PIECE.findall(text):
        if width(piece.rstrip(), size, bold=bold) <= room:
            yield piece
            continue
        part = ""
        for letter in piece:
            if part and width(part + letter, size, bold=bold) > room:
                yield part
                part = ""
            part += letter
        yield part
