"""Several figures in one text: two of a ratio, a list, or figures with their names."""

from __future__ import annotations

import re

from criteria.reading import Reading, read_number, spoken
from criteria.vietnamese import clean, fold

LONGEST_PAIR = 100  # characters of two figures

_OVER = re.compile(r"\s*/\s*|\s+(?:trên|tren|trong)(?:\s+(?:tổng|tong))?(?:\s+(?:số|so))?\s+")
_KEY = re.compile(r"(?:^|(?<=[\s;,]))(?:([\w.]+)\s*=|([^\W\d][\w.]*)\s*:)\s*")


def read_pair(text: str, *, whole: bool = False, unit: str = "") -> tuple[Reading, Reading] | None:
    """Both figures of ``421/512`` or ``421 trên 512``; None where the text is not two figures."""
    typed = spoken(text)
    parts = _OVER.split(typed) if len(typed) <= LONGEST_PAIR else []
    if len(parts) != 2 or not all(re.search("[0-9]", part) for part in parts):
        return None
    return read_number(parts[0], whole=whole, unit=unit), read_number(parts[1], whole=whole, unit=unit)


def read_several(text: str) -> tuple[str, ...]:
    """The parts of ``421; 512; 33``, of lines, or of ``421, 512`` (a comma inside a number has no space).

    Blank lines are dropped; what is left out between two semicolons stays as ``""`` so that nothing shifts.
    """
    lines = (line.strip().removesuffix(";") for line in clean(text).split("\n"))
    separator = "[;；]" if re.search("[;；]", text) else r",\s+"
    return tuple(part.strip() for line in lines if line for part in re.split(separator, line))


def read_named(text: str) -> dict[str, str]:
    """``a=421 b: 512`` as ``{"a": "421", "b": "512"}``, keys as ``fold_key`` has them; of a key typed twice
    the last.
    """
    typed = clean(text)
    keys = list(_KEY.finditer(typed))
    ends = [key.start() for key in keys[1:]] + [len(typed)]
    return {
        fold_key(key[1] or key[2]): typed[key.end() : end].strip(" \t\n;,")
        for key, end in zip(keys, ends, strict=bool(keys))  # no keys, but one end
    }


def fold_key(key: str) -> str:
    """The key in lower case without marks, but đ is not d: lists run a, b, c, d, đ, e."""
    return "đ".join(fold(part) for part in key.lower().split("đ"))
