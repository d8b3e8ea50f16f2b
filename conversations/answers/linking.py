"""Figures that are asked once: where a criterion's input comes from, and what moves when it changes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from conversations import roles
from conversations.showing import items
from conversations.talk import Talk
from criteria.schema import CriteriaSet, Criterion, Input
from criteria.vietnamese import plain
from scoring.claims import figure
from scoring.facts import AnswerGiven, Claim
from scoring.records import INFO, Submission
from scoring.rules import Score, score

VALUE = "value"
"""Key of a general information field's only figure or text."""


@dataclass(frozen=True, slots=True)
class Move:
    """A score that moved with a figure."""

    criterion: Criterion
    before: Score
    after: Score


def source_item(criteria: CriteriaSet, source: str) -> tuple[str, str]:
    """Item and key of a source: ``1.4`` is (``tt.1.4``, ``value``), ``8.1.b`` is (``8.1``, ``b``)."""
    if source in criteria.info_by_key:
        return INFO + source, VALUE
    item, _, key = source.rpartition(".")
    return item, key


def known(criteria: CriteriaSet, record: Submission, given: Input) -> str | None:
    """The input's figure where every source of it is recorded: their sum, exact."""
    texts = [_recorded(criteria, record, source) for source in given.same_as]
    if not texts or None in texts:
        return None
    figures = [text for text in texts if text is not None]
    return figures[0] if len(figures) == 1 else plain(sum((figure(text) for text in figures), Fraction(0)))


def changeable(talk: Talk, given: Input) -> str:
    """The item of the input's only source where the person may change it now; else empty. What nobody has
    answered yet becomes known by whoever answers first.
    """
    if len(given.same_as) != 1:
        return ""
    item, key = source_item(talk.criteria, given.same_as[0])
    record = talk.submission()
    editable = record.editable(item) and (key == VALUE or item in record.answers)
    mine = roles.assigned(talk)
    theirs = not mine or item in mine or item not in record.answers
    return item if editable and theirs else ""


def rewrite(talk: Talk, given: Input, text: str) -> tuple[Move, ...]:
    """Write a figure into the input's only source, and from there wherever it is used."""
    item, key = source_item(talk.criteria, given.same_as[0])
    record = talk.submission()
    before = record.claim(item) or Claim()
    claim = before.model_copy(update={"values": {**before.values, key: text}})
    own = _record(talk, item, claim)
    return (*own, *cascade(talk, item))


def fill_sources(talk: Talk, criterion: Criterion, claim: Claim) -> None:
    """Record general information that became known by answering a criterion, so that it is asked once."""
    for given in criterion.inputs:
        text = claim.values.get(given.key)
        item = changeable(talk, given)
        if text is not None and items.is_info(item) and item not in talk.submission().answers:
            _record(talk, item, Claim(values={VALUE: text}))


def cascade(talk: Talk, item: str) -> tuple[Move, ...]:
    """Give every answer that uses a figure of the item its new value; what moved, in order."""
    moves: list[Move] = []
    waiting, seen = [item], {item}
    while waiting:
        for figure_name in _figures(talk, waiting.pop(0)):
            for criterion, given in talk.criteria.dependents(figure_name):
                moved = _follow(talk, criterion, given)
                if moved and criterion.id not in seen:
                    seen.add(criterion.id)
                    waiting.append(criterion.id)
                moves += moved
    return tuple(moves)


def _figures(talk: Talk, item: str) -> tuple[str, ...]:
    if items.is_info(item):
        return (item.removeprefix(INFO),)
    claim = talk.submission().claim(item)
    return tuple(f"{item}.{key}" for key in claim.values) if claim else ()


def _follow(talk: Talk, criterion: Criterion, given: Input) -> tuple[Move, ...]:
    record = talk.submission()
    claim, text = record.claim(criterion.id), known(talk.criteria, record, given)
    if claim is None or text is None or claim.values.get(given.key, text) == text:
        return ()
    if not record.editable(criterion.id) or _kept_apart(talk, given, claim.values[given.key]):
        return ()
    return _record(talk, criterion.id, claim.model_copy(update={"values": {**claim.values, given.key: text}}))


def _kept_apart(talk: Talk, given: Input, text: str) -> bool:
    """Whether the unit had said that the figure differs here from what its sources gave before this step."""
    before = known(talk.criteria, talk.desk.submission(talk.unit), given)
    return before is not None and figure(before) != figure(text)


def _record(talk: Talk, item: str, claim: Claim) -> tuple[Move, ...]:
    record = talk.submission()
    if record.claim(item) == claim:
        return ()
    talk.record(AnswerGiven(item=item, version=record.version(item) + 1, claim=claim))
    if items.is_info(item):
        return ()
    criterion, peers = talk.criteria.by_id[item], talk.peers()
    return (Move(criterion, score(criterion, record.claim(item), peers), score(criterion, claim, peers)),)


def _recorded(criteria: CriteriaSet, record: Submission, source: str) -> str | None:
    item, key = source_item(criteria, source)
    claim = record.claim(item)
    return claim.values.get(key) if claim else None
