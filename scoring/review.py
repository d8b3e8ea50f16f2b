"""The states of a submission, who may do what in them, and what a reviewer should look at first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from criteria.schema import CriteriaSet
from scoring.records import State, Submission, Verdict
from scoring.rules import Score, score

Warning_ = Literal["missing", "no_evidence", "explained_only", "above_whole", "undetermined", "tier_hole"]
_FLAGS: tuple[Literal["above_whole", "tier_hole"], ...] = ("above_whole", "tier_hole")

UNDER_REVIEW: tuple[State, ...] = ("submitted", "reviewing")
"""States in which a dossier waits for its reviewers."""
REVIEWED: tuple[State, ...] = ("verified", "approved")
"""States in which the verified score stands."""


def may_withdraw(record: Submission) -> bool:
    """Whether the unit can take it back: until its review starts (a first verdict)."""
    return record.state == "submitted" and not record.verdicts


def may_review(record: Submission) -> bool:
    """Whether verdicts can be given."""
    return record.state in UNDER_REVIEW


def may_recall(record: Submission) -> bool:
    """Whether the authority waits for the unit's correction, or for its leader's signature under one."""
    return record.state == "returned" or (record.state, record.resumes) == ("signing", "returned")


def was_handed_in(record: Submission) -> bool:
    """Whether it has been handed in, perhaps to be returned since: then others than the unit may look."""
    return record.state != "drafting" and (record.state, record.resumes) != ("signing", "drafting")


def heard(record: Submission, item: str) -> Verdict | None:
    """The verdict on the item, if its unit has been told: what is sent back while it is, what is adjusted
    then and once the review is finished, what is accepted only then. Until then a reviewer may change it.
    """
    verdict = record.verdicts.get(item)
    if verdict is None:
        return None
    told = {"returned": ("returned",), "adjusted": ("returned", *REVIEWED), "accepted": REVIEWED}
    return verdict if record.state in told[verdict.outcome] else None


def unreviewed(criteria: CriteriaSet, record: Submission) -> tuple[str, ...]:
    """Answered criteria that have no verdict yet, in printed order."""
    return tuple(c.id for c in criteria.criteria if c.id in record.answers and c.id not in record.verdicts)


def returned(record: Submission) -> tuple[str, ...]:
    """Items with a verdict *returned* that is not yet handed over or answered."""
    return tuple(item for item, verdict in record.verdicts.items() if verdict.outcome == "returned")


def open_appeals(criteria: CriteriaSet, record: Submission) -> tuple[str, ...]:
    """Criteria with an appeal that has no ruling yet, in printed order."""
    waiting = {item for item, appeal in record.appeals.items() if not appeal.outcome}
    return tuple(c.id for c in criteria.criteria if c.id in waiting) if waiting else ()


Scores = Mapping[str, Score]
"""Scores of the record's own claims by criterion id, where they are at hand; else they are worked out."""


def lacks_evidence(
    criteria: CriteriaSet, record: Submission, item: str, scores: Scores | None = None
) -> bool:
    """Whether the unit is asked for evidence and there is none, for a claim of more than 0 points: what the
    authority itself supplies needs none.
    """
    criterion = criteria.by_id[item]
    if not criterion.evidence or item not in record.answers or record.evidence.get(item):
        return False
    if criterion.from_authority:
        return False
    result = scores[item] if scores is not None else score(criterion, record.claim(item))
    return result.points is None or bool(result.points)


def without_evidence(
    criteria: CriteriaSet, record: Submission, scores: Scores | None = None
) -> tuple[str, ...]:
    """Answered criteria with neither evidence nor an explanation, in printed order."""
    bare = (c.id for c in criteria.proven if c.id in record.answers and c.id not in record.explanations)
    return tuple(item for item in bare if lacks_evidence(criteria, record, item, scores))


def warnings(criteria: CriteriaSet, record: Submission, scores: Scores) -> dict[str, list[Warning_]]:
    """What deserves a look, by criterion id; criteria without a warning are left out.

    A claim of 0 points needs no evidence: there is nothing to prove.
    """
    found: dict[str, list[Warning_]] = {}
    for criterion in criteria.criteria:
        key, result = criterion.id, scores[criterion.id]
        signs: list[Warning_] = []
        if result.state == "missing":
            signs.append("missing")
        elif lacks_evidence(criteria, record, key, scores):
            signs.append("explained_only" if key in record.explanations else "no_evidence")
        if result.state == "undetermined":
            signs.append("undetermined")
        signs += [flag for flag in _FLAGS if flag in result.flags]
        if signs:
            found[key] = signs
    return found
