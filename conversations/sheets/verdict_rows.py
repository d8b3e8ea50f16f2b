"""The rows of the sheet on which a reviewer decides: one for each criterion of each unit of their scope."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from conversations import roles
from conversations.events import OFFICE
from conversations.phrases import offline as words
from conversations.phrases import reviewer as reviewer_words
from conversations.review.dossiers import Dossier
from conversations.showing import criterion_cards
from conversations.talk import Talk
from criteria.schema import Criterion
from scoring import review
from scoring.records import Verdict


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion of one unit; ``id`` names what the reviewer sees of it, the verdict included."""

    id: str
    unit: str
    code: str
    name: str
    claimed: str
    derivation: str
    most: Fraction
    own: Fraction
    proof: str
    warned: str
    decided: str


def reaches(talk: Talk, unit: str, item: str = "") -> bool:
    """Whether the reviewer decides on the criterion of the unit; at the command line, as nobody's reviewer,
    one decides on all.
    """
    commanding = talk.session.chat == OFFICE and not talk.session.person
    return commanding or roles.may_review(talk, unit, item)


def units(talk: Talk, item: str = "") -> tuple[str, ...]:
    """Codes of the dossiers that wait for verdicts of this reviewer, in the order of the unit list."""
    rows = talk.desk.standings()
    return tuple(
        code for code in talk.campaign.units
        if code in rows and rows[code].state in review.UNDER_REVIEW and reaches(talk, code, item)
    )  # fmt: skip


def count(talk: Talk, item: str = "") -> int:
    """How many rows the sheet has."""
    return len(units(talk, item)) * (1 if item else len(talk.criteria.criteria))


def rows(talk: Talk, item: str = "") -> Iterator[Row]:
    """All rows, unit by unit; of one criterion where ``item`` names it."""
    found = units(talk, item)
    talk.desk.gather(found)
    for code in found:
        dossier = Dossier(talk, talk.campaign.units[code])
        warned = review.warnings(talk.criteria, dossier.record, dossier.own.scores)
        for criterion in talk.criteria.criteria:
            if item in ("", criterion.id) and reaches(talk, code, criterion.id):
                signs = warned.get(criterion.id, [])
                yield _row(dossier, criterion, "; ".join(reviewer_words.WARNINGS[sign] for sign in signs))


def row_id(dossier: Dossier, item: str) -> str:
    """What the row's hidden cell holds: unit, criterion, and a stamp of answer and verdict."""
    return f"{dossier.code}|{item}|{dossier.stamp(item)}"


def _row(dossier: Dossier, criterion: Criterion, warned: str) -> Row:
    record, score = dossier.record, dossier.own.scores[criterion.id]
    claim = record.claim(criterion.id)
    name = f"{criterion.heading}: {criterion.name}" if criterion.heading else criterion.name
    told = criterion_cards.claimed(dossier, criterion, claim) if claim else [words.UNANSWERED]
    return Row(
        id=row_id(dossier, criterion.id), unit=dossier.unit.name, code=criterion.id, name=name,
        claimed="\n".join(told), derivation=score.derivation, most=criterion.max,
        own=score.counted, proof=_proof(dossier, criterion.id), warned=warned,
        decided=decided(dossier, record.verdicts.get(criterion.id)),
    )  # fmt: skip


def _proof(dossier: Dossier, item: str) -> str:
    pieces, explained = len(dossier.record.evidence.get(item, ())), dossier.record.explanations.get(item, "")
    told = [words.EVIDENCE_PIECES.format(count=pieces)] if pieces else []
    return "\n".join([*told, *([words.EXPLAINED.format(text=explained)] if explained else [])])


def decided(dossier: Dossier, verdict: Verdict | None) -> str:
    """Whose verdict stands, in one line; empty where there is none."""
    if verdict is None:
        return ""
    person = dossier.talk.campaign.people.get(verdict.by)
    name = person.name if person else reviewer_words.SOMEBODY
    reason = f": {verdict.reason}" if verdict.reason else ""
    return f"{name} {reviewer_words.OUTCOMES[verdict.outcome]}{reason}"
