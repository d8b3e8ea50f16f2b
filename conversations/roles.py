"""Who may do what where. A payload may come from anybody: role and scope are checked at every press."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conversations import helping
from conversations.messages import Message
from conversations.phrases import people
from conversations.talk import Press, Talk
from scoring.campaigns import Campaign
from scoring.facts import ActRefused, RoleName, Scope, Unit
from scoring.people import Person, Role


def has(talk: Talk, *roles: RoleName) -> bool:
    """Whether the person has one of the roles."""
    return talk.person is not None and any(talk.person.has(role) for role in roles)


def only_for(roles: tuple[RoleName, ...], presses: Mapping[str, Press]) -> dict[str, Press]:
    """The same presses, refused to people without one of the roles."""
    return {verb: _guarded(roles, verb, act) for verb, act in presses.items()}


def _guarded(roles: tuple[RoleName, ...], verb: str, act: Press) -> Press:
    def pressed(talk: Talk, item: str, version: str, argument: str) -> None:
        if not has(talk, *roles):
            talk.decree(ActRefused(act=verb, why="role"))
            helping.unknown_button(talk)
        elif not talk.campaign.set_id:
            helping.no_campaign(talk)
        else:
            act(talk, item, version, argument)

    return pressed


def refuse(talk: Talk, act: str) -> None:
    """Somebody tried what lies outside their scope: nothing happens, and the attempt is on record."""
    talk.decree(ActRefused(act=act, why="scope"))
    talk.show(Message(body=people.NOT_YOURS_TO_GIVE, buttons=helping.way_on(talk)))


def may_review(talk: Talk, unit: str, criterion: str = "") -> bool:
    """Whether the person may review the unit (and criterion): within their scope, and never their own."""
    return talk.campaign.may(talk.person, "reviewer", unit, criterion)


# --- administrators of a part --------------------------------------------------------------------------


def own_scope(talk: Talk) -> Scope | None:
    """What the person administers; None where nothing."""
    held = talk.person.held("administrator") if talk.person else iter(())
    return next((role.scope for role in held), None)


def whole(talk: Talk) -> bool:
    """Whether the person administers the whole campaign, not only a part of it."""
    return own_scope(talk) == Scope()


def administers(talk: Talk, unit: str) -> bool:
    """Whether the unit lies within what the person administers."""
    scope = own_scope(talk)
    return scope is not None and talk.campaign.covers(scope, unit)


def units_below(talk: Talk) -> list[Unit]:
    """The units that the person administers, in the order of the list."""
    scope = own_scope(talk)
    every = talk.campaign.units.values()
    return [] if scope is None else [unit for unit in every if talk.campaign.covers(scope, unit.code)]


def manages(talk: Talk, unit: str, scope: Scope) -> bool:
    """Whether a role of that unit or scope is the person's to give and to take."""
    own = own_scope(talk)
    if own is None:
        return False
    return talk.campaign.covers(own, unit) if unit else within(talk.campaign, own, scope)


def managed(talk: Talk, person: Person) -> tuple[Role, ...]:
    """Those of somebody's roles that the person may change."""
    return tuple(role for role in person.roles if manages(talk, role.unit, role.scope))


def administrators_of(campaign: Campaign, unit: str) -> Iterator[Person]:
    """Whom something about the unit concerns; without a unit those of the whole campaign."""
    for person in campaign.people.values():
        scopes = [role.scope for role in person.held("administrator")]
        if any(campaign.covers(scope, unit) if unit else scope == Scope() for scope in scopes):
            yield person


def within(campaign: Campaign, outer: Scope, inner: Scope) -> bool:
    """Whether the inner scope reaches nothing that the outer one does not."""
    narrow = (
        _subset(outer.blocks, inner.blocks)
        and _subset(outer.units, inner.units)
        and _subset(outer.criteria, inner.criteria)
    )
    if not narrow or not outer.body:
        return narrow
    if inner.body:
        return outer.body in (inner.body, *campaign.above(inner.body))
    return bool(inner.units) and all(outer.body in campaign.above(unit) for unit in inner.units)


def _subset(outer: tuple[str, ...], inner: tuple[str, ...]) -> bool:
    return not outer or (bool(inner) and set(inner) <= set(outer))


def narrowed(outer: Scope, inner: Scope) -> Scope:
    """The inner scope with the limits of the outer one wherever it has none of its own."""
    return Scope(
        blocks=inner.blocks or outer.blocks,
        units=inner.units or outer.units,
        criteria=inner.criteria or outer.criteria,
        body=inner.body or outer.body,
    )


# --- colleagues to whom single criteria were handed ----------------------------------------------------


def assigned(talk: Talk) -> tuple[str, ...]:
    """The only criteria that the person answers for their unit; empty where all of them."""
    return assigned_to(talk.person) if talk.person else ()


def assigned_to(person: Person) -> tuple[str, ...]:
    """The same of anybody."""
    unit = person.unit()
    own = [role.scope.criteria for role in person.held("officer", "leader") if role.unit == unit]
    return own[0] if own and all(own) else ()


def main_officers(campaign: Campaign, unit: str) -> Iterator[Person]:
    """Officers of the unit who answer all of it."""
    for person in campaign.of_unit(unit):
        if person.unit() == unit and person.has("officer") and not assigned_to(person):
            yield person
