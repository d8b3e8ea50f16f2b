"""What changed between two criteria sets, as plain text and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any

from criteria.comparing import Change, Value
from criteria.schema import CriteriaSet
from criteria.vietnamese import number, plain

_WIDEST = 100  # characters of a change in one line


def change_lines(before: CriteriaSet, after: CriteriaSet, changes: Sequence[Change]) -> Iterator[str]:
    """All changes below the place in the set where they are."""
    count = f"{len(changes)} thay đổi" if changes else "không có thay đổi"
    yield f"{_named(before)} → {_named(after)}: {count}"
    for where, members in groupby(changes, key=lambda change: change.where):
        yield _placed(where)
        for change in members:
            yield from _change(change)


def changes_shown(changes: Sequence[Change]) -> list[dict[str, Any]]:
    """For other programs; numbers are text, exact."""
    return [
        {"where": each.where, "what": each.what, "before": _plain(each.before), "after": _plain(each.after)}
        for each in changes
    ]


def _named(criteria: CriteriaSet) -> str:
    return f"{criteria.id} (phiên bản {criteria.version}, {criteria.digest[:12]})"


_PLACES = {"set": "Bộ tiêu chí", "group": "Nhóm", "part": "Phần"}


def _placed(where: str) -> str:
    kind, _, code = where.partition(" ")
    if kind in _PLACES:
        return f"{_PLACES[kind]} {code}".rstrip()
    return f"Thông tin chung {where.removeprefix('tt.')}" if where.startswith("tt.") else f"Tiêu chí {where}"


def _change(change: Change) -> Iterator[str]:
    before, after = _said(change.before), _said(change.after)
    if change.what.rpartition(" › ")[2].startswith(_ONE_SIDED):
        yield f"  {change.what}: {before if change.after is None else after}"
    elif len(before) + len(after) > _WIDEST or "\n" in f"{before}{after}":
        yield f"  {change.what}:"
        yield from _marked("-", before)
        yield from _marked("+", after)
    else:
        yield f"  {change.what}: {before} → {after}"


_ONE_SIDED = ("thêm ", "bỏ ", "đã bổ sung ")


def _marked(mark: str, text: str) -> Iterator[str]:
    yield from (f"    {mark} {line}" for line in text.splitlines())


def _said(value: Value) -> str:
    if value is None:
        return "(trống)"
    if isinstance(value, str):
        return value
    exact = plain(value)
    return exact if "/" in exact else number(value)


def _plain(value: Value) -> str | None:
    return plain(value) if isinstance(value, Fraction) else value
