"""Reads the campaign with its units, people and invitations."""

from __future__ import annotations

from bot.storage.database import Database
from scoring.campaigns import Campaign, Invitation, Person, Role
from scoring.facts import Unit


async def newest(database: Database) -> Campaign:
    """The campaign made last; an empty one where there is none."""
    rows = await database.read(
        "SELECT id, name, set_id, set_version, set_digest, stage, deadline FROM campaign "
        "ORDER BY position DESC LIMIT 1"
    )
    if not rows:
        return Campaign(id="")
    names = ("id", "name", "set_id", "set_version", "set_digest", "stage", "deadline")
    own = dict(zip(names, rows[0], strict=True))
    key = own["id"]
    return Campaign(
        **own,
        units=await _units(database, key),
        people=await _people(database, key),
        invitations=await _invitations(database, key),
    )


async def _units(database: Database, campaign: str) -> dict[str, Unit]:
    sql = "SELECT code, name, block FROM unit WHERE campaign_id = $1 ORDER BY position, code"
    return {
        code: Unit(code=code, name=name, block=block)
        for code, name, block in await database.read(sql, campaign)
    }


async def _people(database: Database, campaign: str) -> dict[str, Person]:
    people: dict[str, Person] = {}
    sql = (
        "SELECT p.id, p.name, r.name, r.unit FROM role r JOIN person p ON p.id = r.person_id "
        "WHERE r.campaign_id = $1 ORDER BY p.id"
    )
    for key, name, role, unit in await database.read(sql, campaign):
        known = people.get(key) or Person(id=key, name=name)
        people[key] = known.model_copy(update={"roles": (*known.roles, Role(name=role, unit=unit))})
    for chat, key in await database.read("SELECT id, person_id FROM chat ORDER BY position"):
        if key in people:
            person = people[key]
            people[key] = person.model_copy(update={"chats": (*person.chats, chat)})
    return people


async def _invitations(database: Database, campaign: str) -> dict[str, Invitation]:
    sql = "SELECT code_hash, role, unit, name, expires, used_by FROM invitation WHERE campaign_id = $1"
    names = ("code_hash", "role", "unit", "name", "expires", "used_by")
    rows = await database.read(sql, campaign)
    return {row[0]: Invitation(**dict(zip(names, row, strict=True))) for row in rows}
