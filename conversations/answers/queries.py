"""What is asked back before anything is recorded: unclear, unusual and differing figures, as cards."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from fractions import Fraction

from conversations.answers import figures, inputs, linking, options
from conversations.messages import Button, Message, lines, paragraphs
from conversations.phrases import doubting
from conversations.phrases import officer as words
from conversations.phrases.common import cut
from conversations.showing import cards, items
from conversations.showing.cards import Row
from conversations.talk import Talk, button, primary
from conversations.year import earlier
from criteria.formula import Formula, ZeroDenominatorError
from criteria.reading import NotANumber
from criteria.schema import Choice, Criterion, Input
from criteria.vietnamese import percent
from scoring.claims import figure
from scoring.facts import Claim
from scoring.rules import score

# --- unusual values ------------------------------------------------------------------------------------


def doubt(talk: Talk, criterion: Criterion, claim: Claim) -> str:
    """The question to ask before an unusual claim is recorded; empty for a usual one."""
    return lines(_impossible(talk, criterion, claim), earlier.jumps(talk, criterion.id, claim))


def _impossible(talk: Talk, criterion: Criterion, claim: Claim) -> str:
    """What to ask of a zero denominator, or of more than all."""
    if "zero_denominator" in score(criterion, claim, talk.peers()).flags:
        return _zero(criterion, claim)
    value = _share(criterion, claim)
    if value is None or value <= 1:
        return ""
    pair = criterion.over
    if pair is None:
        return doubting.ABOVE_WHOLE_ASK.format(percent=percent(value))
    top, bottom = (figures.shown(criterion.input(key), claim.values[key]) for key in pair)
    return doubting.IS_IT_RIGHT.format(top=top, bottom=bottom, percent=percent(value))


def _zero(criterion: Criterion, claim: Claim) -> str:
    """Nothing out of nothing is taken as it is; it is asked about where it may be meant otherwise."""
    if criterion.not_applicable:
        return doubting.ZERO_OR_NOT_APPLICABLE.format(button=words.NOT_APPLICABLE)
    pair = criterion.over
    top = figure(claim.values[pair[0]]) if pair else sum(map(figure, claim.values.values()), Fraction(0))
    return doubting.ZERO_ASK if top else ""


def _share(criterion: Criterion, claim: Claim) -> Fraction | None:
    """The value of a formula that is a share of a whole."""
    formula = _of_whole(criterion, claim)
    if formula is None:
        return None
    values = {key: figure(text) for key, text in claim.values.items()}
    try:
        return formula.evaluate(values) if formula.names <= values.keys() else None
    except ZeroDenominatorError:
        return None


def _of_whole(criterion: Criterion, claim: Claim) -> Formula | None:
    """The formula of a share of a whole: the rule's own, or that of the chosen option."""
    rule = criterion.rule
    if isinstance(rule, Choice):
        chosen = (option.share for option in rule.options if option.key in claim.chosen)
        return next((share for share in chosen if share is not None and share.names), None)
    return criterion.formula if criterion.of_whole and not claim.chosen else None


def whether(talk: Talk, criterion: Criterion, claim: Claim, question: str) -> Message:
    """Ask whether an unusual claim is right."""
    item, version = criterion.id, talk.submission().version(criterion.id)
    zero = bool(criterion.not_applicable) and question.startswith(_zero(criterion, claim) or "\0")
    return Message(
        body=paragraphs(lines(*inputs.lines(talk, criterion, claim)), question),
        buttons=cards.rows(
            (button(words.NOT_APPLICABLE, "na", item, version),) if zero else (),
            (primary(doubting.SURE, "sure", item, version, mark(claim)),),
            (button(doubting.TYPE_AGAIN, "edit", item, version), button(words.SKIP, "skip", item)),
        ),
    )


def whether_info(talk: Talk, item: str, claim: Claim, question: str) -> Message:
    """Ask whether an unusual figure of the general information is right."""
    version = talk.submission().version(item)
    sure = (primary(doubting.SURE, "sure", item, version, mark(claim)),)
    again = (button(doubting.TYPE_AGAIN, "edit", item, version), button(words.SKIP, "skip", item))
    return Message(body=question, buttons=cards.rows(sure, again))


def mark(claim: Claim) -> str:
    """A short mark of a claim, so that an old button can't confirm a newer one."""
    return hashlib.sha256(claim.model_dump_json().encode()).hexdigest()[:8]


# --- unclear figures -----------------------------------------------------------------------------------


def refusal(
    item: str, asked: figures.Asked, reading: NotANumber, *, example: str, lettered: bool, stuck: bool
) -> Message:
    """Why a figure can't be taken, with an example; with ways out for somebody who is stuck."""
    if asked.type == "ratio" and reading.reason == "zero_denominator":
        return Message(body=doubting.ZERO_RATIO, buttons=_unanswered_rows(item))
    why = inputs.why_not(asked.type, reading.reason).format(example=example)
    told = words.PICK_YES_NO if asked.type == "yes_no" else why
    lead = doubting.WHY_NOT_OF.format(key=asked.key) if lettered and len(asked.key) == 1 else ""
    if stuck:
        return Message(body=f"{lead}{told}\n{doubting.STILL_NOT}", buttons=help_rows(item))
    return Message(body=lead + told, buttons=((button(words.BACK_TO_QUESTION, "go", item),),))


def figure_wanted(criterion: Criterion, key: str) -> Message:
    """A row of the scale was typed where the figure itself is asked."""
    back = button(words.BACK_TO_QUESTION, "go", criterion.id)
    example = inputs.example(criterion, criterion.input(key).type)
    return Message(body=doubting.FIGURE_NOT_ROW.format(example=example), buttons=((back,),))


def _unanswered_rows(item: str) -> tuple[Row, ...]:
    """Ways on where nothing can be typed."""
    return (
        (button(words.EXPLAIN, "explain", item), button(doubting.SKIP_THIS, "skip", item)),
        (button(words.BACK_TO_QUESTION, "go", item),),
    )


def help_rows(item: str, *, typed: bool = True) -> tuple[Row, ...]:
    """Ways out for somebody who is stuck at an item; an example only where something is ``typed``."""
    example = (button(doubting.SEE_EXAMPLE, "example", item),) if typed else ()
    return (
        (*example, button(doubting.SKIP_THIS, "skip", item)),
        (button(doubting.ASK_SUPPORT, "support", item), button(words.BACK_TO_QUESTION, "go", item)),
    )


def unsure(talk: Talk, item: str) -> Message:
    """The figure is not known: what to do; where something is counted, that none of it is 0."""
    asked: figures.Asked | None = None
    if items.is_info(item):
        asked = items.field_of(talk.criteria, item)
    else:
        criterion = talk.criteria.by_id[item]
        waiting = inputs.open_keys(criterion, inputs.draft(talk, criterion))
        asked = criterion.input(waiting[0]) if waiting else None
    counted = asked is not None and figures.is_counted(asked)
    return Message(body=doubting.UNSURE_COUNTED if counted else doubting.UNSURE, buttons=help_rows(item))


def which_option(talk: Talk, criterion: Criterion, text: str, found: Sequence[str]) -> Message:
    """Ask which of the options that are alike was meant, with a button for each."""
    item, labels = criterion.id, options.labelled(criterion)
    version = talk.submission().version(item)
    pressed = [(cards.option_button(item, version, labels[key], key),) for key in found]
    return Message(
        body=doubting.WHICH_OPTION.format(text=cut(text, 40)),
        buttons=cards.rows(*pressed, (button(words.BACK_TO_QUESTION, "go", item),)),
    )


def which(talk: Talk, asked: figures.Asked, text: str, found: Sequence[str]) -> Message:
    """Ask which of two figures a text means, with a button for each."""
    spelled = [figures.shown(asked, each).replace(".", "") for each in found]  # 1234, beside 1,234
    pressed = [(_write(talk, asked, label, value),) for label, value in zip(spelled, found, strict=True)]
    back = button(words.BACK_TO_QUESTION, "go", talk.session.item)
    return Message(
        body=doubting.WHICH_FIGURE.format(text=cut(text, 40), candidates=doubting.OR.join(spelled)),
        buttons=cards.rows(*pressed, (back,)),
    )


def figure_or_code(talk: Talk, asked: figures.Asked, reading: str, typed: str, target: str) -> Message:
    """Ask whether a decimal is meant as a figure or as a criterion's code."""
    code = items.code(talk.criteria, target)
    label = doubting.WRITE.format(value=figures.shown(asked, reading))
    return Message(
        body=doubting.FIGURE_OR_CODE.format(text=typed, code=code),
        buttons=cards.rows(
            (_write(talk, asked, label, reading),), (button(doubting.OPEN.format(code=code), "go", target),)
        ),
    )


def _write(talk: Talk, asked: figures.Asked, label: str, text: str) -> Button:
    item = talk.session.item
    key = linking.VALUE if items.is_info(item) else asked.key
    return button(label, "fig", item, talk.submission().version(item), f"{key}={text}")


# --- figures that differ from those on record ----------------------------------------------------------


def which_linked(talk: Talk, criterion: Criterion, given: Input, known: str, typed: str) -> Message:
    """Ask whether the recorded figure counts or the new one, everywhere or only here."""
    item, version = criterion.id, talk.submission().version(criterion.id)
    before, now = figures.shown(given, known), figures.shown(given, typed)
    template = doubting.LINKED_ASK_SUM if len(given.same_as) > 1 else doubting.LINKED_ASK
    everywhere = bool(linking.changeable(talk, given))
    label = doubting.USE_NEW if everywhere else doubting.USE_HERE
    arg = f"{'new' if everywhere else 'here'}={typed}"
    return Message(
        body=template.format(label=given.label, known=before, typed=now, sources=" + ".join(given.same_as)),
        buttons=cards.rows(
            (button(doubting.USE_KNOWN.format(value=before), "use", item, version, f"known={typed}"),),
            (button(label.format(value=now), "use", item, version, arg),),
            (button(words.BACK_TO_QUESTION, "go", item),),
        ),
    )
