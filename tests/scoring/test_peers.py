"""The passes over a block: each alone, then relative points, then best points for whom a criterion is not."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from scoring.facts import Claim
from scoring.peers import extremes, score_block
from scoring.sheet import Sheet
from tests.criteria.samples import CHOICE, RATIO, criteria_set, group, row

BEST = {"when": "không có", "gives": "best_peer"}
AWAY = Claim(not_applicable="không có")
SET = criteria_set(
    group(
        "1",
        row("1.1", {"kind": "highest", "of": "v"}, "v", not_applicable=BEST),
        row("1.2", RATIO, "a", "b", not_applicable=BEST),
        row("1.3", {"kind": "highest", "of": "v", "reading": "min_max"}, "v", not_applicable=BEST),
        row("1.4", CHOICE, not_applicable={"when": "không có", "gives": "out_of_base"}),
    )
)


def v(figure: int) -> Claim:
    return Claim(values={"v": str(figure)})


def ratio(a: int, b: int) -> Claim:
    return Claim(values={"a": str(a), "b": str(b)})


def column(sheets: dict[str, Sheet], item: str) -> Any:
    """State and points of one criterion, unit by unit."""
    return [(sheet.scores[item].state, sheet.scores[item].points) for sheet in sheets.values()]


def test_extremes_are_those_of_all_units() -> None:
    found = extremes([{"1": Fraction(3), "2": Fraction(1)}, {"1": Fraction(5)}, {}], closed=True)
    assert found.highest == {"1": 5, "2": 1}
    assert found.lowest == {"1": 3, "2": 1}
    assert found.closed


def test_relative_points_against_the_highest_of_the_block() -> None:
    units = {"a": {"1.1": v(30)}, "b": {"1.1": v(60)}, "c": {}}
    assert column(score_block(SET, units), "1.1") == [
        ("provisional", 5),
        ("provisional", 10),
        ("missing", None),
    ]
    assert column(score_block(SET, units, closed=True), "1.1")[:2] == [("scored", 5), ("scored", 10)]


def test_min_max_needs_two_different_values() -> None:
    alone = score_block(SET, {"a": {"1.3": v(30)}})
    assert column(alone, "1.3") == [("undetermined", None)]
    three = score_block(SET, {"a": {"1.3": v(30)}, "b": {"1.3": v(10)}, "c": {"1.3": v(20)}})
    assert [points for _, points in column(three, "1.3")] == [10, 0, 5]


def test_best_of_peers_comes_after_relative_points() -> None:
    units = {
        "a": {"1.1": AWAY, "1.2": AWAY, "1.3": AWAY},
        "b": {"1.1": v(30), "1.2": ratio(1, 4), "1.3": v(3)},
        "c": {"1.1": v(60), "1.2": ratio(3, 4), "1.3": v(9)},
    }
    sheets = score_block(SET, units)
    assert [column(sheets, item)[0] for item in ("1.1", "1.2", "1.3")] == [
        ("not_applicable", 10), ("not_applicable", Fraction(15, 2)), ("not_applicable", 10),
    ]  # fmt: skip
    assert sheets["a"].total == Fraction(55, 2)


def test_nobody_to_take_the_best_from() -> None:
    sheets = score_block(SET, {"a": {"1.1": AWAY, "1.2": AWAY}, "b": {"1.2": ratio(1, 0)}})
    assert column(sheets, "1.1")[0] == column(sheets, "1.2")[0] == ("not_applicable", None)
    assert sheets["a"].scores["1.1"].flags == ("no_peer",)


def test_zero_of_the_only_other_unit_is_its_best() -> None:
    sheets = score_block(SET, {"a": {"1.2": AWAY}, "b": {"1.2": ratio(0, 4)}})
    assert column(sheets, "1.2")[0] == ("not_applicable", 0)


def test_out_of_base_lowers_what_could_be_reached() -> None:
    sheets = score_block(SET, {"a": {"1.4": AWAY}, "b": {"1.4": Claim(chosen=("co",))}, "c": {"1.1": AWAY}})
    assert [sheet.base for sheet in sheets.values()] == [30, 40, 40]


def test_overridden_points_replace_the_figure_in_every_comparison() -> None:
    units = {"a": {"1.1": v(1000)}, "b": {"1.1": v(10)}, "c": {"1.1": AWAY}}
    sheets = score_block(SET, units, {"a": {"1.1": Fraction(2)}})
    assert column(sheets, "1.1") == [("scored", 2), ("provisional", 10), ("not_applicable", 10)]


def test_block_of_nobody() -> None:
    assert score_block(SET, {}) == {}
