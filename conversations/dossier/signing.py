"""The unit's leader signs before it counts as submitted, or sends it back to the officer with a word."""

from __future__ import annotations

from conversations import permission, roles, scopes
from conversations.answers import progress, wayfinding
from conversations.dossier import receipts, remarks
from conversations.messages import Button, Message
from conversations.outcome import results
from conversations.phrases import officer as words
from conversations.phrases import people
from conversations.phrases.common import today
from conversations.showing import cards
from conversations.talk import Press, Talk, button, press, primary
from conversations.typed_words import leaves_off
from criteria.vietnamese import number, plain
from scoring import review
from scoring.facts import ActRefused, SignatureAsked, SignatureRefused
from scoring.records import Submission
from scoring.sheet import self_sheet
from scoring.submission_digest import digest_of

Row = tuple[Button, ...]
WORD = range(3, 501)  # characters of what a leader says when sending back


def is_leader(talk: Talk) -> bool:
    """Whether the person signs for the unit."""
    person = talk.person
    return person is not None and any(role.unit == talk.unit for role in person.held("leader"))


# --- asking for a signature ----------------------------------------------------------------------------


def ask(talk: Talk) -> None:
    """The officer has finished: lock it, and ask every leader of the unit once."""
    leaders = talk.campaign.leaders(talk.unit)
    if not leaders:
        nobody(talk)
        return
    record = talk.submission()
    talk.record(SignatureAsked(claimed=plain(talk.sheet().total), digest=digest_of(record)))
    talk.move(place="idle", item="", entry={}, chosen=(), pending=None, tries=0)
    body = people.SIGNATURE_ASKED.format(names=", ".join(person.name for person in leaders))
    talk.show(Message(title=people.SIGNING_TITLE, body=body, buttons=_take_back(talk)))
    for person in leaders:
        talk.say(_card(talk).model_copy(update={"to": person.id}))


def nobody(talk: Talk) -> None:
    """No leader has joined: say whom to ask, and offer to tell them."""
    names = ", ".join(person.name for person in roles.administrators_of(talk.campaign, talk.unit))
    unit = scopes.name(talk.campaign, talk.unit)
    template = people.NO_LEADER if names else people.NO_LEADER_NOBODY
    tell = ((primary(people.TELL_ADMINISTRATOR, "signwant"),),) if names else ()
    body = template.format(unit=unit, names=names)
    talk.show(Message(title=words.OFFER_TITLE, body=body, buttons=(*tell, *wayfinding.ways(talk))))


def _want(talk: Talk, _item: str, _version: str, _arg: str) -> None:
    """The administrators hear that a leader is missing."""
    if talk.campaign.leaders(talk.unit) or not talk.campaign.terms.sign_off:
        show(talk)
        return
    told = list(roles.administrators_of(talk.campaign, talk.unit))
    names, mark = ", ".join(person.name for person in told), f"{talk.unit}/{today(talk.desk.now)}"
    if told and talk.session.wanted == mark:
        talk.show(Message(body=people.TOLD_TODAY.format(names=names), buttons=wayfinding.ways(talk)))
        return
    talk.move(wanted=mark)
    invite = ((primary(people.INVITE_LEADER, "adfor", talk.unit, "", "leader"),),)
    body = people.ADMINISTRATOR_HEARS.format(unit=scopes.name(talk.campaign, talk.unit))
    for person in told:
        talk.say(Message(to=person.id, body=body, buttons=invite))
    said = people.TOLD_ADMINISTRATOR.format(names=names) if told else people.NO_LEADER_NOBODY
    talk.show(Message(body=said.format(unit=""), buttons=wayfinding.ways(talk)))


# --- while it waits ------------------------------------------------------------------------------------


def show(talk: Talk, *leads: str) -> None:
    """As it stands: the card to sign for a leader, whom it waits for to everybody else."""
    if talk.submission().state != "signing":
        talk.show(Message(body="\n".join([*leads, people.NOT_WAITING]), buttons=wayfinding.ways(talk)))
    elif is_leader(talk):
        talk.show(_card(talk, *leads))
    else:
        names = ", ".join(person.name for person in talk.campaign.leaders(talk.unit))
        said = people.SIGNING_NOW.format(names=names) if names else people.SIGNING_NOBODY
        talk.show(
            Message(title=people.SIGNING_TITLE, body="\n".join([*leads, said]), buttons=_take_back(talk))
        )


def _take_back(talk: Talk) -> tuple[Row, ...]:
    revision = talk.submission().revision
    return () if roles.assigned(talk) else ((button(people.TAKE_BACK, "signback", "", revision),),)


def _taken_back(talk: Talk, _item: str, version: str, _arg: str) -> None:
    record = talk.submission()
    if record.state != "signing" or version != str(record.revision) or roles.assigned(talk):
        show(talk)
        return
    talk.record(SignatureRefused(reason=people.TAKEN_BACK_REASON))
    talk.show(Message(body=people.TAKEN_BACK, buttons=wayfinding.ways(talk)))
    unit = scopes.name(talk.campaign, talk.unit)
    for person in talk.campaign.leaders(talk.unit):
        if talk.person is not None and person.id != talk.person.id:
            body = people.LEADER_TAKEN_BACK.format(name=talk.person.name, unit=unit)
            talk.say(Message(to=person.id, body=body))


# --- what the leader sees ------------------------------------------------------------------------------


def _card(talk: Talk, *leads: str) -> Message:
    """Score, level, what is missing, what changed, and what deserves a look."""
    record = talk.submission()
    blocks, _ = progress.missing(talk)
    told = [
        *leads,
        receipts.score_line(talk, people.SIGN_SCORE),
        _level(talk),
        _changed(talk, record),
        *(blocks or [people.SIGN_COMPLETE]),
        _warned(talk, record),
        *remarks.brief(record),
        people.SIGN_LATE if receipts.is_late(talk) else "",
    ]
    return Message(
        title=people.SIGN_TITLE.format(unit=scopes.name(talk.campaign, talk.unit)),
        body="\n".join(line for line in told if line),
        buttons=cards.rows(
            (primary(people.SIGN, "sign", "", record.revision), button(people.SEND_BACK, "unsign")),
            (button(words.CONTENTS, "toc"), button(words.WHAT_IS_MISSING, "cmd", "conthieu")),
            remarks.ways(talk),
        ),
    )


def _level(talk: Talk) -> str:
    reached = results.level(talk, talk.sheet())
    return people.SIGN_LEVEL.format(level=reached.why) if reached else ""


def _warned(talk: Talk, record: Submission) -> str:
    found = list(review.warnings(talk.criteria, record, talk.sheet().scores))
    answered = [item for item in found if item in record.answers]
    codes = scopes.listed([talk.criteria.by_id[item].code for item in answered])
    return people.SIGN_WARNINGS.format(count=len(answered), codes=codes) if answered else ""


def _changed(talk: Talk, record: Submission) -> str:
    """After a return what was corrected, else the difference from the round before."""
    if record.reopened:
        done = [item for item in record.reopened if item not in review.returned(record)]
        codes = scopes.codes(talk, done)
        return people.SIGN_CORRECTED.format(count=len(done), codes=codes) if done else ""
    earlier = talk.desk.earlier(talk.unit)
    if earlier is None or not earlier.answers:
        return ""
    changed = [c.id for c in talk.criteria.criteria if earlier.claim(c.id) != record.claim(c.id)]
    before = self_sheet(talk.criteria, earlier, talk.peers()).total
    after = talk.sheet().total
    template = people.SIGN_EARLIER_SAME if before == after else people.SIGN_EARLIER
    return template.format(before=number(before, 2), after=number(after, 2), count=len(changed))


# --- what the leader does ------------------------------------------------------------------------------


def _sign(talk: Talk, _item: str, version: str, _arg: str) -> None:
    record = talk.submission()
    if not is_leader(talk):
        _not_leader(talk, "sign")
    elif record.state in ("submitted", "reviewing", "verified", "approved"):
        receipts.receipt(talk, words.ALREADY_SUBMITTED)
    elif record.state != "signing":
        show(talk)
    elif version != str(record.revision):
        show(talk, people.SIGN_CHANGED)
    elif refusal := permission.submit_refusal(talk):
        talk.show(Message(body=refusal, buttons=wayfinding.ways(talk)))
    else:
        receipts.hand_in(talk, talk.session.person)


def _send_back(talk: Talk, _item: str, _version: str, _arg: str) -> None:
    """The next text is the word for the officer."""
    if not is_leader(talk):
        _not_leader(talk, "unsign")
    elif talk.submission().state != "signing":
        show(talk)
    else:
        talk.move(place="refusing", pending=None)
        talk.show(Message(body=people.SEND_BACK_ASK, buttons=((button(people.CANCEL, "signno"),),)))


def said(talk: Talk, text: str) -> None:
    """The leader's word: it goes back to the officer with it."""
    reason = " ".join(text.split())
    if talk.submission().state != "signing" or not is_leader(talk):
        talk.move(place="idle")
        show(talk)
    elif leaves_off(reason):
        _cancel(talk, "", "", "")
    elif len(reason) not in WORD:
        talk.show(Message(body=people.SEND_BACK_BAD, buttons=((button(people.CANCEL, "signno"),),)))
    else:
        _refuse(talk, reason)


def _refuse(talk: Talk, reason: str) -> None:
    talk.record(SignatureRefused(reason=reason))
    talk.move(place="idle", pending=None)
    talk.show(Message(body=people.SENT_BACK, buttons=wayfinding.ways(talk)))
    name = talk.person.name if talk.person else ""
    on = Button(label=people.GO_ON, payload=press("cmd", "conthieu"), kind="primary")
    for person in talk.campaign.of_unit(talk.unit):
        if person.id != talk.session.person and not roles.assigned_to(person):
            body = people.OFFICER_SENT_BACK.format(name=name, reason=reason)
            told = Message(to=person.id, title=people.OFFICER_SENT_BACK_TITLE, body=body, buttons=((on,),))
            talk.say(told)


def _cancel(talk: Talk, _item: str, _version: str, _arg: str) -> None:
    if talk.session.place == "refusing":
        talk.move(place="idle", pending=None)
    show(talk)


def _not_leader(talk: Talk, act: str) -> None:
    talk.decree(ActRefused(act=act, why="role"))
    talk.show(Message(body=people.NOT_LEADER, buttons=wayfinding.ways(talk)))


PRESSES: dict[str, Press] = {
    "sign": _sign,
    "unsign": _send_back,
    "signno": _cancel,
    "signback": _taken_back,
    "signwant": _want,
}
