"""Approval: within scope, what is ready at once or one by one, taken back and sent back with a reason."""

from __future__ import annotations

import pytest

from conversations.phrases import results as words
from scoring import facts
from scoring.facts import ActRefused, ApprovalWithdrawn, SubmissionApproved
from tests.conversations import years
from tests.conversations.desks import House, text_of
from tests.conversations.years import ADMIN, REVIEWER, kinds

HUYEN = "web:huyen"


def body(house: House, chat: str = ADMIN) -> str:
    return text_of(house.last(chat))


def test_what_is_ready_and_what_is_not_with_reasons() -> None:
    house = years.year()
    years.verify(house, "lac-dao")
    house.say(ADMIN, "/pheduyet")
    assert "Sẵn sàng phê duyệt (1): Xã Lạc Đạo." in body(house)
    assert "Chờ thẩm định (1): Xã Chỉ Đạo." in body(house)


def test_the_card_of_one_names_a_verified_score_only_where_there_is_one() -> None:
    house = years.year()
    years.verify(house, "lac-dao")
    house.say(ADMIN, "/pheduyet lac-dao")
    assert "điểm thẩm định" in body(house)
    house.say(ADMIN, "/pheduyet chi-dao")
    assert "chưa thẩm định xong, tự chấm" in body(house)
    assert "điểm thẩm định" not in body(house)


def test_where_nothing_is_ready_there_is_a_way_on() -> None:
    house = years.year()
    house.say(ADMIN, "/pheduyet")
    assert words.APPROVE_NONE_READY in body(house)
    assert house.last(ADMIN).buttons


def test_all_that_is_ready_in_one_press_then_the_whole_campaign() -> None:
    house = years.verified()
    house.say(ADMIN, "/pheduyet")
    house.press(ADMIN, "Phê duyệt cả 2 hồ sơ")
    assert not house.journal
    assert body(house).startswith("Anh/chị phê duyệt 2 hồ sơ: Xã Lạc Đạo, Xã Chỉ Đạo?")
    house.press(ADMIN, "Đồng ý phê duyệt 2 hồ sơ")
    assert house.journal == [(unit, SubmissionApproved()) for unit in years.UNITS]
    house.press(ADMIN, "Chuyển kỳ sang đã phê duyệt")
    assert house.campaign.stage == "approved"


def test_a_list_that_has_changed_is_shown_again() -> None:
    house = years.year()
    years.verify(house, "lac-dao")
    house.say(ADMIN, "/pheduyet")
    years.verify(house, "chi-dao")
    house.press(ADMIN, "Phê duyệt cả 1 hồ sơ")
    assert words.APPROVE_CHANGED in body(house)
    assert not house.journal
    house.press(ADMIN, "Phê duyệt cả 2 hồ sơ")
    asked = house.button(ADMIN, "Đồng ý phê duyệt 2 hồ sơ").payload
    house.record(facts.AnswerAccepted(item="3.1", version=1), "chi-dao")
    house.press_payload(ADMIN, asked)
    assert words.APPROVE_CHANGED in body(house)
    years.verify(house, "chi-dao")
    house.press_payload(ADMIN, asked)
    house.press_payload(ADMIN, asked)
    assert kinds(house) == ["submission_approved"] * 2


def test_a_district_approves_its_own_communes_and_no_other() -> None:
    house = years.verified()
    years.district(house)
    house.say(HUYEN, "/pheduyet")
    assert "0/1 hồ sơ" in body(house, HUYEN)
    house.press(HUYEN, "Phê duyệt cả 1 hồ sơ")
    house.press(HUYEN, "Đồng ý phê duyệt 1 hồ sơ")
    assert house.journal == [("chi-dao", SubmissionApproved())]
    assert words.APPROVE_ELSEWHERE in body(house, HUYEN)
    assert words.STAGE_APPROVED not in body(house, HUYEN)
    house.say(HUYEN, "/pheduyet lac-dao")
    assert words.APPROVE_NOT_YOURS.format(unit="Xã Lạc Đạo") in body(house, HUYEN)
    for payload in ("payes:lac-dao:6", "pano:lac-dao", "paback:lac-dao"):
        house.press_payload(HUYEN, payload)
    assert house.journal[1:] == [("", ActRefused(act="/pheduyet", why="scope"))] * 4


def test_one_unit_as_it_was_shown() -> None:
    house = years.verified()
    house.say(ADMIN, "/pheduyet Lạc Đạo")
    assert "điểm thẩm định 40, tự chấm 48,78" in body(house)
    old = house.button(ADMIN, "Phê duyệt").payload
    house.record(facts.QuestionAsked(item="3.1", text="Vì sao?"))
    house.press_payload(ADMIN, old)
    assert not house.journal
    house.press(ADMIN, "Phê duyệt")
    assert kinds(house) == ["submission_approved"]


@pytest.mark.parametrize("typed", ["xã", "không có xã này"])
def test_a_unit_that_is_not_clear_is_asked_back(typed: str) -> None:
    house = years.verified()
    house.say(ADMIN, f"/pheduyet {typed}")
    assert not house.journal
    assert typed in body(house)


def test_an_approval_is_taken_back_with_a_reason_and_can_be_given_again() -> None:
    house = years.verified()
    house.say(ADMIN, "/pheduyet lac-dao")
    house.press(ADMIN, "Phê duyệt")
    house.say(ADMIN, "/pheduyet lac-dao")
    house.press(ADMIN, "Rút phê duyệt")
    house.say(ADMIN, "nhầm")
    house.say(ADMIN, "Nhầm hồ sơ của xã khác")
    assert house.journal[-1] == ("lac-dao", ApprovalWithdrawn(reason="Nhầm hồ sơ của xã khác"))
    assert house.submission().state == "verified"
    house.press_payload(ADMIN, "pano:lac-dao")
    assert kinds(house).count("approval_withdrawn") == 1
    house.say(ADMIN, "/pheduyet lac-dao")
    house.press(ADMIN, "Phê duyệt")
    assert house.submission().state == "approved"


def test_a_verified_dossier_goes_back_to_its_review_and_reviewers_hear_it() -> None:
    house = years.verified()
    house.say(ADMIN, "/pheduyet lac-dao")
    house.press(ADMIN, "Trả lại thẩm định")
    house.say(ADMIN, "Số liệu chưa khớp báo cáo quý")
    assert words.SEND_BACK_UNREAD.split("{", maxsplit=1)[0] in body(house)
    house.say(ADMIN, "3.1 Số liệu chưa khớp báo cáo quý")
    assert kinds(house) == ["answer_returned"]
    assert house.submission().state == "reviewing"
    assert "Số liệu chưa khớp báo cáo quý" in body(house, REVIEWER)
    house.say(years.OFFICER, "/diem")
    assert "Điểm thẩm định" not in body(house, years.OFFICER)  # what was verified is open again
    house.press(REVIEWER, "Mở hồ sơ")
    assert "3.1" in body(house, REVIEWER)


def test_nothing_is_approved_after_publication() -> None:
    house = years.published()
    for payload in ("paask:x", "paall:x", "payes:lac-dao:9", "pano:lac-dao", "paback:lac-dao"):
        house.press_payload(ADMIN, payload)
    assert {getattr(fact, "why", "") for _, fact in house.journal} == {"stage"}
    assert house.submission().state == "approved"
