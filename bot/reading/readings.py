"""Reads what people have filled in (lists, sheets of ours) in a child process at low priority, so that a
workbook made to take minutes and gigabytes takes them from nobody.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import sys
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from bot.intake.filekinds import ending
from bot.reading.sheet_reading import read_sheet
from bot.reading.tables import Table, read_table
from bot.settings import VARIABLES
from bot.storage.evidence import EvidenceStore
from conversations.sheets.filled_sheets import FilledSheet

LONGEST: Final = 60.0  # seconds
CPU: Final = 30  # seconds of the processor
MEMORY: Final = 1_000_000_000  # bytes of address space
MOST_READ: Final = 12_000_000  # bytes of JSON that the child may answer
AT_ONCE: Final = 2  # children
KEPT: Final = 8  # readings in memory: whoever looks at a sheet presses a button next


@dataclass(frozen=True, slots=True)
class ToRead:
    """A file that is to be read: the first sheet of a list, or a sheet of ours. ``name`` has its ending."""

    kind: Literal["table", "sheet"]
    sha256: str
    name: str = ""


class UnreadError(Exception):
    """The file has not been read yet: its event waits until it has been."""

    def __init__(self, wanted: ToRead) -> None:
        super().__init__(wanted)
        self.wanted = wanted


class Readings:
    """What files hold, for as long as it is needed."""

    def __init__(self, store: EvidenceStore) -> None:
        self._store = store
        self._kept: OrderedDict[ToRead, Table | FilledSheet | None] = OrderedDict()
        self._free = asyncio.Semaphore(AT_ONCE)

    def table(self, sha256: str, name: str) -> Table | None:
        """The rows of a list; None where it is none. Raises UnreadError."""
        suffix = "".join(filter(str.isalnum, ending(name)[:8]))
        found = self._found(ToRead("table", sha256, f"list.{suffix}"))
        assert not isinstance(found, FilledSheet)  # noqa: S101 - kept under what it is
        return found

    def sheet(self, sha256: str) -> FilledSheet:
        """What a sheet of ours holds. Raises UnreadError."""
        found = self._found(ToRead("sheet", sha256))
        assert isinstance(found, FilledSheet)  # noqa: S101 - kept under what it is
        return found

    def _found(self, wanted: ToRead) -> Table | FilledSheet | None:
        if wanted not in self._kept:
            raise UnreadError(wanted)
        self._kept.move_to_end(wanted)
        return self._kept[wanted]

    async def read(self, wanted: ToRead) -> None:
        """Have the file at hand; whatever it is, there is an answer to it."""
        async with self._free:
            said = b"" if wanted in self._kept else await _child(wanted, self._store.path(wanted.sha256))
        if wanted not in self._kept:
            self._kept[wanted] = await asyncio.to_thread(_understood, wanted, said)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)


def _understood(wanted: ToRead, said: bytes) -> Table | FilledSheet | None:
    """What the child answered; nothing where it was stopped on its way."""
    if wanted.kind == "sheet":
        return FilledSheet.model_validate_json(said) if said else FilledSheet(trouble="too_large")
    rows = json.loads(said) if said else None
    return None if rows is None else tuple(map(tuple, rows))


async def _child(wanted: ToRead, path: Path) -> bytes:
    """What the child answers; empty where it came to a limit."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", "bot.reading.readings", wanted.kind, str(path), wanted.name,
        str(CPU), str(MEMORY), str(MOST_READ), env=environment(), stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        said, _ = await asyncio.wait_for(process.communicate(), LONGEST)
    except TimeoutError:
        return b""
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()  # reads the pipe to its end, so that it is closed
    return b"" if process.returncode else said


def environment() -> dict[str, str]:
    """What the child is told: none of our settings, among which are secrets."""
    return {name: value for name, value in os.environ.items() if name not in VARIABLES.values()}


def main(kind: str, path: str, name: str, *limits: str) -> None:
    """Print what the file holds as JSON. It ends with an error, or is killed, where it comes to a limit
    (``CPU``, ``MEMORY``, ``MOST_READ``).
    """
    cpu, memory, most = map(int, limits)
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    if kind == "sheet":
        filled = read_sheet(Path(path))
        _print(filled.rows, most, filled.model_dump_json)
    else:
        table = read_table(Path(path), name)
        _print(table or (), most, lambda: json.dumps(table))


def _print(rows: Table, most: int, text: Callable[[], str]) -> None:
    """One text that many cells share takes its room in memory once, but in the answer every time."""
    if sum(len(cell) + 3 for row in rows for cell in row) > most:
        sys.exit("more text than is taken")
    sys.stdout.buffer.write(text().encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
