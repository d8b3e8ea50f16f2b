"""A filled workbook, as rows of text, back to the raw data of a set, with everything that is wrong in it.

Rows that cannot be placed (an owner that does not exist, a code that stands twice) are reported and left
out, so that they cause no further findings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from criteria.files import CriteriaError
from criteria.workbook_filling import FIGURES, below, identity, read_cell, table_at
from criteria.workbook_grid import HEAD_ROWS, At, Cell, Line, Sheet, Trouble, exact, lines, print_lines
from criteria.workbook_tables import OWNER, TABLES, Column, Keys, Table
from criteria.workbook_titles import GUIDE, PRINT, sheet_title

Location = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row that has found its place in the raw data."""

    table: Table
    path: Location
    data: dict[str, Any]
    line: Line


class New(NamedTuple):
    """A row that has been read, and whom it says that it belongs to."""

    table: Table
    owner: str
    data: dict[str, Any]
    line: Line


@dataclass
class Reading:
    """What a workbook says. ``cells``: where each scalar (and list) of the raw data stands on the sheets."""

    workbook: str
    raw: dict[str, Any] = field(default_factory=dict)
    print: str = ""
    troubles: list[Trouble] = field(default_factory=list)
    cells: dict[Location, tuple[At, Column | None]] = field(default_factory=dict)
    rows: dict[Keys, list[Row]] = field(default_factory=dict)
    known: dict[Keys, dict[str, Row]] = field(default_factory=dict)
    unplaced: set[tuple[Keys, str]] = field(default_factory=set)
    doubled: set[tuple[Keys | None, str]] = field(default_factory=set)

    @property
    def findings(self) -> list[CriteriaError]:
        """All that is wrong so far, in the order of the sheets; of each cell what was found first."""
        once: dict[object, Trouble] = {}
        for trouble in self.troubles:
            once.setdefault(trouble.at if isinstance(trouble.at, At) else trouble, trouble)
        return [trouble.refused(self.workbook) for trouble in sorted(once.values(), key=_order)]

    def refuse(self, location: Location, message: str) -> None:
        """Something is wrong with what stands at the location."""
        found = self.place(location)
        self.troubles.append(Trouble(found[0] if found else sheet_title(TABLES[0]), message))

    def place(self, location: Location) -> tuple[At, Column | None] | None:
        """The cell of what stands at the location, or of what is around it; None for the whole workbook."""
        for end in range(len(location), 0, -1):
            if found := self.cells.get(location[:end]):
                return found
        return None


_SHEETS: Final = [*(sheet_title(table) for table in TABLES), PRINT]


def _order(trouble: Trouble) -> tuple[int, int, int]:
    at = trouble.at
    name, row, column = (at.sheet, at.row, at.column) if isinstance(at, At) else (at, -1, -1)
    return _SHEETS.index(name) if name in _SHEETS else -1, row, column


def read_workbook(workbook: str, sheets: Mapping[str, Sheet]) -> Reading:
    """Reads ``{sheet: rows of cells}``; ``workbook`` names it in messages. Collects all troubles."""
    reading = Reading(workbook)
    _check_sheets(reading, sheets)
    for table in TABLES:
        _read_table(reading, table, sheets.get(sheet_title(table)))
    if PRINT in sheets:
        printed = list(print_lines(sheets[PRINT], reading.troubles))
        reading.print = "".join(f"{line}\n" for line in printed)
    return reading


def _check_sheets(reading: Reading, sheets: Mapping[str, Sheet]) -> None:
    known = [sheet_title(table) for table in TABLES]
    for name in sheets:
        if name not in (*known, PRINT, GUIDE):
            told = f"there is no such sheet: delete it, or name it as the template does ({', '.join(known)})"
            reading.troubles.append(Trouble(name, told))
    for name in known:
        if name not in sheets:
            reading.troubles.append(Trouble(name, "this sheet is missing: copy it from a template"))


def _read_table(reading: Reading, table: Table, sheet: Sheet | None) -> None:
    reading.rows[table.path], reading.known[table.path] = [], {}
    met: dict[tuple[str, str], At] = {}
    for line in lines(table, sheet, reading.troubles) if sheet is not None else ():
        data = _data(reading, line)
        new = New(table, str(data.pop(OWNER, "")), data, line)
        if _owned(reading, new) and not _twice(reading, new, met):
            reading.rows[table.path].append(_attached(reading, new))
    if table.path and not table.owner:
        reading.cells.setdefault(table.path, (At(sheet_title(table), HEAD_ROWS, 0), None))


def _data(reading: Reading, line: Line) -> dict[str, Any]:
    """The nested raw data of a row."""
    data: dict[str, Any] = {}
    for column, said in line.cells.items():
        value = _read(reading, column, said, line.places[column])
        if value is not None:
            node = data
            for key in column.path[:-1]:
                node = node.setdefault(key, {})
            node[column.path[-1]] = value
    return data


def _read(reading: Reading, column: Column, said: Cell, at: At) -> Any:
    try:
        return read_cell(column, exact(said, figure=column.kind in FIGURES))
    except ValueError as error:
        reading.troubles.append(Trouble(at, str(error)))
        return None


# where a row belongs ------------------------------------------------------------------------------------


def _owned(reading: Reading, new: New) -> bool:
    """Whether the row that it belongs to exists; what belongs to a row without a place has none itself."""
    above = new.table.owner
    if above is None or new.owner in reading.known[above]:
        return True
    reading.unplaced.add((new.table.path, identity(new.data)))
    if (above, new.owner) not in reading.unplaced:
        sheet = sheet_title(table_at(above))
        told = f"there is no {new.owner!r} in sheet {sheet!r}" if new.owner else "this row belongs to nothing"
        reading.troubles.append(Trouble(new.line.at(OWNER), f"{told}: write a code of sheet {sheet!r} here"))
    return False


def _twice(reading: Reading, new: New, met: dict[tuple[str, str], At]) -> bool:
    """Whether another row has that code already; rows below a doubled row cause no findings of their own."""
    whole = new.table.key == "id"
    code = identity(new.data) if whole else new.data.get(new.table.key, "")
    if not new.table.key or not code:
        return False
    at = new.line.at(new.table.key if new.data.get(new.table.key) else "code")
    first = met.setdefault(("" if whole else new.owner, code), at)
    if first is at:
        return False
    if (new.table.owner, new.owner) not in reading.doubled:
        told = f"{code!r} stands twice, first in cell {first.address}: write another code"
        reading.troubles.append(Trouble(at, told))
    reading.doubled.add((new.table.path, code))
    return True


def _attached(reading: Reading, new: New) -> Row:
    """Put the row into the raw data, and note where its scalars stand."""
    row = _rooted(reading, new) if new.table.path else Row(new.table, (), reading.raw, new.line)
    if not new.table.path:
        reading.raw.update(new.data)
    reading.known[new.table.path].setdefault(identity(new.data), row)
    _note_cells(reading, row)
    _open_lists(row)
    return row


def _rooted(reading: Reading, new: New) -> Row:
    """At the end of its owner's list."""
    above = reading.known[new.table.owner][new.owner] if new.table.owner else None
    node, path = (above.data, above.path) if above else (reading.raw, ())
    for key in new.table.inner[:-1]:
        node = node.setdefault(key, {})
    members = node.setdefault(new.table.inner[-1], [])
    members.append(new.data)
    return Row(new.table, (*path, *new.table.inner, len(members) - 1), new.data, new.line)


def _note_cells(reading: Reading, row: Row) -> None:
    for column, at in row.line.places.items():
        if column.path != (OWNER,):
            for end in range(1, len(column.path)):
                reading.cells.setdefault((*row.path, *column.path[:end]), (at, None))
            reading.cells[*row.path, *column.path] = (at, column)
    if row.path:
        at = row.line.at(row.table.key or OWNER)
        reading.cells[row.path] = (at, None)
        reading.cells.setdefault(row.path[:-1], (at, None))


def _open_lists(row: Row) -> None:
    """Lists that the schema wants to see even where they have no rows."""
    for table in TABLES:
        wanted = table.always and table.path and (table.owner or ()) == row.table.path
        if wanted and (not table.kinds or below(row.data, ("rule", "kind")) in table.kinds):
            below(row.data, table.inner[:-1]).setdefault(table.inner[-1], [])
