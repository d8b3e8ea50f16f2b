"""Hypothesis strategies: any well-formed claim for any criterion."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from criteria import loader, schema
from criteria.schema import Criterion, Input
from criteria.vietnamese import plain
from scoring.facts import Claim
from tests.criteria.samples import CHOICE, HALF, RATIO, criteria_set, group, row

BEST = {"when": "không có", "gives": "best_peer"}
AWAY = {"when": "không có", "gives": "out_of_base"}
SCALE = {
    "kind": "tiers",
    "of": "n",
    "requires": "co",
    "tiers": [
        {"label": "Trên 10", "above": "10", "share": "1"},
        {"label": "Từ 3 đến dưới 10", "at_least": "3", "below": "10", "share": "1/3"},
        {"label": "Mỗi cái", "at_least": "1", "at_most": "2", "points": "0.7*n"},
    ],
}
COUNTED = [HALF, {"key": "moi", "label": "Mỗi", "points": "0.3*n"}, {"key": "tl", "label": "T", "share": "t"}]

EVERYTHING = criteria_set(
    group(
        "1",
        row("1.1", CHOICE, not_applicable=AWAY),
        row("1.2", {"kind": "choice", "options": COUNTED}, "n", "t:ratio", max="7"),
        row("1.3", {"kind": "checklist", "items": COUNTED}, "n", "t:ratio"),
        row(
            "1.4",
            {"kind": "checklist", "items": COUNTED, "take": "best"},
            "n",
            "t:ratio",
            not_applicable=BEST,
        ),
        row("1.5", RATIO, "a", "b", not_applicable=BEST),
        row("1.6", {"kind": "ratio", "formula": "(b+c)/a", "target": "80%", "floor": "1/3"}, "a", "b", "c"),
    ),
    group(
        "2",
        row("2.1", SCALE, "co:yes_no", "n:amount"),
        row("2.2", {"kind": "points", "formula": "0.2*n - m"}, "n", "m", max="3"),
        row("2.3", {"kind": "highest", "of": "v"}, "v:amount"),
        row("2.4", {"kind": "highest", "of": "a/b", "cap": "1"}, "a", "b", not_applicable=BEST),
        row("2.5", {"kind": "highest", "of": "v", "reading": "min_max"}, "v:frequency", not_applicable=BEST),
        row("2.6", {"kind": "highest", "of": "a-b"}, "a", "b"),
    ),
)
SETS = [EVERYTHING, *(loader.load(name) for name in loader.find_sets())]
CRITERIA = st.sampled_from([item for each in SETS for item in each.criteria])
UNITS = st.lists(st.sampled_from("ABCDEFG"), min_size=1, max_size=6, unique=True)


def figures(item: Input) -> st.SearchStrategy[str]:
    """Canonical figures of the input's type, small ones often so that they meet."""
    whole = st.integers(0, 12) | st.integers(0, 10**6)
    decimal = st.fractions(0, 1000, max_denominator=40).map(plain)
    kinds = {
        "count": whole.map(str),
        "amount": decimal,
        "frequency": decimal,
        "yes_no": st.sampled_from("01"),
        "ratio": st.builds("{}/{}".format, whole, whole)
        | st.decimals(0, 150, places=2).map(lambda d: plain(Fraction(d)) + "%"),
    }
    return kinds[item.type]


@st.composite
def claims(draw: st.DrawFn, item: Criterion) -> Claim:
    if draw(st.integers(0, 9)) == 0:
        return Claim(not_applicable="không có")
    values = {each.key: draw(figures(each)) for each in item.inputs}
    return Claim(values=values, chosen=draw(_chosen(item)))


def _chosen(item: Criterion) -> st.SearchStrategy[tuple[str, ...]]:
    rule = item.rule
    if isinstance(rule, schema.Choice):
        return st.sampled_from([(option.key,) for option in rule.options])
    if isinstance(rule, schema.Checklist):
        return st.lists(st.sampled_from([each.key for each in rule.items]), unique=True).map(tuple)
    if isinstance(rule, schema.Tiers) and rule.pick:
        return st.sampled_from([(), *((str(place + 1),) for place in range(len(rule.tiers)))])
    return st.just(())


@st.composite
def unit_claims(draw: st.DrawFn) -> dict[str, Claim]:
    """Claims of one unit for some criteria of EVERYTHING."""
    return {item.id: draw(claims(item)) for item in EVERYTHING.criteria if draw(st.integers(0, 4))}


@st.composite
def blocks(draw: st.DrawFn) -> dict[str, dict[str, Claim]]:
    return {unit: draw(unit_claims()) for unit in draw(UNITS)}
