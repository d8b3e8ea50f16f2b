"""``chamdiem verify`` and ``chamdiem log``: the record, checked and read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from bot.commands.commanding import RefusedError, campaign_of, do, settings_of
from bot.commands.progress import progress

if TYPE_CHECKING:
    from bot.operations.verifying import Report


@click.command()
@click.option(
    "--receipt",
    "receipts",
    multiple=True,
    metavar="CODE",
    help="A code that somebody has kept (Mã sổ, Mã biên nhận); may be repeated.",
)
@click.option("--journal-only", is_flag=True, help="Leave out the comparison with the tables.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def verify(
    ctx: click.Context, receipts: tuple[str, ...], *, journal_only: bool, as_json: bool
) -> None:  # fmt: skip
    """Say whether the record is whole, and the tables as it tells.

    Whole: no row was changed, inserted, deleted or moved.

    Exit code 0: whole; 1: not whole. The end of the journal can only be missed where somebody outside knows
    of it: give the codes of receipts, exports and publications with --receipt.
    """
    from bot.operations.verifying import Receipt
    from bot.operations.verifying import verify as verified

    wanted = [Receipt.of(code) for code in receipts]
    with progress(ctx, "verify") as told:
        work = verified(settings_of(ctx), wanted, tables=not journal_only, progress=told)
        report: Report = do(work)
    lines = _as_json(report) if as_json else _as_text(report, tables=not journal_only)
    for line in lines:
        click.echo(line)
    ctx.exit(0 if report.whole else 1)


@click.command("log")
@click.option("--unit", default="", help="Code of a unit.")
@click.option("--item", default="", help="Code of a criterion, or tt.KEY of general information.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Rows, newest first.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each row, with the fact itself.")
@click.pass_context
def log(ctx: click.Context, unit: str, item: str, limit: int, *, as_json: bool) -> None:
    """Show who did what to which criterion, newest first."""
    from bot.operations.logbook import read_log

    settings = settings_of(ctx)
    campaign = campaign_of(settings)
    if unit and unit not in campaign.units:
        raise RefusedError(f"there is no unit {unit!r} in the campaign")
    for line in do(read_log(settings, (unit, item), limit, as_json=as_json)):
        click.echo(line)


def _as_json(report: Report) -> list[str]:
    body = {
        "whole": report.whole,
        "rows": report.facts,
        "head": report.head.code,
        "hash": report.head.hash,
        "troubles": report.troubles,
        "breaks": [{"row": seq, "why": why} for seq, why in report.breaks],
        "receipts": [{"code": c, "row": row or None, "why": why} for c, row, why in report.receipts],
        "differences": report.differences,
    }
    return [json.dumps(body, ensure_ascii=False)]


def _as_text(report: Report, *, tables: bool) -> list[str]:
    lines = [f"row {seq}: {why}" for seq, why in report.breaks]
    lines += [f"receipt {code}: {why or f'row {row}, on record'}" for code, row, why in report.receipts]
    lines += report.differences
    if not report.breaks:
        lines.append(f"the journal is whole: {report.facts} rows, the last is {report.head.code}")
    if tables and not report.differences:
        lines.append(f"the tables equal the replay of {report.facts} facts")
    if report.troubles:
        lines.append(f"NOT WHOLE: {report.troubles} findings")
    return lines
