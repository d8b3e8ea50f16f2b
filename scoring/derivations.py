"""How points follow from a claim, in one printed line of steps joined by →.

Whoever reads only the last step ("35 × 421/512 = 28,78 điểm") and computes it gets the same points.
"""

from __future__ import annotations

from fractions import Fraction

from criteria.schema import Checklist, Highest, Points, Ratio, Tier, Tiers, Worth
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
    points, most, share = case.points(gives), number(case.criterion.max), gives.share
    if share is not None and share.names:
        times = "1" if share.evaluate(case.values) > 1 else factor(case.printed(share))
        return f"{lead} → {most} × {times} = {shown(points)}"
    if share is None or share.evaluate({}) in (ZERO, ONE):
        return f"{lead} → {shown(points)}"
    return f"{lead} → {most} × {share.source} = {shown(points)}"


def checklist(case: Case, rule: Checklist, worths: list[Fraction]) -> str:
    """How many items hold, and their sum or the best of them."""
    lead = f"{len(worths)}/{len(rule.items)} mục"
    if not worths:
        return f"{lead} → {shown(ZERO)}"
    terms = " + ".join(number(value) for value in worths)
    if rule.take == "sum":
        return capped(f"{lead} → {terms}", sum(worths, ZERO), case.criterion.max)
    return capped(f"{lead} → lấy mức cao nhất trong {terms}: {number(max(worths))}", max(worths), case.criterion.max)


def capped(lead: str, raw: Fraction, most: Fraction) -> str:
    """A sum of points, and the maximum where it is above it."""
    if raw > most:
        return f"{lead} = {number(raw)}, tối đa {number(most)} → {shown(most)}"
    return f"{lead} = {shown(raw)}"


def ratio(case: Case, rule: Ratio, value: Fraction, points: Fraction) -> str:
    """The ratio, the target or floor that it meets or misses, and the product."""
    printed, most = case.printed(rule.formula), number(case.criterion.max)
    lead = printed if printed.endswith("%") else f"{printed} = {percent(value)}"
    if rule.floor is not None and value < rule.floor:
        return f"{lead} < {percent(rule.floor)} → {shown(ZERO)}"
    target = rule.target if rule.target is not None else ONE
    if value >= target:
        reached = f" ≥ {percent(target)}" if rule.target is not None or value > 1 else ""
        return f"{lead}{reached} → {shown(points)} (điểm tối đa)"
    if rule.target is None:
        return f"{lead} → {most} × {factor(printed)} = {shown(points)}"
    return f"{lead} < {percent(target)} → {most} × {factor(printed)} / {percent(target)} = {shown(points)}"


def unmet(case: Case, requirement: str) -> str:
    """The condition without which no row applies."""
    return f"Không đạt điều kiện “{case.criterion.input(requirement).label}” → {shown(ZERO)}"


def tier(case: Case, rule: Tiers, value: Fraction, reached: Tier | None) -> str:
    """The measured value and the row that it reaches."""
    printed = case.printed(rule.of)
    lead = printed if printed == number(value) else f"{printed} = {number(value)}"
    if reached is None:
        return f"{lead}, không thuộc mức nào → {shown(ZERO)}"
    return worth(case, reached, f"{lead}, mức “{reached.label}”")


def points_by(case: Case, rule: Points, raw: Fraction) -> str:
    """A formula that gives points."""
    return capped(case.printed(rule.formula), raw, case.criterion.max)


def highest(case: Case, rule: Highest, ends: tuple[Fraction, Fraction], points: Fraction) -> str:
    """The block's highest (and lowest) value, and the product."""
    low, high = ends
    own, top = factor(case.printed(rule.of)), factor(exactly(high), dividing=True)
    lead, times = f"Cao nhất khối: {exactly(high)}", f"{own} / {top}"
    if rule.reading == "min_max":
        bottom = exactly(low)
        lead = f"{lead}, thấp nhất khối: {bottom}"
        times = f"({own} - {bottom}) / ({top} - {bottom})"
    return f"{lead} → {number(case.criterion.max)} × {times} = {shown(points)}"


def not_applicable(points: Fraction, *, best: bool) -> str:
    """What a criterion gives that does not apply."""
    return f"Không áp dụng{': bằng đơn vị cao nhất' if best else ''} → {shown(points)}"


def factor(printed: str, *, dividing: bool = False) -> str:
    """Brackets where a product (or a division by it) would otherwise bind differently."""
    compound = " + " in printed or " - " in printed or printed.count("/") > (0 if dividing else 1)
    return f"({printed})" if compound else printed


def exactly(value: Fraction) -> str:
    """A decimal where it is finite (to 12 places), else p/q."""
    if 10**12 % value.denominator == 0:
        return number(value)
    return f"{number(Fraction(value.numerator))}/{number(Fraction(value.denominator))}"
