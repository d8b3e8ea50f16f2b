"""Makes the documents that messages only name (``ranking``, ``form:04``, ``evidence:04``, ``qr:…``).

Workbooks and archives are made by a child process at low priority, which reads the database beside this
one: in a thread they would make every answer wait.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from bot.delivery import MakeError
from bot.storage.evidence import EvidenceStore, Stored
from conversations.messages import Attachment

LONGEST = 600.0  # seconds
SHEETS = ("ranking", "figures-template", "unit-sheet", "verdict-sheet", "evidence", "chart", "page")
PAPERS = ("form", "form-docx", "report", "letter", "notice")
PIECE = 1 << 20  # bytes in memory


class Documents:
    """``make`` gives the attachment with its bytes stored."""

    def __init__(self, data: Path, store: EvidenceStore) -> None:
        self._data, self._store = data, store

    async def make(self, attachment: Attachment) -> Attachment:
        """Make what the attachment names; raises MakeError."""
        recipe, _, argument = attachment.make.partition(":")
        if recipe == "qr":
            stored = await self._store.keep(await asyncio.to_thread(_qr, argument))
        elif recipe == "units-template":
            stored = await self._store.keep(await asyncio.to_thread(_units_template))
        elif recipe in (*SHEETS, *PAPERS):
            stored = await self._exported(recipe, argument)
        else:
            raise MakeError(f"there is no recipe {recipe!r}")
        return attachment.model_copy(update={"sha256": stored.sha256, "make": ""})

    async def _exported(self, recipe: str, argument: str) -> Stored:
        """What the child wrote, moved piece by piece into the store; its folder goes whatever happens."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "document"
            errors = await self._child(_arguments(recipe, argument, path))
            if not path.exists():  # it gets its name only once it is whole
                raise MakeError(errors.decode("utf-8", "replace").strip()[-500:] or "nothing was written")
            return await self._store.take(_pieces(path), path.stat().st_size)

    async def _child(self, arguments: list[str]) -> bytes:
        """Run ``chamdiem export``; what it said of errors. Raises MakeError where it takes too long."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot.cli", "--data", str(self._data), "export", *arguments,
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        try:
            _, errors = await asyncio.wait_for(process.communicate(), LONGEST)
        except TimeoutError as error:
            raise MakeError(f"it took longer than {LONGEST:.0f} s") from error
        finally:
            if process.returncode is None:
                process.kill()
                await process.communicate()  # reads the pipe to its end, so that it is closed
        return errors


def _arguments(recipe: str, argument: str, path: Path) -> list[str]:
    if recipe == "evidence":
        return [recipe, "--nice", "10", f"--unit={argument}", str(path)]
    if recipe == "page":
        return [recipe, "--nice", "10", "--draft", str(path)]
    command = ["form", "--as", "docx"] if recipe == "form-docx" else [recipe]
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
