"""``chamdiem campaign``: its stages, approval, publication and appeals; the same table as in the chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.commands.commanding import REASON, RefusedError, campaign_of, do, settings_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.papers.grounds import Grounds
    from conversations.outcome.stages import Check, Obstacle
    from scoring.campaigns import Campaign
    from scoring.publishing import Counted

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
_NEXT = {"open": "verify", "verifying": "stage approved", "approved": "publish"}
"""The command that leads on from a stage, once nothing stands in the way."""
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

    settings = settings_of(ctx)
    known = campaign_of(settings)
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
    do(office.record(settings, [StageChanged(stage=step.after, reason=reason.strip())]))
    click.echo(f"{known.name}: {known.stage} → {to}")


def refuse(checks: Iterable[Check], found: Grounds) -> None:
    """Raise RefusedError with everything that stands in the way."""
    from conversations.outcome import stages

    blocked = stages.obstacles(checks, stages.View(found.ground, found.today))
    if blocked:
        raise RefusedError("; ".join(_said(each) for each in blocked))


def _said(found: Obstacle) -> str:
    units = ", ".join(f"{code} ({', '.join(items)})" if items else code for code, items in found.units)
    return _OBSTACLES[found.what].format(units=units, day=found.day)


# --- approval ------------------------------------------------------------------------------------------


@click.command()
@click.argument("units", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Approve everything that is ready.")
@click.option("--withdraw", is_flag=True, help="Take the approval of UNITS back, with --reason.")
@reason_option
@click.pass_context
def approve(ctx: click.Context, units: tuple[str, ...], reason: str, *, every: bool, withdraw: bool) -> None:
    """Approve verified submissions: UNITS, or --all that are ready. Without either, list them."""
    from bot.commands import office
    from bot.papers import grounds
    from conversations.talk import Act
    from scoring.facts import ApprovalWithdrawn, SubmissionApproved

    settings = settings_of(ctx)
    known = campaign_of(settings)
    found = _approvals(do(grounds.read(settings)))
    if not units and not every:
        for code, (state, each) in found.items():
            click.echo(f"{code}\t{state}\t{_points(each)}\t{known.units[code].name}")
        return
    if known.stage not in ("open", "verifying", "approved"):
        raise RefusedError(f"the campaign is {known.stage}; this needs open, verifying or approved")
    wanted = (
        [code for code, (state, _) in found.items() if state == "ready"]
        if every
        else list(dict.fromkeys(units))
    )
    if not wanted:
        click.echo(f"nothing is ready: {_counted(state for state, _ in found.values())}")
        _say_next(ctx)
        return
    _all_in(known, wanted, {code: state for code, (state, _) in found.items()}, withdraw=withdraw)
    if withdraw and len(reason.strip()) not in REASON:
        raise RefusedError("taking an approval back needs --reason, of 10 to 1000 characters")
    fact = ApprovalWithdrawn(reason=reason.strip()) if withdraw else SubmissionApproved()
    do(office.hand_in(settings, [Act(code, fact) for code in wanted]))
    click.echo(f"{'withdrawn' if withdraw else 'approved'}: {len(wanted)} ({', '.join(wanted)})")
    if not withdraw:
        _say_next(ctx)


def _counted(states: Iterable[str]) -> str:
    """``2 submitted, 1 drafting``."""
    from collections import Counter

    return ", ".join(f"{count} {state}" for state, count in Counter(states).items()) or "there are no units"


def _say_next(ctx: click.Context) -> None:
    """What is to be done: the campaign's stage does not move by itself."""
    from bot.papers import grounds
    from conversations.outcome import stages

    found = do(grounds.read(settings_of(ctx)))
    now = found.ground.campaign.stage
    step = stages.find(now, "approved")
    checks = step.checks if step else stages.PUBLISHABLE
    if blocked := stages.obstacles(checks, stages.View(found.ground, found.today)):
        click.echo(f"in the way: {'; '.join(_said(each) for each in blocked)}")
    elif now in _NEXT:
        click.echo(f"the campaign is still {now}; next: chamdiem campaign {_NEXT[now]}")


def _approvals(found: Grounds) -> dict[str, tuple[str, Counted]]:
    from conversations.outcome import approving
    from scoring import publishing

    return {code: (approving.state(each), each) for code, each in publishing.counted(found.ground).items()}


def _points(each: Counted) -> str:
    from criteria.vietnamese import number

    return number(each.total, 2)


def _all_in(known: Campaign, wanted: list[str], states: dict[str, str], *, withdraw: bool) -> None:
    needed = "approved" if withdraw else "ready"
    wrong = [
        f"{code} ({states[code] if code in known.units else 'no such unit'})"
        for code in wanted
        if states.get(code) != needed
    ]
    if wrong:
        raise RefusedError(f"nothing was recorded; not {needed}: {', '.join(wrong)}")


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

    settings = settings_of(ctx)
    known = campaign_of(settings)
    if known.stage not in ("approved", "published", "appeals"):
        raise RefusedError(f"the campaign is {known.stage}; this needs approved, published or appeals")
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
    do(office.record(settings, [first, *steps]))
    click.echo(f"published: number {first.number}")


@click.command()
@click.pass_context
def ranking(ctx: click.Context) -> None:
    """Print the ranking of each block as it stands.

    It has levels where the campaign has them.
    """
    from bot.papers import grounds

    settings = settings_of(ctx)
    campaign_of(settings)
    for line in grounds.lines(do(grounds.read(settings)).ground):
        click.echo(line)


COMMANDS: tuple[click.Command, ...] = (open_, verify, close, stage, approve, publish, ranking)
