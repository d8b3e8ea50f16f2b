"""``chamdiem campaign approve``: approve verified submissions, take an approval back, say what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.commands.commanding import RefusedError, do, looked_at, must_be, settings_of
from bot.commands.stage_commands import reason_option, said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.papers.grounds import Grounds
    from scoring.campaigns import Campaign
    from scoring.publishing import Counted

_NEXT = {"open": "verify", "verifying": "stage approved", "approved": "publish"}
"""The command that leads on from a stage, once nothing stands in the way."""


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
    from scoring.values import APPROVING, REASON

    settings = settings_of(ctx)
    known, seen = looked_at(settings)
    found = _approvals(do(grounds.read(settings)))
    if not units and not every:
        for code, (state, each) in found.items():
            click.echo(f"{code}\t{state}\t{_points(each)}\t{known.units[code].name}")
        return
    must_be(known, APPROVING)
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
    do(office.hand_in(settings, [Act(code, fact) for code in wanted], seen))
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
        click.echo(f"in the way: {'; '.join(said(each) for each in blocked)}")
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


COMMANDS: tuple[click.Command, ...] = (approve,)
