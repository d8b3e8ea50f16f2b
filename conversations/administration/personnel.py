"""``/phanquyen``: the people of the campaign with their roles, and the invitations that still wait."""

from __future__ import annotations

from datetime import datetime

from conversations import paging, roles, scopes
from conversations.administration import scoping
from conversations.entry import joining
from conversations.messages import Button, Message
from conversations.phrases import administrator, people
from conversations.phrases.common import cut, today
from conversations.talk import Talk, button, number_in
from criteria.vietnamese import date, fold, moment
from scoring.facts import InvitationWithdrawn
from scoring.people import Invitation, Person, Role

PER_PAGE = 8
Row = tuple[Button, ...]


# --- the list ------------------------------------------------------------------------------------------


def listed(talk: Talk, *leads: str, page: int = 0) -> None:
    """Everybody whom the person manages, a page at a time."""
    _list(talk, visible(talk), leads, page)


def sought(talk: Talk, argument: str = "") -> None:
    """``/phanquyen``, or ``/phanquyen Hoa`` for those of that name or unit."""
    talk.move(place="idle", pending=None)
    every, wanted = visible(talk), fold(argument).strip()
    found = [person for person in every if wanted and _is_meant(talk, person, wanted)]
    if len(found) == 1:
        card(talk, found[0].id)
    elif wanted and not found:
        _list(talk, every, (people.PEOPLE_NOT_FOUND.format(typed=cut(argument, 30)),), 0)
    else:
        _list(talk, found or every, (), 0)


def _is_meant(talk: Talk, person: Person, wanted: str) -> bool:
    unit = person.unit()
    names = (person.name, unit, scopes.name(talk.campaign, unit))
    return any(wanted in fold(name) for name in names)


def visible(talk: Talk) -> list[Person]:
    """People with a role that the person manages; for one who manages all, former people as well."""
    every = talk.campaign.people.values()
    whole = roles.whole(talk)
    return [person for person in every if roles.managed(talk, person) or (whole and not person.roles)]


def _list(talk: Talk, found: list[Person], leads: tuple[str, ...], page: int) -> None:
    shown = paging.page(found, page, PER_PAGE)
    lines = [_line(talk, person) for person in shown.rows] or [people.PEOPLE_NONE]
    if len(found) > PER_PAGE:
        spot = {"first": shown.first + 1, "last": shown.first + len(shown.rows), "count": len(found)}
        lines.append(people.PEOPLE_PAGE.format(**spot))
    rows: list[Row] = [(button(cut(person.name, 40), "pp", person.id),) for person in shown.rows]
    invitations = len(waiting(talk))
    rows += [row for row in (shown.around("pplist", ""),) if row]
    wait = (button(people.WAITING.format(count=invitations), "ppwait"),) if invitations else ()
    rows.append((*wait, button(people.INVITE, "cmd", "moi")))
    title = people.PEOPLE_TITLE.format(count=len(found))
    talk.show(Message(title=title, body="\n".join((*leads, *lines)), buttons=tuple(rows)))


def _line(talk: Talk, person: Person) -> str:
    held = "; ".join(scopes.role(talk, role) for role in person.roles) or people.PEOPLE_FORMER
    at = joined_at(talk, person)
    since = people.PEOPLE_SINCE.format(day=date(today(datetime.fromisoformat(at)))) if at else ""
    return people.PEOPLE_LINE.format(name=person.name, roles=held, since=since)


def joined_at(talk: Talk, person: Person) -> str:
    """ISO time of the first invitation that the person took; empty where it is not known."""
    taken = (each.used_at for each in talk.campaign.invitations.values() if each.used_by == person.id)
    return min((at for at in taken if at), default="")


# --- one person ----------------------------------------------------------------------------------------


def found(talk: Talk, key: str, mark: str) -> tuple[Person | None, Role | None]:
    """The person, and their role with that mark, as they stand now."""
    person = talk.campaign.people.get(key)
    return person, next((r for r in person.roles if scoping.role_mark(r) == mark), None) if person else None


def card(talk: Talk, key: str, *leads: str) -> None:
    """Roles, scopes, unit, when joined; and what can be done."""
    person = talk.campaign.people.get(key)
    if person is None or person not in visible(talk):
        listed(talk, *leads)
        return
    at = joined_at(talk, person)
    told = [
        *leads,
        *([_role_line(talk, role) for role in person.roles] or [people.PERSON_NONE]),
        people.PERSON_JOINED.format(moment=moment(datetime.fromisoformat(at))) if at else "",
        people.PERSON_CHATS.format(count=len(person.chats)) if len(person.chats) > 1 else "",
    ]
    rows: list[Row] = []
    for role in roles.managed(talk, person):
        called, mark = administrator.ROLES[role.name], scoping.role_mark(role)
        scoped = role.name in ("reviewer", "administrator") and person.id != talk.session.person
        change = (
            (button(people.CHANGE_SCOPE.format(role=called), "ppscope", key, "", mark),) if scoped else ()
        )
        rows.append((*change, button(people.REVOKE.format(role=called), "ppdrop", key, "", mark)))
    rows.append((button(people.GIVE, "ppgive", key), button(people.BACK_TO_PEOPLE, "pplist")))
    body = "\n".join(line for line in told if line)
    talk.show(Message(title=person.name, body=body, buttons=tuple(rows)))


def _role_line(talk: Talk, role: Role) -> str:
    if role.unit:
        return people.PERSON_UNIT.format(role=scopes.role(talk, role))
    return people.PERSON_ROLE.format(role=administrator.ROLES[role.name], scope=scopes.said(talk, role.scope))


# --- invitations that wait -----------------------------------------------------------------------------


def waiting(talk: Talk) -> list[Invitation]:
    """Invitations nobody has used, of roles that the person manages; codes for further chats left out."""
    return [
        each for each in talk.campaign.invitations.values()
        if not each.used_by and not each.binds and roles.manages(talk, each.unit, each.scope)
    ]  # fmt: skip


def waiting_listed(talk: Talk, *leads: str, page: int = 0) -> None:
    """The waiting invitations, each with a button that withdraws it."""
    every = waiting(talk)
    shown = paging.page(every, page, PER_PAGE)
    rows: list[Row] = [
        (button(people.WITHDRAW.format(name=cut(each.name, 30)), "ppcut", each.code_hash[:20]),)
        for each in shown.rows
    ]
    rows.append((*shown.around("ppwait", ""), button(people.BACK_TO_PEOPLE, "pplist")))
    lines = [_waiting_line(talk, each) for each in shown.rows] or [people.WAITING_NONE]
    title = people.WAITING_TITLE.format(count=len(every))
    talk.show(Message(title=title, body="\n".join((*leads, *lines)), buttons=tuple(rows)))


def _waiting_line(talk: Talk, each: Invitation) -> str:
    until = people.WAITING_OVER
    if not joining.is_expired(each, talk.desk.now):
        day = date(today(datetime.fromisoformat(each.expires))) if each.expires else "…"
        until = people.WAITING_UNTIL.format(day=day)
    giver = talk.campaign.people.get(each.replaces)
    handing = people.WAITING_HANDING.format(name=giver.name) if giver else ""
    role = scopes.role(talk, Role(name=each.role, unit=each.unit, scope=each.scope))
    return people.WAITING_LINE.format(name=each.name, role=role, until=until, handing=handing)


# --- buttons -------------------------------------------------------------------------------------------


def list_pressed(talk: Talk, _item: str, page: str, _argument: str) -> None:
    talk.move(place="idle", pending=None)
    listed(talk, page=number_in(page))


def card_pressed(talk: Talk, key: str, _version: str, _argument: str) -> None:
    talk.move(place="idle", pending=None)
    card(talk, key)


def waiting_pressed(talk: Talk, _item: str, page: str, _argument: str) -> None:
    waiting_listed(talk, page=number_in(page))


def withdraw_pressed(talk: Talk, mark: str, _version: str, _argument: str) -> None:
    """Withdraw one waiting invitation."""
    meant = next((each for each in waiting(talk) if mark and each.code_hash[:20] == mark), None)
    if meant is None:
        waiting_listed(talk, people.WITHDRAWN_ALREADY)
        return
    talk.decree(InvitationWithdrawn(code_hash=meant.code_hash))
    waiting_listed(talk, people.WITHDRAWN_NOW.format(name=meant.name))
