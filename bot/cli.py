"""``chamdiem``: everything that can be done to a campaign without a chat, and the bot itself.

Heavy imports stand inside the commands, so that ``--help`` answers at once.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Any

import click

from bot.commands import (
    archive_commands,
    calendar_commands,
    campaign_commands,
    criteria_commands,
    export_commands,
    figures_commands,
    form_commands,
    operations_commands,
    package_commands,
    people_commands,
    public_commands,
    raw_commands,
    record_commands,
    role_commands,
    round_commands,
    terms_commands,
    time_commands,
)
from bot.commands.commanding import do, settings_of
from bot.commands.refusing import Refusing

WIDEST = 64  # characters of a command's help in the list
SECTIONS = {
    "Run it": ("demo", "run", "rehearse"),
    "The criteria": ("criteria", "score"),
    "A campaign": ("campaign", "units", "invite", "people", "round", "figures", "form"),
    "Its dates": ("timetable", "remind", "extend", "calendar"),
    "Its results": ("export", "recompute"),
    "Its record": ("log", "verify"),
    "The machine": ("doctor", "backup", "restore"),
}
"""Every command once, as ``--help`` lists them."""


class _Commands(Refusing):
    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """By what they are for, in the order of the year."""
        for title, names in SECTIONS.items():
            shown = [(name, found) for name in names if (found := self.get_command(ctx, name))]
            with formatter.section(title):
                formatter.write_dl([(name, found.get_short_help_str(WIDEST)) for name, found in shown])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="Data folder [CHAMDIEM_DATA].")
@click.option(
    "--progress",
    type=click.Choice(["bar", "lines"]),
    default="bar",
    help="How far long work is: a bar on a terminal, or lines `progress 40/3321` for programs.",
)
@click.version_option(package_name="chamdiem")
@click.pass_context
def main(ctx: click.Context, data: Path | None, progress: str) -> None:
    """chamdiem: a chat bot that scores units against an official criteria set."""
    folder = data or Path(os.environ.get("CHAMDIEM_DATA") or "data")
    ctx.obj = {"data": data, "sets": (folder / "sets",), "progress": progress}


for command in (
    criteria_commands.criteria,
    criteria_commands.score,
    campaign_commands.campaign,
    people_commands.units,
    people_commands.invite,
    role_commands.people,
    export_commands.export,
    package_commands.recompute,
    calendar_commands.calendar,
    round_commands.round_,
    figures_commands.figures,
    form_commands.form,
    time_commands.remind,
    time_commands.extend,
    time_commands.timetable,
    record_commands.verify,
    record_commands.log,
    operations_commands.backup,
    operations_commands.restore,
    operations_commands.doctor,
):
    main.add_command(command)
campaign_commands.campaign.add_command(terms_commands.terms)
for document in (
    form_commands.export_unit_sheet,
    form_commands.export_verdict_sheet,
    archive_commands.export_evidence,
    package_commands.export_package,
    public_commands.export_chart,
    public_commands.export_page,
    raw_commands.export_csv,
    raw_commands.export_json,
    figures_commands.export_template,
):
    export_commands.export.add_command(document)


@main.command()
@click.option("--port", type=int, help="Port of the web chat [CHAMDIEM_PORT, 8080].")
@click.option("--host", help="Address to listen on [CHAMDIEM_HOST, 127.0.0.1].")
@click.pass_context
def run(ctx: click.Context, port: int | None, host: str | None) -> None:
    """Run the bot: web chat, and Telegram with TELEGRAM_TOKEN."""
    gc.disable()  # until all is loaded: nothing of that goes away, and looking takes 7 % of the start
    from bot.running import run_bot

    do(run_bot(settings_of(ctx, port=port, host=host)))


@main.command()
@click.option("--port", type=int, help="Port of the web chat [8080].")
@click.option("--fresh", is_flag=True, help="Throw away what an earlier demo left and begin anew.")
@click.pass_context
def demo(ctx: click.Context, port: int | None, *, fresh: bool) -> None:
    """Run the bot with a sample campaign and three links to try."""
    from bot.tryout.demo import run_demo

    root = ctx.find_root()
    root.obj["data"] = root.obj["data"] or Path("demo-data")
    do(run_demo(settings_of(ctx, port=port), fresh=fresh))


@main.command()
@click.option("--units", type=click.IntRange(1, 100_000), default=20, show_default=True, help="How many.")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="A new or empty folder."
)
@click.option("--set", "set_id", default="lac-dao-xa", show_default=True, help="Criteria set.")
@click.option("--procedure", help="Levels and calendar; default: the set's own. '' is none.")
@click.option("--period", multiple=True, help="A round each: 2026-07, 2026-Q3, 2026. None: the set at once.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another one: other figures.")
@click.pass_context
def rehearse(ctx: click.Context, /, out: Path, set_id: str, period: tuple[str, ...], **given: Any) -> None:
    """Play a whole year without anyone, into OUT.

    Fill in, sign, review, approve, publish, appeal, publish again, close; print the ranking and verify the
    record.
    """
    from bot.tryout.rehearsal import rehearse_year
    from bot.tryout.rehearsed_people import Script

    do(rehearse_year(settings_of(ctx), out, Script(set_id=set_id, periods=period, **given)))


if __name__ == "__main__":
    sys.exit(main())
