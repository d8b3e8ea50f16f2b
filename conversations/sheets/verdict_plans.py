"""What a filled-in verdict sheet would record. What has changed meanwhile is listed, never overwritten."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction

from conversations.phrases import offline as words
from conversations.phrases import reviewer as reviewer_words
from conversations.phrases.common import cut
from conversations.review import corrections
from conversations.review.dossiers import Dossier
from conversations.sheets import verdict_rows
from conversations.sheets.filled_sheets import FilledSheet
from conversations.showing import items
from conversations.talk import Act, Talk
from criteria.cells import address
from criteria.sheet_key import ID, OUTCOME, POINTS, REASON
from criteria.vietnamese import fold, plain
from scoring.facts import AnswerAccepted, AnswerAdjusted, AnswerReturned
from scoring.values import REASON as LENGTH

Fact = AnswerAccepted | AnswerAdjusted | AnswerReturned
_OUTCOMES = {fold(label): outcome for outcome, label in words.VERDICTS.items()}


@dataclass(slots=True)
class Plan:
    """``acts``: verdicts to record; ``changes``: what they change, one line each; ``errors``: cells to be
    corrected first; ``left_out``: rows that are not taken, with why; ``outside``: there were rows beyond the
    reviewer's scope.
    """

    acts: list[Act] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    outside: bool = False

    @property
    def mark(self) -> str:
        """A short mark of what would be recorded."""
        body = "\n".join(f"{act.subject} {act.fact.model_dump_json()}" for act in self.acts)
        return hashlib.sha256(body.encode()).hexdigest()[:12]

    @property
    def counts(self) -> Counter[str]:
        """How many verdicts of each kind."""
        return Counter(act.fact.kind for act in self.acts)


@dataclass(frozen=True, slots=True)
class Filled:
    """The cells of one row that the reviewer filled in."""

    number: int
    unit: str
    item: str
    id: str
    outcome: str
    points: str
    reason: str


def plan(talk: Talk, filled: FilledSheet) -> Plan:
    """Every row that is filled in, checked on its own."""
    found = Plan()
    lines = _filled(talk, filled, found)
    dossiers: dict[str, Dossier] = {}
    talk.desk.gather(dict.fromkeys(line.unit for line in lines))
    for line in lines:
        unit = talk.campaign.units[line.unit]
        if not verdict_rows.reaches(talk, line.unit, line.item):
            found.outside = True
            found.left_out.append(_left(talk, line, words.OUT_OF_SCOPE))
            continue
        dossier = dossiers.setdefault(line.unit, Dossier(talk, unit))
        _decide(dossier, line, found)
    return found


def _filled(talk: Talk, filled: FilledSheet, found: Plan) -> list[Filled]:
    lines = []
    for number, cells in filled.lines():
        unit, item, _stamp = [*(cells[ID].split("|") if cells else []), "", "", ""][:3]
        texts = [filled.cell(number, place) for place in (OUTCOME, POINTS, REASON)]
        line = Filled(number, unit, item, filled.cell(number, ID), *texts)
        wrong = [(place, filled.why_odd(number, place)) for place in (OUTCOME, POINTS, REASON)]
        known = unit in talk.campaign.units and item in talk.criteria.by_id
        if known and any(why for _, why in wrong):
            found.errors += [_wrong(talk, line, place, words.CELL_ODD[why]) for place, why in wrong if why]
        elif known and any(texts):
            lines.append(line)
    return lines


def _wrong(talk: Talk, line: Filled, column: int, why: str) -> str:
    unit = talk.campaign.units[line.unit].name
    code = items.code(talk.criteria, line.item)
    return words.VERDICT_CELL.format(cell=address(line.number, column), unit=unit, code=code, why=why)


def _left(talk: Talk, line: Filled, why: str) -> str:
    unit = talk.campaign.units[line.unit].name
    return words.VERDICT_LEFT.format(unit=unit, code=items.code(talk.criteria, line.item), why=why)


def _decide(dossier: Dossier, line: Filled, found: Plan) -> None:
    talk, item = dossier.talk, line.item
    fact = _fact(dossier, line)
    if not isinstance(fact, Fact):
        column, why = fact
        found.errors.append(_wrong(talk, line, column, why))
    elif _stands_already(dossier, item, fact):
        return
    elif line.id != verdict_rows.row_id(dossier, item):
        verdict = dossier.record.verdicts.get(item)
        said = verdict_rows.decided(dossier, verdict)
        found.left_out.append(_left(talk, line, cut(said, 120) if said else words.CLAIM_CHANGED))
    elif refusal := dossier.refusal():
        found.left_out.append(_left(talk, line, refusal))
    else:
        found.acts.append(Act(line.unit, fact))
        if told := _told(dossier, item, fact):
            found.changes.append(told)


def _fact(dossier: Dossier, line: Filled) -> Fact | tuple[int, str]:
    """The verdict, or the column that is wrong and why."""
    outcome, version = _OUTCOMES.get(fold(line.outcome)), dossier.record.version(line.item)
    if outcome is None:
        text = cut(line.outcome, 40)
        return OUTCOME, words.NO_OUTCOME if not text else words.CELL_NO_OPTION.format(text=text)
    if outcome != "adjusted" and line.points:
        return POINTS, words.POINTS_ONLY_ADJUSTED
    if outcome == "accepted":
        accepted = AnswerAccepted(item=line.item, version=version)
        return (REASON, words.REASON_NOT_ACCEPTED) if line.reason else accepted
    if len(line.reason) not in LENGTH:
        return REASON, words.REASON_LENGTH.format(least=LENGTH.start, most=LENGTH.stop - 1)
    if outcome == "returned":
        return AnswerReturned(item=line.item, version=version, reason=line.reason)
    points = _points(dossier, line)
    if isinstance(points, str):
        return POINTS, points
    return AnswerAdjusted(item=line.item, version=version, points=plain(points), reason=line.reason)


def _points(dossier: Dossier, line: Filled) -> Fraction | str:
    """The points, or why they are none."""
    if not line.points:
        return words.POINTS_MISSING
    points = corrections.read_points(dossier.criterion(line.item), line.points)
    if isinstance(points, str):
        return points.rstrip(".")
    own = dossier.own.scores[line.item]
    return words.POINTS_SAME if own.state == "scored" and own.points == points else points


def _stands_already(dossier: Dossier, item: str, fact: Fact) -> bool:
    """Whether exactly this verdict is on record: the same sheet was read before."""
    verdict = dossier.record.verdicts.get(item)
    if verdict is None or verdict.version != fact.version:
        return False
    reason, points = getattr(fact, "reason", ""), getattr(fact, "points", None)
    known = (f"answer_{verdict.outcome}", verdict.reason, verdict.points, verdict.claim)
    return known == (fact.kind, reason, points, None)


def _told(dossier: Dossier, item: str, fact: Fact) -> str:
    unit, code = dossier.unit.name, items.code(dossier.talk.criteria, item)
    if isinstance(fact, AnswerAdjusted):
        before = reviewer_words.points(dossier.verified.scores[item].counted)
        after = reviewer_words.points(Fraction(fact.points or 0))
        return words.WOULD_ADJUST.format(unit=unit, code=code, before=before, after=after)
    if isinstance(fact, AnswerReturned):
        return words.WOULD_RETURN.format(unit=unit, code=code, reason=cut(fact.reason, 80))
    return ""
