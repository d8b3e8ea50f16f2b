"""What is wrong or odd in the campaign's criteria set, with what was ruled about it, page by page."""

from __future__ import annotations

from conversations import paging, roles
from conversations.messages import Message
from conversations.phrases import administrator
from conversations.phrases import results as words
from conversations.talk import Press, Talk, button, number_in
from criteria.lint import lint
from criteria.pairing import out_of_reach, pair
from criteria.procedures import Procedure
from criteria.schema import CriteriaSet

PER_PAGE = 5


def count(talk: Talk) -> int:
    """How many notes there are."""
    return len(_told(talk))


def show(talk: Talk, page: int = 0) -> None:
    """One page of the findings."""
    told = _told(talk)
    shown = paging.page(told, page, PER_PAGE)
    first, last = shown.first + 1, shown.first + len(shown.rows)
    back = (button(administrator.CAMPAIGN, "cmd", "kydanhgia"),)
    title = words.FINDINGS_TITLE.format(first=first, last=last, count=len(told))
    talk.show(
        Message(
            title=title if told else "",
            body="\n\n".join(shown.rows) or words.FINDINGS_NONE,
            buttons=tuple(row for row in (shown.around("adnote"), back) if row),
        )
    )


def _told(talk: Talk) -> list[str]:
    found = [*notes(talk.desk.whole), *_out_of_reach(talk.desk.whole, talk.desk.procedure)]
    return [words.FINDINGS_NUMBERED.format(n=n, told=told) for n, told in enumerate(found, start=1)]


def notes(criteria: CriteriaSet) -> list[str]:
    """Each finding with a ruling: where, what, and what was decided; one ruling may be on several.

    What only a look at the official text can find has its ruling alone, for that text is not at hand here.
    """
    messages: dict[tuple[str, str], list[str]] = {}
    for each in lint(criteria):
        if each.acknowledged:
            messages.setdefault((each.code, each.where), []).append(each.message)
    return [
        (words.FINDINGS_LINE if message else words.FINDINGS_RULING).format(
            where=_place(each.where), message=message, ruling=each.ruling
        )
        for each in criteria.findings
        for message in messages.get((each.code, each.where), [""])
    ]


def _out_of_reach(criteria: CriteriaSet, procedure: Procedure | None) -> list[str]:
    """Levels that no unit can reach with what the print left."""
    if procedure is None or pair(criteria, procedure):
        return []
    return [words.FINDINGS_LEVEL.format(why=each.message) for each in out_of_reach(criteria, procedure)]


def _place(where: str) -> str:
    """``group 2.II`` as ``Nhóm 2.II``."""
    kind, space, code = where.partition(" ")
    return f"{words.FINDINGS_PLACES.get(kind, kind)}{space}{code}"


def _pressed(talk: Talk, item: str, _version: str, _argument: str) -> None:
    show(talk, number_in(item))


PRESSES: dict[str, Press] = roles.only_for(("administrator",), {"adnote": _pressed})
