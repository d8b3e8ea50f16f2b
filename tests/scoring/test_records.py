"""Facts folded into a dossier."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import facts as f
from scoring.facts import FACT, Claim, Evidence, SubmissionFact
from scoring.records import Submission, apply
from scoring.submission_digest import digest_of

FIRST = f.AnswerGiven(item="1.1", version=1, claim=Claim(chosen=("co",)))
SECOND = f.AnswerGiven(item="1.1", version=2, claim=Claim(chosen=("khong",)))
FILE = Evidence(id="e1", kind="file", name="kh.pdf", sha256="ab")
SUBMITTED = f.SubmissionSubmitted(claimed="10", digest="d")
ACCEPTED = f.AnswerAccepted(item="1.1", version=1)
ADJUSTED = f.AnswerAdjusted(item="1.1", version=1, points="5", reason="thiếu chữ ký")
RETURNED = f.AnswerReturned(item="1.1", version=1, reason="sai năm")


def after(*facts: SubmissionFact, at: str = "2026-11-21T01:00:00Z") -> Submission:
    record = Submission(unit="a")
    for fact in facts:
        record = apply(record, fact, by="r", at=at)
    return record


@pytest.mark.parametrize("verdict", [ACCEPTED, ADJUSTED, RETURNED])
def test_new_version_loses_the_verdict_of_the_old_one(verdict: SubmissionFact) -> None:
    reviewed = after(FIRST, SUBMITTED, verdict)
    assert reviewed.verdicts["1.1"].version == 1
    assert reviewed.state == "reviewing"
    again = apply(reviewed, SECOND)
    assert "1.1" not in again.verdicts
    assert again.version("1.1") == 2
    assert again.claim("1.1") == Claim(chosen=("khong",))


def test_verdict_of_another_item_stays() -> None:
    other = f.AnswerGiven(item="1.2", version=1, claim=Claim(chosen=("co",)))
    record = after(FIRST, other, SUBMITTED, ACCEPTED, f.AnswerGiven(item="1.2", version=2, claim=Claim()))
    assert record.verdicts.keys() == {"1.1"}


def test_verdict_keeps_what_was_said_and_by_whom() -> None:
    verdict = after(FIRST, SUBMITTED, ADJUSTED).verdicts["1.1"]
    assert (verdict.outcome, verdict.points, verdict.reason, verdict.by) == (
        "adjusted",
        "5",
        "thiếu chữ ký",
        "r",
    )


def test_return_reopens_only_the_returned_items() -> None:
    record = after(FIRST, SUBMITTED, RETURNED, f.SubmissionReturned(items=("1.1",)))
    assert (record.state, record.reopened) == ("returned", ("1.1",))
    assert record.editable("1.1")
    assert not record.editable("1.2")
    assert not after(FIRST, SUBMITTED).editable("1.1")
    assert after().editable("1.1")


def test_handing_in_again_closes_what_was_reopened() -> None:
    returned = (FIRST, SUBMITTED, RETURNED, f.SubmissionReturned(items=("1.1",)))
    record = after(*returned, SECOND, SUBMITTED)
    assert (record.state, record.reopened, record.verdicts) == ("submitted", (), {})
    untouched = after(*returned, SUBMITTED)
    assert untouched.verdicts == {}
    assert untouched.version("1.1") == 1


def test_handing_in_keeps_verdicts_that_stand() -> None:
    other = f.AnswerGiven(item="1.2", version=1, claim=Claim())
    back = f.AnswerReturned(item="1.2", version=1, reason="x")
    record = after(FIRST, other, SUBMITTED, ACCEPTED, back, f.SubmissionReturned(items=("1.2",)), SUBMITTED)
    assert {item: verdict.outcome for item, verdict in record.verdicts.items()} == {"1.1": "accepted"}


def test_withdrawing_gives_the_dossier_back() -> None:
    record = after(FIRST, SUBMITTED, f.SubmissionWithdrawn())
    assert (record.state, record.submitted_at, record.digest) == ("drafting", "", "")
    assert record.claim("1.1") == Claim(chosen=("co",))


def test_submission_knows_when_and_what() -> None:
    record = after(FIRST, SUBMITTED, at="2026-12-01T02:03:04Z")
    assert (record.state, record.submitted_at, record.claimed) == ("submitted", "2026-12-01T02:03:04Z", "10")
    done = apply(record, f.SubmissionVerified(verified="9.5"))
    assert (done.state, done.verified, done.claimed) == ("verified", "9.5", "10")


def test_evidence_comes_and_goes_and_the_answer_stays() -> None:
    attached = after(FIRST, f.EvidenceAttached(item="1.1", evidence=FILE))
    assert attached.evidence == {"1.1": (FILE,)}
    removed = apply(attached, f.EvidenceRemoved(item="1.1", evidence_id="e1"))
    assert removed.evidence == {}
    assert removed.answers == attached.answers


def test_explanation_is_taken_back_by_an_empty_one() -> None:
    record = after(f.ExplanationGiven(item="1.1", text="chưa ký"))
    assert record.explanations == {"1.1": "chưa ký"}
    assert apply(record, f.ExplanationGiven(item="1.1", text="")).explanations == {}


def test_a_remark_stays_when_the_other_is_taken_back() -> None:
    both = after(
        f.RemarkGiven(topic="difficulties", text="ít máy"), f.RemarkGiven(topic="proposals", text="cấp máy")
    )
    assert both.remarks == {"difficulties": "ít máy", "proposals": "cấp máy"}
    assert apply(both, f.RemarkGiven(topic="proposals", text="")).remarks == {"difficulties": "ít máy"}


def test_each_fact_is_one_revision() -> None:
    assert after(FIRST, SUBMITTED, ACCEPTED).revision == 3


def test_digest_is_of_what_a_receipt_names() -> None:
    record = after(FIRST)
    assert digest_of(record) == digest_of(apply(record, SUBMITTED))
    assert digest_of(record) != digest_of(apply(record, SECOND))
    assert digest_of(record) != digest_of(apply(record, f.EvidenceAttached(item="1.1", evidence=FILE)))
    said = apply(record, f.RemarkGiven(topic="difficulties", text="ít máy"))
    assert digest_of(record) != digest_of(said)
    assert digest_of(record) == digest_of(apply(said, f.RemarkGiven(topic="difficulties", text="")))


ITEMS = st.sampled_from(["1.1", "1.2", "tt.1.4"])
TOPICS = st.sampled_from(["difficulties", "proposals"])
VERSIONS = st.integers(1, 5)
CLAIMS = st.sampled_from(
    [Claim(), Claim(chosen=("co",)), Claim(values={"a": "3"}), Claim(not_applicable="x")]
)
DRAWN = {
    f.AnswerGiven: st.builds(f.AnswerGiven, item=ITEMS, version=VERSIONS, claim=CLAIMS),
    f.ExplanationGiven: st.builds(f.ExplanationGiven, item=ITEMS, text=st.sampled_from(["", "vì"])),
    f.RemarkGiven: st.builds(f.RemarkGiven, topic=TOPICS, text=st.sampled_from(["", "ít máy", "a\nb"])),
    f.EvidenceAttached: st.builds(f.EvidenceAttached, item=ITEMS, evidence=st.just(FILE)),
    f.EvidenceRemoved: st.builds(f.EvidenceRemoved, item=ITEMS, evidence_id=st.sampled_from(["e1", "e2"])),
    f.SignatureAsked: st.just(f.SignatureAsked(claimed="10", digest="d")),
    f.SignatureRefused: st.just(f.SignatureRefused(reason="x")),
    f.SubmissionSubmitted: st.builds(
        f.SubmissionSubmitted, claimed=st.just("10"), digest=st.just("d"), late=st.booleans()
    ),
    f.SubmissionWithdrawn: st.just(f.SubmissionWithdrawn()),
    f.QuestionAsked: st.builds(f.QuestionAsked, item=ITEMS, text=st.just("vì sao?")),
    f.QuestionAnswered: st.builds(f.QuestionAnswered, item=ITEMS, text=st.just("vì thế")),
    f.FiguresSupplied: st.builds(
        f.FiguresSupplied, item=ITEMS, values=st.just({"a": "4"}), source=st.just("Sở")
    ),
    f.AnswerAccepted: st.builds(f.AnswerAccepted, item=ITEMS, version=VERSIONS),
    f.AnswerAdjusted: st.builds(
        f.AnswerAdjusted, item=ITEMS, version=VERSIONS, points=st.just("1"), reason=st.just("x")
    ),
    f.AnswerReturned: st.builds(f.AnswerReturned, item=ITEMS, version=VERSIONS, reason=st.just("x")),
    f.SubmissionReturned: st.builds(f.SubmissionReturned, items=st.lists(ITEMS).map(tuple)),
    f.ReturnRecalled: st.just(f.ReturnRecalled(claimed="9", digest="d", reason="x")),
    f.SubmissionVerified: st.just(f.SubmissionVerified(verified="1")),
    f.SubmissionApproved: st.just(f.SubmissionApproved()),
    f.ApprovalWithdrawn: st.just(f.ApprovalWithdrawn(reason="x")),
    f.AppealFiled: st.builds(f.AppealFiled, item=ITEMS, reason=st.just("x")),
    f.AppealRuled: st.builds(
        f.AppealRuled, item=ITEMS, upheld=st.booleans(), points=st.just("2"), reason=st.just("y")
    ),
}
FACTS = st.one_of(*DRAWN.values())


@settings(deadline=None)
@given(st.lists(FACTS, max_size=12))
def test_submission_replays_from_its_facts_as_they_are_written(facts: list[SubmissionFact]) -> None:
    written = [FACT.dump_json(fact) for fact in facts]
    replayed = after(*(FACT.validate_json(text) for text in written))  # type: ignore[arg-type]
    assert replayed == after(*facts)
    assert Submission.model_validate_json(replayed.model_dump_json()) == replayed


def test_every_kind_of_fact_about_a_submission_is_drawn() -> None:
    assert DRAWN.keys() == set(SubmissionFact.__args__)


def test_refused_signature_gives_back_what_was_open() -> None:
    asked = f.SignatureAsked(claimed="10", digest="d")
    assert after(FIRST, asked).state == "signing"
    assert not after(FIRST, asked).editable("1.1")
    assert after(FIRST, asked, f.SignatureRefused(reason="thiếu")).state == "drafting"
    again = after(FIRST, SUBMITTED, RETURNED, f.SubmissionReturned(items=("1.1",)), asked)
    back = apply(again, f.SignatureRefused(reason="thiếu"))
    assert (back.state, back.reopened) == ("returned", ("1.1",))


def test_upheld_appeal_is_an_adjustment_and_a_dismissed_one_changes_nothing() -> None:
    verified = after(
        FIRST, SUBMITTED, ACCEPTED, f.SubmissionVerified(verified="5"), f.AppealFiled(item="1.1", reason="x")
    )
    dismissed = apply(verified, f.AppealRuled(item="1.1", upheld=False, reason="không"), by="r")
    assert dismissed.verdicts == verified.verdicts
    assert dismissed.appeals["1.1"].outcome == "dismissed"
    upheld = apply(verified, f.AppealRuled(item="1.1", upheld=True, points="7", reason="đúng"), by="r")
    assert (upheld.verdicts["1.1"].outcome, upheld.verdicts["1.1"].points) == ("adjusted", "7")
    assert upheld.state == "verified"


def test_answer_belongs_to_the_last_question() -> None:
    ask, answer = f.QuestionAsked(item="1.1", text="1?"), f.QuestionAnswered(item="1.1", text="một")
    asked = after(FIRST, SUBMITTED, ask, answer, f.QuestionAsked(item="1.1", text="2?"))
    assert [(q.text, q.answer) for q in asked.questions["1.1"]] == [("1?", "một"), ("2?", "")]
