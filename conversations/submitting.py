"""Handing the submission in, its receipt, and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from conversations import cards, permission, wayfinding
from conversations.messages import Button, Message
from conversations.phrases import officer as words
from conversations.phrases.common import maximum, today
from conversations.talk import Talk, button, press, primary
from criteria.vietnamese import moment, number, plain
from scoring import review
from scoring.facts import SubmissionSubmitted, SubmissionWithdrawn
from scoring.records import digest_of

DIGEST_SHOWN = 12


def offer(talk: Talk, _argument: str = "", lead: str = "") -> None:
    """List what is unanswered and without evidence, and ask once."""
    record = talk.submission()
    if record.state == "submitted":
        _receipt(talk, words.ALREADY_SUBMITTED)
        return
    if refusal := permission.submit_refusal(talk):
        talk.show(Message(body=refusal, buttons=wayfinding.ways(talk)))
        return
    blocks, codes = wayfinding.missing(talk)
    parts = [lead, _score_line(talk, words.OFFER_SCORE), *(blocks or [words.OFFER_COMPLETE])]
    parts += [words.OFFER_LATE if is_late(talk) else "", words.OFFER_ASK]
    look = button(words.SUBMIT_NO, "cmd", "conthieu" if codes else "mucluc")
    talk.show(
        Message(
            title=words.OFFER_TITLE,
            body="\n\n".join(part for part in parts if part),
            footer=cards.footer(talk),
            buttons=((primary(words.SUBMIT_YES, "submit", "", record.revision, "yes"), look),),
        )
    )


def is_late(talk: Talk) -> bool:
    """Whether the deadline's day is over in Vietnam."""
    deadline = talk.campaign.deadline
    return bool(deadline) and today(talk.event.at) > date.fromisoformat(deadline[:10])


def _submit(talk: Talk, _item: str, version: str, _arg: str) -> None:
    record = talk.submission()
    if record.state == "submitted":
        _receipt(talk, words.ALREADY_SUBMITTED)
    elif permission.submit_refusal(talk):
        offer(talk)
    elif version != str(record.revision):
        offer(talk, lead=words.OFFER_CHANGED)
    else:
        _hand_in(talk)


def _hand_in(talk: Talk) -> None:
    record = talk.submission()
    again = record.state == "returned"
    talk.record(SubmissionSubmitted(claimed=plain(talk.sheet().total), digest=digest_of(record)))
    talk.move(place="idle", item="", entry={}, chosen=(), pending=None, tries=0)
    _receipt(talk)
    _tell_reviewers(talk, words.TOLD_REVIEWER_AGAIN if again else words.TOLD_REVIEWER)


def _receipt(talk: Talk, lead: str = "") -> None:
    """Time, score and digest of what was handed in."""
    record = talk.submission()
    at = record.submitted_at
    parts = [
        lead,
        words.RECEIPT_TIME.format(moment=moment(datetime.fromisoformat(at))) if at else "",
        words.RECEIPT_LATE if not lead and is_late(talk) else "",
        _score_line(talk, words.RECEIPT_SCORE),
        words.RECEIPT_CODE.format(digest=record.digest[:DIGEST_SHOWN]),
        "" if lead else words.RECEIPT_NEXT,
    ]
    rows = ((button(words.WITHDRAW, "withdraw"),),) if review.may_withdraw(record) else ()
    body = "\n".join(part for part in parts if part)
    talk.show(Message(title=words.RECEIPT_TITLE, body=body, buttons=rows))


def _score_line(talk: Talk, template: str) -> str:
    sheet = talk.sheet()
    return template.format(total=number(sheet.total, 2), most=maximum(sheet.base))


def _tell_reviewers(talk: Talk, template: str) -> None:
    sheet, unit = talk.sheet(), talk.campaign.units.get(talk.unit)
    told = template.format(
        unit=unit.name if unit else talk.unit, total=number(sheet.total, 2), most=maximum(sheet.base)
    )
    opened = Button(label=words.OPEN_DOSSIER, payload=press("cmd", "hoso", "", talk.unit))
    for person in talk.campaign.reviewers():
        if person.id != talk.session.person:
            talk.say(Message(to=person.id, body=told, buttons=cards.rows((opened,))))


# --- withdrawing ---------------------------------------------------------------------------------------


def withdraw(talk: Talk, _argument: str = "") -> None:
    """Ask once whether to take the submission back."""
    record = talk.submission()
    if review.may_withdraw(record) and talk.campaign.stage == "open":
        yes = Button(
            label=words.WITHDRAW, payload=press("withdraw", "", record.revision, "yes"), kind="danger"
        )
        rows = ((yes, button(words.KEEP_SUBMITTED, "submit")),)
        talk.show(Message(body=words.WITHDRAW_ASK, buttons=rows))
    else:
        gone = record.state in ("drafting", "returned")
        body = words.NOTHING_TO_WITHDRAW if gone else words.CANNOT_WITHDRAW
        talk.show(Message(body=body, buttons=wayfinding.ways(talk)))


def _withdraw(talk: Talk, _item: str, version: str, arg: str) -> None:
    record = talk.submission()
    allowed = review.may_withdraw(record) and talk.campaign.stage == "open"
    if arg != "yes" or version != str(record.revision) or not allowed:
        withdraw(talk)
        return
    talk.record(SubmissionWithdrawn())
    talk.show(Message(body=words.WITHDRAWN, footer=cards.footer(talk), buttons=wayfinding.ways(talk)))


PRESSES: dict[str, Callable[[Talk, str, str, str], None]] = {"submit": _submit, "withdraw": _withdraw}
