"""What waits for a reviewer, the oldest submission first."""

from __future__ import annotations

from collections import Counter

from conversations import paging, roles
from conversations.messages import Button, Message, lines, paragraphs
from conversations.outcome import ruling
from conversations.phrases import reviewer as words
from conversations.phrases.common import cut
from conversations.review import coverifying
from conversations.talk import Talk, button, primary
from scoring import standings, warnings
from scoring.people import Person
from scoring.review import UNDER_REVIEW
from scoring.standings import Standing

PER_PAGE = 8


def queue(talk: Talk, page: int = 0) -> None:
    """One page of the queue, with buttons to open."""
    rows = waiting(talk)
    shown = paging.page(rows, page, PER_PAGE)
    found = [_line(talk, n, row) for n, row in enumerate(shown.rows, start=shown.first + 1)]
    body = paragraphs(
        lines(*found) or words.QUEUE_EMPTY,
        lines(_others(talk), words.QUEUE_OWN if _own_waits(talk) else "", ruling.waiting_line(talk)),
    )
    around = shown.around("rvq")
    talk.show(
        Message(
            title=words.QUEUE_TITLE.format(count=len(rows)),
            body=body,
            buttons=(*((_open(talk, row),) for row in shown.rows), *((around,) if around else ())),
        )
    )


def waiting(talk: Talk) -> list[Standing]:
    """Submissions to review within the reviewer's scope, the oldest first."""
    rows = [row for row in talk.desk.standings().values() if _waits(talk, row)]
    mine = [row for row in rows if waits_for(talk, talk.person, row)]
    return sorted(mine, key=lambda row: row.submitted_at)


def waits_for(talk: Talk, person: Person | None, row: Standing) -> bool:
    """Whether the dossier waits for the person: for a co-verifier while some of their criteria do."""
    scopes = coverifying.scopes(talk.campaign, person, row.unit)
    whole = any(not scope.criteria for scope in scopes)
    return whole or (bool(scopes) and row.waiting > 0 and left(talk, person, row) > 0)


def tell_withdrawn(talk: Talk) -> None:
    """Whoever was told of the submission, and may have opened it, hears that it was taken back."""
    unit = talk.campaign.units[talk.unit]
    body = words.WITHDRAWN.format(unit=unit.name)
    for person in talk.campaign.reviewers_of(unit.code):
        if person.id != talk.session.person:
            talk.say(Message(to=person.id, body=body, buttons=((button(words.QUEUE, "rvq"),),)))


def next_button(talk: Talk, but: str = "") -> Button:
    """The next dossier that waits, else the queue. ``but``: the one that was just finished."""
    row = next((row for row in waiting(talk) if row.unit != but), None)
    if row is None:
        return button(words.QUEUE, "rvq")
    name = talk.campaign.units[row.unit].name
    return primary(words.OPEN_NEXT.format(unit=cut(name, 40)), "rv", row.unit)


def _waits(talk: Talk, row: Standing) -> bool:
    return row.unit in talk.campaign.units and row.state in UNDER_REVIEW


def _own(talk: Talk) -> str:
    return talk.person.unit() if talk.person else ""


def _own_waits(talk: Talk) -> bool:
    row = talk.desk.standings().get(_own(talk))
    return row is not None and _waits(talk, row)


def _line(talk: Talk, n: int, row: Standing) -> str:
    if not coverifying.leads(talk.campaign, talk.person, row.unit):
        return _line_of_part(talk, n, row)
    total = standings.total(talk.criteria, row.own, talk.peers(row.unit))
    left = words.QUEUE_LEFT.format(count=row.waiting) if row.waiting else words.QUEUE_ALL_SEEN
    missing = len(talk.criteria.criteria) - row.answered
    looks = row.looks | warnings.outside_block(talk.criteria, row.unit, talk.desk.block(row.unit))
    signs = looks.bit_count() - missing
    warned = words.QUEUE_WARNED.format(count=signs) if signs > 0 else ""
    warned += words.QUEUE_UNANSWERED.format(count=missing) if missing else ""
    return words.QUEUE_LINE.format(
        n=n,
        unit=talk.campaign.units[row.unit].name,
        points=words.points(total),
        when=words.when(row.submitted_at),
        left=left + warned,
    )


def _line_of_part(talk: Talk, n: int, row: Standing) -> str:
    """What a co-verifier still has to decide on, without the unit's score."""
    told = words.QUEUE_LEFT_YOURS.format(count=left(talk, talk.person, row))
    unit = talk.campaign.units[row.unit].name
    return words.QUEUE_LINE_PART.format(n=n, unit=unit, when=words.when(row.submitted_at), left=told)


def left(talk: Talk, person: Person | None, row: Standing) -> int:
    """How many of the criteria that the person may review are answered and have no verdict."""
    scope = set(coverifying.criteria_of(talk, person, row.unit))
    waiting = (n for n, decided in enumerate(row.decided) if decided is False)
    return sum(1 for n in waiting if talk.criteria.criteria[n].id in scope)


def _open(talk: Talk, row: Standing) -> Button:
    return button(cut(talk.campaign.units[row.unit].name, 40), "rv", row.unit)


def _others(talk: Talk) -> str:
    """How many of the reviewer's are being filled in, returned, verified."""
    rows = talk.desk.standings().values()
    counts = Counter(row.state for row in rows if roles.may_review(talk, row.unit))
    told = [text.format(count=counts[state]) for state, text in words.OTHERS.items() if counts[state]]
    return words.QUEUE_OTHERS.format(counts=", ".join(told)) if told else ""
