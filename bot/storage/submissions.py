"""Reads and writes submissions: the row of each unit, its current answers, evidence and verdicts.

``round_id`` is ``Campaign.round_id``: what the submissions of one round are kept under.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from fractions import Fraction
from typing import Any

from pydantic import TypeAdapter

from bot.storage.database import Database, Statement
from criteria.vietnamese import plain
from scoring.campaigns import Campaign
from scoring.facts import Claim, Evidence
from scoring.records import Answer, Appeal, Question, Submission, Supplied, Verdict
from scoring.standings import Partial, Standing

_COLUMNS = (
    "state", "revision", "resumes", "submitted_at", "signed_by", "digest", "claimed", "verified",
)  # fmt: skip
_HEAD = f"SELECT reopened, late, {', '.join(_COLUMNS)} FROM submission"  # noqa: S608 - names from above
_QUESTIONS = TypeAdapter(tuple[Question, ...])


async def load(database: Database, round_id: str, unit: str) -> Submission:
    """The unit's submission as it stands; an empty draft where nothing has been recorded."""
    heads = await database.read(f"{_HEAD} WHERE round_id = $1 AND unit = $2", round_id, unit)
    if not heads:
        return Submission(unit=unit)
    reopened, late, *columns = heads[0]
    bodies = {table: await _bodies(database, table, (round_id, unit)) for table in _BODIES}
    return Submission(
        unit=unit, reopened=tuple(json.loads(reopened)), late=bool(late),
        **dict(zip(_COLUMNS, columns, strict=True)),
        answers=await _answers(database, round_id, unit),
        evidence=await _evidence(database, round_id, unit),
        explanations=await _explanations(database, round_id, unit),
        verdicts=await _verdicts(database, round_id, unit),
        questions={item: _QUESTIONS.validate_json(body) for item, body in bodies["question"]},
        supplied={item: Supplied.model_validate_json(body) for item, body in bodies["supplied"]},
        appeals={item: Appeal.model_validate_json(body) for item, body in bodies["appeal"]},
    )  # fmt: skip


async def load_all(database: Database, campaign: Campaign) -> AsyncIterator[Submission]:
    """Every unit's submission in the running round, in the order of the unit list."""
    for unit in campaign.units:
        yield await load(database, campaign.round_id, unit)


_BODIES = ("question", "supplied", "appeal")
"""Tables with one JSON body for each item."""


async def _bodies(database: Database, table: str, key: tuple[str, str]) -> list[Any]:
    sql = f"SELECT item, body FROM {table} WHERE round_id = $1 AND unit = $2 ORDER BY item"  # noqa: S608 - from _BODIES
    return list(await database.read(sql, *key))


async def _answers(database: Database, round_id: str, unit: str) -> dict[str, Answer]:
    sql = (
        "SELECT item, version, claim FROM answer WHERE round_id = $1 AND unit = $2 AND current = 1 "
        "ORDER BY item"
    )
    return {
        item: Answer(claim=Claim.model_validate_json(claim), version=version)
        for item, version, claim in await database.read(sql, round_id, unit)
    }


async def _evidence(database: Database, round_id: str, unit: str) -> dict[str, tuple[Evidence, ...]]:
    sql = (
        "SELECT item, body FROM evidence WHERE round_id = $1 AND unit = $2 AND current = 1 ORDER BY position"
    )
    found: dict[str, tuple[Evidence, ...]] = {}
    for item, body in await database.read(sql, round_id, unit):
        found[item] = (*found.get(item, ()), Evidence.model_validate_json(body))
    return found


async def uses(database: Database, round_id: str, unit: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Other units' items (unit, item) in the round that have one of the unit's files, by its SHA-256."""
    sql = (
        "SELECT DISTINCT theirs.sha256, theirs.unit, theirs.item FROM evidence AS own "
        "JOIN evidence AS theirs ON theirs.sha256 = own.sha256 AND theirs.round_id = own.round_id "
        "WHERE own.round_id = $1 AND own.unit = $2 AND own.current = 1 AND own.sha256 <> '' "
        "AND theirs.unit <> own.unit AND theirs.current = 1 ORDER BY 1, 2, 3"
    )
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for sha256, other, item in await database.read(sql, round_id, unit):
        found[sha256] = (*found.get(sha256, ()), (other, item))
    return found


async def _explanations(database: Database, round_id: str, unit: str) -> dict[str, str]:
    sql = "SELECT item, text FROM explanation WHERE round_id = $1 AND unit = $2 ORDER BY item"
    return {row[0]: row[1] for row in await database.read(sql, round_id, unit)}


async def _verdicts(database: Database, round_id: str, unit: str) -> dict[str, Verdict]:
    sql = "SELECT item, body FROM verdict WHERE round_id = $1 AND unit = $2 AND current = 1 ORDER BY item"
    rows = await database.read(sql, round_id, unit)
    return {item: Verdict.model_validate_json(body) for item, body in rows}


def save(round_id: str, record: Submission, row: Standing) -> Statement:
    """The submission's own row, with its standing beside it."""
    names = ("round_id", "unit", "reopened", "late", *_COLUMNS, "standing")
    marks = ", ".join(f"${index}" for index in range(1, len(names) + 1))
    changed = ", ".join(f"{name} = excluded.{name}" for name in names[2:])
    sql = (
        f"INSERT INTO submission ({', '.join(names)}) VALUES ({marks}) "  # noqa: S608 - names from above
        f"ON CONFLICT (round_id, unit) DO UPDATE SET {changed}"
    )
    own = (getattr(record, name) for name in _COLUMNS)
    values = (
        round_id, record.unit, json.dumps(record.reopened), int(record.late), *own, _standing_text(row),
    )  # fmt: skip
    return Statement(sql, values)


async def standings(database: Database, campaign: Campaign) -> dict[str, Standing]:
    """One row for each unit in the order of the unit list; an empty one where nothing is recorded."""
    sql = (
        "SELECT u.code, s.standing FROM unit u "
        "LEFT JOIN submission s ON s.round_id = $2 AND s.unit = u.code "
        "WHERE u.campaign_id = $1 ORDER BY u.position, u.code"
    )
    rows = await database.read(sql, campaign.id, campaign.round_id)
    return {code: _standing(code, text) if text else Standing(code) for code, text in rows}


def _standing_text(row: Standing) -> str:
    counts = [row.state, row.answered, row.unproven, row.waiting, row.warned, row.submitted_at]
    claimed = [None if points is None else plain(points) for points in row.claimed]
    own = _partial_list(row.own)
    verified = own if row.verified is row.own else _partial_list(row.verified)
    parts = [counts, own, verified, claimed, row.decided, row.appeals]
    return json.dumps(parts, separators=(",", ":"))


def _partial_list(part: Partial) -> list[Any]:
    relative = {key: plain(value) for key, value in part.relative.items()}
    best = {key: plain(value) for key, value in part.best.items()}
    groups = [plain(points) for points in part.groups]
    return [groups, relative, best, list(part.absent), list(part.unsettled)]


def _standing(unit: str, text: str) -> Standing:
    counts, own, verified, points, seen, appeals = json.loads(text)
    claimed = tuple(None if each is None else Fraction(each) for each in points)
    state, answered, unproven, waiting, warned, submitted_at = counts
    parts = _partial(own), _partial(verified), claimed, tuple(seen), tuple(appeals)
    return Standing(unit, state, answered, unproven, waiting, warned, submitted_at, *parts)


def _partial(parts: list[Any]) -> Partial:
    groups, relative, best, absent, unsettled = parts
    return Partial(
        tuple(Fraction(points) for points in groups),
        {key: Fraction(value) for key, value in relative.items()},
        {key: Fraction(value) for key, value in best.items()},
        tuple(absent),
        tuple(unsettled),
    )
