"""What a reviewer is warned of because of what lies beside a submission."""

from __future__ import annotations

from criteria import loader
from scoring import warnings
from scoring.blocks import Block
from scoring.facts import (
    AnswerGiven,
    Claim,
    Evidence,
    EvidenceAttached,
    FiguresSupplied,
    QuestionAnswered,
    QuestionAsked,
    SubmissionFact,
    SubmissionSubmitted,
)
from scoring.records import Submission, apply
from scoring.standings import standing
from scoring.warnings import Beside

CRITERIA = loader.load("lac-dao-xa")
ALONE = Beside(Block(CRITERIA, ()))


def record(*facts: SubmissionFact, unit: str = "u") -> Submission:
    made = Submission(unit=unit)
    for fact in facts:
        made = apply(made, fact, by="r1")
    return made


def answer(a: str = "421", b: str = "512", item: str = "3.1") -> AnswerGiven:
    return AnswerGiven(item=item, version=1, claim=Claim(values={"a": a, "b": b}))


def attached(item: str, sha256: str = "f") -> EvidenceAttached:
    return EvidenceAttached(
        item=item, evidence=Evidence(id=f"{item}{sha256}", kind="file", name="x.pdf", sha256=sha256)
    )


def test_nothing_beside_no_warning() -> None:
    assert warnings.signs(CRITERIA, record(answer(), attached("3.1")), ALONE) == {}


def test_a_figure_that_changed_by_more_than_half() -> None:
    earlier = Beside(ALONE.block, record(answer("200", "512")))
    assert warnings.signs(CRITERIA, record(answer("300", "512")), earlier) == {}
    assert warnings.signs(CRITERIA, record(answer("301", "512")), earlier) == {"3.1": ["jump"]}
    assert warnings.signs(CRITERIA, record(answer("99", "512")), earlier) == {"3.1": ["jump"]}
    nothing = Beside(ALONE.block, record(answer("0", "512")))
    assert warnings.signs(CRITERIA, record(answer("99", "512")), nothing) == {}


def test_the_same_file_for_another_criterion_or_by_another_unit() -> None:
    twice = record(answer(), attached("3.1"), attached("3.2"), attached("3.2", "g"))
    assert warnings.signs(CRITERIA, twice, ALONE) == {"3.1": ["same_file"], "3.2": ["same_file"]}
    uses = Beside(ALONE.block, None, {"g": (("v", "1.1"),)})
    ((_, places), (other, elsewhere)) = warnings.shared(twice, "3.2", uses.uses)
    assert places == (("u", "3.1"),)
    assert (other.sha256, elsewhere) == ("g", (("v", "1.1"),))


def test_the_authority_has_another_figure() -> None:
    supplied = FiguresSupplied(item="3.1", values={"a": "400", "b": "512"}, source="Sở")
    both = record(answer(), supplied)
    assert warnings.signs(CRITERIA, both, ALONE) == {"3.1": ["differs"]}
    assert warnings.differing(both, "3.1") == ("a",)
    same = record(answer("400"), supplied)
    assert warnings.signs(CRITERIA, same, ALONE) == {}


def test_a_question_that_waits() -> None:
    asked = record(answer(), QuestionAsked(item="3.1", text="Vì sao?"))
    assert warnings.signs(CRITERIA, asked, ALONE) == {"3.1": ["question_open"]}
    told = apply(asked, QuestionAnswered(item="3.1", text="Vì thế."))
    assert warnings.signs(CRITERIA, told, ALONE) == {}


def test_far_from_the_block() -> None:
    units = [
        record(answer(str(n), "100"), SubmissionSubmitted(claimed="1", digest="d"), unit=f"u{n}")
        for n in (50, 51, 52, 53, 54, 55, 10)
    ]
    beside = Beside(Block(CRITERIA, tuple(standing(CRITERIA, each) for each in units)))
    found = {each.unit: warnings.signs(CRITERIA, each, beside) for each in units}
    assert {unit for unit, signs in found.items() if signs} == {"u10"}
    assert found["u10"] == {"3.1": ["outside_block"]}
