"""Levels at their edges: exact, with what failed and what is missing."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.procedure_files import find_procedures, load_cases, load_procedure
from criteria.procedures import TOTAL, LevelCase, Procedure
from scoring.levels import Reached, level, level_of, points_of
from scoring.sheet import Sheet
from tests.criteria.test_pairing import commune_set

FOLDERS = find_procedures()
PROCEDURES = {name: load_procedure(name) for name in FOLDERS}
KIEN_GIANG, XA = PROCEDURES["kien-giang"], PROCEDURES["nam-dong-xa"]
CASES = [
    pytest.param(PROCEDURES[name], case, id=f"{name} {place}")
    for name in FOLDERS
    for place, case in enumerate(load_cases(FOLDERS[name]))
]
TEN_THOUSANDTH = Fraction(1, 10_000)
FULL = {group.code: group.max for group in XA.groups}


def by_share(total: Fraction, most: int = 100) -> Reached:
    return level(KIEN_GIANG, {TOTAL: total}, Fraction(most))


def commune(**changed: str) -> Reached:
    points = {**FULL, **{code.replace("_", "-"): Fraction(text) for code, text in changed.items()}}
    return level(XA, points_of(XA, points))


def missing(reached: Reached) -> dict[str, Fraction]:
    return {each.code: each.points for each in reached.missing_for_next}


@pytest.mark.parametrize(("procedure", "case"), CASES)
def test_worked_case(procedure: Procedure, case: LevelCase) -> None:
    reached = level(procedure, points_of(procedure, case.given), case.declared_max)
    assert (reached.code or "", missing(reached)) == (case.level, case.missing)
    assert case.clause
    assert case.why


@pytest.mark.parametrize(
    ("edge", "at", "under"), [("85", "I", "II"), ("70", "II", "III"), ("50", "III", "IV")]
)
@pytest.mark.parametrize("most", [100, 150, 90])
def test_exactly_at_the_edge_and_one_ten_thousandth_below(edge: str, at: str, under: str, most: int) -> None:
    points = Fraction(edge) * most / 100
    assert by_share(points, most).code == at
    assert by_share(points - TEN_THOUSANDTH, most).code == under
    assert missing(by_share(points - TEN_THOUSANDTH, most)) == {TOTAL: TEN_THOUSANDTH}


def test_what_would_round_up_to_the_edge_does_not_reach_it() -> None:
    reached = by_share(Fraction("84.996"))
    assert reached.code == "II"
    assert reached.why == "Mức độ II (Điều 6, khoản 1); chưa đạt Mức độ I: Tổng điểm 84,996/85"
    assert "Tổng điểm ≈ 84,67/85" in by_share(Fraction(254, 3)).why
    assert "Tổng điểm ≈ 5,68/50" in by_share(Fraction("5.677265625")).why
    assert "Tổng điểm ≈ 84,9997/85" in by_share(Fraction(254999, 3000)).why


def test_everybody_has_a_level_where_the_last_demands_nothing() -> None:
    assert (by_share(Fraction(0)).code, by_share(Fraction(0)).ranked) == ("IV", True)


def test_highest_level_has_nothing_above_it() -> None:
    top = commune()
    assert (top.code, top.next, top.missing_for_next) == ("I", None, ())
    assert top.why == "Mức I (Điều 6, khoản 1, điểm b)"


def test_group_minimum_fails_though_the_part_reaches_level_one() -> None:
    reached = commune(nhan_luc="3.4999")
    assert (reached.code, reached.level, reached.ranked) == (None, None, False)
    assert reached.next is XA.levels[-1]
    assert reached.why == "Không xếp hạng (Điều 6, khoản 1); chưa đạt Mức IV: Nhân lực 3,4999/3,5"
    assert missing(reached) == {"nhan-luc": TEN_THOUSANDTH}


@pytest.mark.parametrize(
    ("points", "code"), [("4.5", "I"), ("4.4999", "II"), ("2.5", "II"), ("2.4999", "III")]
)
def test_one_group_decides(points: str, code: str) -> None:
    assert commune(chuyen_doi=points).code == code


@pytest.mark.parametrize("part", [part.code for part in XA.parts])
def test_part_minimum_counts_of_its_own(part: str) -> None:
    """In print it is the sum of its groups' minima; a higher one is not met by them alone."""
    dumped = XA.model_dump()
    dumped["levels"][0]["at_least"][part]["points"] = "60"
    higher = Procedure.model_validate(dumped)
    reached = level(higher, points_of(higher, {**FULL, "hien-dien": Fraction(26)}))
    assert reached.code == "II"
    assert [each.code for each in reached.missing_for_next] == [part]


def test_level_of_a_sheet_takes_its_groups_by_name() -> None:
    criteria = commune_set()
    groups = {group.id: group.declared_max for group in criteria.groups}
    total = sum(groups.values(), Fraction(0))
    assert level_of(XA, criteria, Sheet({}, groups, total, total)).code == "I"
    less = {**groups, "6": Fraction("6.9")}
    assert level_of(XA, criteria, Sheet({}, less, total, total)).why.endswith(
        "chưa đạt Mức IV: Giao dịch 6,9/7"
    )
    assert level_of(KIEN_GIANG, criteria, Sheet({}, groups, Fraction(45), total)).code == "III"


ANY = st.fixed_dictionaries(
    {code: st.fractions(0, most, max_denominator=1000) for code, most in FULL.items()}
)


@given(ANY)
def test_what_is_missing_is_just_enough_for_the_next_level(points: dict[str, Fraction]) -> None:
    reached = level(XA, points_of(XA, points))
    lacking = missing(reached)
    raised = {code: has + lacking.get(code, Fraction(0)) for code, has in points.items()}
    after = level(XA, points_of(XA, raised))
    assert reached.next is None or after.level in XA.levels[: XA.levels.index(reached.next) + 1]
    for code in set(lacking) & set(points):
        short = {**raised, code: raised[code] - TEN_THOUSANDTH}
        assert level(XA, points_of(XA, short)).code == reached.code


@given(ANY, st.sampled_from(sorted(FULL)))
def test_more_points_never_lower_the_level(points: dict[str, Fraction], code: str) -> None:
    order = [*(each.code for each in XA.levels), None]
    before = level(XA, points_of(XA, points))
    after = level(XA, points_of(XA, {**points, code: FULL[code]}))
    assert order.index(after.code) <= order.index(before.code)
