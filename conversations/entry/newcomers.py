"""Who hears of somebody who has just joined: whoever handed over, administrators, main officers."""

from __future__ import annotations

from conversations import roles, scopes
from conversations.messages import Message
from conversations.phrases import people
from conversations.phrases.officer import SUBMIT
from conversations.talk import Talk, button
from scoring.people import Invitation, Person, Role


def tell_of_successor(talk: Talk, invitation: Invitation, giver: Person, *, given_up: bool) -> None:
    """The giver and the administrators; somebody who had lost the role before hears nothing."""
    role = scopes.role(talk, Role(name=invitation.role, unit=invitation.unit, scope=invitation.scope))
    named = {"name": invitation.name, "role": role, "giver": giver.name}
    if given_up:
        talk.say(Message(to=giver.id, body=people.HANDED.format(**named), menu=True))
    told = people.HANDED_ADMIN if given_up else people.HANDED_ADMIN_LATE
    for person in roles.administrators_of(talk.campaign, invitation.unit):
        if person.id not in (talk.session.person, giver.id):
            talk.say(Message(to=person.id, body=told.format(**named)))


def tell_of_leader(talk: Talk, invitation: Invitation) -> None:
    """The main officers, where nobody could sign until now: they may have asked for a leader."""
    campaign, unit = talk.campaign, invitation.unit
    record = talk.desk.submission(unit)
    waits = record.state in ("drafting", "returned")
    if not campaign.terms.sign_off or len(campaign.leaders(unit)) > 1 or not waits:
        return
    hand_in = ((button(SUBMIT, "cmd", "nop"),),) if record.answers else ()
    for person in roles.main_officers(campaign, unit):
        if person.id != talk.session.person:
            body = people.LEADER_JOINED.format(name=invitation.name)
            talk.say(Message(to=person.id, body=body, buttons=hand_in))


def tell_of_colleague(talk: Talk, invitation: Invitation) -> None:
    """The main officers: the criteria are in somebody's hands now."""
    codes = scopes.codes(talk, invitation.scope.criteria)
    for person in roles.main_officers(talk.campaign, invitation.unit):
        if person.id != talk.session.person:
            body = people.ASSIGN_JOINED.format(name=invitation.name, codes=codes)
            talk.say(Message(to=person.id, body=body))
