"""Getting around: next, back, skip, jumps by code, and the ways on from anywhere."""

from __future__ import annotations

from conversations import permission, roles
from conversations.answers import answering, inputs, taking
from conversations.messages import Message
from conversations.phrases import officer as words
from conversations.phrases.common import cut
from conversations.phrases.results import SEE_SCORE
from conversations.showing import cards, details, items
from conversations.talk import Talk, button, primary


def go_on(talk: Talk, _argument: str = "") -> None:
    """Open what waits next: the open question itself, while it has no answer."""
    item, record = talk.session.item, talk.submission()
    if record.state in words.STATES:
        talk.show(Message(body=words.STATES[record.state], footer=cards.footer(talk), buttons=ways(talk)))
    elif inputs.half_given(talk, item):
        taking.resume(talk, item)
    elif item in items.todo(talk.criteria, record, roles.assigned(talk)):
        answering.open_item(talk, item)
    else:
        answering.go_next(talk, item)


def pause(talk: Talk) -> None:
    """The officer stops for now; nothing is asked any more."""
    talk.move(place="idle", item=talk.session.item, entry={}, chosen=(), pending=None, tries=0)
    talk.show(Message(body=words.PAUSED, buttons=((primary(words.GO_ON, "cmd", "tieptuc"),),)))


def orient(talk: Talk) -> None:
    """Nothing was asked, something was typed: say what can be done."""
    body = words.IDLE.format(code=items.example(talk.criteria))
    locked = permission.refusal(talk, talk.session.item) if talk.session.item else ""
    talk.show(Message(body=f"{locked}\n{body}" if locked else body, buttons=ways(talk)))


def ways(talk: Talk) -> tuple[cards.Row, ...]:
    """The ways on from anywhere."""
    item = talk.session.item
    if item and items.exists(talk.criteria, item):
        first = primary(words.BACK_TO_QUESTION, "go", item)
    elif talk.submission().state in words.STATES:
        first = button(SEE_SCORE, "cmd", "diem")
    else:
        first = primary(words.GO_ON, "cmd", "tieptuc")
    rest = (button(words.CONTENTS, "toc"), button(words.WHAT_IS_MISSING, "cmd", "conthieu"))
    return ((first,), rest)


def jump(talk: Talk, typed: str) -> None:
    """Open the criterion with the typed code, or offer the nearest ones."""
    item = items.find(talk.criteria, typed)
    if item:
        answering.open_item(talk, item)
        return
    near = items.nearest(talk.criteria, typed)
    body = words.NO_SUCH_CODE.format(code=cut(typed, 20))
    talk.show(
        Message(body=body, buttons=cards.rows(cards.codes(talk, near), (button(words.CONTENTS, "toc"),)))
    )


# --- buttons -------------------------------------------------------------------------------------------


def go(talk: Talk, item: str, _version: str, _arg: str) -> None:
    """Open the item, or come back to it with what is half given."""
    pending = talk.session.pending
    if inputs.half_given(talk, item) and (pending is None or pending.what == "figure"):
        taking.resume(talk, item)
    else:
        answering.open_item(talk, item)


def anew(talk: Talk, item: str, _version: str, _arg: str) -> None:
    """Open the item to be answered from the beginning."""
    answering.open_item(talk, item)


def skip(talk: Talk, item: str, _version: str, _arg: str) -> None:
    order = items.walk(talk.criteria)
    if item == "tt":
        fields = items.info_items(talk.criteria)
        answering.go_next(talk, fields[-1] if fields else "")
    elif item in items.todo(talk.criteria, talk.submission()) or item == order[-1]:
        answering.go_next(talk, item)
    else:
        answering.open_item(talk, items.neighbour(talk.criteria, item, 1))


def back(talk: Talk, item: str, _version: str, _arg: str) -> None:
    answering.open_item(talk, items.neighbour(talk.criteria, item, -1))


def more(talk: Talk, item: str, _version: str, _arg: str) -> None:
    if items.is_info(item):
        answering.open_item(talk, item)
    else:
        talk.show(details.card(talk, item))
