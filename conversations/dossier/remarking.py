"""``/khokhan``: a unit is asked for its difficulties and proposals, which stand in its report. Nobody has to
answer: each question can be passed over, and changed as long as the dossier can.
"""

from __future__ import annotations

import hashlib

from conversations import helping, permission, roles
from conversations.answers import wayfinding, wishes
from conversations.dossier import remarks
from conversations.messages import Message
from conversations.phrases import officer
from conversations.phrases import remarks as words
from conversations.session import Pending
from conversations.showing import cards, items
from conversations.talk import Press, Talk, button, primary
from criteria.reading_kinds import read_yes_no
from criteria.vietnamese import fold, number
from scoring.facts import ActRefused, RemarkGiven, Topic

_SKIP = frozenset({"bo qua", "bo", "qua", "de sau"})
_NOTHING = frozenset({"khong co gi", "khong co kho khan", "khong co de xuat", "khong co kien nghi"})


# --- as it stands --------------------------------------------------------------------------------------


def opened(talk: Talk, _argument: str = "") -> None:
    """All that is said so far; while nothing is, the first question."""
    if talk.submission().remarks or permission.remarks_refusal(talk):
        show(talk)
    else:
        ask(talk, "difficulties")


def show(talk: Talk, lead: str = "") -> None:
    """Both texts as they stand, and what can be done with them."""
    record, locked = talk.submission(), permission.remarks_refusal(talk)
    talk.move(place="idle", pending=None)
    how = "" if locked else words.TO_WRITE
    body = "\n\n".join(part for part in (lead, locked, remarks.whole(record), how) if part)
    talk.show(Message(title=words.TITLE, body=body, buttons=_ways(talk, locked)))


def _ways(talk: Talk, locked: str) -> tuple[cards.Row, ...]:
    record = talk.submission()
    if locked:
        signing = ((button(words.TO_SIGN, "cmd", "nop"),),) if record.state == "signing" else ()
        return (*signing, *wayfinding.ways(talk))
    changes = tuple(
        button((words.CHANGE if topic in record.remarks else words.WRITE)[topic], "rmask", topic)
        for topic in remarks.TOPICS
    )
    return (changes, (primary(officer.SUBMIT, "cmd", "nop"), button(officer.GO_ON, "cmd", "tieptuc")))


def _see(talk: Talk, _item: str, _version: str, _argument: str) -> None:
    """A card that only can be read from stays above."""
    talk.kept = bool(permission.remarks_refusal(talk))
    opened(talk)


# --- asked ---------------------------------------------------------------------------------------------


def ask(talk: Talk, topic: Topic, *leads: str) -> None:
    """The next text is what the unit says of the topic."""
    said, seen = talk.submission().remarks.get(topic, ""), _mark(talk, topic)
    waiting = Pending(what="remark", key=topic, values={"seen": seen})
    talk.move(place="remarking", item="", version=0, entry={}, chosen=(), pending=waiting, tries=0)
    before = _before(talk, topic)
    told = [*leads, words.QUESTION[topic]]
    told += [words.GIVEN_NOW.format(text=said)] if said else []
    told += [words.BEFORE.format(round=before[0], text=before[1])] if before else []
    told += [(words.HOW_TO_CHANGE if said else words.HOW).format(most=number(remarks.LENGTH.stop - 1))]
    keep = (button(words.KEEP_BEFORE, "rmkeep", topic),) if before else ()
    none = button(words.REMOVE, "rmdrop", topic, seen) if said else button(words.NOTHING, "rmnone", topic)
    on = button(words.LEAVE if said else words.SKIP, "rmskip", topic)
    talk.show(Message(title=words.NAMES[topic], body="\n\n".join(told), buttons=cards.rows(keep, (none, on))))


def _before(talk: Talk, topic: Topic) -> tuple[str, str] | None:
    """The last round and what was said in it, while nothing is said in this one."""
    record, last = talk.desk.earlier(talk.unit), talk.desk.before
    if record is None or last is None or topic in talk.submission().remarks:
        return None
    text = record.remarks.get(topic)
    return (last.name, text) if text else None


def _mark(talk: Talk, topic: Topic) -> str:
    """What stands for the text as it is: an old button removes no other one."""
    text = talk.submission().remarks.get(topic, "")
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _next(talk: Talk, topic: Topic, lead: str = "") -> None:
    """After difficulties proposals, unless they are said already."""
    if topic == "difficulties" and "proposals" not in talk.submission().remarks:
        ask(talk, "proposals", *([lead] if lead else []))
    else:
        show(talk, lead)


# --- typed ---------------------------------------------------------------------------------------------


def said(talk: Talk, text: str) -> None:
    """A typed text: recorded, or a wish like *bỏ qua*; nothing of it is recorded over what came meanwhile."""
    pending, tidied = talk.session.pending, remarks.tidy(text)
    topic = remarks.topic_of(pending.key) if pending else None
    if pending is None or topic is None or permission.remarks_refusal(talk):
        show(talk)
    elif fold(tidied).strip(" .!") in _SKIP:
        _next(talk, topic)
    elif _wished(talk, tidied):
        _left(talk)
    elif pending.values.get("seen") != _mark(talk, topic):
        ask(talk, topic, words.MEANWHILE)
    elif read_yes_no(tidied):
        ask(talk, topic, words.WHICH)
    elif _is_nothing(tidied):
        _record(talk, topic, words.NOTHING_TEXT)
    elif len(tidied) not in remarks.LENGTH:
        _wrong_length(talk, topic, len(tidied))
    else:
        _record(talk, topic, tidied)


def _wished(talk: Talk, text: str) -> bool:
    """Do what is wished for instead: a code opens its criterion here as anywhere."""
    code = items.jump(text) or (text if items.like_a_code(text) else "")
    if code:
        wayfinding.jump(talk, code)
    return bool(code) or wishes.granted(talk, text)


def _is_nothing(text: str) -> bool:
    return read_yes_no(text) is False or fold(text).strip(" .!") in _NOTHING


def _left(talk: Talk) -> None:
    """Something else was wished for: what is typed next is no remark."""
    if talk.session.place == "remarking":
        talk.move(place="idle", pending=None)


def _wrong_length(talk: Talk, topic: Topic, length: int) -> None:
    told = words.SHORT if length < remarks.LENGTH.start else words.LONG
    body = told.format(length=number(length), most=number(remarks.LENGTH.stop - 1))
    talk.show(Message(body=body, buttons=((button(words.SKIP, "rmskip", topic),),)))


def _record(talk: Talk, topic: Topic, text: str) -> None:
    """Record it where it is another one than before, and go on."""
    name = words.NAMES[topic]
    if talk.submission().remarks.get(topic, "") == text:
        _next(talk, topic, words.SAME)
        return
    talk.record(RemarkGiven(topic=topic, text=text))
    _next(talk, topic, (words.KEPT if text else words.REMOVED).format(name=name.lower()))


# --- pressed -------------------------------------------------------------------------------------------


def _asked(talk: Talk, topic: Topic, _version: str) -> None:
    ask(talk, topic)


def _skipped(talk: Talk, topic: Topic, _version: str) -> None:
    _next(talk, topic)


def _nothing(talk: Talk, topic: Topic, _version: str) -> None:
    """*Không có*, never over something that is said."""
    if topic in talk.submission().remarks:
        show(talk)
    else:
        _record(talk, topic, words.NOTHING_TEXT)


def _kept(talk: Talk, topic: Topic, _version: str) -> None:
    before = _before(talk, topic)
    if before is None:
        show(talk)
    else:
        _record(talk, topic, before[1])


def _dropped(talk: Talk, topic: Topic, version: str) -> None:
    """Nothing is said any more."""
    if topic not in talk.submission().remarks or version != _mark(talk, topic):
        show(talk, words.MEANWHILE)
    else:
        talk.record(RemarkGiven(topic=topic, text=""))
        show(talk, words.REMOVED.format(name=words.NAMES[topic].lower()))


def _on(verb: str) -> Press:
    """A press on one of the questions, by whoever answers for the whole dossier."""

    def pressed(talk: Talk, item: str, version: str, _argument: str) -> None:
        topic, act = remarks.topic_of(item), _ON_TOPIC[verb]
        if topic is None or not talk.unit:
            helping.unknown_button(talk)
        elif permission.remarks_refusal(talk):
            if roles.assigned(talk):
                talk.decree(ActRefused(act=verb, why="scope"))
            show(talk)
        else:
            act(talk, topic, version)

    return pressed


_ON_TOPIC = {"rmask": _asked, "rmskip": _skipped, "rmnone": _nothing, "rmkeep": _kept, "rmdrop": _dropped}
PRESSES = roles.only_for(("officer", "leader"), {"rmsee": _see, **{verb: _on(verb) for verb in _ON_TOPIC}})
