"""Charts as SVG text: one source for the public page and, three times as large, for pictures in the chat.

A chart is 360 units wide, a phone's width; text is 9 units high or more, so that it is read on one. Every
element has a class, by which a page may colour it anew. What colour says is said by a letter, a number or
a pattern too, for who prints in black and white.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from html import escape
from typing import Final, NamedTuple

from exports.cleaning import safe
from exports.measuring import width, wrap

WIDE: Final = 360
EDGE: Final = 14
ROOM: Final = WIDE - 2 * EDGE
WIDER: Final = 1.12  # than Times New Roman, which ``measuring`` knows
FONTS: Final = "Source Sans Pro, Segoe UI, Roboto, Noto Sans, Arial, sans-serif"
PAPER, INK, SOFT, TRACK = "#ffffff", "#1a2330", "#5a6675", "#e4e8ee"
STRONG, SECOND, OWN = "#1c5fa8", "#d98a1f", "#0b7a4b"
COLUMN_HIGH: Final = 90
LINE: Final = 16.5


class Head(NamedTuple):
    """What stands above a chart, and below it in small letters. ``key`` tells its patterns from others'."""

    title: str
    lines: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    key: str = "c"


class Bar(NamedTuple):
    """One row: name, what is written at its end, the share of the whole bar from 0 to 1. ``second``: a
    hatched bar below it; ``strong``: the row that is looked for; without ``said`` a gap between rows.
    """

    label: str
    said: str
    share: Fraction
    second: Fraction | None = None
    strong: bool = False


class Column(NamedTuple):
    """One column of a distribution; ``label`` stands below it where there is room."""

    label: str
    units: int


@dataclass(slots=True)
class Drawing:
    """Elements from top to bottom; ``y`` is where the next one begins."""

    key: str
    y: float = EDGE
    _parts: list[str] = field(default_factory=list)

    def text(
        self,
        words: str,
        x: float,
        size: float,
        *,
        cls: str = "ink",
        anchor: str = "start",
        bold: bool = False,
    ) -> None:
        """One line of text whose foot is at ``y``."""
        weight = ' font-weight="700"' if bold else ""
        fill = {"ink": INK, "soft": SOFT, "own": OWN, "paper": PAPER}[cls]
        where = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self._parts.append(
            f'<text class="{cls}" x="{_n(x)}" y="{_n(self.y)}" font-size="{_n(size)}" fill="{fill}"'
            f"{where}{weight}>{escape(safe(words))}</text>"
        )

    def block(self, words: str, size: float, *, cls: str = "ink", bold: bool = False) -> None:
        """Text in as many lines as it takes; ``y`` is below it afterwards."""
        for line in lines(words, ROOM, size, bold=bold):
            self.y += size
            self.text(line, EDGE, size, cls=cls, bold=bold)
            self.y += size * 0.35

    def rect(self, box: tuple[float, float, float, float], cls: str, fill: str) -> None:
        """A box: x, y, width, height."""
        x, y, wide, high = (_n(each) for each in box)
        round_ = ' rx="2"' if box[2] > 20 else ""  # thousands of small tiles are drawn faster without
        self._parts.append(
            f'<rect class="{cls}" x="{x}" y="{y}" width="{wide}" height="{high}"{round_} fill="{fill}"/>'
        )

    def line(self, x1: float, x2: float) -> None:
        """A level line at ``y``."""
        self._parts.append(
            f'<path class="axis" d="M{_n(x1)} {_n(self.y)}H{_n(x2)}" stroke="{SOFT}" stroke-width="1"/>'
        )

    def hatch(self) -> str:
        """The fill of hatched bars."""
        return f"url(#{self.key}-hatch)"

    def finish(self, head: Head) -> str:
        """The whole SVG, with what stands below the chart."""
        for note in head.notes:
            self.block(note, 9.5, cls="soft")
        high = _n(self.y + EDGE)
        pattern = (
            f'<pattern id="{self.key}-hatch" width="4" height="4" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><rect class="second" width="2" height="4" fill="{SECOND}"/>'
            "</pattern>"
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {WIDE} {high}" role="img" '
            f'aria-label="{escape(safe(head.title))}" font-family="{FONTS}"><defs>{pattern}</defs>'
            f'<rect class="paper" width="{WIDE}" height="{high}" fill="{PAPER}"/>{"".join(self._parts)}</svg>'
        )


def begun(head: Head) -> Drawing:
    """A drawing with its title."""
    drawing = Drawing(head.key)
    drawing.block(head.title, 15, bold=True)
    for line in head.lines:
        drawing.block(line, 11, cls="soft")
    drawing.y += 6
    return drawing


# --- kinds of charts -----------------------------------------------------------------------------------


def bars(head: Head, rows: Iterable[Bar]) -> str:
    """Bars that lie, each below its name."""
    drawing = begun(head)
    for row in rows:
        _bar(drawing, row)
    drawing.y += 2
    return drawing.finish(head)


def _bar(drawing: Drawing, row: Bar) -> None:
    if not row.said:
        drawing.y += 10
        drawing.text(row.label, WIDE / 2, 11, cls="soft", anchor="middle")
        drawing.y += 6
        return
    cls = "own" if row.strong else "ink"
    named = lines(row.label, ROOM - 10 - _wide(row.said, 12), 12, bold=row.strong, most=2)
    for place, line in enumerate(named):
        drawing.y += 13
        drawing.text(line, EDGE, 12, cls=cls, bold=row.strong)
        if place == 0:
            drawing.text(row.said, WIDE - EDGE, 12, cls=cls, anchor="end", bold=True)
        drawing.y += 3
    drawing.rect((EDGE, drawing.y, ROOM, 8), "track", TRACK)
    drawing.rect((EDGE, drawing.y, _share(row.share), 8), *(("mine", OWN) if row.strong else ("bar", STRONG)))
    drawing.y += 8
    if row.second is not None:
        drawing.rect((EDGE, drawing.y + 1.5, _share(row.second), 6), "hatched", drawing.hatch())
        drawing.y += 7.5
    drawing.y += 5


def listing(head: Head, rows: Sequence[Bar]) -> str:
    """Many rows in two columns, as many as a phone can still show at once."""
    drawing = begun(head)
    top, middle = drawing.y, -(-len(rows) // 2)
    wide = (ROOM - 14) / 2
    for place, row in enumerate(rows):
        column, line = divmod(place, middle)
        x, y = EDGE + column * (wide + 14), top + line * LINE
        drawing.rect((x, y + 13.5, wide, 2), "track", TRACK)
        drawing.rect((x, y + 13.5, wide * _full(row.share), 2), "bar", STRONG)
        drawing.y = y + 11
        name = lines(row.label, wide - 6 - _wide(row.said, 10), 10, most=1)[0]
        drawing.text(name, x, 10)
        drawing.text(row.said, x + wide, 10, anchor="end", bold=True)
    drawing.y = top + middle * LINE + 4
    return drawing.finish(head)


def columns(head: Head, found: Sequence[Column]) -> str:
    """Columns that stand, each with its count above and its label below."""
    drawing = begun(head)
    most = max((each.units for each in found), default=0) or 1
    step = ROOM / max(len(found), 1)
    foot = drawing.y + 14 + COLUMN_HIGH
    for place, each in enumerate(found):
        high, x = COLUMN_HIGH * each.units / most, EDGE + place * step
        if each.units:
            drawing.rect((x + 1.5, foot - high, step - 3, high), "bar", STRONG)
            drawing.y = foot - high - 3
            drawing.text(str(each.units), x + step / 2, 10, anchor="middle", bold=True)
        drawing.y = foot + 12
        drawing.text(each.label, x + step / 2, 9, cls="soft", anchor="middle")
    drawing.y = foot
    drawing.line(EDGE, WIDE - EDGE)
    drawing.y = foot + 20
    return drawing.finish(head)


# --- texts and numbers ---------------------------------------------------------------------------------


def lines(words: str, room: float, size: float, *, bold: bool = False, most: int = 12) -> list[str]:
    """The text in lines; what is too long ends in dots."""
    found = [line.strip() for line in wrap(safe(words), room / WIDER, size, bold=bold)]
    if len(found) <= most:
        return found
    last = found[most - 1]
    while last and _wide(f"{last}…", size) > room:
        last = last[:-1]
    return [*found[: most - 1], f"{last.rstrip()}…"]


def _wide(words: str, size: float) -> float:
    return width(words, size, bold=True) * WIDER


def _share(share: Fraction) -> float:
    return ROOM * _full(share)


def _full(share: Fraction) -> float:
    return float(min(max(share, Fraction(0)), Fraction(1)))


def _n(value: float) -> str:
    """``12`` or ``12.5``: no longer than it needs to be."""
    return f"{value:.1f}".removesuffix(".0")
