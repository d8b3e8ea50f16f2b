"""From a reading to a set: what the schema says against a workbook, cell by cell, all at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from criteria.files import CriteriaError
from criteria.schema import CriteriaSet
from criteria.workbook_filling import Rows, rows_of
from criteria.workbook_grid import Sheet
from criteria.workbook_reading import Location, Reading, read_workbook
from criteria.workbook_references import check_references
from criteria.workbook_tables import TABLES, Column, SetWorkbook, Table
from criteria.workbook_titles import EMPTY, WORDS, sheet_title, title, words


class Filled(NamedTuple):
    """What a workbook without mistakes holds. ``raw`` and ``examples`` are the data of the set's files."""

    criteria: CriteriaSet
    raw: dict[str, Any]
    examples: list[dict[str, Any]]
    print: str


def filled(reading: Reading) -> Filled | list[CriteriaError]:
    """The set that a workbook describes, or everything that is wrong with it (never an empty list)."""
    check_references(reading)
    try:
        SetWorkbook.model_validate(reading.raw)
    except ValidationError as error:
        _collect(reading, error)
    if reading.troubles:
        return reading.findings
    raw = {key: value for key, value in reading.raw.items() if key != "examples"}
    return Filled(CriteriaSet.model_validate(raw), raw, reading.raw.get("examples", []), reading.print)


def workbook_rows(raw: Mapping[str, Any], examples: list[dict[str, Any]]) -> Rows:
    """The rows of a set's workbook; raises CriteriaError where they would not give back the same set."""
    whole = {**raw, **({"examples": examples} if examples else {})}
    rows = rows_of(whole)
    again = filled(read_workbook("form", {sheet_title(table): _sheet(table, rows) for table in TABLES}))
    if isinstance(again, list):
        raise again[0]
    if again.criteria != CriteriaSet.model_validate(raw) or again.examples != examples:
        raise CriteriaError("form-text", "form", None, "cells would not give back all texts exactly")
    return rows


def _sheet(table: Table, rows: Rows) -> Sheet:
    """A sheet as it will be read, without titles."""
    keys = [column.key for column in table.columns]
    if table.path:
        return [keys, keys, *rows[table.path]]
    (content,) = rows[()]
    return [[], *(["", said, key] for said, key in zip(content, keys, strict=True))]


# what the schema says -----------------------------------------------------------------------------------


def _collect(reading: Reading, error: ValidationError) -> None:
    """One trouble for each error of the schema, at its cell.

    What is wrong inside a list is not in it for pydantic, so that the list is too short as well: such
    errors are left out.
    """
    errors = error.errors()
    inner = [each["loc"] for each in errors]
    for each in errors:
        at = each["loc"]
        within = any(loc[: len(at)] == at and loc != at for loc in inner)
        if not (each["type"] == "too_short" and within):
            location = _untagged(at)
            found = reading.place(location)
            reading.refuse(location, _told(each, found[1] if found else None, location))


def _untagged(location: Location) -> Location:
    """Without the kind that pydantic puts behind ``rule``."""
    return tuple(step for place, step in enumerate(location) if place == 0 or location[place - 1] != "rule")


def _told(error: ErrorDetails, column: Column | None, location: Location) -> str:
    """What to write instead."""
    given = f", not {error['input']!r}" if isinstance(error["input"], str) else ""
    if error["type"] in {"literal_error", "bool_parsing", "union_tag_invalid", "union_tag_not_found"}:
        return _choose(error, column)
    if error["type"] in {"missing", "string_too_short"}:
        return f"write {_named(column, location)} here{_if_none(column)}"
    if error["type"] == "extra_forbidden":
        return _unwanted(error, column)
    if error["type"] == "too_short":
        return _more_rows(error, location)
    if error["type"] == "int_parsing":
        return f"write a whole number{given}"
    return error["msg"].removeprefix("Value error, ")


def _choose(error: ErrorDetails, column: Column | None) -> str:
    """The words that may be chosen."""
    column = column or next(each for table in TABLES for each in table.columns if each.key == "rule.kind")
    said = error["input"]
    if isinstance(said, dict):
        said = said.get("kind", "")
    choices = ", ".join(words(column).values())
    return f"write one of: {choices}" + (f"; not {said!r}" if said else "")


def _named(column: Column | None, location: Location) -> str:
    return repr(title(column)) if column else str(location[-1] if location else "something")


def _if_none(column: Column | None) -> str:
    printed = column is not None and column.kind in {"text", "code"}
    return f" ({EMPTY} where the print has nothing)" if printed else ""


def _unwanted(error: ErrorDetails, column: Column | None) -> str:
    kind = next(
        (str(each) for before, each in zip(error["loc"], error["loc"][1:], strict=False) if before == "rule"),
        "",
    )
    what = f"{title(column)!r}" if column else "rows in this sheet"
    return f"a rule of kind {WORDS.get(kind, kind)!r} has no {what}: leave it empty, or choose another kind"


def _more_rows(error: ErrorDetails, location: Location) -> str:
    path = tuple(step for step in location if isinstance(step, str))
    sheet = next((sheet_title(table) for table in TABLES if table.path == path), str(location[-1]))
    least = error.get("ctx", {}).get("min_length", 1)
    return f"at least {least} rows must stand in sheet {sheet!r} for this"
