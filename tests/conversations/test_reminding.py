"""The clock: who hears what, when, and never twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations import acts
from conversations.desk import Mail
from conversations.messages import Message
from conversations.phrases import reminders as words
from conversations.phrases.common import deadline
from conversations.talk import parse_press
from conversations.year import reminding
from conversations.year.reminding import plan
from scoring import facts
from scoring.campaigns import Campaign
from scoring.facts import AnswerGiven, Claim, RemindersIssued, Terms, TermsSet
from tests.conversations.desks import FakeDesk, House, calendar, criteria_set, text_of

OFFICER, LEADER, ADMIN, REVIEWER = "web:hoa", "web:chu", "web:quan", "web:duyet"
FIRST_EIGHT = (
    "Chưa trả lời 39 tiêu chí, tối đa 965 điểm: 1.1 (20đ), 1.2 (20đ), 1.3 (20đ), 1.4 (20đ), 1.5 (20đ), "
    "2.1 (20đ), 2.2 (20đ), 2.3 (20đ), … và 31 tiêu chí nữa."
)
DAY = "2026-12-31"  # a Thursday before New Year


def at(month: int, day: int, hour: int = 8, minute: int = 0, year: int = 2026) -> datetime:
    """That time in Vietnam."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=7)


def house(deadline: str = DAY, *people: str) -> House:
    """An open campaign with an officer, and others by role; nothing has been reminded."""
    found = House().open_campaign(deadline=deadline)
    found.clock = at(11, 2)
    known = {
        "officer": (OFFICER, "lac-dao", "Nguyễn Thị Hoa"), "leader": (LEADER, "lac-dao", "Phạm Văn Chủ"),
        "administrator": (ADMIN, "", "Lê Thu Quản"), "reviewer": (REVIEWER, "", "Trần Văn Duyệt"),
    }  # fmt: skip
    for role in people or ("officer",):
        chat, unit, name = known[role]
        found.start(chat, found.invite(role, name, unit, expires="2028-01-01T00:00:00+00:00"))  # type: ignore[arg-type]
    for shown in found.shown.values():
        shown.clear()
    return found


def heard(found: House, when: datetime, chat: str = OFFICER) -> list[Message]:
    """What one chat hears when the clock strikes."""
    before = len(found.shown.get(chat, []))
    found.tick(when)
    return found.shown.get(chat, [])[before:]


def hand_in(found: House, unit: str = "lac-dao") -> None:
    found.record(facts.SubmissionSubmitted(claimed="1", digest="d"), unit)


# --- when ----------------------------------------------------------------------------------------------


def test_three_working_days_before_everything_is_named_with_the_way_there() -> None:
    found = house()
    found.record(AnswerGiven(item="3.1", version=1, claim=Claim(values={"a": "421", "b": "512"})))
    (message,) = heard(found, at(12, 28))
    assert text_of(message).split("\n")[1:] == [
        "# Nhắc nộp hồ sơ: Xã Lạc Đạo",
        "Hạn nộp: 31/12/2026 (thứ Năm), còn 3 ngày làm việc: 29, 30, 31/12.",
        FIRST_EIGHT,
        "Thiếu minh chứng 1 tiêu chí: 3.1.",
        "[1.1] [1.2] [1.3] [1.4] [1.5]",
        "[Tiếp tục]* [Xem còn thiếu gì]",
    ]
    assert message.bulk
    found.press(OFFICER, "1.1")
    assert "1.1" in found.last(OFFICER).title


def test_a_deadline_after_tet_is_counted_over_tet() -> None:
    found = house("2027-02-15")
    days = [day for day in range(1, 29) if heard(found, at(2, day, year=2027))]
    assert days == [3, 12, 15]
    lines = words.deadline(date(2027, 2, 15), date(2027, 2, 3), calendar())
    assert lines == (
        "Hạn nộp: 15/02/2027 (thứ Hai), còn 3 ngày làm việc: 11, 12, 15/02; không tính 04/02–10/02 "
        "(Tết Nguyên đán), 1 thứ Bảy, 1 Chủ nhật; lịch nghỉ năm 2027 là tạm tính."
    )


def test_many_working_days_are_named_as_a_span() -> None:
    said = words.deadline(date(2026, 12, 31), date(2026, 12, 18), calendar())
    assert said == (
        "Hạn nộp: 31/12/2026 (thứ Năm), còn 9 ngày làm việc: từ 21/12 đến 31/12; "
        "không tính 2 thứ Bảy, 2 Chủ nhật."
    )


@pytest.mark.parametrize(
    ("hour", "minute", "count"), [(7, 29, 0), (7, 30, 1), (19, 59, 1), (20, 0, 0), (23, 0, 0)]
)
def test_nothing_is_sent_at_night(hour: int, minute: int, count: int) -> None:
    assert len(heard(house(), at(12, 28, hour, minute))) == count


def test_what_was_missed_goes_out_on_the_next_working_morning_only() -> None:
    found = house()
    assert not heard(found, at(12, 28, 21))
    assert [m.title for m in heard(found, at(12, 29, 7, 30))] == ["Nhắc nộp hồ sơ: Xã Lạc Đạo"]
    late = house("2026-12-25")
    assert not heard(late, at(12, 26))  # a Saturday, and the deadline is over


def test_a_deadline_on_a_day_off_is_reminded_of_on_the_working_days_before() -> None:
    found = house("2026-12-27")  # a Sunday
    days = [day for day in range(14, 31) if heard(found, at(12, day))]
    assert days == [16, 22, 24, 25]
    (last, *_) = found.shown[OFFICER][-1:]
    assert "còn 2 ngày, đều là ngày nghỉ" in last.body


def test_the_authority_chooses_when() -> None:
    found = house()
    found.decree(TermsSet(terms=Terms(remind_before=(2,))))
    assert [day for day in range(14, 32) if heard(found, at(12, day))] == [29]


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.sets(st.integers(0, 12), max_size=4))
def test_each_reminder_of_a_deadline_falls_on_its_own_day(day: date, before: set[int]) -> None:
    days = calendar()
    last = days.last_working_on_or_before(day)
    for count in before:
        own = days.back(last, count)
        due = reminding.mark(day, own, before, days)
        assert due is not None
        assert due <= count
        assert days.is_working(own)
    assert reminding.mark(day, days.add_working(day, 1), before, days) is None


# --- who -----------------------------------------------------------------------------------------------


def test_nobody_hears_the_same_twice_whatever_the_clock_does() -> None:
    found = house()
    assert len(heard(found, at(12, 28))) == 1
    for when in (at(12, 28), at(12, 28, 9), at(12, 27, 9), at(12, 28, 19, 59), at(12, 29)):
        assert not heard(found, when)
    found.struck.clear()  # the process forgot, the campaign did not
    assert not heard(found, at(12, 28))
    assert found.campaign.reminded == {"2026-12-31/3": frozenset({"lac-dao"})}


def test_who_is_done_hears_nothing() -> None:
    found = house(DAY, "officer", "leader")
    hand_in(found)
    assert not any(heard(found, at(12, day), chat) for day in range(14, 32) for chat in (OFFICER, LEADER))
    assert not found.campaign.reminded


def test_near_the_end_leaders_hear_it_too() -> None:
    found = house(DAY, "officer", "leader")
    assert not heard(found, at(12, 28), LEADER)
    (one,) = heard(found, at(12, 30), LEADER)
    assert "Cán bộ đầu mối: Nguyễn Thị Hoa. Đơn vị chưa nộp hồ sơ." in one.body
    assert "Còn 40 tiêu chí chưa xong, tối đa 1.000 điểm." in one.body
    assert "hôm nay là ngày cuối" in heard(found, at(12, 31), LEADER)[0].body


def test_a_dossier_that_waits_for_a_signature_is_the_leaders() -> None:
    found = house(DAY, "officer", "leader")
    found.record(facts.SignatureAsked(claimed="1", digest="d"))
    assert not heard(found, at(12, 28))
    assert "đang chờ anh/chị ký" in found.shown[LEADER][-1].body


def test_what_was_returned_is_asked_for_weekly_once_the_deadline_is_over() -> None:
    found = house(DAY, "officer")
    found.record(AnswerGiven(item="3.1", version=1, claim=Claim(values={"a": "421", "b": "512"})))
    hand_in(found)
    found.record(facts.AnswerReturned(item="3.1", version=1, reason="Thiếu minh chứng"))
    found.record(facts.SubmissionReturned(items=("3.1",)))
    found.decree(facts.StageChanged(stage="verifying"))
    days = [day for day in range(4, 20) if heard(found, at(1, day, year=2027))]
    assert days == [4, 11, 18]
    assert found.last(OFFICER).title == "Hồ sơ chờ sửa: Xã Lạc Đạo"
    assert "Được trả lại, chưa sửa 1 tiêu chí, tối đa 35 điểm: 3.1 (35đ)." in found.last(OFFICER).body


def test_complete_but_not_handed_in() -> None:
    found = house()
    for criterion in criteria_set().criteria:
        found.record(AnswerGiven(item=criterion.id, version=1, claim=Claim(not_applicable="x")))
        found.record(facts.ExplanationGiven(item=criterion.id, text="Không có"))
    (message,) = heard(found, at(12, 28))
    assert "Không còn thiếu gì; chỉ còn bấm Nộp hồ sơ." in message.body
    assert message.buttons[0][0].payload == "cmd:nop"


def test_administrators_hear_who_cannot_be_reminded_and_that_it_is_over() -> None:
    found = house(DAY, "officer", "administrator")
    (absent,) = heard(found, at(12, 28), ADMIN)
    assert absent.body.startswith("1 đơn vị chưa có ai tham gia nên không nhắc được: Xã Chỉ Đạo.")
    assert not heard(found, at(1, 1, year=2027), ADMIN)  # a holiday
    (over,) = heard(found, at(1, 4, year=2027), ADMIN)
    assert over.title == "Đã hết hạn nộp (31/12/2026)"
    assert "0/2 đơn vị đã nộp." in over.body
    assert not heard(found, at(1, 5, year=2027), ADMIN)
    assert found.campaign.stage == "open"


@pytest.mark.parametrize(("day", "count"), [(4, 1), (5, 1), (6, 0)])
def test_after_two_working_days_nobody_is_told_that_it_is_over(day: int, count: int) -> None:
    assert len(heard(house(DAY, "officer", "administrator"), at(1, day, year=2027), ADMIN)) == count


def test_reviewers_hear_in_the_morning_what_waits_only_if_it_changed() -> None:
    found = house(DAY, "officer", "reviewer")
    assert not heard(found, at(12, 1), REVIEWER)
    hand_in(found)
    assert not heard(found, at(12, 2, 7, 45), REVIEWER)
    assert [m.title for m in heard(found, at(12, 2), REVIEWER)] == ["Chờ thẩm định: 1 hồ sơ"]
    assert not heard(found, at(12, 3), REVIEWER)
    hand_in(found, "chi-dao")
    assert [m.title for m in heard(found, at(12, 4), REVIEWER)] == ["Chờ thẩm định: 2 hồ sơ"]
    assert not heard(found, at(12, 5), REVIEWER)  # a Saturday


def test_criteria_have_due_days_of_their_own_in_a_round() -> None:
    criteria = criteria_set("ha-giang-so")
    found = House(criteria=criteria)
    created = facts.CampaignCreated(
        name="Hà Giang", set_id=criteria.id, set_version=criteria.version, set_digest=criteria.digest,
        deadline="2026-11-15", period="2026",
    )  # fmt: skip
    for fact in (created, facts.UnitsImported(units=(facts.Unit(code="so", name="Sở"),))):
        found.decree(fact)
    found.decree(facts.StageChanged(stage="open"))
    found.start(OFFICER, found.invite("officer", "Hoa", "so"))
    due = reminding.due_days(found.campaign, criteria)
    assert list(due) == [date(2026, 7, 1)]
    (message,) = heard(found, at(6, 26))
    assert message.body.startswith("Hạn của các tiêu chí dưới đây: 01/07/2026 (thứ Tư), còn 3 ngày làm việc")
    assert f"Chưa trả lời {len(due[date(2026, 7, 1)])} tiêu chí" in message.body
    assert heard(found, at(11, 13))[0].body.startswith("Hạn nộp: 15/11/2026")


def test_nothing_before_the_campaign_is_open_or_after_it_is_closed() -> None:
    found = house()
    for stage in ("preparing", "approved", "published", "appeals", "closed"):
        found.campaign = found.campaign.model_copy(update={"stage": stage})
        assert plan(FakeDesk(found, at(12, 28))) == ()
    empty = House(campaign=Campaign(id=""))
    assert plan(FakeDesk(empty, at(12, 28))) == ()


def test_a_colleague_is_reminded_of_what_was_handed_to_them() -> None:
    found = house()
    person = next(iter(found.campaign.people.values()))
    scope = facts.Scope(criteria=("2.1", "2.2"))
    found.decree(facts.RoleGiven(person=person.id, role="officer", unit="lac-dao", scope=scope))
    assert (
        "Chưa trả lời 2 tiêu chí, tối đa 40 điểm: 2.1 (20đ), 2.2 (20đ)." in heard(found, at(12, 28))[0].body
    )


# --- by hand -------------------------------------------------------------------------------------------


def say(found: House, text: str) -> str:
    found.say(ADMIN, text)
    return text_of(found.last(ADMIN))


def test_by_hand_is_shown_confirmed_sent_and_followed() -> None:
    found = house(DAY, "officer", "administrator")
    found.clock = at(12, 10, 9)
    shown = say(found, "/nhacnho")
    assert "Sẽ nhắc 1 người của 1 đơn vị (tất cả): 1 chưa nộp." in shown
    assert "1 đơn vị chưa có ai tham gia: Xã Chỉ Đạo." in shown
    assert "Nhắc nộp hồ sơ: Xã Lạc Đạo" in shown
    found.press(ADMIN, "Gửi nhắc nhở")
    found.press(ADMIN, "Gửi nhắc nhở")
    asked = [fact for _, fact in found.journal if isinstance(fact, RemindersIssued)]
    assert [fact.units for fact in asked] == [()]
    found.mail = Mail(waiting=1)
    assert "đã gửi 0/1 đơn vị; còn 1 tin đang chờ gửi đi." in say(found, "/nhacnho")
    assert len(heard(found, at(12, 10, 10))) == 1
    assert not heard(found, at(12, 10, 11))
    found.mail = Mail()
    assert "đã gửi xong 1 đơn vị." in say(found, "/nhacnho")


def test_by_hand_at_night_goes_out_in_the_morning() -> None:
    found = house(DAY, "officer", "administrator")
    found.clock = at(12, 11, 21)  # a Friday
    assert "tin đi từ 7:30 ngày 14/12/2026." in say(found, "/nhacnho lac-dao")
    found.press(ADMIN, "Gửi nhắc nhở")
    assert not heard(found, at(12, 12, 9))
    assert len(heard(found, at(12, 14, 7, 30))) == 1


def test_by_hand_names_who_cannot_be_reached_and_what_is_unknown() -> None:
    found = house(DAY, "officer", "administrator")
    found.clock = at(12, 10, 9)
    found.mail = Mail(failed={OFFICER: "Forbidden: bot was blocked by the user"})
    assert "Không liên lạc được 1 người: Nguyễn Thị Hoa (Xã Lạc Đạo, đã chặn bot)." in say(found, "/nhacnho")
    assert "Không có đơn vị hay khối nào là “sao hỏa”" in say(found, "/nhacnho sao hỏa")
    assert "Có 2 đơn vị giống “xã”" in say(found, "/nhacnho xã")
    assert "(khối Các xã)" in say(found, "/nhacnho khối Các xã")
    assert "Chưa nhắc được ai (Xã Chỉ Đạo)" in say(found, "/nhacnho chi-dao")


@pytest.mark.parametrize(
    "payload", ["remsend::209912312359", "remsend:x:²", "remsend:b9:202612100200", "remfor:u"]
)
def test_odd_buttons_send_nothing(payload: str) -> None:
    found = house(DAY, "officer", "administrator")
    found.clock = at(12, 10, 9)
    found.press_payload(ADMIN, payload)
    assert not found.journal[2:]
    found.press_payload(OFFICER, payload)
    assert [fact.kind for _, fact in found.journal[2:]] == ["act_refused"]


def test_every_button_of_the_clock_is_known() -> None:
    found = house(DAY, "officer", "leader", "administrator", "reviewer")
    for day in range(14, 32):
        found.tick(at(12, day))
    assert len(found.shown) == 4
    for shown in found.shown.values():
        for message in shown:
            assert "{" not in text_of(message)
            for button in (b for row in message.buttons for b in row):
                verb, item, _, _ = parse_press(button.payload)
                assert verb == "go" or item in acts.COMMANDS


def test_deadlines_say_how_long() -> None:
    now = at(12, 24)
    assert deadline("2026-12-31", now, calendar()) == "Hạn nộp: 31/12/2026 (thứ Năm), còn 5 ngày làm việc."
    assert deadline("2026-12-24", now, calendar()).endswith("hôm nay là ngày cuối.")
    assert deadline("2026-12-20", now, calendar()).endswith("đã quá hạn 4 ngày.")
    assert deadline("2150-12-20", now, calendar()).endswith(" ngày.")
    assert deadline("", now, calendar()) == ""
