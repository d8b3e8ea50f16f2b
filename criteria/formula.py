"""Arithmetic of a decision: ``(b+c)/a`` over named inputs, exact, and nothing but arithmetic.

A formula is written in a set file and read with Python's own expression parser; every node that is not
a number, a name or one of ``+ - * /`` is refused, so a formula can neither call nor reach anything.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from criteria.vietnamese import number

LONGEST = 200  # characters; the longest formula in a decision so far has 25


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

    @classmethod
    def parse(cls, text: object) -> Formula:
        """Read ``text`` (``a/b``, ``1/2``, ``0.2*n``, ``80%``); raises FormulaError."""
        if isinstance(text, Formula):
            return text
        source = " ".join(str(text).split())
        if not source or len(source) > LONGEST:
            raise FormulaError(f"a formula has 1 to {LONGEST} characters, like (a+b)/c")
        if strange := _TOKEN.sub("", source):
            raise FormulaError(
                f"{source!r}: only numbers, names and + - * / ( ) may be used, so not {strange[:20]!r}"
            )
        try:
            tree = ast.parse(_without_percent(source), mode="eval").body
        except (SyntaxError, RecursionError, MemoryError, ValueError) as error:
            raise FormulaError(f"{source!r} is not arithmetic: write it like (a+b)/c") from error
        _check(tree, source)
        return cls(source, tree, _names(tree))

    def evaluate(self, values: Mapping[str, Fraction]) -> Fraction:
        """Exact value; raises ZeroDenominatorError, and KeyError for a name without a value."""
        return _evaluate(self.tree, values)

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


def _names(tree: ast.expr) -> frozenset[str]:
    return frozenset(node.id for node in ast.walk(tree) if isinstance(node, ast.Name))


def _without_percent(source: str) -> str:
    """``80%`` is 80/100, in brackets so that ``a/80%`` divides by all of it."""
    return re.sub(r"(\d+(?:\.\d+)?)\s*%", r"(\1/100)", source)


def _part(tree: ast.expr) -> Formula:
    return Formula(_printed(tree, str, 0), tree, _names(tree))


def _check(tree: ast.expr, source: str) -> None:
    for node in _expressions(tree):
        if isinstance(node, ast.BinOp):
            if type(node.op) not in _BINARY:
                raise FormulaError(f"{source!r}: only + - * / may be used")
        elif isinstance(node, ast.Constant):
            if isinstance(node.value, bool) or not isinstance(node.value, int | float):
                raise FormulaError(f"{source!r}: only numbers and names may be used")
        elif not isinstance(node, ast.Name):
            raise FormulaError(f"{source!r}: only numbers, names and + - * / may be used")
    # a decimal is kept as it was written: Python has already turned it into a float
    for node in _expressions(tree):
        if isinstance(node, ast.Constant):
            segment = ast.get_source_segment(_without_percent(source), node)
            node.value = Fraction(segment or "0")  # type: ignore[assignment]
    if any(_divides_by_zero(node) for node in _expressions(tree)):
        raise FormulaError(f"{source!r} divides by 0")


def _divides_by_zero(node: ast.AST) -> bool:
    """Whether it can be seen without any figure."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Div) or _names(node.right):
        return False
    try:
        return _evaluate(node.right, {}) == 0
    except ZeroDenominatorError:
        return True


def _expressions(tree: ast.expr) -> Iterator[ast.AST]:
    skipped = (ast.operator, ast.expr_context)
    return (node for node in ast.walk(tree) if not isinstance(node, skipped))


def _evaluate(node: ast.expr, values: Mapping[str, Fraction]) -> Fraction:
    if isinstance(node, ast.Name):
        return values[node.id]
    if isinstance(node, ast.Constant):
        return node.value  # type: ignore[return-value]
    assert isinstance(node, ast.BinOp)  # noqa: S101 - _check lets nothing else through
    left, right = _evaluate(node.left, values), _evaluate(node.right, values)
    if isinstance(node.op, ast.Add):
        return left + right
    if isinstance(node.op, ast.Sub):
        return left - right
    if isinstance(node.op, ast.Mult):
        return left * right
    if right == 0:
        raise ZeroDenominatorError
    return left / right


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
