"""Days that are not as others of their weekday: public holidays, days off and make-up days in Vietnam.

The package ``holidays`` knows the holidays by law and some of the days that the Government swaps; files
(``workdays.load_calendar``) add the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import BeforeValidator

from criteria import vietnamese
from criteria.kinds import Model

FIRST_YEAR, LAST_YEAR = 1995, 2100
"""Years for which the package knows holidays and the days that make up for those on a weekend."""

_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_SWAPPED = re.compile(r"thay cho ngày (\d{2}/\d{2}/\d{4})")


def parse_day(text: object) -> date:
    """``02/01/2026`` as a date; raises ValueError with what to write."""
    found = text if isinstance(text, date) else _read(str(text))
    if found is None:
        raise ValueError(f"{text!r} is no day: write it like 02/01/2026")
    return found


def _read(text: str) -> date | None:
    match = _DAY.fullmatch(text.strip())
    try:
        return date(int(match[3]), int(match[2]), int(match[1])) if match else None
    except ValueError:
        return None


class SpecialDay(Model):
    """A day that is off, or one that is worked although it would be off; ``source`` says by what text."""

    day: Annotated[date, BeforeValidator(parse_day)]
    what: Literal["off", "work"]
    reason: str
    source: str


@lru_cache(maxsize=32)
def packaged(year: int) -> Mapping[date, SpecialDay]:
    """What the package ``holidays`` knows of a year; raises ValueError outside 1995–2100."""
    from holidays import country_holidays  # a tenth of a second
    from holidays.version import __version__

    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"holidays are known from {FIRST_YEAR} to {LAST_YEAR}, not for {year}")
    source = f"gói holidays {__version__}"
    around = country_holidays("VN", years=range(year - 1, year + 2), language="vi")
    found = [each for day, name in around.items() for each in _special(day, name, source)]
    return {each.day: each for each in found if each.day.year == year}


def _special(day: date, name: str, source: str) -> Iterator[SpecialDay]:
    """The day off, and the day on which it is made up for."""
    swapped = _SWAPPED.search(name)
    reason = f"nghỉ hoán đổi, làm bù ngày {swapped[1]}" if swapped else _reason(name)
    yield SpecialDay(day=day, what="off", reason=reason, source=source)
    if swapped:
        reason = f"làm bù ngày {vietnamese.date(day)}"
        yield SpecialDay(day=parse_day(swapped[1]), what="work", reason=reason, source=source)


def _reason(name: str) -> str:
    """The package's name of a holiday, shorter: all days of Tết have one."""
    bare = name.removesuffix(" (nghỉ bù)")
    bare = "Tết Nguyên đán" if "Tết" in bare and "Dương lịch" not in bare else bare
    return f"nghỉ bù {bare}" if name.endswith("(nghỉ bù)") else bare
