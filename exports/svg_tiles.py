"""How far every unit is, as a map of tiles: each has the letter of its state, and a colour that is darker
the further the unit has come, so that it says the same without colours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from exports import wording
from exports.svg_charts import EDGE, PAPER, ROOM, SOFT, Drawing, Head, begun, lines
from scoring.records import State

Step = State | str
NOT_BEGUN: Final = ""
LETTERS: Final[Mapping[Step, tuple[str, str, str]]] = {
    NOT_BEGUN: ("–", "#f1f3f6", "ink"),
    "drafting": ("K", "#d5e3f3", "ink"),
    "signing": ("L", "#bcd3ec", "ink"),
    "returned": ("S", "#f4c27a", "ink"),
    "submitted": ("N", "#8db7de", "ink"),
    "reviewing": ("T", "#5b93c9", "ink"),
    "verified": ("Đ", "#25588c", "paper"),
    "approved": ("P", "#12314f", "paper"),
}
"""Letter, fill and the class of the letter, in the order of the legend."""
NAMED: Final = 24  # units up to which tiles have names
CODED: Final = 180  # units up to which tiles have codes


class Tile(NamedTuple):
    """One unit; an empty ``step`` is one that has not begun."""

    code: str
    name: str
    step: Step


def progress_map(head: Head, blocks: Sequence[tuple[str, Sequence[Tile]]]) -> str:
    """A heading with its counts and a grid of tiles for each block, the legend at the end."""
    drawing = begun(head)
    count = sum(len(tiles) for _, tiles in blocks)
    for name, tiles in blocks:
        drawing.block(name, 12, bold=True)
        _grid(drawing, tiles, count)
        drawing.y += 8
    _legend(drawing, Counter(tile.step for _, tiles in blocks for tile in tiles))
    return drawing.finish(head)


def _grid(drawing: Drawing, tiles: Sequence[Tile], count: int) -> None:
    across, high = (4, 60.0) if count <= NAMED else (9, 38.0) if count <= CODED else (28, ROOM / 28)
    wide, top = ROOM / across, drawing.y + 3
    for place, tile in enumerate(tiles):
        row, column = divmod(place, across)
        _tile(drawing, tile, (EDGE + column * wide, top + row * high, wide, high))
    drawing.y = top + -(-len(tiles) // across) * high


def _tile(drawing: Drawing, tile: Tile, box: tuple[float, float, float, float]) -> None:
    x, y, wide, high = box
    letter, fill, cls = LETTERS[tile.step]
    gap = 1.5 if wide > 20 else 0.5
    if not tile.step:
        drawing.rect((x + gap, y + gap, wide - 2 * gap, high - 2 * gap), "edge", SOFT)
        gap += 0.7
    drawing.rect((x + gap, y + gap, wide - 2 * gap, high - 2 * gap), "tile", fill)
    middle = x + wide / 2
    if wide > 60:
        drawing.y = y + 17
        drawing.text(letter, middle, 14, cls=cls, anchor="middle", bold=True)
        for line in lines(tile.name, wide - 4, 10, most=3):
            drawing.y += 13
            drawing.text(line, middle, 10, cls=cls, anchor="middle")
    elif wide > 20:
        drawing.y = y + 17
        drawing.text(letter, middle, 13, cls=cls, anchor="middle", bold=True)
        drawing.y = y + 31
        drawing.text(lines(tile.code, wide - 4, 9, most=1)[0], middle, 9, cls=cls, anchor="middle")
    else:
        drawing.y = y + high / 2 + 3.2
        drawing.text(letter, middle, 9, cls=cls, anchor="middle", bold=True)


def _legend(drawing: Drawing, counts: Mapping[Step, int]) -> None:
    for step, (letter, fill, cls) in LETTERS.items():
        if not counts[step]:
            continue
        drawing.rect((EDGE, drawing.y, 16, 16), "edge", SOFT)
        drawing.rect((EDGE + 0.7, drawing.y + 0.7, 14.6, 14.6), "tile", fill or PAPER)
        drawing.y += 12
        drawing.text(letter, EDGE + 8, 11, cls=cls, anchor="middle", bold=True)
        drawing.text(f"{step_name(step)}: {counts[step]}", EDGE + 23, 11)
        drawing.y += 8
    drawing.y += 2


def step_name(step: Step) -> str:
    """``Đã nộp``."""
    return next((name for state, name in wording.STATES.items() if state == step), wording.NOT_STARTED)
