"""The moment a submission is handed in: the fact, the receipt, and who hears of it."""

from __future__ import annotations

from datetime import datetime

from conversations.documents import auditing
from conversations.messages import Button, Message
from conversations.phrases import officer as words
from conversations.phrases import people
from conversations.phrases.common import maximum
from conversations.phrases.papers import TAKE
from conversations.review import coverifying
from conversations.showing import cards
from conversations.talk import Talk, button, press
from conversations.year import deadlines
from criteria.vietnamese import moment, number, plain
from scoring import review
from scoring.facts import SubmissionSubmitted
from scoring.submission_digest import digest_of

DIGEST_SHOWN = 12


def is_late(talk: Talk) -> bool:
    """Whether the last day of the unit's deadline is over in Vietnam."""
    return deadlines.is_over(talk.campaign, talk.unit, talk.event.at)


def hand_in(talk: Talk, signed_by: str = "") -> None:
    """Record it, give the receipt, tell the unit's other people and the reviewers."""
    record = talk.submission()
    again = "returned" in (record.state, record.resumes if record.state == "signing" else "")
    talk.record(
        SubmissionSubmitted(
            claimed=plain(talk.sheet().total),
            digest=digest_of(record),
            late=is_late(talk),
            signed_by=signed_by,
            ledger=auditing.ledger_code(talk),
        )
    )
    talk.move(place="idle", item="", entry={}, chosen=(), pending=None, tries=0)
    receipt(talk)
    if signed_by:
        _tell_officers(talk)
    _tell_reviewers(talk, words.TOLD_REVIEWER_AGAIN if again else words.TOLD_REVIEWER)


def receipt(talk: Talk, lead: str = "") -> None:
    """Time, score, digest and signature of what was handed in."""
    record = talk.submission()
    at = record.submitted_at
    signer = talk.campaign.people.get(record.signed_by)
    parts = [
        lead,
        words.RECEIPT_TIME.format(moment=moment(datetime.fromisoformat(at))) if at else "",
        words.RECEIPT_LATE if record.late else "",
        score_line(talk, words.RECEIPT_SCORE),
        people.SIGNED_BY.format(name=signer.name) if signer else "",
        words.RECEIPT_CODE.format(digest=record.digest[:DIGEST_SHOWN]),
        auditing.ledger_line(record.ledger),
        "" if lead else words.RECEIPT_NEXT,
    ]
    withdraw = (button(words.WITHDRAW, "withdraw"),) if review.may_withdraw(record) else ()
    rows = tuple(filter(None, ((button(TAKE, "cmd", "xuat"),), withdraw)))
    body = "\n".join(part for part in parts if part)
    talk.show(Message(title=words.RECEIPT_TITLE, body=body, buttons=rows))


def score_line(talk: Talk, template: str) -> str:
    """The self-score in a sentence."""
    sheet = talk.sheet()
    return template.format(total=number(sheet.total, 2), most=maximum(sheet.base))


def _tell_officers(talk: Talk) -> None:
    """Everybody else of the unit hears that it was signed."""
    record = talk.submission()
    at, signer = datetime.fromisoformat(record.submitted_at), talk.campaign.people[record.signed_by]
    body = people.OFFICER_SIGNED.format(
        name=signer.name, moment=moment(at), digest=record.digest[:DIGEST_SHOWN]
    )
    for person in talk.campaign.of_unit(talk.unit):
        if person.id != signer.id:
            talk.say(Message(to=person.id, body=body))


def _tell_reviewers(talk: Talk, template: str) -> None:
    sheet, unit = talk.sheet(), talk.campaign.units.get(talk.unit)
    told = template.format(
        unit=unit.name if unit else talk.unit, total=number(sheet.total, 2), most=maximum(sheet.base)
    )
    short = words.TOLD_CO_VERIFIER.format(unit=unit.name if unit else talk.unit)
    opened = Button(label=words.OPEN_DOSSIER, payload=press("cmd", "hoso", "", talk.unit))
    for person in talk.campaign.reviewers_of(talk.unit):
        if person.id != talk.session.person:
            leads = coverifying.leads(talk.campaign, person, talk.unit)
            body = told if leads else short  # a co-verifier does not see the total
            talk.say(Message(to=person.id, body=body, buttons=cards.rows((opened,)), bulk=True))
