"""Whether the unit may change an item or hand in now; the answer is a sentence, empty where it may."""

from __future__ import annotations

from conversations import items
from conversations.phrases import officer as words
from conversations.talk import Talk


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
    if stage not in (("open",) if record.state == "drafting" else ("open", "verifying")):
        return words.CLOSED
    return "" if record.editable(item) else words.LOCKED_NOT_RETURNED


def submit_refusal(talk: Talk) -> str:
    """Why the submission can't be handed in now."""
    record, stage = talk.submission(), talk.campaign.stage
    if record.state in ("verified", "approved"):
        return words.CANNOT_SUBMIT["verified"]
    if record.state in ("submitted", "reviewing"):
        return words.CANNOT_SUBMIT["reviewing"]
    if stage == "preparing":
        return words.CANNOT_SUBMIT["preparing"]
    if stage not in (("open",) if record.state == "drafting" else ("open", "verifying")):
        return words.CANNOT_SUBMIT["closed"]
    answered = any(not items.is_info(item) for item in record.answers)
    return "" if answered else words.NOTHING_YET
