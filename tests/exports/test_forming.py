from __future__ import annotations

from fractions import Fraction
from io import BytesIO

import pytest

from criteria import loader
from criteria.partial import only
from criteria.schema import Input
from exports import form_rows
from exports.figures import Evidence, Figure, answer_figures
from exports.forming import unit_report
from exports.public_results import public_results
from exports.ranking import Gathered
from exports.report import CriterionLine, UnitReport
from scoring.facts import AnswerReturned, Claim, EvidenceAttached, ExplanationGiven, SubmissionReturned
from scoring.facts import Evidence as Stored
from scoring.publishing import Ground
from scoring.records import Submission, apply
from scoring.rules import Peers
from tests.exports.samples import AT, SET, accepted, adjusted, answered, campaign, communes, finished, ratio


def _report(record: Submission, peers: Peers | None = None, *, for_unit: bool = False) -> UnitReport:
    known = peers or Peers()
    return unit_report(campaign(*communes(1)), SET, record, known, known, at=AT, for_unit=for_unit)


def _line(report: UnitReport, code: str) -> CriterionLine:
    return next(line for group in report.groups for line in group.criteria if line.id == code)


def test_figures_points_and_derivation_of_an_answer() -> None:
    line = _line(_report(ratio(421, 512)), "1.2")
    assert line.figures == (Figure("Số a", "421"), Figure("Số b", "512"))
    assert line.own == Fraction(30 * 421, 512)
    assert line.own_derivation.endswith("30 × 421/512 = 24,67 điểm")


def test_nothing_is_verified_before_a_verdict() -> None:
    report = _report(ratio(1, 2))
    line = _line(report, "1.2")
    assert (line.verified, line.outcome, line.reason, line.verified_derivation) == (None, None, "", "")
    assert (report.own, report.verified, report.groups[0].verified) == (Fraction(15), None, None)


def test_a_verdict_verifies_its_criterion_and_the_end_of_the_review_the_sums() -> None:
    under_way = adjusted(ratio(1, 2), "1.2", points="10")
    line = _line(_report(under_way), "1.2")
    assert (line.own, line.verified) == (Fraction(15), Fraction(10))
    assert (line.outcome, line.reason) == ("adjusted", "Số liệu không khớp")
    assert _report(under_way).verified is None
    report = _report(finished(under_way))
    assert report.verified == Fraction(10)
    assert [group.verified for group in report.groups] == [10, 0]


def test_adjusted_figures_stand_beside_the_units_own() -> None:
    other = Claim(values={"a": "1", "b": "3"})
    line = _line(_report(adjusted(ratio(1, 2), "1.2", claim=other)), "1.2")
    assert line.figures[1].printed == "2"
    assert line.verified_figures == (Figure("Số a", "1"), Figure("Số b", "3"))
    assert (line.own, line.verified) == (Fraction(15), Fraction(10))


def test_a_returned_answer_is_not_verified() -> None:
    record = apply(ratio(1, 2), AnswerReturned(item="1.2", version=1, reason="Thiếu\x07 văn bản "), by="p")
    line = _line(_report(record), "1.2")
    assert (line.verified, line.outcome, line.reason) == (None, "returned", "Thiếu văn bản")


def test_a_unit_reads_a_verdict_once_it_has_been_told() -> None:
    other = Claim(values={"a": "1", "b": "3"})
    decided = adjusted(answered("001", {"1.1": Claim(chosen=("co",)), "1.2": other}), "1.2", points="10")
    decided = apply(decided, AnswerReturned(item="1.1", version=1, reason="Thiếu văn bản"), by="p")
    back = apply(decided, SubmissionReturned(items=("1.1",)))
    for record, known in ((decided, {}), (back, {"1.1", "1.2"}), (finished(decided), {"1.2"})):
        lines = [line for line in _report(record, for_unit=True).criteria if line.outcome or line.reason]
        assert {line.id for line in lines} == set(known)
    line = _line(_report(decided, for_unit=True), "1.2")
    assert (line.verified, line.verified_figures, line.verified_derivation) == (None, (), "")
    assert form_rows.text(form_rows.derivation(line)) == line.own_derivation


def test_points_that_cannot_be_stated_are_empty_and_flagged() -> None:
    report = _report(ratio(0, 0))
    assert (_line(report, "1.2").own, _line(report, "1.2").flags) == (None, ("zero_denominator",))
    assert (_line(report, "1.1").own, _line(report, "1.1").figures) == (None, ())


def test_points_that_depend_on_others_are_marked() -> None:
    record = answered("001", {"2.1": Claim(values={"v": "5"})})
    assert _line(_report(record, Peers({"2.1": 10 * SET.declared_max / 100})), "2.1").provisional
    closed = _line(_report(record, Peers({"2.1": SET.declared_max / 10}, closed=True)), "2.1")
    assert (closed.provisional, closed.own) == (False, SET.criteria[2].max / 2)


def test_chosen_options_and_not_applicable_are_figures_too() -> None:
    claims = {"1.1": Claim(chosen=("co",)), "1.2": Claim(not_applicable="Không có thôn")}
    report = _report(answered("001", claims))
    assert _line(report, "1.1").figures == (Figure("", "Đã ban hành"),)
    assert _line(report, "1.2").figures == (Figure("Không áp dụng", "Không có thôn"),)


def test_evidence_shows_web_links_only() -> None:
    record = ratio(1, 2)
    for number, (name, url) in enumerate(
        [
            ("QĐ 15.pdf", ""),
            ("https://a.vn/x", "https://a.vn/x"),
            ("Tin", "javascript:alert(1)"),
            ("", "http://["),
        ]
    ):
        kind = "link" if url else "file"
        stored = Stored.model_validate(
            {"id": str(number), "kind": kind, "name": name, "url": url, "caption": "c"}
        )
        record = apply(record, EvidenceAttached(item="1.2", evidence=stored))
    record = apply(record, ExplanationGiven(item="1.2", text="Xem kèm"))
    line = _line(_report(record), "1.2")
    assert line.explanation == "Xem kèm"
    assert line.evidence == (
        Evidence("QĐ 15.pdf", "", "c"),
        Evidence("", "https://a.vn/x", "c"),
        Evidence("Tin javascript:alert(1)", "", "c"),
        Evidence("http://[", "", "c"),
    )


def test_general_information_is_printed() -> None:
    record = answered("001", {"tt.1.1": Claim(values={"v": "Xã 1"}), "tt.1.2": Claim(values={"v": "12345"})})
    assert [line.figure.printed for line in _report(record).info] == ["Xã 1", "12.345"]
    assert [line.figure.printed for line in _report(ratio(1, 2)).info] == ["", ""]


def test_in_a_round_a_group_has_the_maximum_of_what_is_asked_as_the_chat_says() -> None:
    asked, record = only(SET, {"1.2", "2.1"}), ratio(1, 2)
    quarter = campaign(*communes(1)).model_copy(update={"period": "2026-Q3"})
    report = unit_report(quarter, asked, record, at=AT)
    assert [group.max for group in report.groups] == [30, 25]
    assert report.max == 55
    gathered = Gathered(quarter, asked, BytesIO())
    assert [group.max for group in gathered.report(None, at=AT).groups] == [30, 25]
    ground = Ground(quarter, asked, None, {})
    assert [group.max for group in public_results(ground, head="", at=AT).groups] == [30, 25]


def test_a_row_of_the_scale_and_its_points_are_told_apart() -> None:
    report = unit_report(campaign(*communes(1)), loader.load("kien-giang-xa"), ratio(1, 2), at=AT)
    assert _line(report, "1.I.15").method == "≥ 1: 1\n0: 0"
    assert _line(report, "1.I.1").method.endswith("\nTỷ lệ x 1")


def test_progress_and_maximum() -> None:
    report = _report(accepted(ratio(1, 2), "1.2"))
    assert (report.answered, report.asked, report.state) == (1, 4, "reviewing")
    assert report.max == Fraction(100)


@pytest.mark.parametrize(
    ("kind", "unit", "text", "printed"),
    [
        ("count", "", "1234567", "1.234.567"),
        ("amount", "triệu đồng", "1234.5", "1.234,5 triệu đồng"),
        ("ratio", "", "421/5120", "421/5.120"),
        ("ratio", "", "82.5%", "82,5%"),
        ("ratio", "", "0.825", "82,5%"),
        ("frequency", "lần/năm", "52", "52 lần/năm"),
        ("yes_no", "", "1", "Có"),
        ("yes_no", "", "0", "Không"),
    ],
)
def test_figures_are_written_the_vietnamese_way(kind: str, unit: str, text: str, printed: str) -> None:
    asked = Input.model_validate({"key": "a", "label": "Số a", "type": kind, "unit": unit})
    criterion = SET.by_id["1.2"].model_copy(update={"inputs": (asked,)})
    assert answer_figures(criterion, Claim(values={"a": text})) == (Figure("Số a", printed),)


def test_evidence_is_owed_for_points_and_not_for_none() -> None:
    criteria = loader.load("lac-dao-xa")
    some, nothing = Claim(values={"a": "3", "b": "10"}), Claim(values={"a": "0", "b": "10"})
    record = answered("001", {"3.1": some, "3.2": nothing, "4.2": some, "7.1": some})
    record = apply(record, ExplanationGiven(item="7.1", text="Bản giấy đã gửi"))
    kept = Stored(id="1", kind="file", name="a.pdf")
    record = apply(record, EvidenceAttached(item="4.2", evidence=kept))
    report = unit_report(campaign(*communes(1)), criteria, record, at=AT)
    assert [line.id for line in report.criteria if line.unproven] == ["3.1", "7.1"]
