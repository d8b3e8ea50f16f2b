"""Units of a ranking are kept on a file and made when they are asked for: as they would be published."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from criteria.procedures import Procedure
from criteria.vietnamese import plain
from exports.ranked import RankedUnit
from scoring import publishing
from scoring.facts import AnswerAdjusted, AnswerGiven, Claim, SubmissionSubmitted, SubmissionVerified
from scoring.publishing import Ground
from scoring.records import Submission, apply
from scoring.standings import standing
from tests.exports.rankings import ranking_report
from tests.scoring.claiming import EVERYTHING, blocks
from tests.scoring.test_publishing import CRITERIA, FULL, HALF, HALVES, KIEN_GIANG, XA, approved, campaign

AT = datetime(2026, 11, 21, 1, 5, tzinfo=UTC)


@st.composite
def dossiers(draw: st.DrawFn) -> list[Submission]:
    """Dossiers of EVERYTHING: drafts, handed in, and verified, some with points that a reviewer set."""
    found = []
    for unit, claims in draw(blocks()).items():
        record = Submission(unit=unit)
        for item, claim in claims.items():
            record = apply(record, AnswerGiven(item=item, version=1, claim=claim))
        far = draw(st.integers(0, 2))
        if far:
            record = apply(record, SubmissionSubmitted(claimed="1", digest="d"))
        if far == 2:
            record = _verified(record, draw(st.sampled_from([*claims, ""])))
        found.append(record)
    return found


def _verified(record: Submission, item: str) -> Submission:
    if item:
        record = apply(record, AnswerAdjusted(item=item, version=1, points="1.25", reason="x"))
    return apply(record, SubmissionVerified(verified="1"))


@settings(max_examples=40, deadline=None)
@given(dossiers(), st.sampled_from(["open", "verifying"]))
def test_order_ranks_and_points_are_those_of_a_publication(records: list[Submission], stage: str) -> None:
    known = campaign({each.unit: "" for each in records}, stage)  # type: ignore[arg-type]
    report = ranking_report(known, EVERYTHING, records, at=AT)
    rows = {each.unit: standing(EVERYTHING, each) for each in records}
    ground = Ground(known, EVERYTHING, None, rows)
    counted = publishing.counted(ground)
    units = [unit for block in report.blocks for unit in block.units]
    told = [(p.unit, p.rank, p.why) for p in publishing.placings(ground)]
    assert [(unit.code, unit.rank, unit.why) for unit in units] == told
    for unit in units:
        each = counted[unit.code]
        assert unit.has_result == (each.row is not None)
        if unit.has_result:
            assert (unit.counted, list(unit.counted_groups)) == (each.total, list(each.groups.values()))
            assert sum((points or 0 for points in unit.points), Fraction(0)) == each.total


def _made(procedure: Procedure) -> list[RankedUnit]:
    shares = {"a": HALF, "b": FULL, "c": HALVES, "d": FULL}
    records = [approved(code, each) for code, each in shares.items()]
    known = campaign(dict.fromkeys((*shares, "e"), "xa"))
    rows = {each.unit: standing(CRITERIA, each) for each in records}
    rows["e"] = standing(CRITERIA, Submission(unit="e"))
    (block,) = ranking_report(known, CRITERIA, records, procedure, at=AT).blocks
    assert block.levels
    placings = publishing.placings(Ground(known, CRITERIA, procedure, rows))
    assert [(u.code, u.rank, u.level, u.why, plain(u.counted)) for u in block.units] == [
        (p.unit, p.rank, p.level, p.why, p.total) for p in placings
    ]
    assert list(block.units[1:3]) == list(block.units)[1:3]
    assert block.units[-1] == list(block.units)[-1]
    return list(block.units)


def test_levels_are_those_of_a_publication_and_units_the_same_every_time() -> None:
    assert [unit.code for unit in _made(XA)] == ["b", "d", "a", "c", "e"]
    assert [unit.rank for unit in _made(KIEN_GIANG)] == [1, 1, 3, 4, 0]


def test_a_figure_of_any_length_is_kept_exactly() -> None:
    long = "0." + "123456789" * 20
    item = next(c for c in EVERYTHING.criteria if c.relative and len(c.inputs) == 1)
    claim = Claim(values={item.inputs[0].key: long})
    records = [apply(Submission(unit=u), AnswerGiven(item=item.id, version=1, claim=claim)) for u in "ab"]
    report = ranking_report(campaign({"a": "", "b": ""}, "open"), EVERYTHING, records, at=AT)
    assert [unit.own for unit in report.blocks[0].units] == [item.max, item.max]
