from __future__ import annotations

from datetime import timedelta

from conversations.entry import joining
from conversations.phrases import officer, people
from scoring.facts import InvitationWithdrawn, RoleGiven, RoleRevoked, Scope
from tests.conversations.desks import House, ready

ALPHABET = set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def test_codes_are_ten_typable_characters_and_all_differ() -> None:
    codes = {joining.invitation_code(f"seed{n}") for n in range(500)}
    assert len(codes) == 500
    assert all(len(code) == 10 and set(code) <= ALPHABET for code in codes)


def test_a_code_may_be_typed_in_many_ways() -> None:
    code = "7K3Q09XW2M"
    for typed in ("7K3Q0-9XW2M", "7k3q0 9xw2m", " 7K3QO9XW2M ", "7-k-3-q-o-9-x-w-2-m"):
        assert joining.code_hash(typed) == joining.code_hash(code)
    assert joining.spell_code(code) == "7K3Q0-9XW2M"


def test_after_five_wrong_codes_typed_codes_are_not_looked_at_but_a_link_is() -> None:
    house = House().open_campaign()
    code = house.invite("officer", "Hoa", "lac-dao")
    for n in range(5):
        house.say("web:x", f"00000-0000{n}")
    house.say("web:x", code)
    assert not house.session("web:x").person
    house.start("web:x", code)
    assert house.session("web:x").person


def test_a_further_role_belongs_to_the_same_person() -> None:
    house = ready("web:hoa")
    first = house.session("web:hoa").person
    house.start("web:hoa", house.invite("reviewer", "Hoa"))
    person = house.campaign.people[first]
    assert house.session("web:hoa").person == first
    assert {role.name for role in person.roles} == {"officer", "reviewer"}


def test_an_invitation_of_another_unit_is_not_for_this_chat() -> None:
    house = ready("web:hoa")
    turn = house.start("web:hoa", house.invite("officer", "Khác", "chi-dao"))
    assert not turn.acts


def test_without_a_campaign_a_stranger_hears_the_neutral_sentence() -> None:
    house = House()
    for turn in (house.start("web:x"), house.start("web:x", "ABCDE12345"), house.say("web:x", "hello")):
        assert not turn.acts
        assert turn.messages


def test_after_five_wrong_codes_one_waits_and_may_try_again() -> None:
    house = House().open_campaign()
    code = house.invite("officer", "Hoa", "lac-dao")
    for n in range(5):
        house.say("web:x", f"00000-0000{n}")
    assert "08:20" in house.last("web:x").body  # the fifth came at 08:05
    assert [fact.kind for _, fact in house.journal] == ["act_refused"]
    house.clock += timedelta(minutes=15)
    house.say("web:x", "00000-00009")
    assert house.last("web:x").body == officer.WRONG_CODE
    house.say("web:x", code)
    assert house.session("web:x").person
    assert not house.session("web:x").blocked_until


def test_used_expired_withdrawn_and_wrong_each_have_their_sentence() -> None:
    house = ready("web:hoa")
    used = house.invite("officer", "Hoa", "lac-dao")
    house.start("web:b", used)
    gone = house.invite("leader", "Chủ", "lac-dao")
    house.decree(InvitationWithdrawn(code_hash=joining.code_hash(gone)))
    old = house.invite("leader", "Cũ", "lac-dao", expires="2026-01-01")
    said = []
    for code in (used, gone, old, "00000-00000"):
        house.say("web:x", code)
        said.append(house.last("web:x").body)
    assert said == [officer.USED, people.WITHDRAWN, officer.EXPIRED, officer.WRONG_CODE]


def test_somebody_invited_twice_keeps_the_invitation_for_whom_it_is() -> None:
    house = ready("web:hoa")
    code = house.invite("officer", "Lan", "lac-dao")
    assert not house.start("web:hoa", code).acts
    assert "chưa bị dùng" in house.last("web:hoa").body
    house.start("web:lan", code)
    assert house.session("web:lan").person


def test_an_invitation_carries_its_scope() -> None:
    house = House().open_campaign()
    house.start("web:d", house.invite("reviewer", "Duyệt", scope=Scope(units=("lac-dao",))))
    person = house.campaign.people[house.session("web:d").person]
    assert house.campaign.may(person, "reviewer", "lac-dao")
    assert not house.campaign.may(person, "reviewer", "chi-dao")


def test_who_lost_the_last_role_hears_one_sentence_until_there_is_another() -> None:
    house = ready("web:hoa")
    key = house.session("web:hoa").person
    house.decree(RoleRevoked(person=key, role="officer", unit="lac-dao", reason="thôi việc"))
    for turn in (
        house.say("web:hoa", "câu 3.1"), house.press_payload("web:hoa", "ans:1.1:0:x"),
        house.send("web:hoa", "a.pdf"), house.say("web:hoa", "/diem"), house.start("web:hoa"),
    ):  # fmt: skip
        assert [message.body for message in turn.messages] == [people.NO_ROLE]
        assert not turn.acts
    house.decree(RoleGiven(person=key, role="officer", unit="lac-dao"))
    house.say("web:hoa", "câu 3.1")
    assert "3.1" in house.last("web:hoa").title


def test_a_revoked_person_comes_back_by_a_new_invitation_as_the_same_person() -> None:
    house = ready("web:hoa")
    key = house.session("web:hoa").person
    house.decree(RoleRevoked(person=key, role="officer", unit="lac-dao"))
    house.say("web:hoa", house.invite("leader", "Hoa", "chi-dao"))
    assert [role.unit for role in house.campaign.people[key].roles] == ["chi-dao"]
