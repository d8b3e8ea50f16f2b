"""One row of a unit list, what can be wrong with it, and whether all rows together are a hierarchy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from conversations.phrases import administrator, people
from scoring.facts import Body, Unit


@dataclass(frozen=True, slots=True)
class RowError:
    """A row that can't be loaded: its number as the spreadsheet shows it, a stable ``why``, and the value."""

    row: int
    why: str
    value: str = ""
    other: int = 0
    most: int = 0

    def __str__(self) -> str:
        told = administrator.ROW_WHY.get(self.why) or people.ROW_WHY[self.why]
        why = told.format(value=self.value[:40], other=self.other, most=self.most)
        return administrator.ROW.format(row=self.row, why=why)


@dataclass(frozen=True, slots=True)
class Line:
    """A filled row; ``scored`` says whether it is a unit or only a body above units, ``odd`` what stood there
    instead of yes or no.
    """

    row: int
    unit: Unit
    scored: bool = True
    odd: str = ""

    @property
    def body(self) -> Body:
        """The row as a body that is not scored."""
        return Body(code=self.unit.code, name=self.unit.name, parent=self.unit.parent)


@dataclass(frozen=True)
class Known:
    """What the campaign has already: units and bodies by code."""

    units: Mapping[str, Unit] = field(default_factory=dict)
    bodies: Mapping[str, Body] = field(default_factory=dict)

    @cached_property
    def spelled(self) -> dict[str, str]:
        """Every known code by its small letters."""
        return {code.lower(): code for code in (*self.bodies, *self.units)}

    def parents(self) -> dict[str, str]:
        """Every known code and the code above it."""
        found = {code: unit.parent for code, unit in self.units.items()}
        return found | {code: body.parent for code, body in self.bodies.items()}


def wrong_parents(lines: Sequence[Line], known: Known) -> list[RowError]:
    """Rows whose parent does not exist, and rows that stand above themselves."""
    parents = {**known.parents(), **{line.unit.code: line.unit.parent for line in lines}}
    missing = [
        RowError(line.row, "no_parent", line.unit.parent)
        for line in lines
        if line.unit.parent and line.unit.parent not in parents
    ]
    circles = [RowError(line.row, "circle", line.unit.code) for line in lines if _circles(line, parents)]
    return sorted([*missing, *circles], key=lambda error: error.row)


def _circles(line: Line, parents: Mapping[str, str]) -> bool:
    """Whether the way up from the row comes back to it."""
    seen: set[str] = set()
    code = line.unit.parent
    while code and code not in seen:
        if code == line.unit.code:
            return True
        seen.add(code)
        code = parents.get(code, "")
    return False
