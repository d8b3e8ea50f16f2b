"""Rows of units on a file, exact: what a ranking reads again and again does not stay in memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from io import SEEK_END
from typing import IO, Any

from scoring.standings import Partial, Standing


class KeptRows(Mapping[str, Standing]):
    """Standings by unit code on ``file``, which several may share: what a ranking needs of them, so that of
    ``claimed`` stays only whether there is any.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._starts: dict[str, int] = {}

    def keep(self, row: Standing) -> int:
        """One more row, and where on the file it begins; a unit's last one stands."""
        start = self._starts[row.unit] = self._file.seek(0, SEEK_END)
        own, checked = kept(row.own), None if row.verified is row.own else kept(row.verified)
        body = [row.state, row.answered, own, checked, row.handed_in]
        self._file.write(json.dumps(body, separators=(",", ":")).encode() + b"\n")
        return start

    def share(self, unit: str, start: int) -> None:
        """The unit's row is one that stands on the file already."""
        self._starts[unit] = start

    def __getitem__(self, unit: str) -> Standing:
        self._file.seek(self._starts[unit])
        state, answered, own, checked, handed_in = json.loads(self._file.readline())
        mine = unkept(own)
        theirs = mine if checked is None else unkept(checked)
        claimed = (None,) if handed_in else ()
        return Standing(unit, state, answered, own=mine, verified=theirs, claimed=claimed)

    def __contains__(self, unit: object) -> bool:
        return unit in self._starts

    def __iter__(self) -> Iterator[str]:
        return iter(self._starts)

    def __len__(self) -> int:
        return len(self._starts)


def kept(part: Partial) -> list[Any]:
    """A partial total as plain numbers."""
    depends = [[list(each), pairs(each.values())] for each in (part.relative, part.best)]
    return [pairs(part.groups), *depends, part.absent, part.unsettled]


def unkept(body: list[Any]) -> Partial:
    """What ``kept`` gave."""
    groups, relative, best, absent, unsettled = body
    values, most = (dict(zip(keys, unpaired(each), strict=True)) for keys, each in (relative, best))
    return Partial(tuple(unpaired(groups)), values, most, tuple(absent), tuple(unsettled))


def pairs(given: Iterable[Fraction | None]) -> list[int]:
    """Numerators and denominators in turns; 0/0 is None."""
    return [part for each in given for part in ((0, 0) if each is None else each.as_integer_ratio())]


def unpaired(given: list[int]) -> Iterator[Any]:
    """What ``pairs`` gave."""
    for top, bottom in zip(given[::2], given[1::2], strict=True):
        yield Fraction(top, bottom) if bottom else None
