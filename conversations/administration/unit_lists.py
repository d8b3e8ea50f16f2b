"""Reads a list of units from rows of texts: every bad row is named, and nothing is half loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from conversations.administration.unit_rows import Known, Line, RowError, wrong_parents
from criteria.vietnamese import clean_line, fold
from scoring.facts import Body, Unit

Rows = Sequence[Sequence[str]]
MOST_UNITS = 20_000
LONGEST_CODE, LONGEST_NAME, LONGEST_BLOCK, LONGEST_CONTACT = 32, 120, 120, 80
HEADER_WITHIN = 10  # rows above it may hold a title

_YES, _NOT = ("co", "x", "yes", "1"), ("khong", "khong cham", "no", "0")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_HEADS: Mapping[str, frozenset[str]] = {
    "code": frozenset({"ma don vi", "ma", "ma dv", "code"}),
    "name": frozenset({"ten don vi", "ten", "don vi", "ten dv", "name"}),
    "block": frozenset({"khoi", "khoi xep hang", "block"}),
    "parent": frozenset({"truc thuoc", "don vi cap tren", "cap tren", "ma truc thuoc", "parent"}),
    "scored": frozenset({"cham diem", "co cham diem", "scored"}),
    "contact": frozenset(
        {"can bo dau moi", "can bo", "ho ten can bo", "ho va ten can bo", "dau moi", "contact"}
    ),
}


@dataclass(frozen=True, slots=True)
class _Head:
    """Where the columns are: by meaning, and the number of the header row."""

    columns: Mapping[str, int]
    row: int

    def cell(self, row: Sequence[str], name: str) -> str:
        at = self.columns.get(name, len(row))
        return clean_line(row[at]) if at < len(row) else ""


@dataclass(frozen=True, slots=True)
class Listed:
    """Units and bodies in the order of the rows, or all that is wrong with them (then load nothing)."""

    units: tuple[Unit, ...] = ()
    bodies: tuple[Body, ...] = ()
    errors: tuple[RowError, ...] = ()


def parse(rows: Rows, known: Known) -> Listed:
    """The list that the rows are."""
    head, error = _header(rows)
    if head is None:
        return Listed(errors=(error,))
    if len(rows) > MOST_UNITS + HEADER_WITHIN:
        return Listed(errors=(RowError(head.row, "too_many", most=MOST_UNITS),))
    filled = _filled(rows, head)
    spelled = _spelled(filled, head, known)
    lines = [_line(number, row, head, (known, spelled)) for number, row in filled]
    errors = [wrong for wrong in _wrong_lines(lines, known) if wrong]
    if not lines:
        errors.append(RowError(head.row, "no_rows"))
    elif len(lines) > MOST_UNITS:
        errors.append(RowError(head.row, "too_many", most=MOST_UNITS))
    if not errors:
        errors = wrong_parents(lines, known)
    if errors:
        return Listed(errors=tuple(errors))
    return Listed(
        tuple(line.unit for line in lines if line.scored),
        tuple(line.body for line in lines if not line.scored),
    )


def _wrong_lines(lines: Sequence[Line], known: Known) -> Iterator[RowError | None]:
    seen: dict[str, int] = {}
    for line in lines:
        wrong = _wrong(line, seen) or _wrong_kind(line, known)
        yield wrong
        if wrong is None:
            seen[line.unit.code.lower()] = line.row


def contacts(rows: Rows, known: Known) -> dict[str, str]:
    """Names of contact officers by unit code as the campaign writes it, where the list has that column."""
    head, _ = _header(rows)
    if head is None:
        return {}
    found = [(head.cell(row, "code"), head.cell(row, "contact")) for _, row in _filled(rows, head)]
    return {
        known.spelled.get(code.lower(), code): name[:LONGEST_CONTACT] for code, name in found if code and name
    }


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


def _spelled(filled: Sequence[tuple[int, Sequence[str]]], head: _Head, known: Known) -> dict[str, str]:
    """Codes as they are written, by small letters: as the campaign has them, else as the list does."""
    listed = [head.cell(row, "code") for _, row in reversed(filled)]
    return {**{code.lower(): code for code in listed}, **known.spelled}


def _line(number: int, row: Sequence[str], head: _Head, codes: tuple[Known, Mapping[str, str]]) -> Line:
    """The row; a known code keeps its spelling, its block and parent where the list has no such column."""
    (known, spelled), name = codes, head.cell(row, "name")
    typed = head.cell(row, "code")
    code = known.spelled.get(typed.lower(), typed)
    before = known.units.get(code)
    above = before or known.bodies.get(code)
    block = head.cell(row, "block") if "block" in head.columns else before.block if before else ""
    parent = head.cell(row, "parent") if "parent" in head.columns else above.parent if above else ""
    parent, said = spelled.get(parent.lower(), parent), fold(head.cell(row, "scored"))
    scored = code not in known.bodies if not said else said not in _NOT
    unit = Unit(code=code, name=name, block=block, parent=parent)
    return Line(number, unit, scored=scored, odd="" if said in ("", *_NOT, *_YES) else said)


def _wrong(line: Line, seen: Mapping[str, int]) -> RowError | None:
    """The first thing that is wrong with the row."""
    number, code, name = line.row, line.unit.code, line.unit.name
    if not code:
        return RowError(number, "no_code", name)
    if len(code) > LONGEST_CODE:
        return RowError(number, "long_code", code, most=LONGEST_CODE)
    if not _CODE.fullmatch(code):
        return RowError(number, "odd_code", code)
    if code.lower() in seen:
        return RowError(number, "code_twice", code, other=seen[code.lower()])
    return _wrong_name(number, line.unit) if name else RowError(number, "no_name", code)


def _wrong_kind(line: Line, known: Known) -> RowError | None:
    """Neither yes nor no, or a unit that is scored already and now is not (or the other way round)."""
    code = line.unit.code
    if line.odd:
        return RowError(line.row, "odd_scored", line.odd)
    if line.scored and code in known.bodies:
        return RowError(line.row, "was_body", code)
    if not line.scored and code in known.units:
        return RowError(line.row, "was_unit", code)
    return None


def _wrong_name(number: int, unit: Unit) -> RowError | None:
    if len(unit.name) > LONGEST_NAME:
        return RowError(number, "long_name", unit.name, most=LONGEST_NAME)
    if not any(c.isalpha() for c in unit.name):
        return RowError(number, "no_letters", unit.name)
    if len(unit.block) > LONGEST_BLOCK:
        return RowError(number, "long_block", unit.block, most=LONGEST_BLOCK)
    return None
