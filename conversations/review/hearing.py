"""What a reviewer types: a reason, figures, a question, a wish, a code, or a unit's name."""

from __future__ import annotations

import re
from collections.abc import Callable

from conversations import helping, roles
from conversations.messages import Message
from conversations.phrases import reviewer as words
from conversations.review import adjusting, dossiers, inspecting, questioning, reviewing, verdicts, walking
from conversations.showing import items
from conversations.talk import Talk
from conversations.typed_words import leaves_off
from criteria.vietnamese import fold

Wish = Callable[[Talk], None]
_CODE = re.compile(r"[0-9IVX]{1,5}[.,][0-9A-Za-z.,/]{1,10}")


def said(talk: Talk, text: str) -> None:
    """A typed text from a reviewer: a reason, figures, a wish, a code, or a unit's name."""
    session = talk.session
    if not roles.has(talk, "reviewer"):
        talk.move(place="idle")
        helping.not_understood(talk)
    elif session.place in ("adjusting", "reasoning", "questioning") and session.item in talk.criteria.by_id:
        _said_for_verdict(talk, text)
    else:
        _said_freely(talk, text)


def _said_for_verdict(talk: Talk, text: str) -> None:
    dossier = dossiers.opened(talk, talk.session.unit)
    item = talk.session.item
    if dossier is None:
        talk.move(place="idle", pending=None)
    elif item not in dossier.scope:
        dossiers.refuse(talk, dossier.unit, item)
    elif leaves_off(text):
        inspecting.show(talk, dossier, item, words.CANCELLED)
    elif talk.session.place == "reasoning":
        verdicts.reasoned(talk, dossier, item, text)
    elif talk.session.place == "questioning":
        questioning.asked(talk, dossier, item, text)
    elif verdicts.stands(talk, dossier, item, reviewing.seen(talk)):
        adjusting.said(talk, dossier, item, text)


def _said_freely(talk: Talk, text: str) -> None:
    wish, code = _wish(text), items.jump(text) or (text if _CODE.fullmatch(text) else "")
    if wish in WISHES:
        WISHES[wish](talk)
    elif code or items.find(talk.criteria, text):
        reviewing.open_criterion(talk, code or text)
    elif units := reviewing.found_units(talk, text) if len(text) > 1 else ():
        reviewing.open_dossier(talk, units[0].code) if len(units) == 1 else reviewing.which(talk, text, units)
    else:
        opened = talk.session.unit in talk.campaign.units
        body = (
            words.NOT_UNDERSTOOD.format(code=items.example(talk.criteria)) if opened else words.NOTHING_OPEN
        )
        talk.show(Message(body=body, buttons=dossiers.ways(talk)))


def is_wish(text: str) -> bool:
    """Whether the text is one of the words that are understood while reviewing."""
    return _wish(text) in WISHES


def _wish(text: str) -> str:
    return " ".join(fold(text).strip(" .!?").split())


def _step(talk: Talk, step: int) -> None:
    """The criterion before or after the open one; on a walk through the units, the unit before or after."""
    item = talk.session.item
    if talk.session.across and item in talk.criteria.by_id:
        reviewing.open_across(talk, item, walking.neighbour(talk, item, talk.session.unit, step))
        return
    dossier = dossiers.opened(talk, talk.session.unit)
    if dossier is not None and dossier.scope:
        ids = dossier.scope
        at = ids.index(item) + step if item in ids else 0
        inspecting.show(talk, dossier, ids[min(max(at, 0), len(ids) - 1)])


def _accept_open(talk: Talk) -> None:
    reviewing.on_item(talk, "", verdicts.accept)


def _evidence_open(talk: Talk) -> None:
    reviewing.on_item(
        talk, "", lambda talk, dossier, item, _stamp: inspecting.show_evidence(talk, dossier, item)
    )


WISHES: dict[str, Wish] = {
    **dict.fromkeys(("tiep", "tiep tuc", "sau", "tiep theo", "muc sau"), lambda talk: _step(talk, 1)),
    **dict.fromkeys(("truoc", "quay lai", "muc truoc"), lambda talk: _step(talk, -1)),
    **dict.fromkeys(("chap nhan", "dong y", "ok", "dat"), _accept_open),
    **dict.fromkeys(("chap nhan tat ca", "chap nhan het", "dong y tat ca"), reviewing.accept_unwarned),
    **dict.fromkeys(("dieu chinh", "sua"), reviewing.adjust),
    **dict.fromkeys(("tra lai", "tra ve"), reviewing.return_),
    **dict.fromkeys(("minh chung", "xem minh chung"), _evidence_open),
    **dict.fromkeys(("ket thuc", "ket thuc tham dinh", "xong"), reviewing.finish),
    **dict.fromkeys(("ho so", "xem ho so"), reviewing.open_unit),
    **dict.fromkeys(("hang doi", "danh sach"), reviewing.queue),
    **dict.fromkeys(("tro giup", "giup", "help"), helping.help_),
}
"""Words that are understood while reviewing, without marks."""
