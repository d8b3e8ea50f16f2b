"""Makes the documents that messages only name (``ranking``, ``form:04``, ``evidence:04``, ``qr:…``).

Workbooks and archives are made by a child process at low priority, which reads the database beside this
one: in a thread they would make every answer wait. It says line by line how far it is.
"""

from __future__ import annotations

import asyncio
import logging
import re
import sys
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.progress import LINES, read_line
from bot.storage.evidence import EvidenceStore, Stored
from conversations.messages import OWN, Attachment

LONGEST = 600.0  # seconds
CHILDREN: Final = 4  # at once; more of them wait for their turn
SHEETS = ("ranking", "figures-template", "unit-sheet", "verdict-sheet", "evidence", "chart", "page")
PAPERS = ("form", "form-docx", "report", "letter", "notice")
PIECE = 1 << 20  # bytes in memory


_KIND: Final = re.compile(r"[\w.]*Error:", re.ASCII)  # at the beginning of a line
log = logging.getLogger(__name__)


class MakeError(Exception):
    """A document could not be made."""


@dataclass(slots=True)
class Progress:
    """How far a document is; ``total`` is 0 while that is not known."""

    done: int = 0
    total: int = 0

    @property
    def percent(self) -> int | None:
        """Whole percents, rounded down; None while nothing is known."""
        return 100 * min(self.done, self.total) // self.total if self.total else None


class Documents:
    """``make`` gives the attachment with its bytes stored."""

    def __init__(self, data: Path, store: EvidenceStore) -> None:
        self._data, self._store = data, store
        self._turn = asyncio.Semaphore(CHILDREN)

    async def make(self, attachment: Attachment, progress: Progress | None = None) -> Attachment:
        """Make what the attachment names, and keep ``progress`` up to date; raises MakeError. Where it is
        cancelled, the child is ended, and nothing is left of what it wrote.
        """
        recipe, _, argument = attachment.make.partition(":")
        if recipe == "qr":
            stored = await self._store.keep(await asyncio.to_thread(_qr, argument))
        elif recipe == "units-template":
            stored = await self._store.keep(await asyncio.to_thread(_units_template))
        elif recipe in (*SHEETS, *PAPERS) or recipe.removeprefix(OWN) in PAPERS:
            async with self._turn:
                stored = await self._exported(recipe, argument, progress or Progress())
        else:
            raise MakeError(f"there is no recipe {recipe!r}")
        return attachment.model_copy(update={"sha256": stored.sha256, "make": ""})

    async def _exported(self, recipe: str, argument: str, progress: Progress) -> Stored:
        """What the child wrote, moved piece by piece into the store; its folder goes whatever happens."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "document"
            errors = await self._child(_arguments(recipe, argument, path), progress)
            if not path.exists():  # it gets its name only once it is whole
                raise MakeError(errors.decode("utf-8", "replace").strip()[-500:] or "nothing was written")
            return await self._store.take(_pieces(path), path.stat().st_size)

    async def _child(self, arguments: list[str], progress: Progress) -> bytes:
        """Run ``chamdiem export``; what it said of errors. Raises MakeError where it takes too long."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", "bot.cli", "--data", str(self._data), "--progress", LINES, "export",
            *arguments,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert process.stdout is not None  # noqa: S101 - asked for above
        assert process.stderr is not None  # noqa: S101 - likewise
        try:
            async with asyncio.timeout(LONGEST):
                errors, _ = await asyncio.gather(process.stderr.read(), _follow(process.stdout, progress))
                await process.wait()
        except TimeoutError as error:
            raise MakeError(f"it took longer than {LONGEST:.0f} s") from error
        finally:
            if process.returncode is None:
                process.kill()
                await process.communicate()  # reads the pipes to their end, so that they are closed
        if process.returncode:
            log.error(
                "the child that makes %s ended with %s: %s", arguments[0], process.returncode, _kind(errors)
            )
        return errors


def _kind(errors: bytes) -> str:
    """Of which kind the last error was; what it says more may be somebody's words."""
    lines = errors.decode("utf-8", "replace").split("\n")
    found = [line.partition(":")[0] for line in lines if _KIND.match(line)]
    return found[-1] if found else "it said nothing"


async def _follow(lines: asyncio.StreamReader, progress: Progress) -> None:
    async for line in lines:
        if found := read_line(line):
            progress.done, progress.total = found


def _arguments(recipe: str, argument: str, path: Path) -> list[str]:
    if recipe == "evidence":
        return [recipe, "--nice", "10", f"--unit={argument}", str(path)]
    if recipe == "page":
        return [recipe, "--nice", "10", "--draft", str(path)]
    paper = recipe.removeprefix(OWN)
    command = ["form", "--as", "docx"] if paper == "form-docx" else [paper]
    if paper != recipe:
        command.append("--for-unit")
    return [*command, "--nice", "10", "--out", str(path), *(["--", argument] if argument else [])]


async def _pieces(path: Path) -> AsyncIterator[bytes]:
    with path.open("rb") as file:
        while piece := await asyncio.to_thread(file.read, PIECE):
            yield piece


def _qr(text: str) -> bytes:
    from exports.pictures import qr_png

    return qr_png(text)


def _units_template() -> bytes:
    from exports.xlsx import units_template

    return units_template()
