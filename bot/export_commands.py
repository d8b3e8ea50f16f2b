"""``chamdiem export``: documents from the database, beside a running bot or without one."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commanding import do, settings_of


@click.group()
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

    do(write_ranking(settings_of(ctx), out))
    click.echo(f"written: {out}")


@export.command("form")
@click.argument("unit")
@_OUT
@_NICE
@click.pass_context
def export_form(ctx: click.Context, unit: str, out: Path, nice: int) -> None:  # noqa: ARG001 - see above
    """One unit's form (Excel)."""
    from bot.exporting import write_form

    do(write_form(settings_of(ctx), unit, out))
    click.echo(f"written: {out}")
