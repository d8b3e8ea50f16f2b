"""The whole arithmetic of a set once more, from its YAML and the raw rows, with nothing of ours in between.

Formulas are read by Python's own grammar; every value is a fraction.
"""

from __future__ import annotations

import ast
import json
import operator
import sqlite3
from collections import defaultdict
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

SETS = Path(__file__).resolve().parents[2] / "criteria" / "data"
SIGNS: dict[type[ast.operator], Any] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
}  # fmt: skip
Raw = dict[str, Any]


def number(text: str) -> Fraction:
    """``82.5``, ``421/512`` or ``95%``."""
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def evaluated(formula: str, values: dict[str, Fraction]) -> Fraction:
    def of(node: ast.expr) -> Fraction:
        if isinstance(node, ast.BinOp):
            return Fraction(SIGNS[type(node.op)](of(node.left), of(node.right)))
        if isinstance(node, ast.Name):
            return values[node.id]
        assert isinstance(node, ast.Constant)
        return Fraction(ast.get_source_segment(formula, node) or "")

    if formula.endswith("%"):
        return number(formula)
    return of(ast.parse(formula, mode="eval").body)


def criteria_of(set_id: str) -> dict[str, Raw]:
    """Criteria by id, as they are written, in printed order."""
    whole = yaml.load((SETS / set_id / "set.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - only texts
    found = [each for group in whole["groups"] for each in group["criteria"]]
    return {each.get("id") or each["code"].replace(",", "."): each for each in found}


def worth(row: Raw, most: Fraction, values: dict[str, Fraction]) -> Fraction:
    if "points" in row:
        return evaluated(row["points"], values)
    return min(max(evaluated(row["share"], values), Fraction(0)), Fraction(1)) * most


def holds(row: Raw, value: Fraction) -> bool:
    return (
        ("at_least" not in row or value >= number(row["at_least"]))
        and ("above" not in row or value > number(row["above"]))
        and ("at_most" not in row or value <= number(row["at_most"]))
        and ("below" not in row or value < number(row["below"]))
    )


def tier(rows: list[Raw], value: Fraction) -> Raw | None:
    """The row that holds the value; in a hole, the highest one whose lower end it reaches."""
    if found := next((row for row in rows if holds(row, value)), None):
        return found
    floors = [(number(row.get("at_least") or row.get("above") or "-1"), row) for row in rows]
    reached = [
        (floor, row)
        for floor, row in floors
        if holds({**row, "at_most": "1000000", "below": "1000000"}, value)
    ]
    return max(reached, key=lambda each: each[0])[1] if reached else None


def points(criterion: Raw, claim: Raw) -> Fraction:
    """Points of a claim that does not depend on other units."""
    rule, most = criterion["rule"], number(criterion["max"])
    values = {key: number(value) for key, value in claim.get("values", {}).items()}
    chosen = claim.get("chosen", [])
    match rule["kind"]:
        case "choice":
            return worth(next(o for o in rule["options"] if o["key"] in chosen), most, values)
        case "checklist":
            each = [worth(o, most, values) for o in rule["items"] if o["key"] in chosen]
            taken = max(each, default=Fraction(0)) if rule.get("take") == "best" else sum(each, Fraction(0))
            return min(taken, most)
        case "points":
            return min(max(evaluated(rule["formula"], values), Fraction(0)), most)
        case "tiers":
            if "requires" in rule and not values[rule["requires"]]:
                return Fraction(0)
            row = (
                rule["tiers"][int(chosen[0]) - 1]
                if chosen
                else tier(rule["tiers"], evaluated(rule["of"], values))
            )
            return worth(row, most, values) if row else Fraction(0)
    share = evaluated(rule["formula"], values)
    if share <= 0 or ("floor" in rule and share < number(rule["floor"])):
        return Fraction(0)
    return min(share / number(rule.get("target", "1")), Fraction(1)) * most


def relative(criterion: Raw, claim: Raw) -> Fraction | None:
    """What is compared with the block's highest; None where points do not depend on the block."""
    rule = criterion["rule"]
    if rule["kind"] != "highest":
        return None
    values = {key: number(value) for key, value in claim.get("values", {}).items()}
    value = evaluated(rule["of"], values)
    return min(value, number(rule["cap"])) if "cap" in rule else value


def totals(database: Path, set_id: str) -> dict[str, Fraction]:
    """The exact total of every unit that has handed in, in the latest round, after review and appeals."""
    known, raw = criteria_of(set_id), sqlite3.connect(database)
    try:
        (campaign, period) = raw.execute(
            "SELECT id, period FROM campaign ORDER BY id DESC LIMIT 1"
        ).fetchone()
        in_round = f"{campaign}/{period}" if period else campaign
        blocks = dict(raw.execute("SELECT code, block FROM unit"))
        units = [row[0] for row in raw.execute(
            "SELECT unit FROM submission WHERE round_id = ? AND state = 'approved'", (in_round,)
        )]  # fmt: skip
        claims: dict[tuple[str, str], Raw] = {
            (unit, item): json.loads(claim) for unit, item, claim in raw.execute(
                "SELECT unit, item, claim FROM answer WHERE round_id = ? AND current = 1", (in_round,)
            ) if item in known
        }  # fmt: skip
        fixed = _judged(raw, in_round, claims)
    finally:
        raw.close()
    found = dict.fromkeys(units, Fraction(0))
    compared: dict[tuple[str, str], dict[str, Fraction]] = defaultdict(dict)
    for (unit, item), claim in claims.items():
        if unit not in found:
            continue
        if (unit, item) in fixed:
            found[unit] += fixed[unit, item]
        elif (value := relative(known[item], claim)) is not None:
            compared[blocks[unit], item][unit] = value
        else:
            found[unit] += points(known[item], claim)
    for (_, item), values in compared.items():
        for unit, value in values.items():
            found[unit] += value / max(values.values()) * number(known[item]["max"])
    return found


def _judged(
    raw: sqlite3.Connection, in_round: str, claims: dict[tuple[str, str], Raw]
) -> dict[tuple[str, str], Fraction]:
    """The authority's figures replace the unit's in ``claims``; points that were stated are given back."""
    for unit, item, body in raw.execute(
        "SELECT unit, item, body FROM supplied WHERE round_id = ?", (in_round,)
    ):
        own = claims[unit, item]
        claims[unit, item] = {**own, "values": {**own.get("values", {}), **json.loads(body)["values"]}}
    fixed = {}
    rows = raw.execute("SELECT unit, item, body FROM verdict WHERE round_id = ? AND current = 1", (in_round,))
    for unit, item, body in rows:
        verdict = json.loads(body)
        if verdict.get("claim"):
            claims[unit, item] = verdict["claim"]
        if verdict.get("points") is not None:
            fixed[unit, item] = Fraction(verdict["points"])
    return fixed
