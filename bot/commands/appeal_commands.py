"""``chamdiem campaign appeals`` and ``rule``: what units object to, and what is decided about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.commands.commanding import RefusedError, campaign_of, do, looked_at, must_be, settings_of

if TYPE_CHECKING:
    from bot.settings import Settings
    from scoring.campaigns import Campaign
    from scoring.records import Submission


@click.command()
@click.pass_context
def appeals(ctx: click.Context) -> None:
    """Every appeal of the running round, with its ruling."""
    settings = settings_of(ctx)
    known = campaign_of(settings)
    records = do(_records(settings, known))
    for record in records:
        for item, each in record.appeals.items():
            state = each.outcome or "waits"
            click.echo(f"{record.unit}\t{item}\t{state}\t{each.reason}\t{each.ruling}".rstrip())
    if not records:
        click.echo("no appeals in this round", err=True)


@click.command()
@click.argument("unit")
@click.argument("item")
@click.option("--points", help="Uphold it with these points, like 20 or 421/512.")
@click.option("--dismiss", is_flag=True, help="Leave the result as it is.")
@click.option("--reason", required=True)
@click.pass_context
def rule(ctx: click.Context, unit: str, item: str, points: str | None, reason: str, *, dismiss: bool) -> None:
    """Rule on the appeal of UNIT against criterion ITEM.

    Uphold it with --points, or --dismiss it.
    """
    from bot.commands import office
    from bot.papers import grounds
    from conversations.talk import Act
    from scoring.facts import AppealRuled
    from scoring.values import REASON, RULING

    settings = settings_of(ctx)
    known, seen = looked_at(settings)
    must_be(known, RULING)
    if dismiss == (points is not None):
        raise RefusedError("say either --points or --dismiss")
    if len(reason.strip()) not in REASON:
        raise RefusedError("--reason needs 10 to 1000 characters: the unit reads it")
    found = do(grounds.read(settings)).ground
    row = found.rows.get(unit)
    if row is None or item not in row.appeals:
        raise RefusedError(f"no appeal of {unit} against {item} waits: chamdiem campaign appeals")
    given = None if points is None else _points(points, str(found.criteria.by_id[item].max))
    fact = AppealRuled(item=item, upheld=not dismiss, points=given, reason=reason.strip())
    do(office.hand_in(settings, [Act(unit, fact)], seen))
    click.echo(f"ruled: {unit} {item} {'dismissed' if dismiss else f'upheld, {given} points'}")


def _points(text: str, most: str) -> str:
    from fractions import Fraction

    from criteria.vietnamese import plain

    try:
        value = Fraction(text)
    except (ValueError, ZeroDivisionError) as error:
        raise RefusedError(f"--points {text!r}: write a number like 20, 17.5 or 421/512") from error
    if not 0 <= value <= Fraction(most):
        raise RefusedError(f"--points {text}: the criterion gives 0 to {most}")
    return plain(value)


async def _records(settings: Settings, known: Campaign) -> list[Submission]:
    """Dossiers that have appeals."""
    from bot.storage import submissions
    from bot.storage.database import Database

    async with Database.reading(settings.data) as database:
        return [each async for each in submissions.load_all(database, known) if each.appeals]


COMMANDS: tuple[click.Command, ...] = (appeals, rule)
