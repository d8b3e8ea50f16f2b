"""Where things stand on the sheets of a workbook: which column is which, and the address of each cell.

A sheet's first row has the titles, its second the machine's names of the columns, then come the rows. The
sheet of the set itself stands upright: title, content, the machine's name and an explanation in each row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from criteria.cells import address
from criteria.files import CriteriaError
from criteria.workbook_tables import Column, Table
from criteria.workbook_titles import PRINT, sheet_title, title

Cell = str | float
"""What a cell says; a float where somebody's program made a number with decimals of it."""
Sheet = Sequence[Sequence[Cell]]

HEAD_ROWS: Final = 2
DIGITS: Final = 15
PRINT_KEY: Final = "print"
UPRIGHT_HEAD: Final = ("Mục", "Nội dung", "Mã máy đọc", "Giải thích")
UPRIGHT_CONTENT, UPRIGHT_KEY = 1, 2


@dataclass(frozen=True, slots=True)
class At:
    """One cell: the sheet's title, row and column counted from 0."""

    sheet: str
    row: int
    column: int

    @property
    def address(self) -> str:
        """``F12``."""
        return address(self.row + 1, self.column)

    def refused(self, workbook: str, message: str, code: str = "form") -> CriteriaError:
        """``form.xlsx, sheet 'Tiêu chí', cell F12: …``."""
        return CriteriaError(code, f"{workbook}, sheet {self.sheet!r}, cell {self.address}", None, message)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: what its columns hold, and where each of them stands."""

    cells: Mapping[Column, Cell]
    places: Mapping[Column, At]

    def at(self, key: str) -> At:
        """The cell of that column, or the row's first."""
        named = {column.key: at for column, at in self.places.items()}
        return named.get(key) or next(iter(named.values()))

    @property
    def blank(self) -> bool:
        return not any(str(cell).strip() for cell in self.cells.values())


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong with a cell, or with a whole sheet where ``at`` is its name."""

    at: At | str
    message: str

    def refused(self, workbook: str) -> CriteriaError:
        if isinstance(self.at, At):
            return self.at.refused(workbook, self.message)
        return CriteriaError("form", f"{workbook}, sheet {self.at!r}", None, self.message)


def lines(table: Table, sheet: Sheet, troubles: list[Trouble]) -> Iterator[Line]:
    """The rows of a table that say anything; what is wrong with its columns goes to ``troubles``."""
    name = sheet_title(table)
    keys = _keys(table, sheet)
    columns = {column.key: column for column in table.columns}
    for key, place in keys.items():
        if key not in columns:
            troubles.append(
                Trouble(_head(table, name, place), f"there is no column {key!r}: {_remedy(table)}")
            )
    if missing := [f"{title(columns[key])!r} ({key})" for key in columns if key not in keys]:
        troubles.append(Trouble(name, f"columns are missing: {', '.join(missing)}: {_remedy(table)}"))
    found = {columns[key]: place for key, place in keys.items() if key in columns}
    if not table.path:
        places = {column: At(name, row, UPRIGHT_CONTENT) for column, row in found.items()}
        yield Line({column: cell(sheet, at) for column, at in places.items()}, places)
        return
    troubles.extend(_strays(name, sheet, set(keys.values())))
    for row in range(HEAD_ROWS, len(sheet)):
        places = {column: At(name, row, place) for column, place in found.items()}
        line = Line({column: cell(sheet, at) for column, at in places.items()}, places)
        if not line.blank:
            yield line


def cell(sheet: Sheet, at: At) -> Cell:
    """What stands there; blank beyond the end of the sheet."""
    row = sheet[at.row] if at.row < len(sheet) else ()
    return row[at.column] if at.column < len(row) else ""


def print_lines(sheet: Sheet, troubles: list[Trouble]) -> Iterator[str]:
    """The lines of the print, without blank ones at the end."""
    if not sheet or PRINT_KEY not in (keys := list(sheet[HEAD_ROWS - 1]) if len(sheet) > 1 else []):
        troubles.append(
            Trouble(PRINT, f"the column {PRINT_KEY!r} is missing in row 2: begin with a template")
        )
        return
    place = keys.index(PRINT_KEY)
    troubles.extend(_strays(PRINT, sheet, {place}))
    places = [At(PRINT, row, place) for row in range(HEAD_ROWS, len(sheet))]
    said = [cell(sheet, at) for at in places]
    while said and not str(said[-1]).strip():
        said.pop()
    for at, line in zip(places, said, strict=False):
        try:
            yield exact(line, figure=False)
        except ValueError as error:
            troubles.append(Trouble(at, str(error)))


def exact(said: Cell, *, figure: bool) -> str:
    """The cell's text; raises ValueError for a number with decimals where its digits cannot be relied on.

    Excel keeps 15 digits of what is typed; what has more was calculated.
    """
    if isinstance(said, str):
        return said
    text = format(Decimal(repr(said)), "f")
    if figure and len(text.strip("-0.").replace(".", "")) <= DIGITS:
        return text.removesuffix(".0")
    raise ValueError(
        f"{text} is a number here, and 3.1 looks like 3.10: format the cell as text, then write it again"
    )


def _keys(table: Table, sheet: Sheet) -> dict[str, int]:
    """Columns (rows, where the sheet stands upright) by their machine's names; the first of that name."""
    if table.path:
        named = list(sheet[HEAD_ROWS - 1]) if len(sheet) >= HEAD_ROWS else []
    else:
        named = ["", *(cell(sheet, At("", row, UPRIGHT_KEY)) for row in range(1, len(sheet)))]
    keys: dict[str, int] = {}
    for place, key in enumerate(named):
        if str(key).strip():
            keys.setdefault(str(key).strip(), place)
    return keys


def _head(table: Table, name: str, place: int) -> At:
    return At(name, HEAD_ROWS - 1, place) if table.path else At(name, place, UPRIGHT_KEY)


def _remedy(table: Table) -> str:
    where = "row 2" if table.path else "column C"
    return f"keep {where} as the template has it"


def _strays(name: str, sheet: Sheet, known: set[int]) -> Iterator[Trouble]:
    """The first cell that says something in each column that has no name."""
    seen = set(known)
    for row in range(HEAD_ROWS, len(sheet)):
        for place, said in enumerate(sheet[row]):
            if place not in seen and str(said).strip():
                seen.add(place)
                yield Trouble(At(name, row, place), "nothing is read from this column: move or delete it")
