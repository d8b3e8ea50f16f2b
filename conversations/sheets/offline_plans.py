"""What a filled-in sheet would change in a unit's dossier: worked out on a talk of its own, so that what is
shown beforehand is exactly what is recorded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from conversations import permission
from conversations.answers import linking, queries
from conversations.dossier import explaining, remarks
from conversations.phrases import offline as words
from conversations.sheets import answer_cells, answer_rows, told_claims
from conversations.sheets.answer_cells import Question
from conversations.sheets.filled_sheets import FilledSheet
from conversations.showing import items
from conversations.talk import Act, Talk
from criteria.cells import address
from criteria.sheet_key import ANSWER, EXPLANATION, HEAD_AT, SEALED
from criteria.vietnamese import clean_line
from scoring.facts import AnswerGiven, Claim, ExplanationGiven, RemarkGiven, Topic


@dataclass(frozen=True, slots=True)
class Change:
    """One item's claim as it is recorded and as it would be."""

    item: str
    before: Claim | None
    after: Claim


@dataclass(slots=True)
class Plan:
    """What would be recorded. ``errors``: cells to be corrected first; ``remarks``: what deserves a look, by
    item; ``left_out``: items that can't be changed now, by the reason; ``remarked``: topics of the unit's own
    remarks that would be others.
    """

    acts: tuple[Act, ...] = ()
    changes: tuple[Change, ...] = ()
    explained: tuple[str, ...] = ()
    remarked: tuple[Topic, ...] = ()
    errors: list[str] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)
    left_out: dict[str, list[str]] = field(default_factory=dict)
    before: Fraction = Fraction(0)
    after: Fraction = Fraction(0)

    @property
    def mark(self) -> str:
        """A short mark of what would be recorded: an old button can't record something else."""
        body = "\n".join(act.fact.model_dump_json() for act in self.acts)
        return hashlib.sha256(body.encode()).hexdigest()[:12]


def plan(talk: Talk, filled: FilledSheet) -> Plan:
    """The plan for the unit in question. The sheet is known to be that unit's."""
    found, scratch = Plan(before=talk.sheet().total), Talk(talk.session, talk.event, talk.desk)
    questions = _questions(scratch, filled)
    for question in _in_order(scratch, questions):
        _answer(scratch, question, found)
    for question in questions.values():
        if not items.is_info(question.item):
            _explanation(scratch, question, found)
    for number, row in enumerate(answer_rows.rows(talk.criteria), start=HEAD_AT + 1):
        if row.kind == "remark" and (topic := remarks.topic_of(row.key)):
            _remark(scratch, filled, (number, topic), found)
    found.acts, found.after = tuple(scratch.acts), scratch.sheet().total
    changed = dict.fromkeys(act.fact.item for act in scratch.acts if isinstance(act.fact, AnswerGiven))
    claims = (
        (item, scratch.submission().claim(item)) for item in items.walk(talk.criteria) if item in changed
    )
    found.changes = tuple(
        Change(item, talk.submission().claim(item), after) for item, after in claims if after
    )
    return found


def _questions(talk: Talk, filled: FilledSheet) -> dict[str, Question]:
    """The rows of each item, in the order of the sheet."""
    found: dict[str, dict[str, tuple[int, answer_rows.Row]]] = {}
    for number, row in enumerate(answer_rows.rows(talk.criteria), start=HEAD_AT + 1):
        if row.item:
            found.setdefault(row.item, {})[row.key] = (number, row)
    return {item: Question(talk, filled, item, rows) for item, rows in found.items()}


def fits(talk: Talk, filled: FilledSheet) -> bool:
    """Whether the sheet has exactly the rows that this round asks."""
    wanted = [row.id for row in answer_rows.rows(talk.criteria)]
    return [cells[0] if cells else "" for _, cells in filled.lines()][: len(wanted)] == wanted


def _in_order(talk: Talk, questions: Mapping[str, Question]) -> Iterable[Question]:
    """What others take figures from goes first."""

    def linked(question: Question) -> bool:
        criterion = talk.criteria.by_id.get(question.item)
        sources = (source for given in criterion.inputs for source in given.same_as) if criterion else ()
        return any(source not in talk.criteria.info_by_key for source in sources)

    return sorted(questions.values(), key=linked)


def _answer(talk: Talk, question: Question, found: Plan) -> None:
    """Record the item's claim on the talk that is thrown away."""
    item, record = question.item, talk.submission()
    if not question.touched:
        return
    info = items.is_info(item)
    claim = answer_cells.info_claim(question) if info else answer_cells.claim(question)
    found.errors += question.errors
    if claim is None:
        if not question.errors:
            found.remarks.append((item, words.EMPTIED))
        return
    if claim == record.claim(item):
        return
    if locked := permission.refusal(talk, item):
        found.left_out.setdefault(locked, []).append(item)
        return
    if not info:
        _look(talk, question, claim, found)
    talk.record(AnswerGiven(item=item, version=record.version(item) + 1, claim=claim))
    if not info:
        linking.fill_sources(talk, talk.criteria.by_id[item], claim)
    linking.cascade(talk, item)


def _look(talk: Talk, question: Question, claim: Claim, found: Plan) -> None:
    """What the chat would have asked back."""
    criterion = talk.criteria.by_id[question.item]
    doubt = queries.doubt(talk, criterion, claim)
    told = [doubt] if doubt else []
    told += answer_cells.differing(question, criterion, claim)
    found.remarks += [(question.item, each) for each in told]


def _explanation(talk: Talk, question: Question, found: Plan) -> None:
    """A new or changed explanation; emptied, it is taken back."""
    number, item = question.rows[""][0], question.item
    text, shown = (question.filled.cell(number, column) for column in (EXPLANATION, SEALED))
    if why := question.filled.why_odd(number, EXPLANATION):
        _wrong(question, words.CELL_ODD[why], found)
    elif text in (shown, talk.submission().explanations.get(item, "")):
        return
    elif text and len(text) not in explaining.LENGTH:
        least, most = explaining.LENGTH.start, explaining.LENGTH.stop - 1
        _wrong(question, words.CELL_EXPLANATION.format(least=least, most=most), found)
    elif locked := permission.refusal(talk, item):
        found.left_out.setdefault(locked, []).append(item)
    else:
        talk.record(ExplanationGiven(item=item, text=text))
        found.explained = (*found.explained, item)


def _remark(talk: Talk, filled: FilledSheet, at: tuple[int, Topic], found: Plan) -> None:
    """What the unit says besides figures, with its lines; emptied, it is taken back."""
    (number, topic), length = at, remarks.LENGTH
    text, shown = remarks.tidy(filled.lines_of(number, ANSWER)), filled.cell(number, SEALED)
    why = words.CELL_ODD.get(filled.why_odd(number, ANSWER), "")
    if not why and clean_line(text) in (shown, clean_line(talk.submission().remarks.get(topic, ""))):
        return
    if text and len(text) not in length:
        why = words.CELL_REMARK.format(least=length.start, most=length.stop - 1, length=len(text))
    if why:
        named, cell = told_claims.code_of(talk.criteria, topic), address(number, ANSWER)
        found.errors.append(words.CELL.format(cell=cell, code=named, why=why))
    elif locked := permission.remarks_refusal(talk):
        found.left_out.setdefault(locked, []).append(topic)
    else:
        talk.record(RemarkGiven(topic=topic, text=text))
        found.remarked = (*found.remarked, topic)


def _wrong(question: Question, why: str, found: Plan) -> None:
    question.errors.clear()
    question.wrong("", why, EXPLANATION)
    found.errors += question.errors
