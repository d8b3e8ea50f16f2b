"""Other figures or other points than the unit's: typed or pressed, shown, and recorded with a reason."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from conversations import figures, inspecting, options, verdicts
from conversations.dossiers import Dossier, Row, lines, paragraphs
from conversations.messages import Message
from conversations.phrases import officer, rules
from conversations.phrases import reviewer as words
from conversations.phrases.common import cut
from conversations.session import Pending, Session
from conversations.talk import Talk, button
from criteria.reading import Ambiguous, NotANumber, Number, Reading, read_number, read_yes_no
from criteria.schema import Checklist, Criterion, Tiers
from criteria.vietnamese import number, plain
from scoring.claims import complete, needed
from scoring.facts import Claim
from scoring.rules import Score, score

_POINTS_FIRST = re.compile(r"(?:điểm|diem)\s*[:=]?\s*(.*)", re.IGNORECASE | re.DOTALL)
_POINTS_LAST = re.compile(r"(.*?)\s*(?:điểm|diem)", re.IGNORECASE | re.DOTALL)


def ask(talk: Talk, dossier: Dossier, item: str, stamp: str, *leads: str) -> None:
    """Ask for the right figures, option or points."""
    if not verdicts.stands(talk, dossier, item, stamp):
        return
    inspecting.stay(talk, dossier, item)
    talk.move(place="adjusting", pending=Pending(what="verdict", act="adjust", key=stamp))
    _prompt(talk, dossier, item, *leads)


def _prompt(talk: Talk, dossier: Dossier, item: str, *leads: str) -> None:
    criterion = dossier.criterion(item)
    how = words.ADJUST_OPTIONS if options.labelled(criterion) else words.ADJUST_FIGURES
    now = dossier.verified.scores[item].derivation
    body = paragraphs(
        *leads,
        lines(*inspecting.claimed(dossier, criterion, _standing(dossier, item))),
        words.ADJUST_NOW.format(derivation=now) if now else words.CARD_UNANSWERED,
        lines(*(f"{n}. {row}" for n, row in enumerate(rules.rows(criterion), start=1))),
        how.format(example=_example(criterion), points=_example_points(criterion)),
        words.ADJUST_MOST.format(most=number(criterion.max)),
    )
    title = words.ADJUST_TITLE.format(code=criterion.code, unit=dossier.unit.name)
    talk.show(Message(title=title, body=body, buttons=(*_options(dossier, item), *_cancel(dossier, item))))


def _standing(dossier: Dossier, item: str) -> Claim:
    """The claim as it stands: the reviewer's, else the unit's."""
    verdict = dossier.record.verdicts.get(item)
    if verdict is not None and verdict.claim is not None:
        return verdict.claim
    return dossier.record.claim(item) or Claim()


def _example(criterion: Criterion) -> str:
    if len(criterion.inputs) == 1:
        return officer.EXAMPLES[criterion.inputs[0].type]
    first = criterion.inputs[0].key if criterion.inputs else "a"
    over = "421/512 hoặc " if figures.simple_fraction(criterion) else ""
    return f"{over}{first}=421"


def _example_points(criterion: Criterion) -> str:
    return number(criterion.max / 2)


def _options(dossier: Dossier, item: str) -> list[Row]:
    found = options.labelled(dossier.criterion(item))
    if isinstance(dossier.criterion(item).rule, Checklist):
        return []  # several can be right: they are typed as a list of numbers
    return [
        (button(cut(label), "rvset", item, dossier.stamp(item), f"{dossier.code}={n}"),)
        for n, label in enumerate(found.values(), start=1)
    ]


def _cancel(dossier: Dossier, item: str) -> list[Row]:
    return [(verdicts.cancel(dossier, item),)]


# --- what was typed or pressed -------------------------------------------------------------------------


def said(talk: Talk, dossier: Dossier, item: str, text: str) -> None:
    """Points (``điểm 20``), an option, or figures in any of the ways that officers type them."""
    criterion = dossier.criterion(item)
    typed = _POINTS_FIRST.fullmatch(text) or _POINTS_LAST.fullmatch(text)
    if typed is not None:
        _points(talk, dossier, item, typed[1])
    elif chosen := _chosen(criterion, text):
        talk.move(chosen=chosen, entry={})
        _advance(talk, dossier, item)
    elif needed(criterion, _draft(talk.session, dossier, item)):
        _figures(talk, dossier, item, text)
    else:
        count = len(options.labelled(criterion))
        refused = words.OPTION_RANGE.format(count=count) if count else ""
        _again(talk, dossier, item, refused or words.POINTS_UNREAD.format(points=_example_points(criterion)))


def choose(talk: Talk, dossier: Dossier, item: str, stamp: str, which: str) -> None:
    """An option was pressed."""
    if not verdicts.stands(talk, dossier, item, stamp):
        return
    key = options.match(dossier.criterion(item), which) if which.isdecimal() else ""
    if not key:
        ask(talk, dossier, item, stamp)
        return
    inspecting.stay(talk, dossier, item)
    talk.move(place="adjusting", chosen=(key,), pending=Pending(what="verdict", act="adjust", key=stamp))
    _advance(talk, dossier, item)


def _chosen(criterion: Criterion, text: str) -> tuple[str, ...]:
    if isinstance(criterion.rule, Checklist):
        return options.several(criterion, text) or ()
    key = options.match(criterion, text)
    return (key,) if key else ()


def _draft(session: Session, dossier: Dossier, item: str) -> Claim:
    """The standing claim with what was typed just now in it."""
    criterion, base = dossier.criterion(item), _standing(dossier, item)
    figure_typed = bool(session.entry) and isinstance(criterion.rule, Tiers)
    chosen = session.chosen or (() if figure_typed else base.chosen)
    claim = Claim(values={**base.values, **session.entry}, chosen=chosen)
    wanted = needed(criterion, claim)
    return Claim(values={key: claim.values[key] for key in wanted if key in claim.values}, chosen=chosen)


def _open(criterion: Criterion, claim: Claim) -> list[str]:
    return [key for key in needed(criterion, claim) if key not in claim.values]


def _points(talk: Talk, dossier: Dossier, item: str, text: str) -> None:
    criterion = dossier.criterion(item)
    reading = read_number(text)
    values = [each.value for each in reading.candidates] if isinstance(reading, Ambiguous) else []
    values = [reading.value] if isinstance(reading, Number) else values
    fitting = [value for value in values if value <= criterion.max]
    if len(fitting) == 1:
        _propose_points(talk, dossier, item, fitting[0])
    elif len(fitting) > 1:
        either = words.OR.join(number(value) for value in fitting)
        example = _example_points(criterion)
        body = words.WHICH_POINTS.format(text=cut(text, 40), candidates=either, points=example)
        _again(talk, dossier, item, body)
    elif values:
        typed, most = number(values[0]), number(criterion.max)
        _again(talk, dossier, item, words.POINTS_OVER.format(typed=typed, most=most))
    else:
        _again(talk, dossier, item, words.POINTS_UNREAD.format(points=_example_points(criterion)))


def _again(talk: Talk, dossier: Dossier, item: str, sentence: str) -> None:
    """One sentence and the ways on; nothing is recorded."""
    talk.show(Message(body=sentence, buttons=(*_options(dossier, item), *_cancel(dossier, item))))


# --- figures -------------------------------------------------------------------------------------------


def _figures(talk: Talk, dossier: Dossier, item: str, text: str) -> None:
    criterion = dossier.criterion(item)
    claim = _draft(talk.session, dossier, item)
    keys = needed(criterion, claim)
    asked = _open(criterion, claim) or _fitting(criterion, keys, text)
    readings = figures.read_all(criterion, keys, asked, text)
    refused = next((pair for pair in readings.items() if isinstance(pair[1], NotANumber)), None)
    if refused is not None:
        key, why = refused
        assert isinstance(why, NotANumber)  # noqa: S101 - just found as one
        example = officer.EXAMPLES[criterion.input(key).type]
        told = officer.WHY_NOT[why.reason].format(example=example)
        lead = officer.WHY_NOT_OF.format(key=key) if len(keys) > 1 else ""
        sentence = words.UNREAD.format(why=lead + told, points=_example_points(criterion))
        _again(talk, dossier, item, sentence)
    else:
        _take(talk, dossier, item, readings, text)


def _fitting(criterion: Criterion, keys: tuple[str, ...], text: str) -> list[str]:
    """Where every figure is known, the first that the text could replace: yes and no only for yes and no."""
    yes_no = read_yes_no(text) is not None
    return [key for key in keys if (criterion.input(key).type == "yes_no") == yes_no] or list(keys)


def _take(talk: Talk, dossier: Dossier, item: str, readings: Mapping[str, Reading], text: str) -> None:
    """Keep what is clear; ask about what can mean two figures."""
    criterion, session = dossier.criterion(item), talk.session
    clear = {
        key: figures.canonical(criterion.input(key), each)
        for key, each in readings.items()
        if isinstance(each, Number)
    }
    unclear = {
        key: " ".join(figures.candidates(criterion.input(key), each))
        for key, each in readings.items()
        if isinstance(each, Ambiguous)
    }
    stamp = session.pending.key if session.pending else ""
    talk.move(entry={**session.entry, **clear})
    if unclear:
        talk.move(pending=Pending(what="figure", act="adjust", key=stamp, values=unclear))
        _ask_which(talk, dossier, item, text)
    else:
        _advance(talk, dossier, item)


def _ask_which(talk: Talk, dossier: Dossier, item: str, text: str) -> None:
    pending = talk.session.pending
    key, found = next(iter(pending.values.items())) if pending else ("", "")
    spelled = [figures.shown(dossier.criterion(item).input(key), each) for each in found.split()]
    choices = tuple(
        button(label, "rvamb", item, str(n), f"{dossier.code}={key}") for n, label in enumerate(spelled)
    )
    body = words.WHICH_FIGURE.format(text=cut(text, 40), candidates=words.OR.join(spelled))
    talk.show(Message(body=body, buttons=(choices, *_cancel(dossier, item))))


def clear_up(talk: Talk, dossier: Dossier, item: str, which: str, key: str) -> None:
    """One meaning of an ambiguous figure was pressed."""
    session = talk.session
    pending = session.pending
    here = (session.place, session.unit, session.item) == ("adjusting", dossier.code, item)
    found = pending.values.get(key, "").split() if pending is not None and here else []
    if pending is None or not which.isdecimal() or len(which) > 1 or int(which) >= len(found):
        inspecting.show(talk, dossier, item)
        return
    rest = {name: text for name, text in pending.values.items() if name != key}
    talk.move(
        entry={**session.entry, key: found[int(which)]},
        pending=Pending(what="figure" if rest else "verdict", act="adjust", key=pending.key, values=rest),
    )
    if rest:
        _ask_which(talk, dossier, item, dossier.criterion(item).input(next(iter(rest))).label)
    else:
        _advance(talk, dossier, item)


# --- what comes of it ----------------------------------------------------------------------------------


def _advance(talk: Talk, dossier: Dossier, item: str) -> None:
    """Ask for the next figure, or show what the claim gives and ask for the reason."""
    criterion = dossier.criterion(item)
    claim = _draft(talk.session, dossier, item)
    if not complete(criterion, claim):
        waiting = criterion.input(_open(criterion, claim)[0])
        template = words.ADJUST_NEXT_KEY if len(waiting.key) == 1 else words.ADJUST_NEXT
        known = inspecting.claimed(dossier, criterion, claim)
        body = lines(*known, template.format(key=waiting.key, label=waiting.label))
        talk.show(Message(body=body, buttons=tuple(_cancel(dossier, item))))
    elif claim == dossier.record.claim(item):
        _unchanged(talk, dossier, item)
    else:
        result = score(criterion, claim, talk.peers(dossier.code, verified=True))
        _propose(talk, dossier, item, claim, result)


def _unchanged(talk: Talk, dossier: Dossier, item: str) -> None:
    talk.move(entry={}, chosen=())
    _prompt(talk, dossier, item, words.NO_CHANGE)


def _propose_points(talk: Talk, dossier: Dossier, item: str, value: Fraction) -> None:
    own = dossier.own.scores[item]
    if own.state == "scored" and own.points == value:
        _unchanged(talk, dossier, item)
    else:
        _ask_reason(talk, dossier, Pending(what="verdict", points=plain(value)), [], value)


def _propose(talk: Talk, dossier: Dossier, item: str, claim: Claim, result: Score) -> None:
    told = inspecting.claimed(dossier, dossier.criterion(item), claim)
    above = [words.CARD_WARNED.format(warnings=words.WARNINGS["above_whole"])]
    told += [result.derivation, *(above if "above_whole" in result.flags else [])]
    _ask_reason(talk, dossier, Pending(what="verdict", claim=claim), told, result.counted)


def _ask_reason(talk: Talk, dossier: Dossier, pending: Pending, told: list[str], after: Fraction) -> None:
    item = talk.session.item
    stamp = talk.session.pending.key if talk.session.pending else dossier.stamp(item)
    talk.move(place="reasoning", pending=pending.model_copy(update={"act": "adjust", "key": stamp}))
    before = words.points(dossier.own.scores[item].counted)
    change = words.ADJUST_PREVIEW.format(before=before, after=words.points(after))
    again = button(words.TYPE_AGAIN, "rvadj", item, dossier.stamp(item), dossier.code)
    talk.show(
        Message(
            title=words.ADJUST_TITLE.format(code=dossier.criterion(item).code, unit=dossier.unit.name),
            body=paragraphs(lines(*told), change, words.REASON_ADJUST),
            buttons=((again, verdicts.cancel(dossier, item)),),
        )
    )
