"""The administrator's talk: the campaign, its stages and its deadline."""

from __future__ import annotations

import re
from datetime import date as Date  # noqa: N812 - beside the words for days
from datetime import timedelta

from conversations import helping, importing, inviting, issuing, overseeing, reviewing, roles
from conversations.messages import Button, Message
from conversations.phrases import administrator as words
from conversations.phrases import common
from conversations.talk import Talk, button, press, primary
from criteria.vietnamese import fold
from scoring.facts import DeadlineSet, Stage, StageChanged

export = overseeing.export
invite = inviting.invite
progress = overseeing.progress
ranking = overseeing.ranking
units = importing.units
units_file = importing.units_file

Row = tuple[Button, ...]
_DATED: tuple[Stage, ...] = ("preparing", "open")
"""Stages in which a deadline means something."""
_MOVES: dict[tuple[Stage, Stage], tuple[str, str]] = {
    ("preparing", "open"): (words.OPENED, words.UNIT_OPENED),
    ("open", "verifying"): (words.LOCKED, words.UNIT_LOCKED),
    ("verifying", "open"): (words.REOPENED, words.UNIT_REOPENED),
    ("verifying", "closed"): (words.CLOSED, ""),
}
"""Every stage that the chat can move to, with what is said to the administrator and to the units."""


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
        words.CARD_STAGE.format(stage=words.STAGES[campaign.stage]),
        common.deadline(campaign.deadline, talk.desk.now) or words.CARD_NO_DEADLINE,
        *_people(talk),
        words.CARD_DEADLINE_HOW.format(example=example) if campaign.stage in _DATED else "",
        words.CARD_NEW_HOW if campaign.stage in importing.OVER else "",
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
    moves: Row = ()
    if stage == "preparing":
        moves = ((primary if has_units else button)(words.OPEN, "adstage", "open", stage),)
    elif stage == "open":
        moves = (button(words.LOCK, "cmd", "khoaso"),)
    elif stage == "verifying":
        moves = (button(words.REOPEN, "adask", "open"), button(words.CLOSE, "cmd", "khoaso"))
    load = (button if has_units else primary)(words.LOAD_UNITS, "adload")
    over = stage in importing.OVER
    rows = (
        moves,
        () if over else (load, button(words.INVITE, "cmd", "moi")),
        (button(words.PROGRESS, "cmd", "tiendo"), button(words.RANKING, "cmd", "xephang")),
        (button(words.EXPORT, "cmd", "xuat"),),
    )
    return tuple(row for row in rows if row)


# --- stages --------------------------------------------------------------------------------------------


def close(talk: Talk, _argument: str = "") -> None:
    """Lock an open campaign, end one that is locked; asks once."""
    stage = talk.campaign.stage
    if stage == "open":
        drafting = _unfinished(talk, words.LOCK_DRAFTING, ("drafting",))
        _ask(talk, "verifying", words.LOCK_YES, drafting, words.LOCK_ASK)
    elif stage == "verifying":
        left = ("drafting", "submitted", "reviewing", "returned")
        _ask(talk, "closed", words.CLOSE_YES, _unfinished(talk, words.CLOSE_LEFT, left), words.CLOSE_ASK)
    elif stage == "preparing":
        show_card(talk, words.NOT_OPEN_YET)
    else:
        show_card(talk, words.STAGE_ALREADY.format(stage=words.STAGES[stage]))


def _unfinished(talk: Talk, template: str, states: tuple[str, ...]) -> str:
    left = [code for code, row in talk.desk.standings().items() if row.state in states]
    known = [code for code in left if code in talk.campaign.units]
    return template.format(count=len(known), names=overseeing.names(talk, known)) if known else ""


def _ask(talk: Talk, to: Stage, yes: str, *told: str) -> None:
    payload = press("adstage", to, talk.campaign.stage)
    kind = "primary" if to == "open" else "danger"
    sure = Button(label=yes, payload=payload, kind=kind)  # type: ignore[arg-type]
    body = "\n".join(line for line in told if line)
    talk.show(Message(body=body, buttons=((sure, button(words.CANCEL, "adno")),)))


def _ask_pressed(talk: Talk, _item: str, _version: str, _argument: str) -> None:
    if talk.campaign.stage == "verifying":
        _ask(talk, "open", words.REOPEN, words.REOPEN_ASK)
    else:
        show_card(talk)


def _stage_pressed(talk: Talk, to: str, before: str, _argument: str) -> None:
    """Move to another stage, where the campaign is still in the one that the button was made in."""
    stage = talk.campaign.stage
    move = next((move for move in _MOVES if move == (before, to)), None)
    if move is None or stage != before:
        show_card(talk, words.STAGE_ALREADY.format(stage=words.STAGES[stage]))
    elif to == "open" and not talk.campaign.units:
        show_card(talk, words.OPEN_NO_UNITS)
    else:
        said, heard = _MOVES[move]
        talk.decree(StageChanged(stage=move[1]))
        start = ((primary(words.START, "cmd", "tieptuc"),),) if to == "open" else ()
        told = _tell_units(talk, heard.format(name=talk.campaign.name), start) if heard else 0
        show_card(talk, said, words.TOLD.format(count=told) if told else "")


def _tell_units(talk: Talk, body: str, rows: tuple[Row, ...]) -> int:
    """Everybody who answers or signs for a unit hears it."""
    people = [p for p in talk.campaign.people.values() if p.unit() and p.id != talk.session.person]
    for person in people:
        talk.say(Message(to=person.id, body=body, buttons=rows))
    return len(people)


# --- the deadline --------------------------------------------------------------------------------------

_DAY = re.compile(r"(?<![0-9])([0-9]{1,2})\s*[/.-]\s*([0-9]{1,2})\s*[/.-]\s*([0-9]{4})(?![0-9])")
FARTHEST = timedelta(days=2 * 366)


def _is_deadline(text: str) -> bool:
    return fold(text).startswith(("han ", "han:", "deadline ", "han nop "))


def deadline_said(talk: Talk, text: str) -> None:
    """``hạn 15/12/2026``."""
    day, now = _read_day(text), common.today(talk.desk.now)
    example = words.day(now + timedelta(days=30))
    if talk.campaign.stage not in _DATED:
        show_card(talk, words.DEADLINE_OVER.format(stage=words.STAGES[talk.campaign.stage]))
    elif day is None:
        talk.show(Message(body=words.DEADLINE_UNREAD.format(example=example), buttons=_ways()))
    elif day < now:
        talk.show(Message(body=words.DEADLINE_PAST.format(day=words.day(day)), buttons=_ways()))
    elif day - now > FARTHEST:
        body = words.DEADLINE_FAR.format(day=words.day(day), example=example)
        talk.show(Message(body=body, buttons=_ways()))
    else:
        _set_deadline(talk, day)


def _read_day(text: str) -> Date | None:
    match = _DAY.search(text)
    if match is None:
        return None
    day, month, year = (int(part) for part in match.groups())
    try:
        return Date(year, month, day)
    except ValueError:
        return None


def _set_deadline(talk: Talk, day: Date) -> None:
    spelled = words.day(day)
    if talk.campaign.deadline[:10] == day.isoformat():
        show_card(talk, words.DEADLINE_SAME.format(day=spelled))
        return
    talk.decree(DeadlineSet(deadline=day.isoformat()))
    heard = talk.campaign.stage == "open"
    told = _tell_units(talk, words.UNIT_DEADLINE.format(day=spelled), ()) if heard else 0
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
    elif place == "inviting":
        inviting.said(talk, text)
    elif _is_deadline(text):
        deadline_said(talk, text)
    elif place == "importing":
        importing.still_waiting(talk)
    elif roles.has(talk, "reviewer"):
        reviewing.said(talk, text)
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
            "adstage": _stage_pressed,
            "adask": _ask_pressed,
            "adno": _cancel,
            "adload": _load_pressed,
            "adwho": inviting.role_pressed,
            "adfor": inviting.unit_pressed,
            "adall": issuing.invite_all,
        },
    ),
    **roles.only_for(("administrator", "reviewer"), {"adrank": _rank_pressed, "adform": _form_pressed}),
}
