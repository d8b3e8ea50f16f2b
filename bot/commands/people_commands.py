"""``chamdiem units`` and ``chamdiem invite``: who is scored, and who takes part."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.commands import scope_options as scoping
from bot.commands.commanding import RefusedError, do, looked_at, settings_of

if TYPE_CHECKING:
    from conversations.administration.unit_lists import Rows
    from scoring.campaigns import Campaign
    from scoring.facts import RoleName


_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group()
def units() -> None:
    """The list of units, by Excel or CSV."""


@units.command("template")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
def units_template(out: Path) -> None:
    """Write an empty unit list (Excel) to fill in."""
    from bot.papers.whole_files import whole
    from exports.xlsx import units_template as template

    with whole(out) as sheet:
        sheet.write(template())
    click.echo(f"written: {out}")


@units.command("import")
@click.argument("file", type=_FILE)
@click.pass_context
def units_import(ctx: click.Context, file: Path) -> None:
    """Load units from Excel or CSV.

    Each bad row is named and nothing is half loaded. Officers that the list names are invited by
    `invite officer --all-units --list FILE`.
    """
    from bot.commands import office
    from conversations.administration import unit_lists
    from conversations.administration.unit_rows import Known
    from scoring.facts import UnitsImported

    settings = settings_of(ctx)
    known, seen = looked_at(settings)
    _still_going(known)
    found = unit_lists.parse(_table(file), Known(known.units, known.bodies))
    for error in found.errors:
        click.echo(str(error), err=True)
    if found.errors:
        raise RefusedError("nothing was loaded: mend the rows named above and import the whole file again")
    do(office.record(settings, [UnitsImported(units=found.units, bodies=found.bodies)], seen))
    above = f", {len(found.bodies)} bodies above them" if found.bodies else ""
    click.echo(f"loaded: {len(found.units)} units{above}")


@click.command()
@click.argument("role", type=scoping.ROLES)
@click.option("--unit", default="", help="Code of the unit (officers and leaders).")
@click.option("--name", default="", help="Who is invited.")
@click.option("--all-units", is_flag=True, help="One for each unit without that role or an invitation to it.")
@click.option("--list", "listed", type=_FILE, help="The list of units, for the officers' names in it.")
@scoping.options
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Also write them as Excel.")
@click.pass_context
def invite(ctx: click.Context, /, role: RoleName, unit: str, name: str, **how: Any) -> None:
    """Issue one-time invitations and print their links and codes.

    --criteria with an officer hands single criteria to a colleague, who cannot hand in.
    """
    from bot.commands import office
    from bot.papers.whole_files import whole

    settings = settings_of(ctx)
    known, seen = looked_at(settings)
    _still_going(known)
    if how["all_units"]:
        people = _of_all_units(known, role, how["listed"])
    else:
        people = _invitees(known, role, unit, name, how["listed"])
    if not people:
        click.echo(f"nobody to invite: every unit has its {role}, or an invitation that waits", err=True)
        return
    scope = scoping.scope_given(settings, known, how)
    scoping.check(known, role, scope, everything=how["everything"])
    issued, codes = office.invited(settings, people, office.How(scope=scope))
    do(office.record(settings, issued, seen))
    for item in codes:
        line = f"{item.unit or '-'}\t{item.role}\t{item.name}\t{item.code}\t{item.link}"
        click.echo(json.dumps(asdict(item), ensure_ascii=False) if how["as_json"] else line)
    if how["out"]:
        with whole(how["out"]) as listed:
            listed.write(office.invitation_workbook(known, codes))
        click.echo(f"written: {how['out']}", err=True)


def _still_going(known: Campaign) -> None:
    from scoring.values import SETTLED

    if known.stage in SETTLED:
        raise RefusedError(f"the campaign is {known.stage}: nobody can be added any more")


def _table(file: Path) -> Rows:
    from bot.reading.tables import read_table

    table = read_table(file, file.name)
    if table is None:
        raise RefusedError(f"{file} is neither an Excel (.xlsx) nor a CSV file")
    return table


def _of_all_units(known: Campaign, role: RoleName, listed: Path | None) -> list[Any]:
    """Role, unit and name of each who is to be invited."""
    from bot.clock import utc_now
    from conversations.administration import issuing

    if role not in ("officer", "leader"):
        raise RefusedError("--all-units invites officers or leaders")
    names = _names(known, role, listed) if listed else {}
    units = (known.units[code] for code in issuing.lacking(known, role, utc_now()))
    return [(role, unit.code, names.get(unit.code) or issuing.called(unit, role)) for unit in units]


def _names(known: Campaign, role: str, listed: Path) -> dict[str, str]:
    """Names of officers by unit code, from the list of units."""
    from conversations.administration import unit_lists
    from conversations.administration.unit_rows import Known

    if role != "officer":
        raise RefusedError("--list names officers: a list of units has no column for leaders")
    names = unit_lists.contacts(_table(listed), Known(known.units, known.bodies))
    if not names:
        raise RefusedError(f"{listed} names nobody under “Cán bộ đầu mối”: mend it, or leave out --list")
    return names


def _invitees(known: Campaign, role: str, unit: str, name: str, listed: Path | None) -> list[Any]:
    if listed:
        raise RefusedError("--list goes with --all-units")
    if unit and role not in ("officer", "leader"):
        raise RefusedError("--unit goes with officers and leaders")
    if role in ("officer", "leader") and not unit:
        raise RefusedError("--unit is missing: the code of whose unit? --all-units invites for each")
    if role in ("officer", "leader") and unit not in known.units:
        raise RefusedError(f"--unit {unit!r}: there is no such unit in the campaign")
    if not name:
        raise RefusedError("--name is missing: who is invited?")
    return [(role, unit, name)]
