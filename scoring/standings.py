"""What others need of a unit without its dossier: one small row, enough for queue, progress and ranking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from criteria.schema import CriteriaSet
from scoring.claims import ZERO
from scoring.peers import extremes
from scoring.records import State, Submission
from scoring.review import unreviewed, warnings, without_evidence
from scoring.rules import ALONE, Peers, best_points, relative_points
from scoring.sheet import Sheet, self_sheet, verified_sheet


@dataclass(frozen=True, slots=True)
class Partial:
    """A total split in what is certain and what depends on the block: ``relative`` by criterion id, and
    ``best`` for the criteria whose best points go to units to which they do not apply (``absent``).
    """

    fixed: Fraction = ZERO
    relative: Mapping[str, Fraction] = field(default_factory=dict)
    best: Mapping[str, Fraction] = field(default_factory=dict)
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit in the overview. Counts are criteria; ``claimed`` are the own points of each criterion in
    the set's order, once it is handed in (drafts are nobody else's business).
    """

    unit: str
    state: State = "drafting"
    answered: int = 0
    unproven: int = 0
    waiting: int = 0
    warned: int = 0
    submitted_at: str = ""
    own: Partial = Partial()
    verified: Partial = Partial()
    claimed: tuple[Fraction | None, ...] = ()


def standing(criteria: CriteriaSet, record: Submission, own: Sheet | None = None) -> Standing:
    """The row of one submission; ``own`` is its own sheet without peers, where it is at hand."""
    mine = own or self_sheet(criteria, record)
    return Standing(
        record.unit, record.state, mine.answered,
        len(without_evidence(criteria, record)),
        len(unreviewed(criteria, record)),
        len(warnings(criteria, record, mine.scores)),
        record.submitted_at,
        _partial(criteria, mine),
        _partial(criteria, verified_sheet(criteria, record) if record.verdicts or record.supplied else mine),
        () if record.state == "drafting" else tuple(mine.scores[c.id].points for c in criteria.criteria),
    )  # fmt: skip


def _partial(criteria: CriteriaSet, sheet: Sheet) -> Partial:
    relative = {
        k: v for k, v in sheet.relative.items() if sheet.scores[k].state in ("provisional", "undetermined")
    }
    best, absent = {}, []
    for criterion in criteria.criteria:
        means = criterion.not_applicable
        if means is not None and means.gives == "best_peer":
            result = sheet.scores[criterion.id]
            if result.state == "not_applicable":
                absent.append(criterion.id)
            elif result.points is not None:
                best[criterion.id] = result.points
    fixed = sheet.total - sum((sheet.scores[key].counted for key in relative), ZERO)
    return Partial(fixed, relative, best, tuple(absent))


REVIEWED: tuple[State, ...] = ("verified", "approved")
"""States in which the verified score stands."""
ANSWERING = ("preparing", "open")
"""Stages in which drafts still count, provisionally."""


def comparable(state: State, stage: str, *, verified: bool) -> bool:
    """Whether a unit's figures are compared with others': a draft's only while units are answering."""
    return state != "drafting" or (not verified and stage in ANSWERING)


def counted(row: Standing, stage: str) -> tuple[Partial, bool]:
    """What a unit is ranked by, and whether that is its verified score: before its review is finished the
    self-score counts, and after the time for answers what was never submitted counts nothing.
    """
    if row.state in REVIEWED:
        return row.verified, True
    return (row.own if comparable(row.state, stage, verified=False) else Partial()), False


def block_peers(partials: Iterable[Partial], *, closed: bool = False) -> Peers:
    """What the block knows of itself from its rows."""
    rows = list(partials)
    peers = extremes((row.relative for row in rows), closed=closed)
    best: dict[str, Fraction] = {}
    for row in rows:
        for key, points in row.best.items():
            best[key] = max(best.get(key, points), points)
    return Peers(peers.highest, peers.lowest, best, closed)


def total(criteria: CriteriaSet, row: Partial, peers: Peers = ALONE) -> Fraction:
    """The exact total of a row among its peers."""
    relative = sum(
        (relative_points(criteria.by_id[key], value, peers) or ZERO for key, value in row.relative.items()),
        ZERO,
    )
    given = (best_points(criteria.by_id[key], peers) or ZERO for key in row.absent)
    return row.fixed + relative + sum(given, ZERO)
