"""The stages of a campaign as one table: which steps there are, what must hold, and what stands in the way.

The chat and the command line read the same table; each puts an obstacle into its own words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date as Date  # noqa: N812 - beside the words for days
from typing import Literal, NamedTuple

from scoring import publishing
from scoring.campaigns import Campaign, Publication
from scoring.facts import Record, Stage
from scoring.publishing import Ground

What = Literal[
    "no_units", "none_submitted", "under_review", "returned", "not_approved", "unsettled", "appeals",
    "appeals_running", "unpublished",
]  # fmt: skip


class Obstacle(Record):
    """Why a step cannot be made now: units in the way, each with its criteria, or the day to wait for."""

    what: What
    units: tuple[tuple[str, tuple[str, ...]], ...] = ()
    day: Date | None = None


class View(NamedTuple):
    """What checks look at."""

    ground: Ground
    today: Date


Check = Callable[[View], Obstacle | None]

# --- checks --------------------------------------------------------------------------------------------


def has_units(view: View) -> Obstacle | None:
    """There is somebody to answer."""
    return None if view.ground.campaign.units else Obstacle(what="no_units")


def some_submitted(view: View) -> Obstacle | None:
    """Somebody has handed in."""
    there = any(view.ground.rows[code].handed_in for code in _codes(view))
    return None if there else Obstacle(what="none_submitted")


def reviewed(view: View) -> Obstacle | None:
    """No submission waits for its review."""
    return _units("under_review", _in_states(view, "submitted", "reviewing"))


def corrected(view: View) -> Obstacle | None:
    """No submission waits for the unit's correction (or for its leader's signature under one)."""
    rows = view.ground.rows
    return _units("returned", (c for c in _in_states(view, "returned", "signing") if rows[c].handed_in))


def approved(view: View) -> Obstacle | None:
    """Every verified submission is approved."""
    return _units("not_approved", _in_states(view, "verified"))


def settled(view: View) -> Obstacle | None:
    """Points can be stated for every criterion of every unit."""
    counted = publishing.counted(view.ground)
    open_ = tuple((code, each.unsettled) for code, each in counted.items() if each.unsettled)
    return Obstacle(what="unsettled", units=open_) if open_ else None


def ruled(view: View) -> Obstacle | None:
    """No appeal waits for its ruling."""
    rows = view.ground.rows
    waiting = tuple((code, rows[code].appeals) for code in _codes(view) if rows[code].appeals)
    return Obstacle(what="appeals", units=waiting) if waiting else None


def appeals_over(view: View) -> Obstacle | None:
    """The time for appeals is over."""
    until = appeals_until(view.ground.campaign)
    return Obstacle(what="appeals_running", day=until) if until and view.today <= until else None


def republished(view: View) -> Obstacle | None:
    """What is published is what stands."""
    known = latest(view.ground.campaign)
    same = known is None or known.digest == publishing.digest(publishing.placings(view.ground))
    return None if same else Obstacle(what="unpublished")


def latest(campaign: Campaign) -> Publication | None:
    """The latest publication of the running round."""
    return campaign.publications[-1] if campaign.placings else None


def repeated(campaign: Campaign, digest: str) -> Publication | None:
    """The latest publication, where publishing results of this digest would only repeat it. After a step back
    it would not: publishing is the way forward then, even where nothing has changed.
    """
    known = latest(campaign)
    same = known is not None and known.digest == digest
    return known if same and campaign.stage != "approved" else None


def appeals_until(campaign: Campaign) -> Date | None:
    """The last day on which units may appeal; None where nothing is published, or no appeals are taken."""
    known = latest(campaign)
    return Date.fromisoformat(known.appeals_until) if known and known.appeals_until else None


def _codes(view: View) -> tuple[str, ...]:
    return tuple(code for code in view.ground.campaign.units if code in view.ground.rows)


def _in_states(view: View, *states: str) -> list[str]:
    return [code for code in _codes(view) if view.ground.rows[code].state in states]


def _units(what: What, codes: Iterable[str]) -> Obstacle | None:
    found = tuple((code, ()) for code in codes)
    return Obstacle(what=what, units=found) if found else None


# --- the table -----------------------------------------------------------------------------------------


class Step(NamedTuple):
    """One way from stage to stage. ``command``: where the chat makes it; ``back``: it needs a reason."""

    before: Stage
    after: Stage
    command: str
    checks: tuple[Check, ...] = ()
    back: bool = False


PUBLISHABLE: tuple[Check, ...] = (some_submitted, reviewed, corrected, approved, settled, ruled)
"""What must hold for results to be published, the first time and again."""

STEPS: tuple[Step, ...] = (
    Step("preparing", "open", "kydanhgia", (has_units,)),
    Step("open", "verifying", "khoaso"),
    Step("verifying", "approved", "pheduyet", (some_submitted, reviewed, corrected, approved)),
    Step("approved", "published", "congbo", PUBLISHABLE),
    Step("published", "appeals", "congbo", PUBLISHABLE),
    Step("appeals", "published", "congbo", (*PUBLISHABLE, appeals_over)),
    Step("published", "closed", "khoaso", (ruled, republished)),
    Step("appeals", "closed", "khoaso", (ruled, appeals_over, republished)),
    Step("verifying", "open", "kydanhgia", back=True),
    Step("approved", "verifying", "kydanhgia", back=True),
    Step("published", "approved", "kydanhgia", back=True),
    Step("appeals", "approved", "kydanhgia", (ruled,), back=True),
    Step("closed", "published", "kydanhgia", back=True),
)
"""Every step; only an administrator of the whole campaign makes one."""


def find(before: str, after: str) -> Step | None:
    """The step between two stages, None where there is none."""
    return next((step for step in STEPS if (step.before, step.after) == (before, after)), None)


def from_(stage: Stage) -> tuple[Step, ...]:
    """Every step that begins at a stage."""
    return tuple(step for step in STEPS if step.before == stage)


def obstacles(checks: Iterable[Check], view: View) -> list[Obstacle]:
    """What stands in the way, in the order of the checks."""
    return [found for check in checks if (found := check(view)) is not None]
