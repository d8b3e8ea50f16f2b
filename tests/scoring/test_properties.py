"""What holds for every rule and any figures."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from criteria.schema import Criterion
from criteria.vietnamese import half_up
from scoring.claims import needed
from scoring.facts import Claim
from scoring.peers import score_block
from scoring.ranking import rank
from scoring.rules import Peers, score
from tests.criteria.samples import RATIO, criterion
from tests.scoring.claiming import CRITERIA, EVERYTHING, blocks, claims
from tests.scoring.second_evaluator import computed, said

MANY = settings(max_examples=300, deadline=None)
FEW = settings(max_examples=25, deadline=None)
COUNTS = st.integers(0, 500)


@MANY
@given(st.data(), CRITERIA)
def test_points_lie_between_nothing_and_the_maximum_and_follow_from_the_print(
    data: st.DataObject, item: Criterion
) -> None:
    claim = data.draw(claims(item))
    ends = {item.id: Fraction(data.draw(COUNTS))}
    result = score(item, claim, Peers(ends, {item.id: Fraction(0)}, ends and {item.id: item.max}))

    assert 0 <= result.counted <= item.max
    assert result.state != "missing"
    if result.points is None:
        assert result.flags or result.state == "not_applicable"
    else:
        assert half_up(computed(result.derivation), 2) == half_up(result.points, 2), result.derivation
        assert said(result.derivation) == half_up(result.points, 2), result.derivation
    shows_work = "=" in result.derivation.rpartition("→")[2]
    assert not shows_work or computed(result.derivation) == result.points, result.derivation


@MANY
@given(st.data(), CRITERIA)
def test_claim_without_a_needed_figure_is_missing(data: st.DataObject, item: Criterion) -> None:
    claim = data.draw(claims(item))
    keys = () if claim.not_applicable else needed(item, claim)
    if keys:
        left_out = data.draw(st.sampled_from(keys))
        values = {key: text for key, text in claim.values.items() if key != left_out}
        assert score(item, claim.model_copy(update={"values": values})).state == "missing"


def grows(item: Criterion, key: str, less: int, more: int, peers: Peers | None = None, **rest: str) -> None:
    low, high = (
        score(item, Claim(values={**rest, key: str(value)}), peers or Peers()).counted
        for value in sorted((less, more))
    )
    assert low <= high


@given(COUNTS, COUNTS, st.integers(1, 500), st.sampled_from([{}, {"target": "80%"}, {"floor": "60%"}]))
def test_ratio_grows_with_its_numerator(less: int, more: int, b: int, ends: dict[str, str]) -> None:
    grows(criterion({**RATIO, **ends}, "a", "b"), "a", less, more, b=str(b))


@given(COUNTS, COUNTS)
def test_points_grow_with_the_count(less: int, more: int) -> None:
    grows(criterion({"kind": "points", "formula": "0.2*n"}, "n"), "n", less, more)


@given(COUNTS, COUNTS, COUNTS, COUNTS, st.sampled_from(["share", "min_max"]))
def test_relative_points_grow_with_the_value(less: int, more: int, low: int, high: int, reading: str) -> None:
    item = criterion({"kind": "highest", "of": "v", "reading": reading}, "v")
    ends = sorted((low, high))
    peers = Peers({"1.1": Fraction(ends[1])}, {"1.1": Fraction(ends[0])})
    grows(item, "v", less, more, peers)


@FEW
@given(st.data(), blocks())
def test_order_of_units_does_not_matter(data: st.DataObject, units: dict[str, dict[str, Claim]]) -> None:
    shuffled = {unit: units[unit] for unit in data.draw(st.permutations(list(units)))}
    first, second = score_block(EVERYTHING, units), score_block(EVERYTHING, shuffled)
    assert {unit: first[unit] for unit in units} == {unit: second[unit] for unit in units}
    ranks = [rank({unit: sheet.total for unit, sheet in sheets.items()}) for sheets in (first, second)]
    assert ranks[0] == ranks[1]


@FEW
@given(blocks(), st.booleans())
def test_sums_are_the_sums_of_their_parts(units: dict[str, dict[str, Claim]], closed: bool) -> None:
    for sheet in score_block(EVERYTHING, units, closed=closed).values():
        assert (
            sheet.total == sum(item.counted for item in sheet.scores.values()) == sum(sheet.groups.values())
        )
        assert sheet.total <= sheet.base <= EVERYTHING.declared_max
        assert not (closed and sheet.provisional)


@FEW
@given(blocks())
def test_somebody_in_the_block_has_full_relative_points(units: dict[str, dict[str, Claim]]) -> None:
    sheets = score_block(EVERYTHING, units).values()
    for item in EVERYTHING.relative:
        values = [s.relative[item.id] for s in sheets if item.id in s.relative]
        got = [s.scores[item.id].counted for s in sheets if s.scores[item.id].state == "provisional"]
        if got:
            assert max(got) == item.max
        else:
            assert not values or max(values) <= 0 or min(values) == max(values)
