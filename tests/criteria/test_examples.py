"""Every worked example of every set, and every criterion has one.

Criteria and examples stand in ``criteria/``, but an answer is read and scored in ``scoring/``.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from criteria import loader
from criteria.examples import Example
from criteria.schema import CriteriaSet
from criteria.vietnamese import half_up
from scoring.answers import claim_of
from scoring.rules import Peers, Score, score
from tests.scoring.second_evaluator import computed, said

SETS = {name: loader.load(name) for name in loader.find_sets()}
EXAMPLES = {name: loader.load_examples(loader.find(name)) for name in SETS}
CASES = [
    pytest.param(SETS[name], example, id=f"{name} {example.criterion} {number}")
    for name, examples in EXAMPLES.items()
    for number, example in enumerate(examples)
]


def worked(criteria: CriteriaSet, example: Example) -> Score:
    item = criteria.by_id[example.criterion]
    highest, lowest, best = (
        {} if value is None else {item.id: value}
        for value in (example.highest, example.lowest, example.best_points)
    )
    claim = claim_of(item, example.given, lambda _: None)
    return score(item, claim, Peers(highest, lowest, best, closed=True))


@pytest.mark.parametrize(("criteria", "example"), CASES)
def test_example_gives_the_points_of_its_own_arithmetic(criteria: CriteriaSet, example: Example) -> None:
    result = worked(criteria, example)

    assert (result.counted, result.state) == (example.points, example.state)
    if result.points is not None:
        assert half_up(computed(result.derivation), 2) == half_up(example.points, 2)
        assert said(result.derivation) == half_up(example.points, 2)


@pytest.mark.parametrize("name", SETS)
def test_every_criterion_has_an_example_that_cites_it(name: str) -> None:
    assert {example.criterion for example in EXAMPLES[name]} == SETS[name].by_id.keys()
    assert all(example.clause and example.why for example in EXAMPLES[name])


@pytest.mark.parametrize("name", SETS)
def test_every_criterion_has_an_example_of_its_maximum_or_a_part_of_it(name: str) -> None:
    best: dict[str, Fraction] = {}
    for example in EXAMPLES[name]:
        best[example.criterion] = max(best.get(example.criterion, Fraction(0)), example.points)
    assert all(points > 0 for points in best.values())


def test_second_evaluator_reads_numbers_brackets_and_signs_by_itself() -> None:
    assert computed("a → 35 × 421/512 = 28,78 điểm") == Fraction(35 * 421, 512)
    assert computed("10 × 3.000/10.000 / (3/4) = 4 điểm") == 4
    assert computed("x → 40 × (1 + 2)/4 / 80% = 37,5 điểm") == Fraction(75, 2)
    assert computed("0,2 × 12 = 2,4, tối đa 2 → 2 điểm") == 2
    assert said("x → 1.234,5 điểm (điểm tối đa)") == Fraction("1234.5")
