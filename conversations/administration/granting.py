"""Roles given, changed and taken back: what becomes of a scope that was asked for, and of a reason."""

from __future__ import annotations

from collections.abc import Iterable

from conversations import paging, roles, scopes
from conversations.administration import issuing, personnel, scoping
from conversations.messages import Button, Message
from conversations.phrases import administrator, people
from conversations.phrases.common import cut
from conversations.review import finding
from conversations.session import Pending
from conversations.talk import Talk, button, number_in
from criteria.vietnamese import fold
from scoring.facts import RoleGiven, RoleName, RoleRevoked, Scope, Unit
from scoring.people import Person, Role

REASON = range(3, 301)  # characters
OFFERED: tuple[RoleName, ...] = ("officer", "leader", "reviewer", "administrator", "observer")
OF_UNIT: tuple[RoleName, ...] = ("officer", "leader")
PER_PAGE = 8
_CANCEL = ((button(people.CANCEL, "adno"),),)


# --- what becomes of a scope ---------------------------------------------------------------------------


def scope_chosen(talk: Talk, _item: str, _version: str, _argument: str) -> None:
    """The scope is complete (or nothing limits it): invite, give or change."""
    pending = scoping.open_(talk)
    own = roles.own_scope(talk)
    if pending is None or own is None:
        personnel.listed(talk)
        return
    scope = roles.narrowed(own, scoping.scope_of(pending))
    if not any(talk.campaign.covers(scope, unit) for unit in talk.campaign.units):
        scoping.show(talk, people.SCOPE_NONE)
    elif not roles.within(talk.campaign, own, scope):
        roles.refuse(talk, "scope")
    else:
        _settle(talk, pending, scope)


def everything_chosen(talk: Talk, item: str, version: str, argument: str) -> None:
    """``Tất cả``: whatever was chosen before does not limit any more."""
    pending = scoping.open_(talk)
    if pending is not None:
        emptied = {**pending.values, **dict.fromkeys("bucp", "")}
        talk.move(pending=pending.model_copy(update={"values": emptied}))
    scope_chosen(talk, item, version, argument)


def _settle(talk: Talk, pending: Pending, scope: Scope) -> None:
    role, name = scoping.role_of(pending), pending.values["name"]
    person = talk.campaign.people.get(pending.values.get("person", ""))
    if pending.act == "invite":
        issuing.invite_one(talk, issuing.Invitee(role, name, scope=scope))
    elif person is None:
        personnel.listed(talk, people.PERSON_GONE)
    else:
        give(talk, person, Role(name=role, scope=scope))


def give(talk: Talk, person: Person, role: Role) -> None:
    """Record the role (or its new scope), and tell the person at once."""
    talk.move(place="idle", pending=None)
    before = next((r for r in person.roles if (r.name, r.unit) == (role.name, role.unit)), None)
    if before == role:
        personnel.card(talk, person.id, people.GIVEN_ALREADY.format(name=person.name))
        return
    if person not in personnel.visible(talk) or (
        before is not None and not roles.manages(talk, before.unit, before.scope)
    ):
        roles.refuse(talk, "give")
        return
    talk.decree(RoleGiven(person=person.id, role=role.name, unit=role.unit, scope=role.scope))
    named = scopes.role(talk, role)
    said, heard = (people.CHANGED, people.HEARD_CHANGED) if before else (people.GIVEN, people.HEARD_GIVEN)
    if person.id != talk.session.person:
        talk.say(Message(to=person.id, body=heard.format(role=named), menu=True))
    personnel.card(talk, person.id, said.format(name=person.name, role=named))


# --- another scope, another role -----------------------------------------------------------------------


def change_pressed(talk: Talk, key: str, _version: str, argument: str) -> None:
    """Another scope for a role that has one."""
    person, role = personnel.found(talk, key, argument)
    if person is None or role is None or role.name not in ("reviewer", "administrator"):
        personnel.card(talk, key, people.PERSON_GONE)
    elif person.id == talk.session.person or not roles.manages(talk, role.unit, role.scope):
        roles.refuse(talk, "change")
    else:
        values = {"role": role.name, "name": person.name, "person": person.id}
        scoping.begin(talk, "change", values, role.scope)


def give_pressed(talk: Talk, key: str, role: str, _argument: str) -> None:
    """Which further role? Then which unit or scope."""
    person = talk.campaign.people.get(key)
    known = next((each for each in OFFERED if each == role), None)
    if person is None:
        personnel.listed(talk, people.PERSON_GONE)
    elif person not in personnel.visible(talk):
        roles.refuse(talk, "give")
    elif known is None:
        offered = [button(administrator.ROLES[each], "ppgive", key, each) for each in OFFERED]
        rows = (tuple(offered[:2]), tuple(offered[2:4]), (offered[4], _back(key)))
        talk.show(Message(body=people.GIVE_WHICH.format(name=person.name), buttons=rows))
    elif known in OF_UNIT:
        _ask_unit(talk, person, known)
    else:
        _give_wide(talk, person, known)


def _give_wide(talk: Talk, person: Person, role: RoleName) -> None:
    """A role that no unit belongs to: limited by a scope where there is something to choose."""
    before = next((held for held in person.held(role) if not held.unit), None)
    if before is not None and not roles.manages(talk, "", before.scope):
        roles.refuse(talk, "give")
    elif scopes.needs_asking(talk.campaign, role):
        values = {"role": role, "name": person.name, "person": person.id}
        scoping.begin(talk, "give", values, before.scope if before else Scope())
    else:
        own = roles.own_scope(talk) or Scope()
        give(talk, person, Role(name=role, scope=own))


def _back(key: str) -> Button:
    return button(people.SCOPE_BACK, "pp", key)


def _ask_unit(talk: Talk, person: Person, role: RoleName, page: int = 0) -> None:
    """Of which unit? A page of them, or typed."""
    known = talk.campaign.units.get(person.unit())
    if known is not None:
        _unit_chosen(talk, person, role, known)
        return
    talk.move(place="granting", pending=Pending(what="role", act=role, key=person.id))
    units = paging.page(roles.units_below(talk), page, PER_PAGE)
    rows = [*_unit_rows(units.rows), (*units.around("ppfor", ""), button(people.CANCEL, "adno"))]
    body = people.GIVE_UNIT.format(role=administrator.ROLES[role])
    talk.show(Message(body=body, buttons=tuple(rows)))


def _unit_rows(units: Iterable[Unit]) -> list[tuple[Button, ...]]:
    return [(button(cut(unit.name, 40), "ppfor", unit.code),) for unit in units]


def unit_pressed(talk: Talk, unit: str, page: str, _argument: str) -> None:
    """A unit, or another page of them."""
    asked = _awaited(talk)
    if asked is None:
        personnel.listed(talk)
    elif unit in talk.campaign.units:
        _unit_chosen(talk, *asked, talk.campaign.units[unit])
    else:
        _ask_unit(talk, *asked, number_in(page))


def unit_said(talk: Talk, text: str) -> None:
    """The unit was typed."""
    asked = _awaited(talk)
    if asked is None:
        personnel.listed(talk)
        return
    found = [unit for unit in finding.units(talk.campaign, text) if roles.administers(talk, unit.code)]
    typed = cut(text, 40)
    if len(found) == 1:
        _unit_chosen(talk, *asked, found[0])
    elif found:
        body = people.UNIT_SEVERAL.format(count=len(found), typed=typed)
        talk.show(Message(body=body, buttons=(*_unit_rows(found[:PER_PAGE]), *_CANCEL)))
    else:
        talk.show(Message(body=people.UNIT_UNKNOWN.format(typed=typed), buttons=_CANCEL))


def _awaited(talk: Talk) -> tuple[Person, RoleName] | None:
    pending = talk.session.pending if talk.session.place == "granting" else None
    person = talk.campaign.people.get(pending.key) if pending else None
    role = next((each for each in OF_UNIT if pending and each == pending.act), None)
    return (person, role) if person and role else None


def _unit_chosen(talk: Talk, person: Person, role: RoleName, unit: Unit) -> None:
    if not roles.administers(talk, unit.code):
        roles.refuse(talk, "give")
    elif person.unit() not in ("", unit.code):
        name = scopes.name(talk.campaign, person.unit())
        personnel.card(talk, person.id, people.GIVE_OTHER_UNIT.format(name=person.name, unit=name))
    else:
        give(talk, person, Role(name=role, unit=unit.code))


# --- taking back ---------------------------------------------------------------------------------------


def revoke_pressed(talk: Talk, key: str, _version: str, argument: str) -> None:
    """Ask for the reason."""
    person, role = personnel.found(talk, key, argument)
    if person is None or role is None:
        personnel.card(talk, key, people.PERSON_GONE)
    elif not roles.manages(talk, role.unit, role.scope):
        roles.refuse(talk, "revoke")
    elif person.id == talk.session.person and role.name == "administrator":
        personnel.card(talk, key, people.REVOKE_SELF)
    else:
        talk.move(place="revoking", pending=Pending(what="role", act="revoke", key=key, points=argument))
        body = people.REVOKE_ASK.format(role=scopes.role(talk, role), name=person.name)
        talk.show(Message(body=body, buttons=_CANCEL))


def reason_said(talk: Talk, text: str) -> None:
    """The reason: the role is gone from now on, and the person hears it."""
    pending, reason = talk.session.pending, " ".join(text.split())
    person, role = personnel.found(talk, pending.key, pending.points) if pending else (None, None)
    if person is None or role is None or not roles.manages(talk, role.unit, role.scope):
        talk.move(place="idle", pending=None)
        personnel.listed(talk, people.PERSON_GONE)
    elif len(reason) not in REASON or fold(reason) == "":
        talk.show(Message(body=people.REVOKE_REASON_BAD, buttons=_CANCEL))
    else:
        _revoke(talk, person, role, reason)


def _revoke(talk: Talk, person: Person, role: Role, reason: str) -> None:
    named = scopes.role(talk, role)
    talk.move(place="idle", pending=None)
    talk.decree(RoleRevoked(person=person.id, role=role.name, unit=role.unit, reason=reason))
    left = talk.campaign.people[person.id].roles
    heard = people.HEARD_REVOKED.format(role=named) if left else people.HEARD_REVOKED_LAST
    if person.id != talk.session.person:
        talk.say(Message(to=person.id, body=heard, menu=True))
    waiting = [
        each for each in personnel.waiting(talk) if (each.replaces, each.role) == (person.id, role.name)
    ]
    told = [people.REVOKED.format(name=person.name, role=named)]
    told += [people.REVOKED_HANDING.format(name=each.name) for each in waiting]
    personnel.card(talk, person.id, *told)
