"""Scoring a whole block in memory, against the same arithmetic in bare ``Decimal``."""

from __future__ import annotations

import random
import time
from decimal import Decimal

from bench.measuring import Row, interleaved
from criteria import loader
from criteria.schema import CriteriaSet
from scoring.facts import Claim
from scoring.peers import score_block

UNITS, CRITERIA = 3321, 100


def scoring() -> Row:
    """A block of 3,321 units with 100 ratios each, among them 12 that are relative to the block's best."""
    criteria = _hundred_ratios(loader.load("lac-dao-xa"))
    dice = random.Random(1)
    claims = {str(n): {c.id: _claim(c.inputs, dice) for c in criteria.criteria} for n in range(UNITS)}

    def ours() -> float:
        started = time.perf_counter()
        score_block(criteria, claims)
        return time.perf_counter() - started

    def floor() -> float:
        started = time.perf_counter()
        _bare(criteria, claims)
        return time.perf_counter() - started

    a, b = interleaved(ours, floor, 3)
    return Row(f"scoring {UNITS} units × {CRITERIA} ratios in memory", a, b, "s", "≤ 4×, reach 2×")


def _hundred_ratios(known: CriteriaSet) -> CriteriaSet:
    """The ratios of a real set, repeated under other codes."""
    ratios = [c for c in known.criteria if c.rule.kind in ("ratio", "highest") and len(c.inputs) <= 2]
    rows = tuple(
        ratios[n % len(ratios)].model_copy(update={"id": f"{n // 10}.{n}", "code": f"{n // 10}.{n}"})
        for n in range(CRITERIA)
    )
    groups = tuple(
        known.groups[0].model_copy(
            update={"id": str(n), "code": str(n), "criteria": rows[n * 10 : n * 10 + 10]}
        )
        for n in range(CRITERIA // 10)
    )
    own = {name: getattr(known, name) for name in CriteriaSet.model_fields}
    return CriteriaSet.model_construct(**{**own, "groups": groups})


def _claim(inputs: tuple[object, ...], dice: random.Random) -> Claim:
    whole = dice.randint(1, 900)
    figures = (str(dice.randint(0, whole)), str(whole))
    return Claim(values=dict(zip((item.key for item in inputs), figures, strict=False)))  # type: ignore[attr-defined]


def _bare(criteria: CriteriaSet, claims: dict[str, dict[str, Claim]]) -> dict[str, Decimal]:
    """Divide, cap, multiply, add to group and total; then the best of the block and its shares."""
    one, best = Decimal(1), dict[str, Decimal]()
    totals: dict[str, Decimal] = {}
    relative: dict[str, list[tuple[Decimal, str, Decimal]]] = {}
    for unit, own in claims.items():
        groups: dict[str, Decimal] = {}
        for group in criteria.groups:
            added = Decimal(0)
            for criterion in group.criteria:
                top, *rest = own[criterion.id].values.values()
                value = Decimal(top) / Decimal(rest[0]) if rest and rest[0] != "0" else Decimal(top)
                most = Decimal(criterion.max.numerator)
                if criterion.relative:
                    best[criterion.id] = max(best.get(criterion.id, value), value)
                    relative.setdefault(unit, []).append((value, criterion.id, most))
                else:
                    added += min(value, one) * most
            groups[group.id] = added
        totals[unit] = sum(groups.values(), Decimal(0))
    for unit, values in relative.items():
        totals[unit] += sum(
            (value / best[key] * most for value, key, most in values if best[key]), Decimal(0)
        )
    return totals
