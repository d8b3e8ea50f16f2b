from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from criteria import loader
from criteria.files import CriteriaError, read_text
from criteria.lint import lint
from criteria.schema import Choice, CriteriaSet, Ratio, Tiers
from criteria.starting import FILES, copied, is_id, started
from scoring.answers import claim_of
from scoring.rules import score


def written(folder: Path, texts: Mapping[str, str]) -> CriteriaSet:
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return loader.load_set(folder)


def test_new_set_loads_and_shows_three_kinds_of_rules(tmp_path: Path) -> None:
    texts = started("xa-moi")
    assert tuple(texts) == FILES
    found = written(tmp_path, texts)
    assert (found.id, found.version, found.computed_max) == ("xa-moi", "1", found.declared_max)
    assert [type(item.rule) for item in found.criteria] == [Choice, Ratio, Tiers]


def test_linter_asks_for_each_placeholder_and_for_nothing_else(tmp_path: Path) -> None:
    found = written(tmp_path, started("xa-moi"))
    findings = lint(found, loader.load_print(tmp_path), loader.load_examples(tmp_path))
    assert {each.code for each in findings} == {
        "quote-not-in-print", "name-not-in-print", "column-not-in-print",
    }  # fmt: skip
    assert all("“[" in each.message for each in findings)
    texts = [item.label for item in found.general_info] + [group.name for group in found.groups]
    texts += [text for item in found.criteria for text in (item.name, item.quote, item.evidence)]
    assert lint(found, "\n".join(texts), loader.load_examples(tmp_path)) == []


def test_worked_examples_of_a_new_set_are_right(tmp_path: Path) -> None:
    found = written(tmp_path, started("xa-moi"))
    for each in loader.load_examples(tmp_path):
        item = found.by_id[each.criterion]
        claim = claim_of(item, each.given, lambda _: None)
        assert claim is not None
        assert score(item, claim).points == each.points


@pytest.mark.parametrize("name", loader.find_sets())
def test_copy_is_the_same_set_under_another_id(tmp_path: Path, name: str) -> None:
    folder, source = loader.find(name), loader.load(name)
    texts = {each: read_text(folder / each) for each in FILES}
    copy = written(tmp_path, copied("ban-sao", source, texts))
    assert copy.model_copy(update={"id": source.id, "version": source.version}) == source
    assert (copy.id, copy.version) == ("ban-sao", "1")
    lines = [line for line in texts["set.yaml"].splitlines() if not line.startswith(("id:", "version:"))]
    assert set(lines) <= set((tmp_path / "set.yaml").read_text(encoding="utf-8").splitlines())
    assert loader.load_examples(tmp_path) == loader.load_examples(folder)
    log = (tmp_path / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## 1\n\nChép từ bộ tiêu chí `{name}`, phiên bản {source.version} (" in log


@pytest.mark.parametrize(
    "head",
    [
        "id: cu # giữ\nversion: 12\n",
        "version: '12'\nid: 'cu'\n",
        "id: >-\n  cu\nversion: |-\n  12\n",
    ],
    ids=("plain", "quoted", "folded"),
)
def test_copy_begins_at_version_1_and_keeps_comments(tmp_path: Path, head: str) -> None:
    rest = started("cu")["set.yaml"].replace("id: cu\n", "").replace('version: "1"\n', "")
    source = written(tmp_path, {"set.yaml": head + rest})
    made = copied("moi", source, {"set.yaml": head + rest})
    copy = written(tmp_path, made)
    assert (copy.id, copy.version, copy.title) == ("moi", "1", source.title)
    assert ("# giữ" in made["set.yaml"]) is ("# giữ" in head)
    assert loader.load_examples(tmp_path) == ()


def test_json_can_be_copied_too(tmp_path: Path) -> None:
    source = written(tmp_path, started("cu"))
    text = source.model_dump_json(indent=1, exclude_none=True)
    assert written(tmp_path, copied("moi", source, {"set.yaml": text})).id == "moi"
    with pytest.raises(CriteriaError, match="indent it with spaces"):
        copied("moi", source, {"set.yaml": text.replace("\n ", "\n\t")})


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("xa-lac-dao", True), ("a", True), ("2026", True), ("", False), ("Xa", False), ("xã", False),
        ("a--b", False), ("-a", False), ("a_b", False), ("a.b", False), ("..", False), ("a" * 61, False),
    ],
)  # fmt: skip
def test_ids(name: str, good: bool) -> None:
    assert is_id(name) is good


def test_parts_of_the_new_set_are_ten_points_each(tmp_path: Path) -> None:
    assert {item.max for item in written(tmp_path, started("x")).criteria} == {Fraction(10)}
