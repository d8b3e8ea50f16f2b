"""``chamdiem export evidence``: all files that units sent, by unit and criterion."""

from __future__ import annotations

import re
from pathlib import Path

import click

from bot.commands.commanding import NICE, do, settings_of
from bot.commands.progress import progress

_SIZES = {"": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12}
SMALLEST = 10_000  # bytes of a part


def _bytes(_ctx: click.Context, _param: click.Parameter, text: str) -> int:
    match = re.fullmatch(r"(\d{1,6})\s*(KB|MB|GB|TB|)", text.strip().upper())
    size = int(match[1]) * _SIZES[match[2]] if match else 0
    if size < SMALLEST:
        raise click.BadParameter(f"{text!r} is no size of a part: write 2GB, 700MB or more than {SMALLEST}")
    return size


@click.command("evidence")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--unit", default="", metavar="CODE", help="Of one unit only.")
@click.option(
    "--part-size",
    default="2GB",
    show_default=True,
    callback=_bytes,
    help="Where to begin another file: FILE.zip, FILE-2.zip, …",
)
@NICE
@click.pass_context
def export_evidence(ctx: click.Context, file: Path, unit: str, part_size: int) -> None:
    """Write all evidence as zip files.

    Each has a table of contents (MỤC LỤC.xlsx, MỤC LỤC.html).

    May be stopped and started again: finished parts are kept. Exit code 1: some files are not on the disk as
    they were sent; the table of contents names them.
    """
    from bot.papers.archiving import Wanted, total_bytes, write_archive

    settings, wanted = settings_of(ctx), Wanted(file, unit, part_size)
    total, read = do(total_bytes(settings, unit)), 0

    def more(size: int) -> None:
        nonlocal read
        read += size
        told(read, total)

    with progress(ctx, "evidence") as told:
        done = do(write_archive(settings, wanted, more))
    for path in done.parts:
        click.echo(f"{'kept' if path in done.kept else 'written'}: {path}")
    for path in done.left_over:
        click.echo(f"left over from an earlier archive, not part of this one: {path}")
    for trouble in done.troubles:
        click.echo(trouble, err=True)
    wrong = len(done.troubles)
    checked = f"{wrong} of them not as they were sent" if wrong else "as they were sent"
    click.echo(f"{done.files} files in {len(done.parts)} parts, {checked}")
    ctx.exit(1 if done.troubles else 0)
