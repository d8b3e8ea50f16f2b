"""Raw data for machines: which tables there are, what their columns hold, and how rows are written as CSV
and JSON. Rows come one at a time, so that memory stays flat however many units there are.

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
from typing import Any, Final, Literal, NamedTuple

from criteria.vietnamese import clean, decimal_text, plain

Kind = Literal["text", "whole", "exact", "nested"]
Row = Mapping[str, Any]
"""Values by column: text, whole number, ``Fraction`` (or None) for exact ones, JSON for nested ones."""

BOM: Final = "\ufeff"
SEPARATORS: Final = {"semicolon": ";", "comma": ",", "tab": "\t"}
LONGEST: Final = 32_000  # characters; Excel takes 32,767 in a cell
CUT: Final = " … (cut: {count} characters, whole in the JSON)"


class Column(NamedTuple):
    """``exact``: two columns in the files, the exact number as text and, rounded, ``<name>_rounded``."""

    name: str
    kind: Kind
    about: str


class Table(NamedTuple):
    """One file of the CSV export, one list of the JSON document."""

    name: str
    about: str
    columns: tuple[Column, ...]


def _columns(*given: tuple[str, Kind, str]) -> tuple[Column, ...]:
    return tuple(Column(*each) for each in given)


_UNIT: Final = ("unit", "text", "Code of the unit.")
_ITEM: Final = ("item", "text", "Id of the criterion; tt.… is a field of the general information.")
_WHO: Final = (
    ("person", "text", "Id of the person who did it; cli: from the command line."),
    ("person_name", "text", "Their name, where it is known."),
    ("at", "text", "When, ISO time in UTC."),
)

UNITS: Final = Table("units", "The units and their results as they stand.", _columns(
    _UNIT,
    ("name", "text", "Name of the unit."),
    ("block", "text", "Block (khối) in which it is ranked."),
    ("parent", "text", "Code of the body that verifies it; empty: the authority itself."),
    ("state", "text", "drafting, signing, submitted, reviewing, returned, verified or approved."),
    ("submitted_at", "text", "When it was handed in last, ISO time in UTC."),
    ("late", "whole", "1: after its deadline."),
    ("signed_by", "text", "Id of the leader who signed."),
    ("digest", "text", "SHA-256 of the answers as they were handed in (the receipt's)."),
    ("total", "exact", "Points that it is ranked by."),
    ("verified", "whole", "1: these are verified points; 0: self-scored, the review is not finished."),
    ("rank", "whole", "Rank in the block; 0: not ranked."),
    ("level", "text", "Level (mức độ), where the decision has levels."),
    ("why", "text", "Why that level, or why no rank."),
))  # fmt: skip
ANSWERS: Final = Table("answers", "What units answered, one row for each figure or chosen option.", _columns(
    _UNIT, _ITEM,
    ("version", "whole", "Version of the answer, counted from 1; only the current one is here."),
    ("what", "text", "figure, chosen, not_applicable, or empty (answered with nothing chosen)."),
    ("key", "text", "Key of the figure or of the option in the criteria set."),
    ("value", "text", "The figure as canonical text (421, 12.5, 82.5%, 421/512), or the reason."),
    *_WHO,
))  # fmt: skip
VERDICTS: Final = Table("verdicts", "The verdicts that stand.", _columns(
    _UNIT, _ITEM,
    ("version", "whole", "Version of the answer that it is about."),
    ("outcome", "text", "accepted, adjusted or returned."),
    ("points", "exact", "Points that the reviewer set directly."),
    ("claim", "nested", "Figures that the reviewer put in place of the unit's."),
    ("reason", "text", "The reviewer's reason."),
    *_WHO,
))  # fmt: skip
EVIDENCE: Final = Table("evidence", "Evidence as it stands, and explanations where there is none.", _columns(
    _UNIT, _ITEM,
    ("kind", "text", "file, photo, link, or explanation (giải trình: its text is the caption)."),
    ("id", "text", "Id of the piece."),
    ("name", "text", "Name of the file as it was sent."),
    ("caption", "text", "What was written with it."),
    ("url", "text", "Address of a link."),
    ("mime", "text", "Media type."),
    ("size", "whole", "Bytes."),
    ("sha256", "text", "SHA-256 of the bytes."),
    *_WHO,
))  # fmt: skip
RESULTS: Final = Table("results", "Points of each unit and criterion.", _columns(
    _UNIT, _ITEM,
    ("group", "text", "Code of the group."),
    ("max", "exact", "Maximum of the criterion."),
    ("claimed_state", "text", "scored, provisional, undetermined, missing or not_applicable."),
    ("claimed", "exact", "Points by the unit's own figures; empty where none can be stated."),
    ("verified", "exact", "Points by what stands after review so far."),
    ("counted", "exact", "What goes into the total; empty where nothing of the unit counts."),
    ("claimed_derivation", "text", "How the claimed points follow."),
    ("verified_derivation", "text", "How the verified points follow."),
))  # fmt: skip
JOURNAL: Final = Table("journal", "The campaign's record; each row's hash covers the row before.", _columns(
    ("seq", "whole", "Number of the row."),
    _UNIT,
    ("kind", "text", "What happened."),
    ("body", "nested", "The fact."),
    *_WHO,
    ("hash", "text", "SHA-256 over the previous hash and this row."),
))  # fmt: skip
TABLES: Final = (UNITS, ANSWERS, VERDICTS, EVIDENCE, RESULTS, JOURNAL)


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
    """Text that a spreadsheet takes for nothing but text; ``read_cell`` takes it back."""
    kept = clean(text)
    if len(kept) > LONGEST:
        kept = kept[:LONGEST] + CUT.format(count=len(kept))
    return f"'{kept}" if kept and not kept[0].isalpha() else kept


def read_cell(cell: str) -> str:
    """The text behind a cell of a text column."""
    return cell.removeprefix("'")


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
