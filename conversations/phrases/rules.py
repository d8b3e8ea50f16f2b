"""How points are given, in plain words, made from the rule itself."""

from __future__ import annotations

import re
from fractions import Fraction

from criteria import schema
from criteria.formula import Formula
from criteria.schema import Criterion, Worth
from criteria.vietnamese import number, percent
from scoring.claims import ONE, Case
from scoring.facts import Claim

SHARE = "tỷ lệ"
_COUNTED = re.compile(r"(?:Tổng số|Số lượng|Số) (?=\w)")


def how(criterion: Criterion) -> str:
    """One to a few lines; the printed options of a choice are listed by the card, not here."""
    rule = criterion.rule
    if isinstance(rule, schema.Ratio):
        return _ratio(criterion, rule)
    if isinstance(rule, schema.Highest):
        return _highest(criterion, rule)
    if isinstance(rule, schema.Points):
        return _points(criterion, rule.formula)
    if isinstance(rule, schema.Checklist):
        return "Cộng điểm các mục đạt được." if rule.take == "sum" else "Lấy mục có điểm cao nhất."
    return ""


def rows(criterion: Criterion) -> tuple[str, ...]:
    """Printed options, items or rows of the scale with what each gives."""
    rule = criterion.rule
    if isinstance(rule, schema.Choice):
        worths: tuple[Worth, ...] = rule.options
    elif isinstance(rule, schema.Checklist):
        worths = rule.items
    elif isinstance(rule, schema.Tiers):
        worths = rule.tiers
    else:
        return ()
    return tuple(f"{each.label}: {worth(criterion, each)}" for each in worths)


def worth(criterion: Criterion, each: Worth) -> str:
    """``10 điểm``, or ``tỷ lệ × 30 điểm`` where it depends on a figure."""
    formula, most = each.share or each.points, number(criterion.max)
    if formula is None:
        return ""
    if formula.names:
        spelled = _spelled(criterion, formula)
        return f"{spelled} × {most} điểm" if each.share else f"{spelled} điểm"
    value = formula.evaluate({})
    return f"{number(value * criterion.max if each.share else value, 2)} điểm"


def _ratio(criterion: Criterion, rule: schema.Ratio) -> str:
    spelled, most = _spelled(criterion, rule.formula), number(criterion.max)
    whole = rule.target if rule.target is not None else ONE
    lines = []
    if rule.floor is not None:
        floor = percent(rule.floor)
        lines.append(f"{_upper(spelled)} dưới {floor}: 0 điểm; từ {floor} trở lên:")
    if whole == ONE:
        lines.append(_share_of(spelled, most, floor=rule.floor is not None))
    else:
        lines.append(
            f"{_upper(spelled)} từ {percent(whole)} trở lên: đủ {most} điểm; "
            f"thấp hơn: điểm = {spelled} ÷ {percent(whole)} × {most}."
        )
    return " ".join(lines).replace(": Điểm =", ": điểm =")


def _share_of(spelled: str, most: str, *, floor: bool) -> str:
    """``Điểm = a/b × 20.``; a share that is typed as such in words, and nothing is multiplied by 1."""
    if spelled == SHARE and not floor:
        return f"100%: đủ {most} điểm; thấp hơn: tính theo tỷ lệ."
    return f"Điểm = {spelled}." if most == "1" and spelled != SHARE else f"Điểm = {spelled} × {most}."


def _points(criterion: Criterion, formula: Formula) -> str:
    """``Mỗi cuộc họp: 0,2 điểm`` where one thing is counted, else the formula."""
    most, times = number(criterion.max), re.fullmatch(r"([0-9.]+) ?\* ?(\w+)", formula.source)
    counted = _COUNTED.match(criterion.input(times[2]).label) if times else None
    if times and counted:
        thing = criterion.input(times[2]).label[counted.end() :]
        return f"Mỗi {thing}: {number(Fraction(times[1]))} điểm, nhiều nhất {most} điểm."
    spelled = re.sub(r"(?<![0-9,.])1 × ", "", _spelled(criterion, formula))
    return f"Điểm = {spelled}, nhiều nhất {most} điểm."


def _highest(criterion: Criterion, rule: schema.Highest) -> str:
    value = _spelled(criterion, rule.of)
    lead = (
        f"Đơn vị cao nhất khối được {number(criterion.max)} điểm, các đơn vị khác theo tỷ lệ so với đơn vị ấy"
    )
    if rule.reading == "min_max":
        lead += " (đơn vị thấp nhất 0 điểm)"
    return f"{lead}. So sánh theo {value}." if value != SHARE and len(value) > 1 else f"{lead}."


def _spelled(criterion: Criterion, formula: Formula) -> str:
    """The formula with its letters; a lone share is called by its name."""
    lone = formula.source in {item.key for item in criterion.inputs}
    if lone and criterion.input(formula.source).type == "ratio":
        return SHARE
    return formula.printed(lambda key: key)


def _upper(text: str) -> str:
    return text[0].upper() + text[1:] if text.startswith(SHARE) else text


def best(worths: tuple[Worth, ...], criterion: Criterion) -> Worth | None:
    """The row that gives the most, where all are plain numbers."""
    return max(
        (each for each in worths if not each.asks),
        key=lambda each: Case(criterion, Claim()).points(each),
        default=None,
    )
