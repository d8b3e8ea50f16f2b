"""The unit answers what a reviewer has asked about one criterion."""

from __future__ import annotations

from conversations import roles
from conversations.answers import answering, wayfinding
from conversations.messages import Message
from conversations.phrases import questions as words
from conversations.showing import cards, exchanges, items
from conversations.talk import Press, Talk, button, primary
from conversations.typed_words import leaves_off
from scoring import review
from scoring.facts import ActRefused, QuestionAnswered
from scoring.records import Question

LENGTH = range(2, 2001)  # characters


def ask(talk: Talk, item: str, _version: str = "", _arg: str = "") -> None:
    """The next text is the answer; where nothing waits for one, the exchange as it stands."""
    record, mine = talk.submission(), roles.assigned(talk)
    if mine and item not in mine:
        talk.decree(ActRefused(act=f"reply {item}", why="scope"))
        answering.open_item(talk, item)
    elif not review.may_review(record):
        answering.open_item(talk, item, words.REPLY_OVER)
    elif not exchanges.open_questions(record, item):
        answering.open_item(talk, item, words.REPLIED_ALREADY)
    else:
        talk.move(place="replying", item=item, entry={}, chosen=(), pending=None, tries=0)
        title = words.REPLY_TITLE.format(code=items.code(talk.criteria, item))
        body = f"{exchanges.told(talk, record, item)}\n\n{words.REPLY_HOW}"
        talk.show(Message(title=title, body=body, buttons=(_back(item),)))


def said(talk: Talk, text: str) -> None:
    """A typed answer: recorded, and heard by whoever asked."""
    item, reply = talk.session.item, text.strip()
    record = talk.submission()
    open_ = exchanges.open_questions(record, item) if review.may_review(record) else ()
    if not open_:
        ask(talk, item)
    elif leaves_off(reply):
        answering.open_item(talk, item, words.CANCELLED)
    elif len(reply) not in LENGTH:
        told = words.REPLY_SHORT if len(reply) < LENGTH.start else words.REPLY_LONG
        talk.show(Message(body=told.format(length=len(reply)), buttons=(_back(item),)))
    else:
        talk.record(QuestionAnswered(item=item, text=reply))
        _tell_reviewers(talk, item, open_, reply)
        _replied(talk, item)


def _replied(talk: Talk, item: str) -> None:
    """Said to the unit, with the next question that waits for an answer."""
    talk.move(place="idle", entry={}, chosen=(), pending=None, tries=0)
    left = exchanges.waiting(talk, talk.submission())
    following = [
        primary(words.ANSWER_NEXT.format(code=items.code(talk.criteria, each)), "reply", each)
        for each in left[:1]
    ]
    body = words.REPLIED.format(code=items.code(talk.criteria, item))
    rows = wayfinding.ways(talk)
    talk.show(Message(body=body, buttons=cards.rows(following, *rows)))


def _tell_reviewers(talk: Talk, item: str, asked: tuple[Question, ...], reply: str) -> None:
    """Everybody whose question this answers, while they still review the unit; else all its reviewers."""
    unit, campaign = talk.campaign.units[talk.unit], talk.campaign
    able = [p for p in campaign.reviewers_of(unit.code) if campaign.may(p, "reviewer", unit.code, item)]
    askers = {question.by for question in asked}
    code = items.code(talk.criteria, item)
    title = words.HEARD_REPLY_TITLE.format(unit=unit.name, code=code)
    body = words.HEARD_REPLY.format(question=asked[-1].text, answer=reply)
    open_ = primary(words.OPEN_ITEM.format(code=code), "rvi", item, "", unit.code)
    for person in [p for p in able if p.id in askers] or able:
        talk.say(Message(to=person.id, title=title, body=body, buttons=((open_,),)))


def _back(item: str) -> cards.Row:
    return (button(words.CANCEL, "go", item),)


PRESSES: dict[str, Press] = {"reply": ask}
