"""Terms of a procedure (``procedures.Term``) as days of one assessment year, with the way of counting.

Rulings: "trước ngày 31/12" ends on the 30th. A term in days begins on the day after what it is counted from
(Bộ luật Dân sự 2015, Điều 147); one in calendar days that ends on a day off ends on the next working day
(Điều 148, khoản 5). A printed day stays where it is, even on a day off: ``said`` names the working day
before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from criteria import vietnamese
from criteria.kinds import Model
from criteria.procedures import Term
from criteria.workdays import ONE_DAY, Calendar


class Due(Model):
    """The last day of a term; ``said``: why, in words."""

    last_day: date
    said: str


def resolve(term: Term, year: int, anchors: Mapping[str, date], calendar: Calendar) -> Due | None:
    """The term in the assessment ``year``; None where it counts from something that has not happened.

    ``anchors``: the day of each thing that has happened, by ``Term.after`` (``nhận được Công văn khảo sát``).
    Raises ValueError where holidays of the year are not known.
    """
    if term.days is None:
        return _on(term, year, calendar)
    start = anchors.get(term.after)
    if start is None:
        return None
    counted = _working if term.counting == "working" else _calendar_days
    return counted(term, term.days, start, calendar)


def day_of(term: Term, year: int) -> date:
    """The last day of a term that names a day (``on``); 29/02 is 28/02 in a common year.

    Raises ValueError for a term in days.
    """
    if term.on is None:
        raise ValueError(f"{term.text!r} names no day: it needs its anchor, {term.after!r}")
    month, day = map(int, term.on.split("-"))
    named = date(year + int(term.year), month, 1) + timedelta(days=day - 1)
    return named - ONE_DAY if term.before or named.month != month else named


def _on(term: Term, year: int, calendar: Calendar) -> Due:
    last = day_of(term, year)
    said = f"Ngày {vietnamese.date(last)}"
    if term.before:
        printed = vietnamese.date(last + ONE_DAY)
        said = f"Trước ngày {printed}: ngày cuối là {vietnamese.date(last)}"
    return _due(last, said, calendar)


def _working(term: Term, days: int, start: date, calendar: Calendar) -> Due:
    counting = calendar.counted(start, days, f"ngày {term.after}")
    return Due(last_day=counting.last, said=counting.said)


def _calendar_days(term: Term, days: int, start: date, calendar: Calendar) -> Due:
    end = start + days * ONE_DAY
    said = f"{days} ngày kể từ ngày {term.after} {vietnamese.date(start)}: đến {vietnamese.date(end)}"
    last = calendar.first_working_on_or_after(end)
    if last > end:
        said += f" là ngày nghỉ ({calendar.reason(end)}) nên đến hết {vietnamese.date(last)}"
    return Due(last_day=last, said=said)


def _due(last: date, said: str, calendar: Calendar) -> Due:
    """A printed day; a day off is named, with the working day before it."""
    working = calendar.last_working_on_or_before(last)
    if working < last:
        said += f", là ngày nghỉ ({calendar.reason(last)}); ngày làm việc cuối là {vietnamese.date(working)}"
    return Due(last_day=last, said=said)
