from __future__ import annotations

import json
from pathlib import Path

import pytest

from criteria import loader
from criteria.files import CriteriaError, read_yaml
from tests.criteria.samples import CHOICE, data, group, row


def written(folder: Path, text: str, name: str = "set.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def refused(path: Path) -> CriteriaError:
    with pytest.raises(CriteriaError) as caught:
        read_yaml(path)
    return caught.value


def test_every_scalar_stays_text(tmp_path: Path) -> None:
    path = written(tmp_path, "code: 3.10\nno: no\nday: 2025-12-15\nhex: 0x10\nnull: ~\ntime: 12:30\n")
    assert read_yaml(path) == {
        "code": "3.10", "no": "no", "day": "2025-12-15", "hex": "0x10", "null": "~", "time": "12:30",
    }  # fmt: skip


def test_json_stays_text_too(tmp_path: Path) -> None:
    path = written(
        tmp_path, '\ufeff{"3.10": 28.780, "n": 10000000000000000000000, "yes": true,\t"no": [null]}'
    )
    assert read_yaml(path) == {
        "3.10": "28.780", "n": "10000000000000000000000", "yes": "true", "no": ["null"],
    }  # fmt: skip


def test_yaml_may_begin_with_a_brace(tmp_path: Path) -> None:
    assert read_yaml(written(tmp_path, "{a: 1, b: [c]}")) == {"a": "1", "b": ["c"]}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb:\n  c: 1\n  c: 2\n", "duplicate-key", 4),
        ('{"a": 1,\n\t"a": 2}', "duplicate-key", 2),
        ("a: 1\nb: &x 1\nc: *x\n", "alias", 2),
        ("? [a]\n: b\n", "yaml", 1),
        ("a: [1, 2\nb: 3\n", "yaml", 2),
        ("a: 1\n\tb: 2\n", "yaml", 2),
        ("a: \x00", "yaml", 1),
        ("[" * 100_000, "yaml", 1),
        ('{"a":' * 90_000, "yaml", 1),
        ("a: 1\nb: !!python/object/apply:os.system [true]\n", "tag", 2),
    ],
)
def test_refused_with_code_and_line(tmp_path: Path, text: str, code: str, line: int | None) -> None:
    error = refused(written(tmp_path, text))
    assert (error.code, error.line) == (code, line)
    assert str(error).startswith(f"{tmp_path / 'set.yaml'}{f':{line}' if line else ''}: ")


def test_file_of_100_mb_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "set.yaml"
    with path.open("wb") as stream:
        stream.truncate(100_000_000)
    assert refused(path).code == "too-large"


def test_other_encodings_and_missing_files_are_named(tmp_path: Path) -> None:
    path = tmp_path / "set.yaml"
    path.write_bytes("tên: Đạo".encode("utf-16"))
    assert refused(path).code == "yaml"
    assert refused(tmp_path / "none.yaml").code == "no-file"
    assert refused(tmp_path).code == "no-file"


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (("kind: ratio", "kind: ratios"), 20, "there is no kind 'ratios'; kinds are 'choice'"),
        (("kind: ratio", "knd: ratio"), 20, "the rule needs a kind, like kind: ratio"),
        (("max: '7'", "maxx: '7'"), 18, "there is no key 'maxx' here: did you mean 'max'? (and 1 more)"),
        (("max: '7'", "max: ten"), 18, "'ten' must be a number"),
        (("max: '7'", "max: 1e999999999"), 18, "only numbers, names"),
        (("max: '7'", "max: 1/0"), 18, "divides by 0"),
        (("formula: a/b", "formula: a/z"), 17, "the rule uses z, which no input has"),
        (("formula: a/b", "formula: open(a)"), 21, "only numbers, names and + - * / may be used"),
        (
            ("subject: xã", "subject: xã\nsubjet: xã"),
            4,
            "there is no key 'subjet' here: did you mean 'subject'?",
        ),
        (("subject: xã", "subject: [xã]"), 3, "write text here, not a list or further keys"),
        (("type: count", "type: number"), 25, "write 'count', 'amount', 'ratio', 'frequency' or 'yes_no'"),
        (("annex: Phụ lục", "annex: Phụ lục\n  - x"), 11, "expected <block end>"),
    ],
)
def test_mistakes_in_a_set_have_a_line_and_a_way_on(
    tmp_path: Path, change: tuple[str, str], line: int, says: str
) -> None:
    assert change[0] in SET
    written(tmp_path, SET.replace(*change, 1))
    with pytest.raises(CriteriaError) as caught:
        loader.load_set(tmp_path)
    assert caught.value.line == line, str(caught.value)
    assert says in str(caught.value)


SET = """id: thu
title: Bộ tiêu chí thử
subject: xã
version: '1'
decision:
  number: 1/QĐ-UBND
  date: '2026'
  authority: UBND tỉnh
  title: Quyết định
  annex: Phụ lục
declared_max: '10'
groups:
- code: '1'
  name: Nhóm 1
  declared_max: '10'
  criteria:
  - code: '1.10'
    max: '7'
    rule:
      kind: ratio
      formula: a/b
    inputs:
    - key: a
      label: Số a
      type: count
    - key: b
      label: Số b
    name: Tiêu chí
    quote: ''
"""


def test_set_of_the_tests_is_right(tmp_path: Path) -> None:
    written(tmp_path, SET)
    assert [item.id for item in loader.load_set(tmp_path).criteria] == ["1.10"]


def test_sets_in_other_folders_stand_beside_the_packages_and_win(tmp_path: Path) -> None:
    (tmp_path / "thu").mkdir()
    written(tmp_path / "thu", SET)
    assert loader.load("thu", tmp_path).id == "thu"
    assert {"thu", "lac-dao-xa"} <= loader.find_sets(tmp_path).keys()
    (tmp_path / "lac-dao-xa").mkdir()
    written(tmp_path / "lac-dao-xa", SET.replace("id: thu", "id: lac-dao-xa"))
    assert loader.load("lac-dao-xa", tmp_path).title == "Bộ tiêu chí thử"


def test_unknown_set_names_the_known_ones(tmp_path: Path) -> None:
    for name in ("thu", "../thu", "", "lac-dao-xa/"):
        with pytest.raises(CriteriaError, match=r"known sets: .*lac-dao-xa"):
            loader.load(name, tmp_path)


def test_set_that_calls_itself_otherwise_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    written(tmp_path / "other", SET)
    with pytest.raises(CriteriaError, match="calls itself 'thu'"):
        loader.load("other", tmp_path)


def test_examples_and_print_may_be_missing(tmp_path: Path) -> None:
    assert loader.load_examples(tmp_path) == ()
    assert not loader.load_print(tmp_path)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("criterion: '1'", 1, "examples are a list"),
        ("- criterion: '1'\n  points: 3\n", 1, "this key is missing"),
        (
            "- {criterion: a, clause: b, given: x, why: c, points: 1}\n- {point: 1}\n",
            2,
            "1.point: there is no key 'point' here: did you mean 'points'?",
        ),
        ("- {criterion: a, clause: b, given: x, why: c, points: n*2}\n", 1, "'n*2' must be a number"),
    ],
)
def test_mistakes_in_examples_are_named(tmp_path: Path, text: str, line: int, says: str) -> None:
    written(tmp_path, text, "examples.yaml")
    with pytest.raises(CriteriaError) as caught:
        loader.load_examples(tmp_path)
    assert caught.value.line == line, str(caught.value)
    assert says in str(caught.value)


def test_set_may_be_written_as_json(tmp_path: Path) -> None:
    written(tmp_path, json.dumps(data(group("1", row("1.1", CHOICE)))))
    assert loader.load_set(tmp_path).criteria[0].max == 10
