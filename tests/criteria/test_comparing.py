from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, get_args

import pytest
from pydantic import BaseModel, ValidationError

from criteria import loader
from criteria.comparing import Change, compare
from criteria.field_names import NAMES, field_name
from criteria.schema import CriteriaSet
from tests.criteria.samples import CHOICE, RATIO, data, group, row

SCALE = {
    "kind": "tiers",
    "of": "n",
    "tiers": [
        {"label": "Từ 5", "at_least": "5", "share": "1"},
        {"label": "Dưới 5", "below": "5", "share": "0"},
    ],
}
SETS = [loader.load(name) for name in loader.find_sets()]


def sample() -> dict[str, Any]:
    return data(
        group("1", row("1.1", CHOICE), row("1.2", RATIO, "a", "b"), part="A"),
        group("2", row("2.1", SCALE, "n", heading="4 X"), headings=[{"text": "4 X", "declared_max": "10"}]),
        parts=[{"code": "A", "name": "Phần A", "declared_max": "20"}],
        general_info=[{"key": "1.4", "label": "Số dân", "type": "count"}],
        notes=[{"print": "Sai", "ruling": "Giữ."}, {"ruling": "Không làm tròn."}],
        lost=[{"where": "nhóm 2, sau 2.1", "points": "3", "why": "mất dòng"}],
        findings=[{"code": "lost-rows", "where": "nhóm 2, sau 2.1", "ruling": "Chờ."}],
    )


def changes(change: Callable[[dict[str, Any]], object]) -> list[Change]:
    before, after = sample(), sample()
    change(after)
    return list(compare(CriteriaSet.model_validate(before), CriteriaSet.model_validate(after)))


def first(data: dict[str, Any]) -> dict[str, Any]:
    """The criterion 1.1, whose parts are its own."""
    found = data["groups"][0]["criteria"][0] = copy.deepcopy(data["groups"][0]["criteria"][0])
    return dict.__ior__(data["groups"][0]["criteria"][0], found)


def scale(data: dict[str, Any]) -> list[dict[str, Any]]:
    data["groups"][1]["criteria"][0] = copy.deepcopy(data["groups"][1]["criteria"][0])
    rows: list[dict[str, Any]] = data["groups"][1]["criteria"][0]["rule"]["tiers"]
    return rows


CASES: list[tuple[Callable[[dict[str, Any]], object], list[tuple[str, str, Any, Any]]]] = [
    (lambda d: None, []),
    (lambda d: d.update(version="2"), [("set", "phiên bản", "1", "2")]),
    (lambda d: d["decision"].update(number="2/QĐ"), [("set", "văn bản › số", "1/QĐ-UBND", "2/QĐ")]),
    (
        lambda d: d.update(rounding={"places": "3"}),
        [("set", "làm tròn › số chữ số thập phân", Fraction(2), Fraction(3))],
    ),
    (lambda d: first(d).update(max="25"), [("1.1", "điểm tối đa", Fraction(10), Fraction(25))]),
    (lambda d: first(d).update(name="Mới"), [("1.1", "tên tiêu chí", "Tiêu chí 1.1", "Mới")]),
    (lambda d: first(d).update(evidence=""), [("1.1", "tài liệu kiểm chứng", "Văn bản", None)]),
    (lambda d: first(d).update(quote="Khác"), [("1.1", "cách tính của bản in", "Cách tính 1.1", "Khác")]),
    (
        lambda d: first(d).update(cadence={"every": "month"}),
        [("1.1", "thời hạn › kỳ đánh giá", "year", "month")],
    ),
    (
        lambda d: first(d).update(not_applicable={"when": "Không có", "gives": "nothing"}),
        [("1.1", "không áp dụng", None, "khi nào: Không có, được tính: nothing")],
    ),
    (lambda d: first(d).update(id="1.9", code="1.9"), [("1.9", "đổi mã tiêu chí", "1.1", "1.9")]),
    (
        lambda d: first(d).update(code="1,1"),
        [("1.1", "mã trong bản in", "1.1", "1,1")],
    ),
    (
        lambda d: first(d)["rule"]["options"][0].update(share="3/4"),
        [("1.1", "cách tính › phương án “co” › phần của điểm tối đa", "1", "3/4")],
    ),
    (
        lambda d: first(d)["rule"]["options"].reverse(),
        [("1.1", "cách tính › thứ tự phương án", "co, mot_nua, khong", "khong, mot_nua, co")],
    ),
    (
        lambda d: first(d)["rule"]["options"].pop(),
        [
            (
                "1.1",
                "cách tính › bỏ phương án “khong”",
                "tên: Chưa có, phần của điểm tối đa: 0, mã: khong",
                None,
            )
        ],
    ),
    (
        lambda d: first(d).update(rule=RATIO, inputs=row("x", RATIO, "a", "b")["inputs"]),
        [
            ("1.1", "thêm số liệu “a”", None, "mã: a, tên số liệu: Số a"),
            ("1.1", "thêm số liệu “b”", None, "mã: b, tên số liệu: Số b"),
            (
                "1.1",
                "cách tính",
                (
                    "loại cách tính: choice, phương án: tên: Đã có, phần của điểm tối đa: 1, mã: co; "
                    "tên: Một phần, phần của điểm tối đa: 1/2, mã: mot_nua; "
                    "tên: Chưa có, phần của điểm tối đa: 0, mã: khong"
                ),
                "loại cách tính: ratio, công thức: a/b",
            ),
        ],
    ),
    (
        lambda d: scale(d)[0].update(label="Từ 7", at_least="7"),
        [
            ("2.1", "cách tính › mức “Từ 7” › tên", "Từ 5", "Từ 7"),
            ("2.1", "cách tính › mức “Từ 7” › từ", Fraction(5), Fraction(7)),
        ],
    ),
    (
        lambda d: d["groups"][0]["criteria"].pop(),
        [("1.2", "bỏ tiêu chí", "Tiêu chí 1.2 (10 điểm)", None)],
    ),
    (
        lambda d: d["groups"][0]["criteria"].append(row("1.3", CHOICE)),
        [("1.3", "thêm tiêu chí", None, "Tiêu chí 1.3 (10 điểm)")],
    ),
    (
        lambda d: d["groups"][0]["criteria"].reverse(),
        [("group 1", "thứ tự tiêu chí", "1.1, 1.2", "1.2, 1.1")],
    ),
    (
        lambda d: d["groups"][1]["criteria"].append(d["groups"][0]["criteria"].pop()),
        [("1.2", "chuyển nhóm", "1. Nhóm 1", "2. Nhóm 2")],
    ),
    (
        lambda d: d["groups"][0].update(code="3"),
        [("group 3", "đổi mã nhóm", "1", "3")],
    ),
    (lambda d: d["groups"].reverse(), [("set", "thứ tự nhóm", "1, 2", "2, 1")]),
    (
        lambda d: d["groups"].pop(0),
        [
            ("group 1", "bỏ nhóm", "Nhóm 1 (20 điểm)", None),
            ("1.1", "bỏ tiêu chí", "Tiêu chí 1.1 (10 điểm)", None),
            ("1.2", "bỏ tiêu chí", "Tiêu chí 1.2 (10 điểm)", None),
        ],
    ),
    (
        lambda d: d["groups"][1]["headings"][0].update(declared_max="9"),
        [("group 2", "mục “4 X” › điểm tối đa", Fraction(10), Fraction(9))],
    ),
    (
        lambda d: d["parts"][0].update(declared_max="21"),
        [("part A", "điểm tối đa", Fraction(20), Fraction(21))],
    ),
    (lambda d: d["general_info"][0].update(unit="người"), [("tt.1.4", "đơn vị tính", None, "người")]),
    (
        lambda d: d["general_info"].append({"key": "1.5", "label": "Số hộ"}),
        [("tt.1.5", "thêm dòng thông tin chung", None, "mã: 1.5, tên dòng: Số hộ")],
    ),
    (
        lambda d: d["notes"][0].update(ruling="Sửa."),
        [("set", "kết luận “Sai” › cách hiểu", "Giữ.", "Sửa.")],
    ),
    (
        lambda d: (d["lost"].clear(), d["findings"].clear()),
        [
            (
                "set",
                "đã bổ sung phần bản in mất “nhóm 2, sau 2.1”",
                "chỗ: nhóm 2, sau 2.1, số điểm: 3, lý do: mất dòng",
                None,
            ),
            (
                "set",
                "bỏ kết luận về phát hiện “nhóm 2, sau 2.1”",
                "mã phát hiện: lost-rows, chỗ: nhóm 2, sau 2.1, cách hiểu: Chờ.",
                None,
            ),
        ],
    ),
]


@pytest.mark.parametrize(("change", "expected"), CASES, ids=map(str, range(len(CASES))))
def test_changes_are_named(
    change: Callable[[dict[str, Any]], object], expected: list[tuple[str, str, Any, Any]]
) -> None:
    assert changes(change) == [Change(*each) for each in expected]


def test_rows_that_move_down_because_one_came_before_them_keep_their_names() -> None:
    def insert(d: dict[str, Any]) -> None:
        rows = d["groups"][0]["criteria"]
        rows[0].update(code="1.2")
        rows[1].update(code="1.3")
        rows.insert(0, row("1.1", CHOICE, name="Mới"))

    assert changes(insert) == [
        Change("1.1", "thêm tiêu chí", None, "Mới (10 điểm)"),
        Change("1.2", "đổi mã tiêu chí", "1.1", "1.2"),
        Change("1.3", "đổi mã tiêu chí", "1.2", "1.3"),
    ]


@pytest.mark.parametrize("criteria", SETS, ids=lambda each: each.id)
def test_set_does_not_differ_from_itself(criteria: CriteriaSet) -> None:
    assert compare(criteria, CriteriaSet.model_validate_json(criteria.model_dump_json())) == ()


@pytest.mark.parametrize("criteria", SETS, ids=lambda each: each.id)
def test_every_text_that_changes_is_seen(criteria: CriteriaSet) -> None:
    """Some fifty places in each set; what changes there is a change, and says the new text."""
    whole = criteria.model_dump(mode="json")
    paths = list(_texts(whole))
    for path in paths[:: len(paths) // 50]:
        other = copy.deepcopy(whole)
        _set(other, path, "x y")
        try:
            changed = CriteriaSet.model_validate(other)
        except ValidationError:
            continue
        found = compare(criteria, changed)
        assert found, path
        assert "x y" in " ".join(f"{each.where} {each.what} {each.after}" for each in found), path


def _texts(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(item, (*path, key))
    elif isinstance(value, str):
        yield path


def _set(value: Any, path: tuple[Any, ...], text: str) -> None:
    for step in path[:-1]:
        value = value[step]
    value[path[-1]] = text


# names of fields ------------------------------------------------------------------------------------------


def _models(model: type[BaseModel]) -> dict[type[BaseModel], None]:
    """The model and all that its fields hold."""
    found: dict[type[BaseModel], None] = {}
    waiting: list[Any] = [model]
    while waiting:
        each = waiting.pop()
        if isinstance(each, type) and issubclass(each, BaseModel) and each not in found:
            found[each] = None
            waiting += [field.annotation for field in each.model_fields.values()]
        waiting += get_args(each)
    return found


def test_every_field_of_the_schema_has_a_name_and_no_name_is_left_over() -> None:
    models = _models(CriteriaSet)
    assert all(field_name(model, field) for model in models for field in model.model_fields)
    for model, names in NAMES.items():
        assert _own(model) <= names.keys() <= model.model_fields.keys()
    with pytest.raises(KeyError):
        field_name(CriteriaSet, "none")


def _own(model: type[BaseModel]) -> set[str]:
    inherited = {name for each in model.__mro__[1:] for name in getattr(each, "model_fields", ())}
    return set(model.model_fields) - inherited
