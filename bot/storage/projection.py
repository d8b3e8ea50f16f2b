"""What a submission's facts write besides the journal: the same change that ``records.apply`` makes."""

from __future__ import annotations

import json

from bot.storage.database import Statement
from scoring import facts as f
from scoring.records import Submission

_CLOSE_VERDICT = (
    "UPDATE verdict SET current = 0 WHERE round_id = $1 AND unit = $2 AND item = $3 AND current = 1"
)
_VERDICT = (
    "INSERT INTO verdict (id, round_id, unit, item, version, outcome, current, body, at) "
    "VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8)"
)


def of_submission(  # noqa: PLR0911 - one per fact
    round_id: str, after: Submission, fact: f.SubmissionFact, *, person: str, at: str
) -> list[Statement]:
    """Rows for one fact of a submission; ``after`` is the submission with the fact in it."""
    key = (round_id, after.unit)
    match fact:
        case f.AnswerGiven():
            return _answer(key, fact, person, at)
        case f.ExplanationGiven():
            return _explanation(key, fact)
        case f.EvidenceAttached():
            return [_evidence(key, fact, after.revision, (person, at))]
        case f.EvidenceRemoved():
            return [Statement("UPDATE evidence SET current = 0 WHERE id = $1", (fact.evidence_id,))]
        case f.RemarkGiven():
            return _remark(key, after.revision, fact, (person, at))
        case f.SubmissionSubmitted() | f.ReturnRecalled():
            sql = (
                "UPDATE verdict SET current = 0 WHERE round_id = $1 AND unit = $2 AND current = 1 "
                "AND outcome = 'returned'"
            )
            return [Statement(sql, key)]
        case f.AnswerAccepted() | f.AnswerAdjusted() | f.AnswerReturned():
            return _verdict(key, after, fact.item, at)
        case f.AppealRuled():
            return [_body(key, after, fact), *(_verdict(key, after, fact.item, at) if fact.upheld else ())]
        case f.QuestionAsked() | f.QuestionAnswered() | f.FiguresSupplied() | f.AppealFiled():
            return [_body(key, after, fact)]
        case _:
            return []  # the submission's own row has the rest


BodyFact = f.QuestionAsked | f.QuestionAnswered | f.FiguresSupplied | f.AppealFiled | f.AppealRuled


def _body(key: tuple[str, str], after: Submission, fact: BodyFact) -> Statement:
    """The item's row in ``question``, ``supplied`` or ``appeal``, as it is after the fact."""
    match fact:
        case f.QuestionAsked() | f.QuestionAnswered():
            table, body = "question", json.dumps([each.model_dump() for each in after.questions[fact.item]])
        case f.FiguresSupplied():
            table, body = "supplied", after.supplied[fact.item].model_dump_json()
        case _:
            table, body = "appeal", after.appeals[fact.item].model_dump_json()
    sql = (
        f"INSERT INTO {table} (round_id, unit, item, body) VALUES ($1, $2, $3, $4) "  # noqa: S608 - named above
        "ON CONFLICT (round_id, unit, item) DO UPDATE SET body = excluded.body"
    )
    return Statement(sql, (*key, fact.item, body))


def _verdict(key: tuple[str, str], after: Submission, item: str, at: str) -> list[Statement]:
    verdict = after.verdicts[item]
    row = (f"{key[0]}/{after.unit}/{after.revision}", *key, item, verdict.version)
    return [
        Statement(_CLOSE_VERDICT, (*key, item)),
        Statement(_VERDICT, (*row, verdict.outcome, verdict.model_dump_json(), at)),
    ]


def _answer(key: tuple[str, str], fact: f.AnswerGiven, person: str, at: str) -> list[Statement]:
    closing = "UPDATE answer SET current = 0 WHERE round_id = $1 AND unit = $2 AND item = $3 AND current = 1"
    insert = (
        "INSERT INTO answer (round_id, unit, item, version, current, claim, person_id, at) "
        "VALUES ($1, $2, $3, $4, 1, $5, $6, $7)"
    )
    row = (*key, fact.item, fact.version, fact.claim.model_dump_json(exclude_defaults=True), person, at)
    closed = [Statement(closing, (*key, fact.item))] if fact.version > 1 else []
    return [*closed, Statement(_CLOSE_VERDICT, (*key, fact.item)), Statement(insert, row)]


def _explanation(key: tuple[str, str], fact: f.ExplanationGiven) -> list[Statement]:
    if not fact.text:
        sql = "DELETE FROM explanation WHERE round_id = $1 AND unit = $2 AND item = $3"
        return [Statement(sql, (*key, fact.item))]
    sql = (
        "INSERT INTO explanation (round_id, unit, item, text) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (round_id, unit, item) DO UPDATE SET text = excluded.text"
    )
    return [Statement(sql, (*key, fact.item, fact.text))]


def _remark(
    key: tuple[str, str], revision: int, fact: f.RemarkGiven, who: tuple[str, str]
) -> list[Statement]:
    closing = "UPDATE remark SET current = 0 WHERE round_id = $1 AND unit = $2 AND topic = $3 AND current = 1"
    closed = Statement(closing, (*key, fact.topic))
    if not fact.text:
        return [closed]
    sql = (
        "INSERT INTO remark (id, round_id, unit, topic, current, text, person_id, at) "
        "VALUES ($1, $2, $3, $4, 1, $5, $6, $7)"
    )
    return [closed, Statement(sql, ("/".join((*key, str(revision))), *key, fact.topic, fact.text, *who))]


def _evidence(
    key: tuple[str, str], fact: f.EvidenceAttached, position: int, who: tuple[str, str]
) -> Statement:
    sql = (
        "INSERT INTO evidence (id, round_id, unit, item, sha256, current, body, position, person_id, at) "
        "VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $8, $9)"
    )
    piece = fact.evidence
    row = (piece.id, *key, fact.item, piece.sha256, piece.model_dump_json(), position, *who)
    return Statement(sql, row)
