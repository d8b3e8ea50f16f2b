"""A whole year without anyone: units fill in, leaders sign, reviewers decide, results are published, appealed
and published again, and everything is exported and verified.

The smoke test and the load test in one; every step goes through the service like any other.
"""

from __future__ import annotations

import resource
import shutil
import time
from pathlib import Path

import click

from bot.app import opened
from bot.operations import verifying
from bot.papers import exporting, grounds
from bot.settings import Settings
from bot.tryout.rehearsed_people import Gathering, Script
from bot.tryout.rehearsed_year import Year
from criteria import due, loader, pairing, procedure_files
from criteria.procedures import Procedure
from criteria.schema import CriteriaSet

MARK = "made-by-rehearsal"


class RehearsalError(Exception):
    """The folder or the year cannot be used, or the record is not whole; the message says why."""


async def rehearse_year(settings: Settings, out: Path, script: Script) -> None:
    """Play the year in ``out`` (which must be empty or from an earlier rehearsal) and print the ranking."""
    if out.exists() and any(out.iterdir()) and not (out / MARK).exists():
        raise RehearsalError(f"{out} is not empty: name a new folder")
    criteria = loader.load(script.set_id, settings.data / "sets")
    procedure = _procedure(settings, criteria, script.procedure)
    _check_periods(criteria, script.periods)
    out.mkdir(parents=True, exist_ok=True)
    (out / MARK).touch()
    shutil.rmtree(out / "data", ignore_errors=True)
    here = settings.model_copy(update={"data": out / "data"})
    started = time.monotonic()
    async with opened(here, listening=False) as app:
        year = Year(Gathering(app, criteria, procedure, script))
        await year.play()
    playing = _peak()
    took = time.monotonic() - started
    await exporting.write_ranking(here, out / "ranking.xlsx")
    for line in grounds.lines((await grounds.read(here)).ground):
        click.echo(line)
    click.echo(f"rounds: {', '.join(year.told)}")
    click.echo("; ".join(f"{name} {seconds:.1f} s" for name, seconds in year.spent.items()))
    click.echo(
        f"{script.units} units, {year.events} events in {took:.1f} s "
        f"({year.events / took:.0f} a second, each durable)"
    )
    await _verify(here)
    click.echo(f"memory at its peak: {playing} MB while playing, {_peak()} MB with export and verification")
    click.echo(f"written: {out / 'ranking.xlsx'}")


def _procedure(settings: Settings, criteria: CriteriaSet, wanted: str | None) -> Procedure | None:
    """The procedure of that name, or the set's own; none where the name is empty."""
    folder = settings.data / "sets"
    if wanted is None:
        return procedure_files.carried(criteria, folder)
    found = procedure_files.load_procedure(wanted, folder) if wanted else None
    if found is not None and (problems := pairing.pair(criteria, found)):
        told = "; ".join(f"{each.where}: {each.message}" for each in problems)
        raise RehearsalError(f"the procedure {found.id} does not fit the set {criteria.id}: {told}")
    return found


def _check_periods(criteria: CriteriaSet, periods: tuple[str, ...]) -> None:
    for code in periods:
        try:
            asked = due.asked_in(criteria, due.Period.of(code))
        except due.DueError as error:
            raise RehearsalError(str(error)) from error
        if not asked:
            raise RehearsalError(f"--period {code}: {criteria.id} has no criterion that is due in it")


async def _verify(settings: Settings) -> None:
    """The journal is whole and gives the very same tables; raises RehearsalError where not."""
    started = time.monotonic()
    report = await verifying.verify(settings, [])
    if not report.whole:
        found = [*(f"row {seq}: {why}" for seq, why in report.breaks), *report.differences]
        raise RehearsalError(f"the record is not whole ({report.troubles}): {'; '.join(found[:5])}")
    took = time.monotonic() - started
    click.echo(f"the record is whole: {report.facts} facts, the tables equal their replay ({took:.1f} s)")


def _peak() -> int:
    """Most resident memory that this process has had, in MB of 10^6 bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 // 1_000_000
