"""Files that mean harm, or are just wrong, against the real loader: one error, quickly, with a way on."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from fractions import Fraction
from itertools import count
from pathlib import Path

import pytest

from criteria import loader
from criteria.files import DEPTH, LARGEST, VALUES, CriteriaError
from tests.criteria.samples import RATIO, data, group, row

GOOD = """id: thu
title: Bộ tiêu chí thử
subject: xã
version: '1'
decision: {number: 1/QĐ-UBND, date: '2026', authority: UBND, title: Quyết định, annex: Phụ lục}
declared_max: 20
groups:
  - code: '1'
    name: Nhóm 1
    declared_max: 20
    criteria:
      - code: 3.10
        name: Tiêu chí
        max: 20
        inputs: [{key: a, label: Số a}, {key: b, label: Số b}]
        rule: {kind: ratio, formula: a/b}
        evidence: Văn bản
        quote: Cách tính
"""
CODE, MAX, RULE, EVIDENCE = 12, 14, 16, 17


def refused(folder: Path, content: str | bytes) -> CriteriaError:
    """The one error; taking more than a second of the processor is a failure, too."""
    path = folder / "set.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return timed(lambda: loader.load_set(folder))


def timed(load: Callable[[], object]) -> CriteriaError:
    begun = time.process_time()
    with pytest.raises(CriteriaError) as caught:
        load()
    assert time.process_time() - begun < 2
    assert len(str(caught.value)) < 600
    assert "\n" not in str(caught.value)
    return caught.value


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) == 1
    return GOOD.replace(old, new)


def test_set_of_these_tests_is_right_and_a_code_stays_text(tmp_path: Path) -> None:
    (tmp_path / "set.yaml").write_text(GOOD, encoding="utf-8")
    (item,) = loader.load_set(tmp_path).criteria
    assert (item.id, item.code, item.max) == ("3.10", "3.10", Fraction(20))


# the file -------------------------------------------------------------------------------------------------


def test_file_of_100_mb_is_not_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.yaml"
    with huge.open("wb") as stream:
        stream.truncate(100_000_000)
    (tmp_path / "set.yaml").symlink_to(huge)
    for path in (huge, tmp_path / "set.yaml"):
        error = timed(lambda path=path: loader.read_set(path))  # type: ignore[misc]
        assert (error.code, error.message) == (
            "too-large", f"the file is larger than {LARGEST} bytes: is it a set?",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: path.mkdir(), "this is a folder: a file of that name is needed"),
        (lambda path: path.symlink_to("/dev/zero"), "there is no such file"),
        (lambda path: path.symlink_to(path), "there is no such file"),
        (os.mkfifo, "there is no such file"),
        (lambda path: None, "there is no such file"),
    ],
    ids=count(),
)
def test_what_is_no_file(tmp_path: Path, make: Callable[[Path], object], says: str) -> None:
    make(tmp_path / "set.yaml")
    error = timed(lambda: loader.load_set(tmp_path))
    assert (error.code, error.message) == ("no-file", says)


def test_name_that_no_disk_takes(tmp_path: Path) -> None:
    assert timed(lambda: loader.load_set(tmp_path / ("a" * 300))).code == "no-file"
    assert timed(lambda: loader.load_set(tmp_path / "a\0b")).code == "no-file"


@pytest.mark.parametrize(
    "content", [b"\xef\xbb\xbf" + GOOD.encode(), GOOD.replace("\n", "\r\n").encode()], ids=count()
)
def test_mark_of_windows_and_its_line_ends_are_read(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "set.yaml").write_bytes(content)
    assert loader.load_set(tmp_path).criteria[0].quote == "Cách tính"
    assert refused(tmp_path, content.replace(b"max: 20", b"max: x")).line == 6


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        (GOOD.encode("utf-16"), 1, "save it as UTF-8"),
        (GOOD.encode("utf-16-le"), 2, "save it as UTF-8"),
        (b"id: a\nx: \xff\n", 2, "save it as UTF-8"),
        (b"id: a\nx: \0\n", 2, "the character U+0000 is not for reading: delete it"),
        (b'id: a\nx: "\\0"\n', 2, "the character U+0000 is not for reading: delete it"),
        (b'id: a\nx: "\\ud800"\n', 2, "the character U+D800 is not for reading: delete it"),
        (b'{"id": "a",\n\t"x": "\\ud800"}', 2, "the character U+D800 is not for reading: delete it"),
        (b'id: "\\UFFFFFFFF"\n', None, "is too large"),
        (b"%YAML 1." + b"9" * 5000 + b"\n---\nid: a\n", None, "is too large"),
        (b"", None, "write keys and values here"),
        (b"just words", 1, "write keys and values here, not 'just words'"),
        (b"[]", 1, "write keys and values here"),
        (b"x" * 400_000, 1, "write keys and values here"),
        (GOOD.encode() + b"---\n" + GOOD.encode(), 19, "one file is one set: delete the line ---"),
        (b"id: a\ntitle: b: c\n", 2, "put a text that has ': ' in quotes"),
        (b"id: a\n\ttitle: b\n", 2, "indent with spaces"),
        (b"id: 'a\n", 2, "a quotation mark is not closed"),
        (b"groups: [a, b\n", 2, "a bracket is not closed"),
    ],
    ids=count(),
)
def test_what_is_not_yaml_in_utf_8(tmp_path: Path, content: bytes, line: int | None, says: str) -> None:
    error = refused(tmp_path, content)
    assert (error.line, error.message.count(says)) == (line, 1), str(error)


# YAML -----------------------------------------------------------------------------------------------------

LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "code", "line", "says"),
    [
        (LAUGHS, "alias", 1, "write the value out"),
        ("id: thu\ntitle: *nobody\n", "alias", 2, "write the value out"),
        ("base: {a: 1}\nid: &x thu\n", "alias", 2, "write the value out"),
        ("id: !!python/object/apply:os.system [true]\n", "tag", 1, "write the value alone"),
        ("id: !!python/name:os.system ''\n", "tag", 1, "write the value alone"),
        ("id: thu\ntitle: !include /etc/passwd\n", "tag", 2, "write the value alone"),
        ("[" * 10_000, "yaml", 1, "write it flatter"),
        ("- " * 10_000 + "a", "yaml", 1, "write it flatter"),
        ("".join(f"{' ' * n}a:\n" for n in range(700)), "yaml", DEPTH, "write it flatter"),
        ('{"a":\n' * 10_000, "yaml", DEPTH, "write it flatter"),
        ('{"a":' * 60 + "1" + "}" * 60, "yaml", 1, "write it flatter"),
        ("id: [" + "a," * (VALUES + 1) + "]", "too-large", 1, f"more than {VALUES} values"),
        ("id: thu\nid: thu\n", "duplicate-key", 2, "keep one of them"),
        ("? [a]\n: b\n", "yaml", 1, "write key: value"),
        ("id: thu\n" * 7_000, "duplicate-key", 2, "keep one of them"),
        ("id: thu\n" * 40_000, "too-large", VALUES // 2, "is it one set?"),
    ],
    ids=count(),
)
def test_yaml_that_means_harm(tmp_path: Path, text: str, code: str, line: int, says: str) -> None:
    error = refused(tmp_path, text)
    assert (error.code, error.line) == (code, line), str(error)
    assert says in error.message


def test_keys_that_stand_twice_deep_inside(tmp_path: Path) -> None:
    error = refused(tmp_path, changed("        evidence: Văn bản\n", "        max: 3\n"))
    assert (error.code, error.line, error.message) == (
        "duplicate-key", EVIDENCE, "key 'max' stands twice: keep one of them",
    )  # fmt: skip
    lines = json.dumps(data(group("1", row("1.1", RATIO, "a", "b"))), indent="\t").replace(
        '"evidence"', '"max"'
    )
    error = refused(tmp_path, lines)
    last = max(n for n, line in enumerate(lines.splitlines(), start=1) if line.startswith('\t\t\t\t\t"max"'))
    assert (error.code, error.line) == ("duplicate-key", last)


@pytest.mark.parametrize(
    "text",
    [
        GOOD + GOOD[GOOD.index("      - code") :] * (VALUES // 30),
        changed("{key: b, label: Số b}", ",".join("{key: b, label: x}" for _ in range(VALUES // 6))),
        changed("label: Số b}", f"label: x, same_as: [{','.join(f'z{n}' for n in range(VALUES - 200))}]}}"),
        "".join(f"k{n}: 1\n" for n in range(VALUES // 2 - 20)),
        changed(
            "name: Nhóm 1", "name: x\n    headings: [" + "{text: x, declared_max: 1}," * (VALUES // 6) + "]"
        ),
    ],
    ids=count(),
)
def test_as_much_as_is_read_is_refused_as_quickly(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, text).code == "schema"


# keys and values ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("evidence:", "evidnce:", EVIDENCE, "did you mean 'evidence'?"),
        ("subject:", "subjects:", 3, "there is no key 'subjects' here: did you mean 'subject'? (and 1 more)"),
        ("formula: a/b", "formla: a/b", RULE, "did you mean 'formula'?"),
        ("label: Số a", "lable: Số a", 15, "did you mean 'label'?"),
        ("annex:", "anex:", 5, "did you mean 'annex'?"),
        ("evidence:", "zzz:", EVIDENCE, "there is no key 'zzz' here: keys are cadence, code, "),
        ("evidence:", "z" * 1_000 + ":", EVIDENCE, "here: keys are cadence, "),
        ("kind: ratio", "kind: " + "r" * 10_000, RULE, "kinds are 'choice'"),
        ("code: 3.10", "code: [3, 10]", CODE, "write text here, not a list"),
        ("version: '1'", "version: '1'\nrounding: {places: 99999999999}", 5, "less than or equal to 6"),
        ("version: '1'", "version: '1'\nrounding: {places: " + "9" * 9_999 + "}", 5, "write a whole number"),
        ("        quote: Cách tính\n", "", CODE, "groups.0.criteria.0.quote: this key is missing"),
    ],
    ids=count(),
)
def test_wrong_keys_and_values(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    error = refused(tmp_path, changed(old, new))
    assert (error.code, error.line) == ("schema", line), str(error)
    assert says in error.message


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("-5", "write a number greater than or equal to 0, not '-5'"),
        ("5 - 9", "write a number greater than or equal to 0, not '5 - 9'"),
        ("1e999999", "only numbers, names and + - * / ( ) may be used, so not '1'"),
        ("9" * 100_000, "a formula has 1 to 200 characters, like (a+b)/c"),
        ("20/0", "divides by 0"),
        ("20/(1-1)", "divides by 0"),
        ("a", "'a' must be a number, like 20, 5.5, 1/2 or 80%"),
        ("", "a formula has 1 to 200 characters"),
        ("[20]", "write a number or a formula here, like 20 or (a+b)/c, not a list or keys"),
        ("{of: 20}", "write a number or a formula here"),
        ("２０", "'２' is the fullwidth digit two: write a Latin letter or a digit"),
        ("20,5", "so not ','"),
        ("nan", "'nan' must be a number"),
        (".inf", "so not '.'"),
        ("0x14", "so not '0'"),
    ],
    ids=count(),
)
def test_maxima(tmp_path: Path, written: str, says: str) -> None:
    error = refused(tmp_path, changed("        max: 20", f"        max: {written}"))
    assert error.line == MAX
    assert says in error.message, str(error)


def test_maximum_of_a_third_is_exact(tmp_path: Path) -> None:
    (tmp_path / "set.yaml").write_text(changed("        max: 20", "        max: 1/3"), encoding="utf-8")
    assert loader.load_set(tmp_path).criteria[0].max == Fraction(1, 3)


@pytest.mark.parametrize(
    ("formula", "says"),
    [
        ("a/z", "the rule uses z, which no input has; inputs are a, b"),
        ("(" * 1_000 + "a" + ")" * 1_000, "a formula has 1 to 200 characters, like (a+b)/c"),
        ("(" * 90 + "a", "is not arithmetic: write it like (a+b)/c"),
        ("__import__('os')", "only numbers, names and + - * / ( ) may be used, so not \"''\""),
        ("__import__(os)", "only numbers, names and + - * / may be used"),
        ("a.b", "so not '.'"),
        ("a[0]", "so not '[]'"),
        ("a**9**9", "only + - * / may be used"),
        ("10**10**10", "only + - * / may be used"),
        ("lambda: a", "so not ':'"),
        ("a if b else a", "only numbers, names and + - * / may be used"),
        ("1e999999", "so not '1'"),
        ("9" * 100_000, "a formula has 1 to 200 characters"),
        ("a+" * 99 + "z", "which no input has"),
        ("а/b", "'а' is the cyrillic small letter a: write a Latin letter or a digit"),
        ("a∕b", "so not '∕'"),
        ("a/０", "'０' is the fullwidth digit zero"),
        ("a/0", "'a/0' divides by 0"),
        ("-a", "a sign needs a number on both sides, like 0-a"),
        ("a//b", "only + - * / may be used"),
        ("a@b", "so not '@'"),
        ("True", "only numbers and names may be used"),
    ],
    ids=count(),
)
def test_formulas_can_do_nothing_but_arithmetic(tmp_path: Path, formula: str, says: str) -> None:
    error = refused(tmp_path, changed("formula: a/b", f"formula: {json.dumps(formula, ensure_ascii=False)}"))
    assert error.line in (CODE, RULE)
    assert says in error.message, str(error)
