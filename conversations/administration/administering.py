"""The administrator's talk: the campaign, its stages and its deadline."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as Date  # noqa: N812 - beside the words for days
from datetime import timedelta

from conversations import helping, roles
from conversations.administration import importing, inviting, issuing, noting, overseeing
from conversations.messages import Button, Message
from conversations.outcome import stages
from conversations.phrases import administrator as words
from conversations.phrases import common, results, rounds
from conversations.review import hearing
from conversations.talk import Talk, button, primary
from conversations.year import deadlines
from criteria.due import Period
from criteria.vietnamese import fold
from scoring.facts import ActRefused, DeadlineSet, Stage

export = overseeing.export
invite = inviting.invite
progress = overseeing.progress
ranking = overseeing.ranking
units = importing.units
units_file = importing.units_file

Row = tuple[Button, ...]
_DATED: tuple[Stage, ...] = ("preparing", "open")
"""Stages in which a deadline means something."""
_BACK: dict[Stage, str] = {
    "open": words.REOPEN,
    "verifying": words.BACK_TO_VERIFYING,
    "approved": words.BACK_TO_APPROVED,
    "published": words.BACK_TO_PUBLISHED,
}


# --- the card ------------------------------------------------------------------------------------------


def campaign_card(talk: Talk, argument: str = "") -> None:
    """The campaign at a glance, with everything that can be done to it; ``hạn 15/12/2026`` sets the date."""
    if argument and _is_deadline(argument):
        deadline_said(talk, argument)
    else:
        show_card(talk)


def show_card(talk: Talk, *leads: str) -> None:
    """The card, with what has just happened above it."""
    campaign, criteria = talk.campaign, talk.criteria
    example = words.day(common.today(talk.desk.now) + timedelta(days=30))
    lead = "\n".join(line for line in leads if line)
    body = [
        f"{lead}\n" if lead else "",
        words.CARD_SET.format(
            title=criteria.title, version=campaign.set_version, digest=campaign.set_digest[:12]
        ),
        rounds.RUNNING.format(period=Period.of(campaign.period).name) if campaign.period else "",
        words.CARD_STAGE.format(stage=words.STAGES[campaign.stage]),
        _deadline(talk) or words.CARD_NO_DEADLINE,
        *_terms(talk),
        *_people(talk),
        words.CARD_DEADLINE_HOW.format(example=example)
        if campaign.stage in _DATED and roles.whole(talk)
        else "",
        words.CARD_NEW_HOW if campaign.stage == "closed" else "",
    ]
    talk.show(
        Message(
            title=campaign.name, body="\n".join(line for line in body if line), buttons=_card_buttons(talk)
        )
    )


def _people(talk: Talk) -> list[str]:
    count = len(talk.campaign.units)
    if not count:
        return [words.CARD_NO_UNITS]
    states = overseeing.state_counts(talk.desk.standings().values())
    waiting = sum(1 for each in talk.campaign.invitations.values() if not each.used_by)
    return [
        words.CARD_UNITS.format(count=count, states=states),
        words.CARD_PEOPLE.format(
            joined=count - len(issuing.without_officer(talk)),
            count=count,
            waiting=waiting,
            reviewers=len(talk.campaign.reviewers()),
        ),
    ]


def _card_buttons(talk: Talk) -> tuple[Row, ...]:
    stage, has_units = talk.campaign.stage, bool(talk.campaign.units)
    load = (button if has_units else primary)(words.LOAD_UNITS, "adload")
    over = stage in importing.OVER
    count = noting.count(talk.desk.whole)
    notes = (button(results.FINDINGS.format(count=count), "adnote"),) if count else ()
    rows = (
        _moves(talk) if roles.whole(talk) else (),
        () if over else (load, button(words.INVITE, "cmd", "moi")),
        (button(words.PROGRESS, "cmd", "tiendo"), button(words.RANKING, "cmd", "xephang")),
        (button(words.EXPORT, "cmd", "xuat"), button(words.TIMETABLE, "cmd", "lich"), *notes),
        (button(rounds.NEXT, "cmd", "mokymoi"),) if _has_next_round(talk) else (),
    )
    return tuple(row for row in rows if row)


def _has_next_round(talk: Talk) -> bool:
    return bool(talk.campaign.period) and talk.campaign.stage != "preparing" and roles.whole(talk)


def _moves(talk: Talk) -> Row:
    """A button for each step from here; what a command does is done there."""
    stage, found = talk.campaign.stage, dict[str, Button]()
    for step in stages.from_(stage):
        if step.back:
            found[step.after] = button(_BACK[step.after], "adask", step.after)
        elif step.command == "kydanhgia":
            opening = primary if talk.campaign.units else button
            found[step.after] = opening(words.OPEN, "adstage", step.after, stage)
        else:
            label = words.CLOSE if step.after == "closed" else words.STEPS[step.command]
            found.setdefault(f"{step.command} {label}", button(label, "cmd", step.command))
    return tuple(found.values())


# --- what units hear -----------------------------------------------------------------------------------


def tell_units(
    talk: Talk, body: str, rows: tuple[Row, ...], more: Callable[[str], str] = lambda _unit: ""
) -> int:
    """Everybody who answers or signs for a unit hears it, and what there is ``more`` to say to the unit."""
    people = [p for p in talk.campaign.people.values() if p.unit() and p.id != talk.session.person]
    for person in people:
        text = "\n".join(line for line in (body, more(person.unit())) if line)
        talk.say(Message(to=person.id, body=text, buttons=rows, bulk=True))
    return len(people)


# --- the deadline --------------------------------------------------------------------------------------


def _is_deadline(text: str) -> bool:
    return fold(text).startswith(("han ", "han:", "deadline ", "han nop "))


def deadline_said(talk: Talk, text: str) -> None:
    """``hạn 15/12/2026``."""
    day, now = deadlines.split(text)[1], common.today(talk.desk.now)
    example = words.day(now + timedelta(days=30))
    if not roles.whole(talk):
        talk.decree(ActRefused(act="deadline", why="scope"))
        talk.show(Message(body=results.NOT_WHOLE, buttons=_ways()))
    elif talk.campaign.stage not in _DATED:
        show_card(talk, words.DEADLINE_OVER.format(stage=words.STAGES[talk.campaign.stage]))
    elif day is None:
        talk.show(Message(body=words.DEADLINE_UNREAD.format(example=example), buttons=_ways()))
    elif day < now:
        talk.show(Message(body=words.DEADLINE_PAST.format(day=words.day(day)), buttons=_ways()))
    elif day - now > deadlines.FARTHEST:
        body = words.DEADLINE_FAR.format(day=words.day(day), example=example)
        talk.show(Message(body=body, buttons=_ways()))
    else:
        _set_deadline(talk, day)


def _terms(talk: Talk) -> list[str]:
    """What was settled for the campaign beside its dates."""
    terms = talk.campaign.terms
    counting = words.CARD_COUNTING[terms.counting]
    appeals = words.CARD_APPEALS.format(days=terms.appeal_days, counting=counting)
    return [
        words.CARD_SIGN_OFF if terms.sign_off else "",
        appeals if terms.appeal_days else words.CARD_NO_APPEALS,
    ]


def _deadline(talk: Talk) -> str:
    """The deadline, and how long it still is while somebody works towards it."""
    until = talk.campaign.deadline
    if until and talk.campaign.stage in importing.OVER:
        return words.CARD_DEADLINE_WAS.format(day=words.day(Date.fromisoformat(until[:10])))
    return common.deadline(until, talk.desk.now, talk.desk.calendar)


def _set_deadline(talk: Talk, day: Date) -> None:
    spelled = words.day(day)
    if talk.campaign.deadline[:10] == day.isoformat():
        show_card(talk, words.DEADLINE_SAME.format(day=spelled))
        return
    talk.decree(DeadlineSet(deadline=day.isoformat()))
    heard = talk.campaign.stage == "open"
    told = tell_units(talk, words.UNIT_DEADLINE.format(day=spelled), ()) if heard else 0
    show_card(talk, words.DEADLINE_SET.format(day=spelled), words.TOLD.format(count=told) if told else "")


# --- what is typed and pressed -------------------------------------------------------------------------

_CANCEL = frozenset({"thoi", "huy", "huy bo"})


def said(talk: Talk, text: str) -> None:
    """A typed text from an administrator."""
    place = talk.session.place
    if not roles.has(talk, "administrator"):
        talk.move(place="idle", pending=None)
        helping.not_understood(talk)
    elif fold(text).strip(" .!") in _CANCEL:
        _cancel(talk, "", "", "")
    elif _is_deadline(text) and (place != "inviting" or any(map(str.isdecimal, text))):
        deadline_said(talk, text)
    elif place == "inviting":
        inviting.said(talk, text)
    elif place == "importing":
        importing.still_waiting(talk)
    elif roles.has(talk, "reviewer"):
        hearing.said(talk, text)
    else:
        orient(talk)


def orient(talk: Talk) -> None:
    """What can be done, as buttons."""
    talk.show(Message(body=words.ORIENT, buttons=_ways()))


def _ways() -> tuple[Row, ...]:
    return (
        (button(words.CAMPAIGN, "cmd", "kydanhgia"), button(words.PROGRESS, "cmd", "tiendo")),
        (button(words.UNITS, "cmd", "donvi"), button(words.INVITE, "cmd", "moi")),
        (button(words.RANKING, "cmd", "xephang"), button(words.EXPORT, "cmd", "xuat")),
    )


def _cancel(talk: Talk, _item: str, _version: str, _argument: str) -> None:
    talk.move(place="idle", pending=None, entry={})
    talk.show(Message(body=words.CANCELLED, buttons=_ways()))


def _load_pressed(talk: Talk, _item: str, _version: str, _argument: str) -> None:
    importing.ask_for_list(talk)


def _rank_pressed(talk: Talk, item: str, _version: str, _argument: str) -> None:
    overseeing.ranking(talk, item)


def _form_pressed(talk: Talk, item: str, _version: str, _argument: str) -> None:
    overseeing.form(talk, item)


PRESSES: dict[str, roles.Press] = {
    **roles.only_for(
        ("administrator",),
        {
            "adno": _cancel,
            "adload": _load_pressed,
            "adwho": inviting.role_pressed,
            "adfor": inviting.unit_pressed,
            "adall": issuing.invite_all,
        },
    ),
    **roles.only_for(("administrator", "reviewer"), {"adrank": _rank_pressed, "adform": _form_pressed}),
}
