"""A recorded answer is corrected: what is on record is seen, and what is half given is not lost."""

from __future__ import annotations

import pytest

from conversations.phrases import doubting
from conversations.phrases import officer as words
from scoring import facts
from scoring.facts import Claim
from tests.conversations.desks import House, criteria_set, ready, text_of

HOA = "web:hoa"
RATIO, TICKED = "1.2", "I.3"


def lam_dong() -> House:
    """A checklist of four items of which the first and the last are on record."""
    house = House(criteria=criteria_set("lam-dong-huyen")).open_campaign()
    house.join(HOA)
    house.say(HOA, f"câu {TICKED}")
    house.say(HOA, "1 4")
    assert "2/4 mục" in house.last(HOA).body
    return house


def corrected() -> House:
    """A ratio with 3/5 on record, opened anew and half typed."""
    house = ready()
    house.say(HOA, f"câu {RATIO}")
    house.say(HOA, "3/5")
    house.say(HOA, f"câu {RATIO}")
    house.say(HOA, "40")
    return house


def seen(house: House) -> str:
    return text_of(house.last(HOA))


def test_what_is_ticked_is_seen_and_kept() -> None:
    house = lam_dong()
    house.press(HOA, words.CHANGE)
    assert seen(house).count(words.TICKED) == 2
    assert words.PICK_MORE in seen(house)
    assert words.ALL_KNOWN not in seen(house)
    house.press(HOA, f"{words.UNTICKED} Phần mềm diệt virus")
    assert f"[{words.RIGHT_GO_ON}]" not in seen(house)
    house.press(HOA, words.DONE)
    assert "3/4 mục" in seen(house)
    house.press(HOA, words.CHANGE)
    for label in criteria_set("lam-dong-huyen").by_id[TICKED].rule.items:  # type: ignore[union-attr]
        if f"{words.TICKED} {label.label}" in seen(house):
            house.press(HOA, f"{words.TICKED} {label.label}")
    assert f"[{words.RIGHT_GO_ON}]" not in seen(house)
    assert "ví dụ: 1 3 4." in seen(house)


def test_opening_a_checklist_records_nothing() -> None:
    house = lam_dong()
    before = len(house.journal)
    house.press(HOA, words.CHANGE)
    house.press(HOA, words.DONE)
    assert words.SAME in seen(house)
    assert len(house.journal) == before


def test_an_old_tick_adds_to_what_is_on_record() -> None:
    house = lam_dong()
    house.press(HOA, words.CHANGE)
    tick = house.button(HOA, f"{words.UNTICKED} Phần mềm diệt virus").payload
    house.say(HOA, "/mucluc")
    house.say(HOA, "câu I.1")
    house.press_payload(HOA, tick)
    assert seen(house).count(words.TICKED) == 3


def test_the_example_fits_the_list() -> None:
    assert [words.pick_several(n).split("ví dụ: ")[1].split(".")[0] for n in (1, 2, 3, 4, 9)] == [
        "1", "1 2", "1 3", "1 3 4", "1 3 4",
    ]  # fmt: skip


def test_a_half_typed_answer_offers_no_going_on() -> None:
    house = corrected()
    assert f"[{words.RIGHT_GO_ON}]" not in seen(house)
    assert "(đã ghi: 5" in seen(house)


@pytest.mark.parametrize("way", ["ok", "/tieptuc", "tiếp tục", "more", "refused"])
def test_what_is_half_typed_is_kept(way: str) -> None:
    house = corrected()
    version = house.submission().version(RATIO)
    if way == "ok":
        house.press_payload(HOA, house.button(HOA, words.RIGHT_GO_ON).payload)
        assert doubting.HALF_GIVEN in seen(house)
    elif way == "more":
        house.press(HOA, words.MORE)
        house.press(HOA, words.BACK_TO_QUESTION)
    elif way == "refused":
        house.say(HOA, "nhiều lắm")
        house.press(HOA, words.BACK_TO_QUESTION)
    else:
        house.say(HOA, way)
    assert house.submission().version(RATIO) == version
    assert ": 40" in seen(house)
    house.say(HOA, "50")
    assert house.submission().answers[RATIO].claim.values == {"a": "40", "b": "50"}


def test_evidence_does_not_drop_what_is_half_typed() -> None:
    house = corrected()
    house.send(HOA, "bao-cao.pdf")
    assert f"[{words.RIGHT_GO_ON}]" not in seen(house)
    house.press(HOA, words.BACK_TO_QUESTION)
    assert ": 40" in seen(house)


def test_a_first_answer_half_typed_is_come_back_to() -> None:
    house = ready()
    house.say(HOA, f"câu {RATIO}")
    house.say(HOA, "40")
    house.say(HOA, "/tieptuc")
    assert ": 40" in seen(house)
    assert doubting.HALF_GIVEN not in seen(house)


def test_what_is_asked_back_is_asked_again() -> None:
    house = corrected()
    house.say(HOA, "60/50")
    asked = house.last(HOA)
    house.say(HOA, "/tieptuc")
    assert house.last(HOA).body == asked.body
    house.press(HOA, doubting.TYPE_AGAIN)
    assert not house.session(HOA).entry


def handed_in(house: House, item: str, claim: Claim) -> None:
    house.record(facts.AnswerGiven(item=item, version=1, claim=claim))
    house.record(facts.SubmissionSubmitted(claimed="1", digest="d"))


def sent_back(house: House, item: str, claim: Claim, reason: str) -> None:
    handed_in(house, item, claim)
    house.record(facts.AnswerReturned(item=item, version=1, reason=reason))
    house.record(facts.SubmissionReturned(items=(item,)))


def test_a_returned_answer_half_typed_is_not_corrected_by_going_on() -> None:
    house = ready()
    sent_back(house, RATIO, Claim(values={"a": "3", "b": "5"}), "Số liệu chưa khớp")
    house.say(HOA, f"câu {RATIO}")
    old = house.button(HOA, words.RIGHT_GO_ON).payload
    house.say(HOA, "40")
    house.press_payload(HOA, old)
    assert house.submission().verdicts[RATIO].outcome == "returned"
    assert ": 40" in seen(house)


def test_where_the_print_asks_for_no_evidence_the_reviewer_may() -> None:
    house = House(criteria=criteria_set("lam-dong-huyen")).open_campaign()
    house.join(HOA)
    sent_back(house, TICKED, Claim(chosen=("sao_luu",)), "Thiếu minh chứng, đề nghị bổ sung.")
    house.say(HOA, f"câu {TICKED}")
    house.say(HOA, "1 2")
    assert words.NO_EVIDENCE_ASKED not in seen(house)
    assert words.RETURNED_FOR.format(reason="Thiếu minh chứng, đề nghị bổ sung") in seen(house)
    assert words.SEND_MORE in seen(house)


def test_an_adjusted_answer_says_from_which_points_to_which() -> None:
    house = ready()
    handed_in(house, RATIO, Claim(values={"a": "3", "b": "5"}))
    house.record(facts.AnswerAdjusted(item=RATIO, version=1, points="8", reason="Trang không mở được"))
    house.record(facts.SubmissionVerified(verified="8"))
    house.say(HOA, f"câu {RATIO}")
    assert "Người thẩm định điều chỉnh: 12 → 8 điểm. Lý do: Trang không mở được" in seen(house)


def test_help_shows_a_criterion_of_the_set() -> None:
    house = House(criteria=criteria_set("lam-dong-huyen")).open_campaign()
    house.join(HOA)
    house.say(HOA, "/trogiup")
    assert "3.2" not in seen(house)
    assert "bảng xếp hạng" not in seen(house)


def test_what_was_passed_over_is_not_said_to_be_corrected() -> None:
    house = corrected()
    house.record(facts.AnswerReturned(item=RATIO, version=1, reason="Thiếu minh chứng kèm theo"))
    house.record(facts.SubmissionReturned(items=(RATIO,)))
    house.say(HOA, "/tieptuc")
    house.press(HOA, words.SKIP)
    assert words.ONE_LEFT_TITLE.format(code=RATIO) in seen(house)
    house.press(HOA, words.OPEN_CODE.format(code=RATIO))
    house.say(HOA, "4/5")
    house.press(HOA, words.RIGHT_GO_ON)
    assert words.ALL_CORRECTED_TITLE in seen(house)
