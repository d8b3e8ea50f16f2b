from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from criteria.findings import Finding
from criteria.lint import STALE
from criteria.loader import load_print
from criteria.procedure_files import find_procedures, load_cases, load_procedure
from criteria.procedure_lint import CHECKS, OUT_OF_REACH, PAIRING, lint_all, lint_procedure
from criteria.procedures import Procedure
from tests.criteria.samples import CHOICE, data, group, row

FOLDERS = find_procedures()
DOCS = Path(__file__).parents[2] / "docs" / "procedures.md"


def found(change: dict[str, Any] | None = None, name: str = "nam-dong-xa", text: str | None = None) -> Any:
    """Codes and places in a published procedure with something changed, rulings left out."""
    procedure = load_procedure(name)
    changed = Procedure.model_validate({**procedure.model_dump(), "findings": [], **(change or {})})
    printed = load_print(FOLDERS[name]) if text is None else text
    cases = load_cases(FOLDERS[name])
    return {(each.code, each.where) for each in lint_procedure(changed, printed, cases)}


def levels(level: str, group_code: str, name: str = "nam-dong-xa", **cell: Any) -> dict[str, Any]:
    """The levels with one cell, or with keys of the level itself, changed."""
    dumped = [each.model_dump() for each in load_procedure(name).levels]
    for each in dumped:
        if each["code"] == level and group_code:
            each["at_least"][group_code].update(cell)
        elif each["code"] == level:
            each.update(cell)
    return {"levels": dumped}


def parts(**changed: Any) -> dict[str, Any]:
    first, second = (each.model_dump() for each in load_procedure("nam-dong-xa").parts)
    return {"parts": [{**first, **changed}, second]}


BAD: dict[str, tuple[Any, str]] = {
    "part-sum": (lambda: found(parts(max="61")), "dat-duoc"),
    "level-unreachable": (lambda: found(levels("I", "giao-dich", print="90% x30", points="27")), "dat-duoc"),
    "minimum-over-max": (lambda: found(levels("I", "giao-dich", print="90% x30", points="27")), "giao-dich"),
    "level-order": (lambda: found(levels("II", "giao-dich", print="95% x10", points="9.5")), "II giao-dich"),
    "cell-arithmetic": (lambda: found(levels("I", "giao-dich", points="8")), "I giao-dich"),
    "mixed-decimal-marks": (lambda: found(name="nam-dong-co-quan"), "procedure"),
    "impossible-date": (lambda: found(name="kien-giang"), "date 31/11"),
    "no-print": (lambda: found(text=""), "procedure"),
    "quote-not-in-print": (lambda: found(levels("I", "", quote="Mức I: 99 điểm")), "I"),
    "no-example": (lambda: found(levels("IV", "", code="V")), "V"),
}


@pytest.mark.parametrize("code", CHECKS)
def test_bad_procedure_triggers_its_code(code: str) -> None:
    make, where = BAD[code]
    assert (code, where) in make()


def test_every_code_is_documented() -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert all(f"`{code}`" in text for code in (*CHECKS, PAIRING, OUT_OF_REACH, STALE))


def test_commune_table_of_nam_dong_is_found_in_print() -> None:
    assert found() == {("part-sum", "san-sang"), ("level-unreachable", "san-sang")}
    said = [each.message for each in lint_all(("nam-dong-xa",)) if each.code == "level-unreachable"]
    assert said[0] == "Mức I: các nhóm cần 45 điểm, phần “Điều kiện sẵn sàng” chỉ có 30"
    assert len(said) == 4


def test_row_of_the_table_is_compared_with_the_print() -> None:
    wrong = found(levels("III", "hien-dien", print="85% x27", points="85% * 27"))
    assert {("quote-not-in-print", "hien-dien"), ("level-order", "III hien-dien")} & wrong == {
        ("quote-not-in-print", "hien-dien")
    }


def test_published_procedures_have_a_ruling_on_everything() -> None:
    assert [each for each in lint_all(()) if not each.acknowledged] == []


def test_ruling_without_a_finding_is_stale() -> None:
    ruling = {"code": "no-print", "where": "procedure", "ruling": "Đã có."}
    stale = found({"findings": [ruling]})
    assert (STALE, "no-print procedure") in stale


def carrying(folder: Path, **more: Any) -> set[tuple[str, str, bool]]:
    """Findings about a set of its own that carries a procedure."""
    (folder / "thu").mkdir()
    text = json.dumps(data(group("1", row("1.1", CHOICE)), **more))
    (folder / "thu" / "set.yaml").write_text(text, encoding="utf-8")
    findings: list[Finding] = lint_all(("thu",), folder)
    return {(each.code, each.where, each.acknowledged) for each in findings}


def test_set_that_carries_a_procedure_which_does_not_fit(tmp_path: Path) -> None:
    assert (PAIRING, "1", False) in carrying(tmp_path, procedure="nam-dong-xa")


def test_level_that_lost_rows_put_out_of_reach(tmp_path: Path) -> None:
    assert carrying(tmp_path, procedure="kien-giang", declared_max="12") == {(OUT_OF_REACH, "I", False)}


def test_level_just_within_reach(tmp_path: Path) -> None:
    assert carrying(tmp_path, procedure="kien-giang", declared_max="200/17") == set()
