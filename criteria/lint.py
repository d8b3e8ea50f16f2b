"""Reads a criteria set as a sceptical jurist would; every finding is gone or has a ruling in the set's file.

Codes are stable; ``docs/criteria-lint.md`` explains each. A check sees a set, yields where and what, and
decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from criteria import lint_print, lint_rows, lint_rules, lint_scales
from criteria.examples import Example
from criteria.findings import Check, Desk, Finding
from criteria.schema import CriteriaSet

STALE: Final = "stale-ruling"

CHECKS: Final[dict[str, Check]] = {
    "group-sum": lint_rows.group_sum,
    "heading-sum": lint_rows.heading_sum,
    "part-sum": lint_rows.part_sum,
    "set-sum": lint_rows.set_sum,
    "caption-count": lint_rows.caption_count,
    "duplicate-code": lint_rows.duplicate_code,
    "code-jump": lint_rows.code_jump,
    "lost-rows": lint_rows.lost_rows,
    "restored-value": lint_rows.restored_value,
    "tier-hole": lint_scales.tier_hole,
    "tier-end": lint_scales.tier_end,
    "tier-overlap": lint_scales.tier_overlap,
    "tier-unreachable": lint_scales.tier_unreachable,
    "no-full-score": lint_rules.no_full_score,
    "over-max": lint_rules.over_max,
    "factor-max": lint_rules.factor_max,
    "points-for-nothing": lint_rules.points_for_nothing,
    "unused-input": lint_rules.unused_input,
    "peer-without-block": lint_rules.peer_without_block,
    "no-print": lint_print.no_print,
    "quote-not-in-print": lint_print.quote_not_in_print,
    "name-not-in-print": lint_print.name_not_in_print,
    "column-not-in-print": lint_print.column_not_in_print,
    "no-quote": lint_print.no_quote,
    "no-evidence": lint_print.no_evidence,
    "no-example": lint_print.no_example,
    "unknown-example": lint_print.unknown_example,
    "mixed-decimal-marks": lint_print.mixed_decimal_marks,
    "impossible-date": lint_print.impossible_date,
}


def lint(
    criteria_set: CriteriaSet, decision_text: str = "", examples: Sequence[Example] = ()
) -> list[Finding]:
    """All findings: in the order of the table, then of the print; rulings without a finding last."""
    rulings = {(item.code, item.where): item.ruling for item in criteria_set.findings}
    findings = [
        Finding(
            code, criteria_set.id, where, message, (code, where) in rulings, rulings.get((code, where), "")
        )
        for code, where, message in _found(Desk(criteria_set, decision_text, examples))
    ]
    met = {(finding.code, finding.where) for finding in findings}
    stale = [
        Finding(STALE, criteria_set.id, f"{code} {where}", f"kết luận không còn phát hiện nào: “{ruling}”")
        for (code, where), ruling in rulings.items()
        if (code, where) not in met
    ]
    return findings + stale


def _found(desk: Desk) -> Iterator[tuple[str, str, str]]:
    for code, check in CHECKS.items():
        for where, message in check(desk):
            yield code, where, message
