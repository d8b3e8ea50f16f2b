"""Every way in which a score file may answer a criterion."""

from __future__ import annotations

from typing import Any

import pytest

from criteria import loader
from criteria.schema import Criterion
from scoring.answers import claim_of, figure_given
from scoring.facts import Claim
from scoring.typed import AnswerError
from tests.criteria.samples import CHOICE, RATIO, criterion

PART = {
    "kind": "choice",
    "options": [
        {"key": "du", "label": "Cung cấp đầy đủ", "share": "1"},
        {"key": "mot_phan", "label": "Không đầy đủ", "share": "t"},
        {"key": "khong", "label": "Không cung cấp", "share": "0"},
    ],
}
CHECKS = {
    "kind": "checklist",
    "items": [
        {"key": "a", "label": "Tường lửa", "points": "5"},
        {"key": "b", "label": "Sao lưu", "points": "5"},
        {"key": "moi", "label": "Mỗi lần 0,2", "points": "0.2*n"},
    ],
}
ROWS = [
    {"label": "Từ 1 lần/1 tuần", "at_least": "52", "share": "1"},
    {"label": "Từ 1 tháng/1 lần", "at_least": "12", "below": "52", "share": "1/2"},
    {"label": "Dưới 1 tháng/1 lần", "below": "12", "share": "0"},
]
OFTEN = {"kind": "tiers", "of": "f", "pick": "true", "tiers": ROWS}
ARTICLES = {"kind": "tiers", "of": "n", "requires": "co", "tiers": ROWS}


def claim(item: Criterion, given: Any, **known: str) -> Claim | None:
    return claim_of(item, given, lambda asked: known.get(asked.key))


def figures(**values: str) -> Claim:
    return Claim(values=values)


def chose(*keys: str, **values: str) -> Claim:
    return Claim(chosen=keys, values=values)


@pytest.mark.parametrize(
    ("rule", "asked", "given", "expected"),
    [
        (RATIO, "a b", {"a": "3", "b": "4"}, figures(a="3", b="4")),
        (RATIO, "a b", "3/4", figures(a="3", b="4")),
        (RATIO, "a b", ["3", "4"], figures(a="3", b="4")),
        (RATIO, "a b", {"a": "3"}, figures(a="3")),
        (RATIO, "a b", {"a": "3", "b": ""}, figures(a="3")),
        ({"kind": "ratio", "formula": "t"}, "t:ratio", "0.95", figures(t="95%")),
        ({"kind": "ratio", "formula": "t"}, "t:ratio", {"a": "1", "b": "3"}, figures(t="1/3")),
        ({"kind": "ratio", "formula": "t"}, "t:ratio", {"t": {"a": "1", "b": "3"}}, figures(t="1/3")),
        ({"kind": "points", "formula": "2*n"}, "n", "7", figures(n="7")),
        ({"kind": "highest", "of": "a/b"}, "a b", "1/7", figures(a="1", b="7")),
        (CHOICE, "", "co", chose("co")),
        (CHOICE, "", "2", chose("mot_nua")),
        (CHOICE, "", "đã có", chose("co")),
        (CHOICE, "", "  DA  CO; ", chose("co")),
        (CHOICE, "", {"option": "khong"}, chose("khong")),
        (CHOICE, "", {"option": "3"}, chose("khong")),
        (CHOICE, "", {"option": ""}, Claim()),
        (PART, "t:ratio", "du", chose("du")),
        (PART, "t:ratio", {"option": "mot_phan", "t": "42/60"}, chose("mot_phan", t="42/60")),
        (PART, "t:ratio", {"t": "70%"}, chose("mot_phan", t="70%")),
        (PART, "t:ratio", "70%", chose("mot_phan", t="70%")),
        (PART, "t:ratio", "42/60", chose("mot_phan", t="42/60")),
        (PART, "t:ratio", "mot_phan", chose("mot_phan")),
        (CHECKS, "n", [], Claim()),
        (CHECKS, "n", ["b", "a"], chose("a", "b")),
        (CHECKS, "n", ["1", "sao luu", "1"], chose("a", "b")),
        (CHECKS, "n", "b", chose("b")),
        (CHECKS, "n", {"items": ["a", "moi"], "n": "7"}, chose("a", "moi", n="7")),
        (CHECKS, "n", {"options": []}, Claim()),
        (CHECKS, "n", {"a": "true", "b": "không", "n": "7"}, chose("a", "moi", n="7")),
        (OFTEN, "f:frequency", "1", chose("1")),
        (OFTEN, "f:frequency", "từ 1 tháng/1 lần", chose("2")),
        (OFTEN, "f:frequency", {"tier": "3"}, chose("3")),
        (OFTEN, "f:frequency", {"f": "1"}, figures(f="1")),
        (OFTEN, "f:frequency", "52", figures(f="52")),
        (OFTEN, "f:frequency", "1 lần/tuần", figures(f="52")),
        (ARTICLES, "co:yes_no n", {"n": "7"}, figures(n="7")),
        (ARTICLES, "co:yes_no n", {"co": "có", "n": "7"}, figures(co="1", n="7")),
        (ARTICLES, "co:yes_no n", {"tier": "2"}, chose("2")),
        (ARTICLES, "co:yes_no n", "Dưới 1 tháng/1 lần", chose("3")),
    ],
)
def test_taken_as_meant(rule: dict[str, Any], asked: str, given: Any, expected: Claim) -> None:
    assert claim(criterion(rule, *asked.split()), given) == expected


@pytest.mark.parametrize(
    ("rule", "asked", "given", "says"),
    [
        (RATIO, "a b", {"a": "3", "c": "4"}, "no input c; its inputs are a, b"),
        (RATIO, "a b", "3", "write its inputs by key: a, b"),
        (RATIO, "a b", ["3"], "1 figures for 2 inputs"),
        (RATIO, "a b", {"a": "ba"}, "'ba' is not a number"),
        (RATIO, "a b", {"a": "-1", "b": "2"}, "is negative"),
        (CHOICE, "", "4", "choose one of co, mot_nua, khong"),
        (CHOICE, "", "0", "choose one of"),
        (CHOICE, "", "maybe", "choose one of"),
        (CHOICE, "", {"opt": "co"}, "no input opt; its inputs are none"),
        (CHOICE, "", ["co"], "choose one of"),
        (PART, "t:ratio", "mot phan", "choose one of"),
        (PART, "t:ratio", {"option": "none", "t": "70%"}, "choose one of du, mot_phan, khong"),
        (CHECKS, "n", ["c"], "no item 'c'; its items are a, b, moi"),
        (CHECKS, "n", [["a"]], "no item"),
        (CHECKS, "n", {"a": "maybe"}, "neither true nor false"),
        (OFTEN, "f:frequency", {"tier": "4"}, "no row '4'; rows are 1 to 3"),
        (OFTEN, "f:frequency", "đôi khi", "is not a number"),
        (ARTICLES, "co:yes_no n", "7", "write its inputs by key: co, n"),
        (RATIO, "a b", {"na": "true", "a": "3"}, "what does not apply has no a"),
        (RATIO, "a b", {"na": "perhaps"}, "neither true nor false"),
    ],
)
def test_refused_with_what_to_write(rule: dict[str, Any], asked: str, given: Any, says: str) -> None:
    with pytest.raises(AnswerError) as caught:
        claim(criterion(rule, *asked.split()), given)
    assert says in str(caught.value)


@pytest.mark.parametrize("nothing", [None, "", "null", {}, {"na": "false"}])
def test_nothing_given_is_no_claim(nothing: Any) -> None:
    assert claim(criterion(RATIO, "a", "b"), nothing, a="1", b="2") is None


def test_not_applicable_with_and_without_a_reason() -> None:
    item = criterion(RATIO, "a", "b")
    assert claim(item, {"na": "true", "reason": "không có DVC"}) == Claim(not_applicable="không có DVC")
    assert claim(item, {"na": "có"}) == Claim(not_applicable="không áp dụng")
    assert claim(item, {"na": "false", "a": "1", "b": "2"}) == figures(a="1", b="2")


def test_figures_given_elsewhere_fill_what_is_open_and_never_replace() -> None:
    item = criterion(RATIO, "a", "b")
    assert claim(item, {"a": "3"}, b="8200") == figures(a="3", b="8200")
    linked = [{"key": "a", "label": "A"}, {"key": "b", "label": "B", "same_as": ["1.4"]}]
    assert claim(criterion(RATIO, inputs=linked), "3", b="8200") == figures(a="3", b="8200")
    assert claim(criterion(RATIO, inputs=linked), "3") == figures(a="3")
    assert claim(item, {"a": "3", "b": "9"}, b="8200") == figures(a="3", b="9")
    assert claim(criterion(PART, "t:ratio"), "du", t="70%") == chose("du")


def test_option_by_place_wins_over_a_figure_but_not_over_a_key() -> None:
    assert claim(criterion(PART, "t:ratio"), "1") == chose("du")


def test_two_options_with_the_same_label_are_not_guessed() -> None:
    twins = [{"key": "x", "label": "Có", "share": "1"}, {"key": "y", "label": "có.", "share": "0"}]
    item = criterion({"kind": "choice", "options": twins})
    assert claim(item, "Có") == chose("x")
    assert claim(item, "có") == chose("y")
    with pytest.raises(AnswerError, match="more than one of them: Có; có"):
        claim(item, "CÓ")


MARKED = [{"key": key, "label": f"Tiểu mục {key}", "points": "1"} for key in ("d", "đ", "e")]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Tiểu mục d", "d"),
        ("Tiểu mục đ", "đ"),
        ("TIỂU MỤC Đ", "đ"),
        ("Tiê\u0309u mục đ", "đ"),  # marks apart from their letters
        ("tieu muc e", "e"),
        ("đ", "đ"),
        ("2", "đ"),
    ],
)
def test_marks_tell_labels_apart(given: str, expected: str) -> None:
    assert claim(criterion({"kind": "checklist", "items": MARKED}), [given]) == chose(expected)


def test_a_label_without_marks_that_fits_twice_is_refused() -> None:
    with pytest.raises(AnswerError, match="Tiểu mục d; Tiểu mục đ"):
        claim(criterion({"kind": "checklist", "items": MARKED}), ["tieu muc d"])


COUNTED = {
    "kind": "tiers", "of": "n", "pick": "true",
    "tiers": [
        {"label": "Trên 2", "above": "2", "share": "1"},
        {"label": "Từ 1 đến 2", "at_least": "1", "at_most": "2", "share": "1/2"},
        {"label": "Không có", "at_most": "0", "share": "0"},
    ],
}  # fmt: skip


def test_a_bare_number_is_no_row_where_it_can_be_the_figure() -> None:
    item = criterion(COUNTED, "n")
    assert claim(item, "2") == chose("2")  # row 2 holds 2
    assert claim(item, "7") == figures(n="7")
    assert claim(item, {"tier": "3"}) == claim(item, {"option": "3"}) == chose("3")
    with pytest.raises(AnswerError, match="could be a row or the figure itself"):
        claim(item, "3")


def test_figure_of_one_criterion_for_another() -> None:
    item = criterion(RATIO, "a", "b")
    assert figure_given(item, "b", {"a": "3", "b": "1,234"}) == "1234"
    assert figure_given(item, "b", "3/4") == "4"
    assert figure_given(item, "b", {"a": "3"}) is None
    assert figure_given(item, "b", None) is None
    assert figure_given(item, "b", {"na": "true"}) is None


def test_a_key_without_marks_is_found_where_no_label_is_meant() -> None:
    item = next(
        each for each in loader.load("lam-dong-so").criteria
        if any(getattr(o, "label", "") == "Có (Số hiệu, ngày ký)" for o in getattr(each.rule, "options", ()))
    )  # fmt: skip
    assert claim(item, "Có") == claim(item, "co") == chose("co")
