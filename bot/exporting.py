"""Writes the ranking from the database, beside a running bot or without one."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bot.clock import utc_now
from bot.record_reading import reading
from bot.settings import Settings
from bot.storage import journal
from bot.whole_files import whole
from criteria.vietnamese import number
from exports.ranking import Gathered
from exports.report import RankedUnit, RankingReport


@contextmanager
def _uncollected() -> Iterator[None]:
    """Scores are many small objects without cycles: looking through them again and again takes a third of the
    time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


async def ranking(settings: Settings) -> RankingReport:
    """The ranking as it stands, with the levels of the campaign's procedure and the state of the record."""
    async with reading(settings, rows=False) as at:
        ground = at.ground
        gathered = Gathered(ground.campaign, ground.criteria)
        with _uncollected():
            async for record in at.submissions():
                gathered.add(record)
            report = gathered.report(ground.procedure, at=utc_now())
        code = (await journal.head(at.database)).code
    return replace(report, source=replace(report.source, head=code))


async def write_ranking(settings: Settings, path: Path) -> None:
    """The ranking workbook."""
    from exports.xlsx import ranking_workbook

    content = ranking_workbook(await ranking(settings))
    with whole(path) as file:
        file.write(content)


def ranking_lines(report: RankingReport) -> list[str]:
    """One line for each unit: rank, verified score, self-score, name; * where a review is not finished."""
    lines = []
    for block in report.blocks:
        lines.append(f"{block.name or report.source.campaign}:")
        lines += [_line(row, report.source.places) for row in block.units]
    return lines


def _line(row: RankedUnit, places: int) -> str:
    mark = "*" if row.provisional else " "
    place = f"{row.rank:>5}." if row.rank else "    – "
    score, own = number(row.counted, places), number(row.own, places)
    return f"{place} {score:>9}{mark} ({own:>9})  {row.code}  {row.name}"
