"""Levels, placings and what is published, as lines that cards share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date as Date  # noqa: N812 - `date` is the name of the writer
from fractions import Fraction

from conversations.desk import Desk
from conversations.outcome.stages import Obstacle, View
from conversations.phrases import results as words
from conversations.phrases.common import cut, today
from conversations.talk import Talk
from criteria.pairing import out_of_reach
from criteria.procedures import TOTAL, Term
from criteria.terms import Due, resolve
from criteria.vietnamese import date, fold, number
from criteria.workdays import Calendar
from scoring import levels, publishing
from scoring.campaigns import Campaign
from scoring.facts import Placing, Terms
from scoring.levels import Reached
from scoring.publishing import Ground
from scoring.sheet import Sheet

_PUBLISHED = "công bố"  # what the time for appeals is counted from
SHOWN = 10  # units or criteria named in one sentence


def ground(desk: Desk, campaign: Campaign) -> Ground:
    """What placings are worked out from, as the campaign stands in this step."""
    return Ground(campaign, desk.criteria, desk.procedure, desk.standings())


def view(talk: Talk) -> View:
    """What the table of stages looks at."""
    return View(ground(talk.desk, talk.campaign), today(talk.event.at))


def points(value: Fraction | str) -> str:
    """``81,5``."""
    return number(Fraction(value), 2)


def appeal_due(settled: Terms, published: Date, calendar: Calendar) -> Due | None:
    """Until when units may appeal against what is published on that day; None where no appeals are taken."""
    if not settled.appeal_days:
        return None
    term = Term(text=_PUBLISHED, days=settled.appeal_days, counting=settled.counting, after=_PUBLISHED)
    return resolve(term, published.year, {_PUBLISHED: published}, calendar)


# --- units and obstacles -------------------------------------------------------------------------------


def named(campaign: Campaign, codes: Iterable[str]) -> str:
    """The first units by name, and how many more."""
    return _first([_name(campaign, code) for code in codes])


def _name(campaign: Campaign, code: str) -> str:
    unit = campaign.units.get(code)
    return unit.name if unit else code


def _first(listed: list[str]) -> str:
    more = [words.MORE_LINES.format(count=len(listed) - SHOWN)] if len(listed) > SHOWN else []
    return ", ".join([*listed[:SHOWN], *more])


def obstacle(campaign: Campaign, found: Obstacle) -> str:
    """What stands in the way of a step, and what to do."""
    listed = [
        words.UNIT_ITEMS.format(unit=_name(campaign, code), items=", ".join(items[:SHOWN]))
        if items
        else _name(campaign, code)
        for code, items in found.units
    ]
    day = date(found.day) if found.day else ""
    code = found.units[0][0] if found.units else ""
    return words.OBSTACLES[found.what].format(count=len(listed), units=_first(listed), day=day, code=code)


# --- levels --------------------------------------------------------------------------------------------


def level(talk: Talk, sheet: Sheet) -> Reached | None:
    """The level of a sheet, None where the campaign has no levels."""
    steps = levels.scale(talk.desk.procedure, talk.criteria)
    return steps.reached(sheet.groups, sheet.total) if steps else None


def level_now(talk: Talk, sheet: Sheet) -> list[str]:
    """The level of a sheet; nothing where the campaign has no levels."""
    reached = level(talk, sheet)
    return [words.LEVEL_NOW.format(level=reached.name)] if reached else []


def level_lines(talk: Talk, sheet: Sheet) -> list[str]:
    """The same, and what is missing for the next one, or that nobody can reach it."""
    reached = level(talk, sheet)
    if reached is None or reached.next is None:
        return level_now(talk, sheet)
    if lost := _lost(talk, reached.next.code):
        further = words.LEVEL_LOST.format(next=reached.next.name, why=lost)
    else:
        lacking = [_lacking(each) for each in reached.missing_for_next]
        further = words.LEVEL_NEXT.format(next=reached.next.name, missing=_first(lacking))
    return [*level_now(talk, sheet), further]


def _lost(talk: Talk, code: str) -> str:
    """Why no unit can reach the level with what the print left; empty where one can."""
    procedure = talk.desk.procedure
    found = out_of_reach(talk.criteria, procedure) if procedure else []
    return "; ".join(each.message for each in found if each.where == code)


def _lacking(each: levels.Missing) -> str:
    template = words.LEVEL_MISSING_TOTAL if each.code == TOTAL else words.LEVEL_MISSING
    return template.format(name=each.name, points=_exact(each.points))


def _exact(value: Fraction) -> str:
    """Two decimals, but never 0 for something that is missing."""
    return number(value, 2) if value >= Fraction(1, 100) else number(value)


def level_counts(talk: Talk) -> str:
    """How many of those that have handed in reach each level; empty where there are no levels."""
    steps = levels.scale(talk.desk.procedure, talk.criteria)
    if steps is None:
        return ""
    counted = publishing.counted(ground(talk.desk, talk.campaign)).values()
    there = [each for each in counted if each.row is not None and each.row.handed_in]
    counts = Counter(steps.reached(each.groups, each.total).name for each in there)
    names = [each.name for each in steps.procedure.levels]
    rest = [name for name in counts if name not in names]
    told = [words.LEVEL_COUNT.format(level=n, count=counts[n]) for n in (*names, *rest) if counts[n]]
    return words.LEVEL_COUNTS.format(counts="; ".join(told)) if told else ""


# --- placings ------------------------------------------------------------------------------------------


def outcome(placing: Placing | None) -> str:
    """``81,5 điểm, thứ 3, Mức II``."""
    if placing is None or not publishing.has_result(placing):
        return words.OUTCOME_NONE
    told = f", {placing.level}" if placing.level and placing.rank else ""
    template = words.OUTCOME if placing.rank else words.OUTCOME_UNRANKED
    return template.format(points=points(placing.total), rank=placing.rank, level=told)


def own(placing: Placing | None, block: publishing.Block | None, self_score: str = "") -> list[str]:
    """A unit's published result: score, rank, level and why, and how its block did."""
    if placing is None or block is None or not publishing.has_result(placing):
        return [words.RESULT_NONE]
    score = words.RESULT_POINTS if self_score else words.RESULT_SELF
    told = [score.format(points=points(placing.total), own=self_score)]
    if not placing.rank:
        told.append(words.RESULT_UNRANKED.format(why=placing.why))
    else:
        template = words.RESULT_RANK if placing.block else words.RESULT_RANK_ALL
        told.append(template.format(rank=placing.rank, count=block.ranked, block=_block(placing.block)))
        told += [words.RESULT_LEVEL.format(why=placing.why)] if placing.level else []
    spread = words.RESULT_BLOCK.format(median=points(block.median), best=points(block.best))
    return [*told, spread]


def _block(name: str) -> str:
    """``khối Các sở``, and not twice the word where the name begins with it."""
    known = fold(name).startswith("khoi ")
    return cut(name, 80) if known else words.BLOCK.format(name=cut(name, 80))


def published(talk: Talk, unit: str) -> list[str]:
    """The unit's result as last published; nothing before that."""
    placings = talk.campaign.placings
    if not placings:
        return []
    placing = placings.get(unit)
    blocks = publishing.summaries(placings.values())
    return own(placing, blocks.get(placing.block) if placing else None)
