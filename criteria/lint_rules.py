"""Checks on rules: maxima, points for nothing, unused figures, comparison without a block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from criteria.findings import Desk, Found
from criteria.formula import Formula, ZeroDenominatorError
from criteria.schema import Checklist, Choice, Criterion, Points, Tiers, Worth
from criteria.vietnamese import fold, number

_ZERO, _ONE = Fraction(0), Fraction(1)


def worths(criterion: Criterion) -> tuple[Worth, ...]:
    """The options, items or rows of the rule; none where it has a formula only."""
    rule = criterion.rule
    if isinstance(rule, Choice):
        return rule.options
    if isinstance(rule, Checklist):
        return rule.items
    return rule.tiers if isinstance(rule, Tiers) else ()


def _given(criterion: Criterion, worth: Worth) -> Fraction | None:
    """Points before they are cut at the maximum; None where they depend on figures."""
    if worth.asks:
        return None
    return worth.points.evaluate({}) if worth.points else _share(worth) * criterion.max


def _share(worth: Worth) -> Fraction:
    return worth.share.evaluate({}) if worth.share else _ZERO


def no_full_score(desk: Desk) -> Found:
    """No option, item or row reaches the maximum."""
    for row in desk.criteria.criteria:
        given = [_given(row, worth) for worth in worths(row)]
        certain = [points for points in given if points is not None]
        if not given or len(certain) < len(given):
            continue
        add_up = isinstance(row.rule, Checklist) and row.rule.take == "sum"
        best = sum(certain, _ZERO) if add_up else max(certain)
        if best < row.max:
            yield row.id, f"điểm tối đa {number(row.max)}, cao nhất đạt được {number(best)}"


def over_max(desk: Desk) -> Found:
    """An option, item or row gives more than the maximum, which cuts it."""
    for row in desk.criteria.criteria:
        for worth in worths(row):
            points = _given(row, worth)
            if points is not None and points > row.max:
                yield row.id, f"“{worth.label}” cho {number(points)} điểm, tối đa {number(row.max)}"


_TIMES = re.compile(r"[*x×]\s*(\d+(?:[.,]\d+)?)(?![\d.,]*\s*[%/\d])")
_RATE = re.compile(r"ty le|a/b")


def factor_max(desk: Desk) -> Found:
    """The print multiplies a ratio by another number than the maximum."""
    for row in desk.criteria.criteria:
        if factor := _factor(row):
            yield row.id, f"cách tính nhân với {number(factor)}, điểm tối đa là {number(row.max)}"


def _factor(row: Criterion) -> Fraction | None:
    """The factor that is not the maximum, None where all is well."""
    if isinstance(row.rule, Points) and (whole := _at_whole(row.rule.formula)) not in (None, row.max):
        return whole
    lines = [line for line in row.quote.splitlines() if _RATE.search(fold(line))]
    printed = [Fraction(times.replace(",", ".")) for line in lines for times in _TIMES.findall(line)]
    return next((factor for factor in printed if factor != row.max), None)


def _at_whole(formula: Formula) -> Fraction | None:
    """What ``5*a/b`` gives where a is all of b; None where the formula is no multiple of such a ratio."""
    parts = formula.fraction()
    if parts is None or not parts[1].source.isidentifier():
        return None
    return formula.evaluate(dict.fromkeys(formula.names, _ONE))


_NOTHING = re.compile(r"(?:chua|khong)\b(?! (?:day du|thuong xuyen|dung|kip thoi|dat|de |xay ra))")


def points_for_nothing(desk: Desk) -> Found:
    """Points for having nothing: an option that says so, or a figure of 0."""
    for row in desk.criteria.criteria:
        for label, formula in _nothings(row):
            points = _at_zero(row, formula)
            if points > 0:
                yield row.id, f"“{label}” vẫn được {number(points)} điểm"


def _nothings(row: Criterion) -> Iterator[tuple[str, Worth | Formula]]:
    rule = row.rule
    if isinstance(rule, Choice):
        yield from ((each.label, each) for each in rule.options if _NOTHING.match(fold(each.label)))
    if isinstance(rule, Tiers):
        yield from ((each.label, each) for each in rule.tiers[::-1] if each.holds(_ZERO))
    if isinstance(rule, Points):
        yield "0", rule.formula


def _at_zero(row: Criterion, worth: Worth | Formula) -> Fraction:
    """Points where every figure is 0."""
    formula = worth if isinstance(worth, Formula) else worth.points or worth.share
    try:
        value = formula.evaluate(dict.fromkeys(row.used, _ZERO)) if formula else _ZERO
    except ZeroDenominatorError:
        return _ZERO
    return value * row.max if isinstance(worth, Worth) and worth.share else value


def unused_input(desk: Desk) -> Found:
    """A figure is asked for and not used by the rule."""
    for row in desk.criteria.criteria:
        for item in row.inputs:
            if item.key not in row.used:
                yield row.id, f"hỏi “{item.label}” ({item.key}) nhưng cách tính không dùng"


def peer_without_block(desk: Desk) -> Found:
    """Points depend on other units, and no ruling says on which ones."""
    ruled = any("khối" in note.ruling for note in desk.criteria.notes)
    for row in desk.criteria.criteria:
        means = row.not_applicable
        compared = row.relative or (means is not None and means.gives == "best_peer")
        if compared and not ruled and not any("khối" in note.ruling for note in row.notes):
            yield row.id, "điểm so với đơn vị khác nhưng không kết luận nào nói so trong khối nào"
