"""An approval taken back, and a verified dossier sent back to its review, each with a reason."""

from __future__ import annotations

from conversations import justifying, roles
from conversations.messages import Message
from conversations.outcome import approving
from conversations.phrases import results as words
from conversations.session import Pending
from conversations.showing import items
from conversations.talk import Press, Talk, button
from scoring.facts import AnswerReturned, ApprovalWithdrawn
from scoring.values import REASON

_BEFORE = {"pano": "approved", "paback": "verified"}
"""The state of a dossier that each act takes back."""


def _withdraw_pressed(talk: Talk, item: str, _version: str, _argument: str) -> None:
    if not _is_still(talk, item, "pano"):
        return
    asked = words.WITHDRAW_ASK.format(unit=talk.campaign.units[item].name)
    justifying.ask(talk, Pending(what="reason", act="unapprove", key=item), asked)


def _withdrawn(talk: Talk, pending: Pending, reason: str) -> None:
    code = pending.key
    if not _is_still(talk, code, "pano"):
        return
    talk.record(ApprovalWithdrawn(reason=reason), code)
    told = words.WITHDRAWN.format(unit=talk.campaign.units[code].name)
    ways = (button(words.SEND_BACK, "paback", code), button(words.APPROVE_LIST, "cmd", "pheduyet"))
    talk.show(Message(body=told, buttons=(ways,)))


def _back_pressed(talk: Talk, item: str, _version: str, _argument: str) -> None:
    if not _is_still(talk, item, "paback"):
        return
    asked = words.SEND_BACK_ASK.format(code=items.example(talk.criteria))
    justifying.ask(talk, Pending(what="reason", act="sendback", key=item), asked)


def _sent_back(talk: Talk, pending: Pending, text: str) -> None:
    """``3.1 why``: the criterion is to be reviewed again."""
    unit = pending.key
    typed, _, reason = text.partition(" ")
    item = items.find(talk.criteria, typed)
    if not _is_still(talk, unit, "paback"):
        return
    if not item or len(reason) < REASON.start:
        asked = words.SEND_BACK_UNREAD.format(code=items.example(talk.criteria))
        justifying.ask(talk, pending, asked)
    else:
        _record_back(talk, unit, item, reason)


def _record_back(talk: Talk, unit: str, item: str, reason: str) -> None:
    talk.record(AnswerReturned(item=item, version=talk.submission(unit).version(item), reason=reason), unit)
    names = {"unit": talk.campaign.units[unit].name, "code": items.code(talk.criteria, item)}
    heard = Message(
        body=words.REVIEWER_SENT_BACK.format(**names, reason=reason),
        buttons=((button(words.OPEN_DOSSIER, "rvi", item, "", unit),),),
    )
    for person in talk.campaign.reviewers():
        if talk.campaign.may(person, "reviewer", unit, item) and person.id != talk.session.person:
            talk.say(heard.model_copy(update={"to": person.id}))
    ways = ((button(words.APPROVE_LIST, "cmd", "pheduyet"),),)
    told = [words.SENT_BACK.format(**names)]
    told += [words.APPROVE_STEP_BACK] if talk.campaign.stage == "approved" else []
    talk.show(Message(body="\n".join(told), buttons=ways))


def _is_still(talk: Talk, unit: str, act: str) -> bool:
    """Whether the act is the person's and the dossier still in the state for it; else shows the unit."""
    if not approving.allowed(talk, unit, act):
        return False
    if talk.submission(unit).state == _BEFORE[act]:
        return True
    approving.unit_card(talk, unit)
    return False


PRESSES: dict[str, Press] = roles.only_for(
    ("administrator",), {"pano": _withdraw_pressed, "paback": _back_pressed}
)
HEARD: dict[str, justifying.Heard] = {"unapprove": _withdrawn, "sendback": _sent_back}
"""Who hears a reason that was asked for here."""
