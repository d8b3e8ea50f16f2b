"""``chamdiem export package`` and ``chamdiem recompute``: the sealed package and its proof."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import click

from bot.commands.commanding import do, settings_of
from bot.commands.progress import progress


@click.command("package")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_context
def export_package(ctx: click.Context, file: Path) -> None:
    """Write the sealed package (zip), for `recompute`.

    It has rules, inputs, verdicts, results and the whole record.

    Whoever has it can work out the ranking anew, with no database: chamdiem recompute FILE. It holds what
    the journal holds, names of people included.
    """
    from bot.papers.package_writing import write_package

    with progress(ctx, "package") as told:
        written = do(write_package(settings_of(ctx), file, told))
    click.echo(f"written: {file} ({written.units} units, ranking {written.digest}, journal {written.head})")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="Write ranking.json there as well."
)
@click.pass_context
def recompute(ctx: click.Context, file: Path, out: Path | None) -> None:
    """Score a sealed package anew and compare.

    This needs no database and no network.

    Exit code 0: identical; 1: differences, each on a line; 2: no package, or one that means harm.
    """
    from bot.papers.package_writing import recomputed
    from bot.papers.whole_files import whole

    with progress(ctx, "recompute") as told, whole(out) if out else nullcontext() as ranking:
        found = recomputed(file, told, ranking)
    for difference in found.differences:
        click.echo(difference)
    known = (
        f"{found.units} units, digest {found.digest}, journal {found.head}, publications {found.publications}"
    )
    click.echo(f"{'identical' if found.identical else 'NOT IDENTICAL'}: {known}")
    ctx.exit(0 if found.identical else 1)
