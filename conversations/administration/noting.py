"""What is wrong or odd in the campaign's criteria set, with what was ruled about it, page by page."""

from __future__ import annotations

from conversations import roles
from conversations.messages import Button, Message
from conversations.phrases import administrator
from conversations.phrases import results as words
from conversations.talk import Talk, button
from criteria.lint import lint
from criteria.schema import CriteriaSet

PER_PAGE = 5


def count(criteria: CriteriaSet) -> int:
    """How many findings have a ruling."""
    return len(criteria.findings)


def show(talk: Talk, page: int = 0) -> None:
    """One page of the findings."""
    told = notes(talk.desk.whole)
    pages = max(len(told) - 1, 0) // PER_PAGE
    page = min(max(page, 0), pages)
    first = page * PER_PAGE
    shown = told[first : first + PER_PAGE]
    before = (button(administrator.PREVIOUS, "adnote", str(page - 1)),) if page else ()
    after = (button(administrator.NEXT, "adnote", str(page + 1)),) if page < pages else ()
    around: tuple[Button, ...] = (*before, *after)
    back = (button(administrator.CAMPAIGN, "cmd", "kydanhgia"),)
    title = words.FINDINGS_TITLE.format(first=first + 1, last=first + len(shown), count=len(told))
    talk.show(
        Message(
            title=title if told else "",
            body="\n\n".join(shown) or words.FINDINGS_NONE,
            buttons=tuple(row for row in (around, back) if row),
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
            where=each.where,
            message=messages.get((each.code, each.where), ""),
            ruling=each.ruling,
        )
        for n, each in enumerate(criteria.findings, start=1)
    ]


def _pressed(talk: Talk, item: str, _version: str, _argument: str) -> None:
    show(talk, int(item) if item.isascii() and item.isdecimal() and len(item) < 6 else 0)


PRESSES: dict[str, roles.Press] = roles.only_for(("administrator",), {"adnote": _pressed})
