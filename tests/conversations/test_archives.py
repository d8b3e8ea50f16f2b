"""The evidence of one unit in the chat: for those who may see it, where it is small enough."""

from __future__ import annotations

import pytest

from conversations.dossier import archives
from conversations.phrases import archives as words
from scoring import facts as f
from scoring.facts import Scope
from tests.conversations.desks import House, ready, text_of

ADMIN, HOA, CHI = "web:admin", "web:hoa", "web:chi"


@pytest.fixture
def house() -> House:
    house = ready(HOA)
    house.join(ADMIN, "administrator", name="Sở Nội vụ")
    return house


def attach(house: House, size: int, key: str = "e1", unit: str = "lac-dao") -> None:
    piece = f.Evidence(id=key, kind="file", name="a.pdf", sha256="a" * 64, size=size)
    house.record(f.EvidenceAttached(item="1.1", evidence=piece), unit)


def test_it_is_offered_below_the_form_and_made_when_sent(house: House) -> None:
    attach(house, 2_400_000)
    house.say(ADMIN, "/xuat lac-dao")
    turn = house.press(ADMIN, words.OFFER)
    packing, here = turn.messages
    assert (
        packing.body == "Đang gói 1 tệp minh chứng của Xã Lạc Đạo (2,4 MB). Tệp zip sẽ được gửi ngay sau đây."
    )
    assert here.attachment is not None
    assert (here.attachment.name, here.attachment.make) == ("minh-chung-lac-dao.zip", "evidence:lac-dao")
    assert turn.acts == ()


def test_nothing_sent_and_too_much_are_said(house: House) -> None:
    house.press_payload(ADMIN, archives.offer("lac-dao")[0][0].payload)
    assert text_of(house.last(ADMIN)).startswith("Xã Lạc Đạo chưa gửi tệp minh chứng nào.")
    attach(house, archives.LARGEST)
    attach(house, 1, "e2")
    turn = house.press_payload(ADMIN, archives.offer("lac-dao")[0][0].payload)
    assert "chamdiem export evidence minh-chung.zip --unit lac-dao" in turn.messages[0].body
    assert turn.messages[0].attachment is None


def test_it_is_for_those_who_see_the_whole_dossier(house: House) -> None:
    attach(house, 1000)
    house.join(CHI, "reviewer", name="Trần Chi")
    payload = archives.offer("lac-dao")[0][0].payload
    refused = house.press_payload(CHI, payload)  # nothing has been handed in
    assert [act.fact for act in refused.acts] == [f.ActRefused(act="evidence lac-dao", why="scope")]
    assert "không thuộc phạm vi" in refused.messages[0].body
    house.record(f.SubmissionSubmitted(claimed="0", digest="d"), by="p")
    assert house.press_payload(CHI, payload).messages[-1].attachment is not None
    own = house.press_payload(HOA, payload)
    assert [act.fact.kind for act in own.acts] == ["act_refused"]
    assert all(message.attachment is None for message in own.messages)


def test_an_administrator_of_another_part_is_refused(house: House) -> None:
    attach(house, 1000)
    person = next(p for p in house.campaign.people.values() if p.name == "Sở Nội vụ")
    scope = Scope(units=("chi-dao",))
    house.decree(f.RoleGiven(person=person.id, role="administrator", scope=scope))
    turn = house.press_payload(ADMIN, archives.offer("lac-dao")[0][0].payload)
    assert [act.fact.kind for act in turn.acts] == ["act_refused"]


@pytest.mark.parametrize("code", ["", "none", "../x", "x" * 50])
def test_a_unit_that_does_not_exist_gets_an_answer(house: House, code: str) -> None:
    turn = house.press_payload(ADMIN, f"adzip|{code}||")
    assert turn.messages
    assert turn.messages[0].attachment is None
