"""``chamdiem export page`` and ``chart``: results for everybody, and the pictures of the chat."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands.commanding import NICE, do, settings_of
from bot.commands.progress import progress

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("page")
@click.argument("file", type=_FILE)
@click.option("--draft", is_flag=True, help="Before the publication too: marked BẢN NHÁP.")
@NICE
@click.pass_context
def export_page(ctx: click.Context, file: Path, *, draft: bool) -> None:
    """Write the public results page (HTML).

    One file that works alone, on a phone and on paper.
    """
    from bot.papers.public_writing import write_page

    with progress(ctx, "page") as told:
        results = do(write_page(settings_of(ctx), file, draft=draft, progress=told))
    what = f"publication {results.publication.number}" if results.publication else "a draft, not published"
    click.echo(f"written: {file} ({what}, {file.stat().st_size // 1000} kB)")


@click.command("chart")
@click.argument("what", metavar="score:UNIT|ranking:BLOCK|ranking:@UNIT|progress")
@click.option("--out", type=_FILE, required=True, help="FILE.png or FILE.svg.")
@NICE
@click.pass_context
def export_chart(ctx: click.Context, what: str, out: Path) -> None:
    """Draw a picture as the chat shows it.

    It shows a unit's points by group, a ranking, or the progress of all units.
    """
    from bot.papers.public_writing import write_chart

    do(write_chart(settings_of(ctx), what, out))
    click.echo(f"written: {out}")
