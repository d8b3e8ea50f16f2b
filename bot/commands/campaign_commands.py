"""``chamdiem campaign``: make and watch a campaign; ``stage_commands`` leads it through the year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.commands import appeal_commands, approval_commands, recall_commands, stage_commands
from bot.commands.commanding import RefusedError, campaign_of, day_of, do, settings_of
from bot.commands.terms_commands import agency_name

if TYPE_CHECKING:
    from bot.settings import Settings
    from criteria.procedures import Procedure
    from criteria.schema import CriteriaSet
    from scoring.campaigns import Campaign


@click.group()
def campaign() -> None:
    """Make a campaign and lead it through the year."""


for command in (
    *stage_commands.COMMANDS,
    *approval_commands.COMMANDS,
    *recall_commands.COMMANDS,
    *appeal_commands.COMMANDS,
):
    campaign.add_command(command)


@campaign.command("create")
@click.option("--set", "set_id", required=True, help="Criteria set, see `chamdiem criteria list`.")
@click.option("--name", required=True, help="As people read it.")
@click.option("--deadline", default="", help="YYYY-MM-DD.")
@click.option("--procedure", "procedure_id", help="Levels and calendar; default: the set's own. '' is none.")
@click.option("--period", default="", help="First round: 2026, 2026-Q3 or 2026-07.")
@click.option("--sign-off", is_flag=True, help="The unit's leader signs before it counts as submitted.")
@click.option("--appeal-days", type=click.IntRange(0, 365), default=0, help="Days to appeal; 0: none.")
@click.option("--agency", default="", help="Who assesses, as papers name it [who issued the decision].")
@click.option("--abandon", is_flag=True, help="Leave a campaign that is not closed as it is, for ever.")
@click.pass_context
def campaign_create(ctx: click.Context, /, set_id: str, name: str, deadline: str, **given: object) -> None:
    """Make a campaign on a criteria set."""
    from bot.clock import utc_now
    from bot.commands import office
    from conversations.phrases.common import today
    from criteria import loader
    from criteria.pairing import out_of_reach
    from scoring.facts import Terms

    settings = settings_of(ctx)
    if not given["abandon"]:
        _check_nothing_runs(do(office.current(settings.data)))
    criteria = loader.load(set_id, settings.data / "sets")
    deadline = day_of(deadline).isoformat() if deadline else ""
    period = _period(criteria, str(given["period"]))
    procedure = _procedure(settings, criteria, given["procedure_id"])
    terms = Terms(
        sign_off=bool(given["sign_off"]), appeal_days=int(str(given["appeal_days"])),
        agency=agency_name(str(given["agency"])),
    )  # fmt: skip
    more = {
        "period": period,
        "terms": terms,
        "procedure": procedure.id if procedure else "",
        "procedure_digest": procedure.digest if procedure else "",
    }
    do(office.record(settings, [office.created(criteria, name, deadline).model_copy(update=more)], None))
    click.echo(f"created: {name} ({criteria.id}, version {criteria.version}, {criteria.digest[:12]})")
    if procedure:
        click.echo(f"procedure: {procedure.id}, version {procedure.version}, {procedure.digest[:12]}")
        for each in out_of_reach(criteria, procedure):
            click.echo(f"  {each.code} {each.where}: {each.message}")
    _print_rulings(settings, criteria)
    if deadline and deadline < today(utc_now()).isoformat():
        click.echo(f"note: the deadline, {deadline}, is over: nothing could be handed in", err=True)
    click.echo("next: chamdiem units import FILE, chamdiem invite administrator --name NAME")


def _check_nothing_runs(known: Campaign) -> None:
    """A data folder has one campaign at a time: a new one would end another under the hands of its people,
    and invitations that are out would lead nowhere.
    """
    people = len(known.people) + sum(not each.used_by for each in known.invitations.values())
    if known.set_id and known.stage != "closed" and (known.units or people):
        raise RefusedError(
            f"“{known.name}” is {known.stage}, with {len(known.units)} units and {people} people: "
            "close it first, or leave it for ever with --abandon; two at a time want two data folders"
        )


def _period(criteria: CriteriaSet, code: str) -> str:
    """The period's code; refused where it is none, or nothing of the set is due in it."""
    from criteria.due import DueError, Period, asked_in

    if not code:
        return ""
    try:
        period = Period.of(code)
        asked = list(asked_in(criteria, period))
    except DueError as error:
        raise RefusedError(str(error)) from error
    if not asked:
        raise RefusedError(f"--period {code}: the set has no criterion that is due in such a period")
    return period.code


def _procedure(settings: Settings, criteria: CriteriaSet, wanted: object) -> Procedure | None:
    """The procedure asked for, else the set's own; refused where it does not fit the set."""
    from criteria import procedure_files
    from criteria.pairing import pair

    folder = settings.data / "sets"
    if wanted is None:
        found = procedure_files.carried(criteria, folder)
    else:
        found = procedure_files.load_procedure(str(wanted), folder) if wanted else None
    problems = pair(criteria, found) if found else []
    if found and problems:
        told = "\n".join(f"  {each.code} {each.where}: {each.message}" for each in problems)
        raise RefusedError(f"the procedure {found.id} does not fit the set {criteria.id}:\n{told}")
    return found


def _print_rulings(settings: Settings, criteria: CriteriaSet) -> None:
    """What the linter finds in the set and somebody has ruled on: whoever makes the campaign should know."""
    from criteria import loader
    from criteria.lint import lint

    folder = loader.find(criteria.id, settings.data / "sets")
    found = [
        each
        for each in lint(criteria, loader.load_print(folder), loader.load_examples(folder))
        if each.acknowledged
    ]
    if found:
        click.echo(f"{len(found)} findings in the set, each with its ruling:")
    for each in found:
        click.echo(f"  {each.code} {each.where}: {each.message}\n    → {each.ruling}")


@campaign.command("show")
@click.pass_context
def campaign_show(ctx: click.Context) -> None:
    """The campaign, its stage, units and people."""
    known = campaign_of(settings_of(ctx))
    click.echo(f"{known.name}\nset: {known.set_id}, version {known.set_version}, {known.set_digest[:12]}")
    if known.procedure:
        click.echo(f"procedure: {known.procedure}, {known.procedure_digest[:12]}")
    click.echo(f"stage: {known.stage}, deadline: {known.deadline or 'none'}")
    if known.period:
        click.echo(f"round: {known.period}")
    joined = sum(1 for item in known.invitations.values() if item.used_by)
    click.echo(f"units: {len(known.units)}, people: {len(known.people)}, "
               f"invitations: {len(known.invitations)} ({joined} used)")  # fmt: skip
    for each in known.publications:
        until = f", appeals until {each.appeals_until}" if each.appeals_until else ""
        click.echo(f"publication {each.number}: {each.at[:10]}, {each.digest[:12]}{until}")
