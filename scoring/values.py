"""What facts are made of: claims, evidence, units, who may do what where, and what each stage is for."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

Stage = Literal["preparing", "open", "verifying", "approved", "published", "appeals", "closed"]
WORKED_ON: Final[tuple[Stage, ...]] = ("open", "verifying")
"""Stages in which units and reviewers work on dossiers, so that there is something to wait for."""
APPROVING: Final[tuple[Stage, ...]] = ("open", "verifying", "approved")
"""Stages in which dossiers are approved, and approvals taken back."""
SETTLED: Final[tuple[Stage, ...]] = ("approved", "published", "appeals", "closed")
"""Stages in which no unit, person or figure can be added any more, so that relative points are final."""
PUBLISHING: Final[tuple[Stage, ...]] = ("approved", "published", "appeals")
"""Stages in which results can be published, for the first time or again."""
PUBLISHED: Final[tuple[Stage, ...]] = ("published", "appeals", "closed")
"""Stages in which results are out."""
RULING: Final[tuple[Stage, ...]] = ("published", "appeals")
"""Stages in which appeals are ruled on, and evidence for them is taken."""
REASON: Final = range(10, 1001)
"""How many characters a reason has that stands on record and is read by whom it concerns."""
RoleName = Literal["officer", "leader", "reviewer", "administrator", "observer"]
Topic = Literal["difficulties", "proposals"]
"""What a unit is asked besides figures, for its report: its difficulties, and what it proposes."""


class Record(BaseModel):
    """Frozen, closed, compared by value."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Claim(Record):
    """What is claimed for one item: figures by input key, chosen options, or why it does not apply."""

    values: dict[str, str] = {}
    chosen: tuple[str, ...] = ()
    not_applicable: str = ""


class Evidence(Record):
    """One piece of evidence: a stored file (``sha256``) or a link (``url``)."""

    id: str
    kind: Literal["file", "photo", "link"]
    name: str
    sha256: str = ""
    mime: str = ""
    size: int = 0
    url: str = ""
    caption: str = ""


class Unit(Record):
    """A scored unit: commune, district or department. ``block`` (khối) is where it is ranked, ``parent``
    the body that verifies and approves it (empty: the authority itself).
    """

    code: str
    name: str
    block: str = ""
    parent: str = ""


class Body(Record):
    """A body between the authority and its units that is not scored itself (a district of communes)."""

    code: str
    name: str
    parent: str = ""


class Scope(Record):
    """What a role is limited to; what is empty does not limit. ``criteria``: a co-verifying body, or a
    colleague to whom single criteria were handed. ``body``: everything below that body.
    """

    blocks: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    body: str = ""


class Terms(Record):
    """What an authority settles for a campaign beside the criteria.

    ``sign_off``: the unit's leader signs before it counts as submitted. ``appeal_days``: how long after the
    publication a unit may appeal (``counting`` says which days), 0: no appeals. ``remind_before``: working
    days before the deadline on which those who owe something hear of it; 0 is the day itself. ``agency``: who
    assesses, as papers name it; empty: who issued the decision.
    """

    sign_off: bool = False
    appeal_days: int = 0
    counting: Literal["working", "calendar"] = "working"
    remind_before: tuple[int, ...] = (7, 3, 1, 0)
    agency: str = ""


class Placing(Record):
    """One unit's published result: exact total, rank in its block (0: not ranked), level, and why that level
    or why no rank.
    """

    unit: str
    block: str = ""
    total: str
    rank: int
    level: str = ""
    why: str = ""
    verified: bool = True
