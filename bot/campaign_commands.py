"""``chamdiem campaign``: make, open, watch and close a campaign."""

from __future__ import annotations

import click

from bot.commanding import RefusedError, campaign_of, do, settings_of


@click.group()
def campaign() -> None:
    """Make, open, watch and close a campaign."""


@campaign.command("create")
@click.option("--set", "set_id", required=True, help="Criteria set, see `chamdiem criteria list`.")
@click.option("--name", required=True)
@click.option("--deadline", default="", help="YYYY-MM-DD.")
@click.pass_context
def campaign_create(ctx: click.Context, set_id: str, name: str, deadline: str) -> None:
    """Make a campaign on a criteria set."""
    from datetime import date

    from bot import office
    from criteria import loader

    if deadline:
        try:
            date.fromisoformat(deadline)
        except ValueError as error:
            raise RefusedError(f"--deadline {deadline!r}: write it like 2026-12-15") from error
    settings = settings_of(ctx)
    criteria = loader.load(set_id, settings.data / "sets")
    do(office.record(settings, [office.created(criteria, name, deadline)]))
    click.echo(f"created: {name} ({criteria.id}, version {criteria.version}, {criteria.digest[:12]})")
    click.echo("next: chamdiem units import FILE, chamdiem invite administrator --name NAME")


@campaign.command("show")
@click.pass_context
def campaign_show(ctx: click.Context) -> None:
    """The campaign, its stage, units and people."""
    known = campaign_of(settings_of(ctx))
    click.echo(f"{known.name}\nset: {known.set_id}, version {known.set_version}, {known.set_digest[:12]}")
    click.echo(f"stage: {known.stage}, deadline: {known.deadline or 'none'}")
    joined = sum(1 for item in known.invitations.values() if item.used_by)
    click.echo(f"units: {len(known.units)}, people: {len(known.people)}, "
               f"invitations: {len(known.invitations)} ({joined} used)")  # fmt: skip


def _stage(ctx: click.Context, stage: str, allowed: tuple[str, ...]) -> None:
    from bot import office
    from scoring.facts import StageChanged

    settings = settings_of(ctx)
    known = campaign_of(settings)
    if known.stage not in allowed:
        raise RefusedError(f"the campaign is {known.stage}; this needs {' or '.join(allowed)}")
    if stage == "open" and not known.units:
        raise RefusedError("there are no units yet: chamdiem units import FILE")
    do(office.record(settings, [StageChanged(stage=stage)]))  # type: ignore[arg-type]
    click.echo(f"{known.name}: {known.stage} → {stage}")


@campaign.command("open")
@click.pass_context
def campaign_open(ctx: click.Context) -> None:
    """Let units answer."""
    _stage(ctx, "open", ("preparing", "verifying"))


@campaign.command("verify")
@click.pass_context
def campaign_verify(ctx: click.Context) -> None:
    """Stop taking new submissions; reviews and returned corrections go on."""
    _stage(ctx, "verifying", ("open",))


@campaign.command("close")
@click.pass_context
def campaign_close(ctx: click.Context) -> None:
    """Close the campaign: nothing changes any more, relative points are final."""
    _stage(ctx, "closed", ("verifying", "approved", "published", "appeals"))


@campaign.command("ranking")
@click.pass_context
def campaign_ranking(ctx: click.Context) -> None:
    """Print the ranking of each block."""
    from bot.exporting import print_ranking

    do(print_ranking(settings_of(ctx)))
