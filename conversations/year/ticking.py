"""The clock strikes: whoever owes something hears of it, once for each slot."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date as Date  # noqa: N812 - beside fields of that name

from conversations.events import Ticked
from conversations.messages import Button, Message
from conversations.outcome import announcing
from conversations.phrases import common
from conversations.phrases import reminders as words
from conversations.talk import Talk, button, primary
from conversations.year import recipients, reminding
from criteria.vietnamese import date
from scoring.facts import RemindersIssued, Scope, Unit
from scoring.people import Person
from scoring.review import UNDER_REVIEW
from scoring.standings import Standing

BY_CLOCK = "clock"
"""Who stands in the journal as the one who did it."""


def ticked(talk: Talk, event: Ticked) -> None:
    """Say what the slot is about. A slot that nobody knows any more is let go."""
    talk.move(person=BY_CLOCK)
    kind = event.slot.partition("/")[0]
    if talk.campaign.set_id and kind in _FOR_OTHERS:
        _FOR_OTHERS[kind](talk, event)
    elif talk.campaign.set_id:
        _remind(talk, event.slot, event.units)


# --- units ---------------------------------------------------------------------------------------------


def _remind(talk: Talk, slot: str, units: Iterable[str]) -> None:
    """One message to each unit that has not heard of the slot yet; who heard is on record with it."""
    heard, rows = talk.campaign.reminded.get(slot, frozenset()), talk.desk.standings()
    fresh = [u for u in units if u in talk.campaign.units and u in rows and u not in heard]
    waiting = [u for u in fresh if _concerns(talk, slot, rows[u])]
    talk.desk.gather(waiting)
    known = recipients.staff(talk.campaign)
    told = [
        unit for unit in waiting if _post(talk, recipients.of_unit(talk, slot, unit, known.get(unit, ())))
    ]
    if told:
        talk.decree(RemindersIssued(slot=slot, units=tuple(told)))
        _instead(talk, slot, told)


def _instead(talk: Talk, slot: str, told: list[str]) -> None:
    """Who has just heard of an extension needs no reminder of the same deadline on the same day."""
    kind, _, day = slot.partition("/")
    if kind == "extended":
        before, now = talk.campaign.terms.remind_before, common.today(talk.desk.now)
        count = reminding.mark(Date.fromisoformat(day), now, before, talk.desk.calendar)
        if count is not None:
            talk.decree(RemindersIssued(slot=f"{day}/{count}", units=tuple(told)))


def _concerns(talk: Talk, slot: str, row: Standing) -> bool:
    """Whether the slot is about what the unit still owes."""
    kind, campaign = slot.partition("/")[0], talk.campaign
    if not reminding.owes(campaign, row.unit, row.state, common.today(talk.desk.now)):
        return False
    if kind == "returned":
        return row.state == "returned"
    if kind in ("asked", "extended"):
        return True
    return kind == campaign.deadline_of(row.unit)[:10] or recipients.due_on(talk, kind) is not None


def _post(talk: Talk, found: Sequence[tuple[Person, Message]]) -> bool:
    for person, message in found:
        talk.say(message.model_copy(update={"to": person.id, "bulk": True}))
    return bool(found)


# --- the authority -------------------------------------------------------------------------------------


def _absent(talk: Talk, _event: Ticked) -> None:
    """Administrators hear which units have nobody to remind."""
    joined = recipients.staff(talk.campaign)
    rows = ((primary(words.INVITE, "cmd", "moi"),),)
    for person, units in _administrators(talk):
        absent = [unit.name for unit in units if unit.code not in joined]
        if absent:
            body = words.ABSENT.format(count=len(absent), names=words.first(absent))
            talk.say(Message(to=person.id, title=words.ABSENT_TITLE, body=body, buttons=rows))


def _over(talk: Talk, event: Ticked) -> None:
    """The deadline is over: what there is to do; nothing happens by itself."""
    campaign, day = talk.campaign, event.slot.partition("/")[2]
    if campaign.stage != "open" or campaign.deadline[:10] != day:
        return
    for person, units in _administrators(talk):
        talk.say(_over_for(talk, person, units).model_copy(update={"to": person.id}))


def _over_for(talk: Talk, person: Person, units: list[Unit]) -> Message:
    campaign, known = talk.campaign, talk.desk.standings()
    rows = [known[unit.code] for unit in units if unit.code in known]
    late = [campaign.units[row.unit].name for row in rows if not row.handed_in]
    day, leads = campaign.deadline[:10], _scope(person) == Scope()
    codes = {unit.code for unit in units}
    known_ends = {code: each.deadline[:10] for code, each in campaign.extensions.items()}
    running = [code for code, end in known_ends.items() if code in codes and end > day]
    body = [
        words.OVER_DONE.format(done=len(rows) - len(late), count=len(rows)),
        words.OVER_LEFT.format(names=words.first(late)) if late else "",
        words.OVER_EXTENDED.format(count=len(running)) if running else "",
        words.OVER_HOW if leads else "",
    ]
    title = words.OVER_TITLE.format(day=date(Date.fromisoformat(day)))
    lock = (primary(words.LOCK, "cmd", "khoaso"),) if leads else ()
    pressed: tuple[Button, ...] = (*lock, button(words.EXTEND, "cmd", "giahan"))
    return Message(title=title, body="\n".join(line for line in body if line), buttons=(pressed,))


def _administrators(talk: Talk) -> Iterator[tuple[Person, list[Unit]]]:
    """Everybody who administers something, with the units of it."""
    units = talk.campaign.units.values()
    for person in talk.campaign.people.values():
        scope = _scope(person)
        if scope is not None:
            yield person, [unit for unit in units if talk.campaign.covers(scope, unit.code)]


def _scope(person: Person) -> Scope | None:
    return next((role.scope for role in person.held("administrator")), None)


def _reviewers(talk: Talk, event: Ticked) -> None:
    """What waits in each reviewer's scope, where it is not what they were told last time.

    The clock's own session remembers a mark of what each was told.
    """
    waiting = [row for row in talk.desk.standings().values() if row.state in UNDER_REVIEW]
    entry = dict(talk.session.entry)
    for person in (talk.campaign.people.get(key) for key in event.people):
        if person is not None:
            mine = [row for row in waiting if talk.campaign.may(person, "reviewer", row.unit)]
            signed = "/".join(sorted(f"{row.unit} {row.submitted_at}" for row in mine))
            mark = hashlib.sha256(signed.encode()).hexdigest()[:12] if mine else ""
            if mine and entry.get(person.id, "") != mark:
                talk.say(_queue(talk, mine).model_copy(update={"to": person.id, "bulk": True}))
            entry[person.id] = mark
    talk.move(entry=entry)


def _queue(talk: Talk, mine: list[Standing]) -> Message:
    oldest = sorted(mine, key=lambda row: row.submitted_at)
    names = [talk.campaign.units[row.unit].name for row in oldest if row.unit in talk.campaign.units]
    return Message(
        title=words.QUEUE_TITLE.format(count=len(mine)),
        body=words.QUEUE_OLDEST.format(names=words.first(names, 3)),
        buttons=((primary(words.QUEUE, "cmd", "hangdoi"),),),
    )


_FOR_OTHERS: dict[str, Callable[[Talk, Ticked], None]] = {
    "absent": _absent,
    "over": _over,
    "reviewers": _reviewers,
    announcing.SLOT: lambda talk, event: announcing.catch_up(talk, event.units),
}
