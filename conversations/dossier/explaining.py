"""Explanations (giải trình) where there is no evidence."""

from __future__ import annotations

from conversations import permission
from conversations.answers import answering
from conversations.dossier import evidence
from conversations.messages import Message
from conversations.phrases import officer as words
from conversations.phrases import proving
from conversations.phrases.common import cut
from conversations.session import Pending
from conversations.showing import cards, items
from conversations.talk import Press, Talk, button, primary
from scoring.facts import ExplanationGiven

LENGTH = range(10, 2001)  # characters
SHOWN = 200  # characters of an explanation that are quoted where it is asked about


def ask_explanation(talk: Talk, item: str) -> None:
    """The next text is the explanation."""
    if locked := permission.refusal(talk, item):
        talk.show(Message(body=locked, buttons=evidence.way_back(talk)))
        return
    record = talk.submission()
    talk.move(place="explaining", item=item, version=record.version(item), entry={}, chosen=(), pending=None)
    remove = (
        ((button(proving.EXPLAIN_REMOVE, "explain", item, "", "x"),),) if item in record.explanations else ()
    )
    said = record.explanations.get(item, "")
    body = proving.EXPLAIN_ASK.format(code=items.code(talk.criteria, item))
    now = words.EXPLAINED.format(text=said) if said else ""
    rows = cards.rows(*remove, (button(words.BACK_TO_QUESTION, "go", item),))
    talk.show(Message(body="\n\n".join(part for part in (now, body) if part), buttons=rows))


def explained(talk: Talk, text: str) -> None:
    """A typed explanation for the open item."""
    item = talk.session.item
    if locked := permission.refusal(talk, item):
        talk.say(Message(body=locked, buttons=evidence.way_back(talk)))
    elif len(text) not in LENGTH:
        told = proving.EXPLAIN_SHORT if len(text) < LENGTH.start else proving.EXPLAIN_LONG
        talk.say(Message(body=told, buttons=((button(words.BACK_TO_QUESTION, "go", item),),)))
    else:
        talk.record(ExplanationGiven(item=item, text=text))
        _after_explaining(talk, item, proving.EXPLAIN_KEPT)


def take_back_explanation(talk: Talk, item: str) -> None:
    if item in talk.submission().explanations and not permission.refusal(talk, item):
        talk.record(ExplanationGiven(item=item, text=""))
    _after_explaining(talk, item, proving.EXPLAIN_REMOVED)


def _after_explaining(talk: Talk, item: str, told: str) -> None:
    lead = told.format(code=items.code(talk.criteria, item))
    show = answering.show_answered if item in talk.submission().answers else answering.open_item
    show(talk, item, lead)


def offer(talk: Talk, item: str, text: str) -> None:
    """Some words typed after an answer: kept, and asked whether they are its explanation."""
    talk.move(pending=Pending(what="explanation", key=item, values={"text": text}))
    known = talk.submission().explanations.get(item, "")
    template = words.AFTER_ANSWER_REPLACES if known else words.AFTER_ANSWER_TEXT
    version, code = talk.submission().version(item), items.code(talk.criteria, item)
    body = template.format(code=code, text=cut(text, SHOWN), known=cut(known, SHOWN))
    on = (button(words.RIGHT_GO_ON, "ok", item, version), button(words.CHANGE, "edit", item, version))
    take = (primary(proving.EXPLAIN_THIS, "explain", item, version, "k"),)
    talk.show(Message(body=body, buttons=cards.rows(take, on)))


def _explain(talk: Talk, item: str, _version: str, arg: str) -> None:
    pending = talk.session.pending
    kept = pending is not None and pending.what == "explanation" and pending.key == item
    if arg == "x":
        take_back_explanation(talk, item)
    elif arg == "k" and pending is not None and kept:
        talk.move(item=item)
        explained(talk, pending.values["text"])
    else:
        ask_explanation(talk, item)


PRESSES: dict[str, Press] = {"explain": _explain}
