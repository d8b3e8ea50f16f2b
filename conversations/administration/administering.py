"""The administrator's talk: what is typed and pressed, and the deadline."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as Date  # noqa: N812 - beside the words for days

from conversations import helping, roles
from conversations.administration import campaign_cards, importing, inviting, issuing, overseeing
from conversations.messages import Button, Message
from conversations.phrases import administrator as words
from conversations.phrases import common, results
from conversations.review import hearing
from conversations.talk import Press, Talk, button
from conversations.typed_words import leaves_off
from conversations.year import deadlines
from criteria.vietnamese import fold
from scoring.facts import ActRefused, DeadlineSet

Row = tuple[Button, ...]


def campaign_card(talk: Talk, argument: str = "") -> None:
    """The campaign at a glance, with everything that can be done to it; ``hạn 15/12/2026`` sets the date."""
    if argument and _is_deadline(argument):
        deadline_said(talk, argument)
    else:
        campaign_cards.show(talk)


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
    example = deadlines.example(talk)
    if not roles.whole(talk):
        talk.decree(ActRefused(act="deadline", why="scope"))
        talk.show(Message(body=results.NOT_WHOLE, buttons=_ways()))
    elif talk.campaign.stage not in campaign_cards.DATED:
        campaign_cards.show(talk, words.DEADLINE_OVER.format(stage=words.STAGES[talk.campaign.stage]))
    elif day is None:
        talk.show(Message(body=words.DEADLINE_UNREAD.format(example=example), buttons=_ways()))
    elif day < now:
        talk.show(Message(body=words.DEADLINE_PAST.format(day=words.day(day)), buttons=_ways()))
    elif day - now > deadlines.FARTHEST:
        body = words.DEADLINE_FAR.format(day=words.day(day), example=example)
        talk.show(Message(body=body, buttons=_ways()))
    else:
        _set_deadline(talk, day)


def _set_deadline(talk: Talk, day: Date) -> None:
    spelled = words.day(day)
    if talk.campaign.deadline[:10] == day.isoformat():
        campaign_cards.show(talk, words.DEADLINE_SAME.format(day=spelled))
        return
    talk.decree(DeadlineSet(deadline=day.isoformat()))
    heard = talk.campaign.stage == "open"
    told = tell_units(talk, words.UNIT_DEADLINE.format(day=spelled), ()) if heard else 0
    campaign_cards.show(
        talk, words.DEADLINE_SET.format(day=spelled), words.TOLD.format(count=told) if told else ""
    )


# --- what is typed and pressed -------------------------------------------------------------------------


def said(talk: Talk, text: str) -> None:
    """A typed text from an administrator."""
    place = talk.session.place
    if not roles.has(talk, "administrator"):
        talk.move(place="idle", pending=None)
        helping.not_understood(talk)
    elif leaves_off(text):
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


PRESSES: dict[str, Press] = {
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
    **roles.only_for(("administrator", "reviewer"), {"adform": _form_pressed}),
    **roles.only_for(("administrator", "reviewer", "observer"), {"adrank": _rank_pressed}),
}
