"""Reviewers see and act only within their scope: units, blocks, single criteria; and what they share out."""

from __future__ import annotations

import pytest

from conversations.phrases import administrator, finishing
from conversations.phrases import reviewer as words
from conversations.talk import Turn
from scoring import facts
from scoring.facts import ActRefused, Claim, Evidence, Scope, Unit
from tests.conversations.desks import House, text_of

OFFICER, MAIN, CO = "web:hoa", "web:duyet", "web:lan"
OTHER = "chi-dao"


def scoped(house: House, chat: str, name: str, scope: Scope) -> None:
    house.join(chat, "reviewer", name=name)
    person = next(p for p in house.campaign.people.values() if p.name == name)
    house.decree(facts.RoleGiven(person=person.id, role="reviewer", scope=scope))


def handed_in(house: House, unit: str) -> None:
    for item, claim in {
        "1.1": Claim(chosen=("cap_truong",)),
        "2.1": Claim(chosen=("da_ban_hanh",)),
        "3.1": Claim(values={"a": "421", "b": "512"}),
    }.items():
        house.record(facts.AnswerGiven(item=item, version=1, claim=claim), unit)
        piece = Evidence(id=f"{unit}{item}", kind="file", name="a.pdf", sha256=f"{unit}{item}", size=9)
        house.record(facts.EvidenceAttached(item=item, evidence=piece), unit)
    house.record(facts.SubmissionSubmitted(claimed="1", digest="d"), unit)


def house_with(scope: Scope) -> House:
    """Two units have handed in; one reviewer for everything, one limited to ``scope``."""
    house = House().open_campaign()
    house.join(OFFICER)
    house.join(MAIN, "reviewer", name="Trần Văn Duyệt")
    scoped(house, CO, "Lê Thị Lan", scope)
    handed_in(house, "lac-dao")
    handed_in(house, OTHER)
    return house


def seen(house: House, chat: str) -> str:
    return text_of(house.last(chat))


def refused(turn: Turn) -> bool:
    kinds = [act.fact for act in turn.acts]
    return bool(kinds) and all(isinstance(fact, ActRefused) and fact.why == "scope" for fact in kinds)


# --- units ---------------------------------------------------------------------------------------------

PAYLOADS = ("rv:chi-dao", "rvi:1.1::chi-dao", "rvau:1.1::chi-dao", "rvev:1.1::chi-dao", "rvok:1.1:1:chi-dao",
            "rvadj:1.1:1:chi-dao", "rvset:1.1:1:chi-dao=1", "rvret:1.1:1:chi-dao", "rvwhy:1.1:1:chi-dao=0",
            "rvall:::chi-dao", "rvsay:::chi-dao", "rvend:::chi-dao", "rvfin::9:chi-dao", "rvask:1.1::chi-dao",
            "adform:chi-dao",
            "cmd:hoso::chi-dao", "cmd:xuat::chi-dao")  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS)
def test_every_button_of_a_unit_out_of_scope_is_refused_and_on_record(payload: str) -> None:
    house = house_with(Scope(units=("lac-dao",)))
    before = house.submission(OTHER)
    turn = house.press_payload(CO, payload)
    assert refused(turn)
    assert not [m for m in turn.messages if m.attachment]
    assert house.submission(OTHER) == before


def test_a_unit_out_of_scope_is_neither_listed_nor_found() -> None:
    house = house_with(Scope(units=("lac-dao",)))
    house.say(CO, "/hangdoi")
    assert "Xã Lạc Đạo" in seen(house, CO)
    assert "Chỉ Đạo" not in seen(house, CO)
    house.say(CO, "xã")
    assert "Chỉ Đạo" not in seen(house, CO)
    assert refused(house.say(CO, "/hoso chi-dao"))
    assert "không thuộc phạm vi" in seen(house, CO)
    house.say(CO, "/hoso lac-dao")
    assert "# Hồ sơ Xã Lạc Đạo" in seen(house, CO)


def test_who_loses_the_scope_of_an_open_dossier_can_not_go_on() -> None:
    house = house_with(Scope(units=("lac-dao",)))
    house.say(CO, "/hoso lac-dao")
    house.say(CO, "/tralai 1.1")
    person = next(p for p in house.campaign.people.values() if p.name == "Lê Thị Lan")
    house.decree(facts.RoleGiven(person=person.id, role="reviewer", scope=Scope(units=(OTHER,))))
    assert refused(house.say(CO, "Minh chứng chưa có chữ ký."))
    assert not house.submission().verdicts
    assert not [b for row in house.last(CO).buttons for b in row if "Lạc Đạo" in b.label]


def test_only_the_units_own_reviewers_hear_of_it_handing_in_and_withdrawing() -> None:
    house = House().open_campaign()
    house.join(OFFICER)
    house.join(MAIN, "reviewer", name="Trần Văn Duyệt")
    scoped(house, CO, "Lê Thị Lan", Scope(units=(OTHER,)))
    house.record(facts.AnswerGiven(item="1.1", version=1, claim=Claim(chosen=("cap_truong",))))
    house.say(OFFICER, "/nop")
    house.press(OFFICER, "Nộp")
    assert "Xã Lạc Đạo vừa nộp" in seen(house, MAIN)
    house.say(OFFICER, "/ruthoso")
    house.press(OFFICER, "Rút hồ sơ")
    assert "Xã Lạc Đạo vừa rút hồ sơ" in seen(house, MAIN)
    assert not [m for m in house.shown[CO] if "Lạc Đạo" in m.body]


# --- single criteria -----------------------------------------------------------------------------------


def test_a_co_verifier_sees_only_their_criteria() -> None:
    house = house_with(Scope(criteria=("2.1", "3.1")))
    house.say(CO, "/hangdoi")
    assert "còn 2 mục của anh/chị" in seen(house, CO)
    assert "điểm" not in house.last(CO).body
    house.say(CO, "/hoso lac-dao")
    card = seen(house, CO)
    assert "Anh/chị thẩm định 2 mục của hồ sơ này: 2.1, 3.1." in card
    assert "Đã thẩm định 0/2 mục." in card
    assert "1.1" not in card
    assert words.FINISH not in card
    assert words.FORM not in card
    house.press(CO, "Xem lần lượt")
    assert house.last(CO).title == "Xã Lạc Đạo · 2.1 (1/2)"
    house.press(CO, "Sau ›")
    assert house.last(CO).title == "Xã Lạc Đạo · 3.1 (2/2)"
    assert refused(house.say(CO, "1.1"))
    assert refused(house.say(CO, "/tralai 1.1"))
    for payload in ("rvok:1.1:1:lac-dao", "rvev:1.1::lac-dao", "rvi:1.1::lac-dao", "adform:lac-dao"):
        assert refused(house.press_payload(CO, payload))


def test_a_co_verifier_accepts_theirs_and_can_not_finish() -> None:
    house = house_with(Scope(criteria=("2.1", "3.1")))
    house.say(MAIN, "/hoso lac-dao")
    assert "Đồng thẩm định chưa xong: Lê Thị Lan (còn 2 mục: 2.1, 3.1)." in seen(house, MAIN)
    house.say(CO, "/hoso lac-dao")
    house.say(CO, "/chapnhan")
    assert set(house.submission().verdicts) == {"2.1", "3.1"}
    assert refused(house.say(CO, "kết thúc"))
    assert "thuộc về người thẩm định chính: Trần Văn Duyệt" in seen(house, CO)
    assert refused(house.press_payload(CO, f"rvfin::{house.submission().revision}:lac-dao"))
    house.say(MAIN, "kết thúc")
    assert "Còn 1 mục chưa thẩm định: 1.1." in seen(house, MAIN)
    assert "Đồng thẩm định chưa xong" not in seen(house, MAIN)
    house.say(MAIN, "/chapnhan")
    house.say(MAIN, "kết thúc")
    house.press(MAIN, finishing.FINISH_YES)
    assert house.submission().state == "verified"


def test_the_main_reviewer_who_finishes_early_is_told_whose_part_is_open() -> None:
    house = house_with(Scope(criteria=("2.1",)))
    house.say(MAIN, "/hoso lac-dao")
    house.say(MAIN, "kết thúc")
    assert "Đồng thẩm định chưa xong: Lê Thị Lan (còn 1 mục: 2.1)." in seen(house, MAIN)


def test_the_last_of_a_co_verifiers_criteria_leads_to_the_next_dossier() -> None:
    house = house_with(Scope(criteria=("3.1",)))
    house.say(CO, "/hoso lac-dao")
    house.say(CO, "3.1")
    house.press(CO, "Chấp nhận")
    assert "Anh/chị đã thẩm định hết phần của mình." in seen(house, CO)
    house.press(CO, "Hồ sơ tiếp theo: Xã Chỉ Đạo")
    assert "Hồ sơ Xã Chỉ Đạo" in seen(house, CO)


# --- workload ------------------------------------------------------------------------------------------


def test_progress_shows_what_waits_for_whom_since_when() -> None:
    house = house_with(Scope(criteria=("3.1",)))
    house.join("web:quan", "administrator", name="Lê Thu Quản")
    scoped(house, "web:ranh", "Bùi Rảnh", Scope(units=("x",)))
    house.say("web:quan", "/tiendo")
    told = house.last("web:quan").body
    first = words.when(house.submission().submitted_at)
    assert f"• Trần Văn Duyệt: 2 hồ sơ chờ, lâu nhất từ {first}" in told
    assert f"• Lê Thị Lan: 2 hồ sơ chờ, lâu nhất từ {first}" in told
    assert "• Bùi Rảnh: không có hồ sơ chờ" in told
    house.record(facts.AnswerAccepted(item="3.1", version=1), "lac-dao")
    house.say("web:quan", "/tiendo")
    assert "• Lê Thị Lan: 1 hồ sơ chờ" in house.last("web:quan").body


def test_progress_names_waiting_units_without_a_main_reviewer() -> None:
    house = House().open_campaign()
    units = tuple(Unit(code=f"u{n}", name=f"Xã {n}", block="B") for n in range(12))
    house.decree(facts.UnitsImported(units=units))
    house.join("web:quan", "administrator", name="Lê Thu Quản")
    scoped(house, CO, "Lê Thị Lan", Scope(criteria=("3.1",)))
    for unit in units:
        house.record(facts.SubmissionSubmitted(claimed="0", digest="d"), unit.code)
    house.say("web:quan", "/tiendo")
    told = house.last("web:quan").body
    assert "⚠ Chưa có người thẩm định chính: Xã 0, Xã 1" in told
    assert administrator.AND_MORE.format(count=2) in told
