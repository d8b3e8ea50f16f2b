"""``chamdiem people``: who has joined, and what they may do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from bot.commands import scope_options as scoping
from bot.commands.commanding import RefusedError, campaign_of, do, looked_at, minute_of, settings_of

if TYPE_CHECKING:
    from bot.commands.office import How
    from scoring.campaigns import Campaign
    from scoring.people import Person, Role


@click.group()
def people() -> None:
    """Who has joined, what they may do, and who is still awaited."""


@people.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def people_list(ctx: click.Context, *, as_json: bool) -> None:
    """List people with their roles, and unused invitations.

    Scopes are named with the roles.
    """
    known = campaign_of(settings_of(ctx))
    if not known.invitations and not as_json:
        click.echo("nobody yet: chamdiem invite administrator --name NAME")
    for person in known.people.values():
        joined = min((i.used_at for i in known.invitations.values() if i.used_by == person.id), default="")
        if as_json:
            row = {**person.model_dump(mode="json"), "joined": joined}
            click.echo(json.dumps(row, ensure_ascii=False))
        else:
            held = "; ".join(_spelled(role) for role in person.roles) or "no role"
            click.echo(f"{person.id}\t{person.name}\t{held}\t{minute_of(joined)}")
    if not as_json:
        for each in known.invitations.values():
            if not each.used_by:
                limits = _limits(each.scope.model_dump(exclude_defaults=True))
                what = f"{each.role} {each.unit}".strip() + limits
                until = minute_of(each.expires)
                click.echo(f"{each.code_hash[:12]}\t{each.name}\t{what}\tinvited, until {until}")


def _spelled(role: Role) -> str:
    return f"{role.name} {role.unit}".strip() + _limits(role.scope.model_dump(exclude_defaults=True))


def _limits(scope: dict[str, Any]) -> str:
    told = [f"{key} {value if isinstance(value, str) else ','.join(value)}" for key, value in scope.items()]
    return f" ({'; '.join(told)})" if told else ""


@people.command("give")
@click.argument("person")
@click.argument("role", type=scoping.ROLES)
@click.option("--unit", default="", help="Code of the unit (officers and leaders).")
@scoping.options
@click.pass_context
def people_give(ctx: click.Context, /, person: str, role: str, unit: str, **limits: Any) -> None:
    """Give PERSON a further role, or another scope.

    PERSON is an id or a name.
    """
    from bot.commands import office
    from scoring.facts import RoleGiven

    settings = settings_of(ctx)
    known, seen = looked_at(settings)
    who = _person(known, person)
    of_unit = role in ("officer", "leader")
    if of_unit != bool(unit) or (unit and unit not in known.units):
        raise RefusedError("--unit CODE goes with officers and leaders, and only with them")
    if unit and who.unit() not in ("", unit):
        raise RefusedError(f"{who.name} belongs to {who.unit()} already; one person acts for one unit")
    scope = scoping.scope_given(settings, known, limits)
    scoping.check(known, role, scope, everything=limits["everything"])
    fact = RoleGiven(person=who.id, role=role, unit=unit, scope=scope)  # type: ignore[arg-type]
    do(office.record(settings, [fact], seen))
    click.echo(f"given: {who.name}, {role} {unit}".rstrip())


@people.command("revoke")
@click.argument("person")
@click.argument("role", type=scoping.ROLES)
@click.option("--unit", default="", help="Code of the unit (officers and leaders).")
@click.option("--reason", required=True, help="Stands on the record.")
@click.pass_context
def people_revoke(ctx: click.Context, person: str, role: str, unit: str, reason: str) -> None:
    """Take a role from PERSON (id or name); it counts at once."""
    from bot.commands import office
    from scoring.facts import RoleRevoked

    settings = settings_of(ctx)
    known, seen = looked_at(settings)
    who = _person(known, person)
    held = _held(who, role, unit)
    if not reason.strip():
        raise RefusedError("--reason is empty")
    fact = RoleRevoked(person=who.id, role=held.name, unit=held.unit, reason=reason.strip())
    do(office.record(settings, [fact], seen))
    click.echo(f"revoked: {who.name}, {_spelled(held)}")


@people.command("withdraw")
@click.argument("invitation")
@click.pass_context
def people_withdraw(ctx: click.Context, invitation: str) -> None:
    """Withdraw an unused invitation.

    It is named by its number from `chamdiem people list`, or by the code itself.
    """
    from bot.commands import office
    from conversations.entry.joining import code_hash
    from scoring.facts import InvitationWithdrawn

    settings = settings_of(ctx)
    known, seen = looked_at(settings)
    waiting = [each for each in known.invitations.values() if not each.used_by]
    found = [each for each in waiting if each.code_hash == code_hash(invitation)]
    if len(invitation) > 5:
        found = found or [each for each in waiting if each.code_hash.startswith(invitation)]
    if len(found) != 1:
        raise RefusedError(f"{invitation!r} is no unused invitation: chamdiem people list")
    do(office.record(settings, [InvitationWithdrawn(code_hash=found[0].code_hash)], seen))
    click.echo(f"withdrawn: {found[0].name}")


@people.command("hand-over")
@click.argument("person")
@click.argument("role", type=scoping.ROLES)
@click.option("--name", required=True, help="The successor.")
@click.pass_context
def people_hand_over(ctx: click.Context, person: str, role: str, name: str) -> None:
    """Invite a successor of PERSON.

    PERSON keeps the role until the invitation is taken.
    """
    from bot.commands.office import How

    known, seen = looked_at(settings_of(ctx))
    who = _person(known, person)
    held = _held(who, role, "")
    _issue(ctx, (held, name), How(scope=held.scope, replaces=who.id), seen)


@people.command("link")
@click.argument("person")
@click.pass_context
def people_link(ctx: click.Context, person: str) -> None:
    """Print a code that binds a further chat to PERSON.

    It is good for 15 minutes.
    """
    from bot.commands.office import How
    from conversations.entry.binding import LASTING

    known, seen = looked_at(settings_of(ctx))
    who = _person(known, person)
    if not who.roles:
        raise RefusedError(f"{who.name} has no role any more")
    held = who.roles[0]
    _issue(ctx, (held, who.name), How(scope=held.scope, binds=who.id, lasting=LASTING), seen)


def _issue(ctx: click.Context, invited: tuple[Role, str], how: How, seen: int) -> None:
    from bot.commands import office

    settings, (held, name) = settings_of(ctx), invited
    issued, (code,) = office.invited(settings, [(held.name, held.unit, name)], how)
    do(office.record(settings, issued, seen))
    click.echo(f"{code.unit or '-'}\t{code.role}\t{code.name}\t{code.code}\t{code.link}")


def _person(known: Campaign, wanted: str) -> Person:
    """By id, else by the full name; raises RefusedError where that is nobody or several."""
    if wanted in known.people:
        return known.people[wanted]
    found = [person for person in known.people.values() if person.name.casefold() == wanted.casefold()]
    if len(found) != 1:
        why = "nobody is" if not found else f"{len(found)} people are"
        raise RefusedError(f"{why} called {wanted!r}: chamdiem people list")
    return found[0]


def _held(who: Person, role: str, unit: str) -> Role:
    found = [held for held in who.roles if held.name == role and unit in ("", held.unit)]
    if len(found) != 1:
        raise RefusedError(f"{who.name} has no role {role} {unit}".rstrip())
    return found[0]
