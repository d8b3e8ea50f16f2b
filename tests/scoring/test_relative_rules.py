"""Rules that look at other units, and criteria that do not apply; derivations are computed again."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from scoring.facts import Claim
from scoring.rules import Peers, Score, score
from tests.criteria.samples import CHOICE, criterion
from tests.scoring.scored import both, scored
from tests.scoring.second_evaluator import computed

# relative to others -------------------------------------------------------------------------------------

HIGHEST = {"kind": "highest", "of": "v"}
RATES = {"kind": "highest", "of": "a/b"}


def among(highest: str, lowest: str = "0", *, closed: bool = False) -> Peers:
    return Peers({"1.1": Fraction(highest)}, {"1.1": Fraction(lowest)}, closed=closed)


def test_share_of_the_highest_is_provisional_until_the_block_closes() -> None:
    item = criterion(HIGHEST, "v:amount")
    assert scored(item, v="120", peers=among("300")).state == "provisional"
    final = scored(item, v="120", peers=among("300", closed=True))
    assert final.state == "scored"
    assert final.points == 4
    assert final.derivation == "Cao nhất khối: 300 → 10 × 120 / 300 = 4 điểm"
    assert scored(item, v="120").points == 10


def test_unit_above_the_known_highest_is_the_highest() -> None:
    assert scored(criterion(HIGHEST, "v"), v="400", peers=among("300")).points == 10


def test_nobody_has_anything() -> None:
    result = scored(criterion(HIGHEST, "v"), v="0", peers=among("0"))
    assert result.state == "undetermined"
    assert result.relative == 0
    assert result.flags == ("no_peer",)


def test_ratio_relative_to_the_highest_ratio() -> None:
    item = criterion(RATES, "a", "b")
    result = scored(item, a="1", b="7", peers=among("1/3"))
    assert result.points == Fraction(30, 7)
    assert result.derivation == "Cao nhất khối: 1/3 → 10 × 1/7 / (1/3) = 4,29 điểm"
    assert scored(item, a="1", b="0", peers=among("1/3")).state == "undetermined"


def test_cap_counts_a_larger_value_as_itself() -> None:
    item = criterion({**RATES, "cap": "1"}, "a", "b")
    above = scored(item, a="3", b="2", peers=among("1"))
    assert both(above) == (10, ("above_whole",))
    assert above.relative == 1
    assert both(scored(item, a="2", b="2", peers=among("1"))) == (10, ())
    assert scored(item, a="1", b="2", peers=among("1")).flags == ()


def test_min_max_proper() -> None:
    item = criterion({**HIGHEST, "reading": "min_max"}, "v")
    assert [scored(item, v=v, peers=among("30", "10")).points for v in ("10", "20", "30")] == [0, 5, 10]
    assert scored(item, v="20", peers=among("30", "10")).derivation == (
        "Cao nhất khối: 30, thấp nhất khối: 10 → 10 × (20 - 10) / (30 - 10) = 5 điểm"
    )
    assert scored(item, v="5", peers=among("30", "10")).points == 0
    assert scored(item, v="7").state == "undetermined"


def test_negative_values_are_worth_nothing() -> None:
    item = criterion({"kind": "highest", "of": "a-b"}, "a", "b")
    assert scored(item, a="1", b="3", peers=among("4")).points == 0
    assert scored(item, a="1", b="3", peers=among("-1")).state == "undetermined"


# not applicable -----------------------------------------------------------------------------------------


def away(gives: str | None, rule: dict[str, Any], *asked: str, peers: Peers | None = None) -> Score:
    more = {"not_applicable": {"when": "Không có", "gives": gives}} if gives else {}
    item = criterion(rule, *asked, **more)
    return score(item, Claim(not_applicable="không có"), peers or Peers())


def test_not_applicable_is_what_the_set_says() -> None:
    assert away(None, CHOICE).points == 0
    assert away("nothing", CHOICE).points == 0
    assert away("out_of_base", CHOICE).points is None
    given = away("best_peer", CHOICE, peers=Peers(best_points={"1.1": Fraction(7)}))
    assert given.state == "not_applicable"
    assert given.points == 7
    assert computed(given.derivation) == 7
    waiting = away("best_peer", CHOICE)
    assert both(waiting) == (None, ("no_peer",))


def test_best_points_of_a_relative_criterion_are_those_of_its_highest_unit() -> None:
    for reading in ("share", "min_max"):
        rule = {**HIGHEST, "reading": reading}
        assert away("best_peer", rule, "v", peers=among("30", "10")).points == 10
        assert away("best_peer", rule, "v", peers=among("0", "0")).points is None
