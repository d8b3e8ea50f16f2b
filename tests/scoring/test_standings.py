"""The small row of each unit gives the same totals as the whole dossiers."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from criteria.vietnamese import plain
from scoring.facts import (
    AnswerAdjusted,
    AnswerGiven,
    AppealFiled,
    Claim,
    Evidence,
    EvidenceAttached,
    SubmissionSubmitted,
)
from scoring.peers import score_block
from scoring.records import Submission, apply
from scoring.rules import Peers
from scoring.sheet import self_sheet, verified, verified_sheet
from scoring.standings import Standing, block_peers, standing, total
from tests.criteria.samples import CHOICE, criteria_set, group, row
from tests.scoring.claiming import EVERYTHING, blocks

SMALL = criteria_set(group("1", row("1.1", CHOICE), row("1.2", {"kind": "highest", "of": "v"}, "v")))


def record(unit: str, claims: dict[str, Claim], points: dict[str, str] | None = None) -> Submission:
    found = Submission(unit=unit)
    for item, claim in claims.items():
        found = apply(found, AnswerGiven(item=item, version=1, claim=claim))
    for item, given_points in (points or {}).items():
        found = apply(found, AnswerAdjusted(item=item, version=1, points=given_points, reason="x"))
    return found


@settings(max_examples=40, deadline=None)
@given(st.data(), blocks())
def test_totals_of_rows_are_the_totals_of_the_block(
    data: st.DataObject, units: dict[str, dict[str, Claim]]
) -> None:
    cut = st.fractions(0, 3, max_denominator=8).map(plain)
    records = {
        unit: record(
            unit, claims, {item: data.draw(cut) for item in claims if data.draw(st.integers(0, 4)) == 0}
        )
        for unit, claims in units.items()
    }
    rows = {unit: standing(EVERYTHING, each) for unit, each in records.items()}
    own, checked = score_block(EVERYTHING, units), _verified_block(records)

    mine, theirs = (block_peers(getattr(r, part) for r in rows.values()) for part in ("own", "verified"))
    for unit, each in rows.items():
        assert total(EVERYTHING, each.own, mine) == own[unit].total
        assert total(EVERYTHING, each.verified, theirs) == checked[unit]
        assert self_sheet(EVERYTHING, records[unit], mine).total == own[unit].total
        assert verified_sheet(EVERYTHING, records[unit], theirs).total == checked[unit]


def _verified_block(records: dict[str, Submission]) -> dict[str, Fraction]:
    claims = {unit: verified(each)[0] for unit, each in records.items()}
    points = {unit: verified(each)[1] for unit, each in records.items()}
    return {unit: sheet.total for unit, sheet in score_block(EVERYTHING, claims, points).items()}


def row_of(*facts: AnswerGiven | EvidenceAttached | SubmissionSubmitted | AnswerAdjusted) -> Standing:
    found = Submission(unit="a")
    for fact in facts:
        found = apply(found, fact, at="2026-11-21T01:00:00Z")
    return standing(SMALL, found)


def test_row_counts_what_is_there_and_what_is_missing() -> None:
    first = AnswerGiven(item="1.1", version=1, claim=Claim(chosen=("co",)))
    second = AnswerGiven(item="1.2", version=1, claim=Claim(values={"v": "5"}))
    file = EvidenceAttached(item="1.1", evidence=Evidence(id="e", kind="link", name="x", url="https://x.vn"))
    handed_in = SubmissionSubmitted(claimed="20", digest="x")
    found = row_of(
        first, second, file, handed_in, AnswerAdjusted(item="1.1", version=1, points="7", reason="x")
    )
    assert (found.state, found.submitted_at) == ("reviewing", "2026-11-21T01:00:00Z")
    assert (found.answered, found.waiting, found.warned) == (2, 1, 1)
    assert total(SMALL, found.own) == 20
    assert total(SMALL, found.verified) == 17


def test_row_of_nothing() -> None:
    found = row_of()
    assert (found.state, found.answered, found.warned) == ("drafting", 0, 0)
    assert total(SMALL, found.own, Peers()) == 0


def test_overridden_figure_no_longer_sets_the_blocks_highest() -> None:
    a = record("a", {"1.2": Claim(values={"v": "1000"})}, {"1.2": "3"})
    b = record("b", {"1.2": Claim(values={"v": "10"})})
    rows = [standing(SMALL, each) for each in (a, b)]
    peers = block_peers(each.verified for each in rows)
    assert [total(SMALL, each.verified, peers) for each in rows] == [3, 10]
    assert _peers_totals(a, b) == {"a": Fraction(3), "b": Fraction(10)}


def _peers_totals(*records: Submission) -> dict[str, Fraction]:
    claims = {each.unit: verified(each)[0] for each in records}
    points = {each.unit: verified(each)[1] for each in records}
    return {unit: sheet.total for unit, sheet in score_block(SMALL, claims, points).items()}


def test_appeals_stand_in_printed_order_whichever_was_filed_first() -> None:
    """As they are read from the database, which has no other order: else the record would not be whole."""
    found = Submission(unit="01")
    for item in ("1.2", "1.1"):
        found = apply(found, AppealFiled(item=item, reason="Đề nghị xem lại số liệu."))
    assert standing(SMALL, found).appeals == ("1.1", "1.2")
