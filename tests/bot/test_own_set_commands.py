"""``chamdiem criteria new`` and ``diff`` as an authority calls them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.commands.criteria_commands import criteria
from bot.commands.refusing import Refusing
from criteria import loader
from criteria.starting import FILES


def run(*words: str, folder: Path | None = None) -> Result:
    given: dict[str, Any] = {"sets": (folder,) if folder else ()}
    return CliRunner().invoke(Refusing(commands=[criteria]), ("criteria", *words), obj=given)


def changed(folder: Path, old: str, new: str) -> None:
    path = folder / "set.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_new_set_stands_among_the_sets_of_the_data_folder(tmp_path: Path) -> None:
    sets = tmp_path / "data" / "sets"
    said = run("new", "xa-moi", folder=sets)
    assert said.exit_code == 0
    assert {path.name for path in (sets / "xa-moi").iterdir()} == set(FILES)
    assert "chamdiem criteria lint xa-moi" in said.stdout
    assert loader.load("xa-moi", sets).id == "xa-moi"
    assert run("lint", "xa-moi", folder=sets).exit_code == 1


def test_path_is_taken_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "chamdiem criteria show ./a/xa-moi: " in run("new", "./a/xa-moi").stdout
    assert run("show", "./a/xa-moi").exit_code == 0
    (tmp_path / "empty").mkdir()
    assert run("new", f"{tmp_path}/empty").exit_code == 0


def test_copy_differs_from_its_origin_in_the_id_only(tmp_path: Path) -> None:
    assert run("new", "xa-moi", "--from", "lac-dao-xa", folder=tmp_path).exit_code == 0
    found = run("diff", "lac-dao-xa", "xa-moi", "--json", folder=tmp_path)
    assert found.exit_code == 1
    assert json.loads(found.stdout) == [
        {"where": "set", "what": "mã bộ tiêu chí", "before": "lac-dao-xa", "after": "xa-moi"}
    ]
    again = run("new", "xa-hai", "--from", f"{tmp_path}/xa-moi", folder=tmp_path)
    assert again.exit_code == 0
    assert run("lint", "xa-hai", folder=tmp_path).exit_code == 0


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Xã Mới", "'Xã Mới' cannot be the id of a set: use a-z, 0-9 and -, like xa-moi"),
        ("-", "'-' cannot be the id of a set: use a-z, 0-9 and -, like xa-lac-dao"),
        ("day", "day is not empty: name another folder"),
        ("tep", "tep is not empty: name another folder"),
        ("lac-dao-xa", "there is lac-dao-xa already: name the new set otherwise, like lac-dao-xa-2"),
        ("nam-dong-xa", "there is nam-dong-xa already"),
        ("procedures", "there is procedures already"),
    ],
)
def test_new_is_refused_in_one_sentence(tmp_path: Path, name: str, says: str) -> None:
    folder = tmp_path / "SETS"
    (folder / "day").mkdir(parents=True)
    (folder / "day" / "file").touch()
    (folder / "tep").touch()
    refused = run("new", "--", name, folder=folder)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert says in refused.stderr
    assert {path.name for path in folder.iterdir()} == {"day", "tep"}


def test_new_without_a_data_folder_or_from_nothing(tmp_path: Path) -> None:
    assert "name the folder with its path, like ./xa-moi" in run("new", "xa-moi").stderr
    assert "known sets" in run("new", "xa-moi", "--from", "none", folder=tmp_path).stderr
    assert list(tmp_path.iterdir()) == []


def test_diff_of_versions_side_by_side(tmp_path: Path) -> None:
    assert run("new", "xa-moi", folder=tmp_path).exit_code == 0
    old = tmp_path / "cu"
    shutil.copytree(tmp_path / "xa-moi", old)
    same = run("diff", str(old), "xa-moi", folder=tmp_path)
    assert same.exit_code == 0
    assert same.stdout.endswith(": không có thay đổi\n")
    changed(tmp_path / "xa-moi", 'version: "1"', 'version: "2"')
    changed(tmp_path / "xa-moi", "        max: 10", "        max: 12.5")
    changed(tmp_path / "xa-moi", "[Cách tính điểm của tiêu chí 1.2, chép từ bản in]", "a" * 90)
    for before in (str(old), str(old / "set.yaml")):
        said = run("diff", before, "xa-moi", folder=tmp_path)
        assert said.exit_code == 1
        assert said.stdout.splitlines()[1:] == [
            "Bộ tiêu chí",
            "  phiên bản: 1 → 2",
            "Tiêu chí 1.1",
            "  điểm tối đa: 10 → 12,5",
            "Tiêu chí 1.2",
            "  cách tính của bản in:",
            "    - [Cách tính điểm của tiêu chí 1.2, chép từ bản in]",
            f"    + {'a' * 90}",
        ]
    exact = json.loads(run("diff", str(old), "xa-moi", "--json", folder=tmp_path).stdout)
    assert [(each["before"], each["after"]) for each in exact][1] == ("10", "12.5")


def test_diff_names_what_came_and_what_went(tmp_path: Path) -> None:
    for name in ("mot", "hai"):
        assert run("new", name, folder=tmp_path).exit_code == 0
    changed(tmp_path / "hai", "id: hai", "id: mot")
    changed(
        tmp_path / "hai", '            - {key: mot_phan, label: "[Đã ban hành một phần]", share: 1/2}\n', ""
    )
    said = run("diff", f"{tmp_path}/mot", f"{tmp_path}/hai").stdout.splitlines()[1:]
    assert said == [
        "Tiêu chí 1.1",
        (
            "  cách tính › bỏ phương án “mot_phan”: tên: [Đã ban hành một phần], phần của điểm tối đa: 1/2, "
            "mã: mot_phan"
        ),
    ]


def test_diff_of_what_is_no_set(tmp_path: Path) -> None:
    for name, says in (("none", "there is no such set"), ("./none", "there is no such file")):
        refused = run("diff", "lac-dao-xa", name, folder=tmp_path)
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert says in refused.stderr
