from __future__ import annotations

import pytest

from conversations.answers import trying
from scoring.facts import Claim
from scoring.rules import score
from tests.conversations.desks import criteria_set, ready

CHAT = "web:hoa"


@pytest.mark.parametrize(
    ("code", "claim", "line"),
    [
        ("2.1", None, "2.1: chưa trả lời, tối đa 20 điểm"),
        (
            "1.1",
            Claim(chosen=("cap_pho",)),
            "1.1: thêm 10 điểm nếu đạt “Trưởng ban là Bí thư/Chủ tịch xã/thị trấn”",
        ),
        ("1.3", Claim(values={"co_chuyen_muc": "1", "n": "7"}), "1.3: thêm 10 điểm nếu đạt “Từ 10 trở lên”"),
        ("7.3", Claim(values={"a": "10", "b": "40"}), "7.3: thêm 17,19 điểm nếu a tăng thêm 22"),
        ("7.7", Claim(values={"a": "1", "b": "500"}), "7.7: thêm 4 điểm nếu a tăng thêm 0,25"),
        ("6.3", Claim(values={"a": "10", "b": "2", "c": "2"}), "6.3: còn lấy thêm được 20 điểm"),
        ("8.4", Claim(values={"v": "0"}), "8.4: còn tới 30 điểm, tùy đơn vị cao nhất khối"),
    ],
)
def test_one_line_of_advice_for_each_kind_of_gap(code: str, claim: Claim | None, line: str) -> None:
    criterion = criteria_set().by_id[code]
    assert trying.advice(criterion, score(criterion, claim), claim) == line


def test_trying_records_nothing() -> None:
    house = ready(CHAT)
    for text in ("/thu 3.2 450/512", "/thu 1.1 1", "/thu 8.4 12", "/thu x y", "/goiy", "/thu 1.3 có; 12"):
        assert not house.say(CHAT, text).acts
    assert not house.submission().answers


def test_a_code_that_the_set_has_not_is_said_so() -> None:
    house = ready(CHAT)
    house.say(CHAT, "câu 1.1")
    house.say(CHAT, "/thu 9.9 450")
    assert "Không có câu 9.9." in house.last(CHAT).body
    house.say(CHAT, "câu 8.4")
    house.say(CHAT, "/thu 12.5 triệu")
    assert house.last(CHAT).title == "Thử câu 8.4"


def test_an_answer_may_be_tried_for_the_open_question() -> None:
    house = ready(CHAT)
    house.say(CHAT, "câu 3.1")
    house.say(CHAT, "/thu 421/512")
    assert "28,78 điểm" in house.last(CHAT).body
    house.say(CHAT, "421/512")
    assert "28,78 điểm" in house.last(CHAT).body
    assert house.submission().answers["3.1"].version == 1
