"""Whether the unit may change an item or hand in now; the answer is a sentence, empty where it may."""

from __future__ import annotations

from conversations import roles, scopes
from conversations.phrases import officer as words
from conversations.phrases import people, remarks
from conversations.showing import items
from conversations.talk import Talk
from conversations.year import deadlines
from scoring.records import State
from scoring.values import RULING, WORKED_ON


def refusal(talk: Talk, item: str) -> str:
    """Why the item can't be changed now."""
    record, stage = talk.submission(), talk.campaign.stage
    if stage == "preparing":
        return words.NOT_OPEN
    if record.state == "submitted":
        return words.LOCKED_SUBMITTED if not record.verdicts else words.LOCKED_REVIEWING
    if record.state == "reviewing":
        return words.LOCKED_REVIEWING
    if record.state in ("verified", "approved"):
        return words.LOCKED_VERIFIED
    if record.state == "signing":
        return people.LOCKED_SIGNING
    if (mine := roles.assigned(talk)) and item not in mine:
        return people.NOT_ASSIGNED.format(codes=scopes.codes(talk, mine))
    if not _in_time(talk, record.state):
        return words.CLOSED
    return "" if record.editable(item) else words.LOCKED_NOT_RETURNED


def is_locked(talk: Talk) -> bool:
    """Whether the review of the dossier has begun, or is over: the unit can't take it back any more."""
    record = talk.submission()
    return record.state in ("reviewing", "verified", "approved")


def evidence_refusal(talk: Talk, item: str) -> str:
    """Why no evidence can be added to the item now: while an appeal against it waits, it always can."""
    return "" if is_appealed(talk, item) else refusal(talk, item)


def is_appealed(talk: Talk, item: str) -> bool:
    """Whether an appeal against the item waits for its ruling."""
    appeal = talk.submission().appeals.get(item)
    return appeal is not None and not appeal.outcome and talk.campaign.stage in RULING


def remarks_refusal(talk: Talk) -> str:
    """Why the unit's difficulties and proposals can't be changed now."""
    state = talk.submission().state
    if talk.campaign.stage == "preparing":
        return remarks.NOT_OPEN
    if roles.assigned(talk):
        return remarks.NOT_ASSIGNED
    if state in remarks.LOCKED:
        return remarks.LOCKED[state]
    return "" if _in_time(talk, state) else remarks.CLOSED


def submit_refusal(talk: Talk) -> str:
    """Why the submission can't be handed in now."""
    record, stage = talk.submission(), talk.campaign.stage
    state = record.resumes if record.state == "signing" else record.state
    if mine := roles.assigned(talk):
        return people.NOT_TO_SUBMIT.format(codes=scopes.codes(talk, mine))
    if record.state in ("verified", "approved"):
        return words.CANNOT_SUBMIT["verified"]
    if record.state in ("submitted", "reviewing"):
        return words.CANNOT_SUBMIT["reviewing"]
    if stage == "preparing":
        return words.CANNOT_SUBMIT["preparing"]
    if not _in_time(talk, state):
        return words.CANNOT_SUBMIT["closed"]
    answered = any(not items.is_info(item) for item in record.answers)
    return "" if answered else words.NOTHING_YET


def _in_time(talk: Talk, state: State) -> bool:
    """Whether answers of a dossier in that state are still taken; an extension outlasts the closing."""
    campaign = talk.campaign
    extended = deadlines.is_extended(campaign, talk.unit, talk.desk.now)
    late = WORKED_ON if state != "drafting" or extended else ("open",)
    return campaign.stage in late
