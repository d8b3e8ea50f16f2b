"""Figures as machines and people write them in a score file."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.schema import Input, InputType
from criteria.vietnamese import plain
from scoring.claims import figure
from scoring.typed import AnswerError, absent, canonical


def read(kind: InputType, given_text: Any, unit: str = "") -> str:
    return canonical(Input(key="a", label="A", type=kind, unit=unit), given_text)


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        ("count", "421", "421"),
        ("count", " 421 ", "421"),
        ("count", "421.0", "421"),
        ("count", "1e3", "1000"),
        ("count", "1,234", "1234"),
        ("count", "1 234", "1234"),
        ("count", "1.234.567", "1234567"),
        ("count", "４２１", "421"),
        ("count", "12 người", "12"),
        ("amount", "12.5", "12.5"),
        ("amount", "12,5", "12.5"),
        ("amount", "1.234", "1.234"),
        ("amount", "1.234,5", "1234.5"),
        ("amount", "1/3", "1/3"),
        ("amount", "2.5/5", "0.5"),
        ("amount", "1e-05", "0.00001"),
        ("ratio", "95%", "95%"),
        ("ratio", "95,5 %", "95.5%"),
        ("ratio", "95％", "95%"),
        ("ratio", "120%", "120%"),
        ("ratio", "421/512", "421/512"),
        ("ratio", "42/60", "42/60"),
        ("ratio", "1.5/2,5", "1.5/2.5"),
        ("ratio", "3/0", "3/0"),
        ("ratio", "0.95", "95%"),
        ("ratio", "0,955", "95.5%"),
        ("ratio", "1", "100%"),
        ("ratio", "0", "0%"),
        ("ratio", "95", "95%"),
        ("ratio", "1.5", "1.5%"),
        ("ratio", "100", "100%"),
        ("ratio", {"a": "421", "b": "512"}, "421/512"),
        ("frequency", "52", "52"),
        ("frequency", "1 lần/tuần", "52"),
        ("frequency", "2 tháng 1 lần", "6"),
        ("frequency", "hằng ngày", "365"),
        ("frequency", "5/2", "2.5"),
        ("yes_no", "true", "1"),
        ("yes_no", "FALSE", "0"),
        ("yes_no", "1", "1"),
        ("yes_no", "có", "1"),
        ("yes_no", "chưa", "0"),
        ("yes_no", "yes", "1"),
    ],
)
def test_read_as_meant(kind: InputType, typed: Any, stored: str) -> None:
    assert read(kind, typed) == stored


@pytest.mark.parametrize(
    ("kind", "typed", "says"),
    [
        ("count", "-3", "is negative"),
        ("count", "3.5", "is not a whole number"),
        ("count", "1.234", "is not a whole number"),
        ("count", "mười", "is not a number"),
        ("count", "nan", "is not a number"),
        ("count", "Infinity", "is not a number"),
        ("count", "12,5,6", "is not a number"),
        ("count", "50%", "is a percentage"),
        ("count", "khoảng 50", "is not exact"),
        ("count", "😀", "is not a number"),
        ("count", "9" * 5_000, "is too long"),
        ("count", "1e999999999", "is not a number"),
        ("count", {"a": "1"}, "is one figure"),
        ("count", ["1"], "is one figure"),
        ("amount", "1,234", "could be 1234 or 1.234"),
        ("amount", "1/0", "divides by 0"),
        ("amount", "1/2/3", "is not a number"),
        ("ratio", "101", "at most 1, or 100 in per cent"),
        ("ratio", "-5%", "is negative"),
        ("ratio", {"a": "1"}, "a ratio is written"),
        ("ratio", {"a": "1", "b": ["2"]}, "has two figures"),
        ("ratio", ["1", "2"], "is one figure"),
        ("frequency", "thỉnh thoảng", "is not a number"),
        ("yes_no", "2", "is neither true nor false"),
        ("yes_no", "", "is neither true nor false"),
    ],
)
def test_refused_with_what_is_wrong(kind: InputType, typed: Any, says: str) -> None:
    with pytest.raises(AnswerError, match=says) as caught:
        read(kind, typed)
    assert len(str(caught.value)) < 200


def test_unit_of_the_figure_may_be_written() -> None:
    assert read("amount", "12,5 triệu đồng", "triệu đồng") == "12.5"
    assert read("amount", "1,5 tỷ", "triệu đồng") == "1500"


@pytest.mark.parametrize("nothing", [None, "", " ", "null", "~", {}])
def test_nothing_is_given(nothing: Any) -> None:
    assert absent(nothing)
    assert not absent("0")
    assert not absent([])


@given(st.fractions(0, 10**9, max_denominator=10**4))
def test_what_machines_write_is_read_exactly(value: Any) -> None:
    assert figure(read("amount", plain(value))) == value


@given(st.text(max_size=30), st.sampled_from(["count", "amount", "ratio", "frequency", "yes_no"]))
def test_any_text_is_a_figure_or_an_error_in_words(text: str, kind: InputType) -> None:
    try:
        stored = read(kind, text)
    except AnswerError:
        return
    assert "/" in stored or figure(stored) >= 0
