"""From a pressed option or a typed figure to a recorded answer: what is asked back, what is recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conversations import permission, roles
from conversations.answers import figures, inputs, linking, queries
from conversations.answers.linking import VALUE, Move
from conversations.messages import Message
from conversations.phrases import officer as words
from conversations.phrases import people
from conversations.session import Pending
from conversations.showing import cards, fields, items
from conversations.talk import Talk, button, primary
from conversations.year import earlier
from criteria.reading import Ambiguous, NotANumber, Number, Reading
from criteria.schema import Criterion, Input
from scoring.claims import complete, figure
from scoring.facts import AnswerGiven, Claim

FAILURES_BEFORE_HELP = 2


# --- opening -------------------------------------------------------------------------------------------


def open_item(talk: Talk, item: str, *leads: str) -> None:
    """Show the item as it stands now and wait for its answer."""
    talk.move(
        place="question", item=item, version=talk.submission().version(item),
        entry={}, chosen=(), pending=None, tries=0,
    )  # fmt: skip
    card = fields.question if items.is_info(item) else cards.question
    talk.show(card(talk, item, *leads))


def show_answered(talk: Talk, item: str, *leads: str, moves: Sequence[Move] = ()) -> None:
    """Show the recorded answer and wait for evidence, confirmation or correction."""
    talk.move(
        place="answered", item=item, version=talk.submission().version(item),
        entry={}, chosen=(), pending=None, tries=0,
    )  # fmt: skip
    talk.show(cards.answered(talk, item, *leads, moves=moves))


def go_next(talk: Talk, after: str, *leads: str) -> None:
    """Open what waits next; where nothing does, offer to hand in."""
    item = items.next_todo(talk.criteria, talk.submission(), after, roles.assigned(talk))
    if item:
        open_item(talk, item, *leads)
    else:
        finished(talk, *leads)


def finished(talk: Talk, *leads: str) -> None:
    """Nothing is left to ask."""
    talk.move(place="idle", item="", entry={}, chosen=(), pending=None, tries=0)
    if roles.assigned(talk):
        _finished_part(talk, *leads)
        return
    again = talk.submission().state == "returned"
    talk.show(
        Message(
            title=words.ALL_CORRECTED_TITLE if again else words.ALL_DONE_TITLE,
            body="\n\n".join([*leads, words.ALL_CORRECTED if again else words.ALL_DONE]),
            footer=cards.footer(talk),
            buttons=(
                (primary(words.SUBMIT, "cmd", "nop"),),
                (button(words.WHAT_IS_MISSING, "cmd", "conthieu"), button(words.CONTENTS, "toc")),
            ),
        )
    )


def _finished_part(talk: Talk, *leads: str) -> None:
    """A colleague has answered what was handed to them; handing in is the main officer's."""
    look = (button(words.WHAT_IS_MISSING, "cmd", "conthieu"), button(words.CONTENTS, "toc"))
    body = "\n\n".join([*leads, people.ASSIGN_FINISHED])
    talk.show(Message(title=people.ASSIGN_FINISHED_TITLE, body=body, buttons=(look,)))


# --- general information -------------------------------------------------------------------------------


def settle_info(talk: Talk, item: str, text: str, kept: str = "") -> None:
    """Record a general information field and go on to the next; says which scores it moves.

    ``kept``: the round whose figure it is.
    """
    field = items.field_of(talk.criteria, item)
    claim = Claim(values={VALUE: text})
    moves: tuple[Move, ...] = ()
    if talk.submission().claim(item) != claim or _is_returned(talk, item):
        _record(talk, item, claim, kept)
        moves = linking.cascade(talk, item)
    noted = words.NOTED.format(label=field.label, value=figures.shown(field, text))
    go_next(talk, item, "\n".join(part for part in (noted, cards.moved(moves)) if part))


# --- criteria ------------------------------------------------------------------------------------------


def advance(talk: Talk, item: str) -> None:
    """Ask for what the claim still lacks, or settle it."""
    criterion = talk.criteria.by_id[item]
    claim = inputs.draft(talk, criterion)
    if not complete(criterion, claim):
        talk.move(place="question", item=item, pending=None)
        talk.show(cards.next_input(talk, item))
    elif doubt := queries.doubt(talk, criterion, claim):
        talk.move(place="question", item=item, pending=Pending(what="unusual", claim=claim))
        talk.show(queries.whether(talk, criterion, claim, doubt))
    else:
        settle(talk, item, claim)


def settle(
    talk: Talk, item: str, claim: Claim, rewritten: Input | None = None, *, kept: str = "", lead: str = ""
) -> None:
    """Record the claim, where it differs from the one on record, and show its derivation.

    ``rewritten``: an input whose figure also replaces the one at its source. ``kept``: the round whose
    figures these are.
    """
    record = talk.submission()
    if record.claim(item) == claim and not _is_returned(talk, item) and rewritten is None:
        show_answered(talk, item, words.SAME)
        return
    if record.claim(item) != claim or _is_returned(talk, item):
        _record(talk, item, claim, kept)
    moves = linking.rewrite(talk, rewritten, claim.values[rewritten.key]) if rewritten else ()
    linking.fill_sources(talk, talk.criteria.by_id[item], claim)
    show_answered(talk, item, lead, moves=(*moves, *linking.cascade(talk, item)))


def confirm(talk: Talk, item: str) -> None:
    """The recorded answer is right. A returned one counts as corrected from now on."""
    claim = talk.submission().claim(item)
    if claim is not None and _is_returned(talk, item) and not permission.refusal(talk, item):
        _record(talk, item, claim)
    go_next(talk, item)


def _record(talk: Talk, item: str, claim: Claim, kept: str = "") -> None:
    version = talk.submission().version(item) + 1
    talk.record(AnswerGiven(item=item, version=version, claim=claim, kept=kept))


def _is_returned(talk: Talk, item: str) -> bool:
    verdict = talk.submission().verdicts.get(item)
    return verdict is not None and verdict.outcome == "returned"


# --- typed figures -------------------------------------------------------------------------------------


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
        settle_info(talk, item, text)


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
        settle_info(talk, item, pending.claim.values[VALUE])
    else:
        settle(talk, item, pending.claim)


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
    advance(talk, criterion.id)


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
        advance(talk, item)
    elif complete(criterion, claim) and not queries.doubt(talk, criterion, claim):
        settle(talk, item, claim, given)
    else:
        moves = linking.rewrite(talk, given, typed)
        advance(talk, item)
        _tell_moves(talk, moves)


def _tell_moves(talk: Talk, moves: Sequence[Move]) -> None:
    """Add what moved elsewhere to the message that has just been shown."""
    if moves and talk.messages:
        last = talk.messages.pop()
        talk.say(last.model_copy(update={"body": f"{last.body}\n\n{cards.moved(moves)}"}))


# --- options -------------------------------------------------------------------------------------------


def choose(talk: Talk, item: str, key: str) -> None:
    """An option of a choice, or a row of a scale, was chosen."""
    talk.move(item=item, chosen=(key,), entry={}, pending=None, tries=0)
    advance(talk, item)
