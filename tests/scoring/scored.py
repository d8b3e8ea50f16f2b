"""Scores a claim and computes its printed derivation again, on the way."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from criteria.schema import Criterion
from criteria.vietnamese import half_up
from scoring.facts import Claim
from scoring.rules import Peers, Score, score
from tests.scoring.second_evaluator import computed, said


def scored(item: Criterion, *chosen: str, peers: Peers | None = None, **values: str) -> Score:
    result = score(item, Claim(values=values, chosen=chosen), peers or Peers())
    if result.points is not None:
        assert 0 <= result.points <= item.max
        assert half_up(computed(result.derivation), 2) == half_up(result.points, 2), result.derivation
        assert said(result.derivation) == half_up(result.points, 2), result.derivation
    return result


def both(result: Score) -> Any:
    """Points and flags."""
    return result.points, result.flags


def points(item: Criterion, *chosen: str, **values: str) -> Fraction:
    result = scored(item, *chosen, peers=None, **values)
    assert result.points is not None
    return result.points
