from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.formula import LONGEST, Formula, FormulaError, ZeroDenominatorError

VALUES = {"a": Fraction(3), "b": Fraction(4), "c": Fraction(5)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a/b", Fraction(3, 4)),
        ("(a+b)/c", Fraction(7, 5)),
        ("a/(b*4*c)", Fraction(3, 80)),
        ("a/b/c", Fraction(3, 20)),
        ("a - b - c", Fraction(-6)),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("0.2*a", Fraction(3, 5)),
        ("1/3", Fraction(1, 3)),
        ("80%", Fraction(4, 5)),
        ("0.25%", Fraction(1, 400)),
        ("a/80%", Fraction(15, 4)),
        ("80 %*a", Fraction(12, 5)),
        ("a\n  /b", Fraction(3, 4)),
    ],
)
def test_arithmetic_is_exact(text: str, value: Fraction) -> None:
    assert Formula.parse(text).evaluate(VALUES) == value


@pytest.mark.parametrize(
    "text",
    [
        "f(a)",
        "__import__('os').system('true')",
        "a.real",
        "a[0]",
        "a**b",
        "a//b",
        "a%b",
        "a@b",
        "-a",
        "not a",
        "a if b else c",
        "a<b",
        "lambda: a",
        "(a)(b)",
        "'a'",
        "True",
        "[a]",
        "{a}",
        "a;b",
        "a=b",
        "a:=b",
        "1e5",
        "1e999999999",
        "0x10",
        "1_000",
        "1j",
        "1,5",
        "1.2.3",
        ".5",
        "5.",
        "１",
        "½",
        "",
        "   ",
        "a b",
        "(a",
        "a)",
        "a\0b",
        "if",
    ],
)
def test_anything_but_arithmetic_is_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        Formula.parse(text)


@pytest.mark.parametrize("text", ["1/0", "a/0", "a/(1-1)", "a/(1/0)", "1/0%"])
def test_dividing_by_a_written_zero_is_refused(text: str) -> None:
    with pytest.raises(FormulaError, match="divides by 0"):
        Formula.parse(text)


@pytest.mark.parametrize("depth", [100, 1_000, 100_000])
def test_deep_nesting_is_refused(depth: int) -> None:
    with pytest.raises(FormulaError):
        Formula.parse("(" * depth + "a" + ")" * depth)
    with pytest.raises(FormulaError):
        Formula.parse("a" + "+a" * depth)


def test_longest_formula_is_read_and_one_more_is_not() -> None:
    longest = "a" + "+1" * (LONGEST // 2 - 1)
    assert Formula.parse(longest).evaluate(VALUES) == 3 + len(longest) // 2
    with pytest.raises(FormulaError, match="200 characters"):
        Formula.parse(longest + "+1")


def test_error_says_what_to_write() -> None:
    with pytest.raises(FormulaError, match=r"only \+ - \* / may be used"):
        Formula.parse("a**2")


def test_names_are_known() -> None:
    assert Formula.parse("(c+d)/(a+b)").names == {"a", "b", "c", "d"}
    assert Formula.parse("số_a/tổng").names == {"số_a", "tổng"}


def test_zero_denominator_has_its_own_error() -> None:
    with pytest.raises(ZeroDenominatorError):
        Formula.parse("a/(b-4)").evaluate(VALUES)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("(c+a)/(a+b)", "(5 + 3)/(3 + 4)"),
        ("a/(b*c)", "3/(4 × 5)"),
        ("a/(b/c)", "3/(4/5)"),
        ("a-(b-c)", "3 - (4 - 5)"),
        ("0.2*a", "0,2 × 3"),
        ("(a)", "3"),
        ("1234.5*a", "1.234,5 × 3"),
    ],
)
def test_printed_keeps_the_brackets_that_matter(text: str, printed: str) -> None:
    assert Formula.parse(text).printed(lambda key: str(VALUES[key])) == printed


def test_figure_that_is_a_ratio_itself_gets_brackets_below_the_line() -> None:
    assert Formula.parse("a/t").printed({"a": "3", "t": "4/5"}.__getitem__) == "3/(4/5)"
    assert Formula.parse("t/a").printed({"a": "3", "t": "4/5"}.__getitem__) == "4/5/3"


def test_parts_of_a_fraction() -> None:
    parts = Formula.parse("(a+b)/c").fraction()
    assert parts is not None
    assert parts[0].source == "a + b"
    assert parts[1].names == {"c"}
    assert Formula.parse("a*b").fraction() is None


@given(st.recursive(st.sampled_from("abc"), lambda part: st.tuples(part, st.sampled_from("+-*/"), part)))
def test_brackets_of_the_print_mean_what_the_tree_means(tree: object) -> None:
    formula = Formula.parse(_written(tree)[: LONGEST * 2]) if len(_written(tree)) <= LONGEST else None
    if formula is None:
        return
    try:
        value = formula.evaluate(VALUES)
    except ZeroDenominatorError:
        return
    again = formula.printed(str).replace("×", "*")
    if len(again) <= LONGEST:
        assert Formula.parse(again).evaluate(VALUES) == value


def _written(tree: object) -> str:
    return tree if isinstance(tree, str) else "(" + "".join(map(_written, tree)) + ")"  # type: ignore[call-overload]
