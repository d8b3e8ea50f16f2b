"""Reads a procedure as the linter reads a set; every finding is gone or has a ruling in the procedure's file.

``docs/procedures.md`` explains each code. A check yields where and what, and decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Final

from criteria.findings import Finding, Found, collapsed
from criteria.lint import STALE
from criteria.loader import find_sets, load, load_print
from criteria.pairing import out_of_reach, pair
from criteria.procedure_files import carried, find_procedures, load_cases, load_procedure
from criteria.procedures import LevelCase, Minimum, Procedure, in_calendar
from criteria.vietnamese import number

PAIRING: Final = "pairing"
OUT_OF_REACH: Final = "out-of-reach"


def lint_all(names: Sequence[str], *folders: Path) -> list[Finding]:
    """Findings of the procedures that ``names`` has, all where it is empty, and of sets that carry one."""
    known = find_procedures(*folders)
    found: list[Finding] = []
    for name in (each for each in known if not names or each in names):
        procedure = load_procedure(name, *folders)
        found += lint_procedure(procedure, load_print(known[name]), load_cases(known[name]))
    for name in (each for each in find_sets(*folders) if not names or each in names):
        found += _pairing(name, *folders)
    return found


def lint_procedure(procedure: Procedure, text: str = "", cases: Sequence[LevelCase] = ()) -> list[Finding]:
    """All findings; rulings without a finding last."""
    rulings = {(item.code, item.where): item.ruling for item in procedure.findings}
    found = [
        (code, where, said)
        for code, check in CHECKS.items()
        for where, said in check(procedure, collapsed(text), cases)
    ]
    met = {(code, where) for code, where, _ in found}
    stale = [
        Finding(STALE, procedure.id, f"{code} {where}", f"kết luận không còn phát hiện nào: “{ruling}”")
        for (code, where), ruling in rulings.items()
        if (code, where) not in met and code != OUT_OF_REACH
    ]
    return [
        Finding(code, procedure.id, where, said, (code, where) in rulings, rulings.get((code, where), ""))
        for code, where, said in found
    ] + stale


def _pairing(set_id: str, *folders: Path) -> Iterator[Finding]:
    """Of one set: what does not fit, and levels out of reach; rulings stand in the procedure's file."""
    criteria = load(set_id, *folders)
    procedure = carried(criteria, *folders)
    if procedure is None:
        return
    for problem in pair(criteria, procedure):
        yield Finding(PAIRING, set_id, problem.where, problem.message)
    rulings = {item.where: item.ruling for item in procedure.findings if item.code == OUT_OF_REACH}
    for problem in out_of_reach(criteria, procedure):
        where = f"{set_id} {problem.where}"
        said = rulings.get(where, "")
        yield Finding(OUT_OF_REACH, set_id, problem.where, problem.message, where in rulings, said)


# checks -------------------------------------------------------------------------------------------------


def _part_sum(procedure: Procedure, _text: str, _cases: Sequence[LevelCase]) -> Found:
    """The printed maxima of a part's groups add up to something else than the part's."""
    for part in procedure.parts:
        total = sum((group.max_as_printed for group in part.groups), Fraction(0))
        if total != part.max_as_printed:
            terms = " + ".join(number(group.max_as_printed) for group in part.groups)
            yield (
                part.code,
                f"{terms} = {number(total)}, phần “{part.name}” {number(part.max_as_printed)} điểm",
            )


def _level_unreachable(procedure: Procedure, _text: str, _cases: Sequence[LevelCase]) -> Found:
    """The printed minima of a part's groups add up to more than the part has: nobody reaches the level."""
    for part in procedure.parts:
        for level in procedure.levels:
            needs = sum((level.at_least[group.code].as_printed for group in part.groups), Fraction(0))
            if needs > part.max_as_printed:
                said = f"các nhóm cần {number(needs)} điểm, phần “{part.name}” chỉ có"
                yield part.code, f"{level.name}: {said} {number(part.max_as_printed)}"


def _minimum_over_max(procedure: Procedure, _text: str, _cases: Sequence[LevelCase]) -> Found:
    """A minimum as ruled is more than its part or group has."""
    for level in procedure.levels:
        for item in procedure.rated if level.at_least else ():
            if level.at_least[item.code].points > item.max:
                points = number(level.at_least[item.code].points)
                yield item.code, f"{level.name}: tối thiểu {points}, tối đa {number(item.max)} điểm"


def _level_order(procedure: Procedure, _text: str, _cases: Sequence[LevelCase]) -> Found:
    """A lower level demands more than the one above it."""
    for above, level in pairwise(procedure.levels):
        high, low = above.demands(Fraction(1)), level.demands(Fraction(1))
        for code in high.keys() & low.keys():
            if low[code] > high[code]:
                yield f"{level.code} {code}", f"{level.name} đòi hỏi nhiều hơn {above.name}"


def _cell_arithmetic(procedure: Procedure, _text: str, _cases: Sequence[LevelCase]) -> Found:
    """The points of a cell are not what its printed text says (90% x30)."""
    for level in procedure.levels:
        for code, cell in level.at_least.items():
            if _computed(cell) != cell.as_printed:
                yield f"{level.code} {code}", f"“{cell.print}” không phải {number(cell.as_printed)} điểm"


def _computed(cell: Minimum) -> Fraction:
    share, times, weight = cell.print.replace(",", ".").partition("%")
    if times:
        return Fraction(share) / 100 * Fraction(weight.strip(" x×*"))
    return Fraction(share.partition("/")[0])


def _mixed_decimal_marks(procedure: Procedure, _text: str, _cases: Sequence[LevelCase]) -> Found:
    """Some cells write decimals with a comma, others with a point."""
    cells = [cell.print for level in procedure.levels for cell in level.at_least.values()]
    pointed = [cell for cell in cells if re.search(r"\d\.\d", cell)]
    with_comma = [cell for cell in cells if re.search(r"\d,\d", cell)]
    if pointed and with_comma:
        yield "procedure", f"dấu thập phân lẫn lộn: {', '.join(pointed)}; {', '.join(with_comma)}"


def _no_print(_procedure: Procedure, text: str, _cases: Sequence[LevelCase]) -> Found:
    """There is no decision.md, so that nothing can be compared with the print."""
    if not text:
        yield "procedure", "thiếu decision.md: không đối chiếu được với bản in"


def _quote_not_in_print(procedure: Procedure, text: str, _cases: Sequence[LevelCase]) -> Found:
    """A quotation, a name or a row of the table of levels is not in decision.md."""
    for where, quote in _quotes(procedure) if text else ():
        for line in quote.splitlines():
            if collapsed(line) not in text:
                yield where, f"không có trong decision.md: “{line}”"


def _quotes(procedure: Procedure) -> Iterator[tuple[str, str]]:
    for quoting in (procedure.levels, procedure.blocks, procedure.calendar, procedure.stages):
        yield from ((item.code, item.quote) for item in quoting)
    terms = [(each.code, each.due) for each in procedure.stages if each.due]
    terms += [(each.code, end) for each in procedure.calendar for end in (each.first, each.last)]
    yield from ((code, term.text) for code, term in terms)
    parts = {part.code for part in procedure.parts}
    for item in procedure.rated:
        yield item.code, item.name
        cells = [level.at_least[item.code].print for level in procedure.levels if level.at_least]
        yield item.code, " ".join(["Điểm số tối thiểu" if item.code in parts else item.name, *cells])
    yield from ((group.code, group.full_name) for group in procedure.groups)
    yield from (("procedure", note.print) for note in procedure.notes)
    if procedure.below:
        yield "below", procedure.below.quote


_DATE = re.compile(r"ngày\s+(\d{1,2})(?:\s*/\s*|\s+tháng\s+)(\d{1,2})(?!\d)", re.IGNORECASE)


def _impossible_date(procedure: Procedure, text: str, _cases: Sequence[LevelCase]) -> Found:
    """A date that no calendar has, in the print or in what the procedure quotes."""
    quotes = " ".join(quote for _, quote in _quotes(procedure))
    for day, month in dict.fromkeys(_DATE.findall(f"{text} {quotes}")):
        try:
            in_calendar(f"{int(month):02}-{int(day):02}")
        except ValueError:
            yield f"date {int(day)}/{int(month)}", f"không có ngày {day} tháng {month}"


def _no_example(procedure: Procedure, _text: str, cases: Sequence[LevelCase]) -> Found:
    """A level, or being below all of them, has no worked case."""
    worked = {case.level for case in cases}
    wanted = [level.code for level in procedure.levels] + ([""] if procedure.below else [])
    for code in wanted:
        if code not in worked:
            yield code or "below", "chưa có ví dụ tính sẵn trong examples.yaml"


CHECKS: Final[dict[str, Callable[[Procedure, str, Sequence[LevelCase]], Found]]] = {
    "part-sum": _part_sum,
    "level-unreachable": _level_unreachable,
    "minimum-over-max": _minimum_over_max,
    "level-order": _level_order,
    "cell-arithmetic": _cell_arithmetic,
    "mixed-decimal-marks": _mixed_decimal_marks,
    "impossible-date": _impossible_date,
    "no-print": _no_print,
    "quote-not-in-print": _quote_not_in_print,
    "no-example": _no_example,
}
