"""Edges of each kind of rule; every derivation is computed again by the second evaluator."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from criteria.schema import Criterion
from scoring.facts import Claim
from scoring.rules import score
from tests.criteria.samples import CHOICE, HALF, RATIO, criterion
from tests.scoring.scored import both, points, scored
from tests.scoring.second_evaluator import computed


def rows(*tiers: dict[str, str], **more: Any) -> dict[str, Any]:
    return {"kind": "tiers", "of": "n", "tiers": list(tiers), **more}


# what is given ------------------------------------------------------------------------------------------


def test_no_claim_is_missing() -> None:
    assert score(criterion(CHOICE), None).state == "missing"
    assert score(criterion(RATIO, "a", "b"), Claim()).state == "missing"
    assert score(criterion(RATIO, "a", "b"), Claim(values={"a": "1"})).state == "missing"
    assert score(criterion(CHOICE), Claim()).state == "missing"


@pytest.mark.parametrize("given", ["7", "7.5", "75%", "0.5%", "3/4", "1.5/2.5", "0", "1/3"])
def test_every_way_of_storing_a_figure_can_be_scored(given: str) -> None:
    assert scored(criterion({"kind": "ratio", "formula": "t"}, "t:ratio"), t=given).state == "scored"


# choice -------------------------------------------------------------------------------------------------


def test_choice_gives_its_share() -> None:
    item = criterion(CHOICE)
    assert [points(item, key) for key in ("co", "mot_nua", "khong")] == [10, 5, 0]
    assert scored(item, "mot_nua").derivation == "Một phần → 10 × 1/2 = 5 điểm"


@pytest.mark.parametrize(
    ("worth", "value", "derivation"),
    [
        ({"points": "4"}, "4", "Một phần → 4 điểm"),
        ({"points": "14"}, "10", "Một phần → 10 điểm"),
        ({"share": "0.25"}, "5/2", "Một phần → 10 × 0,25 = 2,5 điểm"),
        ({"share": "30%"}, "3", "Một phần → 10 × 30% = 3 điểm"),
        ({"share": "1/3"}, "10/3", "Một phần → 10 × 1/3 = 3,33 điểm"),
        ({"share": "1"}, "10", "Một phần → 10 điểm"),
    ],
)
def test_worth_as_share_or_points(worth: dict[str, str], value: str, derivation: str) -> None:
    option = {"key": "mot_nua", "label": "Một phần", **worth}
    item = criterion({"kind": "choice", "options": [option, {**HALF, "key": "x"}]})
    assert (points(item, "mot_nua"), scored(item, "mot_nua").derivation) == (Fraction(value), derivation)


def test_option_by_a_figure() -> None:
    options = [{**HALF, "key": "ca"}, {"key": "tl", "label": "Một số", "share": "(a+b)/c"}]
    item = criterion({"kind": "choice", "options": options}, "a", "b", "c")
    assert points(item, "tl", a="1", b="2", c="8") == Fraction(30, 8)
    assert scored(item, "tl", a="1", b="2", c="8").derivation == "Một số → 10 × (1 + 2)/8 = 3,75 điểm"
    assert score(item, Claim(chosen=("tl",), values={"a": "1"})).state == "missing"
    assert both(scored(item, "tl", a="6", b="2", c="8")) == (10, ())
    above = scored(item, "tl", a="9", b="2", c="8")
    assert both(above) == (10, ("above_whole",))
    assert scored(item, "tl", a="9", b="2", c="0").state == "undetermined"
    assert points(item, "ca") == 5


def test_sum_as_a_share_has_brackets() -> None:
    options = [{"key": "tl", "label": "Một số", "share": "a+b"}, {**HALF, "key": "x"}]
    item = criterion({"kind": "choice", "options": options}, "a:ratio", "b:ratio")
    assert scored(item, "tl", a="10%", b="20%").derivation == "Một số → 10 × (10% + 20%) = 3 điểm"


def test_option_by_points_of_a_figure() -> None:
    options = [{"key": "moi", "label": "Mỗi lần 0,2", "points": "0.2*n"}, {**HALF, "key": "x"}]
    item = criterion({"kind": "choice", "options": options}, "n")
    assert scored(item, "moi", n="7").derivation == "Mỗi lần 0,2 → 0,2 × 7 = 1,4 điểm"
    assert scored(item, "moi", n="99").derivation == "Mỗi lần 0,2 → 0,2 × 99 = 19,8, tối đa 10 → 10 điểm"


# ratio --------------------------------------------------------------------------------------------------


def test_ratio_is_capped_at_the_maximum_and_flagged() -> None:
    item = criterion(RATIO, "a", "b")
    assert points(item, a="421", b="512") == Fraction(4210, 512)
    assert points(item, a="0", b="512") == 0
    full = scored(item, a="512", b="512")
    assert both(full) == (10, ())
    above = scored(item, a="513", b="512")
    assert both(above) == (10, ("above_whole",))


def test_denominator_of_zero_is_undetermined() -> None:
    for a in ("0", "5"):
        result = scored(criterion(RATIO, "a", "b"), a=a, b="0")
        assert result.state == "undetermined"
        assert both(result) == (None, ("zero_denominator",))
    assert scored(criterion({"kind": "ratio", "formula": "t"}, "t:ratio"), t="3/0").state == "undetermined"


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("80", "100", 10),
        ("79", "100", Fraction(79, 8)),
        ("81", "100", 10),
        ("0", "100", 0),
        ("999", "100", 10),
    ],
)
def test_ratio_against_a_target(a: str, b: str, expected: Fraction | int) -> None:
    assert points(criterion({**RATIO, "target": "80%"}, "a", "b"), a=a, b=b) == expected


def test_small_target_is_printed_exactly() -> None:
    item = criterion({**RATIO, "target": "0.125%"}, "a:amount", "b:amount")
    assert scored(item, a="1", b="1000").derivation == (
        "1/1.000 = 0,1% < 0,125% → 10 × 1/1.000 / 0,125% = 8 điểm"
    )


@pytest.mark.parametrize(
    ("t", "expected"),
    [("60%", 6), ("599/1000", 0), ("59.99%", 0), ("100%", 10), ("120%", 10), ("0%", 0), ("600/1000", 6)],
)
def test_ratio_with_a_floor(t: str, expected: int) -> None:
    item = criterion({"kind": "ratio", "formula": "t", "floor": "60%"}, "t:ratio")
    assert points(item, t=t) == expected


def test_a_typed_share_of_more_than_all_counts_as_all_and_is_marked() -> None:
    item = criterion({"kind": "ratio", "formula": "t"}, "t:ratio")
    assert [both(scored(item, t=t)) for t in ("100%", "120%", "600/512")] == [
        (10, ()), (10, ("above_whole",)), (10, ("above_whole",)),
    ]  # fmt: skip


@pytest.mark.parametrize("given", ["t:ratio", "t:amount"])
def test_a_part_larger_than_its_whole_is_marked_on_a_scale_of_shares_only(given: str) -> None:
    tiers = [
        {"label": "Từ 80%", "share": "1", "at_least": "0.8"},
        {"label": "Dưới", "share": "0", "below": "0.8"},
    ]
    item = criterion({"kind": "tiers", "of": "t", "tiers": tiers}, given)
    marked = ("above_whole",) if given == "t:ratio" else ()
    assert [both(scored(item, t=t)) for t in ("0.5", "1", "2.25")] == [(0, ()), (10, ()), (10, marked)]
    pair = criterion({"kind": "tiers", "of": "a/b", "tiers": tiers}, "a", "b")
    assert both(scored(pair, a="9", b="4")) == (10, ("above_whole",))
    beyond = [{**tiers[0], "at_least": "3"}, {**tiers[1], "below": "3"}]
    per_document = criterion({"kind": "tiers", "of": "a/b", "tiers": beyond}, "a", "b")
    assert both(scored(per_document, a="9", b="4")) == (0, ())


def test_floor_and_target_together() -> None:
    item = criterion({**RATIO, "floor": "50%", "target": "90%"}, "a", "b")
    assert [points(item, a=a, b="100") for a in ("49", "50", "89", "90")] == [
        0, Fraction(500, 90), Fraction(890, 90), 10,
    ]  # fmt: skip


def test_compound_ratio_and_difference() -> None:
    item = criterion({"kind": "ratio", "formula": "(c+d)/(a+b)"}, "a", "b", "c", "d")
    assert points(item, a="20", b="30", c="6", d="24") == 6
    minus = criterion({"kind": "ratio", "formula": "(a-b)/c"}, "a", "b", "c")
    assert points(minus, a="3", b="5", c="10") == 0
    assert points(minus, a="5", b="3", c="10") == 2


# tiers --------------------------------------------------------------------------------------------------

ARTICLES = rows(
    {"label": "Từ 10 trở lên", "at_least": "10", "share": "1"},
    {"label": "Từ 5 đến 9", "at_least": "5", "at_most": "9", "share": "1/2"},
    {"label": "Từ 1 đến 4", "at_least": "1", "at_most": "4", "share": "1/4"},
    {"label": "Chưa có", "below": "1", "share": "0"},
)


@pytest.mark.parametrize(
    ("n", "expected"), [("0", 0), ("1", 2.5), ("4", 2.5), ("5", 5), ("9", 5), ("10", 10), ("1000000", 10)]
)
def test_rows_at_their_ends(n: str, expected: float) -> None:
    result = scored(criterion(ARTICLES, "n"), n=n)
    assert both(result) == (Fraction(expected), ())


def test_requirement_without_which_no_row_applies() -> None:
    item = criterion({**ARTICLES, "requires": "co"}, "co:yes_no", "n")
    assert points(item, co="1", n="12") == 10
    unmet = scored(item, co="0", n="12")
    assert both(unmet) == (0, ("requirement_unmet",))
    assert scored(item, co="0").points == 0
    assert score(item, Claim(values={"co": "1"})).state == "missing"
    assert score(item, Claim(values={"n": "12"})).state == "missing"


def test_hole_gives_the_highest_row_whose_floor_is_reached() -> None:
    holes = rows(
        {"label": "Trên 70%", "above": "70%", "share": "1"},
        {"label": "Từ 50% đến dưới 70%", "at_least": "50%", "below": "70%", "share": "1/2"},
        {"label": "Dưới 40%", "below": "40%", "share": "0"},
    )
    item = criterion({**holes, "of": "t"}, "t:ratio")
    for given, expected, flags in (
        ("70.01%", 10, ()),
        ("70%", 5, ("tier_hole",)),
        ("50%", 5, ()),
        ("45%", 0, ("tier_hole",)),
        ("39%", 0, ()),
    ):
        result = scored(item, t=given)
        assert both(result) == (expected, flags), given
    assert scored(item, t="7/10").derivation == "7/10 = 70%, mức “Từ 50% đến dưới 70%” → 10 × 1/2 = 5 điểm"


def test_exactly_the_end_between_two_open_rows_belongs_to_the_lower() -> None:
    half = rows({"label": "Trên 50%", "above": "50%", "share": "1"}, {**HALF, "below": "50%"})
    del half["tiers"][1]["key"]
    result = scored(criterion({**half, "of": "a/b"}, "a", "b"), a="1", b="2")
    assert both(result) == (5, ("tier_hole",))


def test_above_the_last_row_and_below_the_first() -> None:
    scale = rows(
        {"label": "10 đến 12", "at_least": "10", "at_most": "12", "share": "1"},
        {"label": "5 đến 9", "at_least": "5", "at_most": "9", "share": "1/2"},
    )
    item = criterion(scale, "n")
    above, below = scored(item, n="13"), scored(item, n="4")
    assert both(above) == (10, ("tier_hole",))
    assert both(below) == (0, ("no_tier",))


def test_row_that_is_picked_as_printed() -> None:
    item = criterion({**ARTICLES, "pick": True}, "n")
    assert [points(item, place) for place in "1234"] == [10, 5, Fraction(5, 2), 0]
    assert scored(item, "2").derivation == "Từ 5 đến 9 → 10 × 1/2 = 5 điểm"


def test_comparison_with_the_units_own_year_before() -> None:
    scale = rows(
        {"label": "Cao hơn", "above": "0", "share": "1"},
        {"label": "Không cao hơn", "at_most": "0", "share": "0"},
    )
    item = criterion({**scale, "of": "nay - truoc"}, "nay", "truoc")
    assert [points(item, nay=nay, truoc="100") for nay in ("101", "100", "99")] == [10, 0, 0]


def test_row_with_points_by_a_figure() -> None:
    scale = rows(
        {"label": "Từ 3", "at_least": "3", "points": "0.5*n"}, {"label": "Dưới 3", "below": "3", "share": "0"}
    )
    assert points(criterion(scale, "n"), n="7") == Fraction(7, 2)


# checklist and points -----------------------------------------------------------------------------------


def checklist(*worths: str, take: str = "sum", maximum: str = "10") -> Criterion:
    items = [{"key": f"k{i}", "label": f"Mục {i}", "points": worth} for i, worth in enumerate(worths)]
    return criterion({"kind": "checklist", "items": items, "take": take}, max=maximum)


def test_checklist_adds_up_to_the_maximum() -> None:
    item = checklist(*["0.5"] * 11, maximum="5.5")
    keys = [f"k{i}" for i in range(11)]
    assert points(item, *keys) == Fraction(11, 2)
    assert points(item, *keys[:3]) == Fraction(3, 2)
    assert points(item) == 0
    assert scored(item, "k0", "k1").derivation == "2/11 mục → 0,5 + 0,5 = 1 điểm"
    assert scored(item, "k7").derivation == "1/11 mục → 0,5 điểm"


def test_checklist_above_the_maximum_is_capped_and_says_so() -> None:
    result = scored(checklist("5", "5", "5"), "k0", "k1", "k2")
    assert both(result) == (10, ("capped",))
    assert result.derivation == "3/3 mục → 5 + 5 + 5 = 15, tối đa 10 → 10 điểm"


def test_checklist_of_thirds_is_exact_in_print() -> None:
    items = [{"key": f"k{i}", "label": "x", "share": "1/3"} for i in range(3)]
    item = criterion({"kind": "checklist", "items": items})
    assert points(item, "k0", "k1") == Fraction(20, 3)
    assert computed(scored(item, "k0", "k1").derivation) == Fraction(20, 3)
    assert scored(item, "k0").derivation == "1/3 mục → 10/3 = 3,33 điểm"


def test_best_of_is_never_the_sum() -> None:
    item = checklist("10", "5", take="best")
    assert [points(item, *keys) for keys in ((), ("k1",), ("k0", "k1"), ("k0",))] == [0, 5, 10, 10]
    assert scored(item, "k0", "k1").derivation == "2/2 mục, lấy mức cao nhất trong 10; 5 → 10 điểm"
    assert scored(item, "k1").derivation == "1/2 mục → 5 điểm"


def test_checklist_with_counted_items() -> None:
    items = [
        {"key": "noi_bo", "label": "Nội bộ, mỗi cái 1", "points": "1*a"},
        {"key": "toan_tinh", "label": "Toàn tỉnh, mỗi cái 2", "points": "2*b"},
    ]
    item = criterion({"kind": "checklist", "items": items}, "a", "b")
    assert points(item, "noi_bo", "toan_tinh", a="3", b="2") == 7
    assert points(item, "noi_bo", "toan_tinh", a="3", b="20") == 10
    assert points(item, "noi_bo", a="3") == 3


@pytest.mark.parametrize(
    ("n", "expected", "flags"), [("0", 0, ()), ("49", 9.8, ()), ("50", 10, ()), ("51", 10, ("capped",))]
)
def test_points_for_each_up_to_the_maximum(n: str, expected: float, flags: tuple[str, ...]) -> None:
    result = scored(criterion({"kind": "points", "formula": "0.2*n"}, "n"), n=n)
    assert both(result) == (Fraction(str(expected)), flags)


def test_points_never_fall_below_zero() -> None:
    item = criterion({"kind": "points", "formula": "10 - 2*n"}, "n")
    assert [points(item, n=n) for n in ("0", "4", "5", "6")] == [10, 2, 0, 0]
    assert scored(item, n="6").derivation == "10 - 2 × 6 = -2 → 0 điểm"
