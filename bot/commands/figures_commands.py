"""``chamdiem figures``: figures that the authority itself holds, for all units in one sheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.commands.commanding import NICE, RefusedError, campaign_of, do, looked_at, settings_of

if TYPE_CHECKING:
    from bot.settings import Settings
    from conversations.year.figure_lists import Column
    from criteria.schema import CriteriaSet
    from scoring.campaigns import Campaign
    from scoring.records import Submission

LONGEST_SOURCE = 120  # characters


@click.group()
def figures() -> None:
    """Figures that the authority itself holds."""


@figures.command("template")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_context
def template(ctx: click.Context, file: Path) -> None:
    """Write the sheet to be filled in.

    It has the figures that are already there.
    """
    _write(ctx, file)


@click.command("figures-template", hidden=True)
@click.argument("person")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@NICE
@click.pass_context
def export_template(ctx: click.Context, person: str, out: Path) -> None:
    """The sheet for one person: only units that their role covers. The chat sends it."""
    _write(ctx, out, person)


def _write(ctx: click.Context, file: Path, person: str = "") -> None:
    from bot.papers.whole_files import whole

    settings = settings_of(ctx)
    known = campaign_of(settings)
    units = _units_of(known, person)
    columns = _columns(settings, known)
    content = _form(columns, known, do(_records(settings, known, units)))
    with whole(file) as sheet:
        sheet.write(content)
    click.echo(f"written: {file} ({len(units)} units, {len(columns)} figures)")


@figures.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--source", required=True, help="Where the figures are from, as units will read it.")
@click.pass_context
def import_(ctx: click.Context, file: Path, source: str) -> None:
    """Record the figures of a filled-in sheet.

    Each bad cell is named and nothing is half loaded.
    """
    from bot.commands import office
    from bot.reading.tables import read_table
    from conversations.talk import Act
    from conversations.year import figure_lists

    settings = settings_of(ctx)
    known, seen = looked_at(settings)
    _still_going(known)
    if not 0 < len(source.strip()) <= LONGEST_SOURCE:
        raise RefusedError(f"--source: write 1 to {LONGEST_SOURCE} characters")
    rows = read_table(file, file.name)
    if rows is None:
        raise RefusedError(f"{file} is neither an Excel (.xlsx) nor a CSV file")
    table = figure_lists.parse(rows, _criteria(settings, known), known.units)
    records = do(_records(settings, known, [line.unit for line in table.lines]))
    found, wrong = figure_lists.facts(table, records, lambda _unit, _item: True, source.strip())
    errors = [*table.errors, *wrong]
    for error in errors:
        click.echo(error, err=True)
    if errors:
        raise RefusedError(f"{len(errors)} places are wrong; nothing was recorded")
    if found:
        do(office.hand_in(settings, [Act(unit, fact) for unit, fact in found], seen))
    click.echo(f"recorded: {len(found)} answers of {len({unit for unit, _ in found})} units")


def _still_going(known: Campaign) -> None:
    from scoring.values import SETTLED

    if known.stage in SETTLED:
        raise RefusedError(f"the campaign is {known.stage}: no figure can be added any more")


def _units_of(known: Campaign, person: str) -> list[str]:
    if not person:
        return list(known.units)
    found = known.people.get(person)
    if found is None:
        raise RefusedError(f"{person!r}: there is no such person in the campaign")
    scopes = [role.scope for role in found.held("administrator", "reviewer")]
    return [
        code
        for code in known.units
        if code != found.unit() and any(known.covers(scope, code) for scope in scopes)
    ]


def _columns(settings: Settings, known: Campaign) -> tuple[Column, ...]:
    from bot.reading.tables import MOST_COLUMNS
    from conversations.year import figure_lists

    columns = figure_lists.columns(_criteria(settings, known))
    if not columns:
        raise RefusedError("the authority supplies no figure of what the running round asks")
    if len(columns) + 2 > MOST_COLUMNS:
        raise RefusedError(f"{len(columns)} figures: a sheet has at most {MOST_COLUMNS} columns")
    return columns


def _criteria(settings: Settings, known: Campaign) -> CriteriaSet:
    from bot import pinned

    return pinned.load_asked(settings.data, known)


async def _records(settings: Settings, known: Campaign, units: list[str]) -> dict[str, Submission]:
    from bot.storage import submissions
    from bot.storage.database import Database

    async with Database.reading(settings.data) as database:
        return {unit: await submissions.load(database, known.round_id, unit) for unit in units}


def _form(columns: tuple[Column, ...], known: Campaign, records: dict[str, Submission]) -> bytes:
    from conversations.year.figure_lists import written
    from exports import figures_form

    heads = [figures_form.Column(each.code, each.given.label, each.given.unit) for each in columns]
    rows = []
    for unit, record in records.items():
        given = {}
        for each in columns:
            supplied = record.supplied.get(each.item)
            if supplied is not None and each.given.key in supplied.values:
                given[each.code] = written(each.given, supplied.values[each.given.key])
        rows.append(figures_form.Row(unit, known.units[unit].name, given))
    return figures_form.figures_form(heads, rows)
