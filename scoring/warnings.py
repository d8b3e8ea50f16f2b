"""What a reviewer should look at because of what lies beside the submission: the block, the round before,
the same file elsewhere, the authority's own figures. ``review`` has the warnings of a submission alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from criteria.formula import ZeroDenominatorError
from criteria.schema import CriteriaSet, Criterion
from scoring.blocks import Block
from scoring.claims import figure
from scoring.facts import Claim, Evidence
from scoring.records import Submission

Sign = Literal["outside_block", "jump", "same_file", "differs", "question_open"]
Uses = Mapping[str, tuple[tuple[str, str], ...]]
"""Other units' criteria (unit, item) that a file is evidence for, by the file's SHA-256."""
JUMP = Fraction(1, 2)
"""Share of the earlier figure by which a figure may change without a question."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a submission is held against. ``earlier`` is the unit's submission of the round before."""

    block: Block
    earlier: Submission | None = None
    uses: Uses = field(default_factory=dict)


def signs(criteria: CriteriaSet, record: Submission, beside: Beside) -> dict[str, list[Sign]]:
    """What deserves a look, by criterion id in printed order; criteria without a sign are left out."""
    found = {criterion.id: _signs(criterion, record, beside) for criterion in criteria.criteria}
    return {item: signs for item, signs in found.items() if signs}


def _signs(criterion: Criterion, record: Submission, beside: Beside) -> list[Sign]:
    item, claim = criterion.id, record.claim(criterion.id)
    checks: tuple[tuple[Sign, bool], ...] = (
        ("outside_block", claim is not None and _outside(item, record.unit, beside.block)),
        ("jump", bool(jumps(criterion, record, beside.earlier))),
        ("same_file", bool(shared(record, item, beside.uses))),
        ("differs", bool(differing(record, item))),
        ("question_open", asked(record, item)),
    )
    return [sign for sign, holds in checks if holds]


def outside_block(criteria: CriteriaSet, unit: str, block: Block) -> int:
    """Criteria whose points are not what is usual in the unit's block, as ``Standing.looks``."""
    return sum(1 << n for n, each in enumerate(criteria.criteria) if _outside(each.id, unit, block))


def _outside(item: str, unit: str, block: Block) -> bool:
    spread, points = block.spread(item), block.points(item).get(unit)
    return spread is not None and points is not None and not spread.usual(points)


def jumps(criterion: Criterion, record: Submission, earlier: Submission | None) -> dict[str, tuple[str, str]]:
    """Figures that changed by more than half of what they were in the round before: (then, now) by key.

    From nothing to something is no jump: there is no share of nothing.
    """
    then = earlier.claim(criterion.id) if earlier is not None else None
    now = record.claim(criterion.id)
    if then is None or now is None:
        return {}
    before, after = _values(then), _values(now)
    counted = [given.key for given in criterion.inputs if given.type != "yes_no"]
    return {
        key: (then.values[key], now.values[key])
        for key in counted
        if key in before and key in after and jumped(before[key], after[key])
    }


def jumped(before: Fraction, now: Fraction) -> bool:
    """Whether a figure is far from what it was in the round before; never where that was nothing."""
    return before != 0 and abs(now - before) > abs(before) * JUMP


def shared(
    record: Submission, item: str, uses: Uses
) -> tuple[tuple[Evidence, tuple[tuple[str, str], ...]], ...]:
    """Files of the criterion that are evidence elsewhere too, each with the other units and criteria."""
    found = []
    for piece in record.evidence.get(item, ()):
        if piece.sha256:
            places = (*_own_uses(record, item, piece.sha256), *uses.get(piece.sha256, ()))
            found += [(piece, places)] if places else []
    return tuple(found)


def _own_uses(record: Submission, item: str, sha256: str) -> list[tuple[str, str]]:
    return [
        (record.unit, other)
        for other, pieces in record.evidence.items()
        if other != item and any(piece.sha256 == sha256 for piece in pieces)
    ]


def differing(record: Submission, item: str) -> tuple[str, ...]:
    """Keys of figures for which the authority holds another figure than the unit claims."""
    claim, supplied = record.claim(item), record.supplied.get(item)
    if claim is None or supplied is None:
        return ()
    own, known = _values(claim), _values(Claim(values=supplied.values))
    return tuple(key for key in known if key in own and own[key] != known[key])


def asked(record: Submission, item: str) -> bool:
    """Whether the reviewer's last question about the item waits for the unit's answer."""
    questions = record.questions.get(item, ())
    return bool(questions) and not questions[-1].answer


def _values(claim: Claim) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for key, text in claim.values.items():
        try:
            found[key] = figure(text)
        except (ZeroDenominatorError, ValueError):
            continue
    return found
