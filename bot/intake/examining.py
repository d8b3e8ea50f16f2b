"""Looks at a whole file before it is kept: what is packed in it, and whether it is infected."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

from bot.intake import antivirus, packed
from bot.intake.antivirus import UnreachableError
from bot.intake.filekinds import Kind
from bot.settings import Settings
from conversations.events import Why

log = logging.getLogger(__name__)


class Examiner:
    """Says why a file is not to be kept, None where it may be."""

    def __init__(self, settings: Settings) -> None:
        self._clamd, self._strict = settings.clamd, settings.clamd_down == "refuse"

    async def __call__(self, path: Path, kind: Kind) -> Why | None:
        if why := await asyncio.to_thread(packed.trouble, path, kind):
            return why
        return await self._virus(path) if self._clamd else None

    async def _virus(self, path: Path) -> Why | None:
        try:
            virus = await antivirus.scan(path, self._clamd)
        except UnreachableError as error:
            done = "refused" if self._strict else "kept unscanned"
            log.warning("a file was %s: clamd does not answer: %s", done, error)
            return "unscanned" if self._strict else None
        if virus:
            log.warning("a file was refused: %s", virus)
        return "infected" if virus else None
