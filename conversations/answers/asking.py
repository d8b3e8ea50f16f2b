"""What an officer types and presses while questions are asked: understood, and handed on."""

from __future__ import annotations

import re

from conversations import permission
from conversations.answers import answering, figures, inputs, options, queries, taking, wayfinding, wishes
from conversations.dossier import evidence, explaining
from conversations.messages import Message
from conversations.outcome import appealing
from conversations.phrases import doubting
from conversations.phrases import officer as words
from conversations.phrases.common import cut
from conversations.showing import cards, items
from conversations.talk import Talk, button
from criteria.reading import NotANumber
from criteria.schema import Checklist, Choice, Criterion, Tiers
from scoring.claims import needed
from scoring.facts import Claim

LONGEST_TEXT = 300  # characters of a general information field


# --- typed ---------------------------------------------------------------------------------------------


def said(talk: Talk, text: str) -> None:
    """A typed text from an officer."""
    if wishes.granted(talk, text):
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
    elif other := items.to_change(talk.criteria, text):
        answering.open_item(talk, other)
    elif place == "question":
        _criterion_said(talk, item, text)
    else:
        _unasked(talk, text)


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
    """The answer stands; a text like a code may have been meant as one, and is said to be none. Words may be
    meant as its explanation.
    """
    like_code = items.like_a_code(text)
    if permission.is_appealed(talk, item):
        appealing.still_open(talk, words.NO_CODE.format(code=text) if like_code else "")
        return
    told = " " in text and not text.rstrip().endswith("?")
    if told and len(text) >= explaining.LENGTH.start and not like_code and not items.is_info(item):
        explaining.offer(talk, item, text)
        return
    version = talk.submission().version(item)
    body = words.AFTER_ANSWER.format(code=items.code(talk.criteria, item))
    if like_code:
        body = f"{words.NO_CODE.format(code=text)}\n{body}"
    row = (button(words.RIGHT_GO_ON, "ok", item, version), button(words.CHANGE, "edit", item, version))
    explain = () if items.is_info(item) else ((button(words.EXPLAIN, "explain", item),),)
    talk.show(Message(body=body, buttons=cards.rows(row, *explain)))


def _info_said(talk: Talk, item: str, text: str) -> None:
    field = items.field_of(talk.criteria, item)
    code = "" if text.strip().isdecimal() else items.find(talk.criteria, text)
    if _refused_or_stale(talk, item, code):
        return
    if code and _jumps(talk, field, text, code):
        return
    if field.type != "text":
        taking.take_info(talk, item, text)
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
    if _refused_or_stale(talk, item, code):
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
            taking.choose(talk, item, key) if key else _out_of_range(talk, criterion, text)
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
    taking.take(talk, item, readings, text)


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
    body, rows = body.format(count=len(found)), tuple(_offered(talk, criterion))
    if len(alike) > 1:
        named = "; ".join(found[key] for key in alike)
        body = f"{doubting.ALIKE_ITEMS.format(text=cut(text, 40), labels=named)}\n{body}"
    if tries >= taking.FAILURES_BEFORE_HELP:
        body, rows = f"{body}\n{doubting.STUCK}", (*rows, *queries.help_rows(criterion.id, typed=False))
    talk.show(Message(body=body, buttons=cards.rows(*rows)))


def _offered(talk: Talk, criterion: Criterion) -> list[cards.Row]:
    return cards.choices(talk, criterion, inputs.draft(talk, criterion))


def _jumps(talk: Talk, asked: figures.Asked, text: str, code: str) -> bool:
    """A text that is a criterion's code: whole figures can't be meant, decimals are asked back."""
    reading = figures.read(asked, text) if asked.type in ("amount", "ratio", "frequency") else None
    if reading is None or isinstance(reading, NotANumber):
        if "." not in text:
            return False
        answering.open_item(talk, code)
        return True
    first = figures.candidates(asked, reading)[0]
    taking.ask_figure_or_code(talk, asked, first, text, code)
    return True


def _refused_or_stale(talk: Talk, item: str, code: str) -> bool:
    """The open item can't be changed, or has changed since its card was shown: show it as it stands. Where
    nothing can be answered, a code is meant as one.
    """
    if permission.refusal(talk, item):
        answering.open_item(talk, code or item)
        return True
    if wishes.is_stale(talk):
        answering.open_item(talk, item, doubting.STALE)
        return True
    return False
