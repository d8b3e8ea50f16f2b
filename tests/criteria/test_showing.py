from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest

from criteria import loader
from criteria.schema import CriteriaSet
from criteria.showing import listed, shown
from tests.criteria.samples import CHOICE, HALF, criteria_set, group, row

SET_KEYS = {
    *("id", "title", "decision", "version", "digest", "declared_max", "computed_max", "rounding"),
    *("general_info", "groups", "levels", "lost"),
}
CRITERION_KEYS = {
    *("id", "code", "name", "max", "rule", "inputs", "options", "tiers", "evidence", "data_source"),
    *("verifier", "cadence", "notes", "restored"),
}


def first(criteria: CriteriaSet) -> Any:
    return shown(criteria)["groups"][0]["criteria"][0]


def one(rule: dict[str, Any], *asked: str, **more: Any) -> Any:
    return first(criteria_set(group("1", row("1.1", rule, *asked, **more))))


@pytest.mark.parametrize("name", loader.find_sets())
def test_every_number_is_text_and_nothing_is_lost_in_json(name: str) -> None:
    data = shown(loader.load(name))
    assert json.loads(json.dumps(data)) == data

    def walk(value: Any) -> None:
        assert not isinstance(value, int | float) or isinstance(value, bool)
        for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            walk(item)

    walk(data)


@pytest.mark.parametrize("name", loader.find_sets())
def test_keys_that_other_programs_rely_on(name: str) -> None:
    data = shown(loader.load(name))
    assert data.keys() >= SET_KEYS
    for item in data["general_info"]:
        assert item.keys() >= {"key", "label", "type", "unit"}
    for part in data["groups"]:
        assert part.keys() >= {"id", "code", "name", "declared_max", "computed_max", "criteria"}
        for each in part["criteria"]:
            assert each.keys() >= CRITERION_KEYS
            assert each["rule"]["kind"]
            assert all(item.keys() >= {"key", "label", "source"} for item in each["inputs"])
            assert all(item.keys() >= {"key", "label", "points"} for item in each["options"])


@pytest.mark.parametrize("name", loader.find_sets())
def test_maxima_are_those_of_the_rows(name: str) -> None:
    data = shown(loader.load(name))
    totals = [sum(Fraction(each["max"]) for each in part["criteria"]) for part in data["groups"]]
    assert [Fraction(part["computed_max"]) for part in data["groups"]] == totals
    assert Fraction(data["computed_max"]) == sum(totals)


def test_options_with_points_and_with_a_formula() -> None:
    rule = {
        "kind": "choice",
        "options": [
            HALF,
            {"key": "ty_le", "label": "Một số", "share": "t"},
            {"key": "moi", "label": "Mỗi cái 0,2", "points": "0.2*n"},
            {"key": "nhieu", "label": "Nhiều", "points": "99"},
        ],
    }
    assert one(rule, "t:ratio", "n")["options"] == [
        {"key": "mot_nua", "label": "Một phần", "points": "5"},
        {"key": "ty_le", "label": "Một số", "points": None, "share": "t"},
        {"key": "moi", "label": "Mỗi cái 0,2", "points": None, "points_formula": "0.2*n"},
        {"key": "nhieu", "label": "Nhiều", "points": "10"},
    ]


def test_items_of_a_checklist_are_options() -> None:
    found = one({"kind": "checklist", "items": [{**HALF, "share": "1/3"}], "take": "best"})
    assert found["options"] == [{"key": "mot_nua", "label": "Một phần", "points": "10/3"}]
    assert found["rule"] == {"kind": "checklist", "take": "best"}


def test_rows_of_a_scale_have_their_ends() -> None:
    rows = [
        {"label": "Trên 70%", "above": "70%", "share": "1"},
        {"label": "Còn lại", "at_most": "70%", "points": "0"},
    ]
    found = one({"kind": "tiers", "of": "a/b", "tiers": rows}, "a", "b")
    none = {"at_least": None, "above": None, "at_most": None, "below": None}
    assert found["tiers"] == [
        {"label": "Trên 70%", "points": "10", **none, "above": "0.7"},
        {"label": "Còn lại", "points": "0", **none, "at_most": "0.7"},
    ]
    assert found["rule"] == {"kind": "tiers", "of": "a/b", "pick": False}


def test_rule_keeps_its_formula_and_exact_numbers() -> None:
    rule = {"kind": "ratio", "formula": "(b+c)/a", "target": "0.25%", "floor": "1/3"}
    assert one(rule, "a", "b", "c")["rule"] == {
        "kind": "ratio", "formula": "(b+c)/a", "target": "0.0025", "floor": "1/3",
    }  # fmt: skip


def test_cadence_and_what_does_not_apply() -> None:
    more = {
        "cadence": {"text": "Ngày 15 hàng tháng", "every": "month", "due": "15"},
        "not_applicable": {"when": "Không có DVC", "gives": "best_peer"},
    }
    found = one(CHOICE, **more)
    assert (found["cadence"], found["not_applicable"]) == (more["cadence"], more["not_applicable"])


def test_list_has_one_entry_for_each_set() -> None:
    (entry,) = listed([loader.load("lac-dao-xa")])
    assert (entry["id"], entry["declared_max"], entry["groups"], entry["criteria"]) == (
        "lac-dao-xa", "1000", "8", "40",
    )  # fmt: skip
