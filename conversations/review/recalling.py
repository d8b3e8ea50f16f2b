"""A unit that does not hand in again is no longer waited for: back into review with what is on record."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - beside the words for days

from conversations import helping, justifying, roles
from conversations.messages import Button, Message, lines, paragraphs
from conversations.phrases import finishing, reviewer
from conversations.phrases import recalling as words
from conversations.phrases.papers import TAKE
from conversations.phrases.results import APPROVE_LIST
from conversations.review import coverifying, dossiers, telling
from conversations.review.dossiers import Dossier
from conversations.session import Pending
from conversations.showing import items
from conversations.talk import Press, Talk, button, primary
from conversations.year import deadlines
from criteria.vietnamese import date, plain
from scoring import review
from scoring.facts import ActRefused, ReturnRecalled
from scoring.records import Submission
from scoring.submission_digest import digest_of
from scoring.values import WORKED_ON

DIGEST_SHOWN = 12


def may(talk: Talk, unit: str) -> bool:
    """Whether it is the person's to say: who ends the unit's review, or administers it."""
    leads = coverifying.leads(talk.campaign, talk.person, unit)
    return leads or talk.campaign.may(talk.person, "administrator", unit)


def offered(talk: Talk, unit: str) -> tuple[Button, ...]:
    """The button, where the unit is waited for and the person may end that now."""
    waits = review.may_recall(talk.submission(unit)) and talk.campaign.stage in WORKED_ON
    return (button(words.RECALL, "recall", unit),) if waits and may(talk, unit) else ()


def waiting(talk: Talk) -> dict[str, Date | None]:
    """Units that are waited for, each with its deadline where that is still to come."""
    rows = talk.desk.standings()
    returned = [code for code in talk.campaign.units if rows[code].state in ("returned", "signing")]
    talk.desk.gather(returned)
    return {code: _left(talk, code) for code in returned if review.may_recall(talk.submission(code))}


def _left(talk: Talk, code: str) -> Date | None:
    until = talk.campaign.deadline_of(code)
    early = bool(until) and not deadlines.is_over(talk.campaign, code, talk.event.at)
    return Date.fromisoformat(until[:10]) if early else None


# --- asking --------------------------------------------------------------------------------------------


def _pressed(talk: Talk, item: str, _version: str, _argument: str) -> None:
    """Say what stands, warn where the unit still has time, and ask for the reason."""
    if _allowed(talk, item):
        body = paragraphs(lines(words.ASK, *_told(talk, item)), words.HOW)
        title = words.TITLE.format(unit=talk.campaign.units[item].name)
        justifying.ask(talk, Pending(what="reason", act="recall", key=item), f"{title}\n{body}")


def _told(talk: Talk, code: str) -> list[str]:
    record, until = talk.submission(code), _left(talk, code)
    return [
        words.SIGNING if record.state == "signing" else "",
        _named(talk, words.CORRECTED, _corrected(record)),
        _named(talk, words.LEFT, review.returned(record)),
        words.EARLY.format(day=date(until)) if until else "",
    ]


def _corrected(record: Submission) -> tuple[str, ...]:
    left = review.returned(record)
    return tuple(item for item in record.reopened if item not in left)


def _named(talk: Talk, template: str, found: tuple[str, ...]) -> str:
    codes = reviewer.listed(items.code(talk.criteria, item) for item in found)
    return template.format(count=len(found), codes=codes) if found else ""


def _allowed(talk: Talk, code: str) -> bool:
    """Whether the person may do it now; else says why not, or how the dossier stands."""
    unit = talk.campaign.units.get(code)
    if unit is None:
        helping.unknown_button(talk)
    elif not may(talk, code):
        talk.decree(ActRefused(act=f"recall {code}", why="scope"))
        talk.show(Message(body=words.NOT_YOURS.format(unit=unit.name), buttons=helping.way_on(talk)))
    elif talk.campaign.stage not in WORKED_ON:
        helping.wrong_stage(talk, "tralai", "recall")
    elif not review.may_recall(talk.submission(code)):
        state = reviewer.STATES[talk.submission(code).state]
        body = words.AS_IT_STANDS.format(unit=unit.name, state=state)
        talk.show(Message(body=body, buttons=_ways(talk, code)))
    else:
        return True
    return False


def _ways(talk: Talk, code: str) -> tuple[dossiers.Row, ...]:
    """Where the person goes from here: into the dossier, or to what is to be approved."""
    see = (primary(words.OPEN, "rv", code),) if roles.may_review(talk, code) else ()
    every = (button(APPROVE_LIST, "cmd", "pheduyet"),) if roles.has(talk, "administrator") else ()
    return ((*see, *every),)


# --- recording -----------------------------------------------------------------------------------------


def _reasoned(talk: Talk, pending: Pending, reason: str) -> None:
    code = pending.key
    if _allowed(talk, code):
        told = recalled(talk, code, fact(talk, code, reason))
        done = words.DONE.format(unit=talk.campaign.units[code].name)
        talk.show(Message(body=lines(done, told), buttons=_ways(talk, code)))


def fact(talk: Talk, code: str, reason: str) -> ReturnRecalled:
    """What is recorded: the self-score and the digest of what stands now."""
    dossier = Dossier(talk, talk.campaign.units[code])
    claimed, digest = plain(dossier.own.total), digest_of(dossier.record)
    return ReturnRecalled(claimed=claimed, digest=digest, reason=reason)


def recalled(talk: Talk, code: str, known: ReturnRecalled) -> str:
    """Recorded; the unit hears it, and whoever has something to decide on now. Says whom of the unit."""
    heard = _unit_hears(talk, code, known)
    talk.record(known, code)
    told = telling.tell(talk, code, heard)
    _tell_reviewers(talk, code, known.reason)
    return told


def _unit_hears(talk: Talk, code: str, known: ReturnRecalled) -> Message:
    dossier = Dossier(talk, talk.campaign.units[code])
    points = reviewer.points(dossier.own.total)
    body = paragraphs(
        words.UNIT_HEARS.format(unit=dossier.unit.name),
        words.UNIT_REASON.format(reason=known.reason),
        lines(
            _named(talk, words.UNIT_CORRECTED, _corrected(dossier.record)),
            _named(talk, words.UNIT_LEFT, review.returned(dossier.record)),
            words.UNIT_SCORE.format(points=points, digest=known.digest[:DIGEST_SHOWN]),
        ),
    )
    ways = (button(finishing.SEE_SCORE, "cmd", "diem"), button(TAKE, "cmd", "xuat"))
    return Message(title=words.UNIT_TITLE, body=body, buttons=(ways,))


def _tell_reviewers(talk: Talk, code: str, reason: str) -> None:
    """Main reviewers, and co-verifiers with something left, unless it was they who did it."""
    left = set(review.unreviewed(talk.criteria, talk.submission(code)))
    unit = talk.campaign.units[code]
    for person in talk.campaign.reviewers_of(code):
        count = len(left.intersection(coverifying.criteria_of(talk, person, code)))
        if person.id != talk.session.person and (count or coverifying.leads(talk.campaign, person, code)):
            body = words.REVIEWER_HEARS.format(unit=unit.name, count=count, reason=reason)
            talk.say(Message(to=person.id, body=body, buttons=((primary(words.OPEN, "rv", code),),)))


PRESSES: dict[str, Press] = roles.only_for(("reviewer", "administrator"), {"recall": _pressed})
HEARD: dict[str, justifying.Heard] = {"recall": _reasoned}
"""Who hears a reason that was asked for here."""
