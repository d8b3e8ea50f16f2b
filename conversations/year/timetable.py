"""The campaign's calendar (/lich): its steps with their dates, what is due when, which days do not count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as Date  # noqa: N812 - beside fields of that name
from datetime import timedelta
from itertools import groupby

from conversations import helping
from conversations.messages import Message
from conversations.phrases import reminders as words
from conversations.phrases.common import dated, today
from conversations.talk import Talk
from conversations.year import deadlines, reminding
from criteria import pairing, terms
from criteria.due import Period
from criteria.procedures import Procedure, Stage, Term
from criteria.vietnamese import date
from criteria.workdays import ONE_DAY, Calendar
from scoring.campaigns import Campaign

LONGEST = timedelta(days=400)  # days off further away are not listed
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)", re.ASCII)


def show(talk: Talk, _argument: str = "") -> None:
    """Everything with a date, the unit's own extension included."""
    campaign, calendar, now = talk.campaign, talk.desk.calendar, today(talk.desk.now)
    blocks = [
        [deadlines.line(talk), *_own(talk)],
        _due(talk, now),
        _printed(talk, talk.desk.procedure, year_of(campaign, now)) if talk.desk.procedure else [],
        list(_days_off(now, _until(talk), calendar)),
    ]
    body = "\n\n".join("\n".join(line for line in block if line) for block in blocks if any(block))
    title = words.LIST_TITLE.format(name=campaign.name)
    talk.show(Message(title=title, body=body or words.LIST_NOTHING, buttons=helping.way_on(talk)))


def year_of(campaign: Campaign, now: Date) -> int:
    """The assessment year: of the running round, else the one in the campaign's name, else the deadline's."""
    if campaign.period:
        return Period.of(campaign.period).year
    named = _YEAR.search(campaign.name)
    if named:
        return int(named[0])
    return int(campaign.deadline[:4]) if campaign.deadline else now.year


def _printed(talk: Talk, procedure: Procedure, year: int) -> list[str]:
    return lines(procedure, year, talk.desk.calendar, pairing.block_of(talk.desk.whole, procedure))


def lines(procedure: Procedure, year: int, calendar: Calendar, block: str = "") -> list[str]:
    """The printed periods and steps of an assessment year with their dates, and how these are counted.

    ``block``: the procedure's block that the campaign is about; steps of others come last, and say whose.
    """
    spans = [
        words.LIST_SPAN.format(
            name=span.name, first=date(_resolved(span.first, year)), last=date(_resolved(span.last, year))
        )
        for span in procedure.calendar
        if span.first.on and span.last.on
    ]
    steps: list[str] = []
    others: list[str] = []
    for stage in procedure.stages:
        concerns = not block or not stage.blocks or block in stage.blocks
        (steps if concerns else others).append(_step(stage, year, calendar))
    return [
        *([words.LIST_SPANS, *spans] if spans else []),
        *([words.LIST_STAGE.format(year=year), *steps] if steps else []),
        *([words.LIST_OTHERS.format(names=_elsewhere(procedure, block)), *others] if others else []),
    ]


def _elsewhere(procedure: Procedure, block: str) -> str:
    """Of whom the other steps are."""
    coded = {code for stage in procedure.stages if block not in stage.blocks for code in stage.blocks}
    return "; ".join(each.name for each in procedure.blocks if each.code in coded)


def _resolved(term: Term, year: int) -> Date:
    return terms.day_of(term, year)


def _step(stage: Stage, year: int, calendar: Calendar) -> str:
    if stage.due is None:
        return words.LIST_UNDATED.format(name=stage.name, who=stage.who)
    due = terms.resolve(stage.due, year, {}, calendar)
    if due is None:
        return words.LIST_WAITS.format(name=stage.name, who=stage.who, text=stage.due.text)
    said = due.said[0].lower() + due.said[1:]
    return words.LIST_STEP.format(name=stage.name, who=stage.who, said=said)


def _own(talk: Talk) -> list[str]:
    extension = talk.campaign.extensions.get(talk.unit)
    if extension is None:
        return []
    day = dated(Date.fromisoformat(extension.deadline[:10]))
    return [words.LIST_OWN.format(day=day, reason=extension.reason)]


def _due(talk: Talk, now: Date) -> list[str]:
    """What is due before the campaign's deadline, from today on."""
    found = reminding.due_days(talk.campaign, talk.criteria)
    order = [criterion.id for criterion in talk.criteria.criteria]
    return [
        words.LIST_DUE.format(day=dated(day), codes=words.first([c for c in order if c in codes], 20))
        for day, codes in sorted(found.items())
        if day >= now
    ]


def _until(talk: Talk) -> Date | None:
    until = talk.campaign.deadline_of(talk.unit)
    return Date.fromisoformat(until[:10]) if until else None


def _days_off(now: Date, until: Date | None, calendar: Calendar) -> Iterator[str]:
    """Holidays and make-up days from today to the deadline."""
    if until is None or until < now or until - now > LONGEST:
        return
    days = [now + n * ONE_DAY for n in range((until - now).days + 1)]
    special = [each for each in map(calendar.special, days) if each is not None]
    off = [each for each in special if each.what == "off"]
    named = [
        f"{words.runs([each.day for each in found])} ({reason})"
        for reason, group in groupby(off, lambda each: each.reason)
        for found in [list(group)]
    ]
    if named:
        yield words.LIST_OFF.format(days=", ".join(named))
    made_up = [f"{date(each.day)} ({each.reason})" for each in special if each.what == "work"]
    if made_up:
        yield words.LIST_MADE_UP.format(days=", ".join(made_up))
    years = sorted({each.year for each in days if calendar.provisional(each.year)})
    yield from (words.PROVISIONAL.format(year=year).capitalize() + "." for year in years)
