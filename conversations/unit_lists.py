"""Reads a list of units from rows of texts: every bad row is named, and nothing is half loaded."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from conversations.phrases import administrator as words
from criteria.vietnamese import clean, fold
from scoring.facts import Unit

Rows = Sequence[Sequence[str]]
MOST_UNITS = 20_000
LONGEST_CODE, LONGEST_NAME, LONGEST_BLOCK = 32, 120, 120
HEADER_WITHIN = 10  # rows above it may hold a title

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_HEADS: Mapping[str, frozenset[str]] = {
    "code": frozenset({"ma don vi", "ma", "ma dv", "code"}),
    "name": frozenset({"ten don vi", "ten", "don vi", "ten dv", "name"}),
    "block": frozenset({"khoi", "khoi xep hang", "block"}),
    "contact": frozenset(
        {"can bo dau moi", "can bo", "ho ten can bo", "ho va ten can bo", "dau moi", "contact"}
    ),
}


@dataclass(frozen=True, slots=True)
class RowError:
    """A row that can't be loaded: its number as the spreadsheet shows it, a stable ``why``, and the value."""

    row: int
    why: str
    value: str = ""
    other: int = 0
    most: int = 0

    def __str__(self) -> str:
        why = words.ROW_WHY[self.why].format(value=self.value[:40], other=self.other, most=self.most)
        return words.ROW.format(row=self.row, why=why)


@dataclass(frozen=True, slots=True)
class _Head:
    """Where the columns are: by meaning, and the number of the header row."""

    columns: Mapping[str, int]
    row: int

    def cell(self, row: Sequence[str], name: str) -> str:
        at = self.columns.get(name, len(row))
        return " ".join(clean(row[at]).split()) if at < len(row) else ""


def parse(rows: Rows, known: Mapping[str, Unit]) -> tuple[list[Unit], list[RowError]]:
    """Units in the order of the rows, or everything that is wrong with them (then load nothing)."""
    head, error = _header(rows)
    if head is None:
        return [], [error]
    units: list[Unit] = []
    errors: list[RowError] = []
    seen: dict[str, int] = {}
    spelled = {code.lower(): unit for code, unit in known.items()}
    for number, row in _filled(rows, head):
        unit = _unit(row, head, spelled)
        wrong = _wrong(number, unit, seen)
        if wrong is None:
            units.append(unit)
            seen[unit.code.lower()] = number
        else:
            errors.append(wrong)
    if not units and not errors:
        errors.append(RowError(head.row, "no_rows"))
    if len(units) > MOST_UNITS:
        errors.append(RowError(head.row, "too_many", most=MOST_UNITS))
    return ([], errors) if errors else (units, [])


def contacts(rows: Rows) -> dict[str, str]:
    """Names of contact officers by unit code, where the list has that column."""
    head, _ = _header(rows)
    if head is None:
        return {}
    found = {head.cell(row, "code"): head.cell(row, "contact") for _, row in _filled(rows, head)}
    return {code: name for code, name in found.items() if code and name}


def _filled(rows: Rows, head: _Head) -> list[tuple[int, Sequence[str]]]:
    """Rows under the header that have anything in one of its columns, with their numbers."""
    below = enumerate(rows[head.row :], start=head.row + 1)
    return [(number, row) for number, row in below if any(head.cell(row, name) for name in head.columns)]


def _header(rows: Rows) -> tuple[_Head | None, RowError]:
    """The first row that names code and name; else what is wrong."""
    for number, row in enumerate(rows[:HEADER_WITHIN], start=1):
        meanings = [_meaning(cell) for cell in row]
        if "code" in meanings and "name" in meanings:
            twice = next((m for m in _HEADS if meanings.count(m) > 1), "")
            if twice:
                return None, RowError(number, "header_twice", row[meanings.index(twice)])
            return _Head({m: at for at, m in enumerate(meanings) if m}, number), RowError(number, "no_rows")
    return None, RowError(1, "no_header")


def _meaning(cell: str) -> str:
    text = " ".join(re.findall(r"[^\W_]+", fold(cell)))
    return next((name for name, heads in _HEADS.items() if text in heads), "")


def _unit(row: Sequence[str], head: _Head, known: Mapping[str, Unit]) -> Unit:
    """The row's unit; a known code keeps its spelling, and its block where the list has no such column."""
    typed, name = head.cell(row, "code"), head.cell(row, "name")
    before = known.get(typed.lower())
    code, block = (before.code, before.block) if before else (typed, "")
    if "block" in head.columns:
        block = head.cell(row, "block")
    return Unit(code=code, name=name, block=block)


def _wrong(number: int, unit: Unit, seen: Mapping[str, int]) -> RowError | None:
    """The first thing that is wrong with the row."""
    code, name = unit.code, unit.name
    if not code:
        return RowError(number, "no_code", name)
    if len(code) > LONGEST_CODE:
        return RowError(number, "long_code", code, most=LONGEST_CODE)
    if not _CODE.fullmatch(code):
        return RowError(number, "odd_code", code)
    if code.lower() in seen:
        return RowError(number, "code_twice", code, other=seen[code.lower()])
    return _wrong_name(number, unit) if name else RowError(number, "no_name", code)


def _wrong_name(number: int, unit: Unit) -> RowError | None:
    if len(unit.name) > LONGEST_NAME:
        return RowError(number, "long_name", unit.name, most=LONGEST_NAME)
    if not any(c.isalpha() for c in unit.name):
        return RowError(number, "no_letters", unit.name)
    if len(unit.block) > LONGEST_BLOCK:
        return RowError(number, "long_block", unit.block, most=LONGEST_BLOCK)
    return None
