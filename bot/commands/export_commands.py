"""``chamdiem export``: documents from the database, beside a running bot or without one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.commands.commanding import NICE, RefusedError, do, settings_of
from bot.commands.progress import progress

if TYPE_CHECKING:
    from bot.papers.paper_writing import Kind, Wanted


@click.group()
def export() -> None:
    """Write workbooks, papers, the results page, data, archives."""


_PATH = click.Path(path_type=Path, dir_okay=False)
_FILE = click.argument("file", type=_PATH, required=False)
_OUT = click.option("--out", type=_PATH, help="The same as FILE, of any name.")
_FOR_UNIT = click.option(
    "--for-unit", is_flag=True, help="As the unit may see it: without verdicts that it has not been told."
)
_FOLDER = click.option(
    "--all", "folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help="One file for each unit into DIR, instead of UNIT and FILE.",
)  # fmt: skip


@export.command("ranking")
@_FILE
@_OUT
@NICE
@click.pass_context
def export_ranking(ctx: click.Context, file: Path | None, out: Path | None) -> None:
    """Write the ranking workbook (Excel).

    FILE has the ranking, criteria, statistics and charts.
    """
    from bot.papers.exporting import write_ranking

    path = file or out
    if path is None:
        raise RefusedError("name the file: chamdiem export ranking FILE.xlsx")
    with progress(ctx, "ranking") as told:
        do(write_ranking(settings_of(ctx), path, told))
    click.echo(f"written: {path}")


def _for_units(command: Callable[..., Any]) -> Callable[..., Any]:
    """What the commands for one unit's papers take."""
    unit = click.argument("unit", default="")
    for take in (click.pass_context, NICE, _FOR_UNIT, _FOLDER, _OUT, _FILE, unit):
        command = take(command)
    return command


@export.command("form")
@click.option("--as", "format_", type=click.Choice(["xlsx", "docx"]), help="Format; else by FILE's ending.")
@_for_units
def export_form(ctx: click.Context, format_: str | None, **where: Any) -> None:
    """Write UNIT's form (Excel or Word).

    It is as the decision's annex has it; BẢN NHÁP until it is handed in.
    """
    from bot.papers.paper_writing import Wanted

    path = where["file"] or where["out"]
    if path and not format_ and path.suffix.lower() not in ("", ".xlsx", ".docx"):
        raise RefusedError(f"{path.name}: a form is an Excel or a Word file, name it FILE.xlsx or FILE.docx")
    chosen = format_ or ("docx" if path and path.suffix.lower() == ".docx" else "xlsx")
    _write(ctx, Wanted("form", "docx" if chosen == "docx" else "xlsx", where.pop("for_unit")), **where)


@export.command("report")
@_for_units
def export_report(ctx: click.Context, **where: Any) -> None:
    """Write UNIT's self-assessment report (Word).

    It is for the leader's signature, with the unit's difficulties and proposals.
    """
    _word(ctx, "report", **where)


@export.command("letter")
@_for_units
def export_letter(ctx: click.Context, **where: Any) -> None:
    """Write the letter that goes with UNIT's submission (Word)."""
    _word(ctx, "letter", **where)


@export.command("notice")
@_for_units
def export_notice(ctx: click.Context, **where: Any) -> None:
    """Write the notice of UNIT's published result (Word).

    It has rank, level and why.
    """
    _word(ctx, "notice", **where)


def _word(ctx: click.Context, kind: Kind, **where: Any) -> None:
    from bot.papers.paper_writing import Wanted

    _write(ctx, Wanted(kind, for_unit=where.pop("for_unit")), **where)


def _write(
    ctx: click.Context,
    wanted: Wanted,
    *,
    unit: str,
    file: Path | None,
    out: Path | None,
    folder: Path | None,
) -> None:
    """One unit's paper into the file, or every unit's into the folder; raises RefusedError."""
    from bot.papers.paper_writing import write_paper, write_papers

    path = file or out
    if folder and not unit and not path:
        with progress(ctx, wanted.kind) as told:
            written = do(write_papers(settings_of(ctx), wanted, folder, told))
        click.echo(f"written: {len(written)} files into {folder}")
    elif unit and path and not folder:
        if path.suffix and path.suffix.lower() != f".{wanted.format}":
            raise RefusedError(f"{path.name}: this is a {wanted.format} file, name it FILE.{wanted.format}")
        do(write_paper(settings_of(ctx), wanted, unit, path))
        click.echo(f"written: {path}")
    else:
        raise RefusedError("name a unit and a file (UNIT FILE), or a folder for all (--all DIR)")
