"""The clock strikes: whoever owes something hears of it, once for each slot."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import date as Date  # noqa: N812 - beside fields of that name

from conversations import roles
from conversations.events import Ticked
from conversations.messages import Button, Message
from conversations.outcome import announcing
from conversations.phrases import common
from conversations.phrases import reminders as words
from conversations.talk import Talk, button, primary
from conversations.year import digests, reminding
from criteria.vietnamese import date
from scoring.campaigns import Campaign
from scoring.facts import RemindersIssued, RoleName, Scope, Unit
from scoring.people import Person
from scoring.standings import Standing

CLOCK = "clock"
"""Who stands in the journal as the one who did it."""
Letters = list[tuple[Person, Message]]


def ticked(talk: Talk, event: Ticked) -> None:
    """Say what the slot is about. A slot that nobody knows any more is let go."""
    talk.move(person=CLOCK)
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
    known = staff(talk.campaign)
    told = [unit for unit in waiting if _post(talk, letters(talk, slot, unit, known.get(unit, ())))]
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
    return kind == campaign.deadline_of(row.unit)[:10] or _due(talk, kind) is not None


def letters(talk: Talk, slot: str, unit: str, known: Iterable[Person]) -> Letters:
    """Who of the unit (``known``: its people) hears what. Near the deadline leaders hear it too."""
    day, only = _day(slot), None
    if day is not None and day.isoformat() != talk.campaign.deadline_of(unit)[:10]:
        only = _due(talk, day.isoformat())
    view = digests.of_unit(talk, unit)
    officers, leaders = of_role(known, unit, "officer"), of_role(known, unit, "leader")
    if view.submission().state == "signing":
        return [(person, digests.for_signer(view, day)) for person in leaders]
    if only is not None and not any(digests.missing(view, only)):
        return []
    lead, found = _lead(talk, slot, unit), []
    for person in officers or leaders:
        mine = _theirs(only, roles.assigned_to(person))
        if mine is only or any(digests.missing(view, mine)):
            found.append((person, _led(digests.for_officer(view, day, mine), lead)))
    if officers and only is None and _escalates(talk, slot):
        shorter = digests.for_leader(view, day, [person.name for person in officers])
        shorter = _led(shorter, lead)
        found += [(person, shorter) for person in leaders if person not in officers]
    return found


def _theirs(only: frozenset[str] | None, assigned: tuple[str, ...]) -> frozenset[str] | None:
    """What somebody to whom single criteria were handed is asked for; None: everything."""
    if not assigned:
        return only
    return frozenset(assigned) if only is None else only & frozenset(assigned)


def staff(campaign: Campaign) -> dict[str, tuple[Person, ...]]:
    """Officers and leaders of every unit that has any, in one pass over everybody."""
    found: dict[str, tuple[Person, ...]] = {}
    for person in campaign.people.values():
        for unit in dict.fromkeys(role.unit for role in person.held("officer", "leader")):
            found[unit] = (*found.get(unit, ()), person)
    return found


def of_role(known: Iterable[Person], unit: str, role: RoleName) -> list[Person]:
    """Who of these people has the role in the unit."""
    return [person for person in known if any(held.unit == unit for held in person.held(role))]


def _escalates(talk: Talk, slot: str) -> bool:
    if slot.startswith("extended/"):
        return True
    count = slot.rpartition("/")[2]
    most = max(reminding.ESCALATES, min(talk.campaign.terms.remind_before, default=0))
    return _day(slot) is not None and int(count) <= most


def _day(slot: str) -> Date | None:
    """The day that the slot counts to; None where it counts to none."""
    kind = slot.partition("/")[0]
    return Date.fromisoformat(kind) if kind[:1].isdecimal() else None


def _due(talk: Talk, day: str) -> frozenset[str] | None:
    """Criteria with that due day of their own."""
    return reminding.due_days(talk.campaign, talk.criteria).get(Date.fromisoformat(day))


def _lead(talk: Talk, slot: str, unit: str) -> str:
    extension = talk.campaign.extensions.get(unit)
    if not slot.startswith("extended/") or extension is None:
        return ""
    return words.EXTENDED.format(
        unit=talk.campaign.units[unit].name, reason=common.cut(extension.reason, 200)
    )


def _led(message: Message, lead: str) -> Message:
    return message.model_copy(update={"body": f"{lead}\n{message.body}"}) if lead else message


def _post(talk: Talk, found: Letters) -> bool:
    for person, message in found:
        talk.say(message.model_copy(update={"to": person.id, "bulk": True}))
    return bool(found)


# --- the authority -------------------------------------------------------------------------------------


def _absent(talk: Talk, _event: Ticked) -> None:
    """Administrators hear which units have nobody to remind."""
    joined = staff(talk.campaign)
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
    waiting = [row for row in talk.desk.standings().values() if row.state in ("submitted", "reviewing")]
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


def states(rows: Iterable[Standing]) -> str:
    """``12 đang kê khai, 1 chờ đơn vị sửa``."""
    counted: dict[str, int] = {}
    for row in rows:
        counted[row.state] = counted.get(row.state, 0) + 1
    return ", ".join(f"{counted[key]} {said}" for key, said in words.STATES.items() if key in counted)


_FOR_OTHERS: dict[str, Callable[[Talk, Ticked], None]] = {
    "absent": _absent,
    "over": _over,
    "reviewers": _reviewers,
    announcing.SLOT: lambda talk, event: announcing.catch_up(talk, event.units),
}
