"""``chamdiem round``: the rounds of a campaign that was made with a period."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.commands.commanding import RefusedError, campaign_of, day_of, do, looked_at, settings_of

if TYPE_CHECKING:
    from bot.settings import Settings
    from conversations.year.round_plans import Plan
    from criteria.due import Period
    from scoring.campaigns import Campaign

_WHY = {
    "no_rounds": "the campaign asks the whole set at once: rounds need `chamdiem campaign create --period`",
    "not_begun": "the first round has not been opened yet: chamdiem campaign open",
    "nothing_due": "the set has no criterion of that cadence",
    "had": "that round has been already",
    "under_review": "dossiers of the running round are still under review",
}


@click.group(name="round")
def round_() -> None:
    """Rounds: months, quarters, years."""


@round_.command("list")
@click.pass_context
def list_(ctx: click.Context) -> None:
    """The rounds so far, and what can come next."""
    from bot import pinned
    from bot.clock import utc_now
    from conversations.phrases.common import today
    from conversations.year import round_plans
    from criteria.due import Period

    settings = settings_of(ctx)
    known = campaign_of(settings)
    if not known.period:
        raise RefusedError(_WHY["no_rounds"])
    for code in known.rounds:
        mark = f"running, {known.stage}, deadline {known.deadline or 'none'}" if code == known.period else ""
        click.echo(f"{code}\t{Period.of(code).name}\t{mark}".rstrip())
    whole = pinned.load(settings.data, known)
    found = (round_plans.following(known), *round_plans.others(known, whole, today(utc_now())))
    click.echo(f"next: {', '.join(each.code for each in found)}")


@round_.command("open")
@click.argument("period")
@click.option("--deadline", default="", help="YYYY-MM-DD; without it the printed due day.")
@click.pass_context
def open_(ctx: click.Context, period: str, deadline: str) -> None:
    """Begin the round of PERIOD: 2026-08, 2026-Q3 or 2026.

    Every unit starts a new submission, and hears of it in the chat.
    """
    from bot.commands import office
    from scoring.facts import RoundOpened

    settings = settings_of(ctx)
    known, seen = looked_at(settings)
    plan = do(_plan(settings, known, _period(period)))
    if plan.obstacle:
        units = f": {', '.join(plan.waiting)}" if plan.obstacle == "under_review" else ""
        raise RefusedError(f"{plan.period.code}: {_WHY[plan.obstacle]}{units}")
    until = _deadline(deadline, plan)
    do(office.record(settings, [RoundOpened(period=plan.period.code, deadline=until)], seen))
    click.echo(f"opened: {plan.period.code}, {len(plan.asked)} criteria, deadline {until or 'none'}")
    if plan.unfinished:
        click.echo(f"not submitted in {known.period}: {', '.join(plan.unfinished)}")


def _period(text: str) -> Period:
    from conversations.year import round_plans

    period = round_plans.read_period(text)
    if period is None:
        raise RefusedError(f"{text!r} is no period: write it like 2026, 2026-Q3 or 2026-07")
    return period


async def _plan(settings: Settings, known: Campaign, period: Period) -> Plan:
    from bot import pinned
    from bot.storage import submissions
    from bot.storage.database import Database
    from conversations.year import round_plans

    async with Database.reading(settings.data) as database:
        rows = await submissions.standings(database, known)
    return round_plans.plan(known, pinned.load(settings.data, known), period, rows.values())


def _deadline(typed: str, plan: Plan) -> str:
    """The typed day, else the printed one where that is still to come."""
    from bot.clock import utc_now
    from conversations.phrases.common import today

    now = today(utc_now())
    if not typed:
        printed = plan.deadline(now)
        return printed.isoformat() if printed else ""
    day = day_of(typed)
    if day < now:
        raise RefusedError(f"--deadline {typed} is over")
    return day.isoformat()
