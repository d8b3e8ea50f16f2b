"""From a pressed option or a typed figure to a recorded answer: what is asked back, what is recorded."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from fractions import Fraction

from conversations import cards, figures, inputs, items, linking, permission
from conversations.linking import VALUE, Move
from conversations.messages import Message
from conversations.phrases import officer as words
from conversations.phrases.common import cut
from conversations.session import Pending
from conversations.talk import Talk, button, primary
from criteria.formula import ZeroDenominatorError
from criteria.reading import Ambiguous, NotANumber, Number, Reading
from criteria.schema import Criterion, Input
from criteria.vietnamese import percent
from scoring.claims import complete, figure
from scoring.facts import AnswerGiven, Claim
from scoring.rules import score

FAILURES_BEFORE_HELP = 2


# --- opening -------------------------------------------------------------------------------------------


def open_item(talk: Talk, item: str, *leads: str) -> None:
    """Show the item as it stands now and wait for its answer."""
    talk.move(
        place="question", item=item, version=talk.submission().version(item),
        entry={}, chosen=(), pending=None, tries=0,
    )  # fmt: skip
    talk.show(cards.question(talk, item, *leads))


def show_answered(talk: Talk, item: str, *leads: str, moves: Sequence[Move] = ()) -> None:
    """Show the recorded answer and wait for evidence, confirmation or correction."""
    talk.move(
        place="answered", item=item, version=talk.submission().version(item),
        entry={}, chosen=(), pending=None, tries=0,
    )  # fmt: skip
    talk.show(cards.answered(talk, item, *leads, moves=moves))


def go_next(talk: Talk, after: str, *leads: str) -> None:
    """Open what waits next; where nothing does, offer to hand in."""
    item = items.next_todo(talk.criteria, talk.submission(), after)
    if item:
        open_item(talk, item, *leads)
    else:
        finished(talk, *leads)


def finished(talk: Talk, *leads: str) -> None:
    """Nothing is left to ask."""
    talk.move(place="idle", item="", entry={}, chosen=(), pending=None, tries=0)
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


# --- general information -------------------------------------------------------------------------------


def settle_info(talk: Talk, item: str, text: str) -> None:
    """Record a general information field and go on to the next; says which scores it moves."""
    field = items.field_of(talk.criteria, item)
    claim = Claim(values={VALUE: text})
    moves: tuple[Move, ...] = ()
    if talk.submission().claim(item) != claim or _is_returned(talk, item):
        _record(talk, item, claim)
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
    elif (doubt := _doubt(talk, criterion, claim)) is not None:
        _ask_whether(talk, criterion, claim, doubt)
    else:
        settle(talk, item, claim)


def settle(talk: Talk, item: str, claim: Claim) -> None:
    """Record the claim, where it differs from the one on record, and show its derivation."""
    record = talk.submission()
    if record.claim(item) == claim and not _is_returned(talk, item):
        show_answered(talk, item, words.SAME)
        return
    _record(talk, item, claim)
    linking.fill_sources(talk, talk.criteria.by_id[item], claim)
    show_answered(talk, item, moves=linking.cascade(talk, item))


def confirm(talk: Talk, item: str) -> None:
    """The recorded answer is right. A returned one counts as corrected from now on."""
    claim = talk.submission().claim(item)
    if claim is not None and _is_returned(talk, item) and not permission.refusal(talk, item):
        _record(talk, item, claim)
    go_next(talk, item)


def _record(talk: Talk, item: str, claim: Claim) -> None:
    talk.record(AnswerGiven(item=item, version=talk.submission().version(item) + 1, claim=claim))


def _is_returned(talk: Talk, item: str) -> bool:
    verdict = talk.submission().verdicts.get(item)
    return verdict is not None and verdict.outcome == "returned"


# --- asking back: unusual values -----------------------------------------------------------------------


def _doubt(talk: Talk, criterion: Criterion, claim: Claim) -> str | None:
    """The question to ask before an unusual claim is recorded."""
    result = score(criterion, claim, talk.peers())
    if "zero_denominator" in result.flags:
        return words.ZERO_ASK
    value = _whole_share(criterion, claim)
    if value is None or value <= 1:
        return words.ABOVE_WHOLE_ASK.format(percent="") if "above_whole" in result.flags else None
    pair = figures.simple_fraction(criterion)
    if pair is None:
        return words.ABOVE_WHOLE_ASK.format(percent=percent(value))
    top, bottom = (figures.shown(criterion.input(key), claim.values[key]) for key in pair)
    return words.IS_IT_RIGHT.format(top=top, bottom=bottom, percent=percent(value))


def _whole_share(criterion: Criterion, claim: Claim) -> Fraction | None:
    """The value of a formula that is a share of a whole."""
    formula = figures.formula_of(criterion)
    if formula is None or formula.fraction() is None or claim.chosen:
        return None
    values = {key: figure(text) for key, text in claim.values.items()}
    try:
        return formula.evaluate(values) if formula.names <= values.keys() else None
    except ZeroDenominatorError:
        return None


def _ask_whether(talk: Talk, criterion: Criterion, claim: Claim, doubt: str) -> None:
    item, version = criterion.id, talk.submission().version(criterion.id)
    talk.move(place="question", item=item, pending=Pending(what="unusual", claim=claim))
    told = "\n".join(inputs.lines(talk, criterion))
    talk.show(
        Message(
            body=f"{told}\n\n{doubt}",
            buttons=cards.rows(
                (primary(words.SURE, "sure", item, version, mark(claim)),),
                (button(words.TYPE_AGAIN, "edit", item, version), button(words.SKIP, "skip", item)),
            ),
        )
    )


def mark(claim: Claim) -> str:
    """A short mark of a claim, so that an old button can't confirm a newer one."""
    return hashlib.sha256(claim.model_dump_json().encode()).hexdigest()[:8]


def sure(talk: Talk, item: str) -> None:
    """The unusual claim is right after all."""
    pending = talk.session.pending
    if pending is not None and pending.claim is not None:
        settle(talk, item, pending.claim)


# --- typed figures -------------------------------------------------------------------------------------


def take_info(talk: Talk, item: str, text: str) -> None:
    """A typed text for a numeric general information field."""
    field = items.field_of(talk.criteria, item)
    reading = figures.read(field, text)
    if isinstance(reading, NotANumber):
        refuse(talk, item, field, reading)
    elif isinstance(reading, Ambiguous):
        ask_which(talk, item, VALUE, text, figures.possible(field, reading))
    else:
        settle_info(talk, item, figures.canonical(field, reading))


def take(talk: Talk, item: str, readings: Mapping[str, Reading], text: str) -> None:
    """Typed figures for a criterion's inputs: keep what could be read, ask back for the rest."""
    criterion = talk.criteria.by_id[item]
    good = {k: figures.canonical(criterion.input(k), r) for k, r in readings.items() if isinstance(r, Number)}
    differing = next((k for k, t in good.items() if _differs(talk, criterion.input(k), t)), None)
    talk.move(entry={**talk.session.entry, **good})
    for key, reading in readings.items():
        if isinstance(reading, NotANumber):
            refuse(talk, item, criterion.input(key), reading, several=len(readings) > 1)
            return
        if isinstance(reading, Ambiguous):
            ask_which(talk, item, key, text, figures.possible(criterion.input(key), reading))
            return
    talk.move(tries=0)
    if differing is None:
        advance(talk, item)
    else:
        _ask_linked(talk, criterion, criterion.input(differing))


def refuse(
    talk: Talk, item: str, asked: figures.Asked, reading: NotANumber, *, several: bool = False
) -> None:
    """Say why a figure can't be taken; after two failures in a row offer help instead."""
    tries = talk.session.tries + 1
    talk.move(place="question", item=item, pending=None, tries=tries)
    of = words.WHY_NOT_OF.format(key=asked.key) if several else ""
    yes_no = asked.type == "yes_no"
    why = (
        words.PICK_FIRST
        if yes_no
        else words.WHY_NOT[reading.reason].format(example=words.EXAMPLES[asked.type])
    )
    if tries < FAILURES_BEFORE_HELP:
        talk.show(Message(body=of + why, buttons=((button(words.BACK_TO_QUESTION, "go", item),),)))
    else:
        talk.show(Message(body=f"{of}{why}\n{words.STILL_NOT}", buttons=help_rows(item)))


def help_rows(item: str) -> tuple[cards.Row, ...]:
    """Ways out for somebody who is stuck at an item."""
    return (
        (button(words.SEE_EXAMPLE, "example", item), button(words.SKIP_THIS, "skip", item)),
        (button(words.ASK_SUPPORT, "support", item), button(words.BACK_TO_QUESTION, "go", item)),
    )


def ask_which(talk: Talk, item: str, key: str, text: str, found: Sequence[str]) -> None:
    """The text can mean two figures: ask which, with a button for each."""
    asked = asked_of(talk, item, key)
    version = talk.submission().version(item)
    values = {str(n): each for n, each in enumerate(found, start=1)}
    talk.move(place="question", item=item, pending=Pending(what="figure", key=key, values=values))
    spelled = [figures.shown(asked, each).replace(".", "") for each in found]  # 1234, beside 1,234
    body = words.WHICH_FIGURE.format(text=cut(text, 40), candidates=words.OR.join(spelled))
    pressed = [(button(s, "fig", item, version, f"{key}={v}"),) for s, v in zip(spelled, found, strict=True)]
    talk.show(Message(body=body, buttons=cards.rows(*pressed, (button(words.BACK_TO_QUESTION, "go", item),))))


def ask_figure_or_code(talk: Talk, key: str, reading: str, typed: str, target: str) -> None:
    """A decimal that is also a criterion's code: ask which was meant."""
    item = talk.session.item
    asked = asked_of(talk, item, key)
    version = talk.submission().version(item)
    talk.move(place="question", item=item, pending=Pending(what="figure", key=key, values={"1": reading}))
    code = items.code(talk.criteria, target)
    talk.show(
        Message(
            body=words.FIGURE_OR_CODE.format(text=typed, code=code),
            buttons=cards.rows(
                (button(words.WRITE.format(value=figures.shown(asked, reading)), "fig", item, version,
                        f"{key}={reading}"),),
                (button(words.OPEN.format(code=code), "go", target),),
            ),
        )
    )  # fmt: skip


def asked_of(talk: Talk, item: str, key: str) -> figures.Asked:
    """The field or input that a key of an item belongs to."""
    return (
        items.field_of(talk.criteria, item) if items.is_info(item) else talk.criteria.by_id[item].input(key)
    )


def choose_figure(talk: Talk, item: str, key: str, text: str) -> None:
    """One of the figures that were offered was chosen."""
    talk.move(pending=None, tries=0)
    if items.is_info(item):
        settle_info(talk, item, text)
        return
    criterion = talk.criteria.by_id[item]
    talk.move(entry={**talk.session.entry, key: text})
    if _differs(talk, criterion.input(key), text):
        _ask_linked(talk, criterion, criterion.input(key))
    else:
        advance(talk, item)


# --- asking back: a figure that is on record elsewhere -------------------------------------------------


def _differs(talk: Talk, given: Input, text: str) -> bool:
    known = linking.known(talk.criteria, talk.submission(), given)
    return known is not None and figure(known) != figure(text)


def _ask_linked(talk: Talk, criterion: Criterion, given: Input) -> None:
    item, version = criterion.id, talk.submission().version(criterion.id)
    typed = talk.session.entry[given.key]
    known = linking.known(talk.criteria, talk.submission(), given) or ""
    talk.move(
        place="question", item=item, pending=Pending(what="linked", key=given.key, values={"typed": typed})
    )
    told = {"label": given.label, "known": figures.shown(given, known), "typed": figures.shown(given, typed)}
    template = words.LINKED_ASK_SUM if len(given.same_as) > 1 else words.LINKED_ASK
    everywhere = linking.changeable(talk, given)
    label, arg = (words.USE_NEW, "new") if everywhere else (words.USE_HERE, "here")
    talk.show(
        Message(
            body=template.format(**told, sources=" + ".join(given.same_as)),
            buttons=cards.rows(
                (
                    button(
                        words.USE_KNOWN.format(value=told["known"]), "use", item, version, f"known={typed}"
                    ),
                ),
                (button(label.format(value=told["typed"]), "use", item, version, f"{arg}={typed}"),),
                (button(words.BACK_TO_QUESTION, "go", item),),
            ),
        )
    )


def use(talk: Talk, item: str, which: str) -> None:
    """Which of two differing figures counts: the known one, or the new one, everywhere or only here."""
    criterion, pending = talk.criteria.by_id[item], talk.session.pending
    if pending is None:
        return
    entry, given = dict(talk.session.entry), criterion.input(pending.key)
    moves: tuple[Move, ...] = ()
    if which == "known":
        entry.pop(pending.key, None)
    elif which == "new" and linking.changeable(talk, given):
        moves = linking.rewrite(talk, given, pending.values["typed"])
    talk.move(entry=entry, pending=None)
    advance(talk, item)
    _tell_moves(talk, [move for move in moves if move.criterion.id != item])


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
