"""What is on record for one unit: answers, evidence, verdicts, state. Only ``apply`` changes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeVar

from scoring import facts as f
from scoring.facts import Claim, Evidence, Record, SubmissionFact

T = TypeVar("T")
State = Literal["drafting", "signing", "submitted", "reviewing", "returned", "verified", "approved"]
Outcome = Literal["accepted", "adjusted", "returned"]

INFO = "tt."
"""Prefix of general information items: ``tt.1.4`` is field 1.4, ``1.4`` is a criterion."""


class Answer(Record):
    """The current version of an item's claim. Versions count from 1 and are never reused."""

    claim: Claim
    version: int


class Verdict(Record):
    """A reviewer's word on one version of an answer."""

    outcome: Outcome
    version: int
    claim: Claim | None = None
    points: str | None = None
    reason: str = ""
    by: str = ""


class Question(Record):
    """What a reviewer asked about an item, and the unit's answer; empty while it waits."""

    text: str
    by: str
    answer: str = ""


class Supplied(Record):
    """Figures of an item that the authority holds, by input key, and where they are from."""

    values: dict[str, str]
    source: str


class Appeal(Record):
    """A unit's appeal against the result of an item, and the ruling once there is one."""

    reason: str
    at: str
    outcome: Literal["", "upheld", "dismissed"] = ""
    ruling: str = ""
    by: str = ""


class Submission(Record):
    """A unit's dossier (hồ sơ). ``reopened`` are the returned items that may be changed again; ``resumes``
    is the state that a refused signature goes back to; ``remarks`` are by topic.
    """

    unit: str
    state: State = "drafting"
    answers: dict[str, Answer] = {}
    evidence: dict[str, tuple[Evidence, ...]] = {}
    explanations: dict[str, str] = {}
    remarks: dict[str, str] = {}
    verdicts: dict[str, Verdict] = {}
    reopened: tuple[str, ...] = ()
    resumes: Literal["drafting", "returned"] = "drafting"
    questions: dict[str, tuple[Question, ...]] = {}
    supplied: dict[str, Supplied] = {}
    appeals: dict[str, Appeal] = {}
    submitted_at: str = ""
    late: bool = False
    signed_by: str = ""
    ledger: str = ""
    digest: str = ""
    claimed: str = ""
    verified: str = ""
    revision: int = 0

    def claim(self, item: str) -> Claim | None:
        """The unit's current claim for the item."""
        answer = self.answers.get(item)
        return answer.claim if answer else None

    def version(self, item: str) -> int:
        """Version of the current answer, 0 where there is none."""
        answer = self.answers.get(item)
        return answer.version if answer else 0

    def editable(self, item: str) -> bool:
        """Whether the unit may change the item now."""
        return self.state == "drafting" or (self.state == "returned" and item in self.reopened)


def apply(record: Submission, fact: SubmissionFact, *, by: str = "", at: str = "") -> Submission:
    """The submission after the fact, one revision later. ``by`` is a person's id, ``at`` an ISO time."""
    change = {"revision": record.revision + 1, **_change(record, fact, by, at)}
    return record.model_copy(update=change)


def _change(record: Submission, fact: SubmissionFact, by: str, at: str) -> dict[str, object]:
    match fact:
        case f.AnswerGiven():
            answer = Answer(claim=fact.claim, version=fact.version)
            answers = {**record.answers, fact.item: answer}
            return {"answers": answers, "verdicts": _without(record.verdicts, fact.item)}
        case f.ExplanationGiven() | f.RemarkGiven():
            return _text_change(record, fact)
        case f.EvidenceAttached() | f.EvidenceRemoved():
            return {"evidence": _evidence(record, fact)}
        case f.FiguresSupplied():
            supplied = Supplied(values=fact.values, source=fact.source)
            return {"supplied": {**record.supplied, fact.item: supplied}}
        case f.AnswerAccepted() | f.AnswerAdjusted() | f.AnswerReturned():
            return {"state": "reviewing", "verdicts": {**record.verdicts, fact.item: _verdict(fact, by)}}
        case f.QuestionAsked() | f.QuestionAnswered():
            return {"questions": {**record.questions, fact.item: _questions(record, fact, by)}}
        case f.AppealFiled() | f.AppealRuled():
            return _appeal_change(record, fact, by, at)
        case _:
            return _state_change(record, fact, at)


StateFact = (
    f.SignatureAsked
    | f.SignatureRefused
    | f.SubmissionSubmitted
    | f.SubmissionWithdrawn
    | f.SubmissionReturned
    | f.ReturnRecalled
    | f.SubmissionVerified
    | f.SubmissionApproved
    | f.ApprovalWithdrawn
)


def _state_change(record: Submission, fact: StateFact, at: str) -> dict[str, object]:
    match fact:
        case f.SignatureAsked():
            resumes = "returned" if record.state == "returned" else "drafting"
            return {"state": "signing", "resumes": resumes, "digest": fact.digest, "claimed": fact.claimed}
        case f.SignatureRefused():
            return {"state": record.resumes, "digest": ""}
        case f.SubmissionSubmitted() | f.ReturnRecalled():
            return _review_change(record, fact, at)
        case f.SubmissionWithdrawn():
            empty = dict.fromkeys(("submitted_at", "digest", "signed_by", "ledger"), "")
            return {"state": "drafting", "late": False, **empty}
        case f.SubmissionReturned():
            return {"state": "returned", "reopened": fact.items}
        case f.SubmissionVerified():
            return {"state": "verified", "verified": fact.verified}
        case f.SubmissionApproved():
            return {"state": "approved"}
        case f.ApprovalWithdrawn():
            return {"state": "verified"}


def _review_change(
    record: Submission, fact: f.SubmissionSubmitted | f.ReturnRecalled, at: str
) -> dict[str, object]:
    """The unit's turn is over. Recalled, it stays signed only where nothing has changed since it was."""
    verdicts = {item: verdict for item, verdict in record.verdicts.items() if verdict.outcome != "returned"}
    change = {"verdicts": verdicts, "reopened": (), **fact.model_dump(exclude={"kind", "reason"})}
    if isinstance(fact, f.SubmissionSubmitted):
        return {**change, "state": "submitted", "submitted_at": at}
    signed = (record.state, record.digest) == ("returned", fact.digest)
    return {**change, "state": "reviewing", "signed_by": record.signed_by if signed else ""}


def _text_change(record: Submission, fact: f.ExplanationGiven | f.RemarkGiven) -> dict[str, object]:
    """What the unit says in words, of an item or of a topic; an empty text takes it back."""
    if isinstance(fact, f.ExplanationGiven):
        return {"explanations": _replaced(record.explanations, fact.item, fact.text)}
    return {"remarks": _replaced(record.remarks, fact.topic, fact.text)}


def _replaced(texts: Mapping[str, str], key: str, text: str) -> dict[str, str]:
    others = _without(texts, key)
    return {**others, key: text} if text else others


def _evidence(
    record: Submission, fact: f.EvidenceAttached | f.EvidenceRemoved
) -> dict[str, tuple[Evidence, ...]]:
    before = record.evidence.get(fact.item, ())
    if isinstance(fact, f.EvidenceAttached):
        return {**record.evidence, fact.item: (*before, fact.evidence)}
    kept = tuple(piece for piece in before if piece.id != fact.evidence_id)
    others = _without(record.evidence, fact.item)
    return {**others, fact.item: kept} if kept else others


def _questions(
    record: Submission, fact: f.QuestionAsked | f.QuestionAnswered, by: str
) -> tuple[Question, ...]:
    before = record.questions.get(fact.item, ())
    if isinstance(fact, f.QuestionAsked):
        return (*before, Question(text=fact.text, by=by))
    return (*before[:-1], *(asked.model_copy(update={"answer": fact.text}) for asked in before[-1:]))


def _appeal_change(
    record: Submission, fact: f.AppealFiled | f.AppealRuled, by: str, at: str
) -> dict[str, object]:
    if isinstance(fact, f.AppealFiled):
        return {"appeals": {**record.appeals, fact.item: Appeal(reason=fact.reason, at=at)}}
    ruled = {"outcome": "upheld" if fact.upheld else "dismissed", "ruling": fact.reason, "by": by}
    filed = record.appeals.get(fact.item) or Appeal(reason="", at=at)
    appeals = {**record.appeals, fact.item: filed.model_copy(update=ruled)}
    if not fact.upheld:
        return {"appeals": appeals}
    verdict = Verdict(
        outcome="adjusted", version=record.version(fact.item), claim=fact.claim, points=fact.points,
        reason=fact.reason, by=by,
    )  # fmt: skip
    return {"appeals": appeals, "verdicts": {**record.verdicts, fact.item: verdict}}


def _verdict(fact: f.AnswerAccepted | f.AnswerAdjusted | f.AnswerReturned, by: str) -> Verdict:
    match fact:
        case f.AnswerAccepted():
            return Verdict(outcome="accepted", version=fact.version, by=by)
        case f.AnswerAdjusted():
            return Verdict(
                outcome="adjusted", version=fact.version, claim=fact.claim, points=fact.points,
                reason=fact.reason, by=by,
            )  # fmt: skip
        case f.AnswerReturned():
            return Verdict(outcome="returned", version=fact.version, reason=fact.reason, by=by)


def _without(mapping: Mapping[str, T], key: str) -> dict[str, T]:
    return {k: v for k, v in mapping.items() if k != key}
