"""Checks on rows: sums, captions, codes, and what the print lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from criteria.findings import Desk, Found, group
from criteria.kinds import repeated
from criteria.schema import Criterion, Group
from criteria.vietnamese import number


def group_sum(desk: Desk) -> Found:
    """The rows of a group add up to something else than the group's printed maximum."""
    for part in desk.criteria.groups:
        if part.computed_max != part.declared_max:
            printed, computed = number(part.declared_max), number(part.computed_max)
            yield group(part.id), f"nhóm in {printed} điểm, các dòng cộng lại {computed} điểm"


def set_sum(desk: Desk) -> Found:
    """The groups' printed maxima add up to something else than the set's printed maximum."""
    total = sum(part.declared_max for part in desk.criteria.groups)
    if total != desk.criteria.declared_max:
        printed = number(desk.criteria.declared_max)
        yield "set", f"bộ tiêu chí in {printed} điểm, các nhóm cộng lại {number(total)} điểm"


_COUNTED = re.compile(r"(\d+)\s*(?:tiêu chí|chỉ số|chỉ tiêu)\b", re.IGNORECASE)
_POINTS = re.compile(r"(\d+(?:,\d+)?)\s*điểm\b", re.IGNORECASE)


def caption_count(desk: Desk) -> Found:
    """A group's caption counts other criteria or points than the group has."""
    for part in desk.criteria.groups:
        rows = len(part.criteria)
        if (said := _COUNTED.search(part.name)) and int(said[1]) != rows:
            yield group(part.id), f"tên nhóm ghi {said[0]}, nhóm có {rows} dòng"
        if (said := _POINTS.search(part.name)) and said[1] != number(part.declared_max).replace(".", ""):
            yield group(part.id), f"tên nhóm ghi {said[0]}, nhóm in {number(part.declared_max)} điểm"


def duplicate_code(desk: Desk) -> Found:
    """A printed code stands twice in the same group, under the same heading."""
    for part in desk.criteria.groups:
        for heading in dict.fromkeys(row.heading for row in part.criteria):
            codes = [row.code for row in part.criteria if row.heading == heading and row.code]
            if twice := repeated(codes):
                yield group(part.id), f"mã {twice} đứng hai lần"
    if twice := repeated(part.code for part in desk.criteria.groups if part.code):
        yield "set", f"mã nhóm {twice} đứng hai lần"


def code_jump(desk: Desk) -> Found:
    """Printed codes do not follow on: a number is left out or stands out of order."""
    yield from _jumps([_Place((part.code,), part.code, group(part.id), "") for part in desk.criteria.groups])
    for part in desk.criteria.groups:
        yield from _jumps([_place(part, row) for row in part.criteria])


class _Place(NamedTuple):
    """A code in pieces and as printed, where it stands, and under which heading."""

    pieces: tuple[str, ...]
    code: str
    where: str
    heading: str


def _place(part: Group, row: Criterion) -> _Place:
    """A row printed without a code stands under the code that its id begins with: ``III.1.3/2``."""
    code = (row.code or row.id.partition("/")[0].removeprefix(f"{part.id}.")).replace(",", ".")
    pieces = code.removeprefix(f"{part.code}.").split(".")
    return _Place(tuple(pieces), row.code or row.id, row.id, row.heading)


def _jumps(places: Sequence[_Place]) -> Found:
    """Each piece is that of the row before or the next one; under a new heading it may begin again."""
    last: dict[tuple[str, ...], int] = {}
    heading = None
    for place in places:
        for depth, piece in enumerate(place.pieces):
            begin, ordinal = place.pieces[:depth], _ordinal(piece)
            if ordinal is None:
                break
            before = last.get(begin, 0)
            again = ordinal == 1 and place.heading != heading
            last[begin] = ordinal
            if ordinal not in (before, before + 1) and not again:
                yield place.where, f"mã {place.code} không nối tiếp mã đứng trước"
                break
        heading = place.heading


def _ordinal(piece: str) -> int | None:
    """3 of ``3``, ``c`` and ``III``; None for anything else."""
    if piece.isdecimal() and len(piece) < 9:
        return int(piece)
    if piece in _ROMAN:
        return _ROMAN.index(piece) + 1
    return _LETTERS.find(piece) + 1 or None if len(piece) == 1 else None


_ROMAN = (
    *("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"),
    *("XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX"),
)
_LETTERS = "abcdđeghiklmnopqrstuvxy"


def lost_rows(desk: Desk) -> Found:
    """The print lost rows; their points are in the printed maximum but cannot be scored."""
    for gap in desk.criteria.lost:
        yield gap.where, f"bản in mất phần này, {number(gap.points)} điểm: {gap.why}"


def restored_value(desk: Desk) -> Found:
    """A value that the print lost or misprinted was restored."""
    groups = ((group(part.id), item) for part in desk.criteria.groups for item in part.restored)
    rows = ((row.id, item) for row in desk.criteria.criteria for item in row.restored)
    for where, item in (*(("set", each) for each in desk.criteria.restored), *groups, *rows):
        printed = f"bản in “{item.print}”" if item.print else "bản in để trống"
        yield where, f"{item.field}: {printed}, dùng “{item.value}”: {item.why}"
