"""Invitations, welcomes, and the one sentence that a stranger hears."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from conversations import cards, commands, helping, items, wayfinding
from conversations.events import Said
from conversations.messages import Message
from conversations.phrases import common
from conversations.phrases import officer as words
from conversations.talk import Talk, primary
from criteria.vietnamese import clean
from scoring.campaigns import Invitation
from scoring.facts import InvitationAccepted

CODE_LENGTH = 10
TRIES = 5
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
        _join(talk, invitation)
    elif talk.person is None:
        _refuse(talk, words.STRANGER)
    else:
        welcome(talk)


def stranger(talk: Talk) -> None:
    """Anything from somebody who has not joined: perhaps a typed code, else the neutral sentence."""
    typed = _typed(talk)
    if talk.session.tries >= TRIES:
        _refuse(talk, words.TOO_MANY_CODES)
    elif looks_like_code(typed):
        _join(talk, typed)
    else:
        _refuse(talk, words.STRANGER)


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


def _join(talk: Talk, code: str) -> None:
    invitation = talk.campaign.invitations.get(code_hash(code[:64]))
    if invitation is None:
        _wrong(talk)
    elif invitation.used_by and invitation.used_by == talk.session.person:
        welcome(talk)
    elif invitation.used_by:
        _refuse(talk, words.USED)
    elif is_expired(invitation, talk.desk.now):
        _refuse(talk, words.EXPIRED)
    elif _of_another_unit(talk, invitation):
        _refuse(talk, words.OTHER_UNIT)
    else:
        _accept(talk, invitation)


def _wrong(talk: Talk) -> None:
    tries = talk.session.tries + 1
    if talk.person is None:
        talk.move(tries=tries)
        _refuse(talk, words.WRONG_CODE if tries < TRIES else words.TOO_MANY_CODES)
    else:
        _refuse(talk, words.WRONG_CODE)


def is_expired(invitation: Invitation, now: datetime) -> bool:
    """Whether the invitation's time is over; one without a time never expires."""
    if not invitation.expires:
        return False
    until = datetime.fromisoformat(invitation.expires)
    return (until if until.tzinfo else until.replace(tzinfo=UTC)) <= now


def _of_another_unit(talk: Talk, invitation: Invitation) -> bool:
    own = talk.person.unit() if talk.person else ""
    return bool(own and invitation.unit and invitation.unit != own)


def _accept(talk: Talk, invitation: Invitation) -> None:
    person = talk.session.person if talk.person else talk.fresh_id("person")
    channel, _, address = talk.session.chat.partition(":")
    talk.decree(
        InvitationAccepted(
            code_hash=invitation.code_hash, person=person, name=invitation.name, role=invitation.role,
            unit=invitation.unit, channel=channel, address=address,
        )
    )  # fmt: skip
    talk.move(person=person, place="idle", item="", tries=0, role=invitation.role)
    _welcome(talk, menu=True)


def _refuse(talk: Talk, sentence: str) -> None:
    if talk.person is None:
        talk.move(place="joining")
        talk.show(Message(body=sentence))
    else:
        talk.show(Message(body=sentence, buttons=helping.way_on(talk)))


# --- welcome -------------------------------------------------------------------------------------------


def welcome(talk: Talk, argument: str = "") -> None:
    """What this is, how much, until when, and one button; with a code, a further invitation."""
    if looks_like_code(argument):
        _join(talk, argument)
    else:
        if talk.session.place in ("importing", "inviting"):
            talk.move(place="idle", pending=None)
        _welcome(talk, menu=False)


def _welcome(talk: Talk, *, menu: bool) -> None:
    person = talk.person
    if person is None:
        return
    hello = words.HELLO.format(name=person.name)
    if not talk.campaign.set_id:
        talk.show(Message(title=hello, body=common.NO_CAMPAIGN, menu=menu))
    elif person.unit() in talk.campaign.units:
        talk.show(_officers(talk, hello).model_copy(update={"menu": menu}))
    else:
        told = [words.WELCOME_OTHER[role.name] for role in person.roles if role.name in words.WELCOME_OTHER]
        parts = [talk.campaign.name, *dict.fromkeys(told), _until(talk), words.HOW_HELP]
        body = "\n".join(part for part in parts if part)
        talk.show(Message(title=hello, body=body, buttons=helping.main_commands(talk), menu=menu))


def _officers(talk: Talk, hello: str) -> Message:
    criteria, record = talk.criteria, talk.submission()
    questions = len(criteria.criteria)
    unit = talk.campaign.units[talk.unit].name
    done = talk.sheet().answered
    parts = [words.WHAT_THIS_IS.format(unit=unit, title=criteria.title), _stage(talk)]
    if record.state == "drafting":
        parts.append(words.HOW_MUCH.format(questions=questions, fields=len(criteria.general_info)))
    parts.append(_until(talk))
    if record.state == "returned":
        count = len(items.todo(criteria, record))
        parts.append(words.RETURNED_SO_FAR.format(count=count) if count else words.ALL_CORRECTED)
    elif record.answers:
        parts.append(words.DONE_SO_FAR.format(done=done, questions=questions))
    else:
        parts.append(words.HOW_SAVED)
    begin = words.GO_ON if record.answers else words.START
    rows = (
        ((primary(begin, "cmd", "tieptuc"),),)
        if record.state in ("drafting", "returned")
        else wayfinding.ways(talk)
    )
    return Message(
        title=hello,
        body="\n".join(part for part in (*parts, words.HOW_HELP) if part),
        footer=cards.footer(talk) if record.answers else "",
        buttons=rows,
    )


def _stage(talk: Talk) -> str:
    record = talk.submission()
    if record.state in words.STATES:
        return words.STATES[record.state]
    if talk.campaign.stage == "preparing":
        return words.NOT_OPEN
    return words.CLOSED if talk.campaign.stage != "open" and record.state == "drafting" else ""


def _until(talk: Talk) -> str:
    return common.deadline(talk.campaign.deadline, talk.desk.now)
