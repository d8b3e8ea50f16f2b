"""An administrator of a part extends and reminds within that part, and nowhere else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from scoring import facts
from scoring.facts import Scope
from tests.conversations.desks import House, text_of
from tests.conversations.test_people import ADMIN, below, wide
from tests.conversations.test_reminding import at

PART = "web:h1"
DEADLINE = "2027-01-29"


def house() -> House:
    """The administrator of one district; the communes of both have an officer each and handed nothing in."""
    found = wide()
    found.decree(facts.DeadlineSet(deadline=DEADLINE))
    found.join("web:a", "officer", "lac-dao", "An")
    found.join("web:b", "officer", "chi-dao", "Bình")
    below(found)
    found.clock = at(12, 7, 9)
    found.journal = []
    return found


def said(found: House, text: str) -> str:
    found.say(PART, text)
    return text_of(found.last(PART))


def kinds(found: House) -> list[str]:
    return [fact.kind for _, fact in found.journal]


def test_an_extension_is_given_to_a_unit_of_the_part() -> None:
    found = house()
    shown = said(found, "/giahan")
    assert "Lạc Đạo" in shown
    assert "Chỉ Đạo" not in shown
    assert "Khối" not in shown  # each block has units of others
    said(found, "/giahan lac-dao 12/2/2027 Mưa lũ kéo dài")
    found.press(PART, "Gia hạn")
    assert kinds(found) == ["extension_given"]


@pytest.mark.parametrize("target", ["chi-dao", "Xã Chỉ Đạo", "khối Các xã", "Các sở"])
def test_no_extension_for_units_of_others(target: str) -> None:
    found = house()
    said(found, f"/giahan {target} 12/2/2027 Mưa lũ kéo dài")
    assert not [b for row in found.last(PART).buttons for b in row if b.label == "Gia hạn"]
    assert "extension_given" not in kinds(found)


@pytest.mark.parametrize("payload", ["exfor:uchi-dao", "exfor:b0", "remfor:uchi-dao"])
def test_a_button_for_units_of_others_is_refused_and_on_record(payload: str) -> None:
    found = house()
    found.press_payload(PART, payload)
    assert kinds(found) == ["act_refused"]
    assert "ngoài phạm vi quản trị" in text_of(found.last(PART))


def test_a_block_of_ones_own_is_offered_however_many_stand_before_it() -> None:
    found = house()
    units = tuple(
        facts.Unit(code=f"{n:02}", name=f"Đơn vị {n:02}", block=f"Cụm {n:02}") for n in range(1, 21)
    )
    found.decree(facts.UnitsImported(units=units))
    found.start("web:c", found.invite("administrator", "Cụm", scope=Scope(blocks=("Cụm 20",))))
    found.say("web:c", "/giahan")
    assert [b.label for row in found.last("web:c").buttons for b in row][:1] == ["Khối Cụm 20"]


def test_whoever_loses_the_part_meanwhile_can_not_give_the_extension() -> None:
    found = house()
    said(found, "/giahan lac-dao 12/2/2027 Mưa lũ kéo dài")
    person = found.session(PART).person
    found.decree(facts.RoleGiven(person=person, role="administrator", scope=Scope(body="h2")))
    found.press(PART, "Gia hạn")
    assert kinds(found)[-1] == "act_refused"


def test_extensions_of_others_are_not_listed() -> None:
    found = house()
    found.decree(facts.ExtensionGiven(units=("chi-dao",), deadline="2027-02-12", reason="Mưa lũ kéo dài"))
    assert "Chỉ Đạo" not in said(found, "/giahan")


def test_reminding_without_a_name_is_for_the_part() -> None:
    found = house()
    shown = said(found, "/nhacnho")
    assert "Sẽ nhắc 1 người của 1 đơn vị (trực thuộc Huyện Một)" in shown
    found.press(PART, "Gửi nhắc nhở")
    ((_, fact),) = found.journal
    assert isinstance(fact, facts.RemindersIssued)
    assert fact.slot.endswith("/ph1")
    before = {chat: len(found.shown.get(chat, [])) for chat in ("web:a", "web:b")}
    found.tick(found.clock + timedelta(minutes=1))
    assert len(found.shown["web:a"]) == before["web:a"] + 1
    assert len(found.shown.get("web:b", [])) == before["web:b"]
    assert "trực thuộc Huyện Một" in said(found, "/nhacnho")


@pytest.mark.parametrize("scope", ["", "b0", "uchi-dao", "ph2"])
def test_no_reminder_to_units_of_others(scope: str) -> None:
    found = house()
    found.press_payload(PART, f"remsend:{scope}:{found.clock:%Y%m%d%H%M}")
    assert kinds(found) == ["act_refused"]


def test_reminders_of_others_are_not_told_of() -> None:
    found = house()
    found.say(ADMIN, "/nhacnho chi-dao")
    found.press(ADMIN, "Gửi nhắc nhở")
    assert "Chỉ Đạo" not in said(found, "/nhacnho")


@pytest.mark.parametrize("target", ["chi-dao", "khối Các xã", "Đạo"])
def test_a_name_of_others_is_not_found(target: str) -> None:
    found = house()
    assert "Bình" not in said(found, f"/nhacnho {target}")
    assert "Xã Chỉ Đạo" not in said(found, f"/nhacnho {target}")


def test_an_administrator_of_everything_still_has_everything() -> None:
    found = house()
    found.say(ADMIN, "/nhacnho")
    assert "của 2 đơn vị (tất cả)" in text_of(found.last(ADMIN))
    found.say(ADMIN, "/giahan")
    assert "Khối Các xã" in text_of(found.last(ADMIN))
