"""When the clock has something to say: which ticks are due at an instant. Nothing is said here.

A tick is named by its slot. Its key is the key of its event, which the inbox takes once and for ever; and the
units that heard of a slot stand in ``Campaign.reminded``. So neither a restart nor a clock that jumps lets
anybody hear the same twice.

Slots: ``2026-12-07/3`` (three working days before that deadline), ``returned/2026-12-07`` (a week's first
working day), ``extended/2026-12-20``, ``asked/2026-12-07T02:15+00:00/u01`` (by hand, for a unit),
``absent/2026-12-07/3`` and ``over/2026-12-07`` (to administrators), ``reviewers/2026-12-08``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date as Date  # noqa: N812 - beside fields of that name
from datetime import datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from conversations.desk import Desk
from conversations.outcome import announcing
from criteria.due import Period, asked_in, due_of
from criteria.schema import CriteriaSet
from criteria.vietnamese import ZONE
from criteria.workdays import ONE_DAY, Calendar, local_day
from scoring.campaigns import Campaign
from scoring.records import State
from scoring.values import WORKED_ON

MORNING, EVENING = time(7, 30), time(20)
"""Nothing is sent before or after, in Vietnam."""
REVIEWERS_FROM = time(8)
AT_ONCE = 50  # units in one tick: what waits behind it waits a tenth of a second
REVIEWERS_AT_ONCE = 10
PER_SECOND = 15
"""Messages a second that nobody waits for. Telegram takes 30 of all kinds; the rest is left to answers."""
ESCALATES = 1  # working days before the deadline from which leaders hear of it
LAST_YEAR = 2099  # no holidays are known long after it


class Tick(NamedTuple):
    """One event of the clock, for these units or these people. ``part`` tells ticks of one slot apart."""

    campaign: str
    slot: str
    part: str = ""
    units: tuple[str, ...] = ()
    people: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Unique for ever."""
        return "/".join(part for part in (self.campaign, self.slot, self.part) if part)


def plan(desk: Desk) -> tuple[Tick, ...]:
    """Everything that is due at ``desk.now``; what was said before is in it again, under the same key."""
    campaign, calendar, local = desk.campaign, desk.calendar, desk.now.astimezone(ZoneInfo(ZONE))
    if not campaign.set_id or not awake(calendar, local):
        return ()
    if campaign.stage in ("published", "appeals"):
        return tuple(_results(campaign))
    return tuple(_due(desk, local)) if campaign.stage in WORKED_ON else ()


def _results(campaign: Campaign) -> Iterator[Tick]:
    """What was published on the command line is told by the clock."""
    units = announcing.unheard(campaign)
    for n in range(0, len(units), AT_ONCE):
        part = units[n : n + AT_ONCE]
        yield Tick(campaign.id, announcing.slot(campaign), part[0], units=part)


def _due(desk: Desk, local: datetime) -> Iterator[Tick]:
    campaign, calendar, today = desk.campaign, desk.calendar, local.date()
    yield from _extended(campaign, today)
    yield from _deadlines(campaign, calendar, today)
    yield from _due_days(desk, today)
    yield from _returned(campaign, calendar, today)
    yield from _asked(campaign, calendar, today)
    yield from _for_administrators(campaign, calendar, today)
    if local.time() >= REVIEWERS_FROM:
        yield from _for_reviewers(campaign, today)


def awake(calendar: Calendar, local: datetime) -> bool:
    """Whether messages may go out at that time of Vietnam."""
    in_time = MORNING <= local.time() < EVENING and local.year <= LAST_YEAR
    return in_time and calendar.is_working(local.date())


def owes(campaign: Campaign, unit: str, state: State, today: Date) -> bool:
    """Whether the unit still has to do something that it can do now."""
    if state == "drafting":
        until = campaign.extensions.get(unit)
        running = until is not None and today <= Date.fromisoformat(until.deadline[:10])
        return campaign.stage == "open" or (campaign.stage == "verifying" and running)
    return state in ("returned", "signing")


def mark(day: Date, today: Date, before: Iterable[int], calendar: Calendar) -> int | None:
    """Which reminder of a deadline is due: on its own working day, or on the next where it was missed.

    Working days are counted back from the last one on or before the deadline. None: none is due.
    """
    if today > day or day.year > LAST_YEAR:
        return None
    last, days = calendar.last_working_on_or_before(day), (today, calendar.back(today, 1))
    due = [count for count in before if count >= 0 and calendar.back(last, count) in days]
    return min(due, default=None)


def due_days(campaign: Campaign, criteria: CriteriaSet) -> dict[Date, frozenset[str]]:
    """Criteria of the running round that are due before the campaign's deadline, by their own due days."""
    found: dict[Date, set[str]] = {}
    if campaign.period:
        period = Period.of(campaign.period)
        for criterion in asked_in(criteria, period):
            day = due_of(criterion, period)
            if day and (not campaign.deadline or day.isoformat() < campaign.deadline[:10]):
                found.setdefault(day, set()).add(criterion.id)
    return {day: frozenset(codes) for day, codes in found.items()}


# --- units ---------------------------------------------------------------------------------------------


def _deadlines(campaign: Campaign, calendar: Calendar, today: Date) -> Iterator[Tick]:
    by_day: dict[str, set[str]] = {}
    for unit in campaign.units:
        by_day.setdefault(campaign.deadline_of(unit)[:10], set()).add(unit)
    for day, units in by_day.items():
        count = mark(Date.fromisoformat(day), today, campaign.terms.remind_before, calendar) if day else None
        if count is not None:
            yield from _parts(campaign, f"{day}/{count}", units)


def _due_days(desk: Desk, today: Date) -> Iterator[Tick]:
    campaign = desk.campaign
    if campaign.stage == "open" and campaign.period:
        for day in due_days(campaign, desk.criteria):
            count = mark(day, today, campaign.terms.remind_before, desk.calendar)
            if count is not None:
                yield from _parts(campaign, f"{day.isoformat()}/{count}", campaign.units)


def _returned(campaign: Campaign, calendar: Calendar, today: Date) -> Iterator[Tick]:
    """What was returned and has no deadline to come is asked for once a week."""
    if calendar.first_working_on_or_after(today - today.weekday() * ONE_DAY) == today:
        after = {u for u in campaign.units if (campaign.deadline_of(u) or "0")[:10] < today.isoformat()}
        yield from _parts(campaign, f"returned/{today.isoformat()}", after)


def _asked(campaign: Campaign, calendar: Calendar, today: Date) -> Iterator[Tick]:
    """What an administrator asked for goes out on that day, or on the next working day."""
    for slot in campaign.reminded:
        kind, _, rest = slot.partition("/")
        at, _, scope = rest.partition("/")
        if kind == "asked" and local_day(datetime.fromisoformat(at)) >= calendar.back(today, 1):
            yield from _parts(campaign, slot, set(in_scope(campaign, scope)))


def in_scope(campaign: Campaign, scope: str) -> tuple[str, ...]:
    """Units of ``u01`` (one), ``b2`` (the third block), ``ph1`` (all below a body) or an empty text (all)."""
    kind, name = scope[:1], scope[1:]
    if kind == "u":
        return (name,) if name in campaign.units else ()
    if kind == "p":
        return tuple(code for code in campaign.units if name and name in campaign.above(code))
    blocks = campaign.blocks()
    if kind == "b":
        block = blocks[int(name)] if name.isdecimal() and len(name) < 5 and int(name) < len(blocks) else None
        return tuple(code for code, unit in campaign.units.items() if unit.block == block)
    return () if scope else tuple(campaign.units)


def _extended(campaign: Campaign, today: Date) -> Iterator[Tick]:
    by_day: dict[str, list[str]] = {}
    for unit, extension in campaign.extensions.items():
        slot = f"extended/{extension.deadline[:10]}"
        heard = unit in campaign.reminded.get(slot, frozenset())
        if unit in campaign.units and not heard and extension.deadline[:10] >= today.isoformat():
            by_day.setdefault(slot, []).append(unit)
    for slot, units in by_day.items():
        for n in range(0, len(units), AT_ONCE):
            part = tuple(units[n : n + AT_ONCE])
            name = hashlib.sha256("/".join(part).encode()).hexdigest()[:16]
            yield Tick(campaign.id, slot, name, part)


def _parts(campaign: Campaign, slot: str, units: Iterable[str]) -> Iterator[Tick]:
    """Ticks by place in the unit list, so that a part has the same key whatever has happened since."""
    every, wanted = tuple(campaign.units), set(units)
    for n in range(0, len(every), AT_ONCE):
        part = tuple(code for code in every[n : n + AT_ONCE] if code in wanted)
        if part:
            yield Tick(campaign.id, slot, f"p{n // AT_ONCE}", part)


# --- the authority -------------------------------------------------------------------------------------


def _for_administrators(campaign: Campaign, calendar: Calendar, today: Date) -> Iterator[Tick]:
    """Who has nobody to remind, with every reminder; and once, that the deadline is over."""
    if campaign.stage != "open" or not campaign.deadline or not campaign.units:
        return
    day = Date.fromisoformat(campaign.deadline[:10])
    count = mark(day, today, campaign.terms.remind_before, calendar)
    if count is not None:
        yield Tick(campaign.id, f"absent/{day.isoformat()}/{count}")
    if day < today and day.year <= LAST_YEAR and calendar.working_between(day, today) <= 2:
        yield Tick(campaign.id, f"over/{day.isoformat()}")


def _for_reviewers(campaign: Campaign, today: Date) -> Iterator[Tick]:
    people = tuple(person.id for person in campaign.reviewers())
    for n in range(0, len(people), REVIEWERS_AT_ONCE):
        part = people[n : n + REVIEWERS_AT_ONCE]
        yield Tick(campaign.id, f"reviewers/{today.isoformat()}", f"p{n // REVIEWERS_AT_ONCE}", people=part)
