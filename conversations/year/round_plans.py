"""Which round can come next: what is due in it, until when, and what stands in its way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - beside the day of a round
from typing import Literal

from criteria import due
from criteria.due import Every, Period
from criteria.schema import CriteriaSet, Criterion
from criteria.vietnamese import fold_line
from scoring.campaigns import Campaign
from scoring.review import UNDER_REVIEW
from scoring.standings import Standing

CADENCES: tuple[Every, ...] = ("month", "quarter", "year")
UNFINISHED = ("drafting", "signing", "returned")
"""States in which a dossier waits for its unit."""

Obstacle = Literal["", "no_rounds", "not_begun", "nothing_due", "had", "under_review"]


@dataclass(frozen=True, slots=True)
class Plan:
    """A round as it would be. ``days``: how many criteria are due on each printed day, None: on no printed
    one. ``waiting`` and ``unfinished`` are units of the running round.
    """

    period: Period
    asked: tuple[Criterion, ...]
    days: tuple[tuple[Date | None, int], ...]
    obstacle: Obstacle
    waiting: tuple[str, ...] = ()
    unfinished: tuple[str, ...] = ()

    def deadline(self, today: Date) -> Date | None:
        """The last printed day, where that is still to come."""
        printed = [day for day, _ in self.days if day is not None]
        return max(printed) if printed and max(printed) >= today else None


def plan(campaign: Campaign, criteria: CriteriaSet, period: Period, rows: Iterable[Standing]) -> Plan:
    """The round of that period; ``criteria`` is the campaign's whole set. Raises DueError for a due day that
    no calendar has.
    """
    asked = due.asked_in(criteria, period)
    days = Counter(due.due_of(each, period) for each in asked)
    ordered = sorted(days.items(), key=lambda each: (each[0] is None, each[0] or period.last))
    known = [row for row in rows if row.unit in campaign.units]
    waiting = tuple(row.unit for row in known if row.state in UNDER_REVIEW)
    unfinished = tuple(row.unit for row in known if row.state in UNFINISHED)
    obstacle = _obstacle(campaign, period, bool(asked)) or ("under_review" if waiting else "")
    return Plan(period, asked, tuple(ordered), obstacle, waiting, unfinished)


def _obstacle(campaign: Campaign, period: Period, asked: bool) -> Obstacle:  # noqa: FBT001 - a predicate
    if not campaign.period:
        return "no_rounds"
    if period.code in campaign.rounds:
        return "had"
    if not asked:
        return "nothing_due"
    return "not_begun" if campaign.stage == "preparing" else ""


def cadences(criteria: CriteriaSet) -> tuple[Every, ...]:
    """Those that some criterion of the set has, the most frequent first."""
    known = {each.cadence.every for each in criteria.criteria}
    return tuple(every for every in CADENCES if every in known)


def following(campaign: Campaign) -> Period:
    """The next period of the running round's cadence that has not been a round."""
    return _free(campaign, Period.of(campaign.period).following())


def others(campaign: Campaign, criteria: CriteriaSet, today: Date) -> tuple[Period, ...]:
    """The period of every other cadence of the set in which today lies, or the next that was no round."""
    running = Period.of(campaign.period).every
    return tuple(
        _free(campaign, Period.around(today, every)) for every in cadences(criteria) if every != running
    )


def _free(campaign: Campaign, period: Period) -> Period:
    while period.code in campaign.rounds:
        period = period.following()
    return period


# --- as people type them -------------------------------------------------------------------------------

_YEAR = r"[\s/.,-]+(?:nam\s*)?(?P<year>[0-9]{4})"
_TYPED = (
    re.compile(rf"(?:thang\s*|t)?(?P<month>0?[1-9]|1[0-2]){_YEAR}"),
    re.compile(rf"(?:quy\s*|q)(?P<quarter>[1-4]|i{{1,3}}|iv){_YEAR}"),
    re.compile(r"(?:nam\s*)?(?P<year>[0-9]{4})"),
)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def read_period(text: str) -> Period | None:
    """``tháng 7/2026``, ``quý III/2026``, ``năm 2026``, ``2026-07``; None for anything else."""
    typed = fold_line(text).strip(" .")
    if re.fullmatch(r"[0-9]{4}-(q[1-4]|[0-9]{2})", typed):
        return _of(typed.upper())
    for form in _TYPED:
        if match := form.fullmatch(typed):
            return _of(_code(match.groupdict()))
    return None


def _code(found: dict[str, str | None]) -> str:
    year, month, quarter = found["year"], found.get("month"), found.get("quarter")
    if month:
        return f"{year}-{int(month):02}"
    return f"{year}-Q{_QUARTERS.get(quarter, quarter)}" if quarter else str(year)


def _of(code: str) -> Period | None:
    try:
        return Period.of(code)
    except due.DueError:
        return None
