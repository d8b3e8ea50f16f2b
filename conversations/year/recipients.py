"""Who of a unit hears what when it is reminded: officers, the colleagues with single criteria, leaders."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date as Date  # noqa: N812 - beside fields of that name

from conversations import roles
from conversations.messages import Message
from conversations.phrases import common
from conversations.phrases import reminders as words
from conversations.talk import Talk
from conversations.year import digests, reminding
from scoring.campaigns import Campaign
from scoring.facts import RoleName
from scoring.people import Person


def of_unit(talk: Talk, slot: str, unit: str, known: Iterable[Person]) -> list[tuple[Person, Message]]:
    """Who of the unit (``known``: its people) hears what. Near the deadline leaders hear it too."""
    day, only = _day(slot), None
    if day is not None and day.isoformat() != talk.campaign.deadline_of(unit)[:10]:
        only = due_on(talk, day.isoformat())
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


def due_on(talk: Talk, day: str) -> frozenset[str] | None:
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
