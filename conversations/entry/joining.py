"""Invitations: who comes in by a code, and the one sentence that a stranger hears."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from conversations import commands, helping, roles, scopes
from conversations.entry import newcomers, welcoming
from conversations.events import Said
from conversations.messages import Message
from conversations.phrases import officer as words
from conversations.phrases import people
from conversations.talk import Talk
from criteria.vietnamese import clean
from scoring.facts import ActRefused, InvitationAccepted
from scoring.people import Invitation, Role

CODE_LENGTH = 10
TRIES = 5
WAIT = timedelta(minutes=15)
"""So long no typed code is looked at after so many wrong ones; a link still is. A code has 50 bits."""
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
_READ_AS = str.maketrans("OIL", "011", " -–_.\u00a0")


# --- codes ---------------------------------------------------------------------------------------------


def invitation_code(seed: str) -> str:
    """A code of 10 characters (50 bits) from a fresh id; links carry it, people can type it."""
    bits = int.from_bytes(hashlib.sha256(f"invitation/{seed}".encode()).digest()[:8], "big")
    return "".join(_ALPHABET[bits >> 5 * n & 31] for n in range(CODE_LENGTH))


def spell_code(code: str) -> str:
    """``7K3QF-9XW2M``."""
    return f"{code[:5]}-{code[5:]}"


def normal_code(typed: str) -> str:
    """What was typed, without spaces and dashes, in capitals, with O read as 0 and I and L as 1."""
    return clean(typed).upper().translate(_READ_AS)


def code_hash(code: str) -> str:
    """What is kept of a code."""
    return hashlib.sha256(normal_code(code).encode()).hexdigest()


# --- coming in -----------------------------------------------------------------------------------------


def started(talk: Talk, invitation: str) -> None:
    """The chat was opened, perhaps by an invitation link."""
    if invitation.strip():
        _look_up(talk, invitation)
    elif _has_no_role(talk):
        _refuse(talk, _outside(talk))
    else:
        welcome(talk)


def stranger(talk: Talk) -> None:
    """Anything from somebody without a role: perhaps a typed code, else the neutral sentence."""
    typed = _typed(talk)
    if _blocked(talk):
        _refuse(talk, _wait(talk))
    elif looks_like_code(typed):
        _look_up(talk, typed)
    else:
        _refuse(talk, _outside(talk))


def welcome(talk: Talk, argument: str = "") -> None:
    """``/batdau``: where one is; with a code, a further invitation."""
    if looks_like_code(argument):
        _look_up(talk, argument)
    else:
        if talk.session.place in ("importing", "inviting", "extending"):
            talk.move(place="idle", pending=None)
        welcoming.welcome(talk)


def _has_no_role(talk: Talk) -> bool:
    return talk.person is None or not talk.person.roles


def _outside(talk: Talk) -> str:
    return words.STRANGER if talk.person is None else people.NO_ROLE


def _typed(talk: Talk) -> str:
    if not isinstance(talk.event, Said):
        return ""
    text = clean(talk.event.text)
    command = commands.parse(text)
    if command is None:
        return text
    return command[1] if command[0] in ("start", "batdau") else ""


def looks_like_code(text: str) -> bool:
    code = normal_code(text)
    return len(code) == CODE_LENGTH and all(c in _ALPHABET for c in code)


# --- a code --------------------------------------------------------------------------------------------


def _look_up(talk: Talk, code: str) -> None:
    key = code_hash(code[:64])
    invitation = talk.campaign.invitations.get(key)
    if invitation is not None:
        _join(talk, invitation)
    elif key in talk.campaign.withdrawn:
        _refuse(talk, people.WITHDRAWN)
    else:
        _wrong(talk)


def _blocked(talk: Talk) -> bool:
    until = talk.session.blocked_until
    return bool(until) and talk.desk.now < datetime.fromisoformat(until)


def _wait(talk: Talk) -> str:
    return people.WAIT_CODES.format(time=people.clock(datetime.fromisoformat(talk.session.blocked_until)))


def _wrong(talk: Talk) -> None:
    """Count wrong codes of somebody without a role; after the last one the chat waits."""
    if not _has_no_role(talk) or _blocked(talk):
        _refuse(talk, _wait(talk) if _blocked(talk) else words.WRONG_CODE)
        return
    tries = (0 if talk.session.blocked_until else talk.session.tries) + 1
    talk.move(tries=tries, blocked_until="")
    if tries < TRIES:
        _refuse(talk, words.WRONG_CODE)
        return
    talk.move(tries=0, blocked_until=(talk.desk.now + WAIT).isoformat())
    talk.decree(ActRefused(act="join", why="codes"))
    _refuse(talk, _wait(talk))


def _join(talk: Talk, invitation: Invitation) -> None:
    if invitation.used_by and invitation.used_by == talk.session.person and not _has_no_role(talk):
        welcome(talk)
    elif invitation.used_by:
        _refuse(talk, words.USED)
    elif is_expired(invitation, talk.desk.now):
        _refuse(talk, people.BIND_EXPIRED if invitation.binds else words.EXPIRED)
    elif obstacle := (_cannot_bind if invitation.binds else _cannot_join)(talk, invitation):
        _refuse(talk, obstacle)
    elif invitation.binds:
        _bind(talk, invitation)
    else:
        _accept(talk, invitation)


def is_expired(invitation: Invitation, now: datetime) -> bool:
    """Whether the invitation's time is over; one without a time never expires."""
    if not invitation.expires:
        return False
    until = datetime.fromisoformat(invitation.expires)
    return (until if until.tzinfo else until.replace(tzinfo=UTC)) <= now


def _cannot_join(talk: Talk, invitation: Invitation) -> str:
    """Why this person can't take the invitation; empty where nothing is in the way."""
    person = talk.person
    if person is None:
        return ""
    if invitation.replaces == person.id:
        return people.HAND_TO_ONESELF
    if invitation.unit and person.unit() not in ("", invitation.unit):
        return words.OTHER_UNIT
    same = [role for role in person.held(invitation.role) if role.unit == invitation.unit]
    if any(roles.within(talk.campaign, role.scope, invitation.scope) for role in same):
        return people.INVITED_TWICE.format(role=scopes.role(talk, same[0]))
    return ""


def _accept(talk: Talk, invitation: Invitation) -> None:
    person = talk.session.person if talk.person else talk.fresh_id("person")
    giver = talk.campaign.people.get(invitation.replaces)
    given_up = giver is not None and any(_same(role, invitation) for role in giver.roles)
    _decree(talk, invitation, (person, invitation.name), Role(name=invitation.role, unit=invitation.unit,
                                                              scope=invitation.scope))  # fmt: skip
    lead = people.HANDED_WELCOME.format(giver=giver.name) if giver else ""
    welcoming.welcome(talk, lead, menu=True)
    if giver is not None:
        newcomers.tell_of_successor(talk, invitation, giver, given_up=given_up)
    elif invitation.role == "leader":
        newcomers.tell_of_leader(talk, invitation)
    elif invitation.unit and invitation.scope.criteria:
        newcomers.tell_of_colleague(talk, invitation)


def _same(role: Role, invitation: Invitation) -> bool:
    return (role.name, role.unit) == (invitation.role, invitation.unit)


def _decree(talk: Talk, invitation: Invitation, who: tuple[str, str], role: Role) -> None:
    channel, _, address = talk.session.chat.partition(":")
    talk.decree(
        InvitationAccepted(
            code_hash=invitation.code_hash, person=who[0], name=who[1], role=role.name, unit=role.unit,
            channel=channel, address=address, at=talk.event.at.isoformat(), scope=role.scope,
            replaces=invitation.replaces,
        )
    )  # fmt: skip
    talk.move(person=who[0], place="idle", item="", tries=0, blocked_until="")


# --- a further chat of somebody known ------------------------------------------------------------------


def _cannot_bind(talk: Talk, invitation: Invitation) -> str:
    holder = talk.campaign.people.get(invitation.binds)
    if talk.person is not None:
        return people.BIND_SAME if talk.person.id == invitation.binds else people.BIND_TAKEN
    return "" if holder is not None and holder.roles else people.BIND_GONE


def _bind(talk: Talk, invitation: Invitation) -> None:
    """The role is one that the person has now: a code never brings a revoked role back."""
    holder = talk.campaign.people[invitation.binds]
    role = next((role for role in holder.roles if _same(role, invitation)), holder.roles[0])
    _decree(talk, invitation, (holder.id, holder.name), role)
    welcoming.welcome(talk, people.BOUND, menu=True)


def _refuse(talk: Talk, sentence: str) -> None:
    if talk.person is None:
        talk.move(place="joining")
        talk.show(Message(body=sentence))
    else:
        talk.show(Message(body=sentence, buttons=helping.way_on(talk)))
