"""Figures that the authority holds: the sheet, reading it back, and what officers see of them."""

from __future__ import annotations

from typing import Any

import pytest

from conversations.answers import trying
from conversations.showing import items
from conversations.talk import press
from conversations.year import figure_lists
from criteria import loader
from criteria.cells import letters
from scoring import facts
from scoring.facts import Claim, Unit
from scoring.sheet import self_sheet
from tests.conversations.desks import House, ready, text_of

SET = "ha-giang-huyen"
UNITS = (
    Unit(code="dong-van", name="Huyện Đồng Văn", block="1"),
    Unit(code="meo-vac", name="Huyện Mèo Vạc", block="2"),
)
Rows = tuple[tuple[str, ...], ...]


def house() -> House:
    """An open campaign with an administrator and the officer of one of two districts."""
    made = House(criteria=loader.load(SET))
    made.decree(
        facts.CampaignCreated(
            name="Chuyển đổi số 2026", set_id=SET, set_version=made.criteria.version,
            set_digest=made.criteria.digest,
        )
    )  # fmt: skip
    made.decree(facts.UnitsImported(units=UNITS))
    made.decree(facts.StageChanged(stage="open"))
    made.join("web:quan", "administrator", "", "Lê Thu Quản")
    made.join("web:hoa", "officer", "dong-van", "Nguyễn Thị Hoa")
    return made


def table(*rows: tuple[str, ...], heads: tuple[str, ...] = ("3.1.a", "3.1.b")) -> Rows:
    """The sheet as it comes back: heads, two rows that describe them, units."""
    blank = ("",) * len(heads)
    return (("Mã đơn vị", "Tên đơn vị", *heads), ("", "", *("Nhãn" for _ in heads)), ("", "", *blank), *rows)


GOOD = table(("dong-van", "Huyện Đồng Văn", "421", "512"), ("meo-vac", "Huyện Mèo Vạc", "", ""))


def send(made: House, rows: Rows | None, chat: str = "web:quan", **more: Any) -> str:
    made.send(chat, "so-lieu.xlsx", table=rows, **more)
    return text_of(made.last(chat))


def told(made: House, chat: str) -> str:
    return text_of(made.last(chat))


# --- the talk ------------------------------------------------------------------------------------------


def test_the_sheet_goes_out_and_comes_back() -> None:
    made = house()
    made.say("web:quan", "/solieu")
    attachment = made.last("web:quan").attachment
    assert attachment is not None
    assert attachment.make.startswith("figures-template:")
    said = send(made, GOOD, caption="Hệ thống QLVB, tháng 7")
    assert "Đã ghi số liệu của 1 câu cho 1 đơn vị (nguồn: Hệ thống QLVB, tháng 7)" in said
    supplied = made.submission("dong-van").supplied["3.1"]
    assert (supplied.values, supplied.source) == ({"a": "421", "b": "512"}, "Hệ thống QLVB, tháng 7")
    assert "3.1" not in made.submission("meo-vac").supplied


def test_the_same_sheet_again_changes_nothing_and_other_figures_only_themselves() -> None:
    made = house()
    made.say("web:quan", "/solieu")
    send(made, GOOD)
    count = len(made.journal)
    made.say("web:quan", "/solieu")
    assert "không có gì thay đổi" in send(made, GOOD)
    assert len(made.journal) == count
    made.say("web:quan", "/solieu")
    send(made, table(("dong-van", "", "430", "")))
    assert made.submission("dong-van").supplied["3.1"].values == {"a": "430", "b": "512"}


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (table(("dong-van", "", "1.234", "5000")), ""),
        (table(("dong-van", "", "abc", "512")), "Ô C4 (dong-van): “abc” không phải con số"),
        (table(("dong-van", "", "-3", "512")), "Ô C4 (dong-van): “-3” là số âm"),
        (table(("dong-van", "", "12,5", "512")), "có phần lẻ"),
        (table(("dong-van", "", "421", "512"), ("no", "", "1", "2")), "Dòng 5: không có đơn vị “no"),
        (table(("dong-van", "", "1", "2"), ("dong-van", "", "1", "2")), "đơn vị dong-van đã có ở dòng 4"),
        (table(("dong-van", "", "1", "2"), ("", "", "1", "2")), "Dòng 5: thiếu mã đơn vị"),
        (table(("dong-van", "", "1"), heads=("9.9.z",)), "Cột C: “9.9.z” không phải số liệu"),
        (table(("dong-van", "", "1", "2"), heads=("3.1.a", "3.1.a")), "Cột D: mã 3.1.a có hai lần"),
        (table(), "Bảng chưa có dòng nào"),
        ((("a", "b"),), "Không thấy cột “Mã đơn vị”"),
        ((("Mã đơn vị", "Tên đơn vị"), ("dong-van", "")), "Không thấy cột số liệu nào"),
        (None, "Không đọc được “so-lieu.xlsx”"),
    ],
)  # fmt: skip
def test_every_bad_place_is_named_and_nothing_is_half_loaded(rows: Rows | None, says: str) -> None:
    made = house()
    made.say("web:quan", "/solieu")
    said = send(made, rows)
    if says:
        assert says in said
        assert not made.submission("dong-van").supplied
        assert made.session("web:quan").place == "supplying"
    else:  # a count can only be 1234
        assert made.submission("dong-van").supplied["3.1"].values == {"a": "1234", "b": "5000"}


def test_a_cell_that_can_mean_two_figures_is_refused_by_name() -> None:
    made = house()
    made.say("web:quan", "/solieu")
    said = send(made, table(("dong-van", "", "1.234", "12,5"), heads=("1.4.a", "1.4.b")))
    assert "Ô C4 (dong-van): “1.234” có thể là 1234 hoặc 1,234" in said
    assert not made.submission("dong-van").supplied


def test_what_the_sheet_showed_of_a_known_figure_is_that_figure() -> None:
    made = house()
    made.record(facts.FiguresSupplied(item="1.4", values={"a": "1.234"}, source="S"), "dong-van")
    given = made.criteria.by_id["1.4"].input("a")
    made.say("web:quan", "/solieu")
    shown = figure_lists.written(given, "1.234")
    assert "không có gì thay đổi" in send(made, table(("dong-van", "", shown), heads=("1.4.a",)))


def test_figures_of_a_finished_review_do_not_change() -> None:
    made = house()
    made.record(facts.SubmissionVerified(verified="5"), "dong-van")
    made.say("web:quan", "/solieu")
    assert "đã thẩm định xong" in send(made, GOOD)
    assert not made.submission("dong-van").supplied


def test_a_scope_limits_whose_figures_can_be_supplied() -> None:
    made = house()
    made.join("web:duyet", "reviewer", "", "Trần Văn Duyệt")
    person = next(p for p in made.campaign.people.values() if p.name == "Trần Văn Duyệt")
    made.decree(facts.RoleGiven(person=person.id, role="reviewer", scope=facts.Scope(blocks=("2",))))
    made.say("web:duyet", "/solieu")
    assert "không có đơn vị “dong-van” trong phạm vi" in send(made, GOOD, "web:duyet")
    made.decree(facts.RoleGiven(person=person.id, role="reviewer", scope=facts.Scope(criteria=("3.2",))))
    assert "câu 3.1 không thuộc phạm vi" in send(made, GOOD, "web:duyet")
    assert not made.submission("dong-van").supplied


def test_waiting_can_be_ended_and_words_are_no_sheet() -> None:
    made = house()
    made.say("web:quan", "/solieu")
    made.say("web:quan", "xong chưa?")
    assert "Đang chờ bảng số liệu" in told(made, "web:quan")
    made.refuse_file("web:quan", "to.zip", "too_large", 1)
    assert "“to.zip” không nhận được" in told(made, "web:quan")
    made.press("web:quan", "Thôi")
    assert made.session("web:quan").place == "idle"


def test_officers_may_not_and_a_set_without_such_figures_says_so() -> None:
    made = house()
    made.say("web:hoa", "/solieu")
    assert made.journal[-1][1].kind == "act_refused"
    other = House().open_campaign()
    other.join("web:quan", "administrator", "", "Lê Thu Quản")
    other.say("web:quan", "/solieu")
    assert "không có số liệu do cơ quan cung cấp" in told(other, "web:quan")


# --- what officers see ---------------------------------------------------------------------------------


def supplied() -> House:
    made = house()
    fact = facts.FiguresSupplied(item="3.1", values={"a": "421", "b": "512"}, source="QLVB tháng 7")
    made.record(fact, "dong-van")
    return made


def test_a_criterion_whose_figures_are_all_there_counts_as_answered() -> None:
    made = supplied()
    record = made.submission("dong-van")
    assert items.is_answered(made.criteria, record, "3.1")
    assert "3.1" not in items.todo(made.criteria, record)
    assert items.next_todo(made.criteria, record, made.criteria.criteria[0].id) != "3.1"
    made.press_payload("web:hoa", press("go", "3.1"))
    said = told(made, "web:hoa")
    assert "421/512 = 82,23" in said
    assert "(QLVB tháng 7)" in said
    assert "· 1/37 câu" in said


def test_both_figures_are_shown_where_they_differ() -> None:
    made = supplied()
    claim = Claim(values={"a": "430", "b": "512"})
    made.record(facts.AnswerGiven(item="3.1", version=1, claim=claim), "dong-van")
    made.press_payload("web:hoa", press("go", "3.1"))
    assert "421; đơn vị ghi: 430" in told(made, "web:hoa")
    made.record(facts.SubmissionSubmitted(claimed="5", digest="d"), "dong-van")
    made.say("web:quan", "/solieu")
    said = send(made, table(("dong-van", "", "422", "512")))
    assert "• Huyện Đồng Văn, câu 3.1: cơ quan 422, đơn vị 430" in said


def test_what_awaits_the_authority_s_figures_is_said_and_no_advice_calls_it_unanswered() -> None:
    made = supplied()
    awaited = items.awaited(made.criteria, made.submission("dong-van"))
    assert awaited
    made.say("web:hoa", "/conthieu")
    assert f"\n{len(awaited)} câu chờ số liệu do " in told(made, "web:hoa")
    criterion, sheet = made.criteria.by_id["3.1"], self_sheet(made.criteria, made.submission("dong-van"))
    line = trying.advice(criterion, sheet.scores["3.1"], None)
    assert line == "3.1: còn lấy thêm được 0,36 điểm"


# --- what reviewers see of them ------------------------------------------------------------------------


def under_review() -> House:
    """A dossier handed in: 3.1 differs, 3.2 is the authority's alone, 3.3 nobody gave."""
    made = supplied()
    own = Claim(values={"a": "430", "b": "512"})
    made.record(facts.AnswerGiven(item="3.1", version=1, claim=own), "dong-van")
    held = facts.FiguresSupplied(item="3.2", values={"a": "1", "b": "2"}, source="QLVB tháng 7")
    made.record(held, "dong-van")
    made.record(facts.SubmissionSubmitted(claimed="5", digest="d"), "dong-van")
    made.join("web:duyet", "reviewer", "", "Trần Văn Duyệt")
    made.say("web:duyet", "/hoso dong-van")
    return made


@pytest.mark.parametrize("item", ["3.1", "3.2", "3.3"])
def test_accepting_says_the_points_that_will_stand(item: str) -> None:
    made = under_review()
    made.say("web:duyet", item)
    points = made.button("web:duyet", "Chấp nhận").label.removeprefix("Chấp nhận ")
    made.press("web:duyet", "Chấp nhận")
    said = [text_of(message) for message in made.shown["web:duyet"][-2:]]
    assert any(f"{item}: đã chấp nhận, {points}" in each for each in said)


def test_points_of_the_authority_s_figures_are_not_called_0() -> None:
    made = under_review()
    made.say("web:duyet", "/chapnhan")
    made.say("web:duyet", "/chapnhan 3.1")
    assert "1 mục tính theo số liệu của cơ quan: 3.2." in told(made, "web:duyet")
    made.say("web:duyet", "kết thúc")
    said = told(made, "web:duyet")
    assert "Tính theo số liệu của cơ quan (1): 3.2." in said
    assert "Chưa trả lời, tính 0 điểm (35): 1.1, " in said


def test_where_the_unit_is_asked_the_authority_is_named_for_its_own_figures() -> None:
    made = ready("web:hoa")
    made.record(facts.FiguresSupplied(item="3.2", values={"a": "60", "b": "100"}, source="Sở TT&TT"))
    made.say("web:hoa", "câu 3.2")
    assert "Cơ quan đánh giá cung cấp (Sở TT&TT): " in told(made, "web:hoa")


def test_columns_are_named_as_spreadsheets_do() -> None:
    assert [letters(n) for n in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
