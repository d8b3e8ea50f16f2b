"""A returned dossier that its unit never hands in again: who stops waiting, and what becomes of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from conversations.events import Ordered
from conversations.phrases import people
from conversations.phrases import recalling as words
from scoring import facts
from scoring.facts import ActRefused, Claim, ReturnRecalled, Scope, Stage
from scoring.submission_digest import digest_of
from tests.conversations import years
from tests.conversations.desks import House, text_of
from tests.conversations.years import ADMIN, OFFICER, OTHER, REVIEWER, kinds

REASON = "Đã nhắc ba lần mà đơn vị chưa nộp lại"
LEADER = "web:chu"


def returned(*, stage: Stage = "verifying", sign_off: bool = False) -> House:
    """Lạc Đạo has both answers back, and has corrected one of them."""
    house = years.year(stage=stage)
    if sign_off:
        house.decree(facts.TermsSet(terms=facts.Terms(sign_off=True)))
        house.join(LEADER, "leader", name="Phạm Văn Chủ")
    for item in ("1.1", "3.1"):
        house.record(facts.AnswerReturned(item=item, version=1, reason="Thiếu minh chứng"))
    house.record(facts.SubmissionReturned(items=("1.1", "3.1")))
    corrected = Claim(values={"a": "400", "b": "512"})
    house.record(facts.AnswerGiven(item="3.1", version=2, claim=corrected))
    house.journal = []
    return house


def recall(house: House, chat: str = REVIEWER) -> None:
    house.press_payload(chat, "recall:lac-dao")
    house.say(chat, REASON)


@pytest.mark.parametrize("chat", [REVIEWER, ADMIN])
def test_what_was_corrected_counts_and_the_rest_needs_a_verdict(chat: str) -> None:
    house = returned()
    recall(house, chat)
    record = house.submission()
    assert kinds(house) == ["return_recalled"]
    assert record.state == "reviewing"
    assert record.claim("3.1") == Claim(values={"a": "400", "b": "512"})
    assert not record.verdicts
    assert not record.reopened
    assert record.claimed == "47.34375"
    heard = text_of(house.last(OFFICER))
    assert REASON in heard
    assert "đã sửa đều được tính (1): 3.1" in heard
    assert "chưa sửa được giữ như đã ghi (1): 1.1" in heard
    assert record.digest[:12] in heard
    assert words.UNIT_TITLE not in text_of(house.last(OTHER))


def test_the_unit_changes_nothing_any_more_and_cannot_withdraw() -> None:
    house = returned()
    house.say(OFFICER, "3.1")
    recall(house)
    before = house.submission()
    for text in ("421/512", "/nop", "/ruthoso"):
        house.say(OFFICER, text)
    house.send(OFFICER, "muon.pdf")
    assert house.submission() == before
    house.say(OFFICER, "/conthieu")
    assert "đang được thẩm định" in text_of(house.last(OFFICER))


@pytest.mark.parametrize("state", ["submitted", "reviewing", "verified", "approved", "drafting"])
def test_an_old_button_tells_how_the_dossier_stands(state: str) -> None:
    house = returned()
    house.press_payload(REVIEWER, "recall:lac-dao")
    given = {"state": state, "verdicts": {}, "reopened": ()}
    house.submissions["lac-dao"] = house.submission().model_copy(update=given)
    house.say(REVIEWER, REASON)
    house.press_payload(ADMIN, "recall:lac-dao")
    assert not house.journal
    assert "không phải chờ" in text_of(house.last(REVIEWER))
    assert "không phải chờ" in text_of(house.last(ADMIN))


def test_only_who_ends_the_review_or_administers_the_unit() -> None:
    house = returned()
    house.join("web:mot", "reviewer", name="Phạm Thị Đồng", scope=Scope(criteria=("1.1",)))
    house.join("web:khac", "reviewer", name="Vũ Văn Khác", scope=Scope(units=("chi-dao",)))
    years.district(house)
    house.join("web:xem", "observer", name="Đỗ Thị Xem")
    for chat in ("web:mot", "web:khac", "web:huyen", "web:xem", OFFICER):
        house.journal = []
        recall(house, chat)
        assert kinds(house)[0] == "act_refused", chat
        assert house.submission().reopened
        assert words.HOW not in text_of(house.last(chat))
    house.press_payload(ADMIN, "recall:khong-co")
    assert "return_recalled" not in kinds(house)


@pytest.mark.parametrize("stage", ["approved", "published", "appeals", "closed"])
def test_not_once_results_are_approved(stage: Stage) -> None:
    house = returned()
    house.decree(facts.StageChanged(stage=stage))
    house.journal = []
    house.press_payload(ADMIN, "recall:lac-dao")
    assert house.journal == [("", ActRefused(act="recall", why="stage"))]
    house.say(REVIEWER, "/hoso lac-dao")
    assert words.RECALL not in text_of(house.last(REVIEWER))


def test_a_deadline_to_come_is_said_and_one_that_is_over_is_not() -> None:
    house = returned()
    house.press_payload(REVIEWER, "recall:lac-dao")
    assert "Hạn nộp của đơn vị là 30/11/2026" in text_of(house.last(REVIEWER))
    house.clock = datetime(2026, 12, 1, 1, tzinfo=UTC)
    house.press_payload(REVIEWER, "recall:lac-dao")
    assert "Hạn nộp" not in text_of(house.last(REVIEWER))
    house.decree(facts.ExtensionGiven(units=("lac-dao",), deadline="2026-12-15", reason="Mưa lũ"))
    house.press_payload(REVIEWER, "recall:lac-dao")
    assert "15/12/2026" in text_of(house.last(REVIEWER))
    house.say(REVIEWER, REASON)
    assert house.submission().state == "reviewing"


def test_a_leader_who_does_not_sign_holds_nothing_up() -> None:
    house = returned(sign_off=True)
    house.submissions["lac-dao"] = house.submission().model_copy(update={"signed_by": "p9"})
    house.say(OFFICER, "/nop")
    house.press(OFFICER, people.ASK_SIGNATURE)
    assert house.submission().state == "signing"
    house.press_payload(ADMIN, "recall:lac-dao")
    assert words.SIGNING in text_of(house.last(ADMIN))
    house.say(ADMIN, REASON)
    record = house.submission()
    assert (record.state, record.signed_by) == ("reviewing", "")
    assert REASON in text_of(house.last(LEADER))
    house.press(LEADER, people.SIGN)
    house.press(OFFICER, people.TAKE_BACK)
    assert house.submission() == record


def test_a_signature_stays_under_what_has_not_changed() -> None:
    house = years.year()
    digest = digest_of(house.submission())
    house.record(facts.SubmissionSubmitted(claimed="48.78", digest=digest, signed_by="p9"))
    house.record(facts.AnswerReturned(item="3.1", version=1, reason="Thiếu minh chứng"))
    house.record(facts.SubmissionReturned(items=("3.1",)))
    house.journal = []
    recall(house)
    record = house.submission()
    assert (record.state, record.signed_by, record.digest) == ("reviewing", "p9", digest)
    assert not record.verdicts


def test_reminders_stop() -> None:
    late = datetime(2026, 12, 7, 1, 30, tzinfo=UTC)  # a Monday
    waiting, done = returned(), returned()
    recall(done)
    for house, count in ((waiting, 1), (done, 0)):
        seen = len(house.shown[OFFICER])
        house.tick(late)
        assert len(house.shown[OFFICER]) - seen == count


def test_a_question_that_waits_can_still_be_answered() -> None:
    house = returned()
    house.record(facts.QuestionAsked(item="1.1", text="Quyết định số mấy?"))
    recall(house)
    house.press_payload(OFFICER, "reply:1.1")
    house.say(OFFICER, "Quyết định số 12 ngày 3/2/2026")
    assert kinds(house)[-1] == "question_answered"


def test_the_campaign_goes_on_to_publication() -> None:
    house = returned()
    years.verify(house, "chi-dao")
    house.say(ADMIN, "/pheduyet")
    assert "/pheduyet lac-dao" in text_of(house.last(ADMIN))
    house.say(ADMIN, "/pheduyet lac-dao")
    house.press(ADMIN, words.RECALL)
    house.say(ADMIN, REASON)
    house.press(REVIEWER, words.OPEN)
    house.say(REVIEWER, "kết thúc")
    assert "Còn 2 mục chưa thẩm định" in text_of(house.last(REVIEWER))
    house.press(REVIEWER, "Xem 1.1")
    house.press(REVIEWER, "Điều chỉnh")
    house.say(REVIEWER, "điểm 0")
    house.say(REVIEWER, "Không bổ sung quyết định thành lập")
    house.say(REVIEWER, "/chapnhan 3.1")
    house.say(REVIEWER, "kết thúc")
    house.press(REVIEWER, "Kết thúc")
    assert house.submission().state == "verified"
    house.say(ADMIN, "/pheduyet")
    house.press(ADMIN, "Phê duyệt cả 2 hồ sơ")
    house.press(ADMIN, "Đồng ý phê duyệt")
    house.press(ADMIN, "Chuyển kỳ sang đã phê duyệt")
    house.say(ADMIN, "/congbo")
    house.press(ADMIN, "Công bố")
    assert house.campaign.stage == "appeals"
    assert house.publications[1][0].total


def test_the_command_line_is_heard_like_the_chat() -> None:
    spoken, written = returned(), returned()
    recall(spoken, ADMIN)
    known = spoken.journal[0][1]
    assert isinstance(known, ReturnRecalled)
    given = {**written._arrived(OFFICER), "acts": (("lac-dao", known),)}
    written.step(Ordered.model_validate(given))
    assert written.last(OFFICER) == spoken.last(OFFICER)
    assert written.last(REVIEWER) == spoken.last(REVIEWER)
    assert written.journal == spoken.journal
