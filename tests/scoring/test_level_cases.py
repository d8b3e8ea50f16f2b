"""Levels in a score file: carried by the set, or named in the file."""

from __future__ import annotations

from typing import Any

import pytest

from criteria import loader
from criteria.files import CriteriaError
from criteria.schema import CriteriaSet
from scoring.cases import CaseError, read_case, result_of
from tests.criteria.samples import CHOICE, criteria_set, group, row
from tests.criteria.test_pairing import commune_set

CARRIED = criteria_set(group("1", row("1.1", CHOICE), row("1.2", CHOICE)), procedure="kien-giang")
SETS = {"thu": criteria_set(group("1", row("1.1", CHOICE))), "co": CARRIED, "xa": commune_set()}


def load(name: str) -> CriteriaSet:
    return SETS[name] if name in SETS else loader.load(name)


def scored(name: str, units: Any, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = result_of(read_case({"set": name, "units": units, **more}, load))["units"]
    return found


def test_set_without_a_procedure_has_a_total_and_a_rank_only() -> None:
    (found,) = scored("thu", {"A": {"1.1": "co"}}).values()
    assert found.keys() == {"criteria", "groups", "total", "total_exact", "level", "rank"}
    assert (found["level"], found["rank"]) == (None, "1")


def test_levels_that_the_set_carries() -> None:
    found = scored("co", {"A": {"1.1": "co", "1.2": "mot_nua"}, "B": {"1.1": "co", "1.2": "co"}, "C": {}})
    assert {unit: (each["level"], each["rank"]) for unit, each in found.items()} == {
        "A": ("II", "2"), "B": ("I", "1"), "C": ("IV", "3"),
    }  # fmt: skip
    assert found["A"]["missing_for_next"] == [{"of": "total", "name": "Tổng điểm", "points": "2"}]
    assert found["B"]["missing_for_next"] == []


def test_unit_below_all_levels_is_not_ranked() -> None:
    found = scored("xa", {"A": {"1.1": "co"}, "B": {}}, procedure="nam-dong-xa")
    assert {(each["level"], each["rank"]) for each in found.values()} == {(None, None)}
    assert found["A"]["level_why"].startswith("Không xếp hạng (Điều 6, khoản 1); chưa đạt Mức IV: ")


def test_file_overrides_what_the_set_carries() -> None:
    found = scored("xa", {"A": {}}, procedure="kien-giang")
    assert (found["A"]["level"], found["A"]["rank"]) == ("IV", "1")


@pytest.mark.parametrize("empty", [None, "", "null"])
def test_no_procedure_named(empty: str | None) -> None:
    assert scored("thu", {"A": {}}, procedure=empty)["A"]["level"] is None


def test_procedure_that_does_not_fit_or_does_not_exist() -> None:
    with pytest.raises(CaseError, match="procedure nam-dong-xa does not fit thu: chuyen-doi: cần đúng một"):
        scored("thu", {"A": {}}, procedure="nam-dong-xa")
    with pytest.raises(CriteriaError, match="there is no such procedure"):
        scored("thu", {"A": {}}, procedure="none")
    with pytest.raises(CaseError, match="write the id of one procedure"):
        scored("thu", {"A": {}}, procedure=["a", "b"])


def test_kien_giang_communes_by_nam_dong() -> None:
    if "kien-giang-xa" not in loader.find_sets():
        pytest.skip("the set kien-giang-xa does not exist yet")
    found = scored("kien-giang-xa", {"A": {}}, procedure="nam-dong-xa")
    assert (found["A"]["level"], found["A"]["rank"]) == (None, None)
    assert len(found["A"]["missing_for_next"]) == 8


def test_level_that_nobody_can_reach_is_said() -> None:
    result = result_of(read_case({"set": "xa", "units": {"A": {}}, "procedure": "nam-dong-xa"}, load))
    assert result["procedure"] == "nam-dong-xa"
    assert "Mức IV cần Hạ tầng 14, các tiêu chí đang có cho nhiều nhất 10" in result["level_warnings"]
    whole = result_of(read_case({"set": "co", "units": {"A": {}}}, load))
    assert (whole["procedure"], whole["level_warnings"]) == ("kien-giang", [])
