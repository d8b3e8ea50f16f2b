from __future__ import annotations

from conversations import joining
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
