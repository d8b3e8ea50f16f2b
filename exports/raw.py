"""Raw data for machines: how rows are written as CSV and JSON. Rows come one at a time, so that memory stays
flat however many units there are.

CSV is written for Excel with Vietnamese settings: UTF-8 with BOM, ``;`` between cells, decimal comma. A text
that does not begin with a letter gets ``'`` in front: no cell is a formula, ``1/2`` no date, ``001`` not 1.
Whoever reads it by machine takes one leading ``'`` off. JSON has every text as it was typed.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

from criteria.vietnamese import clean, decimal_text, plain
from exports.raw_tables import TABLES, Column, Table

Row = Mapping[str, Any]
"""Values by column: text, whole number, ``Fraction`` (or None) for exact ones, JSON for nested ones."""

BOM: Final = "\ufeff"
SEPARATORS: Final = {"semicolon": ";", "comma": ",", "tab": "\t"}
LONGEST: Final = 32_000  # characters; Excel takes 32,767 in a cell
CUT: Final = " … (cut: {count} characters, whole in the JSON)"


# CSV ------------------------------------------------------------------------------------------------------


def csv_head(table: Table, separator: str = ";") -> str:
    """The first line: names of the columns."""
    return BOM + _line(_names(table), separator)


def csv_row(table: Table, row: Row, places: int, separator: str = ";") -> str:
    """One row as a line of CSV; ``places``: decimals of rounded columns."""
    cells: list[str] = []
    for column in table.columns:
        cells += _cells(column, row[column.name], places)
    return _line(cells, separator)


def text_cell(text: str) -> str:
    """Text that a spreadsheet takes for nothing but text: behind a leading ' where it needs one."""
    kept = clean(text)
    if len(kept) > LONGEST:
        kept = kept[:LONGEST] + CUT.format(count=len(kept))
    return f"'{kept}" if kept and not kept[0].isalpha() else kept


def _names(table: Table) -> list[str]:
    return [
        name for column in table.columns
        for name in ((column.name, f"{column.name}_rounded") if column.kind == "exact" else (column.name,))
    ]  # fmt: skip


def _cells(column: Column, value: Any, places: int) -> tuple[str, ...]:
    if column.kind == "exact":
        rounded = "" if value is None else decimal_text(value, places).replace(".", ",")
        return text_cell(_exact(value)), rounded
    if column.kind == "whole":
        return ("" if value is None else str(int(value)),)
    return (text_cell(_flat(value) if column.kind == "nested" else value or ""),)


def _flat(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else ""


def _exact(value: Fraction | None) -> str:
    return "" if value is None else plain(value)


def _line(cells: list[str], separator: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerow(cells)
    return out.getvalue()


# JSON -----------------------------------------------------------------------------------------------------


def json_open(about: Mapping[str, str]) -> str:
    """The beginning of the document: what it is, and what the columns hold."""
    columns = {table.name: {"about": table.about, "columns": _described(table)} for table in TABLES}
    return f'{{"about":{_dumped(about)},\n"tables":{_dumped(columns)}'


def json_list(table: Table) -> str:
    """The beginning of a table's list, to be followed by its rows."""
    return f',\n"{table.name}":['


def json_row(table: Table, row: Row, places: int, *, first: bool) -> str:
    """One row on a line of its own."""
    body: dict[str, Any] = {}
    for column in table.columns:
        body |= _members(column, row[column.name], places)
    return f"{'' if first else ','}\n{_dumped(body)}"


END_LIST: Final = "]"
END: Final = "}\n"


def _described(table: Table) -> dict[str, str]:
    found: dict[str, str] = {}
    for column in table.columns:
        found[column.name] = column.about
        if column.kind == "exact":
            found[column.name] += " Exact, p/q where the decimals never end."
            found[f"{column.name}_rounded"] = "The same, rounded half-up as the set says."
    return found


def _members(column: Column, value: Any, places: int) -> dict[str, Any]:
    if column.kind == "exact":
        rounded = "" if value is None else decimal_text(value, places)
        return {column.name: _exact(value), f"{column.name}_rounded": rounded}
    if column.kind == "whole":
        return {column.name: "" if value is None else str(int(value))}
    return {column.name: value}


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


# rows -----------------------------------------------------------------------------------------------------


def answer_rows(claim: Mapping[str, Any], common: Row) -> Iterator[Row]:
    """The rows of one answer; ``claim`` is its JSON, ``common`` what all its rows share."""

    def row(what: str, key: str = "", value: str = "") -> Row:
        return {**common, "what": what, "key": key, "value": value}

    if claim.get("not_applicable"):
        yield row("not_applicable", value=claim["not_applicable"])
    figures, chosen = claim.get("values", {}), claim.get("chosen", ())
    yield from (row("figure", key, value) for key, value in figures.items())
    yield from (row("chosen", key) for key in chosen)
    if not (figures or chosen or claim.get("not_applicable")):
        yield row("")
