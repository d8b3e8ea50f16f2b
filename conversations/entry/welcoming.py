"""What somebody sees who has just come in, or begins anew: what this is, how much, until when."""

from __future__ import annotations

from conversations import helping, roles, scopes
from conversations.answers import wayfinding
from conversations.messages import Message
from conversations.phrases import administrator, common, people
from conversations.phrases import officer as words
from conversations.showing import cards, items
from conversations.talk import Talk, primary
from conversations.year import deadlines
from scoring.facts import Scope


def welcome(talk: Talk, *leads: str, menu: bool = False) -> None:
    """Hello, what this is, and one button; ``leads`` stand above, ``menu``: the commands changed."""
    person = talk.person
    if person is None:
        return
    hello = words.HELLO.format(name=person.name)
    if not talk.campaign.set_id:
        talk.show(Message(title=hello, body=common.NO_CAMPAIGN, menu=menu))
    elif person.unit() in talk.campaign.units:
        talk.show(_officers(talk, hello, *leads).model_copy(update={"menu": menu}))
    else:
        told = [words.WELCOME_OTHER[role.name] for role in person.roles if role.name in words.WELCOME_OTHER]
        parts = [
            *leads,
            talk.campaign.name,
            *dict.fromkeys(told),
            *_reach(talk),
            _until(talk),
            words.HOW_HELP,
        ]
        rows = helping.main_commands(talk)
        if roles.whole(talk) and not talk.campaign.units:
            parts.append(administrator.FIRST_STEP)
            rows = ((primary(administrator.LOAD, "cmd", "donvi"), rows[0][0]),)
        body = "\n".join(part for part in parts if part)
        talk.show(Message(title=hello, body=body, buttons=rows, menu=menu))


def _reach(talk: Talk) -> list[str]:
    """What a reviewer or an administrator of a part is limited to."""
    held = talk.person.held("reviewer", "administrator") if talk.person else iter(())
    scopes_ = dict.fromkeys(scopes.said(talk, role.scope) for role in held if role.scope != Scope())
    return [people.SCOPE_LINE.format(scope=scope) for scope in scopes_]


def _officers(talk: Talk, hello: str, *leads: str) -> Message:
    criteria, record, mine = talk.criteria, talk.submission(), roles.assigned(talk)
    questions = len(criteria.criteria)
    unit = talk.campaign.units[talk.unit].name
    done = talk.sheet().answered
    parts = [*leads, words.WHAT_THIS_IS.format(unit=unit, title=criteria.title), _stage(talk)]
    if mine:
        parts.append(people.ASSIGN_WELCOME.format(codes=scopes.codes(talk, mine)))
    elif record.state == "drafting":
        how = words.HOW_MUCH if criteria.general_info else words.HOW_MANY
        parts.append(how.format(questions=questions, fields=len(criteria.general_info)))
    parts.append(_until(talk))
    if record.state == "returned":
        count = len(items.todo(criteria, record, mine))
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
    going_on = talk.campaign.stage == "open" or deadlines.is_extended(talk.campaign, talk.unit, talk.desk.now)
    return words.CLOSED if record.state == "drafting" and not going_on else ""


def _until(talk: Talk) -> str:
    """The deadline, for as long as somebody works towards it."""
    return deadlines.line(talk) if talk.campaign.stage in ("preparing", "open", "verifying") else ""
