"""Deadlines in the talk: how a typed date is read, which dates make no sense, and who may still hand in."""

from __future__ import annotations

import re
from datetime import date as Date  # noqa: N812 - beside the words for days
from datetime import datetime, timedelta
from typing import Literal

from conversations.phrases import common
from conversations.phrases import reminders as words
from conversations.talk import Talk
from criteria.vietnamese import date
from criteria.workdays import Calendar
from scoring.campaigns import Campaign

FARTHEST = timedelta(days=2 * 366)
_DAY = re.compile(r"(?<![0-9])([0-9]{1,2})\s*[/.-]\s*([0-9]{1,2})\s*[/.-]\s*([0-9]{4})(?![0-9])")


def line(talk: Talk) -> str:
    """The deadline of the unit in question, or the campaign's, with the days left; empty without one."""
    return common.deadline(talk.campaign.deadline_of(talk.unit), talk.desk.now, talk.desk.calendar)


def example(talk: Talk) -> str:
    """A working day in a month, to show how a deadline is typed."""
    day = common.today(talk.desk.now) + timedelta(days=30)
    return date(talk.desk.calendar.first_working_on_or_after(day))


def is_over(campaign: Campaign, unit: str, now: datetime) -> bool:
    """Whether the last day of the unit's deadline is over in Vietnam; never where there is none."""
    until = campaign.deadline_of(unit)
    return bool(until) and common.today(now) > Date.fromisoformat(until[:10])


def is_extended(campaign: Campaign, unit: str, now: datetime) -> bool:
    """Whether the unit has an extension that is still running: it may answer although others may not."""
    return unit in campaign.extensions and not is_over(campaign, unit, now)


def split(text: str) -> tuple[str, Date | None, str]:
    """What stands before the first date of the text, the date, and what stands after it.

    The date is None where there is none or no calendar has it (31/11/2026).
    """
    match = _DAY.search(text)
    if match is None:
        return text.strip(), None, ""
    day, month, year = (int(part) for part in match.groups())
    try:
        found: Date | None = Date(year, month, day)
    except ValueError:
        found = None
    return text[: match.start()].strip(), found, text[match.end() :].strip()


def trouble(campaign: Campaign, day: Date, now: Date) -> Literal["", "past", "early", "far"]:
    """Why that day can't be the end of an extension; empty where it can."""
    if day < now:
        return "past"
    if day.isoformat() <= campaign.deadline[:10]:
        return "early"
    return "far" if day - now > FARTHEST else ""


def day_off(day: Date, calendar: Calendar) -> str:
    """That the day is a day off, and the last working day before it; empty for a working day."""
    if calendar.is_working(day):
        return ""
    last = date(calendar.last_working_on_or_before(day))
    reason = calendar.reason(day) if calendar.special(day) else common.WEEKDAYS[day.weekday()]
    return words.EXTEND_OFF.format(day=date(day), reason=reason, last=last)
