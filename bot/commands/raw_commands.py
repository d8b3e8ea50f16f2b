"""``chamdiem export csv`` and ``chamdiem export json``: the raw data for machines."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands.commanding import do, settings_of
from bot.commands.progress import progress


@click.command("csv")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--separator",
    type=click.Choice(["semicolon", "comma", "tab"]),
    default="semicolon",
    show_default=True,
    help="What stands between cells; Excel with Vietnamese settings wants ;",
)
@click.pass_context
def export_csv(ctx: click.Context, folder: Path, separator: str) -> None:  # fmt: skip
    """Write the raw data as CSV files into FOLDER.

    They are units, answers, verdicts, evidence, remarks, results, journal.
    """
    from bot.papers.raw_writing import write_csv
    from exports.raw import SEPARATORS

    with progress(ctx, "csv") as told:
        written = do(write_csv(settings_of(ctx), folder, SEPARATORS[separator], told))
    for table, rows in written.items():
        click.echo(f"written: {folder / f'{table}.csv'} ({rows} rows)")


@click.command("json")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_context
def export_json(ctx: click.Context, file: Path) -> None:
    """Write the raw data as one JSON document."""
    from bot.papers.raw_writing import write_json

    with progress(ctx, "json") as told:
        rows = do(write_json(settings_of(ctx), file, told))
    click.echo(f"written: {file} ({', '.join(f'{count} {name}' for name, count in rows.items())})")
