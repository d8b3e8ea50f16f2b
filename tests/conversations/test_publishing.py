"""Publication: a preview, the ranking frozen, and each unit told its own result and nobody else's."""

from __future__ import annotations

from datetime import timedelta

from conversations.events import CLOCK, Ticked
from conversations.outcome import announcing, results
from conversations.outcome import publishing as talked
from conversations.phrases import common
from conversations.phrases import results as words
from conversations.year import reminding
from criteria.procedure_files import load_procedure
from scoring import facts, publishing
from scoring.facts import ResultsPublished, StageChanged
from tests.conversations import years
from tests.conversations.desks import START, FakeDesk, House, text_of
from tests.conversations.years import ADMIN, OFFICER, OTHER, REVIEWER, kinds


def body(house: House, chat: str = ADMIN) -> str:
    return text_of(house.last(chat))


def test_preview_then_confirm_then_everybody_hears_their_own() -> None:
    house = years.approved()
    house.say(ADMIN, "/congbo")
    assert "Đứng đầu: Xã Chỉ Đạo (48,78 điểm)" in body(house)
    assert not [fact for _, fact in house.journal if isinstance(fact, ResultsPublished)]
    head = FakeDesk(house, START).head
    house.press(ADMIN, "Công bố")
    (fact,) = [fact for _, fact in house.journal if isinstance(fact, ResultsPublished)]
    assert (fact.number, fact.appeals_until) == (1, "2026-11-30")
    assert house.campaign.publications[0].head == head
    assert fact.digest == publishing.digest(fact.placings)
    assert house.campaign.stage == "appeals"
    heard = body(house, OFFICER)
    assert "Điểm thẩm định: 40 (tự chấm 48,78)." in heard
    assert "Xếp thứ 2/2" in heard
    assert "điểm cao nhất 48,78" in heard
    assert "5 ngày làm việc kể từ ngày công bố" in heard
    assert "Chỉ Đạo" not in heard
    assert "Xếp thứ 1/2" in body(house, OTHER)


def test_before_publication_a_unit_sees_no_rank() -> None:
    house = years.approved()
    house.say(OFFICER, "/diem")
    assert "Xếp thứ" not in body(house, OFFICER)
    house = years.published()
    house.say(OFFICER, "/diem")
    assert "Xếp thứ 2/2" in body(house, OFFICER)


def test_without_appeals_the_campaign_is_published_and_nobody_is_asked_to_appeal() -> None:
    house = years.published(appeal_days=0)
    assert house.campaign.stage == "published"
    assert "/khieunai" not in body(house, OFFICER)
    house.say(OFFICER, "/khieunai 3.1")
    assert words.APPEAL_NONE in body(house, OFFICER)


def test_results_that_changed_after_the_preview_are_shown_again() -> None:
    house = years.approved()
    house.say(ADMIN, "/congbo")
    old = house.button(ADMIN, "Công bố").payload
    house.record(facts.AppealRuled(item="3.1", upheld=True, points="35", reason="x"))
    house.press_payload(ADMIN, old)
    assert words.PUBLISH_CHANGED in body(house)
    assert "results_published" not in kinds(house)
    house.press(ADMIN, "Công bố")
    house.press_payload(ADMIN, old)
    assert kinds(house).count("results_published") == 1


def test_a_second_publication_keeps_the_first_and_says_what_changed() -> None:
    house = years.appealed()
    house.record(facts.AppealRuled(item="3.1", upheld=True, points="30", reason="Đúng theo báo cáo"))
    house.say(ADMIN, "/congbo")
    assert "Xã Lạc Đạo: 40 điểm, thứ 2 → 50 điểm, thứ 1" in body(house)
    house.press(ADMIN, "Công bố")
    assert [each.number for each in house.campaign.publications] == [1, 2]
    assert house.publications[1] != house.publications[2]
    assert "Lần công bố trước: 40 điểm, thứ 2." in body(house, OFFICER)
    house.say(ADMIN, "/congbo")
    assert "không cần công bố lại" in body(house)
    house.press(ADMIN, "Thay đổi lần 2")
    assert "Xã Chỉ Đạo: 48,78 điểm, thứ 1 → 48,78 điểm, thứ 2" in body(house)


def test_a_second_publication_opens_no_new_time_for_appeals() -> None:
    house = years.appealed()
    house.record(facts.AppealRuled(item="3.1", upheld=True, points="30", reason="Đúng theo báo cáo"))
    house.clock += timedelta(days=12)
    house.say(ADMIN, "/congbo")
    assert words.PUBLISH_APPEALS_OVER in body(house)
    house.press(ADMIN, "Công bố")
    assert house.campaign.publications[-1].appeals_until == "2026-11-30"
    assert house.campaign.stage == "published"


def test_only_who_runs_the_whole_campaign_publishes() -> None:
    house = years.approved()
    years.district(house)
    house.say("web:huyen", "/congbo")
    house.press_payload("web:huyen", "pbyes:1:0")
    house.press_payload(REVIEWER, "pbyes:1:0")
    house.press_payload(OFFICER, "pbyes:1:0")
    assert {fact.kind for _, fact in house.journal} == {"act_refused"}
    assert len(house.journal) == 4


def test_units_that_never_handed_in_have_no_result() -> None:
    house = years.approved()
    house.decree(facts.UnitsImported(units=(facts.Unit(code="u3", name="Xã Ba", block="Các xã"),)))
    house.join("web:ba", unit="u3", name="Vũ Thị Ba")
    house.say(ADMIN, "/congbo")
    assert "không nộp hồ sơ (1): Xã Ba" in body(house)
    house.press(ADMIN, "Công bố")
    assert words.RESULT_NONE in body(house, "web:ba")
    house.say("web:ba", "/khieunai 3.1")
    assert words.APPEAL_NO_RESULT in body(house, "web:ba")


def test_levels_are_shown_wherever_the_campaign_has_a_procedure() -> None:
    house = years.with_levels()
    for criterion in house.criteria.criteria:
        house.record(facts.AnswerAdjusted(item=criterion.id, version=0, points="0.7", reason="x"))
    house.record(facts.SubmissionSubmitted(claimed="0", digest="d"))
    house.say(OFFICER, "/diem")
    assert "Để đạt" in body(house, OFFICER)
    house.record(facts.SubmissionVerified(verified="53.2"))
    house.say(REVIEWER, "/hoso lac-dao")
    assert "Mức theo điểm hiện tại: Mức độ III." in body(house, REVIEWER)
    assert "Để đạt Mức độ II còn thiếu: " in body(house, REVIEWER)
    house.say(ADMIN, "/tiendo")
    assert "Mức độ III: 1 đơn vị" in body(house)
    house.say(ADMIN, "/xephang")
    assert "1. Xã Lạc Đạo: 53,2 (Mức độ III)" in body(house)
    house.record(facts.SubmissionApproved())
    house.decree(StageChanged(stage="approved"))
    house.say(ADMIN, "/congbo")
    house.press(ADMIN, "Công bố")
    assert "Mức: Mức độ III" in body(house, OFFICER)
    assert load_procedure("kien-giang").levels[2].clause in body(house, OFFICER)


def test_a_level_that_nobody_can_reach_is_not_held_out() -> None:
    house = years.with_levels()
    for criterion in house.criteria.criteria:
        house.record(facts.AnswerAdjusted(item=criterion.id, version=0, points="1", reason="x"))
    house.record(facts.SubmissionSubmitted(claimed="0", digest="d"))
    house.say(REVIEWER, "/hoso lac-dao")
    assert "Mức theo điểm hiện tại: Mức độ II.\nChưa thể đạt Mức độ I vì bản in mất" in body(house, REVIEWER)
    assert "còn thiếu" not in body(house, REVIEWER)


def test_findings_of_the_set_come_in_pages() -> None:
    house = years.with_levels()
    count = len(house.criteria.findings) + 2  # one ruling is on two, and a level is out of reach
    house.say(ADMIN, "/kydanhgia")
    house.press(ADMIN, f"Lưu ý của bộ tiêu chí ({count})")
    seen = body(house)
    while any(b.label == "Sau ›" for row in house.last(ADMIN).buttons for b in row):
        house.press(ADMIN, "Sau ›")
        seen += body(house)
    for finding in house.criteria.findings:
        assert finding.ruling in seen
    assert "tên nhóm: bản in để trống, dùng “ĐÁNH GIÁ MỨC ĐỘ GIAO DỊCH”" in seen
    assert "17. Mức độ I cần Tổng điểm 76,5, các tiêu chí đang có cho nhiều nhất 76 điểm" in seen
    assert "group " not in seen
    assert "declared_max" not in seen
    house.press_payload(ADMIN, "adnote:99")
    assert f"/{count}" in body(house)


def test_what_the_command_line_published_is_told_by_the_clock_once() -> None:
    house = years.approved()
    house.clock = house.clock.replace(day=23, hour=3)
    desk = FakeDesk(house, house.clock)
    now = common.today(house.clock)
    ground = results.ground(desk, house.campaign)
    term = talked.appeal_term(house.campaign, now, desk.calendar)
    first, steps = talked.facts(ground, house.clock, term)
    for fact in (first, *steps):
        house.decree(fact)  # type: ignore[arg-type] # of the campaign, all of them
    (tick,) = reminding.plan(FakeDesk(house, house.clock))
    assert set(tick.units) == set(years.UNITS)
    for _ in range(2):
        house.step(
            Ticked(chat=CLOCK, key=tick.key, at=house.clock, nonce="0" * 32, slot=tick.slot, units=tick.units)
        )
    assert sum("Xếp thứ 2/2" in text_of(message) for message in house.shown[OFFICER]) == 1
    assert "5 ngày làm việc kể từ ngày công bố 23/11/2026" in body(house, OFFICER)
    assert not reminding.plan(FakeDesk(house, house.clock))


def test_in_a_later_round_the_first_publication_stands_alone_and_the_second_names_it() -> None:
    house = years.published()
    rows = house.publications[1]
    house.decree(facts.RoundOpened(period="2027-Q1", deadline="2027-04-10"))
    for number, title in ((2, words.RESULT_TITLE), (3, words.RESULT_TITLE_AGAIN)):
        house.clock += timedelta(days=1)
        house.decree(ResultsPublished(number=number, at=house.clock.isoformat(), digest="d", placings=rows))
        house.step(
            Ticked(
                chat=CLOCK, key=f"{number}", at=house.clock, nonce="0" * 32, slot=announcing.SLOT,
                units=tuple(years.UNITS),
            )
        )  # fmt: skip
        assert house.last(OFFICER).title == title.format(name=house.campaign.name, number=number)


def test_what_a_publication_changed_is_told_within_its_round() -> None:
    house = years.published()
    house.decree(facts.RoundOpened(period="2027-Q1", deadline="2027-04-10"))
    house.decree(StageChanged(stage="closed"))
    for number, offered in ((2, False), (3, True)):
        rows, at = house.publications[1], house.clock.isoformat()
        house.decree(ResultsPublished(number=number, at=at, digest="d", placings=rows))
        house.say(ADMIN, "/congbo")
        labels = [b.label for row in house.last(ADMIN).buttons for b in row]
        assert (words.SEE_CHANGES.format(number=number) in labels) is offered
        house.press_payload(ADMIN, f"pbsee:{number}")
        told = words.NO_CHANGES.format(number=number) if offered else words.NO_SUCH_PUBLICATION
        assert told in body(house)


def test_what_was_published_in_the_chat_is_not_told_again() -> None:
    house = years.published()
    house.clock = house.clock.replace(day=23, hour=3)
    assert not reminding.plan(FakeDesk(house, house.clock))


def test_too_early_it_says_what_is_missing_and_what_comes_next() -> None:
    house = years.year()
    years.verify(house, "lac-dao")
    house.say(ADMIN, "/congbo")
    assert [fact.kind for _, fact in house.journal] == ["act_refused"]
    assert "đang chờ thẩm định: Xã Chỉ Đạo" in body(house)
    assert "chưa phê duyệt: Xã Lạc Đạo" in body(house)
    assert words.PUBLISH_BEFORE["verifying"] in body(house)
    years.district(house)
    house.say("web:huyen", "/congbo")
    assert "Lạc Đạo" not in body(house, "web:huyen")


def test_each_stage_before_publication_has_its_next_step() -> None:
    for stage in ("preparing", "open", "verifying"):
        house = years.year()
        house.decree(StageChanged(stage=stage))
        house.say(ADMIN, "/congbo")
        assert words.PUBLISH_BEFORE[stage] in body(house)
