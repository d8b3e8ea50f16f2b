"""What a reviewer may do to whom, and that nobody decides on what they have not seen."""

from __future__ import annotations

import pytest

from conversations.messages import Message
from conversations.phrases import finishing
from conversations.phrases import reviewer as words
from scoring import facts
from scoring.facts import Claim, Evidence
from tests.conversations.desks import House, text_of

OFFICER, ONE, TWO = "web:hoa", "web:duyet", "web:lan"
ANSWERS = {"1.1": Claim(chosen=("cap_truong",)), "2.1": Claim(chosen=("da_ban_hanh",)),
           "3.1": Claim(values={"a": "421", "b": "512"})}  # fmt: skip


def proof(name: str, **more: str) -> Evidence:
    return Evidence.model_validate(
        {"id": name, "kind": "file", "name": f"{name}.pdf", "sha256": name, "size": 10} | more
    )


def submitted(*, proven: bool = True) -> House:
    """Lạc Đạo has handed in three answers; two reviewers have joined."""
    house = House().open_campaign()
    house.join(OFFICER)
    house.join(ONE, "reviewer", name="Trần Văn Duyệt")
    house.join(TWO, "reviewer", name="Lê Thị Lan")
    for item, claim in ANSWERS.items():
        house.record(facts.AnswerGiven(item=item, version=1, claim=claim))
        if proven:
            house.record(facts.EvidenceAttached(item=item, evidence=proof(f"e{item}")))
    house.record(facts.SubmissionSubmitted(claimed="1", digest="d"))
    return house


def body(house: House, chat: str) -> str:
    return text_of(house.last(chat))


def labels(message: Message) -> list[str]:
    return [button.label for row in message.buttons for button in row]


def outcome(house: House, item: str) -> str:
    verdict = house.submission().verdicts.get(item)
    return verdict.outcome if verdict else ""


# --- two reviewers -------------------------------------------------------------------------------------


@pytest.mark.parametrize("label", ["Chấp nhận", "Điều chỉnh", "Trả lại"])
def test_what_another_reviewer_has_decided_is_shown_instead_of_overwritten(label: str) -> None:
    house = submitted()
    house.say(ONE, "/hoso lac-dao")
    house.say(ONE, "3.1")
    house.say(TWO, "/hoso lac-dao")
    house.say(TWO, "/tralai 3.1")
    house.say(TWO, "Số liệu chưa khớp với báo cáo thống kê.")
    turn = house.press(ONE, label)
    assert not turn.acts
    assert "Lê Thị Lan vừa trả lại mục này" in body(house, ONE)
    assert "Đã trả lại (người thẩm định: Lê Thị Lan)" in body(house, ONE)


@pytest.mark.parametrize("typed", ["Lý do đã viết rất rõ ràng ở đây.", "7000"])
def test_a_reason_or_figure_typed_too_late_is_not_recorded(typed: str) -> None:
    house = submitted()
    house.say(ONE, "/hoso lac-dao")
    house.say(ONE, "/tralai 3.1" if "Lý do" in typed else "/dieuchinh 3.1")
    house.say(TWO, "/hoso lac-dao")
    house.say(TWO, "/chapnhan 3.1")
    assert not house.say(ONE, typed).acts
    assert "Lê Thị Lan vừa chấp nhận mục này" in body(house, ONE)
    assert outcome(house, "3.1") == "accepted"


def test_a_typed_verdict_counts_for_what_was_shown() -> None:
    house = submitted()
    house.say(ONE, "/hoso lac-dao")
    house.say(ONE, "3.1")
    house.say(TWO, "/hoso lac-dao")
    house.say(TWO, "/chapnhan 3.1")
    assert not house.say(ONE, "trả lại").acts
    assert "Lê Thị Lan vừa chấp nhận mục này" in body(house, ONE)
    house.say(ONE, "trả lại")  # now it has been seen
    house.say(ONE, "Số liệu chưa khớp với báo cáo thống kê.")
    assert outcome(house, "3.1") == "returned"


def test_finishing_what_has_changed_asks_again() -> None:
    house = submitted()
    for chat in (ONE, TWO):
        house.say(chat, "/hoso lac-dao")
    house.say(ONE, "/chapnhan")
    house.say(ONE, "kết thúc")
    house.say(TWO, "/tralai 1.1")
    house.say(TWO, "Thiếu quyết định thành lập Ban chỉ đạo.")
    assert not house.press(ONE, finishing.FINISH_YES).acts
    assert finishing.FINISH_CHANGED in body(house, ONE)
    assert house.press(ONE, finishing.FINISH_RETURN_YES).acts


def test_old_buttons_keep_to_their_own_unit() -> None:
    house = submitted()
    house.record(facts.AnswerGiven(item="1.1", version=1, claim=ANSWERS["1.1"]), "chi-dao")
    house.record(facts.SubmissionSubmitted(claimed="20", digest="d"), "chi-dao")
    house.say(ONE, "/hoso lac-dao")
    house.say(ONE, "1.1")
    old = house.button(ONE, "Chấp nhận").payload
    house.say(ONE, "/hoso chi-dao")
    house.press_payload(ONE, old)
    assert outcome(house, "1.1") == "accepted"
    assert not house.submission("chi-dao").verdicts


# --- who may -------------------------------------------------------------------------------------------


def test_nobody_reviews_their_own_unit() -> None:
    house = submitted()
    house.start(OFFICER, house.invite("reviewer", "Nguyễn Thị Hoa"))
    house.say(OFFICER, "/hangdoi")
    assert words.QUEUE_OWN in body(house, OFFICER)
    assert "Xã Lạc Đạo" not in labels(house.last(OFFICER))
    for try_it in ("/hoso lac-dao", "/tieuchi 1.1", "/chapnhan"):
        assert not [act for act in house.say(OFFICER, try_it).acts if act.subject]
    (refused,) = house.press_payload(OFFICER, "rvok:1.1:1:lac-dao").acts
    assert refused.fact == facts.ActRefused(act="rvok lac-dao", why="scope")
    assert "đơn vị của anh/chị" in body(house, OFFICER)
    house.press_payload(OFFICER, "adform:lac-dao")
    assert "chưa xem được" in body(house, OFFICER)


def test_a_file_sent_while_reviewing_is_not_taken_for_the_own_unit() -> None:
    house = submitted()
    house.record(facts.SubmissionWithdrawn())
    house.record(facts.AnswerGiven(item="1.1", version=1, claim=ANSWERS["1.1"]), "chi-dao")
    house.record(facts.SubmissionSubmitted(claimed="20", digest="d"), "chi-dao")
    house.start(OFFICER, house.invite("reviewer", "Nguyễn Thị Hoa"))
    house.say(OFFICER, "/hoso chi-dao")
    house.say(OFFICER, "1.1")
    assert not house.send(OFFICER, "a.pdf").acts


def test_a_withdrawn_dossier_can_not_be_decided_on() -> None:
    house = submitted()
    house.say(ONE, "/hoso lac-dao")
    house.say(ONE, "1.1")
    house.say(OFFICER, "/ruthoso")
    house.press(OFFICER, "Rút hồ sơ")
    assert not house.press(ONE, "Chấp nhận").acts
    assert "chưa nộp" in body(house, ONE)
    house.say(ONE, "/tralai 1.1")
    assert not house.say(ONE, "Một lý do dài hơn mười ký tự.").acts


def test_after_the_campaign_has_ended_dossiers_are_only_looked_at() -> None:
    house = submitted()
    house.decree(facts.StageChanged(stage="closed"))
    house.say(ONE, "/hoso lac-dao")
    assert words.FINISH not in labels(house.last(ONE))
    house.say(ONE, "1.1")
    assert labels(house.last(ONE)) == ["Xem minh chứng (1)", "Sau ›", "Hồ sơ"]
    assert not house.press_payload(ONE, "rvok:1.1:1:lac-dao").acts
    assert words.STAGE_OVER in body(house, ONE)


# --- the card ------------------------------------------------------------------------------------------


def test_up_to_three_files_come_with_the_card_and_all_by_the_button() -> None:
    house = submitted()
    for n in range(4):
        house.record(facts.EvidenceAttached(item="1.1", evidence=proof(f"x{n}", caption=f"Trang {n}")))
    link = proof("link", kind="link", sha256="", url="https://a.vn")
    house.record(facts.EvidenceAttached(item="1.1", evidence=link))
    house.say(ONE, "/hoso lac-dao")
    sent = house.press(ONE, "Xem lần lượt").messages
    assert [m.attachment.name for m in sent if m.attachment] == ["e1.1.pdf", "x0.pdf", "x1.pdf"]
    assert not sent[-1].edit
    assert "6. https://a.vn" in sent[-1].body
    sent = house.press(ONE, "Xem minh chứng (5)").messages
    assert [m.attachment.name for m in sent if m.attachment] == ["x2.pdf", "x3.pdf"]
    assert labels(sent[-1])[0] == "Chấp nhận"
    (said,) = house.press(ONE, "Xem minh chứng (5)").messages
    assert said.body == "Các tệp minh chứng của mục 1.1 đã gửi ở trên."
    sent = house.press(ONE, words.SEND_AGAIN).messages
    assert len([m for m in sent if m.attachment]) == 5
    sent = house.press(ONE, "Chấp nhận").messages
    assert sent[0].edit
    assert sent[0].body == "✓ 1.1: đã chấp nhận, 20 điểm."
    assert [m.attachment.name for m in sent if m.attachment] == ["e2.1.pdf"]
    sent = house.press_payload(ONE, "rvi:1.1::lac-dao").messages
    assert not [m for m in sent if m.attachment]  # it has a verdict


def test_evidence_of_a_criterion_without_files() -> None:
    house = submitted(proven=False)
    house.say(ONE, "/hoso lac-dao")
    house.say(ONE, "1.1")
    house.say(ONE, "minh chứng")
    assert words.EVIDENCE_NONE.format(code="1.1") in body(house, ONE)


def test_a_figure_that_differs_from_the_general_information_is_marked() -> None:
    house = submitted()
    house.record(facts.AnswerGiven(item="tt.1.4", version=1, claim=Claim(values={"value": "600"})))
    house.say(ONE, "/hoso lac-dao")
    house.say(ONE, "3.1")
    assert "512 (thông tin chung 1.4 ghi 600)" in body(house, ONE)


def test_walking_with_words_and_buttons() -> None:
    house = submitted()
    house.say(ONE, "/hoso lac-dao")
    walk = {"1.1": "1.1 (1/40)", "tiếp": "1.2 (2/40)", "Trước": "1.1 (1/40)", "trước.": "1.1 (1/40)",
            "câu 8.5": "8.5 (40/40)", "sau": "8.5 (40/40)"}  # fmt: skip
    for typed, title in walk.items():
        house.say(ONE, typed)
        assert title in (house.last(ONE).title or body(house, ONE))
    house.press(ONE, "‹ Trước")
    assert "8.4" in house.last(ONE).title
    house.say(ONE, "/tieuchi")
    assert "8.4" in house.last(ONE).title
    house.say(ONE, "hồ sơ")
    assert house.last(ONE).title == "Hồ sơ Xã Lạc Đạo"
    house.say(ONE, "/tieuchi")
    assert house.last(ONE).title == "Hồ sơ Xã Lạc Đạo"


# --- verdicts ------------------------------------------------------------------------------------------


def test_a_verdict_can_be_changed_until_the_end() -> None:
    house = submitted()
    house.say(ONE, "/hoso lac-dao")
    house.say(ONE, "/chapnhan 3.1")
    house.say(ONE, "/dieuchinh 3.1")
    house.say(ONE, "400")
    house.say(ONE, "Theo số liệu của doanh nghiệp viễn thông.")
    verdict = house.submission().verdicts["3.1"]
    assert verdict.claim == Claim(values={"a": "400", "b": "512"})
    house.say(ONE, "/dieuchinh 3.1")
    house.say(ONE, "điểm 20,5")
    house.say(ONE, "Theo kết luận của đoàn kiểm tra.")
    assert house.submission().verdicts["3.1"].points == "20.5"
    house.say(ONE, "/chapnhan 3.1")
    assert outcome(house, "3.1") == "accepted"


def test_the_same_answer_again_is_no_adjustment_but_one_press_from_accepting() -> None:
    house = submitted()
    house.say(ONE, "/hoso lac-dao")
    house.say(ONE, "/dieuchinh 1.1")
    house.say(ONE, "20 điểm")
    assert words.NO_CHANGE in body(house, ONE)
    house.press(ONE, "Chấp nhận")
    assert outcome(house, "1.1") == "accepted"


def test_an_unanswered_criterion_is_returned_or_accepted_as_0_points() -> None:
    house = submitted()
    house.say(ONE, "/hoso lac-dao")
    house.say(ONE, "1.2")
    house.press(ONE, "Chấp nhận 0 điểm")
    house.say(ONE, "/tralai 1.4")
    house.press(ONE, "Thiếu minh chứng")
    assert [house.submission().verdicts[item].version for item in ("1.2", "1.4")] == [0, 0]
    house.say(ONE, "/chapnhan")
    house.say(ONE, "kết thúc")
    house.press(ONE, finishing.FINISH_RETURN_YES)
    assert house.submission().reopened == ("1.4",)
    house.press(OFFICER, "Sửa câu 1.4")
    house.say(OFFICER, "1")
    assert house.submission().claim("1.4") == Claim(chosen=("da_co",))


def test_the_usual_reason_pressed_twice_counts_once() -> None:
    house = submitted()
    house.say(ONE, "/hoso lac-dao")
    house.say(ONE, "/tralai 1.1")
    payload = house.button(ONE, "Số liệu không khớp").payload
    assert len(house.press_payload(ONE, payload).acts) == 1
    assert not house.press_payload(ONE, payload).acts
    house.press_payload(ONE, payload.replace("=2", "=9"))
    assert words.STALE in body(house, ONE)


def test_a_checklist_and_several_figures_are_adjusted_as_officers_type_them() -> None:
    house = submitted()
    house.record(
        facts.AnswerGiven(
            item="6.2", version=1, claim=Claim(values=dict.fromkeys(("a", "b", "c", "d"), "10"))
        )
    )
    house.say(ONE, "/hoso lac-dao")
    house.say(ONE, "/dieuchinh 6.2")
    house.say(ONE, "c=4 d=5")
    house.say(ONE, "Theo thống kê của Văn phòng huyện.")
    verdict = house.submission().verdicts["6.2"]
    assert verdict.claim == Claim(values={"a": "10", "b": "10", "c": "4", "d": "5"})


@pytest.mark.parametrize("reason", ["ngắn", "   x   ", "x" * 1001])
def test_a_reason_has_10_to_1000_characters(reason: str) -> None:
    house = submitted()
    house.say(ONE, "/hoso lac-dao")
    house.say(ONE, "/tralai 1.1")
    assert not house.say(ONE, reason).acts
    assert house.say(ONE, " đủ   10 ký tự ").acts
    assert house.submission().verdicts["1.1"].reason == "đủ 10 ký tự"
