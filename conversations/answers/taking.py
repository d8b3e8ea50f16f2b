"""A figure or an option is taken into the answer, asked back, or refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conversations.answers import answering, figures, inputs, linking, queries
from conversations.answers.linking import VALUE, Move
from conversations.phrases import officer as words
from conversations.session import Pending
from conversations.showing import cards, items, recorded
from conversations.talk import Talk
from conversations.year import earlier
from criteria.reading import Ambiguous, NotANumber, Number, Reading
from criteria.schema import Criterion
from scoring.claims import complete, figure
from scoring.facts import Claim

FAILURES_BEFORE_HELP = 2


# --- typed or pressed ----------------------------------------------------------------------------------


def choose(talk: Talk, item: str, key: str) -> None:
    """An option of a choice, or a row of a scale, was chosen."""
    talk.move(item=item, chosen=(key,), entry={}, pending=None, tries=0)
    answering.advance(talk, item)


def take_info(talk: Talk, item: str, text: str) -> None:
    """A typed text for a numeric general information field."""
    field = items.field_of(talk.criteria, item)
    reading = figures.read(field, text)
    if isinstance(reading, NotANumber):
        refuse(talk, item, field, reading)
    elif isinstance(reading, Ambiguous):
        ask_which(talk, field, text, figures.candidates(field, reading))
    else:
        check_info(talk, item, figures.canonical(field, reading))


def check_info(talk: Talk, item: str, text: str) -> None:
    """Record a figure of the general information, unless it is far from the last round's: then ask."""
    claim = Claim(values={VALUE: text})
    if question := earlier.jumps(talk, item, claim):
        talk.move(place="question", item=item, pending=Pending(what="unusual", claim=claim))
        talk.show(queries.whether_info(talk, item, claim, question))
    else:
        answering.settle_info(talk, item, text)


def take(talk: Talk, item: str, readings: Mapping[str, Reading], text: str) -> None:
    """Typed figures for a criterion's inputs: keep what could be read, ask back for the rest."""
    criterion = talk.criteria.by_id[item]
    good = {k: figures.canonical(criterion.input(k), r) for k, r in readings.items() if isinstance(r, Number)}
    talk.move(entry={**talk.session.entry, **good})
    for key, reading in readings.items():
        given = criterion.input(key)
        if isinstance(reading, NotANumber):
            refuse(talk, item, given, reading, several=len(readings) > 1)
            return
        if isinstance(reading, Ambiguous):
            ask_which(talk, given, text, figures.candidates(given, reading))
            return
    talk.move(tries=0)
    _check_linked(talk, criterion, good)


def refuse(
    talk: Talk, item: str, asked: figures.Asked, reading: NotANumber, *, several: bool = False
) -> None:
    """Say why a figure can't be taken; after two failures in a row offer help as well."""
    tries = talk.session.tries + 1
    talk.move(place="question", item=item, pending=None, tries=tries)
    criterion, example = talk.criteria.by_id.get(item), words.EXAMPLES[asked.type]
    if criterion is not None:
        example = inputs.example(criterion, criterion.input(asked.key).type)
    stuck = tries >= FAILURES_BEFORE_HELP
    message = queries.refusal(item, asked, reading, example=example, lettered=several, stuck=stuck)
    if criterion is not None and asked.type == "yes_no":
        pressed = cards.choices(talk, criterion, inputs.draft(talk, criterion))
        message = message.model_copy(update={"buttons": cards.rows(*pressed, *message.buttons)})
    talk.show(message)


def ask_which(talk: Talk, asked: figures.Asked, text: str, found: Sequence[str]) -> None:
    """The text can mean two figures: ask which."""
    key = VALUE if items.is_info(talk.session.item) else asked.key
    values = {str(n): each for n, each in enumerate(found, start=1)}
    talk.move(place="question", pending=Pending(what="figure", key=key, values=values))
    talk.show(queries.which(talk, asked, text, found))


def ask_figure_or_code(talk: Talk, asked: figures.Asked, reading: str, typed: str, target: str) -> None:
    """A decimal that is also a criterion's code: ask which was meant."""
    key = VALUE if items.is_info(talk.session.item) else asked.key
    talk.move(place="question", pending=Pending(what="figure", key=key, values={"1": reading}))
    talk.show(queries.figure_or_code(talk, asked, reading, typed, target))


def choose_figure(talk: Talk, item: str, key: str, text: str) -> None:
    """One of the figures that were offered was chosen."""
    talk.move(pending=None, tries=0)
    if items.is_info(item):
        check_info(talk, item, text)
    else:
        talk.move(entry={**talk.session.entry, key: text})
        _check_linked(talk, talk.criteria.by_id[item], {key: text})


def sure(talk: Talk, item: str) -> None:
    """The unusual claim is right after all."""
    pending = talk.session.pending
    if pending is None or pending.claim is None:
        return
    if items.is_info(item):
        answering.settle_info(talk, item, pending.claim.values[VALUE])
    else:
        answering.settle(talk, item, pending.claim)


def resume(talk: Talk, item: str, *leads: str) -> None:
    """The open question once more, with what is half given; what was asked back is asked again."""
    criterion, pending = talk.criteria.by_id[item], talk.session.pending
    if pending is not None and pending.what == "linked":
        _check_linked(talk, criterion, {pending.key: pending.values["typed"]})
    elif pending is not None and pending.what == "unusual":
        answering.advance(talk, item)
    else:
        talk.move(pending=None, tries=0)
        talk.show(cards.question(talk, item, *leads))


# --- figures that are on record elsewhere --------------------------------------------------------------


def _check_linked(talk: Talk, criterion: Criterion, typed: Mapping[str, str]) -> None:
    """Go on, unless a typed figure differs from the recorded one: then ask which counts."""
    for key, text in typed.items():
        given = criterion.input(key)
        known = linking.known(talk.criteria, talk.submission(), given)
        if known is not None and figure(known) != figure(text):
            pending = Pending(what="linked", key=key, values={"typed": text})
            talk.move(place="question", item=criterion.id, pending=pending)
            talk.show(queries.which_linked(talk, criterion, given, known, text))
            return
    answering.advance(talk, criterion.id)


def use(talk: Talk, item: str, which: str) -> None:
    """Which of two differing figures counts: the known one, or the new one, everywhere or only here."""
    criterion, pending = talk.criteria.by_id[item], talk.session.pending
    if pending is None:
        return
    given, typed = criterion.input(pending.key), pending.values["typed"]
    talk.move(pending=None)
    if which == "known":
        talk.move(entry={key: text for key, text in talk.session.entry.items() if key != given.key})
    claim = inputs.draft(talk, criterion)
    if which != "new" or not linking.changeable(talk, given):
        answering.advance(talk, item)
    elif complete(criterion, claim) and not queries.doubt(talk, criterion, claim):
        answering.settle(talk, item, claim, given)
    else:
        moves = linking.rewrite(talk, given, typed)
        answering.advance(talk, item)
        _tell_moves(talk, moves)


def _tell_moves(talk: Talk, moves: Sequence[Move]) -> None:
    """Add what moved elsewhere to the message that has just been shown."""
    if moves and talk.messages:
        last = talk.messages.pop()
        talk.say(last.model_copy(update={"body": f"{last.body}\n\n{recorded.moved(moves)}"}))
