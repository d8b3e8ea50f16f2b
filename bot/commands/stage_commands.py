"""``chamdiem campaign``: its stages and publication; the same table as in the chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.commands.commanding import RefusedError, campaign_of, do, looked_at, must_be, settings_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.papers.grounds import Grounds
    from conversations.outcome.stages import Check, Obstacle

_OBSTACLES = {
    "no_units": "there are no units yet: chamdiem units import FILE",
    "none_submitted": "no unit has submitted anything",
    "under_review": "still under review: {units}",
    "returned": "returned and not handed in again (chamdiem campaign recall): {units}",
    "not_approved": "verified but not approved (chamdiem campaign approve): {units}",
    "unsettled": "criteria without points; withdraw the approval and have them reviewed again: {units}",
    "appeals": "appeals wait for a ruling (chamdiem campaign appeals): {units}",
    "appeals_running": "units may appeal until {day}",
    "unpublished": "points have changed since the last publication: chamdiem campaign publish",
}
reason_option = click.option("--reason", default="", help="Why; a step back needs it.")


# --- stages --------------------------------------------------------------------------------------------


@click.command("open")
@reason_option
@click.pass_context
def open_(ctx: click.Context, reason: str) -> None:
    """Let units answer."""
    _move(ctx, "open", reason)


@click.command()
@reason_option
@click.pass_context
def verify(ctx: click.Context, reason: str) -> None:
    """Stop taking new submissions.

    Reviews and returned corrections go on.
    """
    _move(ctx, "verifying", reason)


@click.command()
@click.pass_context
def close(ctx: click.Context) -> None:
    """Close the campaign: nothing changes any more."""
    _move(ctx, "closed", "")


@click.command()
@click.argument("to", type=click.Choice(["open", "verifying", "approved", "published", "closed"]))
@reason_option
@click.pass_context
def stage(ctx: click.Context, to: str, reason: str) -> None:
    """Move the campaign to another stage, forward or back.

    A step back needs --reason.
    """
    _move(ctx, to, reason)


def _move(ctx: click.Context, to: str, reason: str) -> None:
    from bot.commands import office
    from bot.papers import grounds
    from conversations.outcome import stages
    from scoring.facts import StageChanged
    from scoring.values import REASON

    settings = settings_of(ctx)
    known, seen = looked_at(settings)
    step = stages.find(known.stage, to)
    if step is None:
        ways = " or ".join(each.before for each in stages.STEPS if each.after == to)
        raise RefusedError(f"the campaign is {known.stage}; this needs {ways}")
    if step.command == "congbo":
        raise RefusedError("results become public by publishing them: chamdiem campaign publish")
    if step.back and len(reason.strip()) not in REASON:
        raise RefusedError(
            "a step back needs --reason, of 10 to 1000 characters: units and the record have it"
        )
    refuse(step.checks, do(grounds.read(settings)))
    do(office.record(settings, [StageChanged(stage=step.after, reason=reason.strip())], seen))
    click.echo(f"{known.name}: {known.stage} → {to}")


def refuse(checks: Iterable[Check], found: Grounds) -> None:
    """Raise RefusedError with everything that stands in the way."""
    from conversations.outcome import stages

    blocked = stages.obstacles(checks, stages.View(found.ground, found.today))
    if blocked:
        raise RefusedError("; ".join(said(each) for each in blocked))


def said(found: Obstacle) -> str:
    """What stands in the way, with what to do about it."""
    units = ", ".join(f"{code} ({', '.join(items)})" if items else code for code, items in found.units)
    return _OBSTACLES[found.what].format(units=units, day=found.day)


# --- publication ---------------------------------------------------------------------------------------


@click.command()
@click.option("--dry-run", is_flag=True, help="Print what would be published, record nothing.")
@click.pass_context
def publish(ctx: click.Context, *, dry_run: bool) -> None:
    """Publish the results as they stand.

    Again after appeals, where they have changed.
    """
    from bot.commands import office
    from bot.papers import grounds
    from conversations.outcome import publishing, stages
    from scoring.values import PUBLISHING

    settings = settings_of(ctx)
    known, seen = looked_at(settings)
    must_be(known, PUBLISHING)
    found = do(grounds.read(settings))
    refuse(stages.PUBLISHABLE, found)
    term = publishing.appeal_term(known, found.today, found.calendar)
    first, steps = publishing.facts(found.ground, found.at, term)
    if same := stages.repeated(known, first.digest):
        raise RefusedError(f"nothing has changed since publication {same.number} ({same.digest[:12]})")
    for line in grounds.lines(found.ground):
        click.echo(line)
    until = first.appeals_until
    click.echo(f"digest: {first.digest}\nappeals until: {until or 'none'}")
    if dry_run:
        return
    do(office.record(settings, [first, *steps], seen))
    click.echo(f"published: number {first.number}; units hear of it while the bot runs, in working hours")


@click.command()
@click.pass_context
def ranking(ctx: click.Context) -> None:
    """Print the ranking of each block as it stands.

    It has levels where the campaign has them.
    """
    from bot.papers import grounds

    settings = settings_of(ctx)
    if not campaign_of(settings).units:
        click.echo("no units yet: chamdiem units import FILE")
    for line in grounds.lines(do(grounds.read(settings)).ground):
        click.echo(line)


COMMANDS: tuple[click.Command, ...] = (open_, verify, close, stage, publish, ranking)
