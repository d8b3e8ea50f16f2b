"""What each unit hears when results are published: its own result and nobody else's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date as Date  # noqa: N812 - `date` is the name of the writer
from datetime import datetime

from conversations.messages import Button, Message
from conversations.outcome import results
from conversations.phrases import results as words
from conversations.talk import Talk, button
from criteria.terms import Due
from criteria.vietnamese import date
from criteria.workdays import local_day
from scoring import publishing, standings
from scoring.campaigns import Campaign
from scoring.facts import Placing, RemindersIssued
from scoring.publishing import Block

SLOT = "results"
"""What ``Campaign.reminded`` keeps who has heard under, with the publication's number."""


def slot(campaign: Campaign) -> str:
    """``results/1``."""
    return f"{SLOT}/{campaign.publications[-1].number}"


def unheard(campaign: Campaign) -> tuple[str, ...]:
    """Units that have not heard of the latest publication: one made on the command line told nobody."""
    if not campaign.placings:
        return ()
    heard = campaign.reminded.get(slot(campaign), frozenset())
    return tuple(unit for unit in campaign.placings if unit not in heard)


def catch_up(talk: Talk, units: Iterable[str]) -> None:
    """The clock tells units that have not heard yet."""
    fresh = set(unheard(talk.campaign))
    told = [unit for unit in units if unit in fresh]
    if not told:
        return
    campaign = talk.campaign
    latest, made = campaign.publications[-1], [each.period for each in campaign.publications]
    again = made.count(campaign.period) > 1
    before = talk.desk.publication(latest.number - 1) if again else ()
    term = None
    if not before and latest.appeals_until:
        day = local_day(datetime.fromisoformat(latest.at))
        term = results.appeal_due(campaign.terms, day, talk.desk.calendar)
    tell(talk, told, {each.unit: each for each in before}, term)


def tell(talk: Talk, units: Iterable[str], before: Mapping[str, Placing], term: Due | None) -> int:
    """Everybody of these units hears its result as last published; how many people that is.

    ``before``: the publication before, by unit. ``term``: the time for appeals that begins with this one.
    """
    blocks, count, told = publishing.summaries(talk.campaign.placings.values()), 0, tuple(units)
    talk.decree(RemindersIssued(slot=slot(talk.campaign), units=told))
    for unit in told:
        placing = talk.campaign.placings[unit]
        heard = None
        for person in talk.campaign.of_unit(unit):
            heard = heard or _message(talk, placing, blocks.get(placing.block), (before.get(unit), term))
            talk.say(heard.model_copy(update={"to": person.id, "bulk": True}))
            count += 1
    return count


def _message(
    talk: Talk, placing: Placing, block: Block | None, then: tuple[Placing | None, Due | None]
) -> Message:
    before, term = then
    number = talk.campaign.publications[-1].number
    title = words.RESULT_TITLE_AGAIN if before else words.RESULT_TITLE
    there = publishing.has_result(placing)
    told = results.own(placing, block, _own_score(talk, placing.unit) if there else "")
    if before is not None and before != placing:
        told.append(words.RESULT_BEFORE.format(before=results.outcome(before)))
    told += [_appeal(talk, term)] if there else []
    return Message(
        title=title.format(name=talk.campaign.name, number=number),
        body="\n".join(line for line in told if line),
        buttons=((button(words.SEE_SCORE, "cmd", "diem"), *_appeal_button(talk, there=there)),),
    )


def _own_score(talk: Talk, unit: str) -> str:
    row = talk.desk.standings()[unit]
    return results.points(standings.total(talk.criteria, row.own, talk.peers(unit)))


def _appeal(talk: Talk, term: Due | None) -> str:
    if talk.campaign.stage != "appeals":
        return ""
    if term is not None:
        return words.RESULT_APPEAL.format(day=date(term.last_day), said=term.said)
    until = Date.fromisoformat(talk.campaign.publications[-1].appeals_until)
    return words.RESULT_APPEAL_KEPT.format(day=date(until))


def _appeal_button(talk: Talk, *, there: bool) -> tuple[Button, ...]:
    return (button(words.APPEAL, "cmd", "khieunai"),) if there and talk.campaign.stage == "appeals" else ()
