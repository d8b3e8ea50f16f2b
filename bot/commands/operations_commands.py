"""``chamdiem backup``, ``restore`` and ``doctor``: for whoever looks after the machine."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands.commanding import NICE, do, settings_of
from bot.commands.progress import progress


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--keep", type=click.IntRange(1), help="Afterwards keep only so many of the newest.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@NICE
@click.pass_context
def backup(ctx: click.Context, folder: Path, keep: int | None, *, as_json: bool) -> None:
    """Write a backup into FOLDER and read it back.

    It works beside a running bot, or without one.

    Exit code 1: it was written, but evidence files are missing or damaged.
    """
    from bot.clock import utc_now
    from bot.operations import backups

    with progress(ctx, "backup") as told:
        path, manifest = backups.make(settings_of(ctx), folder, utc_now(), keep=keep or 0, progress=told)
    if as_json:
        click.echo(backups.as_json(manifest, path))
    else:
        size = path.stat().st_size / 1_000_000
        click.echo(f"written and compared: {path} ({len(manifest.files)} files, {size:.1f} MB)")
        click.echo(f"the journal's last row: {manifest.head or 'none yet'}")
        for what, found in (("missing", manifest.missing), ("damaged", manifest.damaged)):
            if found:
                click.echo(
                    f"WARNING: {len(found)} evidence files are {what}: {', '.join(found[:5])}", err=True
                )
    ctx.exit(1 if manifest.missing or manifest.damaged else 0)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="A new or empty data folder.",
)
@click.pass_context
def restore(ctx: click.Context, file: Path, into: Path) -> None:  # fmt: skip
    """Put a backup back into a new folder and check the record.

    Exit code 1: it is there, but its record was not whole already when it was backed up.
    """
    from bot.operations import restoring

    manifest, report = do(restoring.restore(file, into))
    click.echo(f"restored into {into}: {manifest.campaign or 'no campaign'}, as of {manifest.made_at}")
    if report.whole:
        click.echo(f"the record is whole: {report.facts} facts, the last is {report.head.code}")
    else:
        click.echo(f"NOT WHOLE: {report.troubles} findings; see: chamdiem --data {into} verify")
    click.echo("start it with the settings of before (tokens are not in a backup), then: chamdiem doctor")
    ctx.exit(0 if report.whole else 1)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each check.")
@click.option("--offline", is_flag=True, help="Do not ask Telegram.")
@click.pass_context
def doctor(ctx: click.Context, *, as_json: bool, offline: bool) -> None:
    """Say what is wrong with this installation, and how to mend it.

    Exit code 1 where something has failed, 0 where all is well or only wants attention.
    """
    from bot.operations import doctor as at_work

    findings = do(at_work.examine(settings_of(ctx), online=not offline))
    for finding in findings:
        click.echo(finding.model_dump_json() if as_json else finding.line)
    ctx.exit(1 if any(finding.state == "FAIL" for finding in findings) else 0)
