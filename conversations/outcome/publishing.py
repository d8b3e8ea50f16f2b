"""Publication: the preview, the ranking frozen, and every unit told its own result."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date as Date  # noqa: N812 - beside the words for days
from datetime import datetime
from itertools import pairwise

from conversations import helping, roles
from conversations.messages import Button, Message
from conversations.outcome import announcing, results, stages
from conversations.phrases import results as words
from conversations.phrases.common import cut, today
from conversations.talk import Press, Talk, button, primary
from criteria import terms
from criteria.vietnamese import date
from criteria.workdays import Calendar, local_day
from scoring import publishing
from scoring.campaigns import Campaign, Publication
from scoring.facts import ActRefused, Placing, ResultsPublished, Stage, StageChanged
from scoring.publishing import Ground
from scoring.values import PUBLISHING

DIGEST_SHOWN = 12


# --- /congbo -------------------------------------------------------------------------------------------


def offer(talk: Talk, _argument: str = "") -> None:
    """What would be published, or why nothing can be."""
    if not roles.whole(talk):
        talk.decree(ActRefused(act="/congbo", why="scope"))
        talk.show(Message(body=words.NOT_WHOLE, buttons=helping.way_on(talk)))
    elif talk.campaign.stage == "closed":
        _history(talk)
    else:
        _preview(talk)


def too_early(talk: Talk, name: str) -> None:
    """The campaign's stage does not allow it yet: what is still to be done, in its order."""
    told, stage = [helping.refused_by_stage(talk, name)], talk.campaign.stage
    if roles.whole(talk):
        blocked = stages.obstacles(stages.PUBLISHABLE, results.view(talk))
        lacking = [results.obstacle(talk.campaign, each) for each in blocked]
        told += [words.PUBLISH_LACKS, *lacking, words.PUBLISH_BEFORE[stage]]
    talk.show(Message(body="\n".join(told), buttons=helping.way_on(talk)))


def _preview(talk: Talk, *leads: str) -> None:
    if blocked := stages.obstacles(stages.PUBLISHABLE, results.view(talk)):
        told = [words.PUBLISH_REFUSED, *(results.obstacle(talk.campaign, each) for each in blocked)]
        ways = (button(words.APPROVE_LIST, "cmd", "pheduyet"),) if talk.campaign.stage == "approved" else ()
        talk.show(Message(body="\n".join(told), buttons=(ways,) if ways else helping.way_on(talk)))
        return
    found = publishing.placings(results.ground(talk.desk, talk.campaign))
    digest, latest = publishing.digest(found), stages.latest(talk.campaign)
    if repeated := stages.repeated(talk.campaign, digest):
        _same(talk, repeated)
        return
    number = len(talk.campaign.publications) + 1
    same = latest is not None and latest.digest == digest
    again = [words.PUBLISH_AGAIN.format(number=number - 1)] if same else []
    body = [*leads, *again, *_blocks(talk, found), words.PUBLISH_DIGEST.format(digest=digest[:DIGEST_SHOWN])]
    body += [*_changes(talk, talk.campaign.placings, found, number - 1), _appeals(talk), words.PUBLISH_ASK]
    yes = primary(words.PUBLISH_YES, "pbyes", str(number), digest[:DIGEST_SHOWN])
    rows = ((yes, button(words.CANCEL, "nono")), *_seen_before(talk))
    title = words.PUBLISH_TITLE.format(number=number)
    talk.show(Message(title=title, body="\n".join(line for line in body if line), buttons=rows))


def _same(talk: Talk, latest: Publication) -> None:
    day, digest = _day(latest), latest.digest[:DIGEST_SHOWN]
    body = words.PUBLISH_SAME.format(number=latest.number, day=day, digest=digest)
    talk.show(Message(body=body, buttons=_seen_before(talk) or helping.way_on(talk)))


def _history(talk: Talk) -> None:
    listed = [
        words.PUBLISHED_LIST.format(number=each.number, day=_day(each), digest=each.digest[:DIGEST_SHOWN])
        for each in talk.campaign.publications
    ]
    body = "\n".join(listed) or words.NO_SUCH_PUBLICATION
    rows = _seen_before(talk) or helping.way_on(talk)
    talk.show(Message(title=words.PUBLISHED_TITLE, body=body, buttons=rows))


def _day(publication: Publication) -> str:
    return date(local_day(datetime.fromisoformat(publication.at)))


def _seen_before(talk: Talk) -> tuple[tuple[Button, ...], ...]:
    """What each publication after the first of its round has changed."""
    again = _repeats(talk.campaign)[-3:]
    row = tuple(button(words.SEE_CHANGES.format(number=p.number), "pbsee", str(p.number)) for p in again)
    return (row,) if row else ()


def _repeats(campaign: Campaign) -> list[Publication]:
    """Publications that have one of the same round before them."""
    return [later for first, later in pairwise(campaign.publications) if first.period == later.period]


def _blocks(talk: Talk, found: Iterable[Placing]) -> list[str]:
    """Each block with its first places; units that are not ranked; units without a result."""
    told, rows = [], list(found)
    for block in dict.fromkeys(each.block for each in rows):
        ranked = [each for each in rows if each.block == block and each.rank]
        first = [_first(talk, each) for each in ranked if each.rank == 1]
        name = cut(block, 80) or talk.campaign.name
        template = words.PUBLISH_BLOCK if first else words.PUBLISH_BLOCK_NONE
        told.append(template.format(block=name, ranked=len(ranked), first=", ".join(first)))
    below = [each.unit for each in rows if not each.rank and publishing.has_result(each)]
    absent = [each.unit for each in rows if not publishing.has_result(each)]
    for units, template in ((below, words.PUBLISH_UNRANKED), (absent, words.PUBLISH_NO_RESULT)):
        if units:
            told.append(template.format(count=len(units), units=results.named(talk.campaign, units)))
    return told


def _first(talk: Talk, placing: Placing) -> str:
    unit, level = talk.campaign.units[placing.unit].name, f", {placing.level}" if placing.level else ""
    return words.PUBLISH_FIRST.format(unit=unit, points=results.points(placing.total), level=level)


def _changes(talk: Talk, before: dict[str, Placing], after: Iterable[Placing], number: int) -> list[str]:
    """What is other than in publication ``number``; nothing where that is the first of its round."""
    changed = publishing.changes(before, after) if before else []
    if not changed:
        return []
    lines = [
        words.PUBLISH_CHANGE.format(
            unit=talk.campaign.units[now.unit].name, before=results.outcome(was), after=results.outcome(now)
        )
        for was, now in changed
    ]
    more = len(lines) - results.SHOWN
    cut_off = [words.MORE_LINES.format(count=more)] if more > 0 else []
    return [words.PUBLISH_CHANGES.format(number=number), *lines[: results.SHOWN], *cut_off]


def _see_pressed(talk: Talk, item: str, _version: str, _argument: str) -> None:
    """What one publication changed against the one before."""
    known = {str(each.number) for each in _repeats(talk.campaign)}
    if item not in known:
        talk.show(Message(body=words.NO_SUCH_PUBLICATION, buttons=helping.way_on(talk)))
        return
    number = int(item)
    before = {each.unit: each for each in talk.desk.publication(number - 1)}
    told = _changes(talk, before, talk.desk.publication(number), number - 1)
    body = "\n".join(told) or words.NO_CHANGES.format(number=number)
    talk.show(Message(title=words.SEE_CHANGES.format(number=number), body=body, buttons=helping.way_on(talk)))


# --- the time for appeals ------------------------------------------------------------------------------


def appeal_term(campaign: Campaign, now: Date, calendar: Calendar) -> terms.Due | None:
    """Until when units may appeal if published now, and how that is counted; None: no (further) appeals.

    A later publication opens no new time.
    """
    return None if stages.latest(campaign) else results.appeal_due(campaign.terms, now, calendar)


def facts(
    ground: Ground, at: datetime, term: terms.Due | None
) -> tuple[ResultsPublished, list[StageChanged]]:
    """What is recorded when the placings of the ground are published, and the stages it leads through."""
    campaign, found, now = ground.campaign, publishing.placings(ground), today(at)
    until = term.last_day if term else stages.appeals_until(campaign)
    published = ResultsPublished(
        number=len(campaign.publications) + 1, at=at.isoformat(), digest=publishing.digest(found),
        appeals_until=until.isoformat() if until else "", placings=found,
    )  # fmt: skip
    appeals = until is not None and now <= until
    steps: list[Stage] = ["published"] if campaign.stage == "approved" else []
    if appeals and campaign.stage != "appeals":
        steps.append("appeals")
    if not appeals and campaign.stage == "appeals":
        steps.append("published")
    return published, [StageChanged(stage=stage) for stage in steps]


def _appeals(talk: Talk) -> str:
    now, kept = today(talk.event.at), stages.appeals_until(talk.campaign)
    term = appeal_term(talk.campaign, now, talk.desk.calendar)
    if term is not None:
        return words.PUBLISH_APPEALS.format(day=date(term.last_day), said=term.said)
    if kept is None:
        return words.PUBLISH_NO_APPEALS
    over = now > kept
    return words.PUBLISH_APPEALS_OVER if over else words.PUBLISH_APPEALS_KEPT.format(day=date(kept))


# --- publishing ----------------------------------------------------------------------------------------


def _yes_pressed(talk: Talk, number: str, digest: str, _argument: str) -> None:
    """Publish what was shown; where it has changed since, show it again."""
    current = publishing.digest(publishing.placings(results.ground(talk.desk, talk.campaign)))
    if talk.campaign.stage not in PUBLISHING:
        helping.wrong_stage(talk, "congbo", "pbyes")
    elif (
        not roles.whole(talk)
        or number != str(len(talk.campaign.publications) + 1)
        or stages.obstacles(stages.PUBLISHABLE, results.view(talk))
    ):
        offer(talk)
    elif digest != current[:DIGEST_SHOWN]:
        _preview(talk, words.PUBLISH_CHANGED)
    else:
        _publish(talk)


def _publish(talk: Talk) -> None:
    before = talk.campaign.placings
    term = appeal_term(talk.campaign, today(talk.event.at), talk.desk.calendar)
    ground = results.ground(talk.desk, talk.campaign)
    published, steps = facts(ground, talk.event.at, term)
    talk.decree(published)
    for step in steps:
        talk.decree(step)
    told = announcing.tell(talk, tuple(talk.campaign.placings), before, term)
    latest = talk.campaign.publications[-1]
    body = words.PUBLISHED.format(number=latest.number, digest=latest.digest[:DIGEST_SHOWN], told=told)
    talk.show(Message(body=body, buttons=helping.way_on(talk)))


PRESSES: dict[str, Press] = roles.only_for(("administrator",), {"pbyes": _yes_pressed, "pbsee": _see_pressed})
