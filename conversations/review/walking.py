"""One criterion through all units of a reviewer's scope: the list, and the way from unit to unit."""

from __future__ import annotations

from conversations import paging, roles
from conversations.messages import Button, Message, lines, paragraphs
from conversations.phrases import reviewer as words
from conversations.phrases.common import cut, maximum
from conversations.review import dossiers
from conversations.showing import items
from conversations.talk import Talk, button, primary
from scoring.review import UNDER_REVIEW
from scoring.standings import Standing

PER_PAGE = 8


def units(talk: Talk, item: str) -> list[Standing]:
    """The dossiers in which this reviewer decides on the criterion, in the order of the unit list."""
    rows = talk.desk.standings()
    return [
        rows[code] for code in talk.campaign.units
        if code in rows and rows[code].handed_in and roles.may_review(talk, code, item)
    ]  # fmt: skip


def seen(talk: Talk, item: str, row: Standing) -> bool:
    """Whether nothing has to be decided on the criterion in that unit any more."""
    if any(act.subject == row.unit for act in talk.acts):  # the row is from before this step
        record = talk.submission(row.unit)
        return item in record.verdicts or record.state not in UNDER_REVIEW
    return row.state not in UNDER_REVIEW or row.decided[_place(talk, item)] is True


def _place(talk: Talk, item: str) -> int:
    return [criterion.id for criterion in talk.criteria.criteria].index(item)


def _order(talk: Talk, item: str, row: Standing) -> int:
    """Answered and undecided first, then what was never answered, then what has been seen."""
    return 2 if seen(talk, item, row) else int(row.decided[_place(talk, item)] is None)


def progress(talk: Talk, item: str) -> str:
    """``12/40 đã xem``."""
    rows = units(talk, item)
    done = sum(1 for row in rows if seen(talk, item, row))
    return words.ACROSS_PROGRESS.format(done=done, count=len(rows))


def following(talk: Talk, item: str, unit: str) -> str:
    """The next unit in which the criterion waits, after ``unit``, then before it; empty where none does."""
    rows = units(talk, item)
    codes = [row.unit for row in rows]
    at = codes.index(unit) + 1 if unit in codes else 0
    waiting = [row for row in rows[at:] + rows[:at] if row.unit != unit and not seen(talk, item, row)]
    waiting.sort(key=lambda row: _order(talk, item, row))
    return waiting[0].unit if waiting else ""


def around(talk: Talk, item: str, unit: str) -> tuple[Button, ...]:
    """Buttons to the unit before and the unit after, with the same criterion, and to the list."""
    codes = [row.unit for row in units(talk, item)]
    at = codes.index(unit) if unit in codes else 0
    before = (button(words.PREVIOUS_UNIT, "rvau", item, "", codes[at - 1]),) if at else ()
    after = (button(words.NEXT_UNIT, "rvau", item, "", codes[at + 1]),) if at + 1 < len(codes) else ()
    return (*before, *after, button(words.ACROSS_UNITS, "rva", item))


def neighbour(talk: Talk, item: str, unit: str, step: int) -> str:
    """The unit ``step`` places on; the unit itself at either end."""
    codes = [row.unit for row in units(talk, item)]
    at = codes.index(unit) if unit in codes else 0
    return codes[min(max(at + step, 0), len(codes) - 1)] if codes else unit


def find(talk: Talk, item: str, typed: str) -> None:
    """The criterion in all units; where there is no such code, the nearest ones."""
    if item:
        listing(talk, item)
        return
    near = items.nearest(talk.criteria, typed)
    found = tuple(button(items.code(talk.criteria, each), "rva", each) for each in near)
    body = words.NO_SUCH_CODE.format(code=cut(typed, 20))
    talk.show(Message(body=body, buttons=(*((found,) if found else ()), *dossiers.ways(talk))))


# --- the list ------------------------------------------------------------------------------------------


def listing(talk: Talk, item: str, page: int = 0, lead: str = "") -> None:
    """Every unit with its claimed points for the criterion, the waiting ones first."""
    rows = sorted(units(talk, item), key=lambda row: _order(talk, item, row))
    shown = paging.page(rows, page, PER_PAGE)
    around = shown.around("rva", item)
    criterion, code = talk.criteria.by_id[item], items.code(talk.criteria, item)
    told = [_line(talk, item, n, row) for n, row in enumerate(shown.rows, start=shown.first + 1)]
    body = paragraphs(
        lead,
        lines(criterion.name, words.CARD_MOST.format(points=maximum(criterion.max))),
        lines(*told) or words.ACROSS_NOBODY,
        _others(talk, item, len(rows)),
    )
    talk.show(
        Message(
            title=words.ACROSS_TITLE.format(code=code, progress=progress(talk, item)),
            body=body,
            buttons=(
                *_start(talk, item, rows),
                *((_open(talk, item, row),) for row in shown.rows),
                *((around,) if around else ()),
                (button(words.QUEUE, "rvq"),),
            ),
        )
    )


def _line(talk: Talk, item: str, n: int, row: Standing) -> str:
    points = talk.desk.block(row.unit).points(item).get(row.unit)
    shown = words.ACROSS_NO_POINTS
    if points is not None:
        shown = words.ACROSS_POINTS.format(points=words.points(points))
    mark = words.ACROSS_SEEN if seen(talk, item, row) else words.ACROSS_WAITING
    return words.ACROSS_LINE.format(mark=mark, n=n, unit=talk.campaign.units[row.unit].name, points=shown)


def _others(talk: Talk, item: str, count: int) -> str:
    mine = sum(1 for code in talk.campaign.units if roles.may_review(talk, code, item))
    return words.ACROSS_NOT_HANDED_IN.format(count=mine - count) if mine > count > 0 else ""


def _start(talk: Talk, item: str, rows: list[Standing]) -> tuple[dossiers.Row, ...]:
    first = next((row.unit for row in rows if not seen(talk, item, row)), "")
    return ((primary(words.ACROSS_START, "rvau", item, "", first),),) if first else ()


def _open(talk: Talk, item: str, row: Standing) -> Button:
    return button(cut(talk.campaign.units[row.unit].name, 40), "rvau", item, "", row.unit)
