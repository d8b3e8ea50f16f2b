"""What a unit filled into the rows of one question becomes a claim, or the cells that are wrong are named.

The readers are those of typed answers; what can mean two figures is refused by its cell, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from conversations.answers import figures, inputs, linking, options
from conversations.phrases import offline as words
from conversations.phrases import supplying
from conversations.phrases.common import cut
from conversations.sheets.answer_rows import ABSENT, CHOICE, TICK, Row, claim_cells, numbered
from conversations.sheets.filled_sheets import FilledSheet
from conversations.sheets.told_claims import code_of
from conversations.showing import items
from conversations.talk import Talk
from conversations.year import figure_lists
from criteria.cells import address
from criteria.reading import Ambiguous, NotANumber
from criteria.reading_kinds import read_yes_no
from criteria.schema import Checklist, Choice, Criterion
from criteria.sheet_key import ANSWER, SEALED
from criteria.vietnamese import clean_line
from scoring.claims import figure, needed
from scoring.facts import Claim

LONGEST_TEXT = 300  # characters of a general information field


@dataclass(slots=True)
class Question:
    """The rows of one item with their numbers, and what is wrong with them."""

    talk: Talk
    filled: FilledSheet
    item: str
    rows: Mapping[str, tuple[int, Row]]
    errors: list[str] = field(default_factory=list)

    def text(self, key: str) -> str:
        """What stands in the answer cell of a row; empty where there is no such row."""
        return self.filled.cell(self.rows[key][0], ANSWER) if key in self.rows else ""

    @property
    def touched(self) -> bool:
        """Whether anything is otherwise than when the sheet was made."""
        return any(
            self.filled.why_odd(number, ANSWER)
            or self.filled.cell(number, ANSWER) != self.filled.cell(number, SEALED)
            for number, row in self.rows.values()
            if row.kind == "ask"
        )

    @property
    def empty(self) -> bool:
        """Whether no answer cell holds anything."""
        return not any(map(self.text, self.rows)) and not any(
            self.filled.why_odd(number, ANSWER) for number, _ in self.rows.values()
        )

    def wrong(self, key: str, why: str, column: int = ANSWER) -> None:
        """Name a cell."""
        code = code_of(self.talk.criteria, self.item)
        self.errors.append(words.CELL.format(cell=address(self.rows[key][0], column), code=code, why=why))

    def check_cells(self) -> None:
        """Name formulas, dates and the like."""
        for key, (number, row) in self.rows.items():
            if row.kind == "ask" and (why := self.filled.why_odd(number, ANSWER)):
                self.wrong(key, words.CELL_ODD[why])


# --- general information -------------------------------------------------------------------------------


def info_claim(question: Question) -> Claim | None:
    """The claim of a general information field; None where it is empty or wrong."""
    asked, text = items.field_of(question.talk.criteria, question.item), question.text(linking.VALUE)
    question.check_cells()
    if not text or question.errors:
        return None
    if asked.type == "text":
        if len(text) > LONGEST_TEXT:
            question.wrong(linking.VALUE, words.CELL_TEXT_LONG.format(most=LONGEST_TEXT))
        return None if question.errors else Claim(values={linking.VALUE: text})
    known = question.talk.submission().claim(question.item)
    before = known.values.get(linking.VALUE) if known else None
    value, wrong = figure_lists.read_cell(asked, text, before)
    if wrong:
        question.wrong(linking.VALUE, wrong)
        return None
    return Claim(values={linking.VALUE: value})


# --- criteria ------------------------------------------------------------------------------------------


def claim(question: Question) -> Claim | None:
    """The claim of a criterion; None where nothing is filled in, or something is wrong."""
    criterion = question.talk.criteria.by_id[question.item]
    question.check_cells()
    if question.errors or question.empty:
        return None
    if question.text(ABSENT):
        return _absent(question, criterion)
    chosen = _chosen(question, criterion)
    typed = _typed(question, criterion)
    if question.errors:
        return None
    found = Claim(values={**_known(question, criterion), **typed}, chosen=chosen)
    wanted = needed(criterion, found)
    for key in typed:
        if key not in wanted:
            question.wrong(key, words.CELL_NOT_NEEDED)
    for key in wanted:
        if key not in found.values:
            question.wrong(key, words.CELL_MISSING)
    if isinstance(criterion.rule, Choice) and not chosen:
        question.wrong(CHOICE, words.CELL_CHOICE_MISSING)
    kept = {key: found.values[key] for key in wanted if key in found.values}
    return None if question.errors else Claim(values=kept, chosen=chosen)


def _absent(question: Question, criterion: Criterion) -> Claim | None:
    means = criterion.not_applicable
    others = [key for key in question.rows if key not in ("", ABSENT) and question.text(key)]
    for key in others:
        question.wrong(key, words.CELL_ABSENT_BUT_FILLED)
    if not others and clean_line(question.text(ABSENT)).casefold() != words.ABSENT.casefold():
        question.wrong(ABSENT, words.CELL_NO_OPTION.format(text=cut(question.text(ABSENT), 40)))
    return None if question.errors or means is None else Claim(not_applicable=means.when)


def _chosen(question: Question, criterion: Criterion) -> tuple[str, ...]:
    if isinstance(criterion.rule, Checklist):
        return tuple(key for key in options.labelled(criterion) if _ticked(question, TICK + key))
    if not (text := question.text(CHOICE)):
        return ()
    offered = dict(zip(map(clean_line, numbered(criterion)), options.labelled(criterion), strict=True))
    key = offered.get(text) or options.typed(criterion, text)
    if not key:
        question.wrong(CHOICE, words.CELL_NO_OPTION.format(text=cut(text, 40)))
    return (key,) if key else ()


def _ticked(question: Question, key: str) -> bool:
    """Whether an item of a list is said to be there; an empty cell says that it is not."""
    text = question.text(key)
    said = read_yes_no(text) if text else False
    if said is None:
        question.wrong(key, words.CELL_NO_OPTION.format(text=cut(text, 40)))
    return bool(said)


def _typed(question: Question, criterion: Criterion) -> dict[str, str]:
    """Canonical figures of the cells that are filled in; those that only repeat their source are left out."""
    found: dict[str, str] = {}
    recorded = question.talk.desk.submission(question.talk.unit).claim(criterion.id)
    for given in criterion.inputs:
        text = question.text(given.key)
        if not text:
            continue
        before = recorded.values.get(given.key) if recorded else None
        value, wrong = _figure(criterion, given.key, text, before)
        if wrong:
            question.wrong(given.key, wrong)
        elif not _follows(question, criterion, given.key, value):
            found[given.key] = value
    return found


def _figure(criterion: Criterion, key: str, text: str, before: str | None) -> tuple[str, str]:
    given = criterion.input(key)
    if before is not None and text == clean_line(claim_cells(criterion, Claim(values={key: before}))[key]):
        return before, ""
    reading = figures.read_all(criterion, (key,), (key,), text)[key]
    if isinstance(reading, NotANumber):
        if given.type == "yes_no":
            return "", words.CELL_NO_OPTION.format(text=cut(text, 40))
        why = supplying.CELL_WHY.get(reading.reason, supplying.CELL_WHY["letters"])
        return "", supplying.CELL_UNREAD.format(text=cut(text, 30), why=why)
    if isinstance(reading, Ambiguous):
        return "", figure_lists.doubtful(given, text, reading)
    return figures.canonical(given, reading), ""


def _follows(question: Question, criterion: Criterion, key: str, value: str) -> bool:
    """Whether the figure is the one that its source had before the sheet came: then it goes with it."""
    talk, given = question.talk, criterion.input(key)
    before = linking.known(talk.criteria, talk.desk.submission(talk.unit), given)
    return before is not None and figure(before) == figure(value)


def _known(question: Question, criterion: Criterion) -> dict[str, str]:
    """Figures that need not be filled in: what the authority holds, and what is asked once elsewhere."""
    talk = question.talk
    linked = (
        (given.key, linking.known(talk.criteria, talk.submission(), given)) for given in criterion.inputs
    )
    return {**inputs.held(talk, criterion), **{key: text for key, text in linked if text is not None}}


def differing(question: Question, criterion: Criterion, found: Claim) -> Iterator[str]:
    """A sentence for each figure that is otherwise than where it is asked first."""
    for key, text in found.values.items():
        given = criterion.input(key)
        known = linking.known(question.talk.criteria, question.talk.submission(), given)
        if known is not None and figure(known) != figure(text):
            yield words.DIFFERS_HERE.format(
                label=given.label, typed=figures.shown(given, text), known=figures.shown(given, known),
                sources=" + ".join(given.same_as),
            )  # fmt: skip
