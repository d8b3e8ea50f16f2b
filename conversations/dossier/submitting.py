"""Handing the submission in, or to the leader for a signature, and taking it back."""

from __future__ import annotations

from conversations import permission, roles, scopes
from conversations.answers import progress, wayfinding
from conversations.dossier import receipts, remarks, signing
from conversations.messages import Button, Message
from conversations.phrases import officer as words
from conversations.phrases import people
from conversations.review import queueing
from conversations.showing import cards
from conversations.talk import Press, Talk, button, press, primary
from conversations.year import deadlines
from scoring import review
from scoring.facts import ActRefused, SubmissionWithdrawn

# --- handing in ----------------------------------------------------------------------------------------


def offer(talk: Talk, _argument: str = "", lead: str = "") -> None:
    """List what is unanswered and without evidence, and ask once."""
    record = talk.submission()
    if record.state == "submitted":
        receipts.receipt(talk, words.ALREADY_SUBMITTED)
    elif record.state == "signing":
        signing.show(talk)
    elif refusal := permission.submit_refusal(talk):
        talk.show(Message(body=refusal, buttons=wayfinding.ways(talk)))
    elif _needs_signature(talk) and not talk.campaign.leaders(talk.unit):
        signing.nobody(talk)
    else:
        _ask(talk, lead)


def _needs_signature(talk: Talk) -> bool:
    """Whether somebody else has to sign: a leader's own handing in is the signature."""
    return talk.campaign.terms.sign_off and not signing.is_leader(talk)


def _ask(talk: Talk, lead: str) -> None:
    blocks, codes = progress.missing(talk)
    label, how = words.SUBMIT_YES, words.OFFER_ASK
    if talk.campaign.terms.sign_off:
        signs = signing.is_leader(talk)
        label = people.SIGN_AND_SUBMIT if signs else people.ASK_SIGNATURE
        how = people.OFFER_SIGN if signs else people.OFFER_SIGNATURE
    complete = words.OFFER_CORRECTED if talk.submission().state == "returned" else words.OFFER_COMPLETE
    parts = [lead, receipts.score_line(talk, words.OFFER_SCORE), *(blocks or [complete])]
    parts += [remarks.before_handing_in(talk), words.OFFER_LATE if receipts.is_late(talk) else "", how]
    look = button(words.SUBMIT_NO, "cmd", "conthieu" if codes else "mucluc")
    talk.show(
        Message(
            title=words.OFFER_TITLE,
            body="\n\n".join(part for part in parts if part),
            footer=cards.footer(talk),
            buttons=cards.rows(
                (primary(label, "submit", "", talk.submission().revision, "yes"), look), remarks.ways(talk)
            ),
        )
    )


def _submit(talk: Talk, _item: str, version: str, _arg: str) -> None:
    record = talk.submission()
    if record.state in ("submitted", "signing") or permission.submit_refusal(talk):
        _note_refusal(talk, "submit")
        offer(talk)
    elif version != str(record.revision):
        offer(talk, lead=words.OFFER_CHANGED)
    elif _needs_signature(talk):
        signing.ask(talk)
    else:
        receipts.hand_in(talk, talk.session.person if talk.campaign.terms.sign_off else "")


def _note_refusal(talk: Talk, act: str) -> None:
    """Somebody to whom only single criteria were handed tried what is the main officer's."""
    if roles.assigned(talk):
        talk.decree(ActRefused(act=act, why="scope"))


# --- withdrawing ---------------------------------------------------------------------------------------


def withdraw(talk: Talk, _argument: str = "") -> None:
    """Ask once whether to take the submission back."""
    record = talk.submission()
    if mine := roles.assigned(talk):
        body = people.NOT_TO_SUBMIT.format(codes=scopes.codes(talk, mine))
        talk.show(Message(body=body, buttons=wayfinding.ways(talk)))
    elif record.state == "signing":
        signing.show(talk)
    elif _may_withdraw(talk):
        yes = Button(
            label=words.WITHDRAW, payload=press("withdraw", "", record.revision, "yes"), kind="danger"
        )
        rows = ((yes, button(words.KEEP_SUBMITTED, "submit")),)
        talk.show(Message(body=words.WITHDRAW_ASK, buttons=rows))
    else:
        body = words.CANNOT_WITHDRAW.get(record.state, words.CANNOT_WITHDRAW["reviewing"])
        talk.show(Message(body=body, buttons=wayfinding.ways(talk)))


def _may_withdraw(talk: Talk) -> bool:
    """Until its review begins, while the unit could hand it in again: an extension outlasts the closing."""
    campaign = talk.campaign
    extended = campaign.stage == "verifying" and deadlines.is_extended(campaign, talk.unit, talk.desk.now)
    return review.may_withdraw(talk.submission()) and (campaign.stage == "open" or extended)


def _withdraw(talk: Talk, _item: str, version: str, arg: str) -> None:
    record = talk.submission()
    allowed = _may_withdraw(talk) and not roles.assigned(talk)
    if arg != "yes" or version != str(record.revision) or not allowed:
        _note_refusal(talk, "withdraw")
        withdraw(talk)
        return
    talk.record(SubmissionWithdrawn())
    queueing.tell_withdrawn(talk)
    talk.show(Message(body=words.WITHDRAWN, footer=cards.footer(talk), buttons=wayfinding.ways(talk)))


PRESSES: dict[str, Press] = {
    "submit": _submit,
    "withdraw": _withdraw,
    **signing.PRESSES,
}
