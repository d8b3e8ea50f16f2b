"""Scopes, hand-overs, further chats and signatures: who may, who hears, and what stale buttons do."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from conversations import roles
from conversations.phrases import people
from scoring.campaigns import Campaign
from scoring.facts import (
    Body,
    RoleGiven,
    RoleRevoked,
    Scope,
    Unit,
    UnitsImported,
)
from tests.conversations.desks import House, ready

ADMIN, OFFICER, LEADER = "web:quan", "web:hoa", "web:chu"


def wide() -> House:
    """Two districts of a province, one commune each, and a department that reports to the province."""
    house = House().open_campaign()
    house.decree(
        UnitsImported(
            units=(
                Unit(code="lac-dao", name="Xã Lạc Đạo", block="Các xã", parent="h1"),
                Unit(code="chi-dao", name="Xã Chỉ Đạo", block="Các xã", parent="h2"),
                Unit(code="so-1", name="Sở Một", block="Các sở"),
            ),
            bodies=(Body(code="h1", name="Huyện Một"), Body(code="h2", name="Huyện Hai")),
        )
    )
    house.join(ADMIN, "administrator", "", "Lê Thu Quản")
    return house


def below(house: House, chat: str = "web:h1", body: str = "h1") -> None:
    """An administrator of one district."""
    house.start(chat, house.invite("administrator", "Huyện", scope=Scope(body=body)))


def test_another_command_ends_the_question_who_takes_over() -> None:
    house = wide()
    for text in ("/bangiao", "/xephang", "khoá sổ"):
        house.say(ADMIN, text)
    assert "Khóa sổ thì các đơn vị" in house.last(ADMIN).body
    assert not [each for each in house.campaign.invitations.values() if each.name == "khoá sổ"]


def code_told(house: House, chat: str) -> str:
    said = next(m for m in reversed(house.shown[chat]) if "Mã mời" in m.body)
    return next(line for line in said.body.split("\n") if "Mã mời" in line).rsplit(" ", 1)[1]


def facts_of(house: House) -> list[str]:
    return [fact.kind for _, fact in house.journal]


# --- an administrator of a part --------------------------------------------------------------------------


def test_an_administrator_of_a_part_sees_only_people_and_units_below() -> None:
    house = wide()
    house.join("web:a", "officer", "lac-dao", "An")
    house.join("web:b", "officer", "chi-dao", "Bình")
    below(house)
    house.say("web:h1", "/phanquyen")
    assert "An" in house.last("web:h1").body
    assert "Bình" not in house.last("web:h1").body
    assert "Quản" not in house.last("web:h1").body
    house.say("web:h1", "/donvi")
    assert "Chỉ Đạo" not in house.last("web:h1").body
    house.say("web:h1", "/tiendo")
    assert "0/1" in house.last("web:h1").title
    assert "Chỉ Đạo" not in house.last("web:h1").body
    house.say(ADMIN, "/tiendo")
    assert "0/3" in house.last(ADMIN).title


def test_an_administrator_of_a_part_gives_only_below_and_never_more_than_they_have() -> None:
    house = wide()
    below(house)
    house.say("web:h1", "/moi cán bộ chi-dao Nguyễn Văn Lạ")
    assert "invitation_issued" not in facts_of(house)
    house.press_payload("web:h1", "adfor:chi-dao::officer")
    assert facts_of(house)[-1] == "act_refused"
    house.say("web:h1", "/moi người thẩm định Lê Sát")
    house.press("web:h1", "Tất cả")
    invitation = list(house.campaign.invitations.values())[-1]
    assert invitation.scope == Scope(body="h1")
    house.say("web:h1", "/moi người thẩm định Lê Vượt")
    house.say("web:h1", "chi-dao")
    assert "Chưa rõ" in house.last("web:h1").body


def test_an_administrator_of_a_part_cannot_touch_people_above() -> None:
    house = wide()
    below(house)
    key = house.session(ADMIN).person
    before = house.campaign
    for payload in (f"pp:{key}", f"ppgive:{key}:observer", f"ppdrop:{key}"):
        house.press_payload("web:h1", payload)
    house.say("web:h1", "Không được")
    assert house.campaign.people[key] == before.people[key]


def test_within_is_never_wider() -> None:
    campaign = wide().campaign
    assert roles.within(campaign, Scope(body="h1"), Scope(units=("lac-dao",)))
    assert not roles.within(campaign, Scope(body="h1"), Scope(units=("lac-dao", "chi-dao")))
    assert not roles.within(campaign, Scope(body="h1"), Scope())
    assert not roles.within(campaign, Scope(criteria=("3.1",)), Scope(units=("lac-dao",)))
    assert roles.within(campaign, Scope(), Scope(body="h2"))


@cache
def divided() -> Campaign:
    return wide().campaign


SCOPES = st.builds(
    Scope,
    blocks=st.sets(st.sampled_from(["Các xã", "Các sở"])).map(tuple),
    units=st.sets(st.sampled_from(["lac-dao", "chi-dao", "so-1"])).map(tuple),
    criteria=st.sets(st.sampled_from(["1.1", "3.1"])).map(tuple),
    body=st.sampled_from(["", "h1", "h2"]),
)


@given(SCOPES, SCOPES)
def test_what_lies_within_never_reaches_further(outer: Scope, inner: Scope) -> None:
    campaign = divided()
    if roles.within(campaign, outer, inner):
        for unit in campaign.units:
            assert not campaign.covers(inner, unit) or campaign.covers(outer, unit)
        assert not outer.criteria or set(inner.criteria) <= set(outer.criteria)
    assert roles.within(campaign, outer, roles.narrowed(outer, Scope()))


def test_a_list_may_not_move_units_from_elsewhere_below_oneself() -> None:
    house = wide()
    below(house)
    rows = (("Mã đơn vị", "Tên đơn vị", "Trực thuộc"), ("chi-dao", "Xã Chỉ Đạo", "h1"))
    house.press_payload("web:h1", "adload")
    house.send("web:h1", "a.xlsx", table=rows)
    assert house.campaign.units["chi-dao"].parent == "h2"


# --- reviewers and their own unit ------------------------------------------------------------------------


def test_nobody_reviews_their_own_unit() -> None:
    house = ready(OFFICER)
    key = house.session(OFFICER).person
    house.decree(RoleGiven(person=key, role="reviewer"))
    person = house.campaign.people[key]
    assert not house.campaign.may(person, "reviewer", "lac-dao")
    assert house.campaign.may(person, "reviewer", "chi-dao")


# --- handing over ----------------------------------------------------------------------------------------


def handed() -> tuple[House, str]:
    house = ready(OFFICER)
    house.join(ADMIN, "administrator", "", "Lê Thu Quản")
    house.say(OFFICER, "/bangiao Lê Văn Kế")
    return house, code_told(house, OFFICER)


def test_until_it_is_taken_the_giver_keeps_the_role() -> None:
    house, code = handed()
    giver = house.session(OFFICER).person
    assert house.campaign.people[giver].unit() == "lac-dao"
    assert "chính anh/chị" in (house.start(OFFICER, code), house.last(OFFICER).body)[1]
    house.start("web:ke", code)
    assert not house.campaign.people[giver].roles
    assert house.campaign.people[house.session("web:ke").person].unit() == "lac-dao"
    assert "đã nhận bàn giao" in house.last(OFFICER).body
    assert "đã nhận bàn giao" in house.last(ADMIN).body


def test_a_hand_over_of_somebody_who_lost_the_role_still_works_and_only_the_administrator_hears() -> None:
    house, code = handed()
    giver = house.session(OFFICER).person
    house.decree(RoleRevoked(person=giver, role="officer", unit="lac-dao"))
    told = len(house.shown[OFFICER])
    house.start("web:ke", code)
    assert house.campaign.people[house.session("web:ke").person].unit() == "lac-dao"
    assert len(house.shown[OFFICER]) == told
    assert "đã thôi vai trò" in house.last(ADMIN).body


def test_revoking_names_the_hand_over_that_waits() -> None:
    house, _ = handed()
    house.say(ADMIN, "/phanquyen hoa")
    house.press(ADMIN, "Thu hồi: Cán bộ")
    house.say(ADMIN, "chuyển công tác")
    assert "lời mời bàn giao cho Lê Văn Kế" in house.last(ADMIN).body


def test_an_administrator_hands_over_too() -> None:
    house = ready(OFFICER)
    house.join(ADMIN, "administrator", "", "Lê Thu Quản")
    house.say(ADMIN, "/bangiao")
    house.say(ADMIN, "Phạm Mới")
    house.start("web:moi", code_told(house, ADMIN))
    assert house.campaign.people[house.session("web:moi").person].has("administrator")
    assert not house.campaign.people[house.session(ADMIN).person].roles


# --- further chats ---------------------------------------------------------------------------------------


def test_another_chat_of_the_same_person() -> None:
    house = ready(OFFICER)
    house.say(OFFICER, "/lienket")
    code = code_told(house, OFFICER)
    house.say("telegram:7", code)
    assert house.session("telegram:7").person == house.session(OFFICER).person
    person = house.campaign.people[house.session(OFFICER).person]
    assert person.chats == (OFFICER, "telegram:7")
    assert len(person.roles) == 1
    house.say(OFFICER, "câu 3.1")
    assert "3.1" in house.last(OFFICER).title


def test_a_link_lasts_a_quarter_of_an_hour_and_never_brings_a_role_back() -> None:
    house = ready(OFFICER)
    house.say(OFFICER, "/lienket")
    code = code_told(house, OFFICER)
    late = house.clock
    house.clock += timedelta(minutes=16)
    house.say("web:x", code)
    assert house.last("web:x").body == people.BIND_EXPIRED
    house.clock = late
    house.decree(RoleRevoked(person=house.session(OFFICER).person, role="officer", unit="lac-dao"))
    house.say("web:x", code)
    assert house.last("web:x").body == people.BIND_GONE


def test_a_link_binds_nobody_elses_chat() -> None:
    house = ready(OFFICER)
    house.join("web:b", "officer", "chi-dao", "Bình")
    house.say(OFFICER, "/lienket")
    code = code_told(house, OFFICER)
    for chat, said in (("web:b", people.BIND_TAKEN), (OFFICER, people.BIND_SAME)):
        assert not house.start(chat, code).acts
        assert house.last(chat).body == said
