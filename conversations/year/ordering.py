"""What the command line did: recorded, and said to whoever would have heard of it from the chat."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from conversations.events import Ordered
from conversations.outcome import advancing, ruling, stages, upholding
from conversations.review import recalling
from conversations.review.dossiers import Dossier
from conversations.talk import Talk
from conversations.year import round_plans, rounds
from criteria.due import Period
from scoring import review
from scoring.facts import AppealRuled, ReturnRecalled, RoundOpened, StageChanged

TERMINAL: Final = "cli"
"""Who stands in the journal as the one who did it."""


def ordered(talk: Talk, event: Ordered) -> None:
    """Every fact in its order."""
    talk.move(person=TERMINAL)
    for subject, fact in event.acts:
        TOLD.get(fact.kind, _plainly)(talk, subject, fact)


def _plainly(talk: Talk, subject: str, fact: Any) -> None:
    """Nobody has to hear of it."""
    if subject:
        talk.record(fact, subject)
    else:
        talk.decree(fact)


def _moved(talk: Talk, _subject: str, fact: StageChanged) -> None:
    step = stages.find(talk.campaign.stage, fact.stage)
    if step is None:
        talk.decree(fact)
    else:
        advancing.moved(talk, step, fact)


def _begun(talk: Talk, _subject: str, fact: RoundOpened) -> None:
    period, known = Period.of(fact.period), talk.desk.standings().values()
    rounds.begun(talk, round_plans.plan(talk.campaign, talk.desk.whole, period, known), fact)


def _ruled(talk: Talk, unit: str, fact: AppealRuled) -> None:
    dossier = Dossier(talk, talk.campaign.units[unit])
    if fact.upheld:
        upholding.upheld(talk, dossier, fact)
    else:
        ruling.dismissed(talk, dossier, fact)


def _recalled(talk: Talk, unit: str, fact: ReturnRecalled) -> None:
    """As it stands now: the unit may have handed in, or corrected more, since the command line looked."""
    if review.may_recall(talk.submission(unit)):
        recalling.recalled(talk, unit, recalling.fact(talk, unit, fact.reason))


TOLD: Final[dict[str, Callable[[Talk, str, Any], None]]] = {
    "stage_changed": _moved,
    "round_opened": _begun,
    "appeal_ruled": _ruled,
    "return_recalled": _recalled,
}
"""What somebody hears of, by the kind of fact. Results are told by the clock, dates by the reminders."""
