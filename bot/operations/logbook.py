"""The journal as lines for the terminal, newest first."""

from __future__ import annotations

import json
from zoneinfo import ZoneInfo

from bot import pinned
from bot.settings import Settings
from bot.storage import campaigns, journal
from bot.storage.database import Database
from conversations.desk import Entry, Wanted
from conversations.documents.sentences import Reader
from criteria.vietnamese import ZONE


async def read_log(settings: Settings, about: tuple[str, str], limit: int, *, as_json: bool) -> list[str]:
    """At most ``limit`` rows of one unit and item (empty: of all), a line each."""
    unit, item = about
    async with Database.reading(settings.data) as database, database.snapshot():
        campaign = await campaigns.newest(database)
        reader = Reader(campaign, pinned.load(settings.data, campaign))
        entries: list[Entry] = []
        while len(entries) < limit:
            wanted = Wanted("journal", unit, item, skip=len(entries))
            page = await journal.entries(database, campaign.id, wanted)
            entries += page
            if not page:
                break
    return [_json(reader, entry) if as_json else _line(reader, entry) for entry in entries[:limit]]


def _line(reader: Reader, entry: Entry) -> str:
    _, _, said = reader.line(entry).partition(" · ")
    at = entry.at.astimezone(ZoneInfo(ZONE)).isoformat(sep=" ", timespec="minutes")
    return f"{entry.seq:>6}  {at}  {said}"


def _json(reader: Reader, entry: Entry) -> str:
    body = {
        "row": entry.seq, "at": entry.at.isoformat(), "unit": entry.unit, "person": entry.person,
        "name": reader.person(entry.person), "fact": entry.fact.model_dump(mode="json"),
        "said": reader.sentence(entry.fact),
    }  # fmt: skip
    return json.dumps(body, ensure_ascii=False)
