"""``chamdiem criteria …`` and ``chamdiem score`` as other programs and jurists call them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.commands.criteria_commands import criteria, score
from bot.commands.refusing import Refusing
from criteria import loader
from criteria.procedure_files import find_procedures
from tests.criteria.samples import CHOICE, RATIO, data, group, row

SETS = loader.find_sets()


def run(*words: str, folder: Path | None = None) -> Result:
    given: dict[str, Any] = {"sets": (folder,) if folder else ()}
    typed = words if words[0] == "score" else ("criteria", *words)
    return CliRunner().invoke(Refusing(commands=[criteria, score]), typed, obj=given)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with a set of its own that has something wrong with it."""
    bad = data(group("1", row("1.1", CHOICE), row("1.2", RATIO, "a", "b", "c")))
    (tmp_path / "thu").mkdir()
    (tmp_path / "thu" / "set.yaml").write_text(json.dumps(bad), encoding="utf-8")
    (tmp_path / "thu" / "decision.md").write_text(
        "Nhóm 1 Tiêu chí 1.1 Cách tính 1.1 Tiêu chí 1.2 Cách tính 1.2 Văn bản", encoding="utf-8"
    )
    return tmp_path


def test_list_names_every_set(own: Path) -> None:
    said = run("list", folder=own)
    assert said.exit_code == 0
    assert all(name in said.stdout for name in (*SETS, "thu"))
    entries = json.loads(run("list", "--json", folder=own).stdout)
    assert {entry["id"] for entry in entries if entry["kind"] == "set"} == {*SETS, "thu"}


def test_list_names_every_procedure_with_its_levels_and_for_whom() -> None:
    entries = [each for each in json.loads(run("list", "--json").stdout) if each["kind"] == "procedure"]
    assert [each["id"] for each in entries] == list(find_procedures())
    said = run("list").stdout
    for each in entries:
        assert each["levels"] == "4"
        assert f"{each['id']:<18} v1       4 mức độ   {each['title']}" in said
        assert f", dùng cho {each['subject']}\n" in said


def test_a_block_is_shown_with_who_verifies_and_who_approves() -> None:
    said = run("show", "kien-giang").stdout
    district = "Ủy ban nhân dân cấp huyện"
    assert f"Khối 03: Ủy ban nhân dân cấp xã (thẩm định: {district}; phê duyệt: {district})\n" in said


def test_folder_stands_for_its_set(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(own)
    for given in ("./thu", f"{own}/thu", "./thu/", "thu/set.yaml"):
        assert json.loads(run("show", given, "--json").stdout)["id"] == "thu"
        found = json.loads(run("lint", given, "--json").stdout)
        assert {item["code"] for item in found} == {"unused-input", "no-example"}
    monkeypatch.chdir(own / "thu")
    assert json.loads(run("show", ".", "--json").stdout)["id"] == "thu"
    assert "known sets" in run("show", "thu").stderr


def test_score_takes_a_folder_beside_its_file(own: Path) -> None:
    file = written(own, "set: ./thu\nunits: {A: {1.1: mot_nua}}\n")
    assert json.loads(run("score", file, "--json").stdout)["set"] == "thu"


def test_folder_without_a_set_is_refused(own: Path) -> None:
    for words in (
        ("show", "./none"),
        ("lint", str(own)),
        ("score", written(own, "set: ./none\nunits: {}\n")),
    ):
        refused = run(*words, folder=own)
        assert refused.exit_code == 2
        assert "there is no set.yaml in this folder" in refused.stderr


@pytest.mark.parametrize("name", SETS)
def test_show_in_words_and_for_programs(name: str) -> None:
    shown = json.loads(run("show", name, "--json").stdout)
    said = run("show", name).stdout
    rows = [each for part in shown["groups"] for each in part["criteria"]]
    assert shown["id"] == name
    assert all(each["name"] in said and f"  {each['id']} (" in said for each in rows)


def test_unknown_set_is_one_sentence_and_exit_code_2() -> None:
    for words in (("show", "none"), ("lint", "none"), ("lint", "lac-dao-xa", "none")):
        refused = run(*words)
        assert refused.exit_code == 2
        assert refused.stdout == ""
        assert refused.stderr.startswith("Error: none: there is no such set; known sets: ")


def test_lint_of_a_good_set() -> None:
    said = run("lint", "lac-dao-xa")
    assert (said.exit_code, said.stdout) == (0, "Không có phát hiện nào.\n")
    assert json.loads(run("lint", "lac-dao-xa", "--json").stdout) == []


def test_lint_says_what_has_no_ruling_and_exits_with_1(own: Path) -> None:
    said = run("lint", "thu", folder=own)
    assert said.exit_code == 1
    assert "  ✗ 1.2: hỏi “Số c” (c) nhưng cách tính không dùng [unused-input]\n" in said.stdout
    found = json.loads(run("lint", "thu", "--json", folder=own).stdout)
    assert {item["code"] for item in found} == {"unused-input", "no-example"}
    assert all(item.keys() == {"code", "set", "where", "message", "acknowledged", "ruling"} for item in found)


def test_lint_passes_once_everything_has_a_ruling(own: Path) -> None:
    path = own / "thu" / "set.yaml"
    bad = json.loads(path.read_text(encoding="utf-8"))
    places = [("unused-input", "1.2"), ("no-example", "1.1"), ("no-example", "1.2")]
    bad["findings"] = [{"code": code, "where": where, "ruling": "Giữ."} for code, where in places]
    path.write_text(json.dumps(bad), encoding="utf-8")
    said = run("lint", "thu", folder=own)
    assert said.exit_code == 0
    assert "thu: 3 phát hiện, 0 chưa có kết luận\n" in said.stdout
    assert "      Kết luận: Giữ.\n" in said.stdout


def test_set_with_a_mistake_names_file_and_line(own: Path) -> None:
    path = own / "thu" / "set.yaml"
    path.write_text("id: thu\nid: thu\n", encoding="utf-8")
    refused = run("show", "thu", folder=own)
    assert refused.exit_code == 2
    assert refused.stderr == f"Error: {path}:2: key 'id' stands twice: keep one of them [duplicate-key]\n"


def written(folder: Path, text: str) -> str:
    path = folder / "answers.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_score_for_programs(own: Path) -> None:
    file = written(own, "set: thu\nunits:\n  A: {1.1: mot_nua, 1.2: {a: 3, b: 4, c: 0}}\n")
    found = json.loads(run("score", file, "--json", folder=own).stdout)
    assert found["set"] == "thu"
    assert found["units"]["A"]["total"] == "12.5"
    assert found["units"]["A"]["criteria"]["1.2"]["derivation"] == "3/4 = 75% → 10 × 3/4 = 7,5 điểm"


def test_score_in_words(own: Path) -> None:
    text = "set: thu\nunits: {A: {1.1: 2}, B: {1.1: 1}, C: {1.1: 1}}\nblocks: {A: x, B: y, C: y}\n"
    said = run("score", written(own, text), folder=own).stdout
    assert "    1.1            5/10  Một phần → 10 × 1/2 = 5 điểm\n" in said
    assert "    1.2            0/10  chưa trả lời\n" in said
    assert said.endswith(
        "Xếp hạng x\n    1.         5  A\nXếp hạng y\n    1.        10  B\n    1.        10  C\n"
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("set: thu\nunits: {A: {9.9: 1}}\n", "unit 'A': there is no criterion '9.9' in thu"),
        ("set: thu\nunits: {A: {1.2: {a: ba}}}\n", "unit 'A', criterion 1.2: 'ba' is not a number"),
        ("set: none\nunits: {}\n", "none: there is no such set"),
        ("set: thu\nunits: {A: 1, A: 2}\n", "key 'A' stands twice"),
        ("just words", "write set: SET"),
        ("", "write set: SET"),
    ],
)
def test_score_refuses_in_one_sentence(own: Path, text: str, says: str) -> None:
    refused = run("score", written(own, text), folder=own)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert says in refused.stderr
    assert "Traceback" not in refused.stderr


def test_score_of_a_file_that_is_not_there(tmp_path: Path) -> None:
    refused = run("score", str(tmp_path / "none.yaml"))
    assert refused.exit_code == 2
    assert "there is no such file" in refused.stderr
