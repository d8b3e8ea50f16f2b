"""Everything that can happen to a campaign and to a submission: the closed list. Read this first.

A fact is past tense, is one row of the journal, and is the only way anything recorded changes:
``records.apply`` folds facts into a Submission, ``campaigns.apply`` into a Campaign; the database stores
the same two projections. What each fact holds stands in ``submission_facts`` and ``campaign_facts``.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, TypeAdapter

from scoring.campaign_facts import (
    ActRefused,
    CampaignCreated,
    DeadlineSet,
    ExtensionGiven,
    InvitationAccepted,
    InvitationIssued,
    InvitationWithdrawn,
    RemindersIssued,
    ResultsPublished,
    RoleGiven,
    RoleRevoked,
    RoundOpened,
    StageChanged,
    TermsSet,
    UnitsImported,
)
from scoring.submission_facts import (
    AnswerAccepted,
    AnswerAdjusted,
    AnswerGiven,
    AnswerReturned,
    AppealFiled,
    AppealRuled,
    ApprovalWithdrawn,
    EvidenceAttached,
    EvidenceRemoved,
    ExplanationGiven,
    FiguresSupplied,
    QuestionAnswered,
    QuestionAsked,
    RemarkGiven,
    ReturnRecalled,
    SignatureAsked,
    SignatureRefused,
    SubmissionApproved,
    SubmissionReturned,
    SubmissionSubmitted,
    SubmissionVerified,
    SubmissionWithdrawn,
)
from scoring.values import (
    Body,
    Claim,
    Evidence,
    Placing,
    Record,
    RoleName,
    Scope,
    Stage,
    Terms,
    Topic,
    Unit,
)

__all__ = [
    "FACT",
    "ActRefused",
    "AnswerAccepted",
    "AnswerAdjusted",
    "AnswerGiven",
    "AnswerReturned",
    "AppealFiled",
    "AppealRuled",
    "ApprovalWithdrawn",
    "Body",
    "CampaignCreated",
    "CampaignFact",
    "Claim",
    "DeadlineSet",
    "Evidence",
    "EvidenceAttached",
    "EvidenceRemoved",
    "ExplanationGiven",
    "ExtensionGiven",
    "Fact",
    "FiguresSupplied",
    "InvitationAccepted",
    "InvitationIssued",
    "InvitationWithdrawn",
    "Placing",
    "QuestionAnswered",
    "QuestionAsked",
    "Record",
    "RemarkGiven",
    "RemindersIssued",
    "ResultsPublished",
    "ReturnRecalled",
    "RoleGiven",
    "RoleName",
    "RoleRevoked",
    "RoundOpened",
    "Scope",
    "SignatureAsked",
    "SignatureRefused",
    "Stage",
    "StageChanged",
    "SubmissionApproved",
    "SubmissionFact",
    "SubmissionReturned",
    "SubmissionSubmitted",
    "SubmissionVerified",
    "SubmissionWithdrawn",
    "Terms",
    "TermsSet",
    "Topic",
    "Unit",
    "UnitsImported",
]

SubmissionFact = (
    AnswerGiven
    | ExplanationGiven
    | EvidenceAttached
    | EvidenceRemoved
    | RemarkGiven
    | SignatureAsked
    | SignatureRefused
    | SubmissionSubmitted
    | SubmissionWithdrawn
    | QuestionAnswered
    | AppealFiled
    | FiguresSupplied
    | AnswerAccepted
    | AnswerAdjusted
    | AnswerReturned
    | QuestionAsked
    | SubmissionReturned
    | ReturnRecalled
    | SubmissionVerified
    | SubmissionApproved
    | ApprovalWithdrawn
    | AppealRuled
)
CampaignFact = (
    CampaignCreated
    | UnitsImported
    | InvitationIssued
    | InvitationWithdrawn
    | InvitationAccepted
    | RoleGiven
    | RoleRevoked
    | StageChanged
    | DeadlineSet
    | TermsSet
    | ExtensionGiven
    | RoundOpened
    | RemindersIssued
    | ResultsPublished
    | ActRefused
)
Fact = Annotated[SubmissionFact | CampaignFact, Field(discriminator="kind")]

FACT: TypeAdapter[SubmissionFact | CampaignFact] = TypeAdapter(Fact)
"""Reads a fact back from its JSON."""
