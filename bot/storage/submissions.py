"""Reads and writes submissions: the row of each unit, its current answers, evidence and verdicts.

``round_id`` is ``Campaign.round_id``: what the submissions of one round are kept under.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import TypeAdapter

from bot.storage.database import Database, Statement
from criteria.vietnamese import plain
from scoring.campaigns import Campaign
from scoring.claims import figure
from scoring.facts import Claim, Evidence
from scoring.records import INFO, Answer, Appeal, Question, Submission, Supplied, Verdict
from scoring.standings import Partial, Standing

_PARTS = """
SELECT unit, 'answer', item, version AS place, claim FROM answer WHERE {those} AND current = 1
UNION ALL SELECT unit, 'evidence', item, position, body FROM evidence WHERE {those} AND current = 1
UNION ALL SELECT unit, 'explanation', item, 0, text FROM explanation WHERE {those}
UNION ALL SELECT unit, 'remark', topic, 0, text FROM remark WHERE {those} AND current = 1
UNION ALL SELECT unit, 'verdict', item, version, body FROM verdict WHERE {those} AND current = 1
UNION ALL SELECT unit, 'question', item, 0, body FROM question WHERE {those}
UNION ALL SELECT unit, 'supplied', item, 0, body FROM supplied WHERE {those}
UNION ALL SELECT unit, 'appeal', item, 0, body FROM appeal WHERE {those}
ORDER BY 1, 2, place, item
"""
"""Everything of some units: (unit, table, item, version or position, body)."""
_SCORED = f"""
SELECT unit, 'answer', item, version AS place, claim FROM answer
WHERE {{those}} AND current = 1 AND item NOT LIKE '{INFO}%'
UNION ALL SELECT unit, 'verdict', item, version, body FROM verdict WHERE {{those}} AND current = 1
UNION ALL SELECT unit, 'supplied', item, 0, body FROM supplied WHERE {{those}}
ORDER BY 1
"""  # noqa: S608 - a constant
"""The same of what points follow from: no general information, no evidence."""

T = TypeVar("T")
_COLUMNS = (
    "state", "revision", "resumes", "submitted_at", "signed_by", "ledger", "digest", "claimed",
    "verified",
)  # fmt: skip
_QUESTIONS = TypeAdapter(tuple[Question, ...])
AT_ONCE = 50  # submissions read together


async def load(database: Database, round_id: str, unit: str) -> Submission:
    """The unit's submission as it stands; an empty draft where nothing has been recorded."""
    return (await _load(database, round_id, (unit,)))[0]


async def load_all(
    database: Database, campaign: Campaign, *, scored: bool = False
) -> AsyncIterator[Submission]:
    """Every unit's submission in the running round, in the order of the unit list; ``scored``: only what its
    points follow from.
    """
    units, parts = tuple(campaign.units), _SCORED if scored else _PARTS
    for first in range(0, len(units), AT_ONCE):
        for record in await _load(database, campaign.round_id, units[first : first + AT_ONCE], parts):
            yield record


async def _load(
    database: Database, round_id: str, units: Sequence[str], which: str = _PARTS
) -> list[Submission]:
    """Two queries, however many units: each trip to the database costs more than a dossier's rows."""
    marks = ", ".join(f"${index + 2}" for index in range(len(units)))
    those = f"round_id = $1 AND unit IN ({marks})"
    own = f"SELECT unit, reopened, late, {', '.join(_COLUMNS)} FROM submission WHERE {those}"  # noqa: S608 - names from above
    heads = {unit: head for unit, *head in await database.read(own, round_id, *units)}
    parts: dict[str, dict[str, list[tuple[str, int, str]]]] = {}
    for unit, part, *row in await database.read(which.replace("{those}", those), round_id, *units):
        parts.setdefault(unit, {}).setdefault(part, []).append((row[0], row[1], row[2]))
    return [
        _submission(unit, heads[unit], parts.get(unit, {})) if unit in heads else Submission(unit=unit)
        for unit in units
    ]


def _submission(
    unit: str, head: Sequence[Any], parts: Mapping[str, list[tuple[str, int, str]]]
) -> Submission:
    reopened, late, *columns = head
    evidence: dict[str, tuple[Evidence, ...]] = {}
    for item, _, body in parts.get("evidence", ()):
        evidence[item] = (*evidence.get(item, ()), Evidence.model_validate_json(body))

    def read(part: str, how: Callable[[str], T]) -> dict[str, T]:
        return {item: how(body) for item, _, body in sorted(parts.get(part, ()))}

    return Submission(
        unit=unit, reopened=tuple(json.loads(reopened)), late=bool(late),
        **dict(zip(_COLUMNS, columns, strict=True)),
        answers={
            item: Answer(claim=Claim.model_validate_json(claim), version=version)
            for item, version, claim in sorted(parts.get("answer", ()))
        },
        evidence=evidence,
        explanations=read("explanation", str),
        remarks=read("remark", str),
        verdicts=read("verdict", Verdict.model_validate_json),
        questions=read("question", _QUESTIONS.validate_json),
        supplied=read("supplied", Supplied.model_validate_json),
        appeals=read("appeal", Appeal.model_validate_json),
    )  # fmt: skip


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
    counts = [row.state, row.answered, row.waiting, row.looks, row.submitted_at]
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
    claimed = tuple(None if each is None else figure(each) for each in points)
    state, answered, waiting, looks, submitted_at = counts
    parts = _partial(own), _partial(verified), claimed, tuple(seen), tuple(appeals)
    return Standing(unit, state, answered, waiting, looks, submitted_at, *parts)


def _partial(parts: list[Any]) -> Partial:
    groups, relative, best, absent, unsettled = parts
    return Partial(
        tuple(figure(points) for points in groups),
        {key: figure(value) for key, value in relative.items()},
        {key: figure(value) for key, value in best.items()},
        tuple(absent),
        tuple(unsettled),
    )
