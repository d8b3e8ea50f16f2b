"""Median, best and usual range of a block, exact."""

from __future__ import annotations

import statistics
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from criteria import loader
from scoring.blocks import FEWEST, Block, median, spread
from scoring.facts import AnswerGiven, Claim, SubmissionSubmitted
from scoring.records import Submission, apply
from scoring.standings import standing

CRITERIA = loader.load("lac-dao-xa")
POINTS = st.lists(st.fractions(0, 1000), min_size=2, max_size=30)


def rows(figures: list[str], item: str = "3.1", *, handed_in: bool = True) -> Block:
    made = []
    for n, figure in enumerate(figures):
        record = Submission(unit=f"u{n}")
        values = {"a": figure, "b": "100"}
        record = apply(record, AnswerGiven(item=item, version=1, claim=Claim(values=values)))
        if handed_in:
            record = apply(record, SubmissionSubmitted(claimed="1", digest="d"))
        made.append(standing(CRITERIA, record))
    return Block(CRITERIA, tuple(made))


@given(POINTS)
def test_the_median_is_the_middle_one_or_the_exact_mean_of_both(points: list[Fraction]) -> None:
    assert median(sorted(points)) == statistics.median(points)


@given(POINTS)
def test_the_middle_of_a_block_is_always_usual(points: list[Fraction]) -> None:
    found = spread(points)
    assert found.low <= found.median <= found.high
    assert found.best == max(points)
    assert found.usual(found.median)


def test_a_block_of_claims() -> None:
    found = rows(["10", "20", "40", "80"]).spread("3.1")  # of 35 points
    assert found is not None
    assert (found.median, found.best) == (Fraction(21, 2), Fraction(28))
    assert found.usual(Fraction(35))  # four units are too few to call anything unusual


def test_what_lies_far_from_the_others_is_unusual() -> None:
    block = rows(["50", "52", "54", "56", "10"])
    found = block.spread("3.1")
    assert found is not None
    unusual = [unit for unit, points in block.points("3.1").items() if not found.usual(points)]
    assert unusual == []  # the quartiles of five: (10+50)/2 and (54+56)/2
    block = rows(["50", "51", "52", "53", "54", "55", "10"])
    found = block.spread("3.1")
    assert found is not None
    assert [u for u, points in block.points("3.1").items() if not found.usual(points)] == ["u6"]


def test_the_ends_of_the_range_are_usual() -> None:
    found = spread(map(Fraction, (2, 2, 4, 4, 4)))
    assert [found.low, found.high] == [-1, 7]
    assert [found.usual(Fraction(points)) for points in (-2, -1, 7, 8)] == [False, True, True, False]


def test_few_units_and_drafts_show_nothing() -> None:
    assert rows(["10"] * (FEWEST - 1)).spread("3.1") is None
    assert rows(["10"] * FEWEST).spread("3.1") is not None
    assert rows(["10"] * 9, handed_in=False).spread("3.1") is None
    assert rows(["10"] * 9).spread("1.1") is None


def test_relative_points_are_those_among_the_block() -> None:
    made = []
    for n, figure in enumerate(("10", "20", "40")):
        record = apply(
            Submission(unit=f"u{n}"), AnswerGiven(item="8.4", version=1, claim=Claim(values={"v": figure}))
        )
        made.append(standing(CRITERIA, apply(record, SubmissionSubmitted(claimed="1", digest="d"))))
    most = CRITERIA.by_id["8.4"].max
    assert Block(CRITERIA, tuple(made)).points("8.4") == {"u0": most / 4, "u1": most / 2, "u2": most}
