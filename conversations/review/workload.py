"""How much waits for each reviewer, and since when."""

from __future__ import annotations

from conversations.phrases import administrator
from conversations.phrases import reviewer as words
from conversations.review import coverifying, queueing
from conversations.talk import Talk
from scoring.people import Person
from scoring.review import UNDER_REVIEW
from scoring.standings import Standing

SHOWN = 10  # reviewers and units named


def lines(talk: Talk) -> list[str]:
    """One line for each reviewer, who has most first; then waiting units that nobody reviews as a whole."""
    rows = [row for code, row in talk.desk.standings().items() if code in talk.campaign.units]
    waiting = [row for row in rows if row.state in UNDER_REVIEW]
    people = [(person, _of(talk, person, waiting)) for person in talk.campaign.reviewers()]
    people.sort(key=lambda each: -len(each[1]))
    told = [_line(person, held) for person, held in people[:SHOWN]]
    if len(people) > SHOWN:
        told.append(words.WORKLOAD_MORE.format(count=len(people) - SHOWN))
    if orphans := _orphans(talk, waiting):
        told.append(words.WORKLOAD_NOBODY.format(names=orphans))
    return [words.WORKLOAD, *told] if told else []


def _of(talk: Talk, person: Person, waiting: list[Standing]) -> list[Standing]:
    """The dossiers that wait for the person."""
    return [row for row in waiting if queueing.waits_for(talk, person, row)]


def _line(person: Person, held: list[Standing]) -> str:
    if not held:
        return words.WORKLOAD_NONE.format(name=person.name)
    oldest = min(row.submitted_at for row in held)
    return words.WORKLOAD_LINE.format(name=person.name, count=len(held), when=words.when(oldest))


def _orphans(talk: Talk, waiting: list[Standing]) -> str:
    campaign = talk.campaign
    people = campaign.reviewers()
    found = [r.unit for r in waiting if not any(coverifying.leads(campaign, p, r.unit) for p in people)]
    more = [administrator.AND_MORE.format(count=len(found) - SHOWN)] if len(found) > SHOWN else []
    return ", ".join([*(campaign.units[code].name for code in found[:SHOWN]), *more])
