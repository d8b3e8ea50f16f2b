"""A reviewer's word on one criterion: accepted, returned or adjusted, the last two with a reason."""

from __future__ import annotations

from conversations.messages import Button, Message
from conversations.phrases import reviewer as words
from conversations.review import coverifying, inspecting, queueing, walking
from conversations.review.dossiers import Dossier, Row, back
from conversations.session import Pending
from conversations.showing import criterion_cards
from conversations.talk import Talk, button, number_in, primary
from scoring import review
from scoring.facts import AnswerAccepted, AnswerAdjusted, AnswerReturned
from scoring.values import REASON


def stands(talk: Talk, dossier: Dossier, item: str, stamp: str) -> bool:
    """Whether a verdict may be given on what the reviewer has seen; else shows the criterion as it is."""
    if refusal := dossier.refusal():
        inspecting.show(talk, dossier, item, refusal)
    elif stamp != dossier.stamp(item):
        inspecting.show(talk, dossier, item, _meanwhile(dossier, item))
    else:
        return True
    return False


def _meanwhile(dossier: Dossier, item: str) -> str:
    """Who has decided what since the reviewer looked, or that the criterion has changed."""
    verdict = dossier.record.verdicts.get(item)
    if verdict is None or verdict.by == dossier.talk.session.person:
        return words.STALE
    person = dossier.talk.campaign.people.get(verdict.by)
    name = person.name if person else words.SOMEBODY
    return words.DECIDED_MEANWHILE.format(name=name, outcome=words.OUTCOMES[verdict.outcome])


# --- accepting -----------------------------------------------------------------------------------------


def accept(talk: Talk, dossier: Dossier, item: str, stamp: str) -> None:
    """The claim stands; on to the next criterion without a verdict."""
    if not _pressed_twice(talk, dossier, item):
        if not stands(talk, dossier, item, stamp):
            return
        talk.record(AnswerAccepted(item=item, version=dossier.record.version(item)), dossier.code)
    go_on(talk, dossier, item)


def _pressed_twice(talk: Talk, dossier: Dossier, item: str) -> bool:
    verdict = dossier.record.verdicts.get(item)
    same = verdict is not None and (verdict.outcome, verdict.by) == ("accepted", talk.session.person)
    return same and not dossier.refusal()


def accept_unwarned(talk: Talk, dossier: Dossier) -> None:
    """Accept every answer that has neither a verdict nor a warning, and say what is left."""
    if refusal := dossier.refusal():
        talk.show(Message(body=refusal, buttons=back(dossier)))
        return
    accepted = dossier.unwarned
    for item in accepted:
        talk.record(AnswerAccepted(item=item, version=dossier.record.version(item)), dossier.code)
    after = Dossier(talk, dossier.unit)
    inspecting.stay(talk, after, "")
    told = words.ACCEPTED_MANY.format(count=len(accepted)) if accepted else words.ACCEPTED_NONE
    talk.show(
        Message(
            body=f"{told}\n{_left(after)}",
            footer=criterion_cards.footer(after),
            buttons=(*_next(after), *back(after)),
        )
    )


def _left(dossier: Dossier) -> str:
    left = [item for item in dossier.undecided if item in dossier.record.answers]
    told = [
        template.format(count=len(found), codes=words.listed(dossier.codes(found)))
        for found, template in (
            (left, words.STILL_LEFT),
            (dossier.by_figures, words.STILL_BY_FIGURES),
            (dossier.unanswered, words.STILL_UNANSWERED),
        )
        if found
    ]
    return "\n".join(told) or words.NONE_LEFT


# --- going on ------------------------------------------------------------------------------------------


def go_on(talk: Talk, before: Dossier, item: str) -> None:
    """Say what was recorded and open the next criterion without a verdict."""
    dossier = Dossier(talk, before.unit)
    again = criterion_cards.again(dossier, item, words.SEE_AGAIN.format(code=dossier.name(item)))
    done = Message(body=_recorded(dossier, item), buttons=((again,),))
    if talk.session.across:
        _next_unit(talk, dossier, item, done)
        return
    following = next_undecided(dossier, item)
    if following:
        inspecting.show(talk, dossier, following, done=done)
        return
    inspecting.stay(talk, dossier, item)
    left = _left(dossier) if dossier.undecided else ""
    talk.show(
        Message(
            body="\n\n".join(part for part in (done.body, _all_seen(dossier), left) if part),
            footer=criterion_cards.footer(dossier),
            buttons=(_finish(dossier), *_unanswered(dossier), (again, *back(dossier)[0])),
        )
    )


def _next_unit(talk: Talk, dossier: Dossier, item: str, done: Message) -> None:
    """The same criterion in the next unit where it waits; where it waits nowhere, all units."""
    code = walking.following(talk, item, dossier.code)
    if code:
        following = Dossier(talk, talk.campaign.units[code])
        body = f"{dossier.unit.name}: {done.body}"
        told = done.model_copy(update={"body": body})
        inspecting.show(talk, following, item, done=told, across=True)
        return
    inspecting.stay(talk, dossier, item)
    walking.listing(talk, item, lead=f"{done.body}\n{words.ACROSS_ALL_SEEN}")


def _all_seen(dossier: Dossier) -> str:
    if dossier.leads:
        return words.ALL_SEEN_RETURNING if review.returned(dossier.record) else words.ALL_SEEN
    names = coverifying.finishers(dossier.talk.campaign, dossier.code)
    return words.ALL_SEEN_YOURS.format(names=names)


def next_undecided(dossier: Dossier, item: str = "") -> str:
    """The next criterion without a verdict after ``item``, else the first one; empty where none is left.

    Answered ones come first; from one of the unanswered ones, or from none, the others follow.
    """
    ids = [criterion.id for criterion in dossier.talk.criteria.criteria]
    later = set(ids[ids.index(item) + 1 :]) if item in ids else set(ids)
    answers = dossier.record.answers
    left = [each for each in dossier.undecided if each in answers]
    if not left and (not item or item not in answers):
        left = list(dossier.undecided)
    return next((each for each in left if each in later), next(iter(left), ""))


def _recorded(dossier: Dossier, item: str) -> str:
    """What the verdict is, in one line."""
    verdict, code = dossier.record.verdicts[item], dossier.name(item)
    before, after = criterion_cards.change(dossier, item)
    if verdict.outcome == "adjusted":
        return words.ADJUSTED.format(code=code, before=before, after=after)
    if verdict.outcome == "returned":
        return words.RETURNED.format(code=code)
    return words.ACCEPTED.format(code=code, points=after)


def _next(dossier: Dossier) -> tuple[Row, ...]:
    """On to what an answer was given for; where that is done, finish."""
    item = next((each for each in dossier.undecided if each in dossier.record.answers), "")
    walk = ((primary(words.WALK, "rvi", item, "", dossier.code),),) if item else ()
    return (*walk, _finish(dossier), *(() if item else _unanswered(dossier)))


def _finish(dossier: Dossier) -> Row:
    if not dossier.leads:
        return (queueing.next_button(dossier.talk, dossier.code),)
    return ((button if _waiting(dossier) else primary)(words.FINISH, "rvend", "", "", dossier.code),)


def _waiting(dossier: Dossier) -> bool:
    return any(each in dossier.record.answers for each in dossier.undecided)


def _unanswered(dossier: Dossier) -> tuple[Row, ...]:
    item = next((each for each in dossier.undecided if each not in dossier.record.answers), "")
    return ((button(words.SEE_UNANSWERED, "rvi", item, "", dossier.code),),) if item else ()


# --- reasons -------------------------------------------------------------------------------------------


def ask_return(talk: Talk, dossier: Dossier, item: str, stamp: str) -> None:
    """Ask why, with the usual reasons as buttons."""
    if not stands(talk, dossier, item, stamp):
        return
    inspecting.stay(talk, dossier, item)
    talk.move(place="reasoning", pending=Pending(what="verdict", act="return", key=stamp))
    code = dossier.name(item)
    title = words.RETURN_TITLE.format(code=code, unit=dossier.unit.name)
    rows = (*criterion_cards.stock(dossier, item, stamp), (cancel(dossier, item),))
    talk.show(Message(title=title, body=words.REASON_RETURN.format(code=code), buttons=rows))


def cancel(dossier: Dossier, item: str) -> Button:
    """Back to the criterion; nothing is recorded."""
    return criterion_cards.again(dossier, item, words.CANCEL)


def reasoned(talk: Talk, dossier: Dossier, item: str, reason: str) -> None:
    """A reason was typed for the verdict that waits for one."""
    pending = talk.session.pending
    text = " ".join(reason.split())
    if pending is None or pending.act not in ("adjust", "return"):
        inspecting.show(talk, dossier, item)
    elif len(text) not in REASON:
        _ask_again(talk, dossier, item, text, pending)
    elif stands(talk, dossier, item, pending.key):
        _record(talk, dossier, item, pending, text)
        go_on(talk, dossier, item)


def _ask_again(talk: Talk, dossier: Dossier, item: str, text: str, pending: Pending) -> None:
    """The reason is too short or too long; what is decided stays open, with the same ways on."""
    refused = words.REASON_SHORT if len(text) < REASON.start else words.REASON_LONG
    rows: tuple[Row, ...] = ((criterion_cards.retype(dossier, item), cancel(dossier, item)),)
    if pending.act == "return":
        rows = (*criterion_cards.stock(dossier, item, pending.key), (cancel(dossier, item),))
    talk.show(Message(body=refused.format(length=len(text)), buttons=rows))


def _record(talk: Talk, dossier: Dossier, item: str, pending: Pending, reason: str) -> None:
    version = dossier.record.version(item)
    if pending.act == "return":
        talk.record(AnswerReturned(item=item, version=version, reason=reason), dossier.code)
        return
    talk.record(
        AnswerAdjusted(
            item=item, version=version, claim=pending.claim, points=pending.points or None, reason=reason
        ),
        dossier.code,
    )


def return_for(talk: Talk, dossier: Dossier, item: str, stamp: str, which: str) -> None:
    """One of the usual reasons was pressed."""
    number = number_in(which, otherwise=-1)
    if not 0 <= number < len(words.STOCK_REASONS):
        ask_return(talk, dossier, item, stamp)
        return
    reason = words.STOCK_REASONS[number]
    verdict = dossier.record.verdicts.get(item)
    if verdict is not None and (verdict.reason, verdict.by) == (reason, talk.session.person):
        go_on(talk, dossier, item)  # the same button twice
    elif stands(talk, dossier, item, stamp):
        _record(talk, dossier, item, Pending(what="verdict", act="return"), reason)
        go_on(talk, dossier, item)
