"""``/lienket``: another chat (another device or channel) of the same person, by a short-lived code."""

from __future__ import annotations

from datetime import timedelta

from conversations import helping
from conversations.administration import issuing
from conversations.messages import Message
from conversations.phrases import people
from conversations.talk import Talk
from scoring.facts import InvitationWithdrawn

LASTING = timedelta(minutes=15)


def offer(talk: Talk, _argument: str = "") -> None:
    """A new code; one that still waits is withdrawn."""
    person = talk.person
    if person is None:
        return
    role = person.roles[0]
    for each in tuple(talk.campaign.invitations.values()):
        if each.binds == person.id and not each.used_by:
            talk.decree(InvitationWithdrawn(code_hash=each.code_hash))
    code = issuing.issue(
        talk, issuing.Invitee(role.name, person.name, role.unit, role.scope, binds=person.id, lasting=LASTING)
    )
    how = people.BIND_HOW.format(time=people.clock(talk.desk.now + LASTING))
    body = "\n".join(line for line in (*issuing.access(talk, code), how, people.BIND_LATEST) if line)
    picture, on = issuing.picture(talk, code), helping.way_on(talk)
    talk.say(Message(title=people.BIND_TITLE, body=body, attachment=picture, buttons=on))
