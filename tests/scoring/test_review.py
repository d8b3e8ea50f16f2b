from __future__ import annotations

import pytest

from scoring.facts import (
    AnswerAccepted,
    AnswerAdjusted,
    AnswerGiven,
    AnswerReturned,
    Claim,
    Evidence,
    EvidenceAttached,
    ExplanationGiven,
    SubmissionReturned,
    SubmissionSubmitted,
    SubmissionVerified,
    SubmissionWithdrawn,
)
from scoring.records import Submission, apply
from scoring.review import (
    heard,
    may_review,
    may_withdraw,
    returned,
    unreviewed,
    warnings,
    without_evidence,
)
from scoring.sheet import self_sheet
from tests.criteria.samples import CHOICE, RATIO, criteria_set, group, row

HOLE = {
    "kind": "tiers",
    "of": "n",
    "tiers": [{"label": "x", "above": "5", "share": "1"}, {"label": "y", "below": "5", "share": "1/2"}],
}
SET = criteria_set(
    group("1", row("1.1", CHOICE), row("1.2", RATIO, "a", "b"), row("1.3", HOLE, "n", evidence=""))
)
SUBMITTED = SubmissionSubmitted(claimed="1", digest="d")
FILE = Evidence(id="e", kind="file", name="x.pdf")


def answer(item: str, *chosen: str, **values: str) -> AnswerGiven:
    return AnswerGiven(item=item, version=1, claim=Claim(chosen=chosen, values=values))


def after(*facts: object) -> Submission:
    record = Submission(unit="a")
    for fact in facts:
        record = apply(record, fact)  # type: ignore[arg-type]
    return record


def warned(*facts: object) -> dict[str, list[str]]:
    record = after(*facts)
    return {key: list(signs) for key, signs in warnings(SET, record, self_sheet(SET, record).scores).items()}


ACCEPTED = AnswerAccepted(item="1.1", version=1)
BACK = AnswerReturned(item="1.1", version=1, reason="x")
ANSWER = answer("1.1", "co")


@pytest.mark.parametrize(
    ("facts", "allowed"),
    [
        ([], ""),
        ([ANSWER, SUBMITTED], "withdraw review"),
        ([ANSWER, SUBMITTED, SubmissionWithdrawn()], ""),
        ([ANSWER, SUBMITTED, ACCEPTED], "review"),
        ([ANSWER, SUBMITTED, BACK, SubmissionReturned(items=("1.1",))], ""),
        ([ANSWER, SUBMITTED, BACK, SubmissionReturned(items=("1.1",)), SUBMITTED], "withdraw review"),
        ([ANSWER, SUBMITTED, ACCEPTED, SubmissionVerified(verified="1")], ""),
    ],
)
def test_what_may_be_done_in_each_state(facts: list[object], allowed: str) -> None:
    record = after(*facts)
    can = {"withdraw": may_withdraw(record), "review": may_review(record)}
    assert {act for act, yes in can.items() if yes} == set(allowed.split())


def test_what_waits_for_a_verdict() -> None:
    record = after(answer("1.3", n="1"), ANSWER, answer("tt.1.4", value="3"), SUBMITTED)
    assert unreviewed(SET, record) == ("1.1", "1.3")
    assert unreviewed(SET, apply(record, ACCEPTED)) == ("1.3",)
    assert returned(apply(record, BACK)) == ("1.1",)


def test_evidence_or_an_explanation_is_missing() -> None:
    facts = [ANSWER, answer("1.2", a="1", b="2"), answer("1.3", n="1")]
    assert without_evidence(SET, after(*facts)) == ("1.1", "1.2")
    file, words = EvidenceAttached(item="1.1", evidence=FILE), ExplanationGiven(item="1.2", text="chưa ký")
    assert without_evidence(SET, after(*facts, file, words)) == ()


def test_warnings_by_criterion() -> None:
    file = EvidenceAttached(item="1.1", evidence=FILE)
    assert warned(ANSWER, file, answer("1.2", a="3", b="2"), answer("1.3", n="5")) == {
        "1.2": ["no_evidence", "above_whole"],
        "1.3": ["tier_hole"],
    }
    assert warned(answer("1.2", a="1", b="0")) == {
        "1.1": ["missing"],
        "1.2": ["no_evidence", "undetermined"],
        "1.3": ["missing"],
    }
    explained = ExplanationGiven(item="1.1", text="vì")
    assert warned(ANSWER, explained, answer("1.2", a="0", b="2"), answer("1.3", n="1")) == {
        "1.1": ["explained_only"]
    }


def test_claim_of_nothing_needs_no_evidence() -> None:
    assert warned(answer("1.1", "khong"), answer("1.2", a="0", b="2"), answer("1.3", n="1")) == {}


def test_a_unit_hears_of_a_verdict_when_it_is_its_turn_or_the_review_is_over() -> None:
    record = apply(Submission(unit="x"), SUBMITTED)
    record = apply(record, AnswerAccepted(item="1.1", version=1), by="p")
    record = apply(record, AnswerReturned(item="1.2", version=1, reason="Thiếu văn bản"), by="p")
    record = apply(record, AnswerAdjusted(item="1.3", version=1, points="1", reason="Sai số liệu"), by="p")
    told = {
        each.state: [item for item in ("1.1", "1.2", "1.3") if heard(each, item)]
        for each in (record, apply(record, SubmissionReturned(items=("1.2",))))
    }
    assert told == {"reviewing": [], "returned": ["1.2", "1.3"]}
    over = apply(record, AnswerAccepted(item="1.2", version=1), by="p")
    assert heard(apply(over, SubmissionVerified(verified="1")), "1.2") == over.verdicts["1.2"]
