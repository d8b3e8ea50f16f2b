"""Reads and writes submissions: the row of each unit, its current answers, evidence and verdicts."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from fractions import Fraction
from typing import Any

from bot.storage.database import Database, Statement
from criteria.vietnamese import plain
from scoring.facts import Claim, Evidence
from scoring.records import Answer, Submission, Verdict
from scoring.standings import Partial, Standing

_HEAD = "SELECT state, revision, reopened, submitted_at, digest, claimed, verified FROM submission"


async def load(database: Database, campaign: str, unit: str) -> Submission:
    """The unit's submission as it stands; an empty draft where nothing has been recorded."""
    heads = await database.read(f"{_HEAD} WHERE campaign_id = $1 AND unit = $2", campaign, unit)
    if not heads:
        return Submission(unit=unit)
    state, revision, reopened, submitted_at, digest, claimed, verified = heads[0]
    return Submission(
        unit=unit, state=state, revision=revision, reopened=tuple(json.loads(reopened)),
        submitted_at=submitted_at, digest=digest, claimed=claimed, verified=verified,
        answers=await _answers(database, campaign, unit),
        evidence=await _evidence(database, campaign, unit),
        explanations=await _explanations(database, campaign, unit),
        verdicts=await _verdicts(database, campaign, unit),
    )  # fmt: skip


async def load_all(database: Database, campaign: str) -> AsyncIterator[Submission]:
    """Every unit's submission, in the order of the unit list."""
    sql = "SELECT code FROM unit WHERE campaign_id = $1 ORDER BY position, code"
    for (code,) in await database.read(sql, campaign):
        yield await load(database, campaign, code)


async def _answers(database: Database, campaign: str, unit: str) -> dict[str, Answer]:
    sql = (
        "SELECT item, version, claim FROM answer WHERE campaign_id = $1 AND unit = $2 AND current = 1 "
        "ORDER BY item"
    )
    return {
        item: Answer(claim=Claim.model_validate_json(claim), version=version)
        for item, version, claim in await database.read(sql, campaign, unit)
    }


async def _evidence(database: Database, campaign: str, unit: str) -> dict[str, tuple[Evidence, ...]]:
    sql = (
        "SELECT item, body FROM evidence WHERE campaign_id = $1 AND unit = $2 AND current = 1 "
        "ORDER BY position"
    )
    found: dict[str, tuple[Evidence, ...]] = {}
    for item, body in await database.read(sql, campaign, unit):
        found[item] = (*found.get(item, ()), Evidence.model_validate_json(body))
    return found


async def _explanations(database: Database, campaign: str, unit: str) -> dict[str, str]:
    sql = "SELECT item, text FROM explanation WHERE campaign_id = $1 AND unit = $2 ORDER BY item"
    return {row[0]: row[1] for row in await database.read(sql, campaign, unit)}


async def _verdicts(database: Database, campaign: str, unit: str) -> dict[str, Verdict]:
    sql = "SELECT item, body FROM verdict WHERE campaign_id = $1 AND unit = $2 AND current = 1 ORDER BY item"
    rows = await database.read(sql, campaign, unit)
    return {item: Verdict.model_validate_json(body) for item, body in rows}


def save(campaign: str, record: Submission, row: Standing) -> Statement:
    """The submission's own row, with its standing beside it."""
    sql = (
        "INSERT INTO submission (campaign_id, unit, state, revision, reopened, submitted_at, digest, "
        "claimed, verified, standing) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) "
        "ON CONFLICT (campaign_id, unit) DO UPDATE SET state = excluded.state, revision = excluded.revision, "
        "reopened = excluded.reopened, submitted_at = excluded.submitted_at, digest = excluded.digest, "
        "claimed = excluded.claimed, verified = excluded.verified, standing = excluded.standing"
    )
    values = (
        campaign, record.unit, record.state, record.revision, json.dumps(record.reopened),
        record.submitted_at, record.digest, record.claimed, record.verified, _standing_text(row),
    )  # fmt: skip
    return Statement(sql, values)


async def standings(database: Database, campaign: str) -> dict[str, Standing]:
    """One row for each unit in the order of the unit list; an empty one where nothing is recorded."""
    sql = (
        "SELECT u.code, s.standing FROM unit u "
        "LEFT JOIN submission s ON s.campaign_id = u.campaign_id AND s.unit = u.code "
        "WHERE u.campaign_id = $1 ORDER BY u.position, u.code"
    )
    rows = await database.read(sql, campaign)
    return {code: _standing(code, text) if text else Standing(code) for code, text in rows}


def _standing_text(row: Standing) -> str:
    counts = [row.state, row.answered, row.unproven, row.waiting, row.warned, row.submitted_at]
    return json.dumps([counts, _partial_list(row.own), _partial_list(row.verified)], separators=(",", ":"))


def _partial_list(part: Partial) -> list[Any]:
    relative = {key: plain(value) for key, value in part.relative.items()}
    best = {key: plain(value) for key, value in part.best.items()}
    return [plain(part.fixed), relative, best, list(part.absent)]


def _standing(unit: str, text: str) -> Standing:
    (state, answered, unproven, waiting, warned, submitted_at), own, verified = json.loads(text)
    parts = _partial(own), _partial(verified)
    return Standing(unit, state, answered, unproven, waiting, warned, submitted_at, *parts)


def _partial(parts: list[Any]) -> Partial:
    fixed, relative, best, absent = parts
    return Partial(
        Fraction(fixed),
        {key: Fraction(value) for key, value in relative.items()},
        {key: Fraction(value) for key, value in best.items()},
        tuple(absent),
    )
