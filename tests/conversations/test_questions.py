"""A reviewer asks about one criterion, the unit answers, and both see the exchange."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conversations import engine
from conversations.phrases import questions as words
from scoring import facts
from scoring.facts import Claim, Scope
from tests.conversations.desks import House, text_of

OFFICER, ONE, TWO = "web:hoa", "web:duyet", "web:lan"


def asked(text: str = "Số liệu lấy từ nguồn nào?") -> House:
    """Two reviewers; the first has asked about 3.1."""
    house = House().open_campaign()
    house.join(OFFICER)
    house.join("web:chu", "leader", name="Phạm Văn Chủ")
    house.join(ONE, "reviewer", name="Trần Văn Duyệt")
    house.join(TWO, "reviewer", name="Lê Thị Lan")
    claim = Claim(values={"a": "421", "b": "512"})
    house.record(facts.AnswerGiven(item="3.1", version=1, claim=claim))
    house.record(facts.SubmissionSubmitted(claimed="1", digest="d"))
    house.say(ONE, "/hoso lac-dao")
    house.say(ONE, "3.1")
    house.press(ONE, words.ASK)
    house.say(ONE, text)
    return house


def seen(house: House, chat: str) -> str:
    return text_of(house.last(chat))


def test_question_and_answer_go_both_ways() -> None:
    house = asked()
    assert "Đã gửi câu hỏi tới: Nguyễn Thị Hoa." in seen(house, ONE)
    assert "• Trần Văn Duyệt hỏi: Số liệu lấy từ nguồn nào?\n  (chưa trả lời)" in seen(house, ONE)
    assert "Trần Văn Duyệt: “Số liệu lấy từ nguồn nào?”" in seen(house, OFFICER)
    assert not [m for m in house.shown["web:chu"] if "nguồn nào" in m.body]
    assert house.submission().state == "submitted"
    house.press(OFFICER, words.REPLY)
    house.say(OFFICER, "Từ báo cáo của doanh nghiệp viễn thông.")
    assert "Đã gửi câu trả lời về câu 3.1" in seen(house, OFFICER)
    assert "Đơn vị trả lời: Từ báo cáo của doanh nghiệp" in seen(house, ONE)
    house.press(ONE, "Mở mục 3.1")
    assert "  Đơn vị trả lời: Từ báo cáo của doanh nghiệp viễn thông." in seen(house, ONE)
    assert "chưa trả lời câu hỏi" not in seen(house, ONE)
    house.say(OFFICER, "3.1")
    assert "• Trần Văn Duyệt hỏi: Số liệu lấy từ nguồn nào?" in seen(house, OFFICER)
    assert not [m for m in house.shown[TWO] if "nguồn nào" in m.body]


def test_what_waits_is_counted_for_both() -> None:
    house = asked()
    house.say(ONE, "/hoso")
    assert "Chờ đơn vị trả lời 1 câu hỏi: 3.1." in seen(house, ONE)
    assert "đơn vị chưa trả lời câu hỏi" in seen(house, ONE)
    house.say(OFFICER, "/conthieu")
    assert "Người thẩm định đang chờ trả lời 1 câu hỏi: 3.1." in seen(house, OFFICER)
    house.press(OFFICER, "3.1")
    house.press(OFFICER, words.REPLY)
    house.say(OFFICER, "Từ báo cáo.")
    house.say(OFFICER, "/conthieu")
    assert "đang chờ trả lời" not in seen(house, OFFICER)


def test_one_answer_is_for_everybody_who_has_asked() -> None:
    house = asked()
    house.record(facts.AnswerAccepted(item="3.1", version=1))
    assert house.submission().state == "reviewing"
    house.say(TWO, "/hoso lac-dao")
    house.say(TWO, "3.1")
    house.press(TWO, words.ASK)
    house.say(TWO, "Kỳ báo cáo là tháng mấy?")
    house.press(OFFICER, words.REPLY)
    house.say(OFFICER, "Tháng 10, của doanh nghiệp.")
    for chat in (ONE, TWO):
        assert "Đơn vị trả lời: Tháng 10" in seen(house, chat)


@pytest.mark.parametrize("text", ["ngắn", "x" * 1001])
def test_a_question_has_10_to_1000_characters(text: str) -> None:
    house = asked(text)
    assert not house.submission().questions
    assert "Câu hỏi" in seen(house, ONE)
    house.say(ONE, "thôi")
    assert "Đã bỏ, chưa ghi gì." in seen(house, ONE)


def test_an_answer_can_be_put_off_and_mistyped() -> None:
    house = asked()
    house.press(OFFICER, words.REPLY)
    house.say(OFFICER, "x")
    assert words.REPLY_SHORT in seen(house, OFFICER)
    house.say(OFFICER, "x" * 2001)
    assert "Câu trả lời dài quá (2001" in seen(house, OFFICER)
    house.say(OFFICER, "thôi")
    assert words.CANCELLED in seen(house, OFFICER)
    assert house.submission().questions["3.1"][0].answer == ""


def test_old_buttons_show_the_question_as_it_stands() -> None:
    house = asked()
    old = house.button(OFFICER, words.REPLY).payload
    house.press_payload(OFFICER, old)
    house.say(OFFICER, "Từ báo cáo.")
    house.press_payload(OFFICER, old)
    assert words.REPLIED_ALREADY in seen(house, OFFICER)
    house.record(facts.QuestionAsked(item="3.1", text="Còn nguồn khác không?"))
    house.press_payload(OFFICER, old)
    house.record(facts.AnswerReturned(item="3.1", version=1, reason="Sai nguồn số liệu."))
    house.record(facts.SubmissionReturned(items=("3.1",)))
    assert not house.say(OFFICER, "Không còn.").acts
    assert words.REPLY_OVER in seen(house, OFFICER)


def test_nobody_is_asked_or_answers_for_a_closed_dossier_or_another_unit() -> None:
    house = asked()
    house.record(facts.SubmissionVerified(verified="1"))
    assert not house.press_payload(ONE, "rvask:3.1::lac-dao").acts
    house.join("web:khac", unit="chi-dao", name="Vũ Văn Khác")
    house.press_payload("web:khac", "reply:3.1")
    assert not house.say("web:khac", "Tôi trả lời thay.").acts
    assert house.submission().questions["3.1"][0].answer == ""


def test_a_colleague_with_single_criteria_hears_and_answers_only_for_those() -> None:
    house = asked()
    house.join("web:minh", name="Đỗ Văn Minh")
    person = next(p for p in house.campaign.people.values() if p.name == "Đỗ Văn Minh")
    only = Scope(criteria=("1.1",))
    house.decree(facts.RoleGiven(person=person.id, role="officer", unit="lac-dao", scope=only))
    house.say(ONE, "/hoso lac-dao")
    house.say(ONE, "3.1")
    house.press(ONE, words.ASK)
    house.say(ONE, "Kỳ báo cáo là tháng mấy?")
    assert not [m for m in house.shown["web:minh"] if "tháng mấy" in m.body]
    house.press_payload("web:minh", "reply:3.1")
    assert house.session("web:minh").place != "replying"
    assert house.log[-1].fact == facts.ActRefused(act="reply 3.1", why="scope")
    house.say("web:minh", "/conthieu")
    assert "đang chờ trả lời" not in seen(house, "web:minh")


def test_who_asked_and_no_longer_reviews_the_unit_is_not_told() -> None:
    house = asked()
    person = next(p for p in house.campaign.people.values() if p.name == "Trần Văn Duyệt")
    house.decree(facts.RoleGiven(person=person.id, role="reviewer", scope=Scope(units=("chi-dao",))))
    house.press(OFFICER, words.REPLY)
    house.say(OFFICER, "Từ báo cáo của Sở.")
    assert not [m for m in house.shown[ONE] if "báo cáo của Sở" in m.body]
    assert "Từ báo cáo của Sở." in seen(house, TWO)  # somebody has to hear it


def test_finishing_says_that_a_question_is_open() -> None:
    house = asked()
    house.say(ONE, "/chapnhan 3.1")
    house.say(ONE, "kết thúc")
    assert "Chờ đơn vị trả lời 1 câu hỏi: 3.1." in seen(house, ONE)


def test_every_phrase_of_the_exchange_is_said_somewhere() -> None:
    sources = [p.read_text(encoding="utf-8") for p in Path(engine.__file__).parent.rglob("*.py")]
    names = [name for name in vars(words) if name.isupper()]
    unsaid = [name for name in names if sum(len(re.findall(rf"\b{name}\b", text)) for text in sources) < 2]
    assert not unsaid
