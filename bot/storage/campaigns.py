"""Reads the campaign with its units, people, invitations, dates and latest results."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

from bot.storage.database import Database
from criteria.due import Period
from scoring.campaigns import Before, Campaign, Extension, Publication
from scoring.facts import Body, Placing, Scope, Terms, Unit
from scoring.people import Invitation, Person, Role

_OWN = (
    "id", "name", "set_id", "set_version", "set_digest", "procedure", "procedure_digest", "stage",
    "deadline", "period",
)  # fmt: skip


async def newest(database: Database) -> Campaign:
    """The campaign made last; an empty one where there is none."""
    rows = await database.read("SELECT id FROM campaign ORDER BY position DESC LIMIT 1")
    return await read(database, rows[0][0]) if rows else Campaign(id="")


async def read(database: Database, campaign: str) -> Campaign:
    """A campaign by its id; raises IndexError for an unknown one."""
    sql = f"SELECT rounds, terms, {', '.join(_OWN)} FROM campaign WHERE id = $1"  # noqa: S608 - names from above
    rows = await database.read(sql, campaign)
    rounds, terms, *own = rows[0]
    known: dict[str, Any] = dict(zip(_OWN, own, strict=True))
    key, period = known["id"], known["period"]
    publications = await _publications(database, key)
    shown = {placing.unit: placing async for placing in latest(database, key, period)}
    return Campaign(
        **known,
        rounds=tuple(json.loads(rounds)),
        terms=Terms.model_validate_json(terms),
        units=await _units(database, key),
        bodies=await _bodies(database, key),
        people=await _people(database, key),
        invitations=await _invitations(database, key),
        withdrawn=await _withdrawn(database, key),
        extensions=await _extensions(database, key),
        reminded=await _reminded(database, key),
        publications=publications,
        placings=shown,
    )


async def before(database: Database, campaign: Campaign) -> Before | None:
    """The round before the campaign's running one: its own, or that of the newest other campaign on the same
    set that had one of the same cadence.
    """
    if campaign.before is not None:
        return campaign.before
    sql = (
        "SELECT id, name, period, rounds FROM campaign WHERE set_id = $1 AND id <> $2 ORDER BY position DESC"
    )
    every = _every(campaign.period)
    for key, name, period, rounds in await database.read(sql, campaign.set_id, campaign.id):
        if not period and every == "year":
            return Before(round_id=key, campaign=name)
        same = [code for code in json.loads(rounds) if every == _every(code)]
        if same:
            return Before(round_id=f"{key}/{same[-1]}", period=same[-1], campaign=name)
    return None


def _every(period: str) -> str:
    """The cadence of a round; the whole set at once is asked for a year."""
    return Period.of(period).every if period else "year"


async def _units(database: Database, campaign: str) -> dict[str, Unit]:
    sql = "SELECT code, name, block, parent FROM unit WHERE campaign_id = $1 ORDER BY position, code"
    return {
        code: Unit(code=code, name=name, block=block, parent=parent)
        for code, name, block, parent in await database.read(sql, campaign)
    }


async def _bodies(database: Database, campaign: str) -> dict[str, Body]:
    sql = "SELECT code, name, parent FROM body WHERE campaign_id = $1 ORDER BY code"
    rows = await database.read(sql, campaign)
    return {code: Body(code=code, name=name, parent=parent) for code, name, parent in rows}


async def _people(database: Database, campaign: str) -> dict[str, Person]:
    """Everybody who has a role, or has had one: somebody whose roles are gone is still known by name."""
    people: dict[str, Person] = {}
    sql = (
        "SELECT p.id, p.name, r.name, r.unit, r.scope FROM role r JOIN person p ON p.id = r.person_id "
        "WHERE r.campaign_id = $1 ORDER BY r.rowid"
    )
    joined = (
        "SELECT DISTINCT p.id, p.name FROM invitation i JOIN person p ON p.id = i.used_by "
        "WHERE i.campaign_id = $1 ORDER BY p.id"
    )
    for key, name in await database.read(joined, campaign):
        people[key] = Person(id=key, name=name)
    for key, name, role, unit, scope in await database.read(sql, campaign):
        known = people.get(key) or Person(id=key, name=name)
        held = Role(name=role, unit=unit, scope=Scope.model_validate_json(scope))
        people[key] = known.model_copy(update={"roles": (*known.roles, held)})
    for chat, key in await database.read("SELECT id, person_id FROM chat ORDER BY position"):
        if key in people:
            person = people[key]
            people[key] = person.model_copy(update={"chats": (*person.chats, chat)})
    return people


async def _invitations(database: Database, campaign: str) -> dict[str, Invitation]:
    names = ("code_hash", "role", "unit", "name", "expires", "replaces", "binds", "used_by", "used_at")
    sql = f"SELECT scope, {', '.join(names)} FROM invitation WHERE campaign_id = $1 AND withdrawn = 0"  # noqa: S608 - names from above
    return {
        row[0]: Invitation(scope=Scope.model_validate_json(scope), **dict(zip(names, row, strict=True)))
        for scope, *row in await database.read(sql, campaign)
    }


async def _withdrawn(database: Database, campaign: str) -> frozenset[str]:
    sql = "SELECT code_hash FROM invitation WHERE campaign_id = $1 AND withdrawn = 1"
    return frozenset(row[0] for row in await database.read(sql, campaign))


async def _extensions(database: Database, campaign: str) -> dict[str, Extension]:
    sql = "SELECT unit, deadline, reason FROM extension WHERE campaign_id = $1 ORDER BY unit"
    rows = await database.read(sql, campaign)
    return {unit: Extension(deadline=deadline, reason=reason) for unit, deadline, reason in rows}


async def _reminded(database: Database, campaign: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    sql = "SELECT slot, unit FROM reminder WHERE campaign_id = $1"
    for slot, unit in await database.read(sql, campaign):
        found.setdefault(slot, set()).update({unit} - {""})
    return {slot: frozenset(units) for slot, units in found.items()}


async def _publications(database: Database, campaign: str) -> tuple[Publication, ...]:
    sql = "SELECT body, period FROM publication WHERE campaign_id = $1 ORDER BY number"
    rows = await database.read(sql, campaign)
    return tuple(
        Publication.model_validate_json(body).model_copy(update={"period": period}) for body, period in rows
    )


async def placings(database: Database, campaign: str, number: int) -> tuple[Placing, ...]:
    """The rows of one publication."""
    sql = "SELECT body FROM placing WHERE campaign_id = $1 AND number = $2 ORDER BY rowid"
    rows = await database.read(sql, campaign, number)
    return tuple(Placing.model_validate_json(row[0]) for row in rows)


async def latest(database: Database, campaign: str, period: str) -> AsyncIterator[Placing]:
    """The rows of the latest publication of that round, one after the other."""
    sql = (
        "SELECT body FROM placing WHERE campaign_id = $1 AND number = "
        "(SELECT max(number) FROM publication WHERE campaign_id = $1 AND period = $2) ORDER BY rowid"
    )
    async for row in database.stream(sql, campaign, period):
        yield Placing.model_validate_json(row[0])
