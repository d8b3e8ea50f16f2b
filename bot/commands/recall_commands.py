"""``chamdiem campaign recall``: returned dossiers that are not waited for any longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.commands.commanding import RefusedError, do, looked_at, must_be, settings_of

if TYPE_CHECKING:
    from datetime import date

    from bot.settings import Settings
    from conversations.talk import Act, Talk
    from scoring.campaigns import Campaign


@click.command()
@click.argument("units", nargs=-1)
@click.option("--reason", default="", help="Why; the units read it.")
@click.pass_context
def recall(ctx: click.Context, units: tuple[str, ...], reason: str) -> None:
    """Take returned dossiers back into review.

    Those of UNITS as they stand, with --reason. Without UNITS, list those that wait for their unit.
    """
    from bot.commands import office

    settings, units = settings_of(ctx), tuple(dict.fromkeys(units))
    (known, seen), waiting = looked_at(settings), _waiting(settings)
    if not units:
        for code, until in waiting.items():
            click.echo(f"{code}\t{until or '-'}\t{known.units[code].name}")
        if not waiting:
            click.echo("none is waited for", err=True)
        return
    _refuse(known, [code for code in units if code not in waiting], reason.strip())
    for code in units:
        if day := waiting[code]:
            click.echo(f"{code}: its deadline, {day}, is still to come", err=True)
    do(office.hand_in(settings, _acts(settings, units, reason.strip()), seen))
    click.echo(f"back in review: {len(units)} ({', '.join(units)})")


def _refuse(known: Campaign, wrong: list[str], reason: str) -> None:
    from scoring.values import REASON, WORKED_ON

    must_be(known, WORKED_ON)
    if wrong:
        raise RefusedError(f"nothing was recorded; not waited for: {', '.join(wrong)}")
    if len(reason) not in REASON:
        raise RefusedError("--reason needs 10 to 1000 characters: the units read it")


def _waiting(settings: Settings) -> dict[str, date | None]:
    """Units whose dossier was returned and not handed in again, each with its deadline if that is to come."""
    from bot.papers.desk_reading import at_desk
    from conversations.review import recalling

    found: dict[str, date | None] = do(at_desk(settings, recalling.waiting))
    return found


def _acts(settings: Settings, units: tuple[str, ...], reason: str) -> list[Act]:
    from bot.papers.desk_reading import at_desk
    from conversations.review import recalling
    from conversations.talk import Act

    def made(talk: Talk) -> list[Act]:
        return [Act(code, recalling.fact(talk, code, reason)) for code in units]

    acts: list[Act] = do(at_desk(settings, made))
    return acts


COMMANDS: tuple[click.Command, ...] = (recall,)
