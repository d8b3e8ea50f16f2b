"""Issues invitations: one for a person, or one for each unit that nobody has joined yet.

The code itself goes to the administrator's chat and nowhere else; the record keeps its hash.
"""

from __future__ import annotations

from datetime import timedelta

from conversations import joining
from conversations.messages import Attachment, Message
from conversations.phrases import administrator as words
from conversations.phrases.common import today
from conversations.talk import Talk, button
from scoring.facts import InvitationIssued, RoleName

DAYS = 14
MOST_AT_ONCE = 30


# --- one person ----------------------------------------------------------------------------------------


def invite_one(talk: Talk, role: RoleName, unit: str, name: str) -> None:
    """One invitation, as a message that can be passed on, with a picture to scan."""
    before = _waiting_names(talk, role, unit) if unit else []
    code = _issue(talk, role, unit, name)
    talk.move(place="idle", pending=None)
    limits, known = talk.desk.limits, talk.campaign.units.get(unit)
    web, telegram = (each.replace("{code}", code) for each in (limits.web_link, limits.telegram_link))
    link = web or telegram
    told = [
        words.INVITED_ROLE.format(role=words.ROLES[role], unit=known.name) if known else words.ROLES[role],
        words.INVITED_CODE.format(code=joining.spell_code(code)),
        words.INVITED_LINK.format(link=web) if web else "",
        words.INVITED_TELEGRAM.format(link=telegram) if telegram else "",
        words.INVITED_UNTIL.format(day=_until(talk)),
    ]
    picture = Attachment(name=words.INVITED_QR, mime="image/png", make=f"qr:{link}") if link else None
    talk.say(
        Message(
            title=words.INVITED_TITLE.format(name=name),
            body="\n".join(line for line in told if line),
            attachment=picture,
        )
    )
    another = ((button(words.INVITE_ANOTHER, "cmd", "moi"), button(words.PROGRESS, "cmd", "tiendo")),)
    note = words.INVITED_BEFORE.format(names=", ".join(before)) if before else words.INVITED_NEXT
    talk.say(Message(body=note, buttons=another))


def _issue(talk: Talk, role: RoleName, unit: str, name: str) -> str:
    """Record the invitation; its code."""
    code = joining.invitation_code(talk.fresh_id("invitation"))
    expires = (talk.desk.now + timedelta(days=DAYS)).isoformat()
    talk.decree(
        InvitationIssued(code_hash=joining.code_hash(code), role=role, unit=unit, name=name, expires=expires)
    )
    return code


def _until(talk: Talk) -> str:
    return words.day(today(talk.desk.now + timedelta(days=DAYS)))


def _waiting_names(talk: Talk, role: RoleName, unit: str) -> list[str]:
    """For whom there is an unused invitation to the same role of the unit."""
    return [
        each.name for each in talk.campaign.invitations.values()
        if (each.role, each.unit) == (role, unit)
        and not each.used_by and not joining.is_expired(each, talk.desk.now)
    ]  # fmt: skip


# --- all units -----------------------------------------------------------------------------------------


def without_officer(talk: Talk) -> list[str]:
    """Units for which nobody has joined."""
    joined = {role.unit for person in talk.campaign.people.values() for role in person.roles}
    return [code for code in talk.campaign.units if code not in joined]


def uninvited(talk: Talk) -> list[str]:
    """Units for which nobody has joined and no officer's invitation waits."""
    waiting = {
        each.unit for each in talk.campaign.invitations.values()
        if each.role == "officer" and not each.used_by and not joining.is_expired(each, talk.desk.now)
    }  # fmt: skip
    return [code for code in without_officer(talk) if code not in waiting]


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
        name = names.get(code) or words.OFFICER_OF.format(unit=unit.name)
        secret = _issue(talk, "officer", code, name)
        called = f"{unit.name} ({names[code]})" if code in names else unit.name
        lines.append(words.INVITED_MANY_LINE.format(unit=called, code=joining.spell_code(secret)))
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
