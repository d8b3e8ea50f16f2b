from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from criteria import loader
from criteria.due import asked_at
from criteria.partial import only
from criteria.schema import CriteriaSet, Tier
from tests.criteria.samples import CHOICE, HALF, RATIO, criteria_set, criterion, data, group, row


def refused(*rows: dict[str, Any], **more: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        CriteriaSet.model_validate(data(group("1", *rows), **more))
    return caught.value.errors()[0]["msg"]


def tiers(*rows: dict[str, str], **more: Any) -> dict[str, Any]:
    return {
        "kind": "tiers",
        "of": "n",
        "tiers": [{"label": "x", "share": "0", **each} for each in rows],
        **more,
    }


def test_code_is_the_id_with_a_point_for_a_comma() -> None:
    assert criterion(CHOICE, code="7,2").id == "7.2"
    assert criterion(CHOICE, code="7,2", id="III.7.2").id == "III.7.2"
    assert criteria_set(group("1", row("3.1", CHOICE), row("3.10", CHOICE))).by_id.keys() == {"3.1", "3.10"}


def test_set_is_frozen_and_closed() -> None:
    item = criterion(CHOICE)
    with pytest.raises(ValidationError, match="frozen"):
        item.code = "khác"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="Extra inputs"):
        criterion(CHOICE, points="3")


def test_digest_is_of_the_content() -> None:
    first = criteria_set(group("1", row("1.1", CHOICE)))
    same = criteria_set(group("1", row("1.1", CHOICE)))
    other = criteria_set(group("1", row("1.1", CHOICE, evidence="khác")))
    assert first.digest == same.digest != other.digest
    assert len(first.digest) == 64


def test_set_written_out_and_read_again_is_the_same() -> None:
    rows = (
        row("1.1", CHOICE),
        row("1.2", {"kind": "ratio", "formula": "a/b", "target": "0.25%"}, "a", "b"),
        row("1.3", tiers({"at_least": "1/3"}, {"below": "1/3"}), "n"),
    )
    first = criteria_set(group("1", *rows))
    assert CriteriaSet.model_validate_json(first.model_dump_json()) == first


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([row("1.1", CHOICE), row("1.1", CHOICE)], "criteria with the same id: 1.1"),
        ([row("1.1", RATIO, "a")], "the rule uses b, which no input has"),
        ([row("1.1", RATIO, "a", "a", "b")], "two inputs have the key a"),
        ([row("1.1", {"kind": "choice", "options": [HALF]})], "at least 2 items"),
        ([row("1.1", {"kind": "choice", "options": [HALF, HALF]})], "two options have the key mot_nua"),
        ([row("1.1", {"kind": "checklist", "items": [{**HALF, "key": "1"}]})], "a key of digits only"),
        ([row("1.1", {"kind": "checklist", "items": [{**HALF, "points": "1"}]})], "either share or points"),
        (
            [row("1.1", {"kind": "checklist", "items": [{"key": "a", "label": "A"}]})],
            "either share or points",
        ),
        ([row("1.1", {**RATIO, "target": "0"}, "a", "b")], "a target of 0 is always reached"),
        ([row("1.1", tiers({}, {}, requires="co"), "n", "co")], "must be of type yes_no"),
        ([row("1.1", tiers({}, {}, requires="co"), "n")], "the rule uses co"),
        (
            [row("1.1", tiers({}, {}, requires="co", pick="true"), "n", "co:yes_no")],
            "rows that can be picked",
        ),
        ([row("1.1", RATIO, "a", "b", max="a")], "'a' must be a number"),
        ([row("1.1", RATIO, "a", "b", max="-3")], "greater than or equal to 0"),
    ],
)
def test_what_cannot_be_scored_is_refused(rows: list[dict[str, Any]], says: str) -> None:
    with pytest.raises(ValidationError) as caught:
        CriteriaSet.model_validate(data({**group("1"), "criteria": rows, "declared_max": "10"}))
    assert says in caught.value.errors()[0]["msg"]


def test_groups_and_general_information_have_ids_of_their_own() -> None:
    twice = data(group("1", row("1.1", CHOICE)), group("1", row("1.2", CHOICE)))
    with pytest.raises(ValidationError, match="groups with the same id: 1"):
        CriteriaSet.model_validate(twice)
    line = {"key": "1.4", "label": "Dân số"}
    assert "general information with the same id: 1.4" in refused(
        row("1.1", CHOICE), general_info=[line, line]
    )


@pytest.mark.parametrize("source", ["1.9", "2", "9.9.a", "1.2.z", "1.3.b"])
def test_source_of_a_figure_must_be_asked_for_itself(source: str) -> None:
    rows = (
        row("1.1", RATIO, "a", "b", inputs=_linked(source)),
        row("1.2", RATIO, "a", "b"),
        row("1.3", RATIO, "a", "b", inputs=_linked("2.1")),
    )
    general = [{"key": "2", "label": "Tên"}, {"key": "2.1", "label": "Dân số", "type": "count"}]
    assert f"same_as {source} is no figure" in refused(*rows, general_info=general)


def _linked(source: str) -> list[dict[str, Any]]:
    return [{"key": "a", "label": "A"}, {"key": "b", "label": "B", "same_as": [source]}]


def test_figures_that_are_asked_once_know_where_they_go() -> None:
    rows = (row("1.1", RATIO, "a", "b", inputs=_linked("1.2.b")), row("1.2", RATIO, "a", "b"))
    found = criteria_set(group("1", *rows))
    assert [(c.id, item.key) for c, item in found.dependents("1.2.b")] == [("1.1", "b")]


def test_a_round_asks_for_the_figures_whose_source_it_leaves_out_and_for_no_others() -> None:
    linked = [
        {"key": "a", "label": "A", "same_as": ["1.2.so_ho"]},
        {"key": "b", "label": "B", "same_as": ["dan"]},
    ]
    source = row("1.2", {"kind": "ratio", "formula": "so_ho/b"}, "so_ho", "b")
    general = [{"key": "dan", "label": "Dân số", "type": "count"}]
    whole = criteria_set(group("1", row("1.1", RATIO, inputs=linked), source), general_info=general)
    for asked, links in (({"1.1", "1.2"}, [("1.2.so_ho",), ("dan",)]), ({"1.1"}, [(), ("dan",)])):
        assert [item.same_as for item in only(whole, asked).by_id["1.1"].inputs] == links


@pytest.mark.parametrize("set_id", ["kien-giang-xa", "lam-dong-so"])
def test_a_round_that_asks_the_whole_set_leaves_every_maximum_as_printed(set_id: str) -> None:
    """Rows are missing in both prints; levels are shares of the printed maximum (ruling on Điều 6)."""
    whole = loader.load(set_id)
    assert whole.declared_max != whole.computed_max
    assert asked_at(whole, "2026") == whole


def test_a_round_that_asks_less_has_the_maxima_of_what_it_asks() -> None:
    whole = loader.load("kien-giang-xa")
    group = next(each for each in whole.groups if each.part == "2")
    asked = group.criteria[:2]
    part_of_it = only(whole, {each.id for each in asked})
    most = sum(each.max for each in asked)
    assert part_of_it.declared_max == most
    assert [(each.id, each.declared_max) for each in part_of_it.groups] == [(group.id, most)]
    assert [(each.code, each.declared_max) for each in part_of_it.parts] == [("2", most)]


def test_sums_and_places_in_the_print() -> None:
    found = criteria_set(group("1", row("1.1", CHOICE), row("1.2", CHOICE)), group("2", row("2.1", CHOICE)))
    assert found.computed_max == 30
    assert found.groups[0].computed_max == 20
    assert found.group_of("2.1").id == "2"
    assert found.clause(found.by_id["1.2"]) == "Phụ lục, STT 1.2"
    with pytest.raises(KeyError):
        found.group_of("9.9")
    with pytest.raises(KeyError):
        found.criteria[0].input("a")


@pytest.mark.parametrize(
    ("ends", "held", "reached"),
    [
        ({"at_least": "5", "at_most": "9"}, [5, 6, 9], [5, 6, 9, 10]),
        ({"above": "5", "below": "9"}, [6], [6, 9, 10]),
        ({"below": "5"}, [4], [4, 5, 6, 9, 10]),
        ({}, [4, 5, 6, 9, 10], [4, 5, 6, 9, 10]),
    ],
)
def test_open_and_closed_ends(ends: dict[str, str], held: list[int], reached: list[int]) -> None:
    tier = Tier.model_validate({"label": "x", "share": "1", **ends})
    values = (4, 5, 6, 9, 10)
    assert [value for value in values if tier.holds(Fraction(value))] == held
    assert [value for value in values if tier.reached_by(Fraction(value))] == reached


def test_a_code_that_does_not_say_which_row_stands_with_its_group() -> None:
    found = loader.load("kien-giang-xa")
    codes = [item.code for item in found.criteria]
    twice = next(item for item in found.criteria if codes.count(item.code) > 1)
    group = found.group_of(twice.id).code
    assert found.clause(twice) == f"{found.decision.annex}, mục {group}, STT {twice.code}"
    bare = next(item for item in loader.load("lam-dong-huyen").criteria if not item.code)
    assert loader.load("lam-dong-huyen").clause(bare).endswith(f"STT dòng {bare.id}")


def test_a_share_of_a_whole_is_told_from_a_norm() -> None:
    found = loader.load("ha-giang-huyen").by_id
    assert found["3.1"].of_whole
    assert not found["4.10"].of_whole
    assert (found["3.1"].from_authority, found["1.1"].from_authority) == (True, False)
