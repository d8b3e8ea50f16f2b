"""The campaign at a glance, with everything that can be done to it."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - beside the words for days

from conversations import roles
from conversations.administration import issuing, noting, overseeing
from conversations.messages import Button, Message
from conversations.outcome import stages
from conversations.phrases import administrator as words
from conversations.phrases import common, results, rounds
from conversations.talk import Talk, button, primary
from conversations.year import deadlines
from criteria.due import Period
from scoring.facts import Stage
from scoring.values import SETTLED

Row = tuple[Button, ...]
DATED: tuple[Stage, ...] = ("preparing", "open")
"""Stages in which a deadline means something."""
_BACK: dict[Stage, str] = {
    "open": words.REOPEN,
    "verifying": words.BACK_TO_VERIFYING,
    "approved": words.BACK_TO_APPROVED,
    "published": words.BACK_TO_PUBLISHED,
}


def show(talk: Talk, *leads: str) -> None:
    """The card, with what has just happened above it."""
    campaign, criteria = talk.campaign, talk.criteria
    example = deadlines.example(talk)
    lead = "\n".join(line for line in leads if line)
    body = [
        f"{lead}\n" if lead else "",
        words.CARD_SET.format(
            title=criteria.title, version=campaign.set_version, digest=campaign.set_digest[:12]
        ),
        rounds.RUNNING.format(period=Period.of(campaign.period).name) if campaign.period else "",
        words.CARD_STAGE.format(stage=words.STAGES[campaign.stage]),
        _deadline(talk) or words.CARD_NO_DEADLINE,
        *_terms(talk),
        *_people(talk),
        words.CARD_DEADLINE_HOW.format(example=example)
        if campaign.stage in DATED and roles.whole(talk)
        else "",
        words.CARD_NEW_HOW if campaign.stage == "closed" else "",
    ]
    talk.show(
        Message(
            title=campaign.name, body="\n".join(line for line in body if line), buttons=_card_buttons(talk)
        )
    )


def _people(talk: Talk) -> list[str]:
    count = len(talk.campaign.units)
    if not count:
        return [words.CARD_NO_UNITS]
    states = overseeing.state_counts(talk.desk.standings().values())
    waiting = sum(1 for each in talk.campaign.invitations.values() if not each.used_by)
    return [
        words.CARD_UNITS.format(count=count, states=states),
        words.CARD_PEOPLE.format(
            joined=count - len(issuing.unjoined(talk)),
            count=count,
            waiting=waiting,
            reviewers=len(talk.campaign.reviewers()),
        ),
    ]


def _card_buttons(talk: Talk) -> tuple[Row, ...]:
    stage, has_units = talk.campaign.stage, bool(talk.campaign.units)
    load = (button if has_units else primary)(words.LOAD_UNITS, "adload")
    over = stage in SETTLED
    count = noting.count(talk)
    notes = (button(results.FINDINGS.format(count=count), "adnote"),) if count else ()
    rows = (
        _moves(talk) if roles.whole(talk) else (),
        () if over else (load, button(words.INVITE, "cmd", "moi")),
        (button(words.PROGRESS, "cmd", "tiendo"), button(words.RANKING, "cmd", "xephang")),
        (button(words.EXPORT, "cmd", "xuat"), button(words.TIMETABLE, "cmd", "lich"), *notes),
        (button(rounds.NEXT, "cmd", "mokymoi"),) if _has_next_round(talk) else (),
    )
    return tuple(row for row in rows if row)


def _has_next_round(talk: Talk) -> bool:
    return bool(talk.campaign.period) and talk.campaign.stage != "preparing" and roles.whole(talk)


def _moves(talk: Talk) -> Row:
    """A button for each step from here; what a command does is done there."""
    stage, found = talk.campaign.stage, dict[str, Button]()
    for step in stages.from_(stage):
        if step.back:
            found[step.after] = button(_BACK[step.after], "adask", step.after)
        elif step.command == "kydanhgia":
            opening = primary if talk.campaign.units else button
            found[step.after] = opening(words.OPEN, "adstage", step.after, stage)
        else:
            label = words.CLOSE if step.after == "closed" else words.STEPS[step.command]
            found.setdefault(f"{step.command} {label}", button(label, "cmd", step.command))
    return tuple(found.values())


def _terms(talk: Talk) -> list[str]:
    """What was settled for the campaign beside its dates."""
    terms = talk.campaign.terms
    counting = words.CARD_COUNTING[terms.counting]
    appeals = words.CARD_APPEALS.format(days=terms.appeal_days, counting=counting)
    return [
        words.CARD_AGENCY.format(name=terms.agency) if terms.agency else "",
        words.CARD_SIGN_OFF if terms.sign_off else "",
        appeals if terms.appeal_days else words.CARD_NO_APPEALS,
    ]


def _deadline(talk: Talk) -> str:
    """The deadline, and how long it still is while somebody works towards it."""
    until = talk.campaign.deadline
    if until and talk.campaign.stage in SETTLED:
        return words.CARD_DEADLINE_WAS.format(day=words.day(Date.fromisoformat(until[:10])))
    return common.deadline(until, talk.desk.now, talk.desk.calendar)
