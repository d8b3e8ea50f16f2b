"""Procedures on the command line: shown, linted, and used for levels."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.commands.criteria_commands import criteria, score
from bot.commands.refusing import Refusing
from criteria.procedure_files import find_procedures
from tests.criteria.samples import CHOICE, data, group, row


def run(*words: str, folder: Path | None = None) -> Result:
    obj = {"sets": (folder,) if folder else ()}
    typed = words if words[0] == "score" else ("criteria", *words)
    return CliRunner().invoke(Refusing(commands=[criteria, score]), typed, obj=obj)


@pytest.mark.parametrize("name", find_procedures())
def test_show_in_words_and_for_programs(name: str) -> None:
    shown = json.loads(run("show", name, "--json").stdout)
    said = run("show", name).stdout
    assert (shown["id"], len(shown["levels"])) == (name, 4)
    assert all(f"{each['name']} (" in said for each in shown["levels"])
    assert all(each["name"] in said for each in shown["stages"])


def test_print_stands_beside_the_ruling() -> None:
    assert "Hạ tầng ≥ 18/20 (in: 90% x30 = 27)" in run("show", "nam-dong-xa").stdout


def test_lint_of_one_procedure_and_of_all() -> None:
    one = run("lint", "nam-dong-xa", "--json")
    assert one.exit_code == 0
    assert {each["code"] for each in json.loads(one.stdout)} == {"part-sum", "level-unreachable"}
    sets = {each["set"] for each in json.loads(run("lint", "--json").stdout)}
    assert {"nam-dong-xa", "nam-dong-co-quan", "kien-giang", "ha-giang-so"} <= sets


def test_levels_of_a_set_that_carries_a_procedure(tmp_path: Path) -> None:
    folder = tmp_path / "thu"
    folder.mkdir()
    text = json.dumps(data(group("1", row("1.1", CHOICE)), procedure="kien-giang"))
    (folder / "set.yaml").write_text(text, encoding="utf-8")
    levels = json.loads(run("show", "thu", "--json", folder=tmp_path).stdout)["levels"]
    assert [each["code"] for each in levels] == ["I", "II", "III", "IV"]
    assert "Mức độ I (Điều 6, khoản 1): từ 85% tổng điểm tối đa" in run("show", "thu", folder=tmp_path).stdout
    answers = tmp_path / "diem.yaml"
    answers.write_text("set: thu\nunits: {A: {'1.1': co}, B: {'1.1': mot_nua}}\n", encoding="utf-8")
    found = json.loads(run("score", str(answers), "--json", folder=tmp_path).stdout)["units"]
    assert {unit: each["level"] for unit, each in found.items()} == {"A": "I", "B": "III"}
    said = run("score", str(answers), folder=tmp_path).stdout
    assert "Mức độ III (Điều 6, khoản 1); chưa đạt Mức độ II: Tổng điểm 5/7" in said
    assert "A  [I]" in said


def test_unit_without_a_rank_stands_last(tmp_path: Path) -> None:
    answers = tmp_path / "diem.yaml"
    answers.write_text("set: kien-giang-xa\nprocedure: nam-dong-xa\nunits: {A: {}}\n", encoding="utf-8")
    assert run("score", str(answers)).stdout.splitlines()[-1].endswith("A  [không xếp hạng]")
