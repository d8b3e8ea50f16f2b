"""``chamdiem remind``, ``extend`` and ``timetable``: reminders by hand, later deadlines, and all dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.commands.commanding import RefusedError, campaign_of, day_of, do, looked_at, must_be, settings_of

if TYPE_CHECKING:
    from scoring.campaigns import Campaign

_TROUBLE = {
    "past": "{day} is over: give a day after the campaign's deadline {deadline}",
    "early": "{day} is not after the campaign's deadline {deadline}, so it extends nothing",
    "far": "{day} is more than two years away: is the year right?",
}


@click.command()
@click.option("--unit", default="", help="Code or name of one unit.")
@click.option("--block", default="", help="Name of one block.")
@click.option("--dry-run", is_flag=True, help="Only print who would hear what.")
@click.pass_context
def remind(ctx: click.Context, unit: str, block: str, *, dry_run: bool) -> None:
    """Remind all units that still owe something.

    Messages go out while the bot runs, in working hours.
    """
    from bot.clock import utc_now
    from bot.commands import office
    from bot.papers.drafts import drafts
    from conversations.year.urging import ASKED
    from scoring.facts import RemindersIssued
    from scoring.values import WORKED_ON

    if unit and block:
        raise click.UsageError("give --unit or --block, not both")
    settings = settings_of(ctx)
    known, seen = looked_at(settings)
    if known.stage not in WORKED_ON:
        raise RefusedError(f"the campaign is {known.stage}: there is nothing to remind of")
    scope = _scope(known, unit or block) if unit or block else ""
    found = do(drafts(settings, scope))
    for draft in found:
        click.echo(f"{draft.unit}\t{draft.name}\t{draft.person or '(nobody has joined)'}")
    listeners = [draft for draft in found if draft.person]
    if dry_run:
        text = [f"\n{draft.message.title}\n{draft.message.body}" for draft in listeners[:1]]
        click.echo("\n".join([f"{len(listeners)} people would be reminded; nothing was sent", *text]))
    elif listeners:
        slot = f"{ASKED}{utc_now().isoformat(timespec='minutes')}/{scope}"
        do(office.record(settings, [RemindersIssued(slot=slot, units=())], seen))
        click.echo(f"{len(listeners)} people will be reminded while the bot runs, in working hours")
    else:
        click.echo("nobody is to be reminded")


@click.command()
@click.argument("target")
@click.argument("day")
@click.argument("reason")
@click.pass_context
def extend(ctx: click.Context, target: str, day: str, reason: str) -> None:
    """Give a unit or a block a later deadline, with a reason.

    TARGET is the unit or block, DAY is written 2026-12-20, and the REASON is told to whoever it concerns.
    """
    from datetime import date

    from bot.clock import utc_now
    from bot.commands import office
    from conversations.phrases.common import today
    from conversations.year import deadlines, extending, reminding
    from criteria.workdays import load_calendar
    from scoring.facts import ExtensionGiven
    from scoring.values import WORKED_ON

    settings = settings_of(ctx)
    (known, seen), until, why = looked_at(settings), day_of(day), " ".join(reason.split())
    must_be(known, WORKED_ON)
    if not known.deadline:
        raise RefusedError("the campaign has no deadline that could be extended")
    scope = _scope(known, target)
    if key := deadlines.trouble(known, until, today(utc_now())):
        given = date.fromisoformat(known.deadline[:10])
        raise RefusedError(_TROUBLE[key].format(day=until, deadline=given))
    if not extending.LEAST <= len(why) <= extending.MOST:
        raise RefusedError(f"the reason needs {extending.LEAST} to {extending.MOST} characters")
    units = reminding.in_scope(known, scope)
    fact = ExtensionGiven(units=units, deadline=until.isoformat(), reason=why)
    do(office.record(settings, [fact], seen))
    click.echo(f"extended until {until}: {len(units)} units; they hear of it in working hours")
    calendar = load_calendar(settings.data)
    if not calendar.is_working(until):
        click.echo(f"note: {until} is a day off ({calendar.reason(until)})")


@click.command()
@click.pass_context
def timetable(ctx: click.Context) -> None:
    """Show all dates: deadline, extensions, printed steps."""
    from bot import pinned
    from bot.clock import utc_now
    from conversations.phrases.common import deadline, today
    from conversations.year import timetable as dates
    from criteria.workdays import load_calendar

    settings = settings_of(ctx)
    known, now = campaign_of(settings), utc_now()
    calendar, procedure = load_calendar(settings.data), pinned.load_procedure(settings.data, known)
    click.echo(deadline(known.deadline, now, calendar) or "no deadline")
    for code, extension in known.extensions.items():
        click.echo(f"{code}\t{extension.deadline}\t{extension.reason}")
    if procedure is not None:
        click.echo("\n".join(dates.lines(procedure, dates.year_of(known, today(now)), calendar)))


def _scope(known: Campaign, typed: str) -> str:
    from conversations.year import targets

    found = targets.find(known, typed, known.units)
    if found.units:
        codes = ", ".join(unit.code for unit in found.units[:10])
        raise RefusedError(f"{typed!r} may be any of {codes}: give a code")
    if not found.code:
        raise RefusedError(f"{typed!r}: there is no such unit or block in the campaign")
    return found.code
