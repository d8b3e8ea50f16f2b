"""Writes documents from the database, beside a running bot or without one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot import pinned
from bot.book import utc_now
from bot.settings import Settings
from bot.storage import campaigns, submissions
from bot.storage.database import Database, DatabaseError
from criteria.schema import CriteriaSet
from criteria.vietnamese import number
from exports.forming import unit_report
from exports.ranking import ranking_report
from exports.report import RankingReport
from scoring.campaigns import Campaign
from scoring.records import Submission
from scoring.standings import block_peers


@asynccontextmanager
async def _reading(settings: Settings) -> AsyncIterator[tuple[Database, Campaign, CriteriaSet]]:
    database = await Database.open(settings.data, writing=False)
    try:
        campaign = await campaigns.newest(database)
        if not campaign.id:
            raise DatabaseError("there is no campaign yet: chamdiem campaign create")
        yield database, campaign, pinned.load_asked(settings.data, campaign)
    finally:
        await database.close()


async def ranking(settings: Settings) -> RankingReport:
    """The ranking as it stands."""
    async with _reading(settings) as (database, campaign, criteria):
        records: list[Submission] = [record async for record in submissions.load_all(database, campaign)]
        return ranking_report(campaign, criteria, records, at=utc_now())


async def write_ranking(settings: Settings, path: Path) -> None:
    """The ranking workbook."""
    from exports.xlsx import ranking_workbook

    _write(path, ranking_workbook(await ranking(settings)))


async def write_form(settings: Settings, unit: str, path: Path) -> None:
    """One unit's form; raises DatabaseError for an unknown unit."""
    from exports.xlsx import unit_form

    async with _reading(settings) as (database, campaign, criteria):
        if unit not in campaign.units:
            raise DatabaseError(f"there is no unit {unit!r} in the campaign")
        rows = await submissions.standings(database, campaign)
        members = [rows[u.code] for u in campaign.units.values() if u.block == campaign.block(unit)]
        report = unit_report(
            campaign, criteria, await submissions.load(database, campaign.round_id, unit),
            block_peers(row.own for row in members), block_peers(row.verified for row in members),
            at=utc_now(),
        )  # fmt: skip
    _write(path, unit_form(report))


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all."""
    partial = path.with_name(path.name + ".partial")
    partial.write_bytes(content)
    partial.replace(path)


async def print_ranking(settings: Settings) -> None:
    """The ranking on the terminal."""
    for line in ranking_lines(await ranking(settings)):
        print(line)  # noqa: T201 - this is the command's output


def ranking_lines(report: RankingReport) -> list[str]:
    """One line for each unit: rank, verified score, self-score, name; * where a review is not finished."""
    lines = []
    for block in report.blocks:
        lines.append(f"{block.name or report.source.campaign}:")
        for row in block.units:
            mark = "*" if row.provisional else " "
            score, own = number(row.counted, report.source.places), number(row.own, report.source.places)
            lines.append(f"{row.rank:>5}. {score:>9}{mark} ({own:>9})  {row.code}  {row.name}")
    return lines
