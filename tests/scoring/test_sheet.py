from __future__ import annotations

from fractions import Fraction

from scoring.facts import AnswerAccepted, AnswerAdjusted, AnswerGiven, AnswerReturned, Claim
from scoring.records import Submission, apply
from scoring.sheet import claimed, score_sheet, self_sheet, verified, verified_sheet
from tests.criteria.samples import CHOICE, RATIO, criteria_set, group, row

SET = criteria_set(
    group("1", row("1.1", CHOICE), row("1.2", RATIO, "a", "b")), group("2", row("2.1", RATIO, "a", "b"))
)


def ratio(a: int, b: int) -> Claim:
    return Claim(values={"a": str(a), "b": str(b)})


def record() -> Submission:
    found = Submission(unit="a")
    for item, claim in {"1.1": Claim(chosen=("co",)), "1.2": ratio(1, 3), "2.1": ratio(1, 2)}.items():
        found = apply(found, AnswerGiven(item=item, version=1, claim=claim))
    return found


def test_groups_and_total_are_exact() -> None:
    sheet = self_sheet(SET, record())
    assert sheet.groups == {"1": Fraction(40, 3), "2": 5}
    assert (sheet.total, sheet.base, sheet.answered) == (Fraction(55, 3), Fraction(30), 3)


def test_every_criterion_is_on_the_sheet() -> None:
    sheet = score_sheet(SET, {})
    assert {key: item.state for key, item in sheet.scores.items()} == dict.fromkeys(SET.by_id, "missing")
    assert sheet.total == sheet.answered == 0
    assert not sheet.provisional


def test_claims_for_items_that_the_set_has_not_are_passed_over() -> None:
    claims = {"tt.1.4": Claim(values={"value": "3"}), "9.9": Claim(chosen=("x",))}
    assert score_sheet(SET, claims).total == 0


def test_self_score_and_verified_score_stand_side_by_side() -> None:
    found = record()
    found = apply(found, AnswerAccepted(item="1.1", version=1), by="r")
    found = apply(found, AnswerAdjusted(item="1.2", version=1, claim=ratio(1, 4), reason="x"), by="r")
    found = apply(found, AnswerAdjusted(item="2.1", version=1, points="7/3", reason="x"), by="r")
    assert claimed(found)["1.2"] == ratio(1, 3)
    assert verified(found)[0]["1.2"] == ratio(1, 4)
    assert self_sheet(SET, found).total == Fraction(55, 3)
    assert verified_sheet(SET, found).total == 10 + Fraction(5, 2) + Fraction(7, 3)
    assert verified_sheet(SET, found).scores["2.1"].derivation == "Điểm do người thẩm định quyết định"


def test_returned_answer_counts_as_claimed_until_it_is_corrected() -> None:
    found = apply(record(), AnswerReturned(item="1.2", version=1, reason="x"), by="r")
    assert verified_sheet(SET, found).total == self_sheet(SET, found).total


def test_points_for_what_was_never_answered() -> None:
    sheet = score_sheet(SET, {}, overrides={"1.2": Fraction(4)})
    assert sheet.scores["1.2"].state == "scored"
    assert sheet.total == 4
