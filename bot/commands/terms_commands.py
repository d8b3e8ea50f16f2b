"""``chamdiem campaign terms``: what an authority settles for a campaign beside the criteria."""

from __future__ import annotations

import click

from bot.commands.commanding import RefusedError, do, looked_at, settings_of

LONGEST_AGENCY = 120  # characters


@click.command("terms")
@click.option("--sign-off/--no-sign-off", default=None, help="The unit's leader signs before it counts.")
@click.option("--appeal-days", type=click.IntRange(0, 365), help="Days to appeal after publication; 0: none.")
@click.option("--counting", type=click.Choice(["working", "calendar"]), help="Which days appeals count.")
@click.option("--agency", help="Who assesses, as papers name it; empty: who issued the decision.")
@click.option("--remind", help="Working days before the deadline, like 7,3,1,0; empty: no reminders.")
@click.pass_context
def terms(ctx: click.Context, /, remind: str | None, agency: str | None, **given: object) -> None:
    """Show the terms of the campaign, or change those that are given."""
    from bot.commands import office
    from scoring.facts import Terms, TermsSet
    from scoring.values import PUBLISHED

    settings = settings_of(ctx)
    known, seen = looked_at(settings)
    given["remind_before"] = None if remind is None else _days(remind)
    given["agency"] = None if agency is None else agency_name(agency)
    changed = {name: value for name, value in given.items() if value is not None}
    if known.stage in PUBLISHED and changed:
        raise RefusedError(f"the campaign is {known.stage}: its terms stand")
    after = Terms(**{**known.terms.model_dump(), **changed})
    if after != known.terms:
        do(office.record(settings, [TermsSet(terms=after)], seen))
    days = ",".join(map(str, after.remind_before)) or "none"
    click.echo(f"sign-off: {'yes' if after.sign_off else 'no'}")
    click.echo(f"appeals: {f'{after.appeal_days} {after.counting} days' if after.appeal_days else 'none'}")
    click.echo(f"reminders: {days} working days before the deadline")
    click.echo(f"agency: {after.agency or 'who issued the decision'}")


def agency_name(text: str) -> str:
    """The name in one line, or empty; raises RefusedError where it is longer than a paper's head can show."""
    from criteria.vietnamese import clean_line

    name = clean_line(text)
    if len(name) > LONGEST_AGENCY:
        raise RefusedError(f"--agency has {len(name)} characters, more than {LONGEST_AGENCY}")
    return name


def _days(text: str) -> tuple[int, ...]:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not all(part.isascii() and part.isdecimal() and int(part) <= 60 for part in parts):
        raise RefusedError(f"--remind {text!r}: write days like 7,3,1,0 (at most 60)")
    return tuple(sorted({int(part) for part in parts}, reverse=True))
