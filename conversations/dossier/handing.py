"""``/bangiao``: a role goes to a successor. Until the invitation is taken the giver keeps it."""

from __future__ import annotations

from datetime import datetime

from conversations import helping, scopes
from conversations.administration import inviting, issuing
from conversations.administration.scoping import role_mark
from conversations.entry import joining
from conversations.messages import Message
from conversations.phrases import administrator, people
from conversations.phrases.common import today
from conversations.session import Pending
from conversations.talk import Talk, button, primary
from conversations.typed_words import leaves_off
from criteria.vietnamese import date
from scoring.facts import InvitationWithdrawn, RoleName
from scoring.people import Invitation, Role

HANDED: tuple[RoleName, ...] = ("officer", "leader", "administrator")
_CANCEL = ((button(people.CANCEL, "hano"),),)


def offer(talk: Talk, argument: str = "") -> None:
    """Which role (where there are several), then to whom; or the handing over that already waits."""
    held = _own(talk)
    if not held:
        talk.show(Message(body=people.HAND_NONE, buttons=helping.way_on(talk)))
    elif len(held) > 1:
        rows = tuple((button(administrator.ROLES[role.name], "ha", role_mark(role)),) for role in held)
        talk.show(Message(body=people.HAND_WHICH, buttons=(*rows, *_CANCEL)))
    elif argument and not _waiting(talk, held[0]):
        _named(talk, held[0], argument)
    else:
        _begin(talk, held[0])


def _own(talk: Talk) -> list[Role]:
    return list(talk.person.held(*HANDED)) if talk.person else []


def _marked(talk: Talk, mark: str) -> Role | None:
    return next((role for role in _own(talk) if role_mark(role) == mark), None)


def _waiting(talk: Talk, role: Role) -> Invitation | None:
    """The person's own invitation to a successor that can still be taken."""
    for each in talk.campaign.invitations.values():
        mine = each.replaces == talk.session.person and (each.role, each.unit) == (role.name, role.unit)
        if mine and not each.used_by and not joining.is_expired(each, talk.desk.now):
            return each
    return None


def _begin(talk: Talk, role: Role, *, anew: bool = False) -> None:
    known = None if anew else _waiting(talk, role)
    if known is not None:
        _show_waiting(talk, role, known)
        return
    talk.move(place="handing", pending=Pending(what="role", act="hand", key=role_mark(role)))
    body = people.HAND_NAME.format(role=scopes.role(talk, role))
    talk.show(Message(body=body, buttons=_CANCEL))


def _show_waiting(talk: Talk, role: Role, known: Invitation) -> None:
    body = people.HAND_WAITING.format(
        name=known.name, role=scopes.role(talk, role), day=date(today(datetime.fromisoformat(known.expires)))
    )
    mark = role_mark(role)
    rows = ((button(people.HAND_CANCEL, "hacut", mark), button(people.HAND_ANEW, "ha", mark, "", "anew")),)
    talk.show(Message(body=body, buttons=rows))


def said(talk: Talk, text: str) -> None:
    """The successor's name."""
    pending = talk.session.pending
    role = _marked(talk, pending.key) if pending else None
    if role is None:
        talk.move(place="idle", pending=None)
        offer(talk)
    elif leaves_off(text):
        _cancelled(talk, "", "", "")
    else:
        _named(talk, role, text)


def _named(talk: Talk, role: Role, text: str) -> None:
    name = " ".join(text.split())
    if not inviting.is_name(name):
        talk.move(place="handing", pending=Pending(what="role", act="hand", key=role_mark(role)))
        talk.show(Message(body=people.NAME_BAD, buttons=_CANCEL))
        return
    if (known := _waiting(talk, role)) is not None:
        talk.decree(InvitationWithdrawn(code_hash=known.code_hash))
    talk.move(place="idle", pending=None)
    invitee = issuing.Invitee(role.name, name, role.unit, role.scope, replaces=talk.session.person)
    talk.say(issuing.ticket(talk, invitee, issuing.issue(talk, invitee)))
    cancel = ((button(people.HAND_CANCEL, "hacut", role_mark(role)),),)
    talk.say(Message(body=people.HAND_ISSUED.format(name=name), buttons=cancel))


def chosen(talk: Talk, mark: str, _version: str, argument: str) -> None:
    """One of several roles was pressed, or another successor is wanted."""
    role = _marked(talk, mark)
    if role is None:
        offer(talk)
    else:
        _begin(talk, role, anew=argument == "anew")


def withdrawn(talk: Talk, mark: str, _version: str, _argument: str) -> None:
    """The giver keeps the role after all."""
    role = _marked(talk, mark)
    known = _waiting(talk, role) if role else None
    if known is None:
        talk.show(Message(body=people.HAND_NOTHING, buttons=helping.way_on(talk)))
        return
    talk.decree(InvitationWithdrawn(code_hash=known.code_hash))
    body = people.HAND_CANCELLED.format(name=known.name)
    talk.show(
        Message(body=body, buttons=((primary(people.HAND_ANEW, "cmd", "bangiao"),), *helping.way_on(talk)))
    )


def _cancelled(talk: Talk, _item: str, _version: str, _argument: str) -> None:
    talk.move(place="idle", pending=None)
    talk.show(Message(body=people.CANCELLED, buttons=helping.way_on(talk)))


PRESSES = {"ha": chosen, "hacut": withdrawn, "hano": _cancelled}
