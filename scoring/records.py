"""What is on record for one unit: answers, evidence, verdicts, state. Only ``apply`` changes it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Literal, TypeVar

from scoring import facts as f
from scoring.facts import Claim, Evidence, Record, SubmissionFact

T = TypeVar("T")
State = Literal["drafting", "submitted", "reviewing", "returned", "verified", "approved"]
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


class Submission(Record):
    """A unit's dossier (hồ sơ). ``reopened`` are the returned items that may be changed again."""

    unit: str
    state: State = "drafting"
    answers: dict[str, Answer] = {}
    evidence: dict[str, tuple[Evidence, ...]] = {}
    explanations: dict[str, str] = {}
    verdicts: dict[str, Verdict] = {}
    reopened: tuple[str, ...] = ()
    submitted_at: str = ""
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


def _change(record: Submission, fact: SubmissionFact, by: str, at: str) -> dict[str, object]:  # noqa: PLR0911
    match fact:
        case f.AnswerGiven():
            answer = Answer(claim=fact.claim, version=fact.version)
            answers = {**record.answers, fact.item: answer}
            return {"answers": answers, "verdicts": _without(record.verdicts, fact.item)}
        case f.ExplanationGiven():
            rest = _without(record.explanations, fact.item)
            return {"explanations": {**rest, fact.item: fact.text} if fact.text else rest}
        case f.EvidenceAttached():
            kept = (*record.evidence.get(fact.item, ()), fact.evidence)
            return {"evidence": {**record.evidence, fact.item: kept}}
        case f.EvidenceRemoved():
            kept = tuple(e for e in record.evidence.get(fact.item, ()) if e.id != fact.evidence_id)
            others = _without(record.evidence, fact.item)
            return {"evidence": {**others, fact.item: kept} if kept else others}
        case f.SubmissionSubmitted():
            verdicts = {k: v for k, v in record.verdicts.items() if v.outcome != "returned"}
            return {
                "state": "submitted", "verdicts": verdicts, "reopened": (),
                "submitted_at": at, "digest": fact.digest, "claimed": fact.claimed,
            }  # fmt: skip
        case f.SubmissionWithdrawn():
            return {"state": "drafting", "submitted_at": "", "digest": ""}
        case f.SubmissionReturned():
            return {"state": "returned", "reopened": fact.items}
        case f.SubmissionVerified():
            return {"state": "verified", "verified": fact.verified}
        case _:
            verdict = _verdict(fact, by)
            return {"state": "reviewing", "verdicts": {**record.verdicts, fact.item: verdict}}


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


def digest_of(record: Submission) -> str:
    """SHA-256 over the answers, explanations and evidence as they stand: what a receipt names."""
    parts = record.model_dump(mode="json", include={"unit", "answers", "evidence", "explanations"})
    body = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(body.encode()).hexdigest()


def _without(mapping: Mapping[str, T], key: str) -> dict[str, T]:
    return {k: v for k, v in mapping.items() if k != key}
