"""``chamdiem``: everything that can be done to a campaign without a chat, and the bot itself.

Heavy imports stand inside the commands, so that ``--help`` answers at once.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot import criteria_commands

if TYPE_CHECKING:
    from bot.settings import Settings
    from scoring.campaigns import Campaign

ROLES = click.Choice(["officer", "leader", "reviewer", "administrator", "observer"])


class _Commands(click.Group):
    """Turns every expected error into one English sentence and exit code 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.ClickException:
            raise
        except Exception as error:
            if any(kind.__name__ in _EXPECTED for kind in type(error).__mro__):
                raise _Refused(str(error)) from error
            raise


class _Refused(click.ClickException):
    exit_code = 2


_EXPECTED = {
    "CriteriaError",
    "CaseError",
    "DatabaseError",
    "ControlError",
    "SettingsError",
    "RefusedError",
    "AddressError",
    "RehearsalError",
}


class RefusedError(Exception):
    """The command cannot be carried out as things stand; the message says what to do."""


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="Data folder [CHAMDIEM_DATA].")
@click.version_option(package_name="chamdiem")
@click.pass_context
def main(ctx: click.Context, data: Path | None) -> None:
    """chamdiem: a chat bot that scores units against an official criteria set."""
    ctx.obj = {"data": data, "sets": ((data or Path("data")) / "sets",)}


main.add_command(criteria_commands.criteria)
main.add_command(criteria_commands.score)


def _settings(ctx: click.Context, **given: object) -> Settings:
    from bot.settings import Settings

    return Settings.read(None, data=ctx.find_root().obj["data"], **given)


def _do(work: Coroutine[Any, Any, Any]) -> Any:
    """Run to the end; of a group of errors the first is shown."""
    try:
        return asyncio.run(work)
    except BaseExceptionGroup as group:
        error: BaseException = group
        while isinstance(error, BaseExceptionGroup):
            error = error.exceptions[0]
        raise error from None


def _campaign(settings: Settings) -> Campaign:
    from bot import office

    campaign: Campaign = _do(office.current(settings.data))
    if not campaign.id:
        raise RefusedError("there is no campaign yet: chamdiem campaign create --set SET --name NAME")
    return campaign


# running ------------------------------------------------------------------------------------------------


@main.command()
@click.option("--port", type=int, help="Port of the web chat [CHAMDIEM_PORT, 8080].")
@click.option("--host", help="Address to listen on [CHAMDIEM_HOST, 127.0.0.1].")
@click.pass_context
def run(ctx: click.Context, port: int | None, host: str | None) -> None:
    """Run the bot: the web chat, and Telegram where TELEGRAM_TOKEN is set."""
    from bot.running import run_bot

    _do(run_bot(_settings(ctx, port=port, host=host)))


@main.command()
@click.option("--port", type=int, help="Port of the web chat [8080].")
@click.option("--fresh", is_flag=True, help="Throw away what an earlier demo left and begin anew.")
@click.pass_context
def demo(ctx: click.Context, port: int | None, *, fresh: bool) -> None:
    """Run the bot with a sample campaign and print three links to try."""
    from bot.demo import run_demo

    root = ctx.find_root()
    root.obj["data"] = root.obj["data"] or Path("demo-data")
    _do(run_demo(_settings(ctx, port=port), fresh=fresh))


@main.command()
@click.option("--units", type=click.IntRange(1, 100_000), default=20, show_default=True)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True)
@click.option("--set", "set_id", default="lac-dao-xa", show_default=True, help="Criteria set.")
@click.option("--seed", type=int, default=1, show_default=True)
@click.pass_context
def rehearse(ctx: click.Context, units: int, out: Path, set_id: str, seed: int) -> None:
    """Play a whole year without anyone: fill, review, rank, export into OUT; print the ranking."""
    from bot.rehearsal import rehearse_year

    _do(rehearse_year(_settings(ctx), out, set_id, units, seed))


# the campaign -------------------------------------------------------------------------------------------


@main.group()
def campaign() -> None:
    """Make, open, watch and close a campaign."""


@campaign.command("create")
@click.option("--set", "set_id", required=True, help="Criteria set, see `chamdiem criteria list`.")
@click.option("--name", required=True)
@click.option("--deadline", default="", help="YYYY-MM-DD.")
@click.pass_context
def campaign_create(ctx: click.Context, set_id: str, name: str, deadline: str) -> None:
    """Make a campaign on a criteria set."""
    from datetime import date

    from bot import office
    from criteria import loader

    if deadline:
        try:
            date.fromisoformat(deadline)
        except ValueError as error:
            raise RefusedError(f"--deadline {deadline!r}: write it like 2026-12-15") from error
    settings = _settings(ctx)
    criteria = loader.load(set_id, settings.data / "sets")
    _do(office.record(settings, [office.created(criteria, name, deadline)]))
    click.echo(f"created: {name} ({criteria.id}, version {criteria.version}, {criteria.digest[:12]})")
    click.echo("next: chamdiem units import FILE, chamdiem invite administrator --name NAME")


@campaign.command("show")
@click.pass_context
def campaign_show(ctx: click.Context) -> None:
    """The campaign, its stage, units and people."""
    known = _campaign(_settings(ctx))
    click.echo(f"{known.name}\nset: {known.set_id}, version {known.set_version}, {known.set_digest[:12]}")
    click.echo(f"stage: {known.stage}, deadline: {known.deadline or 'none'}")
    joined = sum(1 for item in known.invitations.values() if item.used_by)
    click.echo(f"units: {len(known.units)}, people: {len(known.people)}, "
               f"invitations: {len(known.invitations)} ({joined} used)")  # fmt: skip


def _stage(ctx: click.Context, stage: str, allowed: tuple[str, ...]) -> None:
    from bot import office
    from scoring.facts import StageChanged

    settings = _settings(ctx)
    known = _campaign(settings)
    if known.stage not in allowed:
        raise RefusedError(f"the campaign is {known.stage}; this needs {' or '.join(allowed)}")
    if stage == "open" and not known.units:
        raise RefusedError("there are no units yet: chamdiem units import FILE")
    _do(office.record(settings, [StageChanged(stage=stage)]))  # type: ignore[arg-type]
    click.echo(f"{known.name}: {known.stage} → {stage}")


@campaign.command("open")
@click.pass_context
def campaign_open(ctx: click.Context) -> None:
    """Let units answer."""
    _stage(ctx, "open", ("preparing", "verifying"))


@campaign.command("verify")
@click.pass_context
def campaign_verify(ctx: click.Context) -> None:
    """Stop taking new submissions; reviews and returned corrections go on."""
    _stage(ctx, "verifying", ("open",))


@campaign.command("close")
@click.pass_context
def campaign_close(ctx: click.Context) -> None:
    """Close the campaign: nothing changes any more, relative points are final."""
    _stage(ctx, "closed", ("verifying", "approved", "published", "appeals"))


@campaign.command("ranking")
@click.pass_context
def campaign_ranking(ctx: click.Context) -> None:
    """Print the ranking of each block."""
    from bot.exporting import print_ranking

    _do(print_ranking(_settings(ctx)))


# units, people, documents -------------------------------------------------------------------------------


@main.group()
def units() -> None:
    """The list of units."""


@units.command("template")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
def units_template(out: Path) -> None:
    """Write an empty unit list (Excel) to fill in."""
    from exports.xlsx import units_template as template

    out.write_bytes(template())
    click.echo(f"written: {out}")


@units.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.pass_context
def units_import(ctx: click.Context, file: Path) -> None:
    """Load units from Excel or CSV; each bad row is named and nothing is half loaded."""
    from bot import office
    from bot.tables import read_table
    from conversations import unit_lists
    from scoring.facts import UnitsImported

    settings = _settings(ctx)
    known = _campaign(settings)
    table = read_table(file, file.name)
    if table is None:
        raise RefusedError(f"{file} is neither an Excel (.xlsx) nor a CSV file")
    found, errors = unit_lists.parse(table, known.units)
    for error in errors:
        click.echo(str(error), err=True)
    if errors:
        raise RefusedError(f"{len(errors)} rows are wrong; nothing was loaded")
    _do(office.record(settings, [UnitsImported(units=tuple(found))]))
    click.echo(f"loaded: {len(found)} units")


@main.command()
@click.argument("role", type=ROLES)
@click.option("--unit", default="", help="Code of the unit (officers and leaders).")
@click.option("--name", default="", help="Who is invited.")
@click.option("--all-units", is_flag=True, help="One invitation for each unit without an officer.")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def invite(ctx: click.Context, role: str, unit: str, name: str, *, all_units: bool, as_json: bool) -> None:
    """Issue one-time invitations and print their links and codes."""
    from bot import office

    settings = _settings(ctx)
    known = _campaign(settings)
    people = _invitees(known, role, unit, name, all_units=all_units)
    issued, codes = office.invited(settings, people)
    _do(office.record(settings, issued))
    for item in codes:
        line = f"{item.unit or '-'}\t{item.role}\t{item.name}\t{item.code}\t{item.link}"
        fields = ("name", "role", "unit", "code", "link")
        click.echo(json.dumps({f: getattr(item, f) for f in fields}, ensure_ascii=False) if as_json else line)


def _invitees(known: Campaign, role: str, unit: str, name: str, *, all_units: bool) -> list[Any]:
    if all_units:
        return [(role, u.code, u.name) for u in known.units.values() if not known.of_unit(u.code)]
    if role in ("officer", "leader") and unit not in known.units:
        raise RefusedError(f"--unit {unit!r}: there is no such unit in the campaign")
    if not name:
        raise RefusedError("--name is missing: who is invited?")
    return [(role, unit, name)]


@main.group()
def export() -> None:
    """Write documents."""


def _nice(_ctx: click.Context, _param: click.Parameter, value: int) -> int:
    import os

    if value:
        os.nice(value)
    return value


_OUT = click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
_NICE = click.option("--nice", type=int, default=0, hidden=True, callback=_nice, is_eager=True)


@export.command("ranking")
@_OUT
@_NICE
@click.pass_context
def export_ranking(ctx: click.Context, out: Path, nice: int) -> None:  # noqa: ARG001 - the callback uses it
    """The ranking workbook (Excel)."""
    from bot.exporting import write_ranking

    _do(write_ranking(_settings(ctx), out))
    click.echo(f"written: {out}")


@export.command("form")
@click.argument("unit")
@_OUT
@_NICE
@click.pass_context
def export_form(ctx: click.Context, unit: str, out: Path, nice: int) -> None:  # noqa: ARG001 - see above
    """One unit's form (Excel)."""
    from bot.exporting import write_form

    _do(write_form(_settings(ctx), unit, out))
    click.echo(f"written: {out}")


if __name__ == "__main__":
    sys.exit(main())
