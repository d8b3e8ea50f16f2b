"""What others need of a unit without its dossier: one small row, enough for queue, progress and ranking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from criteria.schema import CriteriaSet
from scoring.claims import ZERO
from scoring.peers import Comparing
from scoring.records import State, Submission
from scoring.review import REVIEWED, open_appeals, unreviewed, warnings, was_handed_in
from scoring.rules import ALONE, Peers, best_points, relative_points
from scoring.sheet import Sheet, self_sheet, verified_sheet
from scoring.values import SETTLED


@dataclass(frozen=True, slots=True)
class Partial:
    """A total split in what is certain (``groups``, in the set's order) and what depends on the block:
    ``relative`` by criterion id, and ``best`` for the criteria whose best points go to units to which they do
    not apply (``absent``). ``unsettled``: answered criteria for which no points can be stated.
    """

    groups: tuple[Fraction, ...] = ()
    relative: Mapping[str, Fraction] = field(default_factory=dict)
    best: Mapping[str, Fraction] = field(default_factory=dict)
    absent: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()

    @property
    def fixed(self) -> Fraction:
        """What is certain of the total."""
        return sum(self.groups, ZERO)


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit in the overview. Counts are criteria; ``claimed`` are the own points of each criterion in
    the set's order, once it is handed in (drafts are nobody else's business); ``decided`` says in the same
    order whether there is a verdict, None where there is no answer either. ``appeals`` are the
    criteria with an appeal that waits for its ruling. ``looks``, likewise: bit n is 1 where the set's
    criterion n has a warning of its own, what lies beside the dossier left out.
    """

    unit: str
    state: State = "drafting"
    answered: int = 0
    waiting: int = 0
    looks: int = 0
    submitted_at: str = ""
    own: Partial = Partial()
    verified: Partial = Partial()
    claimed: tuple[Fraction | None, ...] = ()
    decided: tuple[bool | None, ...] = ()
    appeals: tuple[str, ...] = ()

    @property
    def warned(self) -> int:
        """How many criteria have a warning of their own."""
        return self.looks.bit_count()

    @property
    def handed_in(self) -> bool:
        """Whether others than the unit may see what it claims."""
        return bool(self.claimed)


def standing(
    criteria: CriteriaSet, record: Submission, own: Sheet | None = None, *, warned: bool = True
) -> Standing:
    """The row of one submission; ``own`` is its own sheet without peers, where it is at hand. ``warned``:
    with what a reviewer should look at, which a ranking does not need.
    """
    mine = own or self_sheet(criteria, record)
    seen = was_handed_in(record)
    found = warnings(criteria, record, mine.scores) if warned and seen else {}
    own_part = partial(criteria, mine)
    return Standing(
        record.unit, record.state, mine.answered, len(unreviewed(criteria, record)),
        sum(1 << n for n, criterion in enumerate(criteria.criteria) if criterion.id in found),
        record.submitted_at,
        own_part,
        partial(criteria, verified_sheet(criteria, record, own=mine)) if reviewed_apart(record) else own_part,
        tuple(mine.scores[c.id].points for c in criteria.criteria) if seen else (),
        tuple(_decided(record, c.id) for c in criteria.criteria) if seen else (),
        open_appeals(criteria, record),
    )  # fmt: skip


def _decided(record: Submission, item: str) -> bool | None:
    return True if item in record.verdicts else False if item in record.answers else None


def reviewed_apart(record: Submission) -> bool:
    """Whether the verified score can be another than the unit's own."""
    return bool(record.verdicts or record.supplied)


def partial(criteria: CriteriaSet, sheet: Sheet) -> Partial:
    """The sheet of a unit without peers, as others need it."""
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
    unsettled = (k for k, each in sheet.scores.items() if each.state == "undetermined" and k not in relative)
    return Partial(_certain(criteria, sheet, relative), relative, best, tuple(absent), tuple(unsettled))


def _certain(criteria: CriteriaSet, sheet: Sheet, relative: Mapping[str, Fraction]) -> tuple[Fraction, ...]:
    """The points of each group without those that depend on the block."""
    certain = dict(sheet.groups)
    for key in relative:
        certain[criteria.group_of(key).id] -= sheet.scores[key].counted
    return tuple(certain[group.id] for group in criteria.groups)


ANSWERING = ("preparing", "open")
"""Stages in which drafts still count, provisionally."""


def comparable(stage: str, *, handed_in: bool, verified: bool) -> bool:
    """Whether a unit's figures are compared with others': what was never handed in only while units are
    answering.
    """
    return handed_in or (not verified and stage in ANSWERING)


def counted(row: Standing, stage: str) -> tuple[Partial, bool]:
    """What a unit is ranked by, and whether that is its verified score: before its review is finished the
    self-score counts, and after the time for answers what was never submitted counts nothing.
    """
    if row.state in REVIEWED:
        return row.verified, True
    compared = comparable(stage, handed_in=row.handed_in, verified=False)
    return (row.own if compared else Partial()), False


def others_peers(others: Iterable[Standing], stage: str, *, verified: bool) -> Peers:
    """What the other units of a block are for one of them: those whose figures are compared."""
    compared = (row for row in others if comparable(stage, handed_in=row.handed_in, verified=verified))
    return block_peers((row.verified if verified else row.own for row in compared), closed=stage in SETTLED)


def block_peers(partials: Iterable[Partial], *, closed: bool = False) -> Peers:
    """What the block knows of itself from its rows."""
    comparing = Comparing()
    for row in partials:
        comparing.take(row.relative, row.best)
    return comparing.peers(closed=closed)


def total(criteria: CriteriaSet, row: Partial, peers: Peers = ALONE) -> Fraction:
    """The exact total of a row among its peers."""
    return row.fixed + sum(_of_block(criteria, row, peers).values(), ZERO)


def group_points(criteria: CriteriaSet, row: Partial, peers: Peers = ALONE) -> dict[str, Fraction]:
    """The exact points of each group of a row among its peers, by group id; they add up to ``total``."""
    given = _of_block(criteria, row, peers)
    found = {}
    for place, group in enumerate(criteria.groups):
        certain = row.groups[place] if row.groups else ZERO
        added = sum((given[c.id] for c in group.criteria if c.id in given), ZERO) if given else ZERO
        found[group.id] = certain + added
    return found


def unsettled(criteria: CriteriaSet, row: Partial, peers: Peers = ALONE) -> tuple[str, ...]:
    """Criteria for which no points can be stated even among the peers, in printed order."""
    lacking = {
        *row.unsettled,
        *(k for k, v in row.relative.items() if relative_points(criteria.by_id[k], v, peers) is None),
        *(k for k in row.absent if best_points(criteria.by_id[k], peers) is None),
    }
    return tuple(c.id for c in criteria.criteria if c.id in lacking) if lacking else ()


def _of_block(criteria: CriteriaSet, row: Partial, peers: Peers) -> dict[str, Fraction]:
    """Points that depend on the block, by criterion id."""
    if not row.relative and not row.absent:
        return {}
    relative = {k: relative_points(criteria.by_id[k], v, peers) or ZERO for k, v in row.relative.items()}
    return {**relative, **{k: best_points(criteria.by_id[k], peers) or ZERO for k in row.absent}}
