"""The stages of a campaign: one table, who may make a step, and what stands in the way."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

import pytest

from conversations.outcome import stages
from conversations.phrases import results as words
from scoring import facts
from scoring.facts import ActRefused, Stage, StageChanged
from tests.conversations import years
from tests.conversations.desks import House, text_of
from tests.conversations.years import ADMIN, OFFICER, kinds

STAGES = get_args(Stage)
REASON = "Phát hiện sai số liệu của hai xã"


def body(house: House, chat: str = ADMIN) -> str:
    return text_of(house.last(chat))


def stage(house: House) -> str:
    """Read anew: it changes behind the type checker's back."""
    return house.campaign.stage


def test_every_stage_is_reached_and_no_step_is_there_twice() -> None:
    pairs = [(step.before, step.after) for step in stages.STEPS]
    assert len(pairs) == len(set(pairs))
    assert {after for _, after in pairs} == set(STAGES) - {"preparing"}
    order = {name: place for place, name in enumerate(STAGES)}
    for step in stages.STEPS:
        backward = order[step.after] < order[step.before]
        assert step.back == (backward and (step.before, step.after) != ("appeals", "published"))


def test_every_obstacle_has_words() -> None:
    assert words.OBSTACLES.keys() == set(get_args(stages.What))
    assert words.STAGE_NAMES.keys() == set(STAGES)


@pytest.mark.parametrize("before", STAGES)
@pytest.mark.parametrize("after", STAGES)
def test_a_button_moves_only_as_the_table_says(before: Stage, after: Stage) -> None:
    house = years.year(stage="open")
    house.decree(StageChanged(stage=before))
    house.journal = []
    house.press_payload(ADMIN, f"adstage:{after}:{before}")
    moved = [fact for _, fact in house.journal if isinstance(fact, StageChanged)]
    step = stages.find(before, after)
    if moved:
        assert step is not None
        assert not step.back
        assert moved[0].stage == after
    else:
        assert house.campaign.stage == before


@pytest.mark.parametrize("before", ["verifying", "approved", "closed"])
def test_a_step_back_needs_a_reason_that_units_hear(before: Stage) -> None:
    house = years.year(stage="open")
    house.decree(StageChanged(stage=before))
    house.journal = []
    (step,) = (step for step in stages.from_(before) if step.back)
    house.press_payload(ADMIN, f"adstage:{step.after}:{before}")
    assert not house.journal
    house.say(ADMIN, "nhầm")
    assert not house.journal
    house.say(ADMIN, REASON)
    assert house.journal == [("", StageChanged(stage=step.after, reason=REASON))]
    assert REASON in body(house, OFFICER)


def test_leaving_off_records_nothing_and_what_is_typed_later_is_no_reason() -> None:
    house = years.year()
    house.press_payload(ADMIN, "adask:open")
    house.say(ADMIN, "thôi")
    house.press_payload(ADMIN, "adask:open")
    house.say(ADMIN, "/kydanhgia")
    house.say(ADMIN, REASON)
    house.press_payload(ADMIN, "adask:open")
    house.press(ADMIN, "Thôi")
    house.say(ADMIN, REASON)
    assert "stage_changed" not in kinds(house)
    assert house.campaign.stage == "verifying"


def test_approval_names_what_is_under_review_or_returned() -> None:
    house = years.year()
    house.record(facts.AnswerReturned(item="3.1", version=1, reason="x"), "chi-dao")
    house.record(facts.SubmissionReturned(items=("3.1",)), "chi-dao")
    house.press_payload(ADMIN, "adstage:approved:verifying")
    assert "chờ thẩm định: Xã Lạc Đạo" in body(house)
    assert "trả lại cho đơn vị sửa mà chưa nộp lại: Xã Chỉ Đạo" in body(house)
    assert "/pheduyet chi-dao" in body(house)
    assert house.campaign.stage == "verifying"


def test_the_closing_tells_a_unit_with_a_returned_dossier_that_it_may_go_on() -> None:
    house = years.year(stage="open")
    house.record(facts.AnswerReturned(item="3.1", version=1, reason="x"), "chi-dao")
    house.record(facts.SubmissionReturned(items=("3.1",)), "chi-dao")
    house.say(ADMIN, "/khoaso")
    house.press(ADMIN, "Khóa sổ")
    assert "vẫn sửa các câu ấy và nộp lại được" in body(house, years.OTHER)
    assert "vẫn" not in body(house, OFFICER).replace("vẫn được giữ nguyên", "")


def test_publication_names_units_and_criteria_without_points() -> None:
    house = years.year()
    never = facts.Claim(values={"a": "0", "b": "0"})
    house.record(facts.AnswerGiven(item="3.1", version=2, claim=never))
    house.record(facts.SubmissionSubmitted(claimed="20", digest="d"))
    years.verify(house)
    for unit in years.UNITS:
        house.record(facts.SubmissionApproved(), unit)
    house.decree(StageChanged(stage="approved"))
    house.say(ADMIN, "/congbo")
    assert "chưa xác định được điểm: Xã Lạc Đạo (3.1)" in body(house)
    house.press_payload(ADMIN, "pbyes:1:0")
    assert "results_published" not in kinds(house)


def test_an_administrator_of_a_part_does_not_move_the_campaign() -> None:
    house = years.verified()
    years.district(house)
    house.say("web:huyen", "/kydanhgia")
    assert "Mở lại" not in body(house, "web:huyen")
    for payload in ("adstage:approved:verifying", "adask:open", "adstage:open:verifying"):
        house.press_payload("web:huyen", payload)
        assert words.NOT_WHOLE in body(house, "web:huyen")
    refused = [fact.why for _, fact in house.journal if isinstance(fact, ActRefused)]
    assert refused == ["scope"] * 3
    assert house.campaign.stage == "verifying"


def test_closing_waits_for_appeals_and_for_what_changed_to_be_published() -> None:
    house = years.appealed()
    house.say(ADMIN, "/khoaso")
    assert "khiếu nại chưa trả lời: Xã Lạc Đạo (3.1)" in body(house)
    assert "đến hết ngày 30/11/2026" in body(house)
    house.record(facts.AppealRuled(item="3.1", upheld=True, points="30", reason="Đúng theo báo cáo"))
    house.clock += timedelta(days=12)
    house.say(ADMIN, "/khoaso")
    assert words.OBSTACLES["unpublished"] in body(house)
    house.say(ADMIN, "/congbo")
    house.press(ADMIN, "Công bố")
    assert stage(house) == "published"
    house.say(ADMIN, "/khoaso")
    house.press(ADMIN, "Kết thúc")
    assert stage(house) == "closed"
    assert "đã kết thúc" in body(house, OFFICER)


def test_after_a_step_back_with_nothing_changed_publishing_again_is_the_way_on() -> None:
    house = years.published(appeal_days=0)
    house.press_payload(ADMIN, "adask:approved")
    house.say(ADMIN, "Xem lại kết quả trước khi kết thúc")
    assert stage(house) == "approved"
    house.say(ADMIN, "/congbo")
    assert words.PUBLISH_AGAIN.format(number=1) in body(house)
    house.press(ADMIN, "Công bố")
    assert stage(house) == "published"
    first, again = house.campaign.publications
    assert (again.number, again.digest) == (2, first.digest)
    house.say(ADMIN, "/congbo")
    assert "không cần công bố lại" in body(house)
    house.say(ADMIN, "/khoaso")
    house.press(ADMIN, "Kết thúc")
    assert stage(house) == "closed"
