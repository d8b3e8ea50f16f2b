"""The authority's own figures as a sheet for all units: its columns, and reading it back. Every bad row and
cell is named, and nothing is half loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from conversations.answers import figures
from conversations.phrases import supplying as words
from conversations.phrases.common import cut
from criteria.cells import address, letters
from criteria.reading import Ambiguous, NotANumber
from criteria.schema import CriteriaSet, Input
from criteria.vietnamese import clean_line, fold_line
from scoring.claims import spell
from scoring.facts import FiguresSupplied, Unit
from scoring.records import Submission

Rows = Sequence[Sequence[str]]
HEADER_WITHIN = 10  # rows above it may hold a title
LOCKED = ("verified", "approved")
_UNIT_HEADS = frozenset({"ma don vi", "ma", "ma dv", "code"})
_NAME_HEADS = frozenset({"ten don vi", "ten", "don vi", "ten dv", "name"})
_NO_FIGURE = frozenset({"", "-", "–", "—"})


@dataclass(frozen=True, slots=True)
class Column:
    """One figure that the authority holds."""

    item: str
    given: Input

    @property
    def code(self) -> str:
        """What stands at its head: ``3.1.a``."""
        return f"{self.item}.{self.given.key}"


@dataclass(frozen=True, slots=True)
class Line:
    """One unit's row: its number as the spreadsheet shows it, and its filled cells by column."""

    number: int
    unit: str
    cells: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that name units, where the columns are, and what is wrong so far."""

    columns: Mapping[int, Column]
    lines: tuple[Line, ...]
    errors: tuple[str, ...]


def columns(criteria: CriteriaSet) -> tuple[Column, ...]:
    """Every figure of the set that the authority supplies, in printed order."""
    return tuple(
        Column(each.id, given)
        for each in criteria.criteria
        for given in each.inputs
        if given.source == "authority"
    )


def written(given: figures.Asked, text: str) -> str:
    """A recorded figure as the sheet shows it: ``1234,5``, without marks between thousands."""
    return text if given.type == "yes_no" else spelled(text)


def spelled(text: str) -> str:
    """A stored figure as a sheet shows it: ``1234,5``, ``421/512``, ``82,5%``."""
    return spell(text).replace(".", "")


# --- reading -------------------------------------------------------------------------------------------


def parse(rows: Rows, criteria: CriteriaSet, units: Mapping[str, Unit]) -> Table:
    """Rows and columns of a sheet; ``units`` are those that the reader may supply figures of."""
    at = next((n for n, row in enumerate(rows[:HEADER_WITHIN]) if _unit_column(row) is not None), None)
    if at is None:
        return Table({}, (), (words.NO_HEADER,))
    head = rows[at]
    code_at = _unit_column(head)
    found, errors = _heads(criteria, head)
    if not found and not errors:
        errors = [words.NO_COLUMNS]
    lines: list[Line] = []
    seen: dict[str, int] = {}
    for number, row in enumerate(rows[at + 1 :], start=at + 2):
        told = _line(number, row, (code_at or 0, found), units)
        if isinstance(told, Line) and told.unit in seen:
            told = words.ROW_TWICE.format(row=number, code=told.unit, other=seen[told.unit])
        if isinstance(told, Line):
            seen[told.unit] = number
            lines.append(told)
        elif told and not (number <= at + 3 and told == words.ROW_NO_CODE.format(row=number)):
            errors.append(told)  # the two rows under the head describe its columns
    if not lines and not errors:
        errors.append(words.NO_ROWS)
    return Table(found, tuple(lines), tuple(errors))


def _unit_column(row: Sequence[str]) -> int | None:
    return next((n for n, cell in enumerate(row) if fold_line(cell) in _UNIT_HEADS), None)


def _heads(criteria: CriteriaSet, head: Sequence[str]) -> tuple[dict[int, Column], list[str]]:
    known = {each.code.casefold(): each for each in columns(criteria)}
    found: dict[int, Column] = {}
    errors = []
    for n, cell in enumerate(head):
        text = clean_line(cell)
        column = known.get(text.casefold())
        if column is not None and column in found.values():
            errors.append(words.COLUMN_TWICE.format(column=letters(n), code=text))
        elif column is not None:
            found[n] = column
        elif text and fold_line(cell) not in _UNIT_HEADS | _NAME_HEADS:
            errors.append(words.COLUMN_UNKNOWN.format(column=letters(n), code=cut(text, 30)))
    return found, errors


def _line(
    number: int, row: Sequence[str], where: tuple[int, Mapping[int, Column]], units: Mapping[str, Unit]
) -> Line | str:
    """The row as a line; what is wrong with it, or nothing where it is empty."""
    code_at, found = where
    code = clean_line(row[code_at]) if code_at < len(row) else ""
    cells = {n: clean_line(row[n]) for n in found if n < len(row) and clean_line(row[n]) not in _NO_FIGURE}
    if not code:
        return words.ROW_NO_CODE.format(row=number) if cells else ""
    spelled = {each.casefold(): each for each in units}
    unit = spelled.get(code.casefold(), "")
    return Line(number, unit, cells) if unit else words.ROW_UNKNOWN.format(row=number, code=cut(code, 32))


def facts(
    table: Table, records: Mapping[str, Submission], may: Callable[[str, str], bool], source: str
) -> tuple[list[tuple[str, FiguresSupplied]], list[str]]:
    """What the sheet changes, by unit, and what is wrong with its cells; ``may(unit, item)`` says whose
    figures the reader may supply.
    """
    found: list[tuple[str, FiguresSupplied]] = []
    errors: list[str] = []
    for line in table.lines:
        record = records[line.unit]
        values, wrong = _values(table, line, record)
        errors += wrong
        for item, given in values.items():
            before = record.supplied.get(item)
            merged = {**(before.values if before else {}), **given}
            if before is not None and merged == before.values:
                continue
            if not may(line.unit, item):
                errors.append(words.ROW_NOT_YOURS.format(row=line.number, item=item))
            elif record.state in LOCKED:
                errors.append(words.ROW_LOCKED.format(row=line.number, unit=line.unit))
            else:
                found.append((line.unit, FiguresSupplied(item=item, values=merged, source=source)))
    return found, list(dict.fromkeys(errors))


def _values(table: Table, line: Line, record: Submission) -> tuple[dict[str, dict[str, str]], list[str]]:
    """Canonical figures of a row by item and key, and what is wrong with its cells."""
    values: dict[str, dict[str, str]] = {}
    errors = []
    for n, text in line.cells.items():
        column = table.columns[n]
        before = record.supplied.get(column.item)
        known = before.values.get(column.given.key) if before else None
        value, wrong = read_cell(column.given, text, known)
        if wrong:
            errors.append(words.CELL.format(cell=address(line.number, n), unit=line.unit, why=wrong))
        else:
            values.setdefault(column.item, {})[column.given.key] = value
    return values, errors


def read_cell(given: figures.Asked, text: str, known: str | None) -> tuple[str, str]:
    """The figure of a cell, or why it is none. What the sheet showed of a known figure is that figure."""
    if known is not None and text == written(given, known):
        return known, ""
    reading = figures.read(given, text)
    if isinstance(reading, NotANumber):
        why = words.CELL_WHY.get(reading.reason, words.CELL_WHY["letters"])
        return "", words.CELL_UNREAD.format(text=cut(text, 30), why=why)
    if isinstance(reading, Ambiguous):
        return "", doubtful(given, text, reading)
    return figures.canonical(given, reading), ""


def doubtful(given: figures.Asked, text: str, reading: Ambiguous) -> str:
    """What a figure could mean, and how to write it so that it means one thing."""
    could = [written(given, each) for each in figures.candidates(given, reading)]
    told = words.CELL_AMBIGUOUS_SHARE if given.type == "ratio" and "%" not in text else words.CELL_AMBIGUOUS
    return told.format(text=cut(text, 30), could=words.OR.join(could))


def changed_units(found: Sequence[tuple[str, FiguresSupplied]]) -> Iterator[str]:
    """Units whose figures change, each once."""
    yield from dict.fromkeys(unit for unit, _ in found)
