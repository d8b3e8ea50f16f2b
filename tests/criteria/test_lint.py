from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from criteria import loader
from criteria.examples import Example
from criteria.findings import Finding
from criteria.lint import CHECKS, STALE, lint
from criteria.schema import CriteriaSet
from tests.criteria.samples import CHOICE, HALF, RATIO, criteria_set, data, group, row

BLOCK = [{"ruling": "So trong cùng khối."}]
HIGHEST = {"kind": "highest", "of": "a/b"}
DOCS = Path(__file__).parents[2] / "docs" / "criteria-lint.md"


def tiers(*rows: dict[str, str], of: str = "n") -> dict[str, Any]:
    worth = [{"label": str(each), "share": str(len(rows) - i - 1), **each} for i, each in enumerate(rows)]
    return {"kind": "tiers", "of": of, "tiers": [{**each, "share": f"{each['share']}/9"} for each in worth]}


def options(*points: str, label: str = "Có") -> dict[str, Any]:
    worths = [{"key": f"k{i}", "label": f"{label} {i}", "points": each} for i, each in enumerate(points)]
    return {"kind": "choice", "options": worths}


def one(rule: dict[str, Any], *asked: str, **more: Any) -> CriteriaSet:
    """A set of one criterion with all that belongs to it."""
    return criteria_set(group("1", row("1.1", rule, *asked, **more)))


def printed(criteria: CriteriaSet) -> str:
    """A print that has whatever the set says it has."""
    texts = [item.label for item in criteria.general_info]
    texts += [part.name for part in criteria.parts]
    for part in criteria.groups:
        texts += [part.name, *(heading.text for heading in part.headings)]
        texts += [c.heading for c in part.criteria]
        texts += [f"{c.name}\n{c.quote}\n{c.evidence}" for c in part.criteria]
    return "\n".join(texts)


def example(name: str) -> Example:
    return Example.model_validate({"criterion": name, "clause": "x", "given": "1", "points": "1", "why": "x"})


def found(criteria: CriteriaSet, text: str | None = None, examples: Any = None) -> list[Finding]:
    worked = [example(name) for name in criteria.by_id] if examples is None else examples
    return lint(criteria, printed(criteria) if text is None else text, worked)


def codes(criteria: CriteriaSet, text: str | None = None, examples: Any = None) -> set[tuple[str, str]]:
    return {(finding.code, finding.where) for finding in found(criteria, text, examples)}


def two_groups(**more: Any) -> CriteriaSet:
    return criteria_set(group("1", row("1.1", CHOICE)), group("2", row("2.1", CHOICE)), **more)


def in_parts(name: str, points: str | None) -> CriteriaSet:
    """Two groups of 10 points in one part."""
    groups = [group("1", row("1.1", CHOICE), part="A"), group("2", row("2.1", CHOICE), part="A")]
    return criteria_set(*groups, parts=[{"code": "A", "name": name, "declared_max": points}])


BAD: dict[str, tuple[Callable[[], set[tuple[str, str]]], str]] = {
    "group-sum": (
        lambda: codes(criteria_set(group("1", row("1.1", CHOICE), declared_max="12"))),
        "group 1",
    ),
    "heading-sum": (
        lambda: codes(
            criteria_set(
                group(
                    "1",
                    row("1.1", CHOICE, heading="4 X › 4,1 Y"),
                    row("1.2", CHOICE, heading="4 X › 4,2 Z"),
                    headings=[
                        {"text": "4 X", "declared_max": "20"},
                        {"text": "4 X › 4,2 Z", "declared_max": "9"},
                    ],
                )
            )
        ),
        "group 1 › 4 X › 4,2 Z",
    ),
    "part-sum": (lambda: codes(in_parts("Phần A", "21")), "part A"),
    "set-sum": (lambda: codes(two_groups(declared_max="21")), "set"),
    "caption-count": (
        lambda: codes(criteria_set(group("1", row("1.1", CHOICE), name="Sẵn sàng (2 tiêu chí/10 điểm)"))),
        "group 1",
    ),
    "duplicate-code": (
        lambda: codes(criteria_set(group("1", row("1.1", CHOICE, id="x"), row("1.1", CHOICE, id="y")))),
        "group 1",
    ),
    "code-jump": (lambda: codes(criteria_set(group("1", row("1.1", CHOICE), row("1.3", CHOICE)))), "1.3"),
    "lost-rows": (
        lambda: codes(two_groups(lost=[{"where": "nhóm 2", "points": "3", "why": "mất trang"}])),
        "nhóm 2",
    ),
    "restored-value": (
        lambda: codes(one(CHOICE, restored=[{"field": "max", "value": "10", "why": "tổng nhóm"}])),
        "1.1",
    ),
    "tier-hole": (lambda: codes(one(tiers({"above": "70%"}, {"below": "70%"}, of="t"), "t:ratio")), "1.1"),
    "tier-end": (lambda: codes(one(tiers({"at_least": "5", "at_most": "12"}, {"below": "5"}), "n")), "1.1"),
    "tier-overlap": (lambda: codes(one(tiers({"at_least": "5"}, {"at_most": "5"}), "n")), "1.1"),
    "tier-unreachable": (
        lambda: codes(one(tiers({"at_least": "5"}, {"at_least": "9", "below": "5"}, {"below": "5"}), "n")),
        "1.1",
    ),
    "no-full-score": (lambda: codes(one(options("9", "0"))), "1.1"),
    "over-max": (lambda: codes(one(options("11", "0"))), "1.1"),
    "factor-max": (lambda: codes(one(RATIO, "a", "b", quote="Điểm = Tỷ lệ% x 1")), "1.1"),
    "points-for-nothing": (lambda: codes(one(options("10", "2", label="Chưa có"))), "1.1"),
    "unused-input": (lambda: codes(one(RATIO, "a", "b", "c")), "1.1"),
    "peer-without-block": (lambda: codes(one(HIGHEST, "a", "b")), "1.1"),
    "no-print": (lambda: codes(one(CHOICE), text=""), "set"),
    "quote-not-in-print": (lambda: codes(one(CHOICE), text="Nhóm 1 Tiêu chí 1.1 Văn bản"), "1.1"),
    "name-not-in-print": (lambda: codes(one(CHOICE), text="Tiêu chí 1.1 Cách tính 1.1 Văn bản"), "group 1"),
    "column-not-in-print": (lambda: codes(one(CHOICE), text="Nhóm 1 Tiêu chí 1.1 Cách tính 1.1"), "1.1"),
    "no-quote": (lambda: codes(one(CHOICE, quote=" ")), "1.1"),
    "no-evidence": (lambda: codes(one(CHOICE, evidence="")), "1.1"),
    "no-example": (lambda: codes(one(CHOICE), examples=[]), "1.1"),
    "unknown-example": (lambda: codes(one(CHOICE), examples=[example("9.9")]), "9.9"),
    "mixed-decimal-marks": (
        lambda: codes(
            criteria_set(
                group("1", row("1.1", CHOICE, quote="≥ 0.25%"), row("1.2", CHOICE, quote="+ 0,5 điểm"))
            )
        ),
        "set",
    ),
    "impossible-date": (lambda: codes(one(CHOICE, quote="đến ngày 31 tháng 11 năm sau")), "date 31/11"),
    STALE: (
        lambda: codes(two_groups(findings=[{"code": "group-sum", "where": "group 9", "ruling": "x"}])),
        "group-sum group 9",
    ),
}


@pytest.mark.parametrize("code", [*CHECKS, STALE])
def test_each_code_is_found_in_a_bad_set(code: str) -> None:
    find, where = BAD[code]
    assert (code, where) in find()


@pytest.mark.parametrize("code", [*CHECKS, STALE])
def test_each_code_is_explained_once_in_the_docs(code: str) -> None:
    sections = re.findall(r"(?ms)^## (\S+)\n\n(.*?)(?=^## |\Z)", DOCS.read_text(encoding="utf-8"))
    said = [text for name, text in sections if name == code]
    assert len(said) == 1
    assert len(said[0].split()) > 8


def test_docs_and_table_have_the_same_codes_in_the_same_order() -> None:
    named = re.findall(r"(?m)^## (\S+)$", DOCS.read_text(encoding="utf-8"))
    assert named == [*CHECKS, STALE]
    assert BAD.keys() == set(named)


def test_each_check_says_in_one_line_what_it_finds() -> None:
    for check in CHECKS.values():
        assert re.fullmatch(r"[A-Z].*\.", check.__doc__ or "")


def test_good_set_has_no_finding() -> None:
    rows = (
        row("1.1", CHOICE),
        row("1.2", RATIO, "a", "b", quote="Điểm = Tỷ lệ * 10"),
        row("1.3", tiers({"at_least": "10"}, {"at_least": "5", "at_most": "9"}, {"below": "5"}), "n"),
        row("1.4", {"kind": "checklist", "items": [HALF, {**HALF, "key": "nua_kia"}]}),
        row("1.5", {"kind": "points", "formula": "0.2*n"}, "n"),
        row("1.6", HIGHEST, "a", "b", notes=BLOCK),
    )
    scale = rows[2]["rule"]["tiers"]
    scale[0]["share"] = "1"
    assert found(criteria_set(group("1", *rows))) == []


def test_sums_of_headings_and_parts_that_are_right_are_no_finding() -> None:
    rows = [row(f"1.{n}", CHOICE, heading=f"4 X › 4,{n} Y") for n in (1, 2)]
    headings = [{"text": "4 X", "declared_max": "20"}, {"text": "4 X › 4,1 Y", "declared_max": "10"}]
    sums = {code for code, _ in codes(criteria_set(group("1", *rows, headings=headings)))}
    assert not sums & {"heading-sum", "group-sum"}
    assert "part-sum" not in {code for made in ("20", None) for code, _ in codes(in_parts("Phần A", made))}


@pytest.mark.parametrize(
    ("name", "points", "counted"),
    [
        ("Phần A (2 tiêu chí/20 điểm)", "20", False),
        ("Phần A, gồm 02 tiêu chí", None, False),
        ("Phần A (20 điểm)", None, False),
        ("Phần A, gồm 8 tiêu chí", "20", True),
        ("Phần A (21 điểm)", "20", True),
    ],
)
def test_captions_of_parts(name: str, points: str | None, counted: bool) -> None:
    assert (("caption-count", "part A") in codes(in_parts(name, points))) is counted


def test_captions_of_headings_count_their_own_piece_only() -> None:
    rows = [row(f"1.{n}", CHOICE, heading=f"4 X (2 tiêu chí) › 4,{n} Y (1 tiêu chí)") for n in (1, 2)]
    headings = [{"text": each, "declared_max": "20"} for each in ("4 X (2 tiêu chí)", rows[0]["heading"])]
    assert "caption-count" not in {c for c, _ in codes(criteria_set(group("1", *rows, headings=headings)))}
    rows = [row("1.1", CHOICE, heading="4 X (2 tiêu chí)")]
    found_at = codes(criteria_set(group("1", *rows, headings=headings[:1])))
    assert ("caption-count", "group 1 › 4 X (2 tiêu chí)") in found_at


def test_each_piece_of_a_heading_and_each_part_is_in_the_print() -> None:
    text = "Nhóm 1 Tiêu chí 1.1 Cách tính 1.1 Văn bản | 4 | X |"
    missing = found(one(CHOICE, heading="4 X › 4,2 Y"), text)
    assert [(f.code, f.where, f.message) for f in missing] == [
        ("name-not-in-print", "group 1", "không có trong decision.md: “4,2 Y”")
    ]
    text = printed(in_parts("Phần A", "20")).replace("Phần A", "")
    assert ("name-not-in-print", "part A") in codes(in_parts("Phần A", "20"), text)


# one ruling -----------------------------------------------------------------------------------------------


def test_ruling_acknowledges_its_finding_only() -> None:
    bad = data(group("1", row("1.1", RATIO, "a", "b", "c"), row("1.2", RATIO, "a", "b", "c")))
    ruling = {"code": "unused-input", "where": "1.1", "ruling": "c là số đối chiếu."}
    findings = found(CriteriaSet.model_validate({**bad, "findings": [ruling]}))
    assert [(f.where, f.acknowledged, f.ruling) for f in findings] == [
        ("1.1", True, "c là số đối chiếu."),
        ("1.2", False, ""),
    ]


def test_finding_for_programs() -> None:
    (finding,) = found(two_groups(declared_max="21"))
    assert finding.shown() == {
        "code": "set-sum",
        "set": "thu",
        "where": "set",
        "message": "bộ tiêu chí in 21 điểm, các nhóm cộng lại 20 điểm",
        "acknowledged": False,
        "ruling": "",
    }


# edges ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("codes_printed", "jumps"),
    [
        ("1.1 1.2 1.10", "1.10"),
        ("1.2 1.3", "1.2"),
        ("1.1 1.3 1.2", "1.3 1.2"),
        ("1 2 3", ""),
        ("1,1 1,2 1,4 1,5", "1.4"),
        ("1 2 2.1 2.2 2.4 3", "2.4"),
        ("a b c d đ e g", ""),
        ("I II IV", "IV"),
        ("1.1 1.2 * 1.3", ""),
    ],
)
def test_codes_follow_on(codes_printed: str, jumps: str) -> None:
    rows = [row(code, CHOICE) for code in codes_printed.split()]
    found_at = {where for code, where in codes(criteria_set(group("1", *rows))) if code == "code-jump"}
    assert found_at == set(jumps.split())


def test_codes_begin_again_under_a_heading_and_rows_without_code_take_their_headings() -> None:
    rows = [
        row("1", CHOICE, id="I.1", heading="A"),
        row("2", CHOICE, id="I.2", heading="A"),
        row("1", CHOICE, id="II.1", heading="B"),
        row("", CHOICE, id="1.2/1", heading="B"),
        row("", CHOICE, id="1.2/2", heading="B"),
        row("3", CHOICE, id="II.3", heading="B"),
        row("5", CHOICE, id="II.5", heading="B"),
    ]
    assert {w for c, w in codes(criteria_set(group("1", *rows))) if c in ("code-jump", "duplicate-code")} == {
        "II.5"
    }


@pytest.mark.parametrize(
    ("rule", "asked", "expected"),
    [
        (tiers({"at_least": "10"}, {"at_least": "5", "at_most": "9"}, {"below": "5"}), "n", ""),
        (
            tiers({"at_least": "10"}, {"at_least": "5", "at_most": "9"}, {"below": "5"}),
            "n:amount",
            "tier-hole",
        ),
        (tiers({"at_least": "10"}, {"at_least": "5", "at_most": "8"}, {"below": "5"}), "n", "tier-hole"),
        (tiers({"at_least": "52"}, {"at_least": "12", "below": "52"}, {"below": "12"}), "n:frequency", ""),
        (tiers({"at_least": "90%"}, {"below": "90%"}), "n:ratio", ""),
        (tiers({"at_least": "90%", "below": "100%"}, {"below": "90%"}), "n:ratio", "tier-end"),
        (tiers({"at_least": "90%"}, {"below": "90%", "above": "0"}), "n:ratio", "tier-end"),
        (tiers({"above": "100%"}, {"at_most": "100%"}), "n:ratio", "tier-unreachable"),
        (tiers({"above": "0"}, {"at_most": "0"}, of="n-m"), "n m", ""),
        (tiers({"above": "0"}, {"below": "0"}, of="n-m"), "n m", "tier-hole"),
        (tiers({"above": "0"}, {"at_least": "0", "at_most": "0"}, of="n-m"), "n m", "tier-end"),
        (tiers({"above": "50%"}, {"at_most": "50%"}, of="n/m"), "n m", ""),
        (tiers({"at_least": "3"}, {"below": "3"}, of="n/m"), "n m", ""),
        (tiers({"at_least": "5"}, {}), "n", "tier-overlap"),
    ],
)
def test_scales(rule: dict[str, Any], asked: str, expected: str) -> None:
    seen = {code for code, _ in codes(one(rule, *asked.split())) if code.startswith("tier")}
    assert seen == set(expected.split())


@pytest.mark.parametrize(
    ("rule", "quote", "expected"),
    [
        (RATIO, "Điểm = Tỷ lệ * Điểm tối đa", False),
        (RATIO, "Tỷ lệ x 10", False),
        (RATIO, "Tỷ lệ x 10,0 điểm", False),
        (RATIO, "Tỷ lệ/80% * Điểm tối đa", False),
        (RATIO, "Tỷ lệ x 5", True),
        (RATIO, "a/b × 20", True),
        ({"kind": "points", "formula": "5*a/b"}, "", True),
        ({"kind": "points", "formula": "10*a/b"}, "", False),
        ({"kind": "points", "formula": "a/(4*b)"}, "", False),
    ],
)
def test_factor_against_the_maximum(rule: dict[str, Any], quote: str, expected: bool) -> None:
    seen = codes(one(rule, "a", "b", quote=quote))
    assert (("factor-max", "1.1") in seen) is expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (options("10", "2", label="Không có"), True),
        (options("10", "2", label="Không đầy đủ"), False),
        (options("10", "2", label="Không để xảy ra sự cố"), False),
        (options("10", "0", label="Có"), False),
        (tiers({"at_least": "1"}, {"below": "1"}, {}), True),
        ({"kind": "points", "formula": "2 + n"}, True),
        ({"kind": "points", "formula": "2*n"}, False),
        ({"kind": "points", "formula": "2 + 1/n"}, False),
    ],
)
def test_points_for_nothing(rule: dict[str, Any], expected: bool) -> None:
    asked = () if rule["kind"] == "choice" else ("n",)
    assert (("points-for-nothing", "1.1") in codes(one(rule, *asked))) is expected


def test_most_criteria_without_evidence_are_one_finding() -> None:
    rows = [row(f"1.{n}", CHOICE, evidence="" if n < 4 else "Văn bản") for n in range(1, 6)]
    assert ("no-evidence", "set") in codes(criteria_set(group("1", *rows)))
    assert ("no-evidence", "1.1") in codes(criteria_set(group("1", *rows[:1], *rows[3:])))


def test_white_space_markdown_and_unicode_form_do_not_matter() -> None:
    text = "| Nhóm 1 |\n**Tiêu  chí** 1.1\n| Ca\u0301ch\n tính 1.1 | V\u0103n ba\u0309n |"
    assert {code for code, _ in codes(one(CHOICE), text=text)} == set()


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("31/11/2025", "date 31/11"),
        ("ngày 30/2 hằng năm", "date 30/2"),
        ("ngày 29/02/2023", "date 29/2"),
        ("Ngày 15 tháng 13", "date 15/13"),
        ("ngày 00/01/2024", "date 0/1"),
        ("ngày 29/02/2024, ngày 30/6, 31 tháng 12", ""),
        ("Số 45/2022/NĐ-CP, 1/2 * Điểm, 50/60/2100%", ""),
    ],
)
def test_dates(text: str, where: str) -> None:
    seen = {at for code, at in codes(one(CHOICE, quote=text)) if code == "impossible-date"}
    assert seen == ({where} if where else set())


@pytest.mark.parametrize("name", loader.find_sets())
def test_published_set_has_a_ruling_on_every_finding(name: str) -> None:
    folder = loader.find(name)
    findings = lint(loader.load(name), loader.load_print(folder), loader.load_examples(folder))
    assert [finding for finding in findings if not finding.acknowledged] == []
