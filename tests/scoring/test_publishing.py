"""Placings: exact totals, ranks, levels, and a digest that says the same for everybody."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings

from criteria.loader import load
from criteria.procedure_files import load_procedure
from criteria.vietnamese import plain
from scoring import publishing
from scoring.campaigns import Campaign, apply
from scoring.facts import (
    AnswerAdjusted,
    AnswerGiven,
    Claim,
    Placing,
    SignatureAsked,
    Stage,
    StageChanged,
    SubmissionApproved,
    SubmissionFact,
    SubmissionSubmitted,
    SubmissionVerified,
    Unit,
    UnitsImported,
)
from scoring.peers import score_block
from scoring.publishing import Ground, changes, counted, digest, has_result, placings, summaries
from scoring.records import Submission
from scoring.records import apply as fold
from scoring.sheet import self_sheet
from scoring.standings import standing
from tests.criteria.test_pairing import NAMES, commune_set
from tests.scoring.claiming import EVERYTHING, blocks

XA, KIEN_GIANG = load_procedure("nam-dong-xa"), load_procedure("kien-giang")
CRITERIA = commune_set()
LAC_DAO = load("lac-dao-xa")
IDS = [criterion.id for criterion in CRITERIA.criteria]


def campaign(units: dict[str, str], stage: Stage = "approved") -> Campaign:
    made = tuple(Unit(code=code, name=f"Xã {code}", block=block) for code, block in units.items())
    return apply(apply(Campaign(id="k"), UnitsImported(units=made)), StageChanged(stage=stage))


def approved(unit: str, shares: list[str]) -> Submission:
    """A dossier whose groups were given these shares of their maxima."""
    record = Submission(unit=unit)
    for item, most, share in zip(IDS, NAMES.values(), shares, strict=True):
        record = fold(record, AnswerGiven(item=item, version=1, claim=Claim(chosen=("co",))))
        points = plain(Fraction(share) * Fraction(most))
        record = fold(record, AnswerAdjusted(item=item, version=1, points=points, reason="x"))
    for fact in (
        SubmissionSubmitted(claimed="1", digest="d"),
        SubmissionVerified(verified="1"),
        SubmissionApproved(),
    ):
        record = fold(record, fact)
    return record


def ground(dossiers: dict[str, list[str]], procedure: object = XA, block: str = "xa") -> Ground:
    records = {code: approved(code, shares) for code, shares in dossiers.items() if shares}
    rows = {code: standing(CRITERIA, records.get(code, Submission(unit=code))) for code in dossiers}
    return Ground(campaign(dict.fromkeys(dossiers, block)), CRITERIA, procedure, rows)  # type: ignore[arg-type]


FULL, HALF, HALVES = ["1"] * 7, ["0.5"] * 7, ["1", "1", "1", "1", "1", "0", "1"]


def test_below_the_lowest_level_there_is_no_rank_and_the_reason_is_named() -> None:
    found = {each.unit: each for each in placings(ground({"a": HALF, "b": FULL, "c": HALVES, "d": []}))}
    assert [(p.unit, p.rank) for p in found.values()] == [("b", 1), ("a", 0), ("c", 0), ("d", 0)]
    assert found["b"].level == "Mức I"
    assert found["c"].level.startswith("Không xếp hạng")
    assert "Giao dịch 0/" in found["c"].why
    assert (found["d"].level, found["d"].why) == ("", publishing.NOT_SUBMITTED)
    assert [has_result(found[unit]) for unit in "abcd"] == [True, True, True, False]
    assert summaries(found.values())["xa"].ranked == 1


def test_levels_by_share_and_units_that_share_a_rank() -> None:
    found = placings(ground({"a": HALF, "b": FULL, "c": FULL}, KIEN_GIANG))
    assert [(p.unit, p.rank, p.total) for p in found] == [("b", 1, "90"), ("c", 1, "90"), ("a", 3, "45")]
    assert found[0].level != found[2].level
    assert all(placing.verified for placing in found)


def test_without_a_fitting_procedure_there_are_no_levels() -> None:
    (only,) = placings(ground({"a": FULL}, None))
    assert (only.rank, only.level, only.why) == (1, "", "")
    other = Ground(campaign({"a": ""}), EVERYTHING, XA, {"a": standing(EVERYTHING, Submission(unit="a"))})
    assert placings(other)[0].level == ""


def test_before_the_review_is_finished_the_self_score_counts_and_is_marked() -> None:
    record = fold(Submission(unit="a"), AnswerGiven(item=IDS[0], version=1, claim=Claim(chosen=("co",))))
    rows = {"a": standing(CRITERIA, record)}
    (draft,) = placings(Ground(campaign({"a": ""}, "open"), CRITERIA, None, rows))
    assert (draft.rank, draft.verified) == (1, False)
    assert Fraction(draft.total) > 0
    (late,) = placings(Ground(campaign({"a": ""}, "verifying"), CRITERIA, None, rows))
    assert (late.rank, late.total) == (0, "0")


def test_median_and_best_are_of_units_with_a_result() -> None:
    block = summaries(placings(ground({"a": HALF, "b": FULL, "c": HALVES, "d": []}, KIEN_GIANG)))["xa"]
    assert (block.ranked, block.median, block.best) == (3, Fraction(80), Fraction(90))
    two = summaries(placings(ground({"a": HALF, "b": FULL}, KIEN_GIANG)))["xa"]
    assert two.median == Fraction(135, 2)


def test_the_digest_is_over_the_placings_whatever_their_order() -> None:
    found = placings(ground({"a": HALF, "b": FULL}, KIEN_GIANG))
    assert digest(found) == digest(reversed(found))
    assert len(digest(found)) == 64
    assert digest(found) != digest(placings(ground({"a": FULL, "b": FULL}, KIEN_GIANG)))


def test_changes_are_of_total_rank_or_level() -> None:
    before = {each.unit: each for each in placings(ground({"a": HALF, "b": FULL}, KIEN_GIANG))}
    after = placings(ground({"a": FULL, "b": FULL}, KIEN_GIANG))
    assert [(was and was.rank, now.unit, now.rank) for was, now in changes(before, after)] == [(2, "a", 1)]
    new = Placing(unit="z", total="1", rank=1)
    assert changes(before, [new]) == [(None, new)]


@settings(max_examples=40, deadline=None)
@given(blocks())
def test_totals_are_those_of_the_whole_block(units: dict[str, dict[str, Claim]]) -> None:
    rows = {}
    for unit, claims in units.items():
        record = Submission(unit=unit)
        for item, claim in claims.items():
            record = fold(record, AnswerGiven(item=item, version=1, claim=claim))
        rows[unit] = standing(EVERYTHING, record)
    found = counted(Ground(campaign(dict.fromkeys(units, ""), "open"), EVERYTHING, None, rows))
    sheets = score_block(EVERYTHING, units)
    for unit, sheet in sheets.items():
        assert found[unit].total == sheet.total
        assert found[unit].groups == sheet.groups
        pending = {key for key, each in sheet.scores.items() if each.state == "undetermined"}
        assert pending <= set(found[unit].unsettled)


@pytest.mark.parametrize("shares", [FULL, HALF, HALVES])
def test_points_of_groups_are_those_of_the_level(shares: list[str]) -> None:
    each = counted(ground({"a": shares}))["a"]
    assert list(each.groups.values()) == [
        Fraction(share) * Fraction(most) for share, most in zip(shares, NAMES.values(), strict=True)
    ]


def compared(unit: str, value: str, *facts: SubmissionFact) -> Submission:
    """A dossier with a figure that is compared with other units'."""
    record = fold(
        Submission(unit=unit),
        AnswerGiven(item="4.6", version=1, claim=Claim(values={"a": value, "b": "100"})),
    )
    for fact in facts:
        record = fold(record, fact)
    return record


@pytest.mark.parametrize("asked", [(), (SignatureAsked(claimed="1", digest="d"),)])
def test_figures_that_were_never_handed_in_are_compared_only_while_units_answer(
    asked: tuple[SubmissionFact, ...],
) -> None:
    done = (
        SubmissionSubmitted(claimed="1", digest="d"), SubmissionVerified(verified="1"), SubmissionApproved(),
    )  # fmt: skip
    records = (compared("a", "50", *done), compared("b", "100", *asked))
    rows = {record.unit: standing(LAC_DAO, record) for record in records}
    found = {
        stage: counted(Ground(campaign({"a": "x", "b": "x"}, stage), LAC_DAO, None, rows))["a"].total
        for stage in ("open", "verifying", "approved")
    }
    most = LAC_DAO.by_id["4.6"].max
    assert found["verifying"] == found["approved"] == most


def test_once_results_are_settled_nothing_of_the_block_is_open_and_no_point_has_changed() -> None:
    sent = SubmissionSubmitted(claimed="1", digest="d")
    records = (compared("a", "50", sent), compared("b", "100", sent))
    rows = {record.unit: standing(LAC_DAO, record) for record in records}
    found = {
        stage: publishing.neighbours(Ground(campaign(dict.fromkeys("ab", "x"), stage), LAC_DAO, None, rows))
        for stage in ("open", "approved")
    }
    before, after = (self_sheet(LAC_DAO, records[0], among["x"].own) for among in found.values())
    assert (before.provisional, after.provisional) == (True, False)
    assert before.total == after.total
