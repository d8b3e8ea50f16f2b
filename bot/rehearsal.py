"""A whole year without anyone: units fill in, reviewers decide, the ranking is exported.

The smoke test and the load test in one; every step goes through the service like any other.
"""

from __future__ import annotations

import asyncio
import random
import shutil
import time
from pathlib import Path

import click

from bot import office
from bot.app import App, opened
from bot.demo import joined
from bot.exporting import ranking, ranking_lines, write_ranking
from bot.players import Officer, Reviewer
from bot.settings import Settings
from conversations.talk import Act
from criteria import loader
from criteria.schema import CriteriaSet
from scoring.facts import StageChanged, Unit, UnitsImported

AT_ONCE = 40  # phones that talk at the same time
BLOCKS = 4
MARK = "made-by-rehearsal"


class RehearsalError(Exception):
    """The folder cannot be used."""


async def rehearse_year(settings: Settings, out: Path, set_id: str, units: int, seed: int) -> None:
    """Play the year in ``out`` (which must be empty or from an earlier rehearsal) and print the ranking."""
    data = out / "data"
    if out.exists() and any(out.iterdir()) and not (out / MARK).exists():
        raise RehearsalError(f"{out} is not empty: name a new folder")
    out.mkdir(parents=True, exist_ok=True)
    (out / MARK).touch()
    shutil.rmtree(data, ignore_errors=True)
    here = settings.model_copy(update={"data": data})
    criteria = loader.load(set_id, settings.data / "sets")
    started = time.monotonic()
    async with opened(here, listening=False) as app:
        events = await _play(app, criteria, units, seed)
        await app.decree([Act("", StageChanged(stage="verifying")), Act("", StageChanged(stage="closed"))])
    took = time.monotonic() - started
    await write_ranking(here, out / "ranking.xlsx")
    for line in ranking_lines(await ranking(here)):
        click.echo(line)
    click.echo(f"{units} units, {events} events in {took:.1f} s ({events / took:.0f} a second, each durable)")
    click.echo(f"written: {out / 'ranking.xlsx'}")


async def _play(app: App, criteria: CriteriaSet, units: int, seed: int) -> int:
    """Everybody's year; how many events it took."""
    await app.decree([Act("", office.created(criteria, f"Diễn tập {criteria.id}", ""))])
    known = [_unit(number) for number in range(1, units + 1)]
    await app.decree([Act("", UnitsImported(units=tuple(known))), Act("", StageChanged(stage="open"))])
    reviewer = Reviewer(await joined(app, ("reviewer", "", "Người thẩm định"), seed))
    gate, reviewing = asyncio.Semaphore(AT_ONCE), asyncio.Lock()
    officers: list[Officer] = []
    with click.progressbar(length=units, label="units") as bar:

        async def one(number: int, unit: Unit) -> None:
            async with gate:
                officer = await _officer(app, criteria, unit, seed * 1_000_003 + number)
                officers.append(officer)
                await officer.fill_and_submit()
                async with reviewing:
                    await _review(reviewer, officer, unit)
                bar.update(1)

        await asyncio.gather(*(one(number, unit) for number, unit in enumerate(known)))
    return reviewer.player.count + sum(officer.player.count for officer in officers)


def _unit(number: int) -> Unit:
    code = f"{number:05}"
    return Unit(code=code, name=f"Đơn vị {code}", block=f"Khối {number % BLOCKS + 1}")


async def _officer(app: App, criteria: CriteriaSet, unit: Unit, seed: int) -> Officer:
    player = await joined(app, ("officer", unit.code, f"Cán bộ {unit.code}"), seed)
    return Officer(player, criteria, unit.name, zeal=random.Random(seed).uniform(0.4, 1.0))  # noqa: S311 - see players


async def _review(reviewer: Reviewer, officer: Officer, unit: Unit) -> None:
    """One unit in five is returned once, corrects and is reviewed again."""
    if officer.player.dice.random() < 0.2:
        item = officer.criteria.criteria[0]
        await reviewer.review(unit.code, returned={item.id: "Đề nghị gửi lại văn bản có chữ ký và con dấu."})
        await officer.answer(item)
        await officer.submit()
    await reviewer.review(unit.code)
