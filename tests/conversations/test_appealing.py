"""Appeals: in time, once, with a reason and evidence; ruled on within scope; the unit hears why."""

from __future__ import annotations

from datetime import timedelta

import pytest

from conversations.phrases import results as words
from conversations.phrases import trying
from scoring import facts
from scoring.facts import ActRefused, AppealFiled, AppealRuled, Claim, Scope
from tests.conversations import years
from tests.conversations.desks import House, text_of
from tests.conversations.years import ADMIN, OFFICER, OTHER, REVIEWER, kinds

REASON = "Báo cáo quý ghi đúng 421 trên 512 người"
RULING = "Đã đối chiếu với báo cáo quý của xã"


def body(house: House, chat: str = OFFICER) -> str:
    return text_of(house.last(chat))


def test_a_unit_appeals_with_a_reason_and_adds_evidence() -> None:
    house = years.published()
    house.say(OFFICER, "/khieunai")
    assert "3.1: tự chấm 28,78, thẩm định 20" in body(house)
    house.press(OFFICER, "3.1")
    house.send(OFFICER, "som-qua.pdf")
    assert words.REASON_FIRST in body(house)
    house.say(OFFICER, "sai rồi")
    house.say(OFFICER, REASON)
    assert house.journal == [("lac-dao", AppealFiled(item="3.1", reason=REASON))]
    house.send(OFFICER, "bao-cao.pdf")
    house.say(OFFICER, "https://example.vn/bao-cao")
    assert kinds(house)[1:] == ["evidence_attached"] * 2
    for chat in (ADMIN, REVIEWER):
        assert "Xã Lạc Đạo khiếu nại tiêu chí 3.1" in body(house, chat)
    house.say(OFFICER, "/khieunai")
    house.press(OFFICER, "Thêm minh chứng 3.1")
    house.send(OFFICER, "them.pdf")
    assert len(house.submission().evidence["3.1"]) == 3


def test_nothing_else_of_the_dossier_can_be_changed_meanwhile() -> None:
    house = years.appealed()
    for text in ("câu 3.1", "430/512", "câu 1.1", "1"):
        house.say(OFFICER, text)
    house.send(OFFICER, "khac.pdf")
    assert "answer_given" not in kinds(house)
    assert "evidence_attached" not in kinds(house)
    house.say(OFFICER, "câu 3.1")
    house.send(OFFICER, "dung.pdf")
    assert kinds(house) == ["evidence_attached"]


@pytest.mark.parametrize("typed", ["Xin xem thêm trang 4 của báo cáo", "đúng", "OK", "9.9.9"])
def test_what_is_typed_after_an_appeal_is_neither_an_answer_nor_lost_in_silence(typed: str) -> None:
    house = years.published()
    house.say(OFFICER, "/khieunai 3.1")
    house.say(OFFICER, REASON)
    house.say(OFFICER, typed)
    assert words.APPEAL_SENT in body(house)
    assert kinds(house) == ["appeal_filed"]
    house.say(OFFICER, "https://example.vn/bao-cao")
    assert kinds(house) == ["appeal_filed", "evidence_attached"]


def test_once_the_review_has_begun_nothing_is_offered_that_would_be_refused() -> None:
    house = years.verified()
    house.say(OFFICER, "/conthieu")
    assert "Nộp hồ sơ" not in body(house)
    assert "Tiếp tục" not in body(house)
    house.say(OFFICER, "/diem")
    assert "# Điểm tự chấm: 48,78/1000" in body(house)
    assert "tạm tính" not in body(house).lower()
    house.say(OFFICER, "/goiy")
    assert body(house) == f"{trying.ADVICE_OVER}\n[Xem điểm]"
    house.say(OFFICER, "/ruthoso")
    assert "Hồ sơ đã thẩm định xong nên không rút được nữa." in body(house)
    house.say(OFFICER, "/tieptuc")
    assert "Tiếp tục" not in body(house)


def test_the_second_time_and_out_of_time_are_refused() -> None:
    house = years.appealed()
    house.say(OFFICER, "/khieunai 3.1")
    assert "mỗi tiêu chí chỉ khiếu nại một lần" in body(house)
    house.clock += timedelta(days=12)
    house.say(OFFICER, "/khieunai 1.1")
    assert "Đã hết hạn khiếu nại (ngày 30/11/2026)" in body(house)
    house.press_payload(OFFICER, "apask:1.1")
    assert [type(fact) for _, fact in house.journal] == [ActRefused] * 3


def test_the_last_day_counts_and_the_time_may_run_out_while_typing() -> None:
    house = years.published()
    house.clock = house.clock.replace(day=30, hour=16, minute=50)  # 23:50 in Vietnam
    house.say(OFFICER, "/khieunai 3.1")
    assert "Anh/chị gõ lý do khiếu nại" in body(house)
    house.clock += timedelta(minutes=30)
    house.say(OFFICER, REASON)
    assert "appeal_filed" not in kinds(house)
    assert "Đã hết hạn" in body(house)


@pytest.mark.parametrize("typed", ["9.99", "xyz", "²"])
def test_a_code_that_does_not_exist(typed: str) -> None:
    house = years.published()
    house.say(OFFICER, f"/khieunai {typed}")
    assert f"Không có tiêu chí nào mã {typed}" in body(house)


@pytest.mark.parametrize(
    ("typed", "points", "claim"),
    [
        ("điểm 30", "30", None),
        ("430/512", None, Claim(values={"a": "430", "b": "512"})),
        ("a=430", None, Claim(values={"a": "430", "b": "512"})),
    ],
)
def test_upheld_with_points_or_figures(typed: str, points: str | None, claim: Claim | None) -> None:
    house = years.appealed()
    house.say(REVIEWER, "/khieunai")
    house.press(REVIEWER, "Xã Lạc Đạo · 3.1")
    assert REASON in body(house, REVIEWER)
    house.press(REVIEWER, "Chấp nhận khiếu nại")
    for wrong in ("điểm 99", "không rõ", "điểm 20"):
        house.say(REVIEWER, wrong)
        assert not house.journal
        house.press_payload(REVIEWER, "apup:3.1::lac-dao")
    house.say(REVIEWER, typed)
    house.say(REVIEWER, RULING)
    ruled = AppealRuled(item="3.1", upheld=True, points=points, claim=claim, reason=RULING)
    assert house.journal == [("lac-dao", ruled)]
    assert RULING in body(house)
    assert "được chấp nhận: 20 → " in body(house)
    assert words.RULED_LAST in body(house, REVIEWER)
    house.say(OFFICER, "/khieunai")
    assert RULING in body(house)


def test_dismissed_with_a_reason() -> None:
    house = years.appealed()
    house.press(ADMIN, "Xem khiếu nại")
    house.press(ADMIN, "Giữ nguyên kết quả")
    house.say(ADMIN, "không")
    house.say(ADMIN, RULING)
    assert house.journal == [("lac-dao", AppealRuled(item="3.1", upheld=False, reason=RULING))]
    assert "giữ nguyên kết quả" in body(house)
    house.press_payload(REVIEWER, "apup:3.1::lac-dao")
    assert words.RULE_OVER in body(house, REVIEWER)
    house.press_payload(OFFICER, "apadd:3.1")
    assert "không thêm minh chứng được nữa" in body(house)


def test_the_queue_tells_of_appeals() -> None:
    house = years.appealed()
    house.say(REVIEWER, "/hangdoi")
    assert words.APPEALS_WAIT.format(count=1) in body(house, REVIEWER)


def test_only_within_scope_and_never_for_their_own_unit() -> None:
    house = years.appealed()
    years.district(house)
    house.join("web:ngoai", "reviewer", name="Lý Thị Ngoại")
    person = house.session("web:ngoai").person
    house.decree(facts.RoleGiven(person=person, role="reviewer", scope=Scope(criteria=("1.1",))))
    house.start(OFFICER, house.invite("reviewer", "Nguyễn Thị Hoa"))
    house.journal = []
    for chat in ("web:huyen", "web:ngoai", OFFICER):
        house.press_payload(chat, "apup:3.1::lac-dao")
        assert words.RULE_NOT_YOURS in body(house, chat)
        assert house.session(chat).place != "ruling"
    house.press_payload(OTHER, "apup:3.1::lac-dao")
    assert {getattr(fact, "why", "") for _, fact in house.journal} == {"scope", "role"}
    house.say("web:huyen", "/khieunai")
    assert words.APPEALS_EMPTY in body(house, "web:huyen")
