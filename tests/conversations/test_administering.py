"""What an administrator does in the chat: invitations, lists, stages, and what others may not do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conversations import acts, engine
from conversations.administration import importing, issuing
from conversations.entry import joining
from conversations.messages import Message
from conversations.phrases import administrator as words
from conversations.phrases import people
from conversations.talk import parse_press
from scoring import facts
from scoring.facts import Claim, InvitationIssued, Unit, UnitsImported
from tests.conversations.desks import House, text_of

ADMIN, OFFICER = "web:quan", "web:hoa"
HEAD = ("Mã đơn vị", "Tên đơn vị", "Khối", "Cán bộ đầu mối")


def office(*, units: int = 0) -> House:
    """An open campaign with an administrator and an officer; ``units`` more units than the usual two."""
    house = House().open_campaign()
    more = tuple(Unit(code=f"u{n}", name=f"Xã số {n}", block="Các xã") for n in range(units))
    if more:
        house.decree(UnitsImported(units=more))
    house.join(ADMIN, "administrator", name="Lê Thu Quản")
    house.join(OFFICER)
    house.journal = []
    return house


def linked(house: House) -> House:
    links = {"web_link": "http://localhost:8080/moi/{code}", "telegram_link": "https://t.me/bot?start={code}"}
    house.limits = house.limits.model_copy(update=links)
    return house


def body(house: House, chat: str = ADMIN) -> str:
    return text_of(house.last(chat))


def labels(message: Message) -> list[str]:
    return [button.label for row in message.buttons for button in row]


def issued(house: House) -> list[InvitationIssued]:
    return [fact for _, fact in house.journal if isinstance(fact, InvitationIssued)]


# --- invitations ---------------------------------------------------------------------------------------


def test_an_invitation_can_be_passed_on_scanned_typed_and_used_once() -> None:
    house = linked(office())
    sent = house.say(ADMIN, "/moi cán bộ chi-dao Trần Văn Bình").messages[0]
    code = re.findall(r"Mã mời: ([0-9A-Z]{5}-[0-9A-Z]{5})", sent.body)[0]
    plain = code.replace("-", "")
    assert f"http://localhost:8080/moi/{plain}" in sent.body
    assert f"https://t.me/bot?start={plain}" in sent.body
    assert sent.attachment is not None
    assert sent.attachment.make == f"qr:http://localhost:8080/moi/{plain}"
    house.say("web:binh", code.lower())
    person = house.campaign.people[house.session("web:binh").person]
    assert (person.name, person.unit()) == ("Trần Văn Bình", "chi-dao")
    house.say("web:khac", code)
    assert not house.session("web:khac").person


def test_the_record_keeps_only_the_hash_and_an_end_after_14_days() -> None:
    house = linked(office())
    sent = house.say(ADMIN, "/moi thẩm định Trần Văn Duyệt").messages[0]
    code = re.findall(r"Mã mời: (\S+)", sent.body)[0]
    (fact,) = issued(house)
    assert fact.code_hash == joining.code_hash(code)
    assert code.replace("-", "") not in fact.model_dump_json()
    assert fact.expires[:10] == "2026-12-05"
    house.clock = house.clock.replace(month=12, day=6)
    house.start("web:muon", code)
    assert not house.session("web:muon").person


def test_the_same_person_invited_twice_gets_two_codes_and_a_note() -> None:
    house = office()
    for _ in range(2):
        house.say(ADMIN, "/moi cán bộ chi-dao Trần Văn Bình")
    first, second = issued(house)
    assert first.code_hash != second.code_hash
    assert words.INVITED_BEFORE.format(names="Trần Văn Bình") in body(house)


@pytest.mark.parametrize(
    ("typed", "role", "unit", "name"),
    [
        ("officer chi-dao An Bình", "officer", "chi-dao", "An Bình"),
        ("cán bộ đầu mối Xã Chỉ Đạo An Bình", "officer", "chi-dao", "An Bình"),
        ("CÁN BỘ CHI-DAO An  Bình", "officer", "chi-dao", "An Bình"),
        ("lanh dao xa chi dao An Bình", "leader", "chi-dao", "An Bình"),
        ("người thẩm định An Bình", "reviewer", "", "An Bình"),
        ("quản trị An Bình", "administrator", "", "An Bình"),
        ("admin An Bình", "administrator", "", "An Bình"),
    ],
)
def test_one_line(typed: str, role: str, unit: str, name: str) -> None:
    house = office()
    house.say(ADMIN, f"/moi {typed}")
    (fact,) = issued(house)
    assert (fact.role, fact.unit, fact.name) == (role, unit, name)


@pytest.mark.parametrize("name", ["1", "A", "x" * 81, "123 456", "😀😀"])
def test_a_name_needs_letters_and_a_sensible_length(name: str) -> None:
    house = office()
    house.say(ADMIN, "/moi thẩm định")
    house.say(ADMIN, name)
    assert not issued(house)
    assert people.NAME_BAD in body(house)
    house.say(ADMIN, "Trần Văn Duyệt")
    assert issued(house)


def test_units_to_choose_from_come_in_pages_and_may_be_typed() -> None:
    house = office(units=15)
    house.say(ADMIN, "/moi")
    house.press(ADMIN, "Lãnh đạo đơn vị")
    assert labels(house.last(ADMIN))[-2:] == ["Sau ›", "Thôi"]
    house.press(ADMIN, "Sau ›")
    house.press(ADMIN, "Sau ›")
    assert labels(house.last(ADMIN)) == ["Xã số 14", "‹ Trước", "Thôi"]
    house.say(ADMIN, "số 3")
    house.say(ADMIN, "Vũ Văn Lãnh")
    assert (issued(house)[0].role, issued(house)[0].unit) == ("leader", "u3")


def test_one_invitation_for_each_unit_without_an_officer() -> None:
    house = linked(office(units=3))
    house.say(ADMIN, "/moi")
    house.press(ADMIN, "Mời tất cả đơn vị chưa có cán bộ (4)")
    assert {fact.unit for fact in issued(house)} == {"chi-dao", "u0", "u1", "u2"}
    codes = re.findall(r"([0-9A-Z]{5}-[0-9A-Z]{5})\nhttp://localhost:8080/moi/(\w{10})", body(house))
    assert len(codes) == 4
    assert all(code.replace("-", "") == link for code, link in codes)
    house.press_payload(ADMIN, "adall")
    assert len(issued(house)) == 4
    house.press(ADMIN, "Mời lại đơn vị chưa dùng lời mời (4)")
    assert len(issued(house)) == 8


def test_more_than_30_at_once_are_left_to_the_command_line() -> None:
    house = office(units=issuing.MOST_AT_ONCE)
    house.press_payload(ADMIN, "adall")
    assert not issued(house)
    assert "chamdiem invite officer --all-units" in body(house)


def test_without_units_there_is_nobody_to_invite() -> None:
    house = office()
    house.campaign = house.campaign.model_copy(update={"units": {}})
    house.say(ADMIN, "/moi cán bộ")
    assert words.INVITE_NO_UNITS in body(house)
    house.say(ADMIN, "/tiendo")
    house.say(ADMIN, "/xephang")
    assert words.RANKING_NONE in body(house)
    house.say(ADMIN, "/donvi")
    assert words.UNITS_NONE in body(house)


# --- lists of units ------------------------------------------------------------------------------------


def load(house: House, *rows: tuple[str, ...]) -> None:
    house.press_payload(ADMIN, "adload")
    house.send(ADMIN, "ds.xlsx", table=rows)


def test_a_wrong_list_changes_nothing_and_the_chat_goes_on_waiting() -> None:
    house = office()
    before = house.campaign
    load(house, HEAD, *((f"m {n}", f"Xã {n}") for n in range(12)))
    assert house.campaign == before
    assert body(house).count("Dòng") == 10
    assert words.LOAD_MORE.format(count=2) in body(house)
    house.send(ADMIN, "ds.csv", table=(HEAD, ("moi", "Xã Mới", "Các xã")))
    assert house.campaign.units["moi"].name == "Xã Mới"


def test_the_same_list_again_is_no_fact() -> None:
    house = office()
    load(house, HEAD, ("lac-dao", "Xã Lạc Đạo", "Các xã"), ("chi-dao", "Xã Chỉ Đạo", "Các xã"))
    assert words.LOADED_SAME in body(house)
    assert not house.journal


def test_contact_officers_of_the_list_are_invited_by_one_press() -> None:
    house = office()
    load(house, HEAD, ("chi-dao", "Xã Chỉ Đạo", "Các xã", "Trần Văn Bình"), ("moi", "Xã Mới", "Các xã"))
    house.press(ADMIN, "Mời cả 1 người")
    assert [(fact.unit, fact.name) for fact in issued(house)] == [("chi-dao", "Trần Văn Bình")]


def test_more_officers_than_one_press_invites_are_pointed_to_the_command_that_does() -> None:
    house, many = office(), importing.KEPT_NAMES + 1
    load(house, HEAD, *((f"u{n}", f"Xã số {n}", "Các xã", f"Trần Văn {n}") for n in range(many)))
    assert f"có tên {many} cán bộ đầu mối chưa được mời" in body(house)
    assert "--all-units --list" in body(house)
    assert "Mời cả" not in text_of(house.last(ADMIN))


def test_a_file_refused_while_a_list_is_awaited() -> None:
    house = office()
    house.press_payload(ADMIN, "adload")
    house.refuse_file(ADMIN, "to.xlsx", "too_large", 50_000_000)
    assert "to.xlsx" in body(house)
    assert "Excel" in body(house)
    assert house.session(ADMIN).place == "importing"
    house.press(ADMIN, "Thôi")
    assert house.session(ADMIN).place == "idle"


def test_the_wait_for_a_list_ends_with_the_campaign() -> None:
    house = office()
    house.press_payload(ADMIN, "adload")
    house.decree(facts.StageChanged(stage="closed"))
    house.send(ADMIN, "ds.xlsx", table=(HEAD, ("moi", "Xã Mới")))
    assert "moi" not in house.campaign.units


# --- stages --------------------------------------------------------------------------------------------


def test_a_campaign_without_units_is_not_opened() -> None:
    house = House().open_campaign(stage="preparing")
    house.join(ADMIN, "administrator")
    house.campaign = house.campaign.model_copy(update={"units": {}})
    house.say(ADMIN, "/kydanhgia")
    assert words.CARD_NO_UNITS in body(house)
    house.press(ADMIN, "Mở kỳ đánh giá")
    assert "Chưa có đơn vị nào. Anh/chị nạp danh sách đơn vị trước." in body(house)
    assert house.campaign.stage == "preparing"


@pytest.mark.parametrize(
    "payload", ["adstage:closed:open", "adstage:preparing:open", "adstage:x:y", "adstage"]
)
def test_a_stage_that_does_not_follow_is_refused(payload: str) -> None:
    house = office()
    assert not house.press_payload(ADMIN, payload).acts
    assert house.campaign.stage == "open"


@pytest.mark.parametrize(
    "typed", ["hạn 15/12/2026", "Hạn nộp: 15-12-2026", "han 15.12.2026", "HẠN 15/12/2026!"]
)
def test_the_deadline_as_people_type_it(typed: str) -> None:
    house = office()
    house.say(ADMIN, typed)
    assert house.campaign.deadline == "2026-12-15"
    assert "15/12/2026" in body(house, OFFICER)


@pytest.mark.parametrize(
    "typed", ["hạn", "hạn 15/12", "hạn 32/12/2026", "hạn 15/12/20261", "hạn 00/00/0000", "hạn ٣/٣/٢٠٢٧"]
)
def test_what_is_no_date_sets_no_deadline(typed: str) -> None:
    house = office()
    house.say(ADMIN, typed)
    assert house.campaign.deadline == "2026-11-30"


# --- others --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "verb", ["adstage", "adask", "adno", "adload", "adwho", "adfor", "adall", "adrank", "adform"]
)
def test_an_officer_s_press_on_an_administrator_s_button_is_refused_and_on_record(verb: str) -> None:
    house = office()
    house.press_payload(OFFICER, f"{verb}:open:preparing")
    assert [fact.kind for _, fact in house.journal] == ["act_refused"]


def test_one_person_with_both_roles_is_understood_in_both() -> None:
    house = office()
    house.start(ADMIN, house.invite("reviewer", "Lê Thu Quản"))
    house.record(facts.AnswerGiven(item="1.1", version=1, claim=Claim(chosen=("cap_truong",))))
    house.record(facts.SubmissionSubmitted(claimed="20", digest="d"))
    house.say(ADMIN, "lạc đạo")
    assert house.last(ADMIN).title == "Hồ sơ Xã Lạc Đạo"
    house.say(ADMIN, "/kydanhgia")
    house.press_payload(ADMIN, "adload")
    house.say(ADMIN, "thôi")
    house.say(ADMIN, "hạn 15/12/2026")
    assert house.campaign.deadline == "2026-12-15"


# --- ranking -------------------------------------------------------------------------------------------


def test_the_ranking_by_blocks_with_ties_marks_and_pages() -> None:
    house = office(units=24)
    house.decree(UnitsImported(units=(Unit(code="p", name="Phường Một", block="Các phường"),)))
    for unit, chosen in (("u0", "cap_truong"), ("u1", "cap_truong"), ("u2", "cap_pho")):
        house.record(facts.AnswerGiven(item="1.1", version=1, claim=Claim(chosen=(chosen,))), unit)
    house.record(facts.SubmissionSubmitted(claimed="20", digest="d"), "u0")
    house.record(facts.AnswerAdjusted(item="1.1", version=1, points="5", reason="Kiểm tra thực tế."), "u0")
    house.record(facts.SubmissionVerified(verified="5"), "u0")
    house.say(ADMIN, "/xephang")
    lines = house.last(ADMIN).body.split("\n")
    assert lines[:5] == [
        "Khối: Các xã",
        "1. Xã số 1: 20 *",
        "2. Xã số 2: 10 *",
        "3. Xã số 0: 5",
        "4. Xã Lạc Đạo: 0 *",
    ]
    assert "1-2-2-4" in lines[-1]
    house.press(ADMIN, "Sau ›")
    assert "Khối: Các phường\n1. Phường Một: 0 *" in house.last(ADMIN).body
    assert house.last(ADMIN).footer == "Từ 21 đến 27 trong 27 đơn vị"


# --- walks ---------------------------------------------------------------------------------------------


def test_every_button_an_administrator_sees_is_handled_and_fits() -> None:
    house = linked(office(units=3))
    house.decree(UnitsImported(units=(Unit(code="x" * 32, name="Xã " + "Dài " * 20),)))
    for typed in (
        "/kydanhgia",
        "/donvi",
        "/moi",
        "/tiendo",
        "/xephang",
        "/khoaso",
        "/xuat xã",
        "/moi cán bộ",
        "chào",
    ):
        house.say(ADMIN, typed)
    for message in list(house.shown[ADMIN]):
        for button in (button for row in message.buttons for button in row):
            house.press_payload(ADMIN, button.payload)
    for message in house.shown[ADMIN]:
        assert "{" not in text_of(message)
        for button in (button for row in message.buttons for button in row):
            assert len(button.payload.encode()) <= 64
            verb, item, _, _ = parse_press(button.payload)
            assert verb in acts.PRESSES or (verb == "cmd" and item in acts.COMMANDS)


def test_every_phrase_for_administrators_is_said_somewhere() -> None:
    sources = [p.read_text(encoding="utf-8") for p in Path(engine.__file__).parent.rglob("*.py")]
    names = [name for name in vars(words) if name.isupper()]
    unsaid = [name for name in names if sum(len(re.findall(rf"\b{name}\b", text)) for text in sources) < 2]
    assert not unsaid
