"""A set as rows of text: what the workbook is filled with, and how a cell spells what the schema has.

``read_cell(column, write_cell(column, value))`` is ``value`` again, apart from what the schema takes for
equal; ``rows_of`` refuses a set with which that is not so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from criteria.files import CriteriaError
from criteria.kinds import repeated
from criteria.vietnamese import clean, fold, in_ascii_marks
from criteria.workbook_tables import OWNER, TABLES, Column, Keys, Table
from criteria.workbook_titles import EMPTY, words

Row = list[str]
Rows = dict[Keys, list[Row]]

LONGEST: Final = 32_000  # characters; a cell of Excel holds 32,767
_UNHELD: Final = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_DECIMAL_COMMA: Final = re.compile(r"(?<=\d),(?=\d)")
_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}(\.\d{3})*\.\d\d0")
FIGURES: Final = ("number", "formula", "whole")
_TRUE: Final = ("true", "1", "yes", "on", "y", "t")


def rows_of(raw: Mapping[str, Any]) -> Rows:
    """Rows of all tables for the raw data of a ``SetWorkbook``; CriteriaError for what no cell can hold."""
    rows: Rows = {}
    for table in TABLES:
        rows[table.path] = [
            [_held(write_cell(column, _value(table, column, member, owner))) for column in table.columns]
            for owner, member in _members(table, raw)
        ]
    return rows


def identity(row: Mapping[str, Any]) -> str:
    """By what other rows name a group or a criterion: its id, or its code as the schema makes an id of it."""
    return row.get("id") or str(row.get("code", "")).replace(",", ".")


def table_at(path: Keys) -> Table:
    return next(table for table in TABLES if table.path == path)


def below(row: Any, path: Keys) -> Any:
    """What stands there in nested keys; None where there is nothing."""
    for key in path:
        row = row.get(key) if isinstance(row, Mapping) else None
    return row


def _members(table: Table, raw: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Each row of the table with the identity of the row that owns it."""
    if not table.path:
        yield "", raw
        return
    owners = _members(table_at(table.owner), raw) if table.owner else iter([("", raw)])
    for _, owner in owners:
        for member in below(owner, table.inner) or ():
            yield identity(owner) if table.owner else "", member


def _value(table: Table, column: Column, member: Any, owner: str) -> Any:
    if column.path == (OWNER,):
        return owner
    if column.path == ("id",) and table.path:
        return identity(member)
    return below(member, column.path)


def _held(text: str) -> str:
    if len(text) > LONGEST or _UNHELD.search(text):
        why = f"a cell cannot hold {text[:40]!r}…: at most {LONGEST} characters, no control characters"
        raise CriteriaError("form-text", "form", None, why)
    return text


# cells --------------------------------------------------------------------------------------------------


def write_cell(column: Column, value: Any) -> str:
    """The cell's text for a value of the set's file; blank for what is left unsaid."""
    if value is None:
        return ""
    if column.kind == "codes":
        return "; ".join(value)
    if column.kind == "answer":
        return _answer_text(value)
    if column.kind == "flag":
        return words(column)["true" if value.lower() in _TRUE else "false"]
    if value == "" and column.required:
        return EMPTY
    return words(column).get(str(value), str(value))


def read_cell(column: Column, text: str) -> Any:
    """The value that a cell's text stands for; None where it is blank.

    Raises ValueError for an answer that says something twice, and for a point between thousands; the schema
    judges everything else.
    """
    if not text.strip():
        return None
    if text.strip() == EMPTY:
        return ""
    if column.kind in FIGURES:
        return _figure(in_ascii_marks(text))
    if column.kind == "codes":
        return [clean(part) for part in re.split(r"[;\n]", text) if part.strip()]
    if column.kind == "answer":
        return _answer(text)
    if column.kind in {"choice", "flag"}:
        return _chosen(column, clean(text))
    return clean(text) if column.kind == "code" else text


def _figure(text: str) -> str:
    """With a point before the decimals; 1.000 is a thousand to whoever writes it, and 1 to the schema."""
    if _THOUSANDS.fullmatch(text):
        raise ValueError(f"{text} may be {text.replace('.', '')}: write it without a point between thousands")
    return _DECIMAL_COMMA.sub(".", text)


def _chosen(column: Column, text: str) -> str:
    """The schema's value for a word of the drop-down, which may be typed without marks."""
    known = {fold(word): value for value, word in words(column).items()}
    return known.get(fold(text), text)


def _answer_text(given: Any) -> str:
    """``a = 5`` for each figure, ``items = [a, b]`` for several; an answer that is one text stays it."""
    if isinstance(given, str):
        return given
    return "\n".join(f"{key} = {_several(value)}" for key, value in given.items()) or "{}"


def _several(value: Any) -> str:
    return value if isinstance(value, str) else f"[{', '.join(value)}]"


def _answer(text: str) -> Any:
    lines = [line for line in text.splitlines() if line.strip()]
    if text.strip() == "{}":
        return {}
    if not all("=" in line for line in lines):
        return text
    pairs = [[clean(part) for part in line.split("=", 1)] for line in lines]
    if twice := repeated(key for key, _ in pairs):
        raise ValueError(f"{twice} stands twice: write each name on one line only")
    return {key: _one_or_several(value) for key, value in pairs}


def _one_or_several(text: str) -> Any:
    if text.startswith("[") and text.endswith("]"):
        return [clean(part) for part in text[1:-1].split(",") if part.strip()]
    return text
