"""``/giao``: single criteria go to a colleague of the unit, who answers only these and cannot hand in."""

from __future__ import annotations

import re

from conversations import helping, roles, scopes
from conversations.administration import inviting, issuing
from conversations.messages import Button, Message, grid
from conversations.phrases import people
from conversations.phrases.common import cut
from conversations.session import Pending
from conversations.showing import items
from conversations.talk import Talk, button
from conversations.typed_words import leaves_off
from criteria.vietnamese import fold
from scoring.facts import InvitationWithdrawn, RoleRevoked, Scope
from scoring.people import Invitation, Person
from scoring.records import Submission

MOST_BUTTONS = 8
_CANCEL = ((button(people.CANCEL, "asno"),),)


def offer(talk: Talk, argument: str = "") -> None:
    """``/giao 3.2, 3.3 Nguyễn Văn An``; what is not said is asked for."""
    if roles.assigned(talk):
        talk.show(Message(body=people.ASSIGN_NOT_MAIN, buttons=helping.way_on(talk)))
    elif argument:
        _read(talk, argument)
    else:
        talk.move(place="assigning", pending=Pending(what="role", act="assign"))
        told, rows = _handed(talk)
        body = "\n".join([*told, people.ASSIGN_WHICH.format(example=_example(talk))])
        talk.show(Message(body=body, buttons=(*rows, *_CANCEL)))


def pressed(talk: Talk, item: str, _version: str, _argument: str) -> None:
    """The button on a question card."""
    offer(talk, items.code(talk.criteria, item) if item in talk.criteria.by_id else "")


def _handed(talk: Talk) -> tuple[list[str], list[tuple[Button, ...]]]:
    """Who has single criteria now, or was invited to, each with a button that takes them back."""
    told: list[str] = []
    rows: list[tuple[Button, ...]] = []
    for person in _colleagues(talk):
        codes = scopes.codes(talk, roles.assigned_to(person))
        told.append(people.ASSIGN_NOW.format(name=person.name, codes=codes))
        rows.append((button(people.ASSIGN_TAKE.format(name=cut(person.name, 30)), "asback", person.id),))
    for each in _invited(talk):
        codes = scopes.codes(talk, each.scope.criteria)
        told.append(people.ASSIGN_NOW_WAITING.format(name=each.name, codes=codes))
        take = people.ASSIGN_TAKE.format(name=cut(each.name, 30))
        rows.append((button(take, "asback", "", "", each.code_hash[:20]),))
    return told, rows[:MOST_BUTTONS]


def _colleagues(talk: Talk) -> list[Person]:
    every = talk.campaign.of_unit(talk.unit)
    return [person for person in every if person.unit() == talk.unit and roles.assigned_to(person)]


def _invited(talk: Talk) -> list[Invitation]:
    return [
        each for each in talk.campaign.invitations.values()
        if each.unit == talk.unit and each.scope.criteria and not each.used_by and not each.binds
    ]  # fmt: skip


def taken_back(talk: Talk, key: str, _version: str, mark: str) -> None:
    """The main officer takes criteria back from a colleague; what was answered stays."""
    person = next((each for each in _colleagues(talk) if each.id == key), None)
    waiting = next((each for each in _invited(talk) if mark and each.code_hash[:20] == mark), None)
    if roles.assigned(talk) or (person is None and waiting is None):
        talk.show(Message(body=people.ASSIGN_GONE, buttons=helping.way_on(talk)))
        return
    if person is not None:
        talk.decree(
            RoleRevoked(person=key, role="officer", unit=talk.unit, reason=people.ASSIGN_TAKEN_REASON)
        )
        heard = people.HEARD_REVOKED if talk.campaign.people[key].roles else people.HEARD_REVOKED_LAST
        named = scopes.role(talk, next(person.held("officer")))
        talk.say(Message(to=key, body=heard.format(role=named), menu=True))
    elif waiting is not None:
        talk.decree(InvitationWithdrawn(code_hash=waiting.code_hash))
    talk.move(place="idle", pending=None)
    name = person.name if person else waiting.name if waiting else ""
    talk.show(Message(body=people.ASSIGN_TAKEN.format(name=name), buttons=helping.way_on(talk)))


def _example(talk: Talk) -> str:
    every = talk.criteria.criteria
    return ", ".join(items.code(talk.criteria, c.id) for c in every[len(every) // 2 :][:2])


def _read(talk: Talk, text: str) -> None:
    """Codes from the beginning of the text on, then a name."""
    found, unknown, rest = _codes(talk, text)
    if unknown or not found:
        talk.move(place="assigning", pending=Pending(what="role", act="assign"))
        codes = ", ".join(unknown) or f"“{text[:30]}”"
        body = people.ASSIGN_UNKNOWN.format(codes=codes, example=_example(talk))
        talk.show(Message(body=body, buttons=_CANCEL))
    elif rest:
        _named(talk, found, rest)
    else:
        _ask_name(talk, found, people.ASSIGN_NAME.format(codes=scopes.codes(talk, found)))


def _codes(talk: Talk, text: str) -> tuple[tuple[str, ...], list[str], str]:
    """Criteria meant, what looks like a code and is none, and the rest of the text."""
    found: list[str] = []
    unknown: list[str] = []
    pieces = re.split(r"[\s,;]+", text.strip())
    while pieces:
        item = items.find(talk.criteria, pieces[0])
        if not item and not any(c.isdigit() for c in pieces[0]) and fold(pieces[0]) not in _BETWEEN:
            break
        piece = pieces.pop(0)
        if item:
            found.append(item)
        elif any(c.isdigit() for c in piece):
            unknown.append(piece[:20])
    return tuple(dict.fromkeys(found)), unknown, " ".join(pieces)


_BETWEEN = ("cau", "muc", "va", "cho", "tieu", "chi", "")


def _ask_name(talk: Talk, found: tuple[str, ...], body: str) -> None:
    talk.move(place="assigning", pending=Pending(what="role", act="assign", key="\n".join(found)))
    talk.show(Message(body=body, buttons=_CANCEL))


def said(talk: Talk, text: str) -> None:
    """The codes, or the colleague's name, whichever was asked for."""
    pending = talk.session.pending
    found = tuple(
        item for item in (pending.key if pending else "").split("\n") if item in talk.criteria.by_id
    )
    if leaves_off(text):
        cancelled(talk, "", "", "")
    elif roles.assigned(talk) or not found:
        offer(talk, text)
    else:
        _named(talk, found, text)


def _named(talk: Talk, found: tuple[str, ...], text: str) -> None:
    name = " ".join(text.split())
    if not inviting.is_name(name):
        _ask_name(talk, found, people.NAME_BAD)
        return
    talk.move(place="idle", pending=None)
    invitee = issuing.Invitee("officer", name, talk.unit, Scope(criteria=found))
    talk.say(issuing.ticket(talk, invitee, issuing.issue(talk, invitee)))
    body = people.ASSIGN_ISSUED.format(name=name, codes=scopes.codes(talk, found))
    talk.say(Message(body=body, buttons=helping.way_on(talk)))


def cancelled(talk: Talk, _item: str, _version: str, _argument: str) -> None:
    """Nothing is handed to anybody."""
    talk.move(place="idle", pending=None)
    talk.show(Message(body=people.CANCELLED, buttons=helping.way_on(talk)))


def tell_when_done(talk: Talk) -> None:
    """Where the step answered the last of what was handed to the person, the main officers hear it."""
    mine = roles.assigned(talk)
    if not mine or not any(act.subject == talk.unit for act in talk.acts):
        return
    before, after = talk.desk.submission(talk.unit), talk.submission()
    if _left(talk, before, mine) and not _left(talk, after, mine) and talk.person is not None:
        codes = scopes.codes(talk, mine)
        look = tuple(
            button(people.ASSIGN_LOOK.format(code=items.code(talk.criteria, item)), "go", item)
            for item in mine[:MOST_BUTTONS]
        )
        body = people.ASSIGN_TOLD.format(name=talk.person.name, codes=codes)
        for person in roles.main_officers(talk.campaign, talk.unit):
            talk.say(Message(to=person.id, body=body, buttons=grid(look, 2)))


def _left(talk: Talk, record: Submission, mine: tuple[str, ...]) -> tuple[str, ...]:
    return items.todo(talk.criteria, record, mine)


PRESSES = {"as": pressed, "asback": taken_back, "asno": cancelled}
