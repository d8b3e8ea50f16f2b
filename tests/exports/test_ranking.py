from __future__ import annotations

from fractions import Fraction

from exports.ranked import RankedUnit
from scoring.facts import Claim, Unit
from tests.exports.rankings import ranking_report
from tests.exports.samples import (
    AT,
    SET,
    accepted,
    adjusted,
    answered,
    campaign,
    communes,
    finished,
    ratio,
)


def _rows(*records: object, units: list[Unit]) -> tuple[RankedUnit, ...]:
    return tuple(ranking_report(campaign(*units), SET, records, at=AT).blocks[0].units)  # type: ignore[arg-type]


def test_equal_scores_share_a_rank_and_the_next_is_skipped() -> None:
    units = communes(4)
    records = [ratio(a, 4, unit=unit.code) for unit, a in zip(units, (2, 4, 2, 1), strict=True)]
    rows = _rows(*records, units=units)
    assert [(row.rank, row.code) for row in rows] == [(1, "002"), (2, "001"), (2, "003"), (4, "004")]


def test_equal_means_exactly_equal_not_equal_when_rounded() -> None:
    units = communes(2)
    rows = _rows(ratio(1_000_000, 3_000_001), ratio(1, 3, unit="002"), units=units)
    assert [(row.rank, row.code) for row in rows] == [(1, "002"), (2, "001")]


def test_verified_score_counts_once_the_review_is_finished_and_self_score_before() -> None:
    units = communes(3)
    done = finished(adjusted(ratio(4, 4), "1.2", points="3"))
    under_way = adjusted(ratio(2, 4, unit="002"), "1.2", points="1")
    rows = {row.code: row for row in _rows(done, under_way, units=units)}
    done_row, other = rows["001"], rows["002"]
    assert (done_row.counted, done_row.difference, done_row.provisional) == (
        Fraction(3),
        Fraction(-27),
        False,
    )
    assert (other.counted, other.verified, other.provisional) == (Fraction(15), None, True)
    assert [rows[code].rank for code in ("002", "001", "003")] == [1, 2, 3]


def test_a_unit_without_a_record_is_there_with_nothing_answered() -> None:
    (row,) = _rows(units=communes(1))
    assert (row.state, row.answered, row.own_groups) == ("drafting", 0, (Fraction(0), Fraction(0)))


def test_blocks_are_ranked_apart_and_compared_within_themselves() -> None:
    units = [*communes(2, "Khối A"), Unit(code="x", name="Thị trấn X", block="Khối B")]
    values = {"001": "50", "002": "100", "x": "1"}
    records = [answered(code, {"2.1": Claim(values={"v": value})}) for code, value in values.items()]
    report = ranking_report(campaign(*units), SET, records, at=AT)
    assert [block.name for block in report.blocks] == ["Khối A", "Khối B"]
    points = {row.code: row.own for block in report.blocks for row in block.units}
    assert points == {"001": Fraction(25, 2), "002": 25, "x": 25}
    assert [row.rank for block in report.blocks for row in block.units] == [1, 2, 1]


def test_a_block_is_closed_when_every_unit_is_reviewed() -> None:
    units = communes(2)
    one, two = (finished(accepted(ratio(1, 2, unit=unit.code), "1.2")) for unit in units)
    assert ranking_report(campaign(*units), SET, [one, two], at=AT).blocks[0].closed
    assert not ranking_report(campaign(*units), SET, [one], at=AT).blocks[0].closed


def test_once_results_are_settled_nobody_is_waited_for() -> None:
    settled = campaign(*communes(2)).model_copy(update={"stage": "approved"})
    assert ranking_report(settled, SET, [finished(ratio(1, 2))], at=AT).blocks[0].closed


def test_an_empty_campaign_has_no_blocks() -> None:
    report = ranking_report(campaign(), SET, (), at=AT)
    assert (report.blocks, report.asked, report.relative) == ((), 4, ("2.1", "2.2"))


def test_the_report_says_by_which_set_it_was_made() -> None:
    made = ranking_report(campaign(), SET, (), at=AT).source
    assert (made.set_id, made.version, made.digest, made.at) == ("nho", "1", SET.digest, AT)
