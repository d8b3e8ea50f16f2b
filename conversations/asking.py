"""What an officer types and presses while questions are asked: understood, and handed on."""

from __future__ import annotations

import re
from collections.abc import Callable

from conversations import (
    answering,
    cards,
    evidence,
    explaining,
    figures,
    helping,
    inputs,
    items,
    joining,
    options,
    permission,
    queries,
    submitting,
    trying,
    wayfinding,
)
from conversations.messages import Message
from conversations.phrases import doubting
from conversations.phrases import officer as words
from conversations.phrases.common import cut
from conversations.talk import Talk, button
from criteria.reading import NotANumber, read_yes_no
from criteria.schema import Checklist, Choice, Criterion, Tiers
from criteria.vietnamese import fold
from scoring.claims import needed
from scoring.facts import Claim

LONGEST_TEXT = 300  # characters of a general information field

WISHES: dict[str, Callable[[Talk], None]] = {
    **dict.fromkeys(("tiep", "tiep tuc", "cau tiep", "cau tiep theo"), wayfinding.go_on),
    **dict.fromkeys(("muc luc", "danh sach cau"), wayfinding.contents),
    **dict.fromkeys(("con thieu", "thieu gi", "con thieu gi"), wayfinding.what_is_missing),
    **dict.fromkeys(("diem", "xem diem", "diem tam tinh"), wayfinding.standing),
    **dict.fromkeys(("nop", "nop ho so"), submitting.offer),
    **dict.fromkeys(("rut ho so",), submitting.withdraw),
    **dict.fromkeys(("tro giup", "help", "giup", "huong dan"), helping.help_),
    **dict.fromkeys(("goi y",), trying.cheapest),
    **dict.fromkeys(("dung", "nghi", "tam dung", "stop"), wayfinding.pause),
    **dict.fromkeys(("bat dau", "start"), joining.welcome),
}
"""Words that are understood anywhere, without marks. ``dừng`` is told from ``đúng`` before folding."""

_SKIP = frozenset({"bo qua", "bo", "qua"})
_BACK = frozenset({"quay lai", "truoc", "cau truoc", "tro lai"})
_CHANGE = frozenset({"sua", "sua lai", "go lai"})
_RIGHT = frozenset(
    {"đúng", "đúng rồi", "đúng, tiếp tục", "đúng như vậy", "dung", "dung roi", "ok", "oke", "vâng", "phải"}
)


# --- typed ---------------------------------------------------------------------------------------------


def said(talk: Talk, text: str) -> None:
    """A typed text from an officer."""
    if _is_right(talk, text) or _is_wish(talk, text):
        return
    place, item = talk.session.place, talk.session.item
    if code := items.jump(text):
        wayfinding.jump(talk, code)
    elif not items.exists(talk.criteria, item):
        _unasked(talk, text)
    elif items.is_info(item) and place == "question":
        _info_said(talk, item, text)
    elif place == "explaining" and " " in text:
        explaining.explained(talk, text)
    elif evidence.link_typed(talk, text):
        return
    elif place == "explaining":
        explaining.explained(talk, text)
    elif place == "question":
        _criterion_said(talk, item, text)
    else:
        _unasked(talk, text)


def _is_right(talk: Talk, text: str) -> bool:
    """``Đúng`` or ``không`` to what was just shown: an unusual figure, or the recorded answer."""
    session = talk.session
    asked_back = session.pending is not None and session.pending.what in ("unusual", "linked")
    if asked_back and read_yes_no(text) is False and items.exists(talk.criteria, session.item):
        answering.open_item(talk, session.item)
        return True
    if text.lower().strip(" .!") not in _RIGHT or not items.exists(talk.criteria, session.item):
        return False
    if session.place == "answered":
        answering.confirm(talk, session.item)
        return True
    if session.pending is not None and session.pending.what == "unusual" and not _is_stale(talk):
        answering.sure(talk, session.item)
        return True
    return False


def _is_wish(talk: Talk, text: str) -> bool:
    wish, item = " ".join(fold(text).strip(" .!?").split()), talk.session.item
    if wish == "dung" and "đ" in text.lower():
        return False
    open_ = items.exists(talk.criteria, item)
    if wish in WISHES:
        WISHES[wish](talk)
    elif wish in _SKIP and open_:
        wayfinding.skip(talk, item, "", "")
    elif wish in _BACK and open_:
        wayfinding.back(talk, item, "", "")
    elif wish in _CHANGE and open_:
        answering.open_item(talk, item)
    else:
        return False
    return True


def _unasked(talk: Talk, text: str) -> None:
    """Nothing is asked: a code opens its criterion, a link needs one, anything else gets the ways on."""
    item = items.find(talk.criteria, text)
    if item:
        answering.open_item(talk, item)
    elif evidence.link_typed(talk, text):
        return
    elif talk.session.place == "answered" and items.exists(talk.criteria, talk.session.item):
        _after_answer(talk, talk.session.item, text)
    elif items.like_a_code(text):
        wayfinding.jump(talk, text)
    else:
        wayfinding.orient(talk)


def _after_answer(talk: Talk, item: str, text: str) -> None:
    """The answer stands; a text like a code may have been meant as one, and is said to be none."""
    version = talk.submission().version(item)
    body = words.AFTER_ANSWER.format(code=items.code(talk.criteria, item))
    if items.like_a_code(text):
        body = f"{words.NO_CODE.format(code=text)}\n{body}"
    row = (button(words.RIGHT_GO_ON, "ok", item, version), button(words.CHANGE, "edit", item, version))
    explain = () if items.is_info(item) else ((button(words.EXPLAIN, "explain", item),),)
    talk.show(Message(body=body, buttons=cards.rows(row, *explain)))


def _info_said(talk: Talk, item: str, text: str) -> None:
    field = items.field_of(talk.criteria, item)
    code = "" if text.strip().isdecimal() else items.find(talk.criteria, text)
    if _refused_or_stale(talk, item):
        return
    if code and _jumps(talk, field, text, code):
        return
    if field.type != "text":
        answering.take_info(talk, item, text)
    elif len(text) > LONGEST_TEXT:
        body = doubting.TEXT_TOO_LONG.format(most=LONGEST_TEXT)
        talk.show(Message(body=body, buttons=((button(words.BACK_TO_QUESTION, "go", item),),)))
    else:
        answering.settle_info(talk, item, " ".join(text.split()))


def _criterion_said(talk: Talk, item: str, text: str) -> None:
    criterion = talk.criteria.by_id[item]
    claim = inputs.draft(talk, criterion)
    waiting = inputs.open_keys(criterion, claim)
    code = "" if text.strip().isdecimal() else items.find(talk.criteria, text)
    keys = waiting or needed(criterion, claim)
    asked = criterion.input(keys[0]) if keys else None
    if _refused_or_stale(talk, item):
        return
    if code and (asked is None or _jumps(talk, asked, text, code)):
        if asked is None:
            answering.open_item(talk, code)
        return
    _answer_said(talk, criterion, claim, text)


def _answer_said(talk: Talk, criterion: Criterion, claim: Claim, text: str) -> None:
    rule, item = criterion.rule, criterion.id
    choosing = isinstance(rule, Choice) and not talk.session.chosen
    if isinstance(rule, Checklist) and not inputs.open_keys(criterion, claim):
        _several_said(talk, criterion, text)
        return
    if choosing or (isinstance(rule, Tiers) and rule.pick):
        key = options.typed(criterion, text)
        if key or choosing:
            answering.choose(talk, item, key) if key else _out_of_range(talk, criterion, text)
            return
        if len(found := options.alike(criterion, text)) > 1:
            talk.show(queries.which_option(talk, criterion, text, found))
            return
    wanted = needed(criterion, claim)
    open_ = inputs.open_keys(criterion, claim)
    readings = figures.read_all(criterion, wanted, open_, text)
    if isinstance(rule, Tiers) and figures.only_a_row(rule, readings, text):
        talk.show(queries.figure_wanted(criterion, wanted[-1]))
        return
    answering.take(talk, item, readings, text)


def _several_said(talk: Talk, criterion: Criterion, text: str) -> None:
    chosen = options.several(criterion, text)
    if chosen is None:
        _out_of_range(talk, criterion, text)
        return
    talk.move(chosen=chosen, tries=0)
    answering.advance(talk, criterion.id)


def _out_of_range(talk: Talk, criterion: Criterion, text: str) -> None:
    """The text names none of the options; after two failures in a row offer help instead."""
    if re.fullmatch(r"[0-9]+(\.[0-9]+)+", text.strip()):
        wayfinding.jump(talk, text.strip())  # looks like a code, and there is none
        return
    alike, ticking = options.alike(criterion, text), isinstance(criterion.rule, Checklist)
    if len(alike) > 1 and not ticking:
        talk.show(queries.which_option(talk, criterion, text, alike))
        return
    tries = talk.session.tries + 1
    talk.move(tries=tries)
    found = options.labelled(criterion)
    body = doubting.PICK_SEVERAL_RANGE if ticking else doubting.PICK_RANGE
    body, rows = body.format(count=len(found)), tuple(cards.choices(talk, criterion))
    if len(alike) > 1:
        named = "; ".join(found[key] for key in alike)
        body = f"{doubting.ALIKE_ITEMS.format(text=cut(text, 40), labels=named)}\n{body}"
    if tries >= answering.FAILURES_BEFORE_HELP:
        body, rows = f"{body}\n{doubting.STILL_NOT}", (*rows, *queries.help_rows(criterion.id))
    talk.show(Message(body=body, buttons=cards.rows(*rows)))


def _jumps(talk: Talk, asked: figures.Asked, text: str, code: str) -> bool:
    """A text that is a criterion's code: whole figures can't be meant, decimals are asked back."""
    reading = figures.read(asked, text) if asked.type in ("amount", "ratio", "frequency") else None
    if reading is None or isinstance(reading, NotANumber):
        if "." not in text:
            return False
        answering.open_item(talk, code)
        return True
    first = figures.candidates(asked, reading)[0]
    answering.ask_figure_or_code(talk, asked, first, text, code)
    return True


def _refused_or_stale(talk: Talk, item: str) -> bool:
    """The open item can't be changed, or has changed since its card was shown: show it as it stands."""
    if permission.refusal(talk, item):
        answering.open_item(talk, item)
        return True
    if _is_stale(talk):
        answering.open_item(talk, item, doubting.STALE)
        return True
    return False


def _is_stale(talk: Talk) -> bool:
    return talk.session.version != talk.submission().version(talk.session.item)
