"""Writes the raw data as CSV files or one JSON document, row by row."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import ExitStack
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from bot.papers.record_reading import Reading, reading
from bot.papers.whole_files import whole_text
from bot.progress import Progress, part, unseen
from bot.settings import Settings
from exports import raw, raw_tables
from exports.raw import Row
from exports.raw_tables import Table
from exports.results import result_rows
from scoring.claims import figure
from scoring.publishing import neighbours, placings

Written = dict[str, int]
"""How many rows each table has."""


async def write_csv(
    settings: Settings, folder: Path, separator: str = ";", progress: Progress = unseen
) -> Written:
    """One file for each table in ``folder``, all of one moment: they get their names together, once the last
    is complete. Raises DatabaseError, OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: Written = {}
    async with reading(settings) as at:
        places = at.ground.criteria.rounding.places
        with ExitStack() as files:
            for table in raw_tables.TABLES:
                file = files.enter_context(whole_text(folder / f"{table.name}.csv", newline=""))
                file.write(raw.csv_head(table, separator))
                written[table.name] = 0
                async for row in _rows(at, table, progress):
                    file.write(raw.csv_row(table, row, places, separator))
                    written[table.name] += 1
                file.flush()  # where the disk is full, none gets its name
    return written


async def write_json(settings: Settings, path: Path, progress: Progress = unseen) -> Written:
    """One document with all tables; raises DatabaseError, OSError."""
    written: Written = {}
    async with reading(settings) as at:
        places = at.ground.criteria.rounding.places
        with whole_text(path, newline="\n") as file:
            file.write(raw.json_open(_about(at)))
            for table in raw_tables.TABLES:
                file.write(raw.json_list(table))
                written[table.name] = 0
                async for row in _rows(at, table, progress):
                    file.write(raw.json_row(table, row, places, first=not written[table.name]))
                    written[table.name] += 1
                file.write(raw.END_LIST)
            file.write(raw.END)
    return written


def _about(at: Reading) -> dict[str, str]:
    campaign = at.ground.campaign
    return {
        "campaign": campaign.name, "id": campaign.id, "stage": campaign.stage, "period": campaign.period,
        "set": campaign.set_id, "set_version": campaign.set_version, "set_digest": campaign.set_digest,
        "numbers": "Every number is text. Exact ones are decimals with a point, or p/q.",
    }  # fmt: skip


# rows -----------------------------------------------------------------------------------------------------


def _rows(at: Reading, table: Table, progress: Progress) -> AsyncIterator[Row]:
    readers = {
        raw_tables.UNITS: _units, raw_tables.ANSWERS: _answers, raw_tables.VERDICTS: _verdicts,
        raw_tables.EVIDENCE: _evidence, raw_tables.REMARKS: _remarks, raw_tables.RESULTS: _results,
        raw_tables.JOURNAL: _journal,
    }  # fmt: skip
    of_table = part(progress, raw_tables.TABLES.index(table), len(raw_tables.TABLES))
    of_table(0, 1)
    return readers[table](replace(at, progress=of_table))


async def _units(at: Reading) -> AsyncIterator[Row]:
    campaign = at.ground.campaign
    heads = {}
    sql = "SELECT unit, late, signed_by, digest FROM submission WHERE round_id = $1"
    async for unit, *head in at.database.stream(sql, campaign.round_id):
        heads[unit] = head
    for placing in sorted(placings(at.ground), key=_order(at)):
        unit, row = campaign.units[placing.unit], at.ground.rows[placing.unit]
        late, signed_by, digest = heads.get(unit.code, (0, "", ""))
        yield {
            "unit": unit.code, "name": unit.name, "block": unit.block, "parent": unit.parent,
            "state": row.state, "submitted_at": row.submitted_at, "late": late, "signed_by": signed_by,
            "digest": digest, "total": Fraction(placing.total), "verified": placing.verified,
            "rank": placing.rank, "level": placing.level, "why": placing.why,
        }  # fmt: skip


def _order(at: Reading) -> Any:
    places = {code: place for place, code in enumerate(at.ground.campaign.units)}
    return lambda placing: places[placing.unit]


async def _answers(at: Reading) -> AsyncIterator[Row]:
    sql = (
        "SELECT unit, item, version, claim, person_id, at FROM answer "
        "WHERE round_id = $1 AND current = 1 ORDER BY unit, item"
    )
    async for unit, item, version, claim, *who in at.database.stream(sql, at.ground.campaign.round_id):
        common = {"unit": unit, "item": item, "version": version, **_who(at, *who)}
        for row in raw.answer_rows(json.loads(claim), common):
            yield row


async def _verdicts(at: Reading) -> AsyncIterator[Row]:
    sql = "SELECT unit, item, body, at FROM verdict WHERE round_id = $1 AND current = 1 ORDER BY unit, item"
    async for unit, item, body, when in at.database.stream(sql, at.ground.campaign.round_id):
        given = json.loads(body)
        points = None if given["points"] is None else figure(given["points"])
        yield {
            "unit": unit, "item": item, "version": given["version"], "outcome": given["outcome"],
            "points": points, "claim": given["claim"], "reason": given["reason"],
            **_who(at, given["by"], when),
        }  # fmt: skip


async def _evidence(at: Reading) -> AsyncIterator[Row]:
    """Pieces, then explanations, whose writer and time are in the journal only."""
    key = at.ground.campaign.round_id
    sql = (
        "SELECT unit, item, body, person_id, at FROM evidence "
        "WHERE round_id = $1 AND current = 1 ORDER BY unit, item, position"
    )
    async for unit, item, body, *who in at.database.stream(sql, key):
        yield {"unit": unit, "item": item, **json.loads(body), **_who(at, *who)}
    sql = "SELECT unit, item, text FROM explanation WHERE round_id = $1 ORDER BY unit, item"
    empty = dict.fromkeys((column.name for column in raw_tables.EVIDENCE.columns), "")
    async for unit, item, text in at.database.stream(sql, key):
        yield {**empty, "unit": unit, "item": item, "kind": "explanation", "caption": text, "size": None}


async def _remarks(at: Reading) -> AsyncIterator[Row]:
    sql = (
        "SELECT unit, topic, text, person_id, at FROM remark "
        "WHERE round_id = $1 AND current = 1 ORDER BY unit, topic"
    )
    async for unit, topic, text, *who in at.database.stream(sql, at.ground.campaign.round_id):
        yield {"unit": unit, "topic": topic, "text": text, **_who(at, *who)}


async def _results(at: Reading) -> AsyncIterator[Row]:
    blocks, campaign = neighbours(at.ground), at.ground.campaign
    async for record in at.submissions():
        for row in result_rows(at.ground, record, blocks[campaign.block(record.unit)]):
            yield row


async def _journal(at: Reading) -> AsyncIterator[Row]:
    sql = (
        "SELECT seq, subject, kind, body, hash, person_id, at FROM journal "
        "WHERE campaign_id = $1 ORDER BY seq"
    )
    async for seq, unit, kind, body, seal, *who in at.database.stream(sql, at.ground.campaign.id):
        yield {
            "seq": seq, "unit": unit, "kind": kind, "body": json.loads(body), "hash": seal, **_who(at, *who),
        }  # fmt: skip


def _who(at: Reading, person: str, when: str) -> dict[str, str]:
    return {"person": person, "person_name": at.name(person), "at": when}
