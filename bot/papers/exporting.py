"""Writes the ranking from the database, beside a running bot or without one."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryFile

from bot.clock import utc_now
from bot.papers.record_reading import Reading, reading
from bot.papers.whole_files import whole
from bot.progress import Progress, part, unseen
from bot.settings import Settings
from bot.storage import campaigns, journal
from exports.ranked import FIRST_ROUND, LastRound, Published, RankingReport
from exports.ranking import Gathered


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


@asynccontextmanager
async def ranking(settings: Settings, progress: Progress = unseen) -> AsyncIterator[RankingReport]:
    """The ranking as it stands, with the levels of the campaign's procedure and the state of the record.

    What it needs of each unit is on a temporary file as long as the report is used; the database is not.
    """
    with TemporaryFile() as file:
        async with reading(settings, rows=False) as at:
            ground = at.ground
            gathered = Gathered(ground.campaign, ground.criteria, file)
            with _uncollected():
                async for record in replace(at, progress=progress).submissions(scored=True):
                    gathered.add(record)
                last = await _last_round(at)
                report = gathered.report(ground.procedure, at=utc_now(), last=last)
            code = (await journal.head(at.database)).code
        yield replace(report, source=replace(report.source, head=code))


async def _last_round(at: Reading) -> LastRound:
    """What was published in the round before; there may be none."""
    before = await campaigns.before(at.database, at.ground.campaign)
    if before is None:
        return FIRST_ROUND
    rows = campaigns.latest(at.database, before.campaign_id, before.period)
    return LastRound(before.name, {placing.unit: Published.of(placing) async for placing in rows})


async def write_ranking(settings: Settings, path: Path, progress: Progress = unseen) -> None:
    """The ranking workbook."""
    from exports import xlsx

    async with ranking(settings, part(progress, 0, 2)) as report:
        with whole(path) as file:
            xlsx.write_ranking(report, file, part(progress, 1, 2))
