"""Which days are working days in Vietnam, and how a term of working days is counted.

Monday to Friday, less the public holidays that the package ``holidays`` knows (``special_days``), corrected
by two files, the later of which wins: ``data/holidays/vn.yaml`` (what the Government announced) and an
authority's own ``holidays.yaml``.

The day of receipt is not counted: a term in days begins on the day after (Bộ luật Dân sự 2015, Điều 147).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo

from pydantic import model_validator

from criteria import vietnamese
from criteria.files import read_yaml
from criteria.kinds import Model, repeated
from criteria.loader import PACKAGE_DATA, validated
from criteria.special_days import SpecialDay, packaged

ONE_DAY = timedelta(days=1)
_WEEKEND = {5: "Thứ Bảy", 6: "Chủ nhật"}


def local_day(at: datetime) -> date:
    """The day in Vietnam at that instant, whatever zone the machine is in; without a zone it is Vietnam's."""
    return (at.astimezone(ZoneInfo(vietnamese.ZONE)) if at.tzinfo else at).date()


class Skipped(Model):
    """A day that does not count, and why; ``weekend``: an ordinary Saturday or Sunday."""

    day: date
    reason: str
    weekend: bool


class Counting(Model):
    """``days`` working days after ``start``: the first and the last that count, and all that do not.

    ``made_up``: days that count although they would be off. ``provisional``: years whose days off are not
    announced yet.
    """

    since: str
    start: date
    days: int
    first: date
    last: date
    skipped: tuple[Skipped, ...]
    made_up: tuple[SpecialDay, ...]
    provisional: tuple[int, ...]

    @property
    def said(self) -> str:
        """One Vietnamese sentence without a full stop."""
        span = f"từ {self._short(self.first)} đến {vietnamese.date(self.last)}"
        said = f"{self.days} ngày làm việc kể từ {self.since} {vietnamese.date(self.start)}: {span}"
        without = [*self._holidays(), *self._weekends()]
        said += f", không tính {', '.join(without)}" if without else ""
        said += "".join(f"; tính cả {self._short(each.day)} ({each.reason})" for each in self.made_up)
        return said + "".join(f"; lịch nghỉ năm {year} là tạm tính" for year in self.provisional)

    def _holidays(self) -> Iterator[str]:
        for reason, days in groupby(
            (each for each in self.skipped if not each.weekend), lambda each: each.reason
        ):
            for first, last in _runs([each.day for each in days]):
                span = self._short(first) + (f"–{self._short(last)}" if last > first else "")
                yield f"{span} ({reason})"

    def _weekends(self) -> Iterator[str]:
        count = Counter(each.day.weekday() for each in self.skipped if each.weekend)
        if count[5]:
            yield f"{count[5]} thứ Bảy"
        if count[6]:
            yield f"{count[6]} Chủ nhật"

    def _short(self, day: date) -> str:
        """Day and month; the year as well where it is not that of the last day."""
        return vietnamese.date(day)[: 5 if day.year == self.last.year else None]


def _runs(days: list[date]) -> list[tuple[date, date]]:
    """First and last of each stretch of days that follow each other."""
    found: list[tuple[date, date]] = []
    for day in days:
        if found and found[-1][1] + ONE_DAY == day:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


class Calendar(Model):
    """Working days. ``days`` win over the package; ``announced``: last year whose days off are official.

    A day outside 1995–2100 raises ValueError, because its holidays are not known.
    """

    announced: int = 0
    days: tuple[SpecialDay, ...] = ()

    @model_validator(mode="after")
    def _once_each(self) -> Self:
        if twice := repeated(vietnamese.date(each.day) for each in self.days):
            raise ValueError(f"days that stand twice: {twice}")
        return self

    @cached_property
    def _given(self) -> dict[date, SpecialDay]:
        return {each.day: each for each in self.days}

    def corrected(self, later: Calendar) -> Calendar:
        """This calendar with the days of ``later``, which win."""
        days = tuple((self._given | later._given).values())
        return Calendar(announced=max(self.announced, later.announced), days=days)

    def special(self, day: date) -> SpecialDay | None:
        """Why the day is not as others of its weekday; None where it is."""
        return self._given.get(day) or packaged(day.year).get(day)

    def specials(self, year: int) -> tuple[SpecialDay, ...]:
        """All special days of a year in order."""
        given = {day: each for day, each in self._given.items() if day.year == year}
        return tuple(each for _, each in sorted({**packaged(year), **given}.items()))

    def provisional(self, year: int) -> bool:
        """Whether the Government has not announced the year's days off, as far as the files know."""
        return year > self.announced

    def is_working(self, day: date) -> bool:
        special = self.special(day)
        return special.what == "work" if special else day.weekday() not in _WEEKEND

    def reason(self, day: date) -> str:
        """Why a day is off, or worked although it is a weekend; empty for an ordinary working day."""
        special = self.special(day)
        return special.reason if special else _WEEKEND.get(day.weekday(), "")

    def add_working(self, day: date, n: int) -> date:
        """The ``n``-th working day after ``day``, which is not counted itself; ``day`` where ``n`` is 0."""
        return self._walk(day, n, ONE_DAY)

    def back(self, day: date, n: int) -> date:
        """The ``n``-th working day before ``day``; ``day`` where ``n`` is 0."""
        return self._walk(day, n, -ONE_DAY)

    def working_between(self, a: date, b: date) -> int:
        """Working days after ``a`` up to ``b``, which counts; below 0 where ``b`` is the earlier one."""
        if b < a:
            return -self.working_between(b, a)
        return sum(self.is_working(a + k * ONE_DAY) for k in range(1, (b - a).days + 1))

    def last_working_on_or_before(self, day: date) -> date:
        return day if self.is_working(day) else self.back(day, 1)

    def first_working_on_or_after(self, day: date) -> date:
        return day if self.is_working(day) else self.add_working(day, 1)

    def counted(self, day: date, n: int, since: str = "ngày nhận") -> Counting:
        """How ``n`` ≥ 1 working days after ``day`` are counted; ``since`` names what happened on ``day``."""
        first, last = self.add_working(day, 1), self.add_working(day, n)
        if n < 1:
            raise ValueError(f"{n} working days cannot be counted: write 1 or more")
        passed = [day + k * ONE_DAY for k in range(1, (last - day).days + 1)]
        return Counting(
            since=since, start=day, days=n, first=first, last=last,
            skipped=tuple(self._skipped(each) for each in passed if not self.is_working(each)),
            made_up=tuple(each for each in map(self.special, passed) if each and each.what == "work"),
            provisional=tuple(y for y in range(first.year, last.year + 1) if self.provisional(y)),
        )  # fmt: skip

    def _skipped(self, day: date) -> Skipped:
        return Skipped(day=day, reason=self.reason(day), weekend=self.special(day) is None)

    def _walk(self, day: date, n: int, step: timedelta) -> date:
        if n < 0:
            raise ValueError(f"{n} working days cannot be counted: write 0 or more")
        while n:
            day += step
            n -= self.is_working(day)
        return day


def load_calendar(*folders: Path) -> Calendar:
    """The Government's days, then ``holidays.yaml`` of each folder that has one; raises CriteriaError."""
    calendar = _file(PACKAGE_DATA / "holidays" / "vn.yaml")
    for path in (folder / "holidays.yaml" for folder in folders):
        calendar = calendar.corrected(_file(path)) if path.is_file() else calendar
    return calendar


def _file(path: Path) -> Calendar:
    return validated(Calendar, read_yaml(path), path, ())
