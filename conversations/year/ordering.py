"""What the command line did: looked at once more, recorded, and said to whoever would have heard of it from
the chat.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from conversations.events import OPERATOR, Ordered, OvertakenError
from conversations.outcome import advancing, results, ruling, stages, upholding
from conversations.review import recalling
from conversations.review.dossiers import Dossier
from conversations.talk import Talk
from conversations.year import round_plans, rounds
from criteria.due import Period
from scoring import publishing
from scoring.facts import AppealRuled, Fact, ResultsPublished, ReturnRecalled, RoundOpened, StageChanged

# --- as it stands now ----------------------------------------------------------------------------------


def check(event: Ordered, since: Iterable[tuple[str, str]]) -> None:
    """Raises OvertakenError where one of the facts recorded since the order was worked out (subject and kind
    of each) is about a unit that it is about, or turned over the whole campaign.
    """
    units, moved = {unit for unit, _ in event.acts if unit}, sorted(since)
    if any(kind in _TURNING for _, kind in moved):
        raise OvertakenError("the campaign")
    withdrawn = any(fact.kind == "invitation_withdrawn" for _, fact in event.acts)
    if withdrawn and any(kind == "invitation_accepted" for _, kind in moved):
        raise OvertakenError("an invitation")
    figures = all(fact.kind == "figures_supplied" for _, fact in event.acts)
    found = [unit for unit, kind in moved if unit in units and not (figures and kind in _FILLING)]
    if found:
        raise OvertakenError(", ".join(dict.fromkeys(found)))


_TURNING = frozenset((
    "campaign_created", "round_opened", "stage_changed", "units_imported", "results_published", "terms_set",
    "deadline_set", "role_given", "role_revoked", "invitation_withdrawn",
))  # fmt: skip
"""Kinds of facts after which nothing that was worked out before them holds: rare, and about everybody."""
_FILLING = frozenset((
    "answer_given", "explanation_given", "evidence_attached", "evidence_removed", "remark_given",
))  # fmt: skip
"""What a unit fills in. The authority's figures rest on none of it: units go on while they are recorded."""


def _check_whole(talk: Talk, fact: Fact) -> None:
    """What rests on all units is looked at as it stands now; raises OvertakenError."""
    if isinstance(fact, StageChanged):
        step = stages.find(talk.campaign.stage, fact.stage)
        blocked = step is None or bool(stages.obstacles(step.checks, results.view(talk)))
    elif isinstance(fact, RoundOpened):
        blocked = bool(_plan(talk, fact).obstacle)
    elif isinstance(fact, ResultsPublished):
        found = publishing.placings(results.ground(talk.desk, talk.campaign))
        blocked = publishing.digest(found) != fact.digest
    else:
        return
    if blocked:
        raise OvertakenError("a unit")


# --- recording -----------------------------------------------------------------------------------------


def ordered(talk: Talk, event: Ordered) -> None:
    """Every fact in its order; raises OvertakenError where something that was ``seen`` is so no more."""
    talk.move(person=OPERATOR)
    for subject, fact in event.acts:
        if event.seen is not None:
            _check_whole(talk, fact)
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
    rounds.begun(talk, _plan(talk, fact), fact)


def _plan(talk: Talk, fact: RoundOpened) -> round_plans.Plan:
    known = talk.desk.standings().values()
    return round_plans.plan(talk.campaign, talk.desk.whole, Period.of(fact.period), known)


def _ruled(talk: Talk, unit: str, fact: AppealRuled) -> None:
    dossier = Dossier(talk, talk.campaign.units[unit])
    if fact.upheld:
        upholding.upheld(talk, dossier, fact)
    else:
        ruling.dismissed(talk, dossier, fact)


def _recalled(talk: Talk, unit: str, fact: ReturnRecalled) -> None:
    recalling.recalled(talk, unit, fact)


TOLD: Final[dict[str, Callable[[Talk, str, Any], None]]] = {
    "stage_changed": _moved,
    "round_opened": _begun,
    "appeal_ruled": _ruled,
    "return_recalled": _recalled,
}
"""What somebody hears of, by the kind of fact. Results are told by the clock, dates by the reminders."""
