"""What is wrong or odd in the campaign's criteria set, with what was ruled about it, page by page."""

from __future__ import annotations

from conversations import paging, roles
from conversations.messages import Message
from conversations.phrases import administrator
from conversations.phrases import results as words
from conversations.talk import Press, Talk, button, number_in
from criteria.lint import lint
from criteria.schema import CriteriaSet

PER_PAGE = 5


def count(criteria: CriteriaSet) -> int:
    """How many findings have a ruling."""
    return len(criteria.findings)


def show(talk: Talk, page: int = 0) -> None:
    """One page of the findings."""
    told = notes(talk.desk.whole)
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


def notes(criteria: CriteriaSet) -> list[str]:
    """Each finding with a ruling: where, what, and what was decided.

    What only a look at the official text can find has its ruling alone, for that text is not at hand here.
    """
    messages = {(each.code, each.where): each.message for each in lint(criteria) if each.acknowledged}
    return [
        (words.FINDINGS_LINE if (each.code, each.where) in messages else words.FINDINGS_RULING).format(
            n=n,
            where=_place(each.where),
            message=messages.get((each.code, each.where), ""),
            ruling=each.ruling,
        )
        for n, each in enumerate(criteria.findings, start=1)
    ]


def _place(where: str) -> str:
    """``group 2.II`` as ``Nhóm 2.II``."""
    kind, space, code = where.partition(" ")
    return f"{words.FINDINGS_PLACES.get(kind, kind)}{space}{code}"


def _pressed(talk: Talk, item: str, _version: str, _argument: str) -> None:
    show(talk, number_in(item))


PRESSES: dict[str, Press] = roles.only_for(("administrator",), {"adnote": _pressed})
