"""A published campaign of the small set, built from dossiers as the database would give them."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction

from scoring import publishing
from scoring.campaigns import Campaign, Publication
from scoring.facts import (
    AnswerAccepted,
    SubmissionApproved,
    SubmissionFact,
    SubmissionSubmitted,
    SubmissionVerified,
    Unit,
)
from scoring.publishing import Ground
from scoring.records import Submission, apply
from scoring.standings import standing
from tests.exports.samples import SET, campaign, ratio

AT = datetime(2026, 12, 1, 1, 5, tzinfo=UTC)
HEAD = "ab" * 32


def reviewed(record: Submission) -> Submission:
    """Handed in, accepted and approved."""
    facts: tuple[SubmissionFact, ...] = (
        SubmissionSubmitted(claimed="0", digest="d"),
        *(AnswerAccepted(item=item, version=1) for item in record.answers),
        SubmissionVerified(verified="0"),
        SubmissionApproved(),
    )
    for fact in facts:
        record = apply(record, fact)
    return record


def ground(units: list[Unit], points: dict[str, int], stage: str = "approved") -> Ground:
    """Units whose answer is worth 30 × points/100; those without points have handed nothing in."""
    rows = {u.code: standing(SET, Submission(unit=u.code)) for u in units}
    for code, a in points.items():
        record = reviewed(ratio(a, 100).model_copy(update={"unit": code}))
        rows[code] = standing(SET, record)
    return Ground(campaign(*units).model_copy(update={"stage": stage}), SET, None, rows)


def published(draft: Ground) -> Ground:
    """The same after its first publication."""
    placings = publishing.placings(draft)
    publication = Publication(
        number=1, at=AT.isoformat(), digest=publishing.digest(placings), head=HEAD, appeals_until="2026-12-08"
    )
    after: Campaign = draft.campaign.model_copy(
        update={
            "stage": "published", "publications": (publication,),
            "placings": {each.unit: each for each in placings},
        }
    )  # fmt: skip
    return Ground(after, draft.criteria, draft.procedure, draft.rows)


def thirty(a: int) -> Fraction:
    return Fraction(30 * a, 100)
