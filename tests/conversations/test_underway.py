"""Documents that are being made: what is said of them, and who calls them off."""

from __future__ import annotations

from conversations.desk import Document
from conversations.documents import underway
from conversations.messages import Attachment
from conversations.phrases import running
from scoring.facts import ActRefused
from tests.conversations import years
from tests.conversations.desks import House

RANKING = Attachment(name="xep-hang.xlsx", make="ranking")
CHAT = "web:officer"


def house() -> House:
    made = years.year(stage="open")
    made.join(CHAT, "officer", "lac-dao", "Vũ Văn Sáu")
    made.documents = {
        7: Document(chat=CHAT, name="phieu.xlsx"),
        8: Document(chat=CHAT, name="phieu.xlsx", state="made"),
        9: Document(chat=CHAT, name="phieu.xlsx", state="cancelled"),
        10: Document(chat="web:another", name="phieu.xlsx"),
    }
    return made


def test_the_notice_says_what_is_made_and_how_far_it_is() -> None:
    unknown, known = underway.notice(7, RANKING, None), underway.notice(7, RANKING, 40)
    assert unknown.body.startswith("Đang lập bảng xếp hạng “xep-hang.xlsx”. Anh/chị cứ làm việc khác")
    assert known.body.startswith("Đang lập bảng xếp hạng “xep-hang.xlsx”: 40%. Anh/chị")
    for message in (unknown, known):
        assert [button.payload for row in message.buttons for button in row] == ["stop:7"]
    ends = underway.finished(7, RANKING), underway.failed(7, RANKING)
    assert {message.slot for message in (unknown, known, *ends)} == {"making:7"}
    assert not any(message.buttons for message in ends)


def test_a_press_calls_off_in_the_place_of_the_notice() -> None:
    turn = house().press_payload(CHAT, "stop:7")
    assert turn.called_off == (7,)
    assert [(message.body[:6], message.slot) for message in turn.messages] == [("Đã hủy", "making:7")]
    assert turn.acts == ()


def test_a_press_too_late_says_so() -> None:
    for row, said in (("8", "không hủy được nữa"), ("9", "đã được hủy từ trước")):
        turn = house().press_payload(CHAT, f"stop:{row}")
        assert turn.called_off == ()
        assert said in turn.messages[0].body


def test_what_another_chat_waits_for_is_refused_and_journalled() -> None:
    for payload in ("stop:10", "stop:11", "stop", "stop:-7", "stop:٧", "stop:7777777777777777"):
        turn = house().press_payload(CHAT, payload)
        assert turn.called_off == ()
        assert [message.body for message in turn.messages] == [running.NOTHING_TO_CALL_OFF]
        assert [type(act.fact) for act in turn.acts] == [ActRefused]
