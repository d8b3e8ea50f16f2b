"""Whether a deadline can be extended now, until which day, and which days to offer."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - beside fields of that name

from conversations.phrases import administrator
from conversations.phrases import reminders as words
from conversations.phrases.common import dated, today
from conversations.talk import Talk
from conversations.year import deadlines
from criteria.vietnamese import date
from scoring.campaigns import Campaign
from scoring.values import WORKED_ON

OFFERED = (3, 5, 10)  # working days after the campaign's deadline


def not_now(campaign: Campaign) -> str:
    """Why nothing can be extended now; empty where something can."""
    if campaign.stage not in WORKED_ON:
        return words.EXTEND_STAGE.format(stage=administrator.STAGES[campaign.stage])
    return "" if campaign.deadline else words.EXTEND_NO_DEADLINE


def refusal(talk: Talk, day: Date) -> str:
    """Why that day cannot be the end of an extension; empty where it can."""
    why = deadlines.trouble(talk.campaign, day, today(talk.desk.now))
    said = {"day": dated(day), "deadline": date(deadline(talk.campaign)), "example": example(talk)}
    return words.EXTEND_TROUBLE[why].format(**said) if why else ""


def offered(talk: Talk) -> list[Date]:
    """Days to choose from: some working days after the deadline, or after today where it is over."""
    start = max(deadline(talk.campaign), today(talk.desk.now))
    return [talk.desk.calendar.add_working(start, count) for count in OFFERED]


def example(talk: Talk) -> str:
    """One of them, as it may be typed."""
    return date(offered(talk)[1])


def deadline(campaign: Campaign) -> Date:
    """The campaign's own; there is one (``not_now``)."""
    return Date.fromisoformat(campaign.deadline[:10])
