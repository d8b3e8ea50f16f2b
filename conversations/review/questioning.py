"""A reviewer asks the unit about one criterion; nothing is decided by it."""

from __future__ import annotations

from conversations.messages import Message, lines
from conversations.phrases import questions as words
from conversations.phrases.common import cut
from conversations.review import inspecting, telling
from conversations.review.dossiers import Dossier
from conversations.showing import criterion_cards
from conversations.talk import Talk, button, primary
from scoring.facts import QuestionAsked
from scoring.people import Person

LENGTH = range(10, 1001)  # characters


def ask(talk: Talk, dossier: Dossier, item: str) -> None:
    """The next text is the question."""
    if refusal := dossier.refusal():
        inspecting.show(talk, dossier, item, refusal)
        return
    inspecting.stay(talk, dossier, item)
    talk.move(place="questioning")
    title = words.ASK_TITLE.format(unit=dossier.unit.name, code=dossier.name(item))
    cancel = criterion_cards.again(dossier, item, words.CANCEL)
    talk.show(Message(title=title, body=words.ASK_HOW, buttons=((cancel,),)))


def asked(talk: Talk, dossier: Dossier, item: str, text: str) -> None:
    """A typed question: recorded, and heard by the unit at once."""
    question = " ".join(text.split())
    if refusal := dossier.refusal():
        inspecting.show(talk, dossier, item, refusal)
    elif len(question) not in LENGTH:
        refused = words.ASK_SHORT if len(question) < LENGTH.start else words.ASK_LONG
        cancel = criterion_cards.again(dossier, item, words.CANCEL)
        talk.show(Message(body=refused.format(length=len(question)), buttons=((cancel,),)))
    else:
        talk.record(QuestionAsked(item=item, text=question), dossier.code)
        told = _tell_unit(talk, dossier, item, question)
        inspecting.show(talk, Dossier(talk, dossier.unit), item, told)


def _tell_unit(talk: Talk, dossier: Dossier, item: str, question: str) -> str:
    """Those who answer for the unit hear it; the sentence names them."""
    code, people = dossier.name(item), _hearing(talk, dossier, item)
    number = len(talk.submission(dossier.code).questions[item])
    by = talk.person.name if talk.person else words.SOMEBODY
    body = words.HEARD.format(name=cut(dossier.criterion(item).name, 200), by=by, question=question)
    reply = primary(words.REPLY, "reply", item, number)
    look = button(words.SEE_ITEM.format(code=code), "go", item)
    heard = Message(title=words.HEARD_TITLE.format(code=code), body=body, buttons=((reply, look),))
    for person in people:
        talk.say(heard.model_copy(update={"to": person.id}))
    names = ", ".join(person.name for person in people)
    told = words.ASKED_NOW.format(names=names) if people else words.ASKED_NOBODY
    return lines(told, telling.doubt(talk, people))


def _hearing(talk: Talk, dossier: Dossier, item: str) -> tuple[Person, ...]:
    """The unit's officers who answer for the criterion; where there are none, its leaders."""
    people = talk.campaign.of_unit(dossier.code)
    held = [(p, role) for p in people for role in p.held("officer") if role.unit == dossier.code]
    officers = [p for p, role in held if not role.scope.criteria or item in role.scope.criteria]
    return tuple(officers) or people
