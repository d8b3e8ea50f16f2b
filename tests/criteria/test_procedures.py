"""Procedures as data: what the prints say, and how strictly a file is read."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest

from criteria import loader
from criteria.files import CriteriaError
from criteria.procedure_files import carried, find_procedures, load_cases, load_procedure, read_procedure
from criteria.procedure_showing import procedure_shown
from criteria.procedures import Procedure
from criteria.showing import shown
from tests.criteria.samples import CHOICE, criteria_set, group, row

FOLDERS = find_procedures()
PROCEDURES = {name: load_procedure(name) for name in FOLDERS}
XA, CO_QUAN, KIEN_GIANG = (PROCEDURES[name] for name in ("nam-dong-xa", "nam-dong-co-quan", "kien-giang"))
PRINTED = (FOLDERS["nam-dong-xa"] / "procedure.yaml").read_text(encoding="utf-8")


def written(folder: Path, old: str = "", new: str = "") -> Path:
    assert old in PRINTED
    (folder / "procedure.yaml").write_text(PRINTED.replace(old, new, 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", FOLDERS)
def test_procedure_has_what_belongs_to_it(name: str) -> None:
    files = {path.name for path in FOLDERS[name].iterdir()}
    assert files == {"procedure.yaml", "decision.md", "examples.yaml", "CHANGELOG.md"}
    log = (FOLDERS[name] / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {PROCEDURES[name].version}" in log
    assert load_cases(FOLDERS[name])
    assert all(note.ruling and note.why for note in PROCEDURES[name].notes)


def test_kien_giang_has_four_levels_three_blocks_and_a_calendar() -> None:
    shares = [level.at_least_share for level in KIEN_GIANG.levels]
    assert shares == [Fraction(85, 100), Fraction(7, 10), Fraction(1, 2), 0]
    assert [block.code for block in KIEN_GIANG.blocks] == ["01", "02", "03"]
    (figures,) = KIEN_GIANG.calendar
    assert (figures.first.on, figures.first.year, figures.last.on) == ("12-01", "-1", "11-30")
    assert "31 tháng 11" in figures.last.text
    assert [stage.due and stage.due.on for stage in KIEN_GIANG.stages] == ["11-15", "12-31", "03-31", "12-31"]


@pytest.mark.parametrize("procedure", [XA, CO_QUAN], ids=["xa", "co-quan"])
def test_nam_dong_minima_of_groups_add_up_to_those_of_parts(procedure: Procedure) -> None:
    for level in procedure.levels:
        for part in procedure.parts:
            total = sum(level.at_least[each.code].points for each in part.groups)
            assert total == level.at_least[part.code].points
    for part in procedure.parts:
        assert sum(each.max for each in part.groups) == part.max


def test_nam_dong_commune_weights_are_ruled_on_beside_the_print() -> None:
    ready = {each.code: (int(each.max), int(each.max_as_printed)) for each in XA.parts[1].groups}
    assert ready == {"ha-tang": (20, 30), "nhan-luc": (5, 12), "moi-truong": (5, 8)}
    first = XA.levels[0].at_least
    assert [(first[code].points, first[code].as_printed) for code in ready] == [
        (18, 27), (Fraction(9, 2), Fraction(54, 5)), (Fraction(9, 2), Fraction(36, 5)),
    ]  # fmt: skip
    assert {level.at_least["giao-dich"].printed for level in XA.levels} == {None}


def test_nam_dong_counts_working_days_and_calendar_days() -> None:
    terms = {stage.code: stage.due for stage in XA.stages}
    said = {code: (term.days, term.counting) for code, term in terms.items() if term and term.days}
    assert said == {
        "dien-so-lieu": (10, "working"), "tham-tra": (10, "working"), "khieu-nai": (5, "calendar"),
    }  # fmt: skip
    assert XA.below is not None
    assert not XA.below.ranked


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("subject: xã", "subjekt: x\nsubject: xã", "there is no key 'subjekt' here"),
        ("    max: 60", "    max: sixty", "'sixty' must be a number"),
        ("on: 11-10", "on: 11-31", "'11-31' is no day: write month and day, like 11-30"),
        ("on: 11-10, before: true", "before: true", "needs either on (a day) or days"),
        ("      after: nhận được Công văn khảo sát\n", "", "needs after: what the days are counted from"),
        ("counting: working", "counting: workdays", "write 'working' or 'calendar'"),
        ("code: II\n", "code: I\n", "levels with the same code: I"),
        ("- code: giao-dich", "- code: ha-tang", "parts and groups with the same code: ha-tang"),
        ("      giao-dich: {print: 90% x10, points: 90% * 10}\n", "", "no other: giao-dich"),
        ("points: 90% * 10", "points: 0 - 1", "greater than or equal to 0"),
        ("    at_least:\n", "    at_least_share: 85%\n    at_least:\n", "needs either at_least_share or"),
        ("print: 90% x10, points", "print: 90% x10, pints: 3, points", "there is no key 'pints' here"),
    ],
)  # fmt: skip
def test_mistakes_have_a_line_and_a_way_on(tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(CriteriaError) as caught:
        read_procedure(written(tmp_path, old, new))
    assert says in str(caught.value)
    assert re.search(r"procedure\.yaml:\d+: ", str(caught.value))


def test_share_is_one_at_most_and_blocks_of_stages_exist(tmp_path: Path) -> None:
    text = (FOLDERS["kien-giang"] / "procedure.yaml").read_text(encoding="utf-8")
    for old, new, says in (
        ("at_least_share: 85%", "at_least_share: 85", "less than or equal to 1"),
        ("at_least_share: 85%", "at_least: {}", "level I needs either"),
        ('blocks: ["03"]', 'blocks: ["3"]', "stage cap-xa: there is no block 3"),
    ):
        (tmp_path / "procedure.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(CriteriaError, match=re.escape(says)):
            read_procedure(tmp_path)


def test_unknown_and_misnamed_procedures_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CriteriaError, match="known procedures: kien-giang, nam-dong-co-quan, nam-dong-xa"):
        load_procedure("none")
    own = tmp_path / "procedures" / "khac"
    own.mkdir(parents=True)
    written(own)
    with pytest.raises(CriteriaError, match="calls itself 'nam-dong-xa', its folder 'khac'"):
        load_procedure("khac", tmp_path)
    (own / "examples.yaml").write_text("clause: x\n", encoding="utf-8")
    with pytest.raises(CriteriaError, match="examples are a list"):
        load_cases(own)


def test_set_carries_a_procedure_and_shows_its_levels() -> None:
    plain, bound = (
        criteria_set(group("1", row("1.1", CHOICE)), **more) for more in ({}, {"procedure": "kien-giang"})
    )
    assert (carried(plain), carried(bound)) == (None, KIEN_GIANG)
    assert plain.digest != bound.digest
    assert (shown(plain)["levels"], shown(plain)["procedure"]) == ([], None)
    levels = shown(bound, carried(bound))["levels"]
    assert [(each["code"], each["at_least_share"]) for each in levels] == [
        ("I", "0.85"), ("II", "0.7"), ("III", "0.5"), ("IV", "0"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", loader.find_sets())
def test_procedure_of_a_published_set_exists(name: str) -> None:
    criteria = loader.load(name)
    assert (carried(criteria) is None) == (not criteria.procedure)


@pytest.mark.parametrize("name", FOLDERS)
def test_shown_numbers_are_text_and_print_stands_beside_the_ruling(name: str) -> None:
    data = procedure_shown(PROCEDURES[name])

    def walk(value: object) -> None:
        assert not isinstance(value, int | float) or isinstance(value, bool)
        for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            walk(item)

    walk(data)
    cells = {cell["of"]: cell for cell in data["levels"][0]["at_least"]}
    if name == "nam-dong-xa":
        assert cells["ha-tang"] == {
            "of": "ha-tang", "name": "Hạ tầng", "points": "18", "print": "90% x30", "printed_points": "27",
        }  # fmt: skip
