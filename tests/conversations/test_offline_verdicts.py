"""The sheet of a reviewer: out, filled in, and read back with the same care as a press."""

from __future__ import annotations

from typing import Any

import pytest

from scoring import facts
from scoring.facts import Claim, Scope
from tests.conversations import sheets
from tests.conversations.desks import House, text_of
from tests.conversations.sheets import decide, pressed, send, verdict_blank

CHAT = "web:duyet"
WHY = "Theo số liệu của công an xã."


def house(*items: str) -> House:
    """Two units that have handed in two criteria each, and a reviewer."""
    made = House().open_campaign()
    made.join(CHAT, "reviewer", "", "Trần Văn Duyệt")
    for unit in ("lac-dao", "chi-dao"):
        for item, claim in (
            ("3.1", Claim(values={"a": "7000", "b": "8500"})),
            ("1.1", Claim(chosen=(made.criteria.by_id["1.1"].rule.options[0].key,))),  # type: ignore[union-attr]
        ):
            made.record(facts.AnswerGiven(item=item, version=1, claim=claim), unit)
        made.record(facts.SubmissionSubmitted(claimed="1", digest="d"), unit)
    if items:
        limit(made, Scope(criteria=items))
    return made


def limit(made: House, scope: Scope) -> None:
    made.decree(facts.RoleGiven(person=person(made), role="reviewer", scope=scope))


def person(made: House, name: str = "Trần Văn Duyệt") -> str:
    return next(each.id for each in made.campaign.people.values() if each.name == name)


GOOD: dict[str, tuple[Any, ...]] = {
    "lac-dao|1.1": ("Chấp nhận",),
    "lac-dao|3.1": ("Điều chỉnh", 20.5, WHY),
    "chi-dao|3.1": ("Trả lại", None, "Thiếu minh chứng cho số liệu."),
}


def test_verdicts_are_shown_and_one_press_records_them() -> None:
    made = house()
    made.say(CHAT, "/phieuthamdinh")
    attachment = made.last(CHAT).attachment
    assert attachment is not None
    assert attachment.make == f"verdict-sheet:{person(made)}:"
    count = len(made.journal)
    content = decide(verdict_blank(made), GOOD)
    said = send(made, content, CHAT)
    assert "1 chấp nhận, 1 điều chỉnh, 1 trả lại, ở 2 đơn vị" in said
    assert "• Xã Lạc Đạo, câu 3.1: 28,82 → 20,5 điểm" in said
    assert len(made.journal) == count
    said = pressed(made, "Ghi kết quả", CHAT)
    assert "Đã ghi 3 kết quả thẩm định ở 2 đơn vị" in said
    verdict = made.submission().verdicts["3.1"]
    assert (verdict.outcome, verdict.points, verdict.reason) == ("adjusted", "20.5", WHY)
    assert made.submission().verdicts["1.1"].outcome == "accepted"
    assert made.submission("chi-dao").verdicts["3.1"].outcome == "returned"
    assert "không còn chờ nữa" in pressed(made, "Ghi kết quả", CHAT)
    assert "không có kết quả nào mới" in send(made, content, CHAT)


def test_one_criterion_across_units() -> None:
    made = house()
    rows = sheets.rows_of(sheets.opened(verdict_blank(made, "3.1"), "verdicts"))
    assert list(rows) == ["lac-dao|3.1|1", "chi-dao|3.1|1"]
    made.say(CHAT, "/phieuthamdinh 3.1")
    assert made.last(CHAT).attachment is not None
    made.say(CHAT, "/phieuthamdinh 99.9")
    assert made.last(CHAT).attachment is None


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("Đồng ý",), "“Đồng ý” không có trong danh sách"),
        ((None, 20, WHY), "còn trống; anh/chị chọn"),
        (("Chấp nhận", 20), "chỉ ghi điểm khi điều chỉnh"),
        (("Chấp nhận", None, WHY), "chấp nhận không kèm lý do"),
        (("Điều chỉnh", None, WHY), "điều chỉnh thì cần số điểm"),
        (("Điều chỉnh", 20), "cần lý do từ 10 đến 1000 ký tự"),
        (("Điều chỉnh", 36, WHY), "vượt mức tối đa"),
        (("Điều chỉnh", "=A1", WHY), "là công thức"),
        (("Trả lại", None, "ngắn"), "cần lý do từ 10 đến 1000 ký tự"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_recorded(given: tuple[Any, ...], says: str) -> None:
    made = house()
    said = send(made, decide(verdict_blank(made), {**GOOD, "lac-dao|3.1": given}), CHAT)
    assert says in said
    assert "Xã Lạc Đạo, câu 3.1" in said
    assert not made.submission().verdicts


def test_what_changed_meanwhile_is_listed_and_not_overwritten() -> None:
    made = house()
    content = decide(verdict_blank(made), GOOD)
    made.join("web:hai", "reviewer", "", "Lê Thị Hai")
    made.record(facts.AnswerAccepted(item="3.1", version=1), by=person(made, "Lê Thị Hai"))
    claim = Claim(values={"a": "8000", "b": "8500"})
    made.record(facts.AnswerGiven(item="3.1", version=2, claim=claim), "chi-dao")
    said = send(made, content, CHAT)
    assert "1 chấp nhận, 0 điều chỉnh, 0 trả lại, ở 1 đơn vị" in said
    assert "• Xã Lạc Đạo, câu 3.1: Lê Thị Hai chấp nhận" in said
    assert "• Xã Chỉ Đạo, câu 3.1: câu trả lời đã thay đổi" in said
    pressed(made, "Ghi kết quả", CHAT)
    assert made.submission().verdicts["3.1"].outcome == "accepted"
    assert "3.1" not in made.submission("chi-dao").verdicts
    assert made.submission().verdicts["1.1"].outcome == "accepted"


def test_what_changed_after_it_was_shown_is_shown_again() -> None:
    made = house()
    send(made, decide(verdict_blank(made), GOOD), CHAT)
    made.record(facts.AnswerAccepted(item="3.1", version=1), by="somebody")
    said = pressed(made, "Ghi kết quả", CHAT)
    assert "Hồ sơ đã khác" in said
    assert "1.1" not in made.submission().verdicts


def test_beyond_the_scope_nothing_is_shown_or_taken() -> None:
    made = house("3.1")
    rows = sheets.rows_of(sheets.opened(verdict_blank(made, person=person(made)), "verdicts"))
    assert {row.split("|")[1] for row in rows} == {"3.1"}
    said = send(made, decide(verdict_blank(made), GOOD), CHAT)
    assert "• Xã Lạc Đạo, câu 1.1: không thuộc phạm vi" in said
    pressed(made, "Ghi kết quả", CHAT)
    assert "1.1" not in made.submission().verdicts
    assert made.submission().verdicts["3.1"].outcome == "adjusted"
    assert any(fact.kind == "act_refused" for _, fact in made.journal)


def test_a_finished_review_and_an_altered_sheet_take_nothing() -> None:
    made = house()
    content = decide(verdict_blank(made), GOOD)
    sheet = sheets.opened(content, "verdicts")
    sheet.cell(8, 1).value = "lac-dao|3.1|9"
    assert "Các dòng của phiếu đã bị" in send(made, sheets.saved(sheet), CHAT)
    made.record(facts.SubmissionVerified(verified="5"))
    said = send(made, content, CHAT)
    assert "đã thẩm định xong" in said
    assert "0 chấp nhận, 0 điều chỉnh, 1 trả lại, ở 1 đơn vị" in said


def test_officers_cannot_hand_in_verdicts() -> None:
    made = house()
    made.join("web:hoa")
    said = send(made, decide(verdict_blank(made), GOOD), "web:hoa")
    said = pressed(made, "Đọc phiếu", "web:hoa") if "Đọc phiếu" in said else said
    assert not made.submission().verdicts
    made.press_payload("web:hoa", "ovtake:0123456789ab::0123456789ab")
    assert not made.submission().verdicts
    assert made.journal[-1][1].kind == "act_refused"
    made.say("web:hoa", "/phieuthamdinh")
    assert made.last("web:hoa").attachment is None


def test_nothing_waits() -> None:
    made = House().open_campaign()
    made.join(CHAT, "reviewer", "", "Trần Văn Duyệt")
    made.say(CHAT, "/phieuthamdinh")
    assert "Chưa có hồ sơ nào" in text_of(made.last(CHAT))
