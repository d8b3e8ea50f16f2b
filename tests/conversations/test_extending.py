"""Extensions: who gets them, which dates are refused, and what they allow."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from conversations.year import deadlines
from scoring import facts
from scoring.campaigns import Campaign
from scoring.facts import ExtensionGiven, Unit, UnitsImported
from tests.conversations.desks import House, text_of
from tests.conversations.test_reminding import ADMIN, LEADER, OFFICER, at, heard, house


def office(*, blocks: bool = False) -> House:
    """An open campaign due on 31/12/2026, with an officer and an administrator."""
    found = house("2026-12-31", "officer", "administrator")
    if blocks:
        found.decree(UnitsImported(units=(Unit(code="so-1", name="Sở Một", block="Các sở"),)))
    found.clock = at(12, 21, 9)
    found.journal = []
    return found


def say(found: House, text: str, chat: str = ADMIN) -> str:
    found.say(chat, text)
    return text_of(found.last(chat))


def press(found: House, label: str) -> str:
    found.press(ADMIN, label)
    return text_of(found.last(ADMIN))


def given(found: House) -> list[ExtensionGiven]:
    return [fact for _, fact in found.journal if isinstance(fact, ExtensionGiven)]


def test_in_one_line() -> None:
    found = office()
    asked = say(found, "/giahan lac-dao 8/1/2027 Mưa lũ kéo dài")
    assert (
        "Gia hạn cho Xã Lạc Đạo đến 08/01/2027 (thứ Sáu), còn 13 ngày làm việc. Lý do: Mưa lũ kéo dài"
        in asked
    )
    assert not given(found)
    assert "Đã gia hạn cho Xã Lạc Đạo" in press(found, "Gia hạn")
    assert given(found) == [
        ExtensionGiven(units=("lac-dao",), deadline="2027-01-08", reason="Mưa lũ kéo dài"),
    ]
    press(found, "Gia hạn")  # the same button twice
    assert len(given(found)) == 1
    assert "Đang gia hạn cho 1 đơn vị: Xã Lạc Đạo đến 08/01/2027." in say(found, "/giahan")


def test_by_buttons_for_a_block() -> None:
    found = office(blocks=True)
    say(found, "/giahan")
    assert "Gia hạn cho khối Các sở đến ngày nào? Hạn chung là 31/12/2026." in press(found, "Khối Các sở")
    assert "gõ lý do" in press(found, "06/01/2027")
    assert "Lý do ngắn quá" in say(found, "vì")
    assert "Khối này có 1 đơn vị; 0 đơn vị đã nộp." in say(found, "Đang sắp xếp lại bộ máy")
    press(found, "Gia hạn")
    assert given(found)[0].units == ("so-1",)


def test_an_extension_may_end_today() -> None:
    campaign, today = Campaign(id="k", deadline="2026-11-20"), date(2026, 11, 21)
    days = [today - timedelta(days=2), today - timedelta(days=1), today]
    assert [deadlines.trouble(campaign, day, today) for day in days] == ["past", "past", ""]
    assert deadlines.trouble(campaign, date(2026, 11, 20), date(2026, 11, 20)) == "early"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("lac-dao 20/12/2026 lý do rõ", "Ngày 20/12/2026 (Chủ nhật) đã qua"),
        ("lac-dao 30/12/2026 lý do rõ", "không sau hạn chung 31/12/2026"),
        ("lac-dao 31/12/2026 lý do rõ", "không sau hạn chung 31/12/2026"),
        ("lac-dao 20/1/2127 lý do rõ", "xa quá"),
        ("lac-dao 31/11/2027 lý do rõ", "Chưa đọc được ngày trong “lac-dao 31/11/2027 lý do rõ”"),
        ("sao-hoa 20/1/2027 lý do rõ", "Không có đơn vị hay khối nào là “sao-hoa”"),
        ("xã 20/1/2027 lý do rõ", "Có 2 đơn vị giống “xã”"),
        ("20/1/2027", "Không có đơn vị hay khối nào là “”"),
        ("lac-dao", "đến ngày nào?"),
        ("lac-dao Mưa lũ kéo dài", "Gia hạn cho Xã Lạc Đạo đến ngày nào?"),
        (
            "lac-dao 9/1/2027 lý do rõ",
            "Lưu ý: 09/01/2027 là ngày nghỉ (thứ Bảy); ngày làm việc cuối là 08/01/2027.",
        ),
        ("lac-dao 01/01/2027 lý do rõ", "Lưu ý: 01/01/2027 là ngày nghỉ (Tết Dương lịch)"),
    ],
)
def test_what_makes_no_sense_is_said(text: str, answer: str) -> None:
    found = office()
    assert answer in say(found, f"/giahan {text}")
    assert not given(found)


def test_whoever_changes_their_mind() -> None:
    found = office()
    say(found, "/giahan lac-dao")
    assert "chưa gia hạn cho ai" in say(found, "thôi")
    say(found, "/giahan lac-dao 8/1/2027 Mưa lũ kéo dài")
    press(found, "Thôi")
    assert "đã thay đổi" in press(found, "Gia hạn")
    assert not given(found)


def test_not_without_a_deadline_nor_after_the_end_nor_by_others() -> None:
    assert "chưa đặt hạn nộp chung" in say(house("", "administrator"), "/giahan")
    ended = house("2026-12-31", "administrator")
    ended.decree(facts.StageChanged(stage="closed"))
    assert "không gia hạn được" in say(ended, "/giahan lac-dao 1/2/2027 lý do rõ")
    found = office()
    for payload in ("exgive::00000000", "exfor:ulac-dao", "exday:2027-01-08:x"):
        found.press_payload(OFFICER, payload)
    assert [fact.kind for _, fact in found.journal] == ["act_refused"] * 3


@pytest.mark.parametrize(
    "payload", ["exfor:", "exfor:u", "exfor:bx", "exfor:x", "exday:²:", "exday:", "exgive"]
)
def test_odd_buttons_give_nothing(payload: str) -> None:
    found = office()
    found.press_payload(ADMIN, payload)
    assert not given(found)


def test_the_unit_hears_of_it_once_in_working_hours_and_is_reminded_by_its_own_deadline() -> None:
    found = office()
    found.decree(ExtensionGiven(units=("lac-dao", "chi-dao"), deadline="2027-01-08", reason="Mưa lũ"))
    assert not heard(found, at(12, 21, 21))
    (told,) = heard(found, at(12, 22))
    assert told.body.startswith("Hồ sơ của Xã Lạc Đạo được gia hạn nộp. Lý do: Mưa lũ\nHạn nộp: 08/01/2027")
    days = [(d.month, d.day) for d in _days() if heard(found, d)]
    assert days == [(12, 29), (1, 5), (1, 7), (1, 8)]


def _days() -> list[datetime]:
    months = [at(12, day) for day in range(23, 32)]
    return months + [at(1, day, year=2027) for day in range(1, 15)]


def test_who_hears_of_an_extension_is_not_reminded_on_the_same_day() -> None:
    found = office()
    found.decree(ExtensionGiven(units=("lac-dao",), deadline="2027-01-08", reason="Mưa lũ"))
    assert len(heard(found, at(1, 5, year=2027))) == 1


def test_an_extension_outlasts_the_closing() -> None:
    found = house("2026-12-31", "officer", "leader", "administrator")
    found.decree(ExtensionGiven(units=("lac-dao",), deadline="2027-01-08", reason="Mưa lũ"))
    found.decree(facts.StageChanged(stage="verifying"))
    found.clock = datetime(2027, 1, 7, 2, tzinfo=UTC)
    found.press_payload(OFFICER, "go:3.1")
    found.say(OFFICER, "421/512")
    assert found.submission().answers
    assert heard(found, at(1, 8, year=2027), LEADER)
    say(found, "/nop", OFFICER)
    found.press(OFFICER, "Nộp")
    assert found.submission().state == "submitted"
    assert not found.submission().late


def test_when_the_extension_is_over_the_closing_holds() -> None:
    found = house("2026-12-31")
    found.decree(ExtensionGiven(units=("lac-dao",), deadline="2027-01-08", reason="Mưa lũ"))
    found.decree(facts.StageChanged(stage="verifying"))
    found.clock = at(1, 9, year=2027)
    found.press_payload(OFFICER, "go:3.1")
    found.say(OFFICER, "421/512")
    assert not found.submission().answers


def test_the_welcome_does_not_say_closed_to_whoever_has_an_extension() -> None:
    found = house("2026-12-31")
    found.decree(facts.StageChanged(stage="verifying"))
    found.clock = at(1, 5, year=2027)
    assert "khóa sổ" in say(found, "/batdau", OFFICER)
    found.decree(ExtensionGiven(units=("lac-dao",), deadline="2027-01-08", reason="Mưa lũ"))
    text = say(found, "/batdau", OFFICER)
    assert "khóa sổ" not in text
    assert "Hạn nộp: 08/01/2027 (thứ Sáu), còn 3 ngày làm việc." in text
