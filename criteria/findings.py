"""What the linter looks at, and what it finds."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property

from criteria.examples import Example
from criteria.schema import CriteriaSet

Found = Iterator[tuple[str, str]]
"""Where (``set``, ``group 2``, ``tt.1.4`` or a criterion's id) and what, in words for a jurist."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; ``acknowledged`` where the set's file has a ruling on it."""

    code: str
    set: str
    where: str
    message: str
    acknowledged: bool = False
    ruling: str = ""

    def shown(self) -> dict[str, str | bool]:
        """For other programs."""
        return asdict(self)


@dataclass(frozen=True)
class Desk:
    """A set with the official text and the worked examples that belong to it."""

    criteria: CriteriaSet
    decision: str = ""
    examples: Sequence[Example] = ()

    @cached_property
    def print(self) -> str:
        """The official text with all white space collapsed."""
        return collapsed(self.decision)

    def unprinted(self, text: str) -> list[str]:
        """Lines of the text that the official text does not have."""
        lines = (collapsed(line) for line in text.splitlines())
        return [line for line in lines if line and line not in self.print]


Check = Callable[[Desk], Found]


def collapsed(text: str) -> str:
    """In one Unicode form, without Markdown's marks, every run of white space one space."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_MARKS).split())


_MARKS = str.maketrans("|*#`", "    ")


def group(code: str) -> str:
    """Where a finding about a group stands."""
    return f"group {code}"


def part(code: str) -> str:
    """Where a finding about a part stands."""
    return f"part {code}"


def under(group_id: str, heading: str) -> str:
    """Where a finding about a heading of a group stands."""
    return f"{group(group_id)} › {heading}"
