"""``chamdiem calendar``: a year's days off and make-up days, and how a term of working days is counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from bot.commands.commanding import RefusedError, day_of, settings_of

if TYPE_CHECKING:
    from criteria.special_days import SpecialDay
    from criteria.workdays import Calendar

_FIRST, _LAST = 1996, 2098  # so that 250 working days stay within what the package knows
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_WHAT = {"off": "nghỉ", "work": "làm việc"}


class _Day(click.ParamType[date]):
    name = "yyyy-mm-dd"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            day = day_of(str(value))
        except RefusedError as error:
            self.fail(str(error), param, ctx)
        if not _FIRST <= day.year <= _LAST:
            self.fail(f"holidays are known from {_FIRST} to {_LAST}, not for {value}", param, ctx)
        return day


@click.command()
@click.argument("year", type=click.IntRange(_FIRST, _LAST), required=False)
@click.option("--after", type=_Day(), help="Count from the day after this one; needs --days.")
@click.option("--days", type=click.IntRange(1, 250), help="Working days to count; needs --after.")
@click.pass_context
def calendar(ctx: click.Context, year: int | None, after: date | None, days: int | None) -> None:
    """Show the days off of a YEAR, or count working days.

    Days off and make-up days stand with their sources. --after and --days count a term.

    The Government's days come with the package, an authority's own from holidays.yaml in the data folder.
    """
    from criteria.workdays import load_calendar

    if (after is None) != (days is None) or (year is None and after is None):
        raise click.UsageError("give YEAR, or --after and --days together, like --after 2026-08-28 --days 10")
    found = load_calendar(settings_of(ctx).data)
    if year is not None:
        click.echo("\n".join(_year_lines(found, year)))
    if after is not None and days is not None:
        click.echo(found.counted(after, days).said)


def _year_lines(found: Calendar, year: int) -> Iterator[str]:
    state = "tạm tính, Chính phủ chưa công bố" if found.provisional(year) else "đã công bố"
    yield f"Ngày nghỉ và ngày làm bù năm {year} ({state})"
    yield from (_line(each) for each in found.specials(year))


def _line(each: SpecialDay) -> str:
    from criteria.special_days import packaged

    known = packaged(each.day.year).get(each.day)
    source = each.source
    if known != each:
        source += "; gói holidays cũng có" if known and known.what == each.what else "; gói holidays không có"
    what = _WHAT[each.what]
    return f"{each.day}  {_WEEKDAYS[each.day.weekday()]:<8}  {what:<8}  {each.reason} [{source}]"
