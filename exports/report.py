"""The one view-model of everything that is handed up: what a document shows, before it has a form.

Points are exact fractions; whoever writes them rounds half-up to ``places``. Builders take what is on
record and the time; they ask nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from criteria.schema import CriteriaSet
from exports import wording
from exports.figures import Evidence, Figure
from exports.forms import Form
from scoring.campaigns import Campaign
from scoring.records import Outcome, State
from scoring.rules import Flag


@dataclass(frozen=True, slots=True)
class Source:
    """Which campaign and round of it, by which criteria set, exactly which text of it, and when the document
    was made; ``head``: the code of the journal's last row then (``1234-ab12cd34ef56``); ``cited``: the
    decision as a letter names it. ``authority`` assesses, ``issuer`` issued the decision.
    """

    campaign: str
    set_id: str
    title: str
    version: str
    digest: str
    authority: str
    issuer: str
    decision: str
    places: int
    max: Fraction
    at: datetime
    head: str = ""
    cited: str = ""
    number: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class InfoLine:
    """One line of the general information (thông tin chung)."""

    code: str
    section: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One criterion of one unit, by the ``id`` that the chat uses. ``printed`` (its number), ``method``,
    ``asked`` (evidence), ``due``, ``data_source`` and ``verifier`` are the words of the print.

    ``own`` is None where no points can be stated, ``verified`` until it is
    reviewed; ``verified_figures`` are set where the reviewer put other figures. ``unproven``: evidence is
    owed, and there is none.
    """

    id: str
    heading: str
    name: str
    max: Fraction
    figures: tuple[Figure, ...]
    verified_figures: tuple[Figure, ...]
    own: Fraction | None
    verified: Fraction | None
    outcome: Outcome | None
    reason: str
    evidence: tuple[Evidence, ...]
    explanation: str
    own_derivation: str
    verified_derivation: str
    flags: tuple[Flag, ...]
    provisional: bool
    answered: bool
    unproven: bool = False
    printed: str = ""
    method: str = ""
    asked: str = ""
    due: str = ""
    data_source: str = ""
    verifier: str = ""


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group with its criteria. ``verified`` is None until the unit's review is finished; ``headings``: the
    maxima that the print has for headings above rows; ``id``: what the group is known by in the set.
    """

    code: str
    name: str
    max: Fraction
    own: Fraction
    verified: Fraction | None
    criteria: tuple[CriterionLine, ...]
    id: str = ""
    part: str = ""
    headings: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PartLine:
    """A caption above groups; ``max`` is None where the print has none."""

    code: str
    name: str
    max: Fraction | None


@dataclass(frozen=True, slots=True)
class UnitReport:
    """One unit's form. ``max`` is what the unit could reach: criteria out of the base are taken off;
    ``remarks``: what it says of its difficulties and proposes, by topic; ``asks_evidence``: of the unit
    itself, for any criterion.
    """

    source: Source
    code: str
    name: str
    block: str
    state: State
    submitted_at: str
    digest: str
    info: tuple[InfoLine, ...]
    groups: tuple[GroupLine, ...]
    max: Fraction
    own: Fraction
    verified: Fraction | None
    answered: int
    asked: int
    form: Form
    parts: tuple[PartLine, ...] = ()
    handed_in: bool = True
    remarks: Mapping[str, str] = field(default_factory=dict)
    asks_evidence: bool = True

    @property
    def criteria(self) -> Iterator[CriterionLine]:
        """All criteria in printed order."""
        return (line for group in self.groups for line in group.criteria)


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """One invitation, as it is handed to the invited person."""

    unit: str
    unit_name: str
    role: str
    person: str
    code: str
    link: str
    expires: date


def source(campaign: Campaign, criteria: CriteriaSet, at: datetime) -> Source:
    decision = criteria.decision
    return Source(
        campaign=campaign.round_name,
        set_id=criteria.id,
        title=criteria.title,
        version=criteria.version,
        digest=criteria.digest,
        authority=campaign.terms.agency or decision.authority,
        issuer=decision.authority,
        decision=f"{decision.title}; số {decision.number}, {decision.date}",
        places=criteria.rounding.places,
        max=criteria.declared_max,
        at=at,
        cited=wording.cited(decision),
        number=decision.number,
        date=decision.date,
    )
