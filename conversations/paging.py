"""Long lists a page at a time: the rows of one page, and the buttons to the pages beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from conversations.messages import Button
from conversations.phrases import common as words

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Rows of a list. ``number``: which page, from 0; ``first``: the index of its first row; ``more``:
    whether another page comes.
    """

    rows: Sequence[Row]
    number: int
    first: int
    more: bool

    def around(self, *parts: str) -> tuple[Button, ...]:
        """Buttons to the pages beside this one: ``parts`` and the page's number are their payload."""
        beside = (
            (words.PREVIOUS, self.number - 1, self.number > 0),
            (words.NEXT, self.number + 1, self.more),
        )
        return tuple(
            Button(label=label, payload=":".join((*parts, str(number))))
            for label, number, there in beside if there
        )  # fmt: skip


def page(rows: Sequence[Row], number: int, size: int) -> Page[Row]:
    """That page of the rows; the last one where there are fewer."""
    number = min(max(number, 0), max(len(rows) - 1, 0) // size)
    first = number * size
    return Page(rows[first : first + size], number, first, more=first + size < len(rows))
