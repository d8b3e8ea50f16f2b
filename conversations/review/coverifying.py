"""Who reviews what of a unit: main reviewers all of it, co-verifiers (đồng thẩm định) single criteria."""

from __future__ import annotations

from conversations import roles
from conversations.phrases import reviewer as words
from conversations.talk import Talk
from scoring import review
from scoring.campaigns import Campaign
from scoring.facts import Scope
from scoring.people import Person


def scopes(campaign: Campaign, person: Person | None, unit: str) -> tuple[Scope, ...]:
    """The scopes in which the person reviews the unit; none for their own unit."""
    if person is None or any(own.unit == unit for own in person.held("officer", "leader")):
        return ()
    return tuple(h.scope for h in person.held("reviewer") if campaign.covers(h.scope, unit))


def leads(campaign: Campaign, person: Person | None, unit: str) -> bool:
    """Whether the person reviews the unit as a whole, and so may see all of it and end its review."""
    return any(not scope.criteria for scope in scopes(campaign, person, unit))


def looks_after(talk: Talk, unit: str) -> bool:
    """Administrators: what they administer; reviewers: what has been handed in and they review whole."""
    if roles.administers(talk, unit):
        return True
    row = talk.desk.standings().get(unit)
    return row is not None and row.handed_in and leads(talk.campaign, talk.person, unit)


def leaders(campaign: Campaign, unit: str) -> tuple[Person, ...]:
    """Everybody who reviews the unit as a whole."""
    return tuple(p for p in campaign.reviewers_of(unit) if leads(campaign, p, unit))


def finishers(campaign: Campaign, unit: str) -> str:
    """Names of those who end the review of the unit."""
    return ", ".join(person.name for person in leaders(campaign, unit)) or words.NOBODY_LEADS


def criteria_of(talk: Talk, person: Person | None, unit: str) -> tuple[str, ...]:
    """The criteria of the unit that the person may review, in printed order."""
    found = scopes(talk.campaign, person, unit)
    whole, named = any(not scope.criteria for scope in found), {i for scope in found for i in scope.criteria}
    return tuple(c.id for c in talk.criteria.criteria if whole or c.id in named)


def unfinished(talk: Talk, unit: str) -> list[tuple[Person, tuple[str, ...]]]:
    """Co-verifiers of the unit who have not decided on all that was answered, and what they still have."""
    left = set(review.unreviewed(talk.criteria, talk.submission(unit)))
    helping = [p for p in talk.campaign.reviewers_of(unit) if not leads(talk.campaign, p, unit)]
    waiting = (
        (person, tuple(item for item in criteria_of(talk, person, unit) if item in left))
        for person in helping
    )
    return [(person, items) for person, items in waiting if items]
