"""Where the journal's chain breaks."""

from __future__ import annotations

from bot.storage import journal
from bot.storage.database import Database


async def first_break(database: Database) -> int | None:
    """Number of the first row that does not fit, or None: the journal is whole."""
    async for row, trouble in journal.walk(database):
        if trouble:
            return row.seq
    return None
