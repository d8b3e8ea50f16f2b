"""How far long work is, as whoever does it says, and as a line for a process that waits."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

LINES: Final = "lines"
"""What ``--progress`` is given for such lines."""
_LINE: Final = re.compile(rb"progress ([0-9]{1,18})/([0-9]{1,18})\s*")

Progress = Callable[[int, int], None]
"""Called with what is done so far, and with all that is to be done."""


def unseen(_done: int, _total: int) -> None:
    """Nobody wants to know."""


def part(progress: Progress, number: int, count: int, weight: int = 1000) -> Progress:
    """Progress of one of ``count`` parts of the work that take about as long as each other."""

    def told(done: int, total: int) -> None:
        progress(number * weight + (weight * min(done, total) // total if total else 0), count * weight)

    return told


def line(done: int, total: int) -> str:
    """The line that ``read_line`` reads."""
    return f"progress {done}/{total}"


def read_line(text: bytes) -> tuple[int, int] | None:
    """What is done and what is to be done, from such a line; None for any other."""
    found = _LINE.fullmatch(text)
    return (int(found[1]), int(found[2])) if found else None
