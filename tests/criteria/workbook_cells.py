"""The cells of a set's workbook, which tests change and read."""

from __future__ import annotations

from typing import Any

from criteria.files import CriteriaError
from criteria.schema import CriteriaSet
from criteria.workbook_filling import rows_of, table_at
from criteria.workbook_grid import HEAD_ROWS, At, Cell
from criteria.workbook_mistakes import Filled, filled
from criteria.workbook_reading import read_workbook
from criteria.workbook_tables import TABLES, Keys
from criteria.workbook_titles import sheet_title

GROUPS: Keys = ("groups",)
CRITERIA: Keys = ("groups", "criteria")
INPUTS: Keys = (*CRITERIA, "inputs")
OPTIONS: Keys = (*CRITERIA, "rule", "options")
TIERS = {
    "kind": "tiers",
    "of": "n",
    "tiers": [
        {"label": "Từ 5", "at_least": "5", "share": "1"},
        {"label": "Dưới", "below": "5", "share": "0"},
    ],
}


class Sheets(dict[str, list[list[Cell]]]):
    """The cells of a set's workbook, which tests change."""

    @classmethod
    def of(cls, raw: dict[str, Any], examples: list[dict[str, Any]] | None = None) -> Sheets:
        rows = rows_of({**raw, "examples": examples or []})
        sheets = cls()
        for table in TABLES:
            keys: list[Cell] = [column.key for column in table.columns]
            if table.path:
                filled_in: list[list[Cell]] = [list(each) for each in rows[table.path]]
                sheets[sheet_title(table)] = [keys, list(keys), *filled_in]
            else:
                upright = zip(rows[()][0], keys, strict=True)
                sheets[sheet_title(table)] = [[], *(["", said, key] for said, key in upright)]
        return sheets

    def table(self, path: Keys) -> list[list[Cell]]:
        return self[sheet_title(table_at(path))]

    def put(self, path: Keys, number: int, key: str, said: Cell) -> str:
        """Writes into the row of that number (from 1), and gives the address."""
        at = At("", HEAD_ROWS + number - 1, [each.key for each in table_at(path).columns].index(key))
        rows = self.table(path)
        while len(rows) <= at.row:
            rows.append([""] * len(rows[0]))
        rows[at.row][at.column] = said
        return at.address

    def read(self) -> Filled | list[CriteriaError]:
        return filled(read_workbook("thu.xlsx", self))

    def findings(self) -> list[str]:
        found = self.read()
        assert isinstance(found, list)
        return [str(each) for each in found]

    def set(self) -> CriteriaSet:
        found = self.read()
        assert isinstance(found, Filled), [str(each) for each in found]
        return found.criteria
