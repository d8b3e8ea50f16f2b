"""Names in the evidence archive: readable, and good on every system that unpacks it, Windows above all."""

from __future__ import annotations

import re
from typing import Final

from criteria.vietnamese import clean

LONGEST_PATH: Final = 180  # characters; Explorer fails at 260 with the folder that it unpacks into
FOLDER: Final = 48
FILE: Final = 80
MOST_BYTES: Final = 240  # of one name in UTF-8; file systems take 255
LONGEST_ENDING: Final = 12
NAMELESS: Final = "không tên"

FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_SPACES: Final = re.compile(r"\s+")
_RESERVED: Final = re.compile(
    r"(con|prn|aux|nul|clock\$|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?", re.IGNORECASE
)


def safe_name(text: str, longest: int = FILE) -> str:
    """One step of a path: NFC, no marks that Windows forbids, no reserved name, no dot or space at an end.

    The ending of a file's name survives when the name is cut.
    """
    text = clean(text).replace("/", "-").replace("\\", "-")
    name = _SPACES.sub(" ", FORBIDDEN.sub("_", text)).strip(" .")
    name = _cut(name, longest).strip(" .") or NAMELESS
    return unreserved(name)


def unreserved(name: str) -> str:
    """The name, with a mark before it where Windows keeps it for a device."""
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def _cut(name: str, longest: int) -> str:
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > LONGEST_ENDING:
        stem, dot, ending = name, "", ""
    room = longest - 1 - len(dot + ending)  # one for what makes a reserved name unreserved
    stem = stem[:room]
    while len((stem + dot + ending).encode()) > MOST_BYTES:
        stem = stem[:-1]
    return f"{stem.rstrip(' .')}{dot}{ending}" if stem.strip(" .") else f"{NAMELESS}{dot}{ending}"


class Names:
    """Gives each name once; names that differ only in case are the same on Windows."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def give(self, wanted: str, longest: int = FILE) -> str:
        """The safe name, numbered ``name (2).pdf`` where it is taken."""
        name, count = safe_name(wanted, longest), 1
        while name.casefold() in self._taken:
            count += 1
            name = _numbered(safe_name(wanted, longest - len(f" ({count})")), count)
        self._taken.add(name.casefold())
        return name


def _numbered(name: str, count: int) -> str:
    stem, dot, ending = name.rpartition(".")
    return f"{stem} ({count}).{ending}" if dot and len(ending) <= LONGEST_ENDING else f"{name} ({count})"
