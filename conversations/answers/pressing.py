"""What an officer presses: checked against what is on record, then handed on."""

from __future__ import annotations

from conversations import helping, permission
from conversations.answers import answering, contents, inputs, options, queries, taking, wayfinding
from conversations.dossier import evidence_list, explaining, submitting
from conversations.messages import Message
from conversations.outcome import appealing
from conversations.phrases import common, doubting
from conversations.phrases import officer as words
from conversations.review import replying
from conversations.session import Pending
from conversations.sheets import offline
from conversations.showing import cards, fields, items
from conversations.talk import Press, Talk, button
from conversations.year import keeping
from criteria.schema import Checklist, Criterion
from scoring.facts import Claim


def pressed(talk: Talk, payload: tuple[str, str, str, str]) -> None:
    """A button of an officer's: verb, item, version, argument. Whatever is not theirs or not there any more
    gets a sentence and the way on.
    """
    verb, item, version, argument = payload
    person = talk.person
    if person is None or not person.unit():
        helping.unknown_button(talk)
    elif not talk.campaign.set_id:
        talk.show(Message(body=common.NO_CAMPAIGN))
    elif (verb in ON_CRITERIA and item not in talk.criteria.by_id) or (
        verb in ON_ITEMS and not items.exists(talk.criteria, item) and (verb, item) != ("skip", "tt")
    ):
        helping.unknown_button(talk)
    else:
        PRESSES[verb](talk, item, version, argument)


def _answer(talk: Talk, item: str, version: str, arg: str) -> None:
    """An answer was pressed."""
    claim = talk.submission().claim(item)
    if _old(talk, item, version):
        if claim is not None and arg in claim.chosen:
            answering.show_answered(talk, item)  # the same button twice
        else:
            answering.open_item(talk, item, "" if permission.refusal(talk, item) else doubting.STALE)
        return
    if arg == "=" and not _is_open(talk, item):
        answering.open_item(talk, item)  # what was ticked there is not known any more
        return
    _come_to(talk, item)
    if items.is_info(item):
        text = fields.suggested(talk, item)
        answering.settle_info(talk, item, text) if text and arg == "name" else answering.open_item(talk, item)
        return
    _answer_criterion(talk, talk.criteria.by_id[item], arg)


def _answer_criterion(talk: Talk, criterion: Criterion, arg: str) -> None:
    key, _, value = arg.partition("=")
    yes_no = {given.key for given in criterion.inputs if given.type == "yes_no"}
    if arg == "=":
        answering.advance(talk, criterion.id)
    elif key in yes_no and value in ("0", "1"):
        talk.move(entry={**talk.session.entry, key: value}, tries=0)
        answering.advance(talk, criterion.id)
    elif arg in options.labelled(criterion) and not isinstance(criterion.rule, Checklist):
        taking.choose(talk, criterion.id, arg)
    else:
        answering.open_item(talk, criterion.id, doubting.GONE)


def _tick(talk: Talk, item: str, version: str, arg: str) -> None:
    criterion = talk.criteria.by_id.get(item)
    if criterion is None or _old(talk, item, version) or arg not in options.labelled(criterion):
        answering.open_item(talk, item, doubting.GONE)
        return
    _come_to(talk, item)
    chosen = set(talk.session.chosen) ^ {arg}
    ordered = tuple(key for key in options.labelled(criterion) if key in chosen)
    talk.move(chosen=ordered, version=talk.submission().version(item))
    talk.show(cards.question(talk, item))


def _figure(talk: Talk, item: str, version: str, arg: str) -> None:
    """One of the figures that were asked about."""
    key, _, text = arg.partition("=")
    pending = _pending(talk, item, version, "figure")
    if pending is None or pending.key != key or text not in pending.values.values():
        _as_it_stands(talk, item)
    else:
        taking.choose_figure(talk, item, key, text)


def _sure(talk: Talk, item: str, version: str, arg: str) -> None:
    pending = _pending(talk, item, version, "unusual")
    if pending is None or pending.claim is None or queries.mark(pending.claim) != arg:
        _as_it_stands(talk, item)
    else:
        taking.sure(talk, item)


def _use(talk: Talk, item: str, version: str, arg: str) -> None:
    which, _, text = arg.partition("=")
    pending = _pending(talk, item, version, "linked")
    if pending is None or pending.values.get("typed") != text or which not in ("known", "new", "here"):
        _as_it_stands(talk, item)
    else:
        taking.use(talk, item, which)


def _pending(talk: Talk, item: str, version: str, what: str) -> Pending | None:
    session = talk.session
    fitting = session.item == item and session.pending is not None and session.pending.what == what
    return session.pending if fitting and not _old(talk, item, version) else None


def _as_it_stands(talk: Talk, item: str) -> None:
    """An old button: the recorded answer where there is one, else the open question."""
    if item in talk.submission().answers and not items.is_info(item):
        answering.show_answered(talk, item)
    else:
        answering.open_item(talk, item)


def _confirmed(talk: Talk, item: str, version: str, _arg: str) -> None:
    """``Đúng, tiếp tục``: the card with the answer and its derivation stays above the next question."""
    talk.kept = True
    if version != str(talk.submission().version(item)):
        answering.open_item(talk, item, doubting.STALE)
    elif inputs.half_given(talk, item):
        taking.resume(talk, item, doubting.HALF_GIVEN)
    else:
        answering.confirm(talk, item)


def _not_applicable(talk: Talk, item: str, version: str, _arg: str) -> None:
    criterion = talk.criteria.by_id.get(item)
    if criterion is None or criterion.not_applicable is None or _old(talk, item, version):
        answering.open_item(talk, item)
    else:
        _come_to(talk, item)
        answering.settle(talk, item, Claim(not_applicable=criterion.not_applicable.when))


def _example(talk: Talk, item: str, _version: str, _arg: str) -> None:
    """How the open figure can be typed."""
    told = [doubting.EXAMPLE_BODY["text"]]
    if items.is_info(item):
        told = [doubting.EXAMPLE_BODY[items.field_of(talk.criteria, item).type]]
    elif talk.criteria.by_id[item].inputs:
        criterion = talk.criteria.by_id[item]
        told = [
            doubting.EXAMPLE_BODY[kind] for kind in dict.fromkeys(given.type for given in criterion.inputs)
        ]
        if (count := len(criterion.inputs)) > 1:
            example = inputs.several_example(count)
            told.append(doubting.EXAMPLE_SEVERAL.format(count=count, example=example))
    back = ((button(words.BACK_TO_QUESTION, "go", item),),)
    talk.show(Message(title=doubting.EXAMPLE_TITLE, body="\n".join(told), buttons=back))


def _support(talk: Talk, _item: str, _version: str, _arg: str) -> None:
    helping.support(talk)


def _old(talk: Talk, item: str, version: str) -> bool:
    """Whether a button belongs to an earlier version, or the item can't be changed now."""
    return version != str(talk.submission().version(item)) or bool(permission.refusal(talk, item))


def _is_open(talk: Talk, item: str) -> bool:
    return talk.session.item == item and talk.session.place == "question"


def _come_to(talk: Talk, item: str) -> None:
    """The item of the pressed button is the open one; figures typed for another are forgotten."""
    version = talk.submission().version(item)
    if not _is_open(talk, item):
        ticked = inputs.ticked(talk, item)
        talk.move(
            place="question", item=item, version=version, entry={}, chosen=ticked, pending=None, tries=0
        )


ON_CRITERIA: dict[str, Press] = {
    **appealing.PRESSES,
    **evidence_list.PRESSES,
    **explaining.PRESSES,
    **replying.PRESSES,
    "tick": _tick,
    "use": _use,
    "na": _not_applicable,
}
ON_ITEMS: dict[str, Press] = {
    "ans": _answer,
    "fig": _figure,
    "sure": _sure,
    "ok": _confirmed,
    **keeping.PRESSES,
    "edit": wayfinding.anew,
    "example": _example,
    "go": wayfinding.go,
    "skip": wayfinding.skip,
    "back": wayfinding.back,
    "more": wayfinding.more,
}
PRESSES: dict[str, Press] = {
    **ON_CRITERIA,
    **ON_ITEMS,
    "support": _support,
    **keeping.PRESSES_ANYWHERE,
    "toc": contents.pressed,
    **submitting.PRESSES,
    **offline.PRESSES,
}
"""What each verb does: ``(talk, item, version, argument)``."""
