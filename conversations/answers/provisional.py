"""What an officer reads of points that depend on other units: not the others' figures, until published."""

from __future__ import annotations

from fractions import Fraction

from conversations.phrases import common
from conversations.phrases import officer as words
from conversations.talk import Talk
from criteria.schema import Criterion, Highest
from criteria.vietnamese import number, percent
from scoring.rules import Score
from scoring.values import PUBLISHED


def derivation(talk: Talk, criterion: Criterion, result: Score) -> str:
    """How the points follow; where they follow from another unit's figure, without that figure for now."""
    compared = criterion.relative and result.relative is not None and result.points is not None
    if not compared or talk.campaign.stage in PUBLISHED or _highest_itself(talk, criterion, result):
        return result.derivation
    return words.UNPUBLISHED.format(own=_own(criterion, result), points=common.points(result.counted))


def _own(criterion: Criterion, result: Score) -> str:
    """The unit's own figure that is compared: a share as a percentage."""
    value = result.relative or Fraction(0)
    return percent(value) if criterion.over else number(value, 2)


def _highest_itself(talk: Talk, criterion: Criterion, result: Score) -> bool:
    """Whether the unit is compared with nobody's figure but its own."""
    rule, own = criterion.rule, result.relative
    if not isinstance(rule, Highest) or rule.reading == "min_max" or own is None:
        return False
    return talk.peers().highest.get(criterion.id, own) <= own
