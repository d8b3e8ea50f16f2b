"""Everything that can happen to a campaign and to a submission: the closed list. Read this first.

A fact is past tense, is one row of the journal, and is the only way anything recorded changes:
``records.apply`` folds facts into a Submission, ``campaigns.apply`` into a Campaign; the database stores
the same two projections. Figures are canonical text (``421``, ``12.5``, ``421/512``), never floats.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

Stage = Literal["preparing", "open", "verifying", "approved", "published", "appeals", "closed"]
RoleName = Literal["officer", "leader", "reviewer", "administrator", "observer"]


class Record(BaseModel):
    """Frozen, closed, compared by value."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Claim(Record):
    """What is claimed for one item: figures by input key, chosen options, or why it does not apply."""

    values: dict[str, str] = {}
    chosen: tuple[str, ...] = ()
    not_applicable: str = ""


class Evidence(Record):
    """One piece of evidence: a stored file (``sha256``) or a link (``url``)."""

    id: str
    kind: Literal["file", "photo", "link"]
    name: str
    sha256: str = ""
    mime: str = ""
    size: int = 0
    url: str = ""
    caption: str = ""


class Unit(Record):
    """A scored unit: commune, district or department. ``block`` (khối) is where it is ranked."""

    code: str
    name: str
    block: str = ""


# what an officer does -----------------------------------------------------------------------------------


class AnswerGiven(Record):
    """A new version of an answer: a criterion's (``3.2``) or a general information field's (``tt.1.4``)."""

    kind: Literal["answer_given"] = "answer_given"
    item: str
    version: int
    claim: Claim


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


class SubmissionSubmitted(Record):
    """The unit handed its submission in. ``claimed`` is the exact self-score, ``digest`` of all answers."""

    kind: Literal["submission_submitted"] = "submission_submitted"
    claimed: str
    digest: str


class SubmissionWithdrawn(Record):
    """The unit took it back before its review began."""

    kind: Literal["submission_withdrawn"] = "submission_withdrawn"


# what a reviewer does -----------------------------------------------------------------------------------


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


class SubmissionReturned(Record):
    """The review ended with returns: only ``items`` reopen."""

    kind: Literal["submission_returned"] = "submission_returned"
    items: tuple[str, ...]


class SubmissionVerified(Record):
    """The review ended without returns. ``verified`` is the exact verified score."""

    kind: Literal["submission_verified"] = "submission_verified"
    verified: str


# what an administrator does -----------------------------------------------------------------------------


class CampaignCreated(Record):
    """A campaign on one criteria set, pinned by version and digest."""

    kind: Literal["campaign_created"] = "campaign_created"
    name: str
    set_id: str
    set_version: str
    set_digest: str
    deadline: str = ""


class UnitsImported(Record):
    """Units joined the campaign; a known code is renamed or moved, never doubled."""

    kind: Literal["units_imported"] = "units_imported"
    units: tuple[Unit, ...]


class InvitationIssued(Record):
    """A one-time invitation. Only the code's SHA-256 is kept."""

    kind: Literal["invitation_issued"] = "invitation_issued"
    code_hash: str
    role: RoleName
    unit: str = ""
    name: str
    expires: str


class InvitationAccepted(Record):
    """The invited person joined from a chat; the role is theirs."""

    kind: Literal["invitation_accepted"] = "invitation_accepted"
    code_hash: str
    person: str
    name: str
    role: RoleName
    unit: str = ""
    channel: str
    address: str


class StageChanged(Record):
    """The campaign moved to another stage."""

    kind: Literal["stage_changed"] = "stage_changed"
    stage: Stage


class DeadlineSet(Record):
    """The date (ISO) by which units must submit."""

    kind: Literal["deadline_set"] = "deadline_set"
    deadline: str


class ActRefused(Record):
    """Somebody tried what their role does not allow; nothing changed."""

    kind: Literal["act_refused"] = "act_refused"
    act: str
    why: str


SubmissionFact = (
    AnswerGiven
    | ExplanationGiven
    | EvidenceAttached
    | EvidenceRemoved
    | SubmissionSubmitted
    | SubmissionWithdrawn
    | AnswerAccepted
    | AnswerAdjusted
    | AnswerReturned
    | SubmissionReturned
    | SubmissionVerified
)
CampaignFact = (
    CampaignCreated
    | UnitsImported
    | InvitationIssued
    | InvitationAccepted
    | StageChanged
    | DeadlineSet
    | ActRefused
)
Fact = Annotated[SubmissionFact | CampaignFact, Field(discriminator="kind")]

FACT: TypeAdapter[SubmissionFact | CampaignFact] = TypeAdapter(Fact)
"""Reads a fact back from its JSON."""
