"""What the cells of a sheet are called."""

from __future__ import annotations


def letters(column: int) -> str:
    """The name of a column counted from 0: ``A``, ``Z``, ``AA``."""
    name, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


def address(row: int, column: int) -> str:
    """``F12``: the row as the sheet counts it, the column counted from 0."""
    return f"{letters(column)}{row}"
