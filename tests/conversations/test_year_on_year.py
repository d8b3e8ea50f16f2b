"""What changed against the last round, beside this one's points."""

from __future__ import annotations

from fractions import Fraction

from conversations.year.year_on_year import of_group, of_total, signed
from criteria.partial import only
from criteria.schema import CriteriaSet
from criteria.vietnamese import number
from scoring import facts, records
from scoring.facts import Claim
from scoring.last_time import LastTime, last_time
from scoring.records import Submission
from scoring.sheet import score_sheet, self_sheet
from tests.conversations.desks import criteria_set

SET = criteria_set("ha-giang-huyen")
HALF, ALL = {"a": "1", "b": "2"}, {"a": "2", "b": "2"}
GROUP = next(
    each for each in SET.groups if not any(criterion.depends_on_peers for criterion in each.criteria)
)


def handed_in(**more: object) -> Submission:
    """A dossier with half a share in 1.4's place of the first comparable criterion."""
    item = ratio()
    answer = facts.AnswerGiven(item=item, version=1, claim=Claim(values=HALF))
    record = records.apply(Submission(unit="u"), answer)
    record = records.apply(record, facts.SubmissionSubmitted(claimed="12.5", digest="d"), at="2026-01-01")
    return record.model_copy(update=more)


def then(criteria: CriteriaSet, earlier: Submission, *, by_review: bool = False) -> LastTime:
    found = last_time(criteria, earlier, "tháng 6/2026", by_review=by_review)
    assert found is not None
    return found


def ratio() -> str:
    return next(c.id for c in GROUP.criteria if {i.key for i in c.inputs} == {"a", "b"})


def test_a_draft_and_nothing_are_not_compared_with() -> None:
    sheet = score_sheet(SET, {})
    for earlier in (None, Submission(unit="u"), handed_in(state="drafting")):
        before = last_time(SET, earlier, "tháng 6/2026")
        assert before is None
        assert of_total(sheet, before) == of_group(SET, sheet, before, GROUP.id) == ""


def test_the_total_is_that_of_the_receipt_and_the_change_waits_for_the_last_answer() -> None:
    before = then(SET, handed_in())
    assert before.total == Fraction(25, 2)
    unfinished = score_sheet(SET, {})
    assert of_total(unfinished, before) == "Kỳ trước (tháng 6/2026): 12,5 điểm."
    one = only(SET, {ratio()})
    done = score_sheet(one, {ratio(): Claim(values=ALL)})
    assert of_total(done, before) == (
        f"So với kỳ trước (tháng 6/2026): 12,5 → {number(done.total, 2)} "
        f"({signed(done.total - Fraction(25, 2))}) điểm."
    )


def test_a_group_shows_its_change_once_it_is_answered() -> None:
    one = only(SET, {ratio()})
    before = then(one, handed_in())
    worth = one.by_id[ratio()].max
    assert before.groups[GROUP.id] == worth / 2
    half = number(worth / 2, 2)
    assert of_group(one, score_sheet(one, {}), before, GROUP.id) == f" (kỳ trước {half})"
    done = score_sheet(one, {ratio(): Claim(values=ALL)})
    assert of_group(one, done, before, GROUP.id) == f" (kỳ trước {half}, +{half})"


def test_groups_with_points_that_depend_on_others_are_left_out() -> None:
    relative = next(c for c in SET.criteria if c.relative)
    answer = facts.AnswerGiven(item=relative.id, version=2, claim=Claim(values={"a": "1", "b": "2"}))
    before = then(SET, records.apply(handed_in(), answer))
    assert SET.group_of(relative.id).id not in before.groups


def test_by_review_what_stood_after_review_counts() -> None:
    record = records.apply(
        handed_in(), facts.AnswerAdjusted(item=ratio(), version=1, points="0", reason="sai")
    )
    record = records.apply(record, facts.SubmissionVerified(verified="7"))
    assert then(SET, record, by_review=True).total == 7
    assert then(SET, record, by_review=True).groups[GROUP.id] == 0
    assert then(SET, record).groups[GROUP.id] == self_sheet(SET, record).groups[GROUP.id]


def test_a_claim_that_no_longer_fits_is_no_answer_of_then() -> None:
    odd = facts.AnswerGiven(item=ratio(), version=2, claim=Claim(chosen=("gone",)))
    before = then(SET, records.apply(handed_in(), odd))
    assert GROUP.id not in before.groups


def test_signs() -> None:
    assert [signed(Fraction(n, 2)) for n in (3, 0, -1)] == ["+1,5", "0", "-0,5"]
