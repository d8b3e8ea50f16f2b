"""Arithmetic of a decision: ``(b+c)/a`` over named inputs, exact, and nothing but arithmetic.

A formula is written in a set file and read with Python's own expression parser; every node that is not
a number, a name or one of ``+ - * /`` is refused, so a formula can neither call nor reach anything.
"""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from operator import itemgetter
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from criteria.vietnamese import number

LONGEST = 200  # characters; the longest formula in a decision so far has 25


Number = int | Fraction
"""Exact either way; whole numbers stay ``int``, which is much faster."""
Run = Callable[[Mapping[str, Number]], Number]


class FormulaError(ValueError):
    """The text is not an arithmetic formula; the message says what to write instead."""


class ZeroDenominatorError(ArithmeticError):
    """A denominator came out as 0, so the value is undetermined."""


# No exponents, hexadecimals or underscores: 1e999999999 would fill the memory before it is refused.
_TOKEN = re.compile(r"[^\W\d]\w*|[0-9]+(?:\.[0-9]+)?(?![\w.])|[-+*/()%\s]")
_BINARY: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


@dataclass(frozen=True, slots=True)
class Formula:
    """A parsed formula: its text as written in the set, and the names of the inputs that it uses."""

    source: str
    tree: ast.expr = field(compare=False, repr=False)
    names: frozenset[str] = field(compare=False, repr=False)
    run: Run = field(compare=False, repr=False)

    @classmethod
    def parse(cls, text: object) -> Formula:
        """Read ``text`` (``a/b``, ``1/2``, ``0.2*n``, ``80%``); raises FormulaError."""
        if isinstance(text, Formula):
            return text
        if isinstance(text, dict | list | tuple):
            raise FormulaError("write a number or a formula here, like 20 or (a+b)/c, not a list or keys")
        source = " ".join(str(text).split())
        if not source or len(source) > LONGEST:
            raise FormulaError(f"a formula has 1 to {LONGEST} characters, like (a+b)/c")
        if foreign := next((c for c in source if _looks_latin(c)), ""):
            name = unicodedata.name(foreign, "unknown").lower()
            raise FormulaError(f"{source!r}: {foreign!r} is the {name}: write a Latin letter or a digit")
        if strange := _TOKEN.sub("", source):
            raise FormulaError(
                f"{source!r}: only numbers, names and + - * / ( ) may be used, so not {strange[:20]!r}"
            )
        try:
            tree = ast.parse(_without_percent(source), mode="eval").body
        except (SyntaxError, RecursionError, MemoryError, ValueError) as error:
            raise FormulaError(f"{source!r} is not arithmetic: write it like (a+b)/c") from error
        _check(tree, source)
        return cls(source, tree, _names(tree), _compiled(tree))

    def evaluate(self, values: Mapping[str, Number]) -> Fraction:
        """Exact value; raises ZeroDenominatorError, and KeyError for a name without a value."""
        value = self.run(values)
        return value if isinstance(value, Fraction) else Fraction(value)

    def over(self, values: Mapping[str, Number]) -> tuple[Number, Number]:
        """Numerator and denominator as they stand, the latter never 0: what ``evaluate`` would divide."""
        run = self.run
        if isinstance(run, partial) and run.func is _divided:
            left, right = run.args
            bottom = right(values)
            if not bottom:
                raise ZeroDenominatorError
            return left(values), bottom
        return run(values), 1

    def fraction(self) -> tuple[Formula, Formula] | None:
        """Numerator and denominator where the outermost operation is a division, else None."""
        tree = self.tree
        if isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Div):
            return _part(tree.left), _part(tree.right)
        return None

    def printed(self, spell: Callable[[str], str]) -> str:
        """The formula with each name replaced by ``spell(name)``: ``(3+4)/(10+5)``."""
        return _printed(self.tree, spell, 0)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.parse,
            serialization=core_schema.plain_serializer_function_ser_schema(lambda f: f.source),
        )


def _looks_latin(c: str) -> bool:
    """A letter or digit of another alphabet, which would be a name that nobody can tell from a Latin one."""
    return not c.isascii() and c.isalnum() and not unicodedata.name(c, "").startswith("LATIN ")


def _names(tree: ast.expr) -> frozenset[str]:
    return frozenset(node.id for node in ast.walk(tree) if isinstance(node, ast.Name))


def _without_percent(source: str) -> str:
    """``80%`` is 80/100, in brackets so that ``a/80%`` divides by all of it."""
    return re.sub(r"(\d+(?:\.\d+)?)\s*%", r"(\1/100)", source)


def _part(tree: ast.expr) -> Formula:
    return Formula(_printed(tree, str, 0), tree, _names(tree), _compiled(tree))


_ONLY: dict[type[ast.expr], str] = {
    ast.BinOp: "only + - * / may be used",
    ast.Constant: "only numbers and names may be used",
    ast.UnaryOp: "a sign needs a number on both sides, like 0-a",
}


def _check(tree: ast.expr, source: str) -> None:
    for node in _expressions(tree):
        if not _is_arithmetic(node):
            only = _ONLY.get(type(node), "only numbers, names and + - * / may be used")  # type: ignore[arg-type]
            raise FormulaError(f"{source!r}: {only}")
    # a decimal is kept as it was written: Python has already turned it into a float
    for node in _expressions(tree):
        if isinstance(node, ast.Constant):
            segment = ast.get_source_segment(_without_percent(source), node)
            node.value = Fraction(segment or "0")  # type: ignore[assignment]
    if any(_divides_by_zero(node) for node in _expressions(tree)):
        raise FormulaError(f"{source!r} divides by 0")


def _is_arithmetic(node: ast.AST) -> bool:
    if isinstance(node, ast.BinOp):
        return type(node.op) in _BINARY
    if isinstance(node, ast.Constant):
        return isinstance(node.value, int | float) and not isinstance(node.value, bool)
    return isinstance(node, ast.Name)


def _divides_by_zero(node: ast.AST) -> bool:
    """Whether it can be seen without any figure."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Div) or _names(node.right):
        return False
    try:
        return _compiled(node.right)({}) == 0
    except ZeroDenominatorError:
        return True


def _expressions(tree: ast.expr) -> Iterator[ast.AST]:
    skipped = (ast.operator, ast.expr_context)
    return (node for node in ast.walk(tree) if not isinstance(node, skipped))


def _compiled(node: ast.expr) -> Run:
    """The tree as nested functions: walking it anew for every unit costs five times as much."""
    if isinstance(node, ast.Name):
        return itemgetter(node.id)
    if isinstance(node, ast.Constant):
        return partial(_constant, node.value)  # type: ignore[arg-type]
    assert isinstance(node, ast.BinOp)  # noqa: S101 - _check lets nothing else through
    left, right = _compiled(node.left), _compiled(node.right)
    if isinstance(node.op, ast.Add):
        return lambda values: left(values) + right(values)
    if isinstance(node.op, ast.Sub):
        return lambda values: left(values) - right(values)
    if isinstance(node.op, ast.Mult):
        return lambda values: left(values) * right(values)
    return partial(_divided, left, right)


def _constant(value: Fraction, _values: Mapping[str, Number]) -> Number:
    return value


def _divided(left: Run, right: Run, values: Mapping[str, Number]) -> Number:
    bottom = right(values)
    if not bottom:
        raise ZeroDenominatorError
    return Fraction(left(values), bottom)  # never /, which makes a float of two whole numbers


_RANK = {"+": 1, "-": 1, "*": 2, "/": 2}


def _printed(node: ast.expr, spell: Callable[[str], str], outer: int) -> str:
    if isinstance(node, ast.Name):
        name = spell(node.id)
        return f"({name})" if "/" in name and _RANK["/"] < outer else name  # a figure may be 421/512
    if isinstance(node, ast.Constant):
        return number(node.value)  # type: ignore[arg-type]
    assert isinstance(node, ast.BinOp)  # noqa: S101 - _check lets nothing else through
    sign = _BINARY[type(node.op)]
    rank = _RANK[sign]
    left = _printed(node.left, spell, rank)
    right = _printed(node.right, spell, rank + 1)  # a/(b*c) keeps its brackets
    text = f"{left}{sign.replace('*', ' × ')}{right}" if sign in "*/" else f"{left} {sign} {right}"
    return f"({text})" if rank < outer else text
