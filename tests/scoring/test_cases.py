"""The score file, from its text to what is printed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from criteria import loader
from criteria.files import CriteriaError, read_yaml
from criteria.schema import CriteriaSet
from scoring.cases import CaseError, read_case, result_of
from tests.criteria.samples import CHOICE, HALF, RATIO, criteria_set, group, row

LINKED = [{"key": "a", "label": "A"}, {"key": "b", "label": "B", "same_as": ["1.9", "1.10"]}]
FROM_FIRST = [{"key": "a", "label": "A"}, {"key": "b", "label": "B", "same_as": ["1.2.b"]}]
THIRD = {"kind": "choice", "options": [{**HALF, "share": "1/3"}, {**HALF, "key": "x", "share": "0"}]}
SMALL = criteria_set(
    group("1", row("1.1", CHOICE), row("1.2", RATIO, "a", "b"), row("1.3", THIRD)),
    group("2", row("2.1", {"kind": "highest", "of": "v"}, "v")),
    group("3", row("3.1", RATIO, inputs=LINKED), row("3.2", RATIO, inputs=FROM_FIRST)),
    general_info=[
        {"key": "1.1", "label": "Tên"},
        {"key": "1.9", "label": "Công chức", "type": "count"},
        {"key": "1.10", "label": "Viên chức", "type": "count"},
    ],
)


def load(name: str) -> CriteriaSet:
    return SMALL if name == "thu" else loader.load(name)


def scored(units: Any, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = result_of(read_case({"set": "thu", "units": units, **more}, load))["units"]
    return found


def refused(data: Any) -> str:
    with pytest.raises(CaseError) as caught:
        read_case(data, load)
    return str(caught.value)


def test_whole_result_of_one_unit() -> None:
    result = result_of(read_case({"set": "thu", "units": {"A": {"1.1": "co", "1.3": "1"}}}, load))
    missing = {"points": "0", "exact": "0", "state": "missing", "derivation": "", "flags": []}
    assert result == {
        "set": "thu",
        "units": {
            "A": {
                "criteria": {
                    "1.1": {
                        "points": "10",
                        "exact": "10",
                        "state": "scored",
                        "derivation": "Đã có → 10 điểm",
                        "flags": [],
                    },
                    "1.2": missing,
                    "1.3": {
                        "points": "3.33",
                        "exact": "10/3",
                        "state": "scored",
                        "derivation": "Một phần → 10 × 1/3 = 3,33 điểm",
                        "flags": [],
                    },
                    "2.1": missing,
                    "3.1": missing,
                    "3.2": missing,
                },
                "groups": {"1": "40/3", "2": "0", "3": "0"},
                "total": "13.33",
                "total_exact": "40/3",
                "level": None,
                "rank": "1",
            }
        },
    }


def test_points_are_rounded_half_up_and_exact_ones_are_not() -> None:
    found = scored({"A": {"1.2": "1/800"}})["A"]["criteria"]["1.2"]
    assert (found["points"], found["exact"]) == ("0.01", "0.0125")
    found = scored({"A": {"1.2": "1/400"}})["A"]["criteria"]["1.2"]
    assert (found["points"], found["exact"]) == ("0.03", "0.025")


def test_ranks_within_blocks_and_units_in_the_order_of_the_file() -> None:
    units = {"A": {"1.1": "2"}, "B": {"1.1": "1"}, "C": {"1.1": "2"}, "D": {}, "E": {"1.1": "2"}}
    assert {name: each["rank"] for name, each in scored(units).items()} == {
        "A": "2", "B": "1", "C": "2", "D": "5", "E": "2",
    }  # fmt: skip
    blocks = {"A": "x", "B": "y", "C": "x", "D": "y"}
    found = scored(units, blocks=blocks)
    assert list(found) == list(units)
    assert [each["rank"] for each in found.values()] == ["1", "1", "1", "2", "1"]


def test_relative_points_within_blocks_final_when_closed() -> None:
    units = {"A": {"2.1": "30"}, "B": {"2.1": "60"}, "C": {"2.1": "10"}}
    found = scored(units, blocks={"A": "x", "B": "x", "C": "y"})
    assert [each["criteria"]["2.1"]["points"] for each in found.values()] == ["5", "10", "10"]
    assert {each["criteria"]["2.1"]["state"] for each in found.values()} == {"provisional"}
    closed = scored(units, closed="true")
    assert {each["criteria"]["2.1"]["state"] for each in closed.values()} == {"scored"}
    assert scored(units, closed="false")["A"]["criteria"]["2.1"]["state"] == "provisional"


@pytest.mark.parametrize("name", ["general", "tt"])
def test_general_information_is_summed_where_it_is_used(name: str) -> None:
    general = {"1.1": "Xã A", "1.9": "19", "1.10": "2"}
    found = scored({"A": {name: general, "3.1": {"a": "15"}}})["A"]["criteria"]["3.1"]
    assert found["derivation"] == "15/21 = 71,43% → 10 × 15/21 = 7,14 điểm"
    half = scored({"A": {name: {"1.9": "19"}, "3.1": {"a": "15"}}})
    assert half["A"]["criteria"]["3.1"]["state"] == "missing"
    own = scored({"A": {name: general, "3.1": {"a": "15", "b": "30"}}})
    assert own["A"]["criteria"]["3.1"]["points"] == "5"


def test_figure_of_one_criterion_is_used_by_another() -> None:
    found = scored({"A": {"3.2": {"a": "1"}, "1.2": {"a": "3", "b": "4"}}})["A"]["criteria"]
    assert found["3.2"]["points"] == "2.5"
    assert scored({"A": {"3.2": {"a": "1"}}})["A"]["criteria"]["3.2"]["state"] == "missing"


def test_states() -> None:
    found = scored({
        "A": {"1.1": {"na": "true", "reason": "x"}, "1.2": {"a": "1", "b": "0"}, "2.1": "0", "1.3": "null"}
    })["A"]["criteria"]  # fmt: skip
    assert {key: each["state"] for key, each in found.items()} == {
        "1.1": "not_applicable", "1.2": "undetermined", "1.3": "missing", "2.1": "undetermined",
        "3.1": "missing", "3.2": "missing",
    }  # fmt: skip
    assert found["1.2"]["flags"] == ["zero_denominator"]
    assert {each["exact"] for each in found.values()} == {"0"}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (None, "write set: SET"),
        ([], "write set: SET"),
        ({"units": {}}, "write set: SET"),
        ({"set": ["thu"], "units": {}}, "write set: SET"),
        ({"set": "thu", "unit": {}}, "there is no key unit; keys are set, units, blocks, closed"),
        ({"set": "thu", "units": ["A"]}, "units: write keys and values"),
        ({"set": "thu", "units": {"A": ["1.1"]}}, "A: write keys and values"),
        (
            {"set": "thu", "units": {"A": {"1.11": "1"}}},
            "unit 'A': there is no criterion '1.11' in thu; near: 1.1",
        ),
        (
            {"set": "thu", "units": {"A": {"1.1": "yes"}}},
            "unit 'A', criterion 1.1: choose one of co, mot_nua",
        ),
        ({"set": "thu", "units": {"A": {"1.2": {"a": "-1"}}}}, "unit 'A', criterion 1.2: '-1' is negative"),
        ({"set": "thu", "units": {"A": {"general": {"9": "1"}}}}, "general information has no line '9'"),
        (
            {"set": "thu", "units": {"A": {"general": {"1.9": "x"}}}},
            "general information, 'x' is not a number",
        ),
        ({"set": "thu", "units": {"A": {"general": "8"}}}, "A, general: write keys and values"),
        ({"set": "thu", "units": {}, "blocks": {"A": "x"}}, "blocks names 'A', which is none of the units"),
        ({"set": "thu", "units": {}, "closed": "maybe"}, "closed: 'maybe' is neither true nor false"),
    ],
)
def test_mistakes_are_named_with_unit_and_criterion(data: Any, says: str) -> None:
    assert says in refused(data)


def test_unknown_set_is_the_loaders_error() -> None:
    with pytest.raises(CriteriaError, match="known sets"):
        read_case({"set": "none", "units": {}}, load)


def test_nobody_to_score() -> None:
    assert scored({}) == scored(None) == {}


ANSWERS = {"A": {"1.1": 2, "1.2": {"a": 3, "b": 4}, "1.5": "1 lần/tuần", "6.5": 0.95, "8.4": 12.5}}


def test_yaml_and_json_files_say_the_same(tmp_path: Path) -> None:
    as_json, as_yaml = tmp_path / "a.json", tmp_path / "a.yaml"
    as_json.write_text(json.dumps({"set": "lac-dao-xa", "units": ANSWERS}, indent="\t"), encoding="utf-8")
    as_yaml.write_text(
        "set: lac-dao-xa\nunits:\n  A:\n    1.1: 2\n    1.2: {a: 3, b: 4}\n    1.5: 1 lần/tuần\n"
        "    6.5: 0.95\n    8.4: 12.5\n",
        encoding="utf-8",
    )
    first, second = (result_of(read_case(read_yaml(path), load)) for path in (as_json, as_yaml))
    assert first == second
    criteria = first["units"]["A"]["criteria"]
    assert [criteria[key]["points"] for key in ("1.1", "1.2", "1.5", "6.5", "8.4")] == [
        "10", "15", "20", "38", "30",
    ]  # fmt: skip
    assert len(criteria) == 40


def test_code_with_a_zero_at_its_end_is_not_shortened(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        "{set: lac-dao-xa, units: {A: {general: {1.10: 2, 1.1: Xã A}, 4.4: 1}}}", encoding="utf-8"
    )
    case = read_case(read_yaml(path), load)
    assert case.units["A"]["4.4"].values == {"a": "1"}
