"""What changed against the last round, beside this one's points; empty where nothing was handed in then."""

from __future__ import annotations

from fractions import Fraction

from conversations.phrases import rounds as words
from conversations.talk import Talk
from criteria.schema import CriteriaSet
from criteria.vietnamese import number
from scoring.claims import ZERO
from scoring.last_time import LastTime, last_time
from scoring.records import Submission
from scoring.sheet import Sheet


def before(talk: Talk, earlier: Submission | None, *, by_review: bool = False) -> LastTime | None:
    """The last round's dossier as ``last_time`` has it."""
    last = talk.desk.before
    return last_time(talk.criteria, earlier, last.name, by_review=by_review) if last else None


def of_group(criteria: CriteriaSet, sheet: Sheet, then: LastTime | None, group: str) -> str:
    """What stands behind a group's points: ``(kỳ trước 100, +20)``; the change once the group is answered."""
    points = then.groups.get(group) if then else None
    if points is None:
        return ""
    members = next(each for each in criteria.groups if each.id == group).criteria
    if any(sheet.scores[each.id].state == "missing" for each in members):
        return words.GROUP_BEFORE.format(before=number(points, 2))
    change = signed(sheet.groups[group] - points)
    return words.GROUP_CHANGE.format(before=number(points, 2), change=change)


def of_total(sheet: Sheet, then: LastTime | None) -> str:
    """The line about the total: the change once everything is answered."""
    if then is None:
        return ""
    shown = number(then.total, 2)
    if any(each.state == "missing" for each in sheet.scores.values()):
        return words.TOTAL_BEFORE.format(round=then.name, before=shown)
    now, change = number(sheet.total, 2), signed(sheet.total - then.total)
    return words.TOTAL_CHANGE.format(round=then.name, before=shown, now=now, change=change)


def signed(change: Fraction) -> str:
    """``+20``, ``-3,5`` or ``0``."""
    return ("+" if change > ZERO else "") + number(change, 2)
