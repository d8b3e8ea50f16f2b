"""``chamdiem form``: sheets that are filled in without a connection, out and in again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.commands.commanding import NICE, RefusedError, campaign_of, do, looked_at, settings_of

if TYPE_CHECKING:
    from bot.settings import Settings
    from conversations.sheets.filled_sheets import FilledSheet
    from conversations.talk import Act, Talk

_FILE = click.argument("file", metavar="FILE.xlsx", type=click.Path(path_type=Path, dir_okay=False))
_IN = click.argument(
    "file", metavar="FILE.xlsx", type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
_OUT = click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)


@click.group()
def form() -> None:
    """Sheets that are filled in without a connection."""


@form.command("blank")
@click.argument("unit")
@_FILE
@click.pass_context
def blank(ctx: click.Context, unit: str, file: Path) -> None:
    """Write UNIT's questions as an Excel sheet.

    It has the answers that are on record.
    """
    _write_unit(settings_of(ctx), unit, file)
    click.echo(f"written: {file}")


@click.command("unit-sheet", hidden=True)
@click.argument("unit")
@_OUT
@NICE
@click.pass_context
def export_unit_sheet(ctx: click.Context, unit: str, out: Path) -> None:
    """The same for the chat."""
    _write_unit(settings_of(ctx), unit, out)


@form.command("verdicts")
@_FILE
@click.option("--criterion", default="", help="Only this criterion, across all units.")
@click.option("--reviewer", default="", help="Only what this reviewer (name or id) decides on.")
@click.pass_context
def verdicts(ctx: click.Context, file: Path, criterion: str, reviewer: str) -> None:
    """Write the sheet on which reviewers decide.

    It has one row for each criterion of each unit that waits.
    """
    settings = settings_of(ctx)
    _write_verdicts(settings, _person(settings, reviewer), criterion, file)
    click.echo(f"written: {file}")


@click.command("verdict-sheet", hidden=True)
@click.argument("whose")
@_OUT
@NICE
@click.pass_context
def export_verdict_sheet(ctx: click.Context, whose: str, out: Path) -> None:
    """The same for the chat; WHOSE is a person's id and a criterion, a colon between them."""
    settings = settings_of(ctx)
    person, _, criterion = whose.partition(":")
    if not person:
        raise RefusedError("name the reviewer")
    _write_verdicts(settings, _person(settings, person), criterion, out)


def _person(settings: Settings, reviewer: str) -> str:
    """The id of the reviewer of that name or id; empty for nobody; raises RefusedError."""
    people = campaign_of(settings).people.values()
    found = [each.id for each in people if each.has("reviewer") and reviewer in (each.id, each.name)]
    if reviewer and len(found) != 1:
        raise RefusedError(f"{reviewer!r} is {'no reviewer' if not found else 'more than one'}: give the id")
    return found[0] if found and reviewer else ""


def _write_verdicts(settings: Settings, person: str, criterion: str, file: Path) -> None:
    from bot.papers.desk_reading import at_desk
    from bot.papers.verdict_writing import verdict_sheet
    from bot.papers.whole_files import whole

    def made(talk: Talk) -> bytes:
        from conversations.sheets import offline_verdicts, verdict_rows
        from conversations.showing import items

        item = items.find(talk.criteria, criterion) if criterion else ""
        if criterion and not item:
            raise RefusedError(f"there is no criterion {criterion!r} in the running round")
        if (count := verdict_rows.count(talk, item)) > offline_verdicts.MOST:
            raise RefusedError(f"{count} rows: a sheet has at most {offline_verdicts.MOST}; use --criterion")
        return verdict_sheet(talk, item)

    content = do(at_desk(settings, made, person=person))
    with whole(file) as sheet:
        sheet.write(content)


def _write_unit(settings: Settings, unit: str, file: Path) -> None:
    from bot.papers.desk_reading import at_desk
    from bot.papers.offline_writing import unit_sheet
    from bot.papers.whole_files import whole

    if unit not in campaign_of(settings).units:
        raise RefusedError(f"there is no unit {unit!r} in the campaign")
    content = do(at_desk(settings, unit_sheet, unit))
    with whole(file) as made:
        made.write(content)


# --- in ------------------------------------------------------------------------------------------------


@form.command("load")
@_IN
@click.option("--yes", is_flag=True, help="Record without asking.")
@click.pass_context
def load(ctx: click.Context, file: Path, *, yes: bool) -> None:
    """Read a filled-in sheet.

    Bad cells are named, or what would change is shown before it is recorded.
    """
    from bot.commands import office
    from bot.reading.sheet_reading import read_sheet

    settings, filled = settings_of(ctx), read_sheet(file)
    seen = looked_at(settings).seen
    acts = _planned(settings, filled)
    if not acts:
        return
    if yes or click.confirm("record this?"):
        do(office.hand_in(settings, acts, seen))
        click.echo(f"recorded: {len(acts)} facts")
    else:
        click.echo("nothing was recorded")


def _planned(settings: Settings, filled: FilledSheet) -> list[Act]:
    """What the sheet would record, once it is shown; raises RefusedError where it can't be read."""
    from bot.papers.desk_reading import at_desk

    told, acts, wrong = do(at_desk(settings, lambda talk: _plan(talk, filled), filled.key.get("unit", "")))
    for line in told:
        click.echo(line, err=wrong)
    if wrong:
        raise RefusedError("nothing was recorded")
    planned: list[Act] = acts
    return planned


def _plan(talk: Talk, filled: FilledSheet) -> tuple[list[str], list[Act], bool]:
    """What to say, what to record, and whether something is wrong."""
    from conversations.sheets import offline, offline_plans, offline_telling
    from conversations.talk import Act
    from criteria.sheet_key import VERDICTS

    if filled.key.get("kind") == VERDICTS:
        return _plan_verdicts(talk, filled)
    if talk.unit and talk.unit not in talk.campaign.units:
        return [f"there is no unit {talk.unit!r} in the campaign"], [], True
    if why := offline.refusal(talk, filled):
        return [why], [], True
    found = offline_plans.plan(talk, filled)
    if found.errors:
        return found.errors, [], True
    acts = [Act(talk.unit, act.fact) for act in found.acts]
    return [talk.campaign.units[talk.unit].name, *offline_telling.lines(talk, found, 10_000)], acts, False


def _plan_verdicts(talk: Talk, filled: FilledSheet) -> tuple[list[str], list[Act], bool]:
    """The same for a verdict sheet."""
    from conversations.sheets import offline_verdicts, verdict_plans

    if why := offline_verdicts.refusal(talk, filled):
        return [why], [], True
    found = verdict_plans.plan(talk, filled)
    return found.errors or offline_verdicts.lines(found, 10_000), found.acts, bool(found.errors)
