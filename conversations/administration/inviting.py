"""Whom an administrator invites: role, unit and name, typed in one line or asked for one by one."""

from __future__ import annotations

from collections.abc import Iterable

from conversations import paging, roles, scopes
from conversations.administration import issuing, scoping
from conversations.messages import Button, Message
from conversations.phrases import administrator as words
from conversations.phrases import people
from conversations.phrases.common import cut
from conversations.review import finding
from conversations.session import Pending
from conversations.talk import Talk, button, number_in, primary
from criteria.vietnamese import fold
from scoring.facts import RoleName, Scope, Unit

PER_PAGE = 8
NAME = range(2, 81)  # characters
OFFERED: tuple[RoleName, ...] = ("officer", "leader", "reviewer", "administrator")
OF_UNIT: tuple[RoleName, ...] = ("officer", "leader")
_NO_UNIT = "-"  # no unit has this code

_CALLED: dict[RoleName, tuple[str, ...]] = {
    "officer": ("can bo dau moi", "can bo", "dau moi", "officer"),
    "leader": ("lanh dao don vi", "lanh dao", "leader"),
    "reviewer": ("nguoi tham dinh", "tham dinh", "reviewer"),
    "administrator": ("nguoi quan tri", "quan tri", "administrator", "admin"),
}
_WORDS = {word: role for role, called in _CALLED.items() for word in called}
"""Roles by the words that people type for them, without marks."""


def invite(talk: Talk, argument: str = "") -> None:
    """``/moi cán bộ lac-dao Nguyễn Văn An``; what is not said is asked for."""
    role, rest = _role(argument)
    if not argument:
        _ask_role(talk, words.INVITE_WHOM.format(code=_example(talk)))
    elif role is None:
        _ask_role(talk, words.INVITE_ROLE_UNKNOWN.format(typed=cut(argument, 30)))
    elif role in OF_UNIT:
        unit, name = finding.leading(talk.campaign, rest)
        unit, name = (unit, name) if unit and roles.administers(talk, unit.code) else (None, rest)
        _ask_unit_or_issue(talk, role, unit, name)
    elif rest:
        _named(talk, role, "", rest)
    else:
        ask_name(talk, role, "")


def _example(talk: Talk) -> str:
    return next((unit.code for unit in roles.units_below(talk)), "01")


def _ask_unit_or_issue(talk: Talk, role: RoleName, unit: Unit | None, rest: str) -> None:
    if unit is None and rest and roles.units_below(talk):
        _await_unit(talk, role)
        unit_said(talk, role, rest)
    elif unit is None:
        ask_unit(talk, role)
    elif rest:
        _named(talk, role, unit.code, rest)
    else:
        ask_name(talk, role, unit.code)


def _role(text: str) -> tuple[RoleName | None, str]:
    """The role that a text begins with, and the rest."""
    typed = text.split()
    for count in (4, 3, 2, 1):
        role = _WORDS.get(fold(" ".join(typed[:count])))
        if role is not None and len(typed) >= count:
            return role, " ".join(typed[count:])
    return None, text


# --- asking --------------------------------------------------------------------------------------------


def _ask_role(talk: Talk, body: str) -> None:
    talk.move(place="idle", pending=None)
    roles = [button(words.ROLES[role], "adwho", role) for role in OFFERED]
    rows = [tuple(roles[:2]), tuple(roles[2:])]
    fresh, absent = issuing.uninvited(talk), issuing.without_officer(talk)
    if fresh:
        rows.append((button(words.INVITE_ALL.format(count=len(fresh)), "adall"),))
    elif absent:
        rows.append((button(words.INVITE_AGAIN.format(count=len(absent)), "adall", "again"),))
    talk.show(Message(body=body, buttons=tuple(rows)))


def ask_unit(talk: Talk, role: RoleName, page: int = 0) -> None:
    """Units to choose from, a page at a time; a name may be typed as well."""
    units = roles.units_below(talk)
    if not units:
        talk.show(Message(body=words.INVITE_NO_UNITS, buttons=((primary(words.LOAD_UNITS, "adload"),),)))
        return
    _await_unit(talk, role)
    shown = paging.page(units, page, PER_PAGE)
    rows = [*_units(role, shown.rows), shown.around("adwho", role), (button(words.CANCEL, "adno"),)]
    body = words.INVITE_UNIT.format(role=words.CALLED[role])
    talk.show(Message(body=body, buttons=tuple(row for row in rows if row)))


def _await_unit(talk: Talk, role: RoleName) -> None:
    """The next text is the unit's code or name."""
    talk.move(place="inviting", pending=Pending(what="invitation", act=role))


def _units(role: RoleName, units: Iterable[Unit]) -> list[tuple[Button, ...]]:
    return [(button(cut(unit.name, 40), "adfor", unit.code, "", role),) for unit in units]


def ask_name(talk: Talk, role: RoleName, unit: str) -> None:
    """The next text is the name of the person."""
    _await_name(talk, role, unit)
    called = words.CALLED[role]
    known = talk.campaign.units.get(unit)
    body = words.INVITE_NAME_UNIT.format(role=called, unit=known.name) if known else ""
    talk.show(
        Message(
            body=body or words.INVITE_NAME.format(role=called), buttons=((button(words.CANCEL, "adno"),),)
        )
    )


def _await_name(talk: Talk, role: RoleName, unit: str) -> None:
    talk.move(place="inviting", pending=Pending(what="invitation", act=role, key=unit or _NO_UNIT))


# --- what is typed and pressed -------------------------------------------------------------------------


def said(talk: Talk, text: str) -> None:
    """A unit's name or a person's name, whichever was asked for."""
    pending = talk.session.pending
    role = as_role(pending.act) if pending else None
    if pending is None or role is None:
        invite(talk)
    elif not pending.key:
        unit_said(talk, role, text)
    else:
        _named(talk, role, "" if pending.key == _NO_UNIT else pending.key, text)


def unit_said(talk: Talk, role: RoleName, text: str) -> None:
    """The unit was typed; ask again where it is none or several."""
    found = [unit for unit in finding.units(talk.campaign, text) if roles.administers(talk, unit.code)]
    typed, back = cut(text, 40), (button(words.CANCEL, "adno"),)
    if len(found) == 1:
        ask_name(talk, role, found[0].code)
    elif found:
        body = words.INVITE_UNIT_SEVERAL.format(count=len(found), typed=typed)
        talk.show(Message(body=body, buttons=(*_units(role, found[:PER_PAGE]), back)))
    else:
        talk.show(Message(body=people.UNIT_UNKNOWN.format(typed=typed), buttons=(back,)))


def as_role(text: str) -> RoleName | None:
    """The role of that id, where it may be invited."""
    return next((role for role in OFFERED if role == text), None)


def role_pressed(talk: Talk, role: str, page: str, _argument: str) -> None:
    """A role was pressed, or another page of its units."""
    known = as_role(role)
    if known is None:
        invite(talk)
    elif known in OF_UNIT:
        ask_unit(talk, known, number_in(page))
    else:
        ask_name(talk, known, "")


def unit_pressed(talk: Talk, unit: str, _version: str, role: str) -> None:
    """A unit was pressed."""
    known = as_role(role)
    if known is None or unit not in talk.campaign.units:
        invite(talk)
    elif not roles.administers(talk, unit):
        roles.refuse(talk, "adfor")
    else:
        ask_name(talk, known, unit)


def is_name(name: str) -> bool:
    """Whether it can be somebody's name."""
    return len(name) in NAME and any(c.isalpha() for c in name)


def _named(talk: Talk, role: RoleName, unit: str, text: str) -> None:
    name = " ".join(text.split())
    if is_name(name):
        _issue_or_ask_scope(talk, role, unit, name)
        return
    _await_name(talk, role, unit)
    talk.show(Message(body=people.NAME_BAD, buttons=((button(words.CANCEL, "adno"),),)))


def _issue_or_ask_scope(talk: Talk, role: RoleName, unit: str, name: str) -> None:
    """Where there are several blocks or bodies nobody reviews everything unless that was said."""
    if scopes.needs_asking(talk.campaign, role):
        scoping.begin(talk, "invite", {"role": role, "name": name})
        return
    own = roles.own_scope(talk) or Scope()
    scope = Scope() if unit else roles.narrowed(own, Scope())
    issuing.invite_one(talk, issuing.Invitee(role, name, unit, scope))
