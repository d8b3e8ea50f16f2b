"""What can happen to one unit's submission. ``facts`` has the whole list.

Figures are canonical text (``421``, ``12.5``, ``421/512``), never floats.
"""

from __future__ import annotations

from typing import Literal

from scoring.values import Claim, Evidence, Record, Topic

# what the unit does -------------------------------------------------------------------------------------


class AnswerGiven(Record):
    """A new version of an answer: a criterion's (``3.2``) or a general information field's (``tt.1.4``).

    ``kept``: the figures are those of an earlier round, said to be still right.
    """

    kind: Literal["answer_given"] = "answer_given"
    item: str
    version: int
    claim: Claim
    kept: str = ""


class ExplanationGiven(Record):
    """Why there is no evidence (giải trình). Empty text takes it back."""

    kind: Literal["explanation_given"] = "explanation_given"
    item: str
    text: str


class EvidenceAttached(Record):
    """Evidence was stored and belongs to the item."""

    kind: Literal["evidence_attached"] = "evidence_attached"
    item: str
    evidence: Evidence


class EvidenceRemoved(Record):
    """Evidence no longer belongs to the item; its bytes stay."""

    kind: Literal["evidence_removed"] = "evidence_removed"
    item: str
    evidence_id: str


class RemarkGiven(Record):
    """What the unit says in its report besides figures. Empty text takes it back."""

    kind: Literal["remark_given"] = "remark_given"
    topic: Topic
    text: str


class SignatureAsked(Record):
    """The officer has finished; the unit's leader is asked to sign. Nothing can be changed meanwhile."""

    kind: Literal["signature_asked"] = "signature_asked"
    claimed: str
    digest: str


class SignatureRefused(Record):
    """The leader sent it back to the officer, with a word."""

    kind: Literal["signature_refused"] = "signature_refused"
    reason: str


class SubmissionSubmitted(Record):
    """The unit handed its submission in. ``claimed`` is the exact self-score, ``digest`` of all answers;
    ``late``: after the unit's deadline; ``signed_by``: the leader who signed, where that is asked for;
    ``ledger``: what the receipt named the journal by, ``1234-ab12cd34ef56``, as it was before this fact.
    """

    kind: Literal["submission_submitted"] = "submission_submitted"
    claimed: str
    digest: str
    late: bool = False
    signed_by: str = ""
    ledger: str = ""


class SubmissionWithdrawn(Record):
    """The unit took it back before its review began."""

    kind: Literal["submission_withdrawn"] = "submission_withdrawn"


class QuestionAnswered(Record):
    """The unit answered the reviewer's last question about the item."""

    kind: Literal["question_answered"] = "question_answered"
    item: str
    text: str


class AppealFiled(Record):
    """The unit disagrees with the published result of the item (khiếu nại)."""

    kind: Literal["appeal_filed"] = "appeal_filed"
    item: str
    reason: str


# what the authority does --------------------------------------------------------------------------------


class FiguresSupplied(Record):
    """Figures of the item that the authority itself holds, by input key; ``source`` says from where."""

    kind: Literal["figures_supplied"] = "figures_supplied"
    item: str
    values: dict[str, str]
    source: str


class AnswerAccepted(Record):
    """The claim of that version stands."""

    kind: Literal["answer_accepted"] = "answer_accepted"
    item: str
    version: int


class AnswerAdjusted(Record):
    """Other figures (``claim``) or other points (exact text) than the unit's, with a reason."""

    kind: Literal["answer_adjusted"] = "answer_adjusted"
    item: str
    version: int
    claim: Claim | None = None
    points: str | None = None
    reason: str


class AnswerReturned(Record):
    """To be corrected by the unit, with a reason; takes effect when the review is finished."""

    kind: Literal["answer_returned"] = "answer_returned"
    item: str
    version: int
    reason: str


class QuestionAsked(Record):
    """A reviewer asks the unit about an item; nothing is decided by it."""

    kind: Literal["question_asked"] = "question_asked"
    item: str
    text: str


class SubmissionReturned(Record):
    """The review ended with returns: only ``items`` reopen."""

    kind: Literal["submission_returned"] = "submission_returned"
    items: tuple[str, ...]


class ReturnRecalled(Record):
    """The unit is no longer waited for: the returned submission goes back into review as it stands.
    ``claimed`` is the exact self-score and ``digest`` that of all answers, with what was corrected so far.
    """

    kind: Literal["return_recalled"] = "return_recalled"
    claimed: str
    digest: str
    reason: str


class SubmissionVerified(Record):
    """The review ended without returns. ``verified`` is the exact verified score."""

    kind: Literal["submission_verified"] = "submission_verified"
    verified: str


class SubmissionApproved(Record):
    """Whoever approves the unit approved its verified score."""

    kind: Literal["submission_approved"] = "submission_approved"


class ApprovalWithdrawn(Record):
    """The approval was taken back, for a reason: the submission is verified again."""

    kind: Literal["approval_withdrawn"] = "approval_withdrawn"
    reason: str


class AppealRuled(Record):
    """The appeal was decided: ``upheld`` with other figures or points, or dismissed; always with a reason."""

    kind: Literal["appeal_ruled"] = "appeal_ruled"
    item: str
    upheld: bool
    claim: Claim | None = None
    points: str | None = None
    reason: str
