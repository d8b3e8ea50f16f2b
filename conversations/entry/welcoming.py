"""What somebody sees who has just come in, or begins anew: what this is, how much, until when."""

from __future__ import annotations

from conversations import helping, roles, scopes
from conversations.answers import wayfinding
from conversations.dossier import signing
from conversations.messages import Message
from conversations.phrases import administrator, common, people
from conversations.phrases import officer as words
from conversations.phrases.results import SEE_SCORE
from conversations.showing import cards, items
from conversations.talk import Talk, button, primary
from conversations.year import deadlines
from scoring.facts import Scope
from scoring.values import SETTLED


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
    unit, title = talk.campaign.units[talk.unit].name, talk.criteria.title
    what = words.WHAT_THIS_IS.format(unit=unit, title=title)
    parts = [*leads, what, _stage(talk), _part(talk), _until(talk), _so_far(talk), words.HOW_HELP]
    return Message(
        title=hello,
        body="\n".join(part for part in parts if part),
        footer=cards.footer(talk) if talk.submission().answers else "",
        buttons=_begin(talk),
    )


def _part(talk: Talk) -> str:
    """What is the person's to do, while the unit still works on it."""
    criteria, state = talk.criteria, talk.submission().state
    if mine := roles.assigned(talk):
        return people.ASSIGN_WELCOME.format(codes=scopes.codes(talk, mine))
    if state in ("drafting", "returned") and _only_signs(talk):
        return people.SIGN_WELCOME.format(unit=talk.campaign.units[talk.unit].name)
    if state != "drafting":
        return ""
    how = words.HOW_MUCH if criteria.general_info else words.HOW_MANY
    return how.format(questions=len(criteria.criteria), fields=len(criteria.general_info))


def _so_far(talk: Talk) -> str:
    """How much is done, for a colleague of what was handed to them."""
    criteria, record, mine = talk.criteria, talk.submission(), roles.assigned(talk)
    if record.state == "returned":
        count = len(items.todo(criteria, record, mine))
        return words.RETURNED_SO_FAR.format(count=count) if count else words.ALL_CORRECTED
    if mine and _begun(talk):
        done = sum(items.is_answered(criteria, record, item) for item in mine)
        return words.DONE_SO_FAR.format(done=done, questions=len(mine))
    if _begun(talk):
        done = talk.sheet().answered
        return words.DONE_SO_FAR.format(done=done, questions=len(criteria.criteria))
    return "" if _only_signs(talk) else words.HOW_SAVED


def _begun(talk: Talk) -> bool:
    """Whether anything of the person's part is answered."""
    record, mine = talk.submission(), roles.assigned(talk)
    return any(item in record.answers for item in mine) if mine else bool(record.answers)


def _begin(talk: Talk) -> tuple[cards.Row, ...]:
    state = talk.submission().state
    if _only_signs(talk) and state in ("drafting", "returned"):
        return ((button(SEE_SCORE, "cmd", "diem"), button(words.WHAT_IS_MISSING, "cmd", "conthieu")),)
    if state in ("drafting", "returned"):
        return ((primary(words.GO_ON if _begun(talk) else words.START, "cmd", "tieptuc"),),)
    if state == "signing" and signing.is_leader(talk):
        return ((primary(people.SIGN_SEE, "cmd", "nop"),), *wayfinding.ways(talk))
    return wayfinding.ways(talk)


def _only_signs(talk: Talk) -> bool:
    """Whether the person is there for the signature, and somebody else answers."""
    person = talk.person
    answers = person is not None and person.has("officer")
    return talk.campaign.terms.sign_off and signing.is_leader(talk) and not answers


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
    return deadlines.line(talk) if talk.campaign.stage not in SETTLED else ""
