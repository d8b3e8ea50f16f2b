"""Nam Đông has no tables in print; Kiên Giang's come from the same ministry decision and fit."""

from __future__ import annotations

import pytest

from criteria import loader
from criteria.pairing import out_of_reach, pair, partners
from criteria.procedure_files import load_procedure
from criteria.schema import CriteriaSet
from tests.criteria.samples import CHOICE, criteria_set, group, row

XA = load_procedure("nam-dong-xa")
NAMES = {
    "CÁC TIÊU CHÍ VỀ CƠ SỞ HẠ TẦNG THÔNG TIN": "20",
    "CÁC TIÊU CHÍ VỀ NHÂN LỰC CNTT": "5",
    "CÁC TIÊU CHÍ VỀ MÔI TRƯỜNG CHÍNH SÁCH": "5",
    "ĐÁNH GIÁ MỨC ĐỘ HIỆN DIỆN (tính minh bạch)": "27",
    "ĐÁNH GIÁ MỨC ĐỘ TƯƠNG TÁC": "18",
    "ĐÁNH GIÁ MỨC ĐỘ GIAO DỊCH": "10",
    "ĐÁNH GIÁ MỨC ĐỘ CHUYÊN ĐỔI": "5",
}


def commune_set(**changed: str) -> CriteriaSet:
    """A set with Kiên Giang's groups; ``changed`` are other maxima by place (``g1``)."""
    groups = [
        group(str(place), row(f"{place}.1", CHOICE), name=name, declared_max=changed.get(f"g{place}", most))
        for place, (name, most) in enumerate(NAMES.items(), start=1)
    ]
    return criteria_set(*groups)


def published(name: str) -> CriteriaSet:
    if name not in loader.find_sets():
        pytest.skip(f"the set {name} does not exist yet")
    return loader.load(name)


def test_folded_names_and_maxima_fit() -> None:
    assert pair(commune_set(), XA) == []
    found = {code: [each.id for each in groups] for code, groups in partners(commune_set(), XA).items()}
    assert found == {
        "ha-tang": ["1"], "nhan-luc": ["2"], "moi-truong": ["3"],
        "hien-dien": ["4"], "tuong-tac": ["5"], "giao-dich": ["6"], "chuyen-doi": ["7"],
    }  # fmt: skip


def test_printed_maxima_of_the_commune_table_do_not_fit() -> None:
    problems = pair(commune_set(g1="30", g2="12", g3="8"), XA)
    assert [(each.code, each.where) for each in problems] == [("group-max", code) for code in "123"]
    assert "tối đa 30 điểm, quy trình 20" in problems[0].message


def test_groups_that_have_no_partner_or_two() -> None:
    extra = group("8", row("8.1", CHOICE), name="AN TOÀN THÔNG TIN")
    twice = group("9", row("9.1", CHOICE), name="HẠ TẦNG VÀ NHÂN LỰC")
    problems = pair(criteria_set(extra, twice), XA)
    by_code = {each.where: each.message for each in problems if each.code == "group-name"}
    assert "không thuộc nhóm nào" in by_code["8"]
    assert "vừa là Hạ tầng vừa là Nhân lực" in by_code["9"]
    assert by_code["giao-dich"] == "cần đúng một nhóm “Giao dịch” trong bộ tiêu chí: không có"


def test_levels_out_of_reach_of_the_criteria_that_the_print_has_left() -> None:
    """Each group has one criterion of 10 points: infrastructure cannot reach 14."""
    said = [each.message for each in out_of_reach(commune_set(), XA) if each.where == "IV"]
    assert said == [
        "Mức IV cần Tương tác 12,6, các tiêu chí đang có cho nhiều nhất 10",
        "Mức IV cần Hiện diện 18,9, các tiêu chí đang có cho nhiều nhất 10",
        "Mức IV cần Hạ tầng 14, các tiêu chí đang có cho nhiều nhất 10",
    ]


def test_words_are_whole() -> None:
    assert not partners(criteria_set(group("1", row("1.1", CHOICE), name="HẠ TẦNGS")), XA)["ha-tang"]


def test_levels_by_share_fit_every_set() -> None:
    assert pair(loader.load("lac-dao-xa"), load_procedure("kien-giang")) == []


def test_lac_dao_does_not_fit_nam_dong() -> None:
    assert pair(loader.load("lac-dao-xa"), XA)


@pytest.mark.parametrize(
    ("name", "procedure"), [("kien-giang-xa", "nam-dong-xa"), ("kien-giang-huyen", "nam-dong-co-quan")]
)
def test_kien_giang_pairs_with_nam_dong(name: str, procedure: str) -> None:
    assert pair(published(name), load_procedure(procedure)) == []
