"""One officer goes through everything, each event gets one message, and another kind of set works too."""

from __future__ import annotations

from criteria.schema import CriteriaSet
from tests.conversations.desks import House, ready, text_of

CHAT = "web:hoa"
OTHER_SET = {
    "id": "thu", "title": "Bộ tiêu chí thử", "subject": "đơn vị",
    "version": "1",
    "declared_max": "30",
    "decision": {"number": "1", "date": "2026", "authority": "UBND", "title": "QĐ", "annex": "Phụ lục"},
    "groups": [{"code": "I", "name": "Nhóm", "declared_max": "30", "criteria": [
        {"code": "1", "name": "Các việc đã làm", "max": "10", "quote": "q", "evidence": "Ảnh",
         "rule": {"kind": "checklist", "items": [
             {"key": "x", "label": "Việc một", "points": "4"},
             {"key": "y", "label": "Việc hai", "points": "3"},
             {"key": "z", "label": "Việc ba", "points": "5"}]}},
        {"code": "2", "name": "Số cuộc họp", "max": "10", "quote": "q",
         "inputs": [{"key": "n", "label": "Số cuộc họp"}],
         "rule": {"kind": "points", "formula": "0.2*n"},
         "not_applicable": {"when": "Đơn vị không có cuộc họp", "gives": "out_of_base"}},
        {"code": "3", "name": "Thang điểm", "max": "10", "quote": "q",
         "inputs": [{"key": "n", "label": "Số lớp", "same_as": ["2.n"]}],
         "rule": {"kind": "tiers", "of": "n", "tiers": [
             {"label": "Từ 10", "at_least": "10", "share": "1"},
             {"label": "Dưới 5", "at_least": "0", "below": "5", "share": "0"}]}},
    ]}],
}  # fmt: skip


def other_house() -> House:
    house = House(criteria=CriteriaSet.model_validate(OTHER_SET)).open_campaign()
    house.join(CHAT)
    return house


def test_every_question_answered_from_start_to_receipt() -> None:
    house = ready(CHAT)
    house.press(CHAT, "Bắt đầu")
    for _ in range(29):
        text = house.last(CHAT).body
        house.say(CHAT, "12" if "Gõ số" in text else "Xã Lạc Đạo")
    for _ in range(40):
        answer_whatever_is_asked(house)
        house.press(CHAT, "Đúng, tiếp tục")
    assert "Đã trả lời hết" in house.last(CHAT).title
    assert all(len([m for m in [message] if not m.to]) == 1 for message in house.shown[CHAT])
    house.press(CHAT, "Nộp hồ sơ")
    assert "Thiếu minh chứng 40 câu" in house.last(CHAT).body
    house.press(CHAT, "Nộp")
    assert "Mã biên nhận" in house.last(CHAT).body
    assert len(house.submission().answers) == 69


def test_a_code_opens_its_question_also_from_one_that_is_locked() -> None:
    house = ready(CHAT)
    for text in ("câu 1.1", "1", "/nop", "nộp", "1.1"):
        house.say(CHAT, text)
    assert "chỉ xem được" in house.last(CHAT).body
    house.say(CHAT, "3.2")
    assert "3.2" in house.last(CHAT).title
    house.press(CHAT, "‹ Trước")
    house.say(CHAT, "1.1")
    assert "1.1" in house.last(CHAT).title


def answer_whatever_is_asked(house: House) -> None:
    for _ in range(6):
        message = house.last(CHAT)
        if "Đã ghi" in message.title:
            return
        if "Bấm chọn" in message.body or "bấm chọn" in message.body:
            house.say(CHAT, "1")
        elif "đúng như vậy chứ" in message.body:
            house.say(CHAT, "đúng")
        elif "Có hoặc Không" in message.body:
            house.say(CHAT, "có")
        else:
            house.say(CHAT, "90%" if "82,5%" in message.body else "12")
    raise AssertionError(text_of(house.last(CHAT)))


def test_a_checklist_is_ticked_or_typed() -> None:
    house = other_house()
    house.say(CHAT, "câu 1")
    house.press(CHAT, "☐ Việc một")
    house.press(CHAT, "☐ Việc ba")
    house.press(CHAT, "☑ Việc một")
    house.press(CHAT, "☐ Việc hai")
    house.press(CHAT, "Xong")
    assert house.submission().answers["1"].claim.chosen == ("y", "z")
    house.say(CHAT, "câu 1")
    house.say(CHAT, "1, 3")
    assert house.submission().answers["1"].claim.chosen == ("x", "z")
    assert "9 điểm" in house.last(CHAT).body


def test_an_old_done_button_records_nothing_once_another_question_was_open() -> None:
    house = other_house()
    house.say(CHAT, "câu 1")
    house.press(CHAT, "☐ Việc một")
    house.say(CHAT, "câu 2")
    house.press_payload(CHAT, "ans:1:0:=")
    assert "1" not in house.submission().answers


def test_what_does_not_apply_says_when() -> None:
    house = other_house()
    house.say(CHAT, "câu 2")
    house.press(CHAT, "Không áp dụng")
    assert house.submission().answers["2"].claim.not_applicable == "Đơn vị không có cuộc họp"
    assert "Tạm tính 0/20" in house.last(CHAT).footer


def test_a_figure_that_is_known_from_another_criterion_only_wants_a_press() -> None:
    house = other_house()
    house.say(CHAT, "câu 2")
    house.say(CHAT, "7")
    house.press(CHAT, "Đúng, tiếp tục")
    assert "7 (câu 2)" in house.last(CHAT).body
    house.press(CHAT, "Ghi")
    assert "không có mức cho số này" in house.last(CHAT).body
    house.say(CHAT, "câu 2")
    house.say(CHAT, "12")
    assert "3: 0 → 10 điểm" in house.last(CHAT).body
    assert house.submission().answers["3"].claim.values == {"n": "12"}


def test_two_phones_of_one_officer() -> None:
    house = ready("web:a")
    person = house.session("web:a").person
    session = house.session("web:a").model_copy(update={"chat": "web:b", "person": person})
    house.sessions["web:b"] = session.model_dump_json()
    house.say("web:a", "câu 3.1")
    house.say("web:b", "câu 3.1")
    house.say("web:a", "421/512")
    turn = house.say("web:b", "400/512")
    assert not turn.acts
    assert house.submission().answers["3.1"].claim.values["a"] == "421"
    house.say("web:b", "400/512")
    assert house.submission().answers["3.1"].version == 2
