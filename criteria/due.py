"""Rounds of an assessment year: what is asked in a year, a quarter or a month, and when it is due.

Ruling (``data/ha-giang-*/set.yaml``, notes): the points of a round come from the figures of that very round;
rounds are neither added nor averaged. So a round asks the criteria of its own cadence and no other: a month
the monthly ones, a quarter the quarterly ones, a year the yearly ones. A round is named after the period that
its due day lies in (15/07 belongs to July); the print does not say which days its figures cover.

A due day is as printed, even on a day off. Rounds that are due after the results are published (15/12 in Hà
Giang) are rounds as well; whoever ranks the year leaves them out.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from criteria.criterion import Cadence, Criterion
from criteria.kinds import Model
from criteria.partial import only
from criteria.schema import CriteriaSet
from criteria.workdays import ONE_DAY

Every = Literal["year", "quarter", "month"]

_ROMAN = ("I", "II", "III", "IV")
_CODE = re.compile(r"(\d{4})(?:-Q([1-4])|-(0[1-9]|1[0-2]))?", re.ASCII)
_DAY = re.compile(r"\d{1,2}", re.ASCII)
_DAY_AND_MONTH = re.compile(r"(\d{1,2})/(\d{1,2})", re.ASCII)
_COMMON_YEAR = 2025
_EVERY_MONTH, _EVERY_QUARTER = 28, 30


class DueError(ValueError):
    """A due day or a period that no calendar has; the message says what to write."""


class Period(Model):
    """A year, a quarter (1 to 4) or a month (1 to 12) of it."""

    year: int = Field(ge=1000, le=9998)
    quarter: int | None = Field(None, ge=1, le=4)
    month: int | None = Field(None, ge=1, le=12)

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if self.quarter and self.month:
            raise ValueError("a period is a quarter or a month, not both")
        return self

    @classmethod
    def of(cls, code: str) -> Self:
        """The period of that code; raises DueError."""
        match = _CODE.fullmatch(code)
        if match is None or int(match[1]) not in range(1000, 9999):
            raise DueError(f"{code!r} is no period: write it like 2026, 2026-Q3 or 2026-07")
        year, quarter, month = (int(part) if part else None for part in match.groups())
        return cls(year=year or 0, quarter=quarter, month=month)

    @classmethod
    def around(cls, day: date, every: Every) -> Self:
        """The period of that cadence in which the day lies."""
        quarter = (day.month + 2) // 3 if every == "quarter" else None
        return cls(year=day.year, quarter=quarter, month=day.month if every == "month" else None)

    @property
    def every(self) -> Every:
        """The cadence of which this is one period."""
        if self.month:
            return "month"
        return "quarter" if self.quarter else "year"

    @property
    def code(self) -> str:
        """``2026``, ``2026-Q3`` or ``2026-07``."""
        if self.month:
            return f"{self.year}-{self.month:02}"
        return f"{self.year}-Q{self.quarter}" if self.quarter else str(self.year)

    @property
    def name(self) -> str:
        """``năm 2026``, ``quý III/2026`` or ``tháng 7/2026``."""
        if self.month:
            return f"tháng {self.month}/{self.year}"
        return f"quý {_ROMAN[self.quarter - 1]}/{self.year}" if self.quarter else f"năm {self.year}"

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.month or (self.quarter or 1) * 3 - 2, 1)

    @property
    def last(self) -> date:
        """The last day."""
        month = self.month or (self.quarter or 4) * 3
        return date(self.year + month // 12, month % 12 + 1, 1) - ONE_DAY

    def following(self) -> Period:
        """The one after, of the same cadence."""
        return Period.around(self.last + ONE_DAY, self.every)


def due(cadence: Cadence, period: Period) -> date | None:
    """The day on which a criterion of that cadence is due; None where the print names none.

    ``Cadence.due`` is ``15/11`` for years, ``15`` for months, and ``15`` of a quarter's last month. Raises
    DueError for a day that some year, quarter or month lacks, and for another cadence than the period's.
    """
    if cadence.every != period.every:
        raise DueError(f"{period.code} is no period of what is due every {cadence.every}")
    if not cadence.due:
        return None
    if cadence.every == "year":
        return _of_year(cadence.due).replace(year=period.year)
    return period.last.replace(day=_of_month(cadence.due, cadence.every))


def due_of(criterion: Criterion, period: Period) -> date | None:
    """``due`` of the criterion's cadence; its DueError names the criterion."""
    try:
        return due(criterion.cadence, period)
    except DueError as error:
        raise DueError(f"criterion {criterion.code}: {error}") from error


def asked_in(criteria: CriteriaSet, period: Period) -> tuple[Criterion, ...]:
    """Criteria of the period's own cadence, in printed order; those without a cadence are yearly."""
    return tuple(each for each in criteria.criteria if each.cadence.every == period.every)


def asked_at(criteria: CriteriaSet, code: str) -> CriteriaSet:
    """The set as the round of that period asks it; all of it where the code is empty. Raises DueError."""
    if not code:
        return criteria
    return only(criteria, {item.id for item in asked_in(criteria, Period.of(code))})


def _of_year(text: str) -> date:
    """``15/11`` in a common year."""
    match = _DAY_AND_MONTH.fullmatch(text.strip())
    try:
        if match:
            return date(_COMMON_YEAR, int(match[2]), int(match[1]))
    except ValueError:
        pass
    raise DueError(f"due {text!r} is no day of every year: write day and month, like 15/11")


def _of_month(text: str, every: Every) -> int:
    """``15`` as a day that every month, or the last month of every quarter, has."""
    most = _EVERY_MONTH if every == "month" else _EVERY_QUARTER
    if _DAY.fullmatch(text.strip()) and 1 <= int(text) <= most:
        return int(text)
    raise DueError(f"due {text!r} is no day of every {every}: write a day from 1 to {most}, like 15")
