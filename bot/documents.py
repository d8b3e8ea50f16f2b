"""Makes the documents that messages only name (``ranking``, ``form:04``, ``qr:…``).

Workbooks are made by a child process at low priority, which reads the database beside this one: in a
thread they would make every answer wait.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from bot.delivery import MakeError
from bot.storage.evidence import EvidenceStore
from conversations.messages import Attachment

LONGEST = 600.0  # seconds


class Documents:
    """``make`` gives the attachment with its bytes stored."""

    def __init__(self, data: Path, store: EvidenceStore) -> None:
        self._data, self._store = data, store

    async def make(self, attachment: Attachment) -> Attachment:
        """Make what the attachment names; raises MakeError."""
        recipe, _, argument = attachment.make.partition(":")
        if recipe == "qr":
            content = await asyncio.to_thread(_qr, argument)
        elif recipe == "units-template":
            content = await asyncio.to_thread(_units_template)
        elif recipe in ("ranking", "form"):
            content = await self._exported(recipe, argument)
        else:
            raise MakeError(f"there is no recipe {recipe!r}")
        stored = await self._store.keep(content)
        return attachment.model_copy(update={"sha256": stored.sha256, "make": ""})

    async def _exported(self, recipe: str, argument: str) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "document.xlsx"
            arguments = [recipe, *([argument] if argument else []), "--out", str(path), "--nice", "10"]
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot.cli", "--data", str(self._data), "export", *arguments,
                stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
            )  # fmt: skip
            try:
                _, errors = await asyncio.wait_for(process.communicate(), LONGEST)
            except (TimeoutError, asyncio.CancelledError):
                process.kill()
                raise
            if process.returncode != 0 or not path.exists():
                raise MakeError(errors.decode("utf-8", "replace").strip()[-500:])
            return path.read_bytes()


def _qr(text: str) -> bytes:
    from exports.pictures import qr_png

    return qr_png(text)


def _units_template() -> bytes:
    from exports.xlsx import units_template

    return units_template()
