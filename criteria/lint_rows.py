"""Checks on rows: sums, captions, codes, and what the print lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain
from typing import NamedTuple

from pydantic import BaseModel

from criteria.field_names import NAMES
from criteria.findings import Desk, Found, group, part, under
from criteria.kinds import repeated
from criteria.schema import CriteriaSet, Criterion, Decision, Group, Part, Restored
from criteria.vietnamese import number


def group_sum(desk: Desk) -> Found:
    """The rows of a group add up to something else than the group's printed maximum."""
    for each in desk.criteria.groups:
        if each.computed_max != each.declared_max:
            printed, computed = number(each.declared_max), number(each.computed_max)
            yield group(each.id), f"nhóm in {printed} điểm, các dòng cộng lại {computed} điểm"


def heading_sum(desk: Desk) -> Found:
    """The rows under a heading add up to something else than the heading's printed maximum."""
    for each in desk.criteria.groups:
        for heading in each.headings:
            total = sum(row.max for row in each.below(heading))
            if total != heading.declared_max:
                printed = number(heading.declared_max)
                yield (
                    under(each.id, heading.text),
                    f"in {printed} điểm, các dòng cộng lại {number(total)} điểm",
                )


def part_sum(desk: Desk) -> Found:
    """The printed maxima of a part's groups add up to something else than the part's printed maximum."""
    for each in desk.criteria.parts:
        total = sum(item.declared_max for item in _groups(desk, each))
        if each.declared_max is not None and total != each.declared_max:
            printed = number(each.declared_max)
            yield part(each.code), f"phần in {printed} điểm, các nhóm cộng lại {number(total)} điểm"


def _groups(desk: Desk, of: Part) -> list[Group]:
    return [each for each in desk.criteria.groups if each.part == of.code]


def set_sum(desk: Desk) -> Found:
    """The groups' printed maxima add up to something else than the set's printed maximum."""
    total = sum(part.declared_max for part in desk.criteria.groups)
    if total != desk.criteria.declared_max:
        printed = number(desk.criteria.declared_max)
        yield "set", f"bộ tiêu chí in {printed} điểm, các nhóm cộng lại {number(total)} điểm"


_COUNTED = re.compile(r"(\d+)\s*(?:tiêu chí|chỉ số|chỉ tiêu)\b", re.IGNORECASE)
_POINTS = re.compile(r"(\d+(?:,\d+)?)\s*điểm\b", re.IGNORECASE)


class _Caption(NamedTuple):
    """A caption, where it stands, and what stands below it in the print."""

    where: str
    what: str
    text: str
    rows: int
    points: Fraction | None


def caption_count(desk: Desk) -> Found:
    """The caption of a part, a group or a heading counts other criteria or points than stand below it."""
    for where, what, text, rows, points in _captions(desk):
        if (said := _COUNTED.search(text)) and int(said[1]) != rows:
            yield where, f"tên {what} ghi {said[0]}, {what} có {rows} dòng"
        printed = None if points is None else number(points)
        if (said := _POINTS.search(text)) and printed and said[1] != printed.replace(".", ""):
            yield where, f"tên {what} ghi {said[0]}, {what} in {printed} điểm"


def _captions(desk: Desk) -> Iterator[_Caption]:
    for each in desk.criteria.parts:
        rows = sum(len(item.criteria) for item in _groups(desk, each))
        yield _Caption(part(each.code), "phần", each.name, rows, each.declared_max)
    for of in desk.criteria.groups:
        yield _Caption(group(of.id), "nhóm", of.name, len(of.criteria), of.declared_max)
        for item in of.headings:
            last = item.text.rpartition(" › ")[2]
            yield _Caption(under(of.id, item.text), "mục", last, len(list(of.below(item))), item.declared_max)


def duplicate_code(desk: Desk) -> Found:
    """A printed code stands twice in the same group, under the same heading."""
    for each in desk.criteria.groups:
        for heading in dict.fromkeys(row.heading for row in each.criteria):
            codes = [row.code for row in each.criteria if row.heading == heading and row.code]
            if twice := repeated(codes):
                yield group(each.id), f"mã {twice} đứng hai lần"
    if twice := repeated(each.code for each in desk.criteria.groups if each.code):
        yield "set", f"mã nhóm {twice} đứng hai lần"


def code_jump(desk: Desk) -> Found:
    """Printed codes do not follow on: a number is left out or stands out of order."""
    yield from _jumps([_Place((each.code,), each.code, group(each.id), "") for each in desk.criteria.groups])
    for each in desk.criteria.groups:
        yield from _jumps([_place(each, row) for row in each.criteria])


class _Place(NamedTuple):
    """A code in pieces and as printed, where it stands, and under which heading."""

    pieces: tuple[str, ...]
    code: str
    where: str
    heading: str


def _place(of: Group, row: Criterion) -> _Place:
    """A row printed without a code stands under the code that its id begins with: ``III.1.3/2``."""
    code = (row.code or row.id.partition("/")[0].removeprefix(f"{of.id}.")).replace(",", ".")
    pieces = code.removeprefix(f"{of.code}.").split(".")
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
    whole = (("set", CriteriaSet, item) for item in desk.criteria.restored)
    groups = ((group(each.id), Group, item) for each in desk.criteria.groups for item in each.restored)
    rows = ((row.id, Criterion, item) for row in desk.criteria.criteria for item in row.restored)
    found: Iterator[tuple[str, type[BaseModel], Restored]] = chain(whole, groups, rows)
    for where, model, item in found:
        printed = f"bản in “{item.print}”" if item.print else "bản in để trống"
        yield where, f"{_named(model, item.field)}: {printed}, dùng “{item.value}”: {item.why}"


def _named(model: type[BaseModel], field: str) -> str:
    """What the restored field is called (``decision.date`` as ``ngày``); as it stands without a name."""
    within, _, own = field.rpartition(".")
    return NAMES[Decision if within == "decision" else model].get(own, field)
