"""The reviewer's talk: from the queue into a dossier, and through its criteria."""

from __future__ import annotations

import re
from collections.abc import Callable

from conversations import (
    adjusting,
    dossier_cards,
    dossiers,
    finding,
    finishing,
    helping,
    inspecting,
    items,
    queueing,
    roles,
    verdicts,
)
from conversations.dossiers import Dossier
from conversations.messages import Message
from conversations.phrases import reviewer as words
from conversations.phrases.common import cut
from conversations.talk import Talk, button
from criteria.vietnamese import fold
from scoring.facts import Unit

SHOWN = 10  # units offered in one list


# --- commands ------------------------------------------------------------------------------------------


def queue(talk: Talk, _argument: str = "") -> None:
    """What waits, the oldest submission first."""
    queueing.queue(talk)


def open_unit(talk: Talk, argument: str = "") -> None:
    """Open a dossier by the unit's code or name; without either, the one that is open."""
    if not argument and talk.session.unit in talk.campaign.units:
        _open(talk, talk.session.unit)
    elif not argument:
        queueing.queue(talk)
    else:
        found = finding.units(talk.campaign, argument)
        if len(found) == 1:
            _open(talk, found[0].code)
        else:
            _which(talk, argument, found)


def _which(talk: Talk, typed: str, found: tuple[Unit, ...]) -> None:
    shown, text = found[:SHOWN], cut(typed, 40)
    if not found:
        talk.show(Message(body=words.NO_SUCH_UNIT.format(typed=text), buttons=dossiers.ways(talk)))
        return
    template = words.WHICH_UNIT if len(found) == len(shown) else words.WHICH_UNIT_MORE
    body = template.format(count=len(found), typed=text, shown=len(shown))
    talk.show(Message(body=body, buttons=tuple((button(cut(u.name, 40), "rv", u.code),) for u in shown)))


def _open(talk: Talk, code: str) -> None:
    dossier = dossiers.opened(talk, code)
    if dossier is not None:
        inspecting.stay(talk, dossier, "")
        talk.show(dossier_cards.unit_card(dossier))


def open_criterion(talk: Talk, argument: str = "") -> None:
    """Open a criterion of the open dossier by its code."""
    item = items.find(talk.criteria, argument) if argument else talk.session.item
    dossier = dossiers.opened(talk, talk.session.unit)
    if dossier is None:
        return
    if item in talk.criteria.by_id:
        inspecting.show(talk, dossier, item)
    elif argument:
        _nearest(talk, dossier, argument)
    else:
        _open(talk, dossier.code)


def _nearest(talk: Talk, dossier: Dossier, typed: str) -> None:
    near = items.nearest(talk.criteria, typed)
    found = tuple(button(dossier.name(item), "rvi", item, "", dossier.code) for item in near)
    body = words.NO_SUCH_CODE.format(code=cut(typed, 20))
    talk.show(Message(body=body, buttons=(*((found,) if found else ()), *dossiers.ways(talk))))


def accept_unwarned(talk: Talk, argument: str = "") -> None:
    """Accept everything of the open dossier that has no warning, or the one criterion named."""
    if argument:
        _on_item(talk, argument, verdicts.accept)
        return
    dossier = dossiers.opened(talk, talk.session.unit)
    if dossier is not None:
        verdicts.accept_unwarned(talk, dossier)


def adjust(talk: Talk, argument: str = "") -> None:
    """Adjust the criterion that is open, or the one named."""
    _on_item(talk, argument, adjusting.ask)


def return_(talk: Talk, argument: str = "") -> None:
    """Return the criterion that is open, or the one named."""
    _on_item(talk, argument, verdicts.ask_return)


def finish(talk: Talk) -> None:
    """End the review of the open dossier; said again after being asked, it is done."""
    dossier, pending = dossiers.opened(talk, talk.session.unit), talk.session.pending
    if dossier is not None and pending is not None and pending.act == "finish":
        finishing.finish(talk, dossier, pending.key)
    elif dossier is not None:
        finishing.offer(talk, dossier)


def _on_item(talk: Talk, argument: str, act: Callable[[Talk, Dossier, str, str], None]) -> None:
    """The criterion named, as it stands; or the open one, as it was shown."""
    dossier = dossiers.opened(talk, talk.session.unit)
    if dossier is None:
        return
    named = items.find(talk.criteria, argument) if argument else ""
    item = named or talk.session.item
    if argument and not named:
        _nearest(talk, dossier, argument)
    elif item in talk.criteria.by_id:
        act(talk, dossier, item, dossier.stamp(item) if named else _seen(talk))
    else:
        body = words.WHICH_ITEM.format(code=_some_code(talk))
        talk.show(Message(body=body, buttons=dossiers.ways(talk)))


def _seen(talk: Talk) -> str:
    """What the reviewer has seen of the open criterion."""
    return talk.session.pending.key if talk.session.pending else ""


def _some_code(talk: Talk) -> str:
    every = talk.criteria.criteria
    return every[len(every) // 2].id


# --- what is typed -------------------------------------------------------------------------------------

Wish = Callable[[Talk], None]
_CODE = re.compile(r"[0-9IVX]{1,5}[.,][0-9A-Za-z.,/]{1,10}")
_CANCEL = frozenset({"thoi", "huy", "huy bo", "bo qua"})


def said(talk: Talk, text: str) -> None:
    """A typed text from a reviewer: a reason, figures, a wish, a code, or a unit's name."""
    session = talk.session
    if not roles.has(talk, "reviewer"):
        talk.move(place="idle")
        helping.not_understood(talk)
    elif session.place in ("adjusting", "reasoning") and session.item in talk.criteria.by_id:
        _said_for_verdict(talk, text)
    else:
        _said_freely(talk, text)


def _said_for_verdict(talk: Talk, text: str) -> None:
    dossier = dossiers.opened(talk, talk.session.unit)
    item = talk.session.item
    if dossier is None:
        talk.move(place="idle", pending=None)
    elif _wish(text) in _CANCEL:
        inspecting.show(talk, dossier, item, words.CANCELLED)
    elif talk.session.place == "reasoning":
        verdicts.reasoned(talk, dossier, item, text)
    elif verdicts.stands(talk, dossier, item, _seen(talk)):
        adjusting.said(talk, dossier, item, text)


def _said_freely(talk: Talk, text: str) -> None:
    wish, code = _wish(text), items.jump(text) or (text if _CODE.fullmatch(text) else "")
    if wish in WISHES:
        WISHES[wish](talk)
    elif (code or items.find(talk.criteria, text)) and talk.session.unit:
        open_criterion(talk, code or text)
    elif units := finding.units(talk.campaign, text) if len(text) > 1 else ():
        _open(talk, units[0].code) if len(units) == 1 else _which(talk, text, units)
    else:
        opened = talk.session.unit in talk.campaign.units
        body = words.NOT_UNDERSTOOD.format(code=_some_code(talk)) if opened else words.NOTHING_OPEN
        talk.show(Message(body=body, buttons=dossiers.ways(talk)))


def _wish(text: str) -> str:
    return " ".join(fold(text).strip(" .!?").split())


def _step(talk: Talk, step: int) -> None:
    """The criterion before or after the open one."""
    ids = [criterion.id for criterion in talk.criteria.criteria]
    at = ids.index(talk.session.item) + step if talk.session.item in ids else 0
    dossier = dossiers.opened(talk, talk.session.unit)
    if dossier is not None:
        inspecting.show(talk, dossier, ids[min(max(at, 0), len(ids) - 1)])


def _accept_open(talk: Talk) -> None:
    _on_item(talk, "", verdicts.accept)


def _evidence_open(talk: Talk) -> None:
    _on_item(talk, "", lambda talk, dossier, item, _stamp: inspecting.show_evidence(talk, dossier, item))


WISHES: dict[str, Wish] = {
    **dict.fromkeys(("tiep", "tiep tuc", "sau", "tiep theo", "muc sau"), lambda talk: _step(talk, 1)),
    **dict.fromkeys(("truoc", "quay lai", "muc truoc"), lambda talk: _step(talk, -1)),
    **dict.fromkeys(("chap nhan", "dong y", "ok", "dat"), _accept_open),
    **dict.fromkeys(("dieu chinh", "sua"), adjust),
    **dict.fromkeys(("tra lai", "tra ve"), return_),
    **dict.fromkeys(("minh chung", "xem minh chung"), _evidence_open),
    **dict.fromkeys(("ket thuc", "ket thuc tham dinh", "xong"), finish),
    **dict.fromkeys(("ho so", "xem ho so"), open_unit),
    **dict.fromkeys(("hang doi", "danh sach"), queue),
    **dict.fromkeys(("tro giup", "giup", "help"), helping.help_),
}
"""Words that are understood while reviewing, without marks."""


# --- what is pressed -----------------------------------------------------------------------------------


def _queue_pressed(talk: Talk, item: str, _version: str, _argument: str) -> None:
    queueing.queue(talk, int(item) if item.isascii() and item.isdecimal() and len(item) < 6 else 0)


def _unit_pressed(talk: Talk, item: str, _version: str, _argument: str) -> None:
    _open(talk, item)


def _on(act: Callable[[Talk, Dossier, str, str], None]) -> roles.Press:
    """A press on a criterion of a unit: item, stamp, unit."""

    def pressed(talk: Talk, item: str, version: str, argument: str) -> None:
        dossier = dossiers.at(talk, argument, item)
        if dossier is not None:
            act(talk, dossier, item, version)

    return pressed


def _with(act: Callable[[Talk, Dossier, str, str, str], None]) -> roles.Press:
    """A press that carries more: item, stamp, unit=more."""

    def pressed(talk: Talk, item: str, version: str, argument: str) -> None:
        unit, _, more = argument.partition("=")
        dossier = dossiers.at(talk, unit, item)
        if dossier is not None:
            act(talk, dossier, item, version, more)

    return pressed


def _whole(act: Callable[[Talk, Dossier, str], None]) -> roles.Press:
    """A press on a whole dossier."""

    def pressed(talk: Talk, _item: str, version: str, argument: str) -> None:
        dossier = dossiers.opened(talk, argument)
        if dossier is not None:
            act(talk, dossier, version)

    return pressed


PRESSES: dict[str, roles.Press] = roles.only_for(
    ("reviewer",),
    {
        "rvq": _queue_pressed,
        "rv": _unit_pressed,
        "rvi": _on(lambda talk, dossier, item, _: inspecting.show(talk, dossier, item)),
        "rvev": _on(lambda talk, dossier, item, _: inspecting.show_evidence(talk, dossier, item)),
        "rvok": _on(verdicts.accept),
        "rvadj": _on(adjusting.ask),
        "rvset": _with(adjusting.choose),
        "rvamb": _with(adjusting.clear_up),
        "rvret": _on(verdicts.ask_return),
        "rvwhy": _with(verdicts.return_for),
        "rvall": _whole(lambda talk, dossier, _: verdicts.accept_unwarned(talk, dossier)),
        "rvend": _whole(lambda talk, dossier, _: finishing.offer(talk, dossier)),
        "rvfin": _whole(finishing.finish),
    },
)
