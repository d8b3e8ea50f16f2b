"""What cells name on other sheets; the schema would refuse it, but could not say where it stands."""

from __future__ import annotations

from typing import Final

from criteria.workbook_filling import identity, table_at
from criteria.workbook_grid import Trouble
from criteria.workbook_reading import Reading
from criteria.workbook_titles import sheet_title

GROUPS: Final = ("groups",)
CRITERIA: Final = (*GROUPS, "criteria")
INPUTS: Final = (*CRITERIA, "inputs")
PARTS: Final = ("parts",)
GENERAL: Final = ("general_info",)


def check_references(reading: Reading) -> None:
    """Reports what does not exist, and takes it out of the raw data, so that it is reported once."""
    _check_parts(reading)
    _check_sources(reading)


def _check_parts(reading: Reading) -> None:
    parts = {row.data.get("code") for row in reading.rows[PARTS]}
    for row in reading.rows[GROUPS]:
        if (part := row.data.get("part")) and part not in parts:
            sheet = sheet_title(table_at(PARTS))
            told = f"there is no part {part!r}: write a code of sheet {sheet!r}, or leave it empty"
            reading.troubles.append(Trouble(row.line.at("part"), told))
            del row.data["part"]


def _check_sources(reading: Reading) -> None:
    """``same_as`` names figures that are asked for themselves."""
    asked = {
        f"{identity(row.data)}.{item.get('key')}"
        for row in reading.rows[CRITERIA]
        for item in row.data.get("inputs", ())
        if not item.get("same_as")
    }
    asked |= {
        row.data.get("key", "") for row in reading.rows[GENERAL] if row.data.get("type", "text") != "text"
    }
    for row in reading.rows[INPUTS]:
        if unknown := [source for source in row.data.get("same_as", ()) if source not in asked]:
            told = (
                f"{', '.join(unknown)} is no figure of the general information, and no input asked for itself"
            )
            reading.troubles.append(Trouble(row.line.at("same_as"), told))
            del row.data["same_as"]
