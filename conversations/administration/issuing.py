"""Issues invitations: one for a person, or one for each unit without an officer.

The code itself goes to the administrator's chat and nowhere else; the record keeps its hash.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from conversations import roles, scopes
from conversations.entry import joining
from conversations.messages import Attachment, Message
from conversations.phrases import administrator as words
from conversations.phrases import people
from conversations.phrases.common import today
from conversations.talk import Talk, button
from criteria.vietnamese import fold
from scoring.campaigns import Campaign
from scoring.facts import InvitationIssued, RoleName, Scope, Unit
from scoring.people import Role

LASTING = timedelta(days=14)
MOST_AT_ONCE = 30


@dataclass(frozen=True, slots=True)
class Invitee:
    """Who is to be invited to what. ``replaces``: who hands the role over; ``binds``: whose further chat it
    will be.
    """

    role: RoleName
    name: str
    unit: str = ""
    scope: Scope = field(default_factory=Scope)
    replaces: str = ""
    binds: str = ""
    lasting: timedelta = LASTING


# --- one person ----------------------------------------------------------------------------------------


def invite_one(talk: Talk, invitee: Invitee) -> None:
    """One invitation, as a message that can be passed on, with a picture to scan."""
    before, known = _waiting_names(talk, invitee), _has_joined(talk, invitee)
    code = issue(talk, invitee)
    talk.move(place="idle", pending=None)
    talk.say(ticket(talk, invitee, code))
    another = ((button(words.INVITE_ANOTHER, "cmd", "moi"), button(words.PROGRESS, "cmd", "tiendo")),)
    notes = [people.INVITED_KNOWN.format(name=invitee.name)] if known else []
    notes += [words.INVITED_BEFORE.format(names=", ".join(before))] if before else []
    talk.say(Message(body="\n".join(notes) or words.INVITED_NEXT, buttons=another))


def issue(talk: Talk, invitee: Invitee) -> str:
    """Record the invitation; its code, which is known only here and now."""
    code = joining.invitation_code(talk.fresh_id("invitation"))
    talk.decree(
        InvitationIssued(
            code_hash=joining.code_hash(code), role=invitee.role, unit=invitee.unit, name=invitee.name,
            expires=(talk.desk.now + invitee.lasting).isoformat(), scope=invitee.scope,
            replaces=invitee.replaces, binds=invitee.binds,
        )
    )  # fmt: skip
    return code


def ticket(talk: Talk, invitee: Invitee, code: str) -> Message:
    """The message to be passed on: who, what for, code, links, until when, and a picture to scan."""
    limited = invitee.scope != Scope() and not invitee.unit
    reviews = invitee.role == "reviewer" and invitee.scope == Scope()
    told = [
        _what_for(talk, invitee),
        people.SCOPE_REVIEW_ALL if reviews else "",
        people.SCOPE_LINE.format(scope=scopes.said(talk, invitee.scope)) if limited else "",
        *access(talk, code),
        words.INVITED_UNTIL.format(day=_until(talk, invitee.lasting)),
    ]
    body = "\n".join(line for line in told if line)
    return Message(
        title=words.INVITED_TITLE.format(name=invitee.name), body=body, attachment=picture(talk, code)
    )


def _what_for(talk: Talk, invitee: Invitee) -> str:
    known = talk.campaign.units.get(invitee.unit)
    if invitee.unit and invitee.scope.criteria:
        named = scopes.role(talk, Role(name=invitee.role, unit=invitee.unit, scope=invitee.scope))
        return named[:1].upper() + named[1:]
    called = words.ROLES[invitee.role]
    return words.INVITED_ROLE.format(role=called, unit=known.name) if known else called


def access(talk: Talk, code: str) -> list[str]:
    """The code, and the links that carry it."""
    web, telegram = links(talk, code)
    return [
        words.INVITED_CODE.format(code=joining.spell_code(code)),
        words.INVITED_LINK.format(link=web) if web else "",
        words.INVITED_TELEGRAM.format(link=telegram) if telegram else "",
    ]


def links(talk: Talk, code: str) -> tuple[str, str]:
    """Web and Telegram link of a code; empty where there is no such channel."""
    limits = talk.desk.limits
    return limits.web_link.replace("{code}", code), limits.telegram_link.replace("{code}", code)


def picture(talk: Talk, code: str) -> Attachment | None:
    """A QR code of the link, where there is one."""
    web, telegram = links(talk, code)
    link = web or telegram
    return Attachment(name=words.INVITED_QR, mime="image/png", make=f"qr:{link}") if link else None


def _until(talk: Talk, lasting: timedelta = LASTING) -> str:
    return words.day(today(talk.desk.now + lasting))


def _waiting_names(talk: Talk, invitee: Invitee) -> list[str]:
    """For whom there is an unused invitation to the same role: of the unit, else under the same name."""
    return [
        each.name for each in talk.campaign.invitations.values()
        if (each.role, each.unit) == (invitee.role, invitee.unit)
        and (invitee.unit or fold(each.name) == fold(invitee.name))
        and not each.used_by and not each.binds and not joining.is_expired(each, talk.desk.now)
    ]  # fmt: skip


def _has_joined(talk: Talk, invitee: Invitee) -> bool:
    """Whether somebody of that name has the role already."""
    same = (p for p in talk.campaign.people.values() if fold(p.name) == fold(invitee.name))
    return any(role.unit == invitee.unit for person in same for role in person.held(invitee.role))


# --- all units -----------------------------------------------------------------------------------------


def unjoined(talk: Talk) -> list[str]:
    """Units (of those that the person administers) for which nobody has joined."""
    joined = {role.unit for person in talk.campaign.people.values() for role in person.roles}
    return [unit.code for unit in roles.units_below(talk) if unit.code not in joined]


def without(campaign: Campaign, role: RoleName) -> list[str]:
    """Units where nobody has the role for the whole unit."""
    people = campaign.people.values()
    held = {each.unit for person in people for each in person.held(role) if not each.scope.criteria}
    return [code for code in campaign.units if code not in held]


def lacking(campaign: Campaign, role: RoleName, now: datetime) -> list[str]:
    """The same, where no invitation to the role waits either."""
    waiting = {
        each.unit for each in campaign.invitations.values()
        if each.role == role and not each.used_by and not each.scope.criteria
        and not joining.is_expired(each, now)
    }  # fmt: skip
    return [code for code in without(campaign, role) if code not in waiting]


def without_officer(talk: Talk) -> list[str]:
    """Units (of those that the person administers) that have no officer."""
    return _below(talk, without(talk.campaign, "officer"))


def uninvited(talk: Talk) -> list[str]:
    """Units (of those that the person administers) without an officer, where no invitation waits either."""
    return _below(talk, lacking(talk.campaign, "officer", talk.desk.now))


def _below(talk: Talk, units: list[str]) -> list[str]:
    found = set(units)
    return [unit.code for unit in roles.units_below(talk) if unit.code in found]


def called(unit: Unit, role: RoleName) -> str:
    """Somebody who is invited to a unit, where the name is not known."""
    return (words.LEADER_OF if role == "leader" else words.OFFICER_OF).format(unit=unit.name)


def invite_all(talk: Talk, which: str, _version: str, _argument: str) -> None:
    """One invitation for each unit without an officer (``again``: even where one waits; ``named``: only
    those whose officers the loaded list names).
    """
    names = talk.session.entry if which == "named" and talk.session.place == "idle" else {}
    units = without_officer(talk) if which == "again" else uninvited(talk)
    if which == "named":
        units = [code for code in units if code in names]
    if not units:
        _nobody_left(talk)
    elif len(units) > MOST_AT_ONCE:
        body = words.INVITE_TOO_MANY.format(count=len(units), most=MOST_AT_ONCE)
        talk.show(Message(body=body, buttons=((button(words.INVITE, "cmd", "moi"),),)))
    else:
        _show_all_issued(talk, units, names)


def _nobody_left(talk: Talk) -> None:
    left = without_officer(talk)
    again = ((button(words.INVITE_AGAIN.format(count=len(left)), "adall", "again"),),) if left else ()
    rows = (*again, (button(words.PROGRESS, "cmd", "tiendo"),))
    talk.show(Message(body=words.INVITE_MANY_NONE, buttons=rows))


def _show_all_issued(talk: Talk, units: list[str], names: dict[str, str]) -> None:
    limits, lines = talk.desk.limits, []
    template = limits.web_link or limits.telegram_link
    for code in units:
        unit = talk.campaign.units[code]
        name = names.get(code) or called(unit, "officer")
        secret = issue(talk, Invitee("officer", name, code))
        whose = f"{unit.name} ({names[code]})" if code in names else unit.name
        lines.append(words.INVITED_MANY_LINE.format(unit=whose, code=joining.spell_code(secret)))
        if template:
            lines.append(template.replace("{code}", secret))
    talk.move(entry={})
    how = words.INVITED_MANY_HOW.format(day=_until(talk))
    talk.say(
        Message(
            title=words.INVITED_MANY_TITLE.format(count=len(units)),
            body="\n".join([*lines, "", how]),
            buttons=((button(words.PROGRESS, "cmd", "tiendo"),),),
        )
    )
