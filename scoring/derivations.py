"""How points follow from a claim, in one printed line of steps joined by →.

Whoever reads only the last step ("35 × 421/512 = 28,78 điểm") and computes it gets the same points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from criteria.formula import Formula
from criteria.schema import Checklist, Highest, Ratio, Tier, Tiers, Worth
from criteria.vietnamese import number, percent
from scoring.claims import ONE, ZERO, Case

NO_DENOMINATOR = "Mẫu số bằng 0: chưa xác định được điểm"
NO_PEER = "Chưa có đơn vị nào có số liệu lớn hơn để so sánh"
OUT_OF_BASE = "Không áp dụng: không tính vào tổng điểm tối đa"
NO_BEST = "Không áp dụng: hưởng điểm của đơn vị cao nhất, hiện chưa có"
BY_REVIEWER = "Điểm do người thẩm định quyết định"


def shown(points: Fraction) -> str:
    """Points as people read them."""
    return f"{number(points, 2)} điểm"


def worth(case: Case, gives: Worth, lead: str) -> str:
    """A chosen option or reached tier, with what it gives."""
    points, most, share = case.points(gives), case.criterion.max, gives.share
    if gives.points is not None and gives.points.names:
        return f"{lead} → {points_by(case, gives.points, gives.points.evaluate(case.values))}"
    value = share.evaluate(case.values) if share is not None else ONE
    if share is None or value < 0 or (value in (ZERO, ONE) and not share.names):
        return f"{lead} → {shown(points)}"
    if not share.names:
        return f"{lead} → {exactly(most)} × {share.source.replace('.', ',')} = {shown(points)}"
    times = "1" if value > 1 else factor(case.printed(share))
    return f"{lead} → {exactly(most)} × {times} = {shown(points)}"


def checklist(case: Case, rule: Checklist, worths: list[Fraction]) -> str:
    """How many items hold, and their sum or the best of them."""
    lead = f"{len(worths)}/{len(rule.items)} mục"
    if not worths:
        return f"{lead} → {shown(ZERO)}"
    if len(worths) == 1 and number(worths[0], 2) == exactly(worths[0]) and worths[0] <= case.criterion.max:
        return f"{lead} → {shown(worths[0])}"  # what is rounded is shown exactly before
    if rule.take == "sum":
        terms = " + ".join(exactly(value) for value in worths)
        return capped(f"{lead} → {terms}", sum(worths, ZERO), case.criterion.max)
    terms = "; ".join(exactly(value) for value in worths)
    return f"{lead}, lấy mức cao nhất trong {terms} → {shown(max(worths))}"


def capped(lead: str, raw: Fraction, most: Fraction) -> str:
    """A sum of points, and the maximum where it is above it."""
    if raw > most:
        return f"{lead} = {number(raw)}, tối đa {number(most)} → {shown(most)}"
    return f"{lead} = {shown(raw)}"


def ratio(case: Case, rule: Ratio, points: Fraction) -> str:
    """The ratio, the target or floor that it meets or misses, and the product."""
    value = rule.formula.evaluate(case.values)
    printed, most = case.printed(rule.formula), exactly(case.criterion.max)
    typed = rule.formula.source in case.claim.values  # one figure, shown as it was given
    near = _near(value, (rule.target, rule.floor), percent)
    lead = printed if typed and printed.endswith("%") else f"{printed} = {near}"
    if value < 0:
        return f"{lead} < 0% → {shown(ZERO)}"
    if rule.floor is not None and value < rule.floor:
        return f"{lead} < {percent(rule.floor, 6)} → {shown(ZERO)}"
    target = rule.target if rule.target is not None else ONE
    if value >= target:
        reached = f" ≥ {percent(target, 6)}" if rule.target is not None or value > 1 else ""
        return f"{lead}{reached} → {shown(points)} (điểm tối đa)"
    if rule.target is None:
        return f"{lead} → {most} × {factor(printed)} = {shown(points)}"
    return (
        f"{lead} < {percent(target, 6)} → {most} × {factor(printed)} / {percent(target, 6)} = {shown(points)}"
    )


def unmet(case: Case, requirement: str) -> str:
    """The condition without which no row applies."""
    return f"Không đạt điều kiện “{case.criterion.input(requirement).label}” → {shown(ZERO)}"


def tier(case: Case, rule: Tiers, value: Fraction, reached: Tier | None) -> str:
    """The measured value and the row that it reaches."""
    printed = case.printed(rule.of)
    ends = [end for row in rule.tiers for end in row.ends]
    measured = _near(value, ends, percent if _of_shares(rule) else number)
    lead = printed if printed == measured else f"{printed} = {measured}"
    if len(rule.of.names) == 1 and (unit := case.criterion.input(*rule.of.names).unit):
        lead = f"{lead} {unit}"
    if reached is None:
        return f"{lead}, không thuộc mức nào → {shown(ZERO)}"
    return worth(case, reached, f"{lead}, mức “{reached.label}”")


def _near(value: Fraction, ends: Iterable[Fraction | None], write: Callable[[Fraction, int], str]) -> str:
    """The value with 2 decimals, or as many as it takes not to look like a bound that it misses."""
    missed = [end for end in ends if end is not None and end != value]
    for places in (2, 4, 6, 8):
        text = write(value, places)
        if all(text != write(end, places) for end in missed):
            return text
    return write(value, 12)


def _of_shares(rule: Tiers) -> bool:
    """Whether the scale is one of shares (từ 50% đến dưới 70%), not of counts."""
    ends = [end for tier in rule.tiers for end in tier.ends]
    return all(end <= 1 for end in ends) and any(0 < end < 1 for end in ends)


def points_by(case: Case, formula: Formula, raw: Fraction) -> str:
    """A formula that gives points."""
    if raw < 0:
        return f"{case.printed(formula)} = {number(raw)} → {shown(ZERO)}"
    return capped(case.printed(formula), raw, case.criterion.max)


def highest(case: Case, rule: Highest, value: Fraction, ends: tuple[Fraction, Fraction]) -> str:
    """The block's highest (and lowest) value, and the product."""
    low, high = ends
    lowered = rule.cap is not None and rule.of.evaluate(case.values) > rule.cap
    own = exactly(value) if lowered else factor(case.printed(rule.of))
    top, share = factor(exactly(high), dividing=True), max(value - low, ZERO) / (high - low)
    lead, times = f"Cao nhất khối: {exactly(high)}", f"{own} / {top}"
    if rule.reading == "min_max":
        bottom = exactly(low)
        lead = f"{lead}, thấp nhất khối: {bottom}"
        times = f"({own} - {bottom}) / ({top} - {bottom})"
    if value < low:
        return f"{lead} → {shown(ZERO)}"
    most = case.criterion.max
    return f"{lead} → {exactly(most)} × {times} = {shown(most * share)}"


def not_applicable(points: Fraction) -> str:
    """What a criterion gives that does not apply."""
    return f"Không áp dụng → {shown(points)}"


def as_the_best(points: Fraction) -> str:
    """What a criterion gives that does not apply, where that is what the best unit got."""
    return f"Không áp dụng: bằng đơn vị cao nhất → {shown(points)}"


def factor(printed: str, *, dividing: bool = False) -> str:
    """Brackets where a product, or a division by it, would bind otherwise; × and / are read from the left."""
    outside = _outside_brackets(printed)
    compound = " + " in outside or " - " in outside or (dividing and ("/" in outside or "×" in outside))
    return f"({printed})" if compound else printed


def _outside_brackets(printed: str) -> str:
    depth, kept = 0, []
    for c in printed:
        depth += (c == "(") - (c == ")")
        if not depth:
            kept.append(c)
    return "".join(kept)


def exactly(value: Fraction) -> str:
    """A decimal where it is finite (to 12 places), else p/q."""
    if 10**12 % value.denominator == 0:
        return number(value)
    return f"{number(Fraction(value.numerator))}/{number(Fraction(value.denominator))}"
