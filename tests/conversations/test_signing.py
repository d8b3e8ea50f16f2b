"""Signatures, colleagues to whom criteria were handed, and whatever else is typed or pressed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from conversations.entry import joining
from conversations.phrases import people
from conversations.talk import parse_press
from criteria.procedure_files import load_procedure
from scoring.campaigns import Campaign, apply
from scoring.facts import (
    AnswerGiven,
    CampaignCreated,
    Claim,
    RoleGiven,
    Scope,
    SubmissionSubmitted,
    Terms,
    TermsSet,
)
from tests.conversations.desks import House, ready, text_of
from tests.conversations.test_people import ADMIN, LEADER, OFFICER, code_told, wide

# --- signatures ------------------------------------------------------------------------------------------


def signing() -> House:
    house = ready(OFFICER)
    house.join(LEADER, "leader", "lac-dao", "Phạm Văn Chủ")
    house.decree(TermsSet(terms=Terms(sign_off=True)))
    house.record(AnswerGiven(item="3.1", version=1, claim=Claim(values={"a": "7000", "b": "8500"})))
    house.say(OFFICER, "/nop")
    house.press(OFFICER, "Gửi lãnh đạo ký")
    return house


def test_a_leader_hears_what_signing_is_and_whoever_waited_for_one_hears_of_it() -> None:
    house = ready(OFFICER)
    house.decree(TermsSet(terms=Terms(sign_off=True)))
    house.record(AnswerGiven(item="1.1", version=1, claim=Claim(chosen=("cap_truong",))))
    house.join(LEADER, "leader", "lac-dao", "Phạm Văn Chủ")
    said = text_of(house.last(LEADER))
    assert people.SIGN_WELCOME.format(unit="Xã Lạc Đạo") in said
    assert said.endswith("[Xem điểm] [Còn thiếu]")
    assert "mỗi lần một câu" not in said
    told = text_of(house.last(OFFICER))
    assert "Phạm Văn Chủ (lãnh đạo đơn vị) đã tham gia." in told
    assert told.endswith("[Nộp hồ sơ]")
    count = len(house.shown[OFFICER])
    house.join("web:pho", "leader", "lac-dao", "Phạm Thị Phó")
    assert len(house.shown[OFFICER]) == count


def test_a_leader_who_begins_anew_is_led_to_what_waits_for_a_signature() -> None:
    house = signing()
    house.say(LEADER, "/batdau")
    house.press(LEADER, people.SIGN_SEE)
    assert "chờ anh/chị ký" in house.last(LEADER).title


def test_a_colleague_s_welcome_counts_what_was_handed_to_them() -> None:
    house = ready(OFFICER)
    house.record(AnswerGiven(item="3.1", version=1, claim=Claim(values={"a": "7000", "b": "8500"})))
    house.join("web:dong", "officer", "lac-dao", "Vũ Văn Đồng", scope=Scope(criteria=("3.1", "3.2")))
    assert "Đã trả lời 1/2 câu." in house.last("web:dong").body


def test_only_the_leader_signs() -> None:
    house = signing()
    payload = house.button(LEADER, "Ký").payload
    house.press_payload(OFFICER, payload)
    assert house.submission().state == "signing"
    house.press_payload(LEADER, payload)
    record = house.submission()
    assert (record.state, record.signed_by) == ("submitted", house.session(LEADER).person)


def test_an_old_button_to_sign_shows_what_stands_now() -> None:
    house = signing()
    old = house.button(LEADER, "Ký").payload
    house.press(OFFICER, "Lấy lại để sửa")
    house.say(OFFICER, "câu 3.1")
    house.press(OFFICER, "Sửa") if any(
        b.label == "Sửa" for r in house.last(OFFICER).buttons for b in r
    ) else None
    house.say(OFFICER, "8000/8500")
    house.say(OFFICER, "/nop")
    house.press(OFFICER, "Gửi lãnh đạo ký")
    house.press_payload(LEADER, old)
    assert house.submission().state == "signing"
    assert "đã thay đổi" in house.last(LEADER).body


def test_a_leaders_own_handing_in_is_the_signature() -> None:
    house = signing()
    house.press(OFFICER, "Lấy lại để sửa")
    house.say(LEADER, "/nop")
    house.press(LEADER, "Ký và nộp")
    assert house.submission().signed_by == house.session(LEADER).person


def test_without_sign_off_nobody_signs() -> None:
    house = ready(OFFICER)
    house.record(AnswerGiven(item="3.1", version=1, claim=Claim(values={"a": "7000", "b": "8500"})))
    house.say(OFFICER, "/nop")
    house.press(OFFICER, "Nộp")
    record = house.submission()
    assert (record.state, record.signed_by, record.late) == ("submitted", "", False)


def test_nothing_can_be_changed_while_it_is_signed() -> None:
    house = signing()
    house.say(OFFICER, "câu 3.1")
    house.say(OFFICER, "1/2")
    house.send(OFFICER, "a.pdf")
    assert house.submission().version("3.1") == 1
    assert not house.submission().evidence


def test_the_leader_hears_what_changed_since_the_round_before() -> None:
    house = ready(OFFICER)
    house.join(LEADER, "leader", "lac-dao", "Phạm Văn Chủ")
    house.decree(TermsSet(terms=Terms(sign_off=True)))
    house.record(AnswerGiven(item="3.1", version=1, claim=Claim(values={"a": "4250", "b": "8500"})))
    house.earlier["lac-dao"] = house.submission()
    house.record(AnswerGiven(item="3.1", version=2, claim=Claim(values={"a": "8500", "b": "8500"})))
    house.say(OFFICER, "/nop")
    house.press(OFFICER, "Gửi lãnh đạo ký")
    assert "So với kỳ trước: 17,5 → 35 điểm; 1 câu thay đổi." in house.last(LEADER).body


# --- colleagues ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["thôi", "Hủy bỏ ạ", "bỏ qua nhé"])
def test_the_button_on_a_card_asks_for_the_name(text: str) -> None:
    house = ready(OFFICER)
    house.press_payload(OFFICER, "as:3.1")
    assert "Giao câu 3.1" in house.last(OFFICER).body
    before = len(house.journal)
    house.say(OFFICER, text)
    assert (house.session(OFFICER).place, len(house.journal)) == ("idle", before)


def test_a_colleague_changes_only_what_was_handed_to_them() -> None:
    house = ready(OFFICER)
    house.say(OFFICER, "/giao 3.1 Nguyễn Văn An")
    house.start("web:an", code_told(house, OFFICER))
    for item in ("1.1", "8.4", "tt.1.4"):
        house.press_payload("web:an", f"go:{item}")
        house.say("web:an", "1")
        assert item not in house.submission().answers
    house.say("web:an", "/tieptuc")
    assert "3.1" in house.last("web:an").title
    house.say("web:an", "/ruthoso")
    assert "cán bộ đầu mối" in house.last("web:an").body


def test_the_main_officer_takes_criteria_back() -> None:
    house = ready(OFFICER)
    house.say(OFFICER, "/giao 3.1 Nguyễn Văn An")
    house.start("web:an", code_told(house, OFFICER))
    house.say(OFFICER, "/giao 1.1 Lê Bình")
    late = code_told(house, OFFICER)
    house.say("web:an", "câu 3.1")
    house.say("web:an", "7000/8500")
    for name in ("Nguyễn Văn An", "Lê Bình"):
        house.say(OFFICER, "/giao")
        house.press(OFFICER, f"Thu lại: {name}")
    house.say("web:an", "1/2")
    assert house.last("web:an").body == people.NO_ROLE
    house.say("web:binh", late)
    assert house.last("web:binh").body == people.WITHDRAWN
    assert house.submission().version("3.1") == 1


@pytest.mark.parametrize("text", ["x", "1", "🙂🙂", "/", "@@@", "3.2, 9.99 Ai", "thôi", "a" * 300, "3.1"])
@pytest.mark.parametrize("place", ["scoping", "granting", "revoking", "handing", "assigning", "refusing"])
def test_whatever_is_typed_is_answered(place: str, text: str) -> None:
    house = ready(OFFICER)
    house.decree(RoleGiven(person=house.session(OFFICER).person, role="administrator"))
    for pending in (
        None,
        {"what": "role", "key": "zzz", "points": "p", "values": {"role": "reviewer", "name": "A"}},
    ):
        session = house.session(OFFICER).model_copy(update={"place": place})
        raw = {**session.model_dump(mode="json"), "pending": pending}
        house.sessions[OFFICER] = type(session).model_validate(raw).model_dump_json()
        assert house.say(OFFICER, text).messages


VERBS = ["sco", "sct", "scok", "scall", "pp", "pplist", "ppwait", "ppcut", "ppscope", "ppgive", "ppfor",
         "ppdrop", "ha", "hacut", "hano", "as", "asback", "asno", "sign", "unsign", "signno", "signback",
         "signwant"]  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("rest", ["", ":x", ":u:3:zz", ":b:99999999999:a:b:c", "::-1", ":p"])
def test_any_payload_is_answered_and_strangers_change_nothing(verb: str, rest: str) -> None:
    house = wide()
    house.join(OFFICER)
    assert parse_press(verb + rest)
    before = house.campaign
    for chat in (ADMIN, OFFICER, "web:stranger"):
        assert house.press_payload(chat, verb + rest).messages
    assert (house.campaign.people, house.campaign.invitations) == (before.people, before.invitations)


def test_facts_fold_in_a_campaign_that_is_empty() -> None:
    made = CampaignCreated(name="k", set_id="s", set_version="1", set_digest="d")
    assert apply(Campaign(id="k"), made).withdrawn == frozenset()
    assert joining.CODE_LENGTH * 5 == 50
    assert SubmissionSubmitted(claimed="1", digest="d").signed_by == ""


def test_the_administrator_is_asked_for_a_leader_once_a_day() -> None:
    house = House().open_campaign()
    house.decree(TermsSet(terms=Terms(sign_off=True)))
    house.join("web:quan", "administrator", name="Lê Thu Quản")
    house.join("web:hoa")
    for expected, said in ((1, "Đã nhờ"), (1, "Hôm nay anh/chị đã nhờ rồi: Lê Thu Quản")):
        house.press_payload("web:hoa", "signwant")
        heard = [m for m in house.shown["web:quan"] if "chưa có lãnh đạo để ký" in m.body]
        assert len(heard) == expected
        assert said in house.last("web:hoa").body
    house.clock += timedelta(days=1)
    house.press_payload("web:hoa", "signwant")
    assert "Đã nhờ" in house.last("web:hoa").body


def test_what_waits_for_the_signature_is_not_counted_as_handed_in() -> None:
    house = signing()
    house.join(ADMIN, "administrator", "", "Lê Thu Quản")
    house.say(ADMIN, "/tiendo")
    assert house.last(ADMIN).title.startswith("Tiến độ: 0/")


def test_a_colleague_does_not_change_figures_that_others_answer_for() -> None:
    house = ready(OFFICER)
    house.record(AnswerGiven(item="tt.1.4", version=1, claim=Claim(values={"value": "8000"})))
    house.say(OFFICER, "/giao 4.6 Nguyễn Văn An")
    house.start("web:an", code_told(house, OFFICER))
    house.press_payload("web:an", "go:4.6")
    house.say("web:an", "a=100 b=9000")
    labels = [each.label for row in house.last("web:an").buttons for each in row]
    assert "Đổi thành 9.000 ở mọi câu" not in labels
    house.press("web:an", "Chỉ câu này")
    assert house.submission().claim("tt.1.4") == Claim(values={"value": "8000"})
    assert house.submission().claim("4.6") == Claim(values={"a": "100", "b": "9000"})


def test_a_set_that_does_not_fit_the_levels_shows_none_to_the_leader() -> None:
    house = signing()
    house.procedure = load_procedure("nam-dong-xa")
    house.say(LEADER, "/nop")
    assert "Hồ sơ Xã Lạc Đạo chờ anh/chị ký" in house.last(LEADER).title
    assert "Mức đạt được" not in house.last(LEADER).body
