"""Other figures or other points than the unit's: typed or pressed, shown, and recorded with a reason."""

from __future__ import annotations

from fractions import Fraction

from conversations.answers import figures, options
from conversations.messages import Message, lines, paragraphs
from conversations.phrases import reviewer as words
from conversations.phrases import rules
from conversations.phrases.common import cut
from conversations.review import corrections, inspecting, verdicts
from conversations.review.dossiers import Dossier, Row
from conversations.session import Pending
from conversations.showing import criterion_cards
from conversations.talk import Talk, button, primary
from criteria.schema import Checklist, Criterion
from criteria.vietnamese import number, plain
from scoring.claims import complete, needed
from scoring.facts import Claim
from scoring.rules import Score, score


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
        lines(*criterion_cards.claimed(dossier, criterion, corrections.standing(dossier, item))),
        words.ADJUST_NOW.format(derivation=now) if now else words.CARD_UNANSWERED,
        lines(*(f"{n}. {row}" for n, row in enumerate(rules.rows(criterion), start=1))),
        how.format(example=corrections.example(criterion), points=corrections.example_points(criterion)),
        words.ADJUST_MOST.format(most=number(criterion.max)),
    )
    title = words.ADJUST_TITLE.format(code=criterion.id, unit=dossier.unit.name)
    accept = primary(words.ACCEPT, "rvok", item, dossier.stamp(item), dossier.code)
    ways = [(accept, *_cancel(dossier, item)[0])] if leads else _cancel(dossier, item)
    talk.show(Message(title=title, body=body, buttons=(*_options(dossier, item), *ways)))


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
    typed = corrections.points_typed(text)
    if typed is not None:
        _points(talk, dossier, item, typed)
    elif (chosen := _chosen(criterion, text)) is not None:
        talk.move(chosen=chosen, entry={})
        _advance(talk, dossier, item)
    elif needed(criterion, _measured(talk, dossier, item)):
        _figures(talk, dossier, item, text)
    else:
        count = len(options.labelled(criterion))
        points = words.POINTS_UNREAD.format(points=corrections.example_points(criterion))
        _again(talk, dossier, item, words.OPTION_RANGE.format(count=count) if count else points)


def _measured(talk: Talk, dossier: Dossier, item: str) -> Claim:
    """The claim that typed figures go into."""
    return corrections.measured(corrections.draft(talk.session, dossier, item), dossier.criterion(item))


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


def _chosen(criterion: Criterion, text: str) -> tuple[str, ...] | None:
    """What is chosen by the text: nothing of a list is an answer, None is none."""
    if isinstance(criterion.rule, Checklist):
        return options.several(criterion, text)
    key = options.typed(criterion, text)
    return (key,) if key else None


def _points(talk: Talk, dossier: Dossier, item: str, text: str) -> None:
    value = corrections.read_points(dossier.criterion(item), text)
    if isinstance(value, str):
        _again(talk, dossier, item, value)
    else:
        _propose_points(talk, dossier, item, value)


def _again(talk: Talk, dossier: Dossier, item: str, sentence: str) -> None:
    """One sentence and the ways on; nothing is recorded."""
    talk.show(Message(body=sentence, buttons=(*_options(dossier, item), *_cancel(dossier, item))))


# --- figures -------------------------------------------------------------------------------------------


def _figures(talk: Talk, dossier: Dossier, item: str, text: str) -> None:
    """Keep what is clear; ask about what can mean two figures."""
    session = talk.session
    found = corrections.read_figures(dossier.criterion(item), _measured(talk, dossier, item), text)
    if isinstance(found, str):
        _again(talk, dossier, item, found)
        return
    stamp = session.pending.key if session.pending else ""
    talk.move(entry={**session.entry, **found.clear})
    if found.unclear:
        talk.move(pending=Pending(what="figure", act="adjust", key=stamp, values=found.unclear))
        _ask_which(talk, dossier, item, text)
    else:
        _advance(talk, dossier, item)


def _ask_which(talk: Talk, dossier: Dossier, item: str, text: str) -> None:
    pending = talk.session.pending
    key, found = next(iter(pending.values.items())) if pending else ("", "")
    spelled = [figures.shown(dossier.criterion(item).input(key), each) for each in found.split()]
    place = [given.key for given in dossier.criterion(item).inputs].index(key)
    choices = tuple(
        button(label, "rvamb", item, str(n), f"{dossier.code}={place}") for n, label in enumerate(spelled)
    )
    body = words.WHICH_FIGURE.format(text=cut(text, 40), candidates=words.OR.join(spelled))
    talk.show(Message(body=body, buttons=(choices, *_cancel(dossier, item))))


def clear_up(talk: Talk, dossier: Dossier, item: str, which: str, place: str) -> None:
    """One meaning of an ambiguous figure was pressed; ``place`` counts the criterion's inputs."""
    session = talk.session
    key = dict(enumerate(given.key for given in dossier.criterion(item).inputs)).get(_digit(place), "")
    pending = session.pending
    here = (session.place, session.unit, session.item) == ("adjusting", dossier.code, item)
    found = pending.values.get(key, "").split() if pending is not None and here else []
    if pending is None or not 0 <= _digit(which) < len(found):
        inspecting.show(talk, dossier, item)
        return
    rest = {name: text for name, text in pending.values.items() if name != key}
    talk.move(
        entry={**session.entry, key: found[_digit(which)]},
        pending=Pending(what="figure" if rest else "verdict", act="adjust", key=pending.key, values=rest),
    )
    if rest:
        _ask_which(talk, dossier, item, dossier.criterion(item).input(next(iter(rest))).label)
    else:
        _advance(talk, dossier, item)


def _digit(text: str) -> int:
    return int(text) if text in set("0123456789") else -1


# --- what comes of it ----------------------------------------------------------------------------------


def _advance(talk: Talk, dossier: Dossier, item: str) -> None:
    """Ask for the next figure, or show what the claim gives and ask for the reason."""
    criterion = dossier.criterion(item)
    claim = corrections.draft(talk.session, dossier, item)
    if not complete(criterion, claim):
        waiting = criterion.input(corrections.open_keys(criterion, claim)[0])
        template = words.ADJUST_NEXT_KEY if len(waiting.key) == 1 else words.ADJUST_NEXT
        known = criterion_cards.claimed(dossier, criterion, claim)
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
    told = criterion_cards.claimed(dossier, dossier.criterion(item), claim)
    above = [words.CARD_WARNED.format(warnings=words.WARNINGS["above_whole"])]
    told += [result.derivation, *(above if "above_whole" in result.flags else [])]
    _ask_reason(talk, dossier, Pending(what="verdict", claim=claim), told, result.counted)


def _ask_reason(talk: Talk, dossier: Dossier, pending: Pending, told: list[str], after: Fraction) -> None:
    item = talk.session.item
    stamp = talk.session.pending.key if talk.session.pending else dossier.stamp(item)
    talk.move(place="reasoning", pending=pending.model_copy(update={"act": "adjust", "key": stamp}))
    before = words.points(dossier.own.scores[item].counted)
    change = words.ADJUST_PREVIEW.format(before=before, after=words.points(after))
    talk.show(
        Message(
            title=words.ADJUST_TITLE.format(code=dossier.name(item), unit=dossier.unit.name),
            body=paragraphs(lines(*told), change, words.REASON_ADJUST),
            buttons=((criterion_cards.retype(dossier, item), verdicts.cancel(dossier, item)),),
        )
    )
