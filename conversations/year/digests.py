"""What a unit is reminded of: one message with all that is missing, until when, and the way there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as Date  # noqa: N812 - beside fields of that name
from typing import NamedTuple

from conversations.messages import Button, Message
from conversations.phrases import reminders as words
from conversations.phrases.common import today
from conversations.session import Session
from conversations.showing import items
from conversations.talk import Talk, button, primary
from criteria.vietnamese import number
from scoring.claims import ZERO
from scoring.review import without_evidence

NAMED = 8  # criteria named in one list
BUTTONS = 5


class Missing(NamedTuple):
    """What one unit owes: criteria to answer or correct, and criteria without evidence."""

    answers: tuple[str, ...]
    proofs: tuple[str, ...]


def of_unit(talk: Talk, unit: str) -> Talk:
    """The step as the unit's own people would have it, so that their desk and their sheet are looked at."""
    return Talk(Session(chat=talk.session.chat, unit=unit), talk.event, talk.desk)


def missing(view: Talk, only: frozenset[str] | None = None) -> Missing:
    """What the unit owes; ``only``: among these criteria."""
    criteria, record = view.criteria, view.submission()
    wanted: Callable[[str], bool] = (lambda item: item in only) if only is not None else (lambda _: True)
    answers = [item for item in items.todo(criteria, record) if not items.is_info(item) and wanted(item)]
    proofs = [
        item
        for item in without_evidence(criteria, record)
        if wanted(item) and (record.state != "returned" or record.editable(item))
    ]
    return Missing(tuple(answers), tuple(proofs))


def for_officer(view: Talk, day: Date | None, only: frozenset[str] | None = None) -> Message:
    """Everything that is missing, with buttons straight to the first questions."""
    owed, returned = missing(view, only), view.submission().state == "returned"
    now = today(view.desk.now)
    last = day == now and not returned
    title = words.TITLE_RETURNED if returned else words.TITLE_LAST if last else words.TITLE
    body = [
        _until(view, day),
        words.NOT_BEGUN if not view.submission().answers else "",
        *_lines(view, owed),
    ]
    return Message(
        title=title.format(unit=view.campaign.units[view.unit].name),
        body="\n".join(line for line in body if line),
        buttons=_buttons(view, owed),
    )


def for_leader(view: Talk, day: Date | None, officers: list[str]) -> Message:
    """The same in three lines."""
    owed = missing(view)
    count = len(set(owed.answers) | set(owed.proofs))
    worth = sum((view.criteria.by_id[item].max for item in owed.answers), ZERO)
    left = words.LEADER_MISSING.format(count=count, points=number(worth)) if count else words.LEADER_READY
    who = words.LEADER.format(names=", ".join(officers)) if officers else words.LEADER_NOBODY
    return Message(
        title=words.TITLE.format(unit=view.campaign.units[view.unit].name),
        body="\n".join(line for line in (_until(view, day), who, left) if line),
        buttons=((button(words.SEE_MISSING, "cmd", "conthieu"),),),
    )


def for_signer(view: Talk, day: Date | None) -> Message:
    """The dossier waits for the leader's signature."""
    lines = (words.LEADER_SIGN, _until(view, day))
    return Message(
        title=words.TITLE_SIGNING.format(unit=view.campaign.units[view.unit].name),
        body="\n".join(line for line in lines if line),
        buttons=((primary(words.SUBMIT, "cmd", "nop"),),),
    )


def _until(view: Talk, day: Date | None) -> str:
    """The unit's own deadline, or the due day of some criteria."""
    now, own = today(view.desk.now), view.campaign.deadline_of(view.unit)
    deadline = Date.fromisoformat(own[:10]) if own else None
    template = words.DEADLINE if day in (None, deadline) else words.DUE
    day = day or deadline
    shown = day is not None and (day >= now or view.submission().state != "returned")
    return words.deadline(day, now, view.desk.calendar, template) if day and shown else ""


def _lines(view: Talk, owed: Missing) -> list[str]:
    returned = view.submission().state == "returned"
    lines = []
    if owed.answers:
        worth = sum((view.criteria.by_id[item].max for item in owed.answers), ZERO)
        template = words.RETURNED if returned else words.ANSWERS
        codes = _codes(view, owed.answers, worth=True)
        lines.append(template.format(count=len(owed.answers), points=number(worth), codes=codes))
    if owed.proofs:
        lines.append(words.PROOFS.format(count=len(owed.proofs), codes=_codes(view, owed.proofs)))
    return lines or [words.READY_AGAIN if returned else words.READY]


def _codes(view: Talk, found: tuple[str, ...], *, worth: bool = False) -> str:
    criteria = view.criteria
    named = [
        words.CODE.format(code=items.code(criteria, item), points=number(criteria.by_id[item].max))
        if worth
        else items.code(criteria, item)
        for item in found[:NAMED]
    ]
    more = [words.MORE.format(count=len(found) - NAMED)] if len(found) > NAMED else []
    return ", ".join([*named, *more])


def _buttons(view: Talk, owed: Missing) -> tuple[tuple[Button, ...], ...]:
    found = list(dict.fromkeys((*owed.answers, *owed.proofs)))[:BUTTONS]
    if not found:
        return ((primary(words.SUBMIT, "cmd", "nop"),),)
    straight = tuple(button(items.code(view.criteria, item)[:20], "go", item) for item in found)
    on = (primary(words.GO_ON, "cmd", "tieptuc"), button(words.SEE_MISSING, "cmd", "conthieu"))
    return (straight, on)
