"""A button's words typed, with and without marks, do what the button does."""

from __future__ import annotations

import pytest

from conversations.phrases import common, doubting
from scoring.facts import AnswerGiven, SubmissionSubmitted
from scoring.records import INFO
from tests.conversations import years
from tests.conversations.desks import House, ready, text_of
from tests.conversations.years import ADMIN, OFFICER

HOA = "web:hoa"


def said(house: House, text: str, chat: str = HOA) -> str:
    house.say(chat, text)
    return text_of(house.last(chat))


def asked_whether(house: House) -> None:
    """Something unusual was typed and is asked about."""
    said(house, "câu 3.2")
    assert "Số liệu đúng như vậy chứ?" in said(house, "600/512")


@pytest.mark.parametrize(
    "yes", ["Đúng như vậy", "dung nhu vay", "đúng", "đúng rồi ạ", "có", "ok", "Ừ", "vâng", "đồng ý", "dong y"]
)
def test_yes_to_an_unusual_figure(yes: str) -> None:
    house = ready()
    asked_whether(house)
    assert "Đã ghi" in said(house, yes)
    assert house.submission().claim("3.2") is not None


@pytest.mark.parametrize("no", ["không", "khong", "Gõ lại", "go lai", "thôi"])
def test_no_to_an_unusual_figure(no: str) -> None:
    house = ready()
    asked_whether(house)
    said(house, no)
    assert house.submission().claim("3.2") is None


@pytest.mark.parametrize("typed", ["đúng, tiếp tục", "Dung tiep tuc", "ừ", "đồng ý", "ok nhé"])
def test_on_after_an_answer(typed: str) -> None:
    house = ready()
    said(house, "câu 3.2")
    said(house, "421/512")
    assert "3.3" in said(house, typed)


@pytest.mark.parametrize("typed", ["bỏ qua", "Bo qua", "chi tiết", "mục lục", "trước"])
def test_labels_are_typed(typed: str) -> None:
    house = ready()
    said(house, "câu 3.2")
    pressed = ready()
    said(pressed, "câu 3.2")
    label = {"chi tiết": "Chi tiết", "mục lục": "Mục lục", "trước": "‹ Trước"}.get(typed, "Bỏ qua ›")
    pressed.press(HOA, label)
    assert said(house, typed) == text_of(pressed.last(HOA))


def test_a_dossier_is_handed_in_by_a_word() -> None:
    house = ready()
    said(house, "câu 3.2")
    said(house, "421/512")
    said(house, "câu 3.3")  # a question stays open beside what is asked
    assert "chứ?" in said(house, "/nop")
    assert "chứ?" not in said(house, "chưa")
    said(house, "/nop")
    assert "biên nhận" in said(house, "ừ")
    assert isinstance(house.journal[-1][1], SubmissionSubmitted)


def test_a_mere_ok_is_no_yes_to_what_cannot_be_taken_back() -> None:
    house = years.approved()
    said(house, "/congbo", ADMIN)
    assert "gõ “đồng ý”" in said(house, "ok", ADMIN)
    assert not house.campaign.publications
    said(house, "đồng ý", ADMIN)
    assert len(house.campaign.publications) == 1


def test_a_yes_is_a_figure_where_the_question_takes_it() -> None:
    house = ready()
    said(house, "câu 1.3")
    said(house, "ok")
    assert house.session(HOA).entry
    assert doubting.UNSURE_COUNTED in said(house, "không biết")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("tôi được bao nhiêu điểm", "Điểm tạm tính"), ("tôi được mấy điểm rồi?", "Điểm tạm tính"),
        ("điểm của tôi là bao nhiêu?", "Điểm tạm tính"), ("em ơi, xã tôi được mấy điểm", "Điểm tạm tính"),
        ("hiện xã được bao nhiêu điểm rồi ạ", "Điểm tạm tính"), ("tôi muốn rút hồ sơ", "chưa nộp"),
        ("hạn đến bao giờ", "Hạn nộp"), ("cho tôi hỏi hạn nộp đến bao giờ?", "Hạn nộp"),
        ("em ơi giúp chị với", common.HELP_TITLE), ("cho tôi gặp người hỗ trợ", "Anh/chị vui lòng liên hệ"),
        ("tôi không biết", doubting.UNSURE_COUNTED), ("không có số liệu", doubting.UNSURE_COUNTED),
        ("cho tôi xem minh chứng", "Minh chứng"), ("không có minh chứng", "không có thì gõ 0"),
    ],
)  # fmt: skip
def test_a_wish_is_understood_as_people_talk(typed: str, answer: str) -> None:
    house = ready()
    said(house, "câu 1.2")
    assert answer in said(house, typed)
    assert not house.submission().answers


@pytest.mark.parametrize("typed", ["tôi không muốn nộp hồ sơ", "xã có điểm truy cập của tôi", "tôi chưa nộp"])
def test_what_only_holds_a_wish_is_none(typed: str) -> None:
    house = ready()
    said(house, "câu 1.2")
    assert "Chỗ này cần con số" in said(house, typed)


@pytest.mark.parametrize("typed", ["Cán bộ", "Xã điểm", "Minh Diễm", "Đơn vị hỗ trợ"])
def test_a_field_of_words_takes_them(typed: str) -> None:
    house = ready()
    house.press_payload(HOA, f"go:{INFO}2.1/3")
    said(house, typed)
    assert house.submission().answers[f"{INFO}2.1/3"].claim.values == {"value": typed}


@pytest.mark.parametrize("typed", ["Đơn vị còn thiếu", "xã cần hỗ trợ", "Hiện nay xã cần giúp đỡ"])
def test_an_explanation_is_taken_as_it_is(typed: str) -> None:
    house = ready()
    said(house, "câu 1.2")
    said(house, "3/5")
    house.press(HOA, "Giải trình")
    said(house, typed)
    assert house.submission().explanations == {"1.2": typed}


@pytest.mark.parametrize(
    "typed", ["xã được bao nhiêu điểm?", "tôi được mấy điểm rồi", "em ơi, hạn đến bao giờ"]
)
def test_a_question_is_answered_where_an_explanation_is_asked(typed: str) -> None:
    house = ready()
    said(house, "câu 1.2")
    said(house, "3/5")
    house.press(HOA, "Giải trình")
    assert "Hạn nộp" in said(house, typed) or "Điểm tạm tính" in said(house, typed)
    assert not house.submission().explanations


def test_a_question_is_no_explanation() -> None:
    house = ready()
    said(house, "câu 1.2")
    said(house, "3/5")
    assert "làm giải trình" not in said(house, "câu này cần những giấy tờ gì vậy em?")


def test_what_another_asked_is_not_answered() -> None:
    """A word is about the last thing that was said in this chat, by its own buttons only."""
    house = years.year(stage="open")
    assert not house.session(OFFICER).yes or said(house, "có", OFFICER)
    said(house, "/trogiup", OFFICER)
    before = len(house.journal)
    said(house, "có", OFFICER)
    assert len(house.journal) == before


def test_some_words_after_an_answer_can_be_its_explanation() -> None:
    house = ready()
    said(house, "câu 3.2")
    said(house, "421/512")
    words = "Số liệu lấy từ báo cáo quý III của xã"
    assert f"“{words}”" in said(house, words)
    assert "Đã ghi giải trình cho câu 3.2" in said(house, "ghi làm giải trình")
    assert house.submission().explanations["3.2"] == words
    again = "Báo cáo quý III đã được Chủ tịch ký"
    assert f"Thay bằng “{again}” chứ?" in said(house, again)
    house.press(HOA, "Đúng, tiếp tục")
    assert house.submission().explanations["3.2"] == words


def test_help_names_what_can_be_used_now() -> None:
    house = ready()
    first, _, later = said(house, "giúp tôi với").partition(common.HELP_LATER.partition("{")[0])
    assert "/nop: " in first
    assert "/ruthoso" in later
    assert "/khieunai" in later
    said(house, "câu 3.2")
    said(house, "421/512")
    said(house, "/nop")
    said(house, "có")
    first, _, later = said(house, "/trogiup").partition(common.HELP_LATER.partition("{")[0])
    assert "/ruthoso: " in first
    assert "/nop" in later


@pytest.mark.parametrize(
    ("chat", "typed", "command"),
    [(ADMIN, "khóa sổ", "/khoaso"), (ADMIN, "Tien do", "/tiendo"), (OFFICER, "lịch", "/lich")],
)
def test_commands_are_named_in_words(chat: str, typed: str, command: str) -> None:
    spoken, written = years.year(stage="open"), years.year(stage="open")
    assert said(spoken, typed, chat) == said(written, command, chat)


def test_yes_and_no_stand_beside_what_was_not_understood() -> None:
    house = ready()
    said(house, "câu 1.3")
    assert "[Có] [Không]" in said(house, "95%")
    assert any(isinstance(fact, AnswerGiven) for _, fact in house.journal) is False
