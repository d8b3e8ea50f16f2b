"""A procedure as plain data for other programs; every number is text and exact."""

from __future__ import annotations

from typing import Any

from criteria.procedures import Level, Minimum, Procedure, Rated
from criteria.vietnamese import plain

Shown = dict[str, Any]


def procedure_shown(procedure: Procedure) -> Shown:
    """The whole procedure."""
    data = procedure.model_dump(mode="json", exclude={"levels", "parts"})
    for term in [end for span in data["calendar"] for end in (span["first"], span["last"])] + [
        stage["due"] for stage in data["stages"] if stage["due"]
    ]:
        term["days"] = None if term["days"] is None else str(term["days"])
    return {
        **data,
        "digest": procedure.digest,
        "parts": [
            {**_rated(part), "groups": [_rated(each) | {"full_name": each.full_name} for each in part.groups]}
            for part in procedure.parts
        ],
        "levels": [level_shown(procedure, each) for each in procedure.levels],
    }


def level_shown(procedure: Procedure, level: Level) -> Shown:
    """One level: its share, or what it demands of each part and group, as ruled and as printed."""
    share = level.at_least_share
    return {
        **level.model_dump(include={"code", "name", "clause", "quote"}),
        "at_least_share": None if share is None else plain(share),
        "at_least": [_minimum(item, level.at_least[item.code]) for item in procedure.rated if level.at_least],
    }


def _minimum(item: Rated, cell: Minimum) -> Shown:
    return {
        "of": item.code,
        "name": item.name,
        "points": plain(cell.points),
        "print": cell.print,
        "printed_points": plain(cell.as_printed),
    }


def _rated(item: Rated) -> Shown:
    return {
        "code": item.code,
        "name": item.name,
        "max": plain(item.max),
        "printed_max": plain(item.max_as_printed),
    }
