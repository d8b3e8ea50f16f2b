"""Pictures and the results page in the chat: each for those who may see what is on it."""

from __future__ import annotations

import pytest

from conversations.documents import charting
from conversations.messages import Attachment, Message
from conversations.phrases import charts as words
from scoring.facts import ActRefused, Scope, Unit, UnitsImported
from tests.conversations import years
from tests.conversations.desks import House
from tests.conversations.years import ADMIN, OFFICER, REVIEWER


def made(house: House, chat: str) -> Attachment | None:
    return house.last(chat).attachment


def labels(message: Message) -> list[str]:
    return [button.label for row in message.buttons for button in row]


def test_an_officer_sees_the_own_points_and_nobody_elses() -> None:
    house = years.year(stage="open")
    house.say(OFFICER, "/diem")
    assert words.SEE_PLACE not in labels(house.last(OFFICER))
    turn = house.press(OFFICER, words.SEE)
    assert turn.acts == ()
    assert made(house, OFFICER) == Attachment(
        name="diem-lac-dao.png", mime="image/png", make="chart:score:lac-dao"
    )
    house.press_payload(OFFICER, "chart:score:chi-dao:chi-dao")
    attachment = made(house, OFFICER)
    assert attachment is not None
    assert attachment.make == "chart:score:lac-dao"


def test_the_place_is_shown_once_it_is_published() -> None:
    house = years.approved()
    house.press_payload(OFFICER, "chart:place")
    assert house.last(OFFICER).body == words.PLACE_LATER
    assert made(house, OFFICER) is None
    house = years.published()
    house.say(OFFICER, "/diem")
    house.press(OFFICER, words.SEE_PLACE)
    attachment = made(house, OFFICER)
    assert attachment is not None
    assert attachment.make == "chart:ranking:@lac-dao"


def test_a_unit_outside_the_publication_is_told_so() -> None:
    house = years.published()
    house.decree(UnitsImported(units=(Unit(code="moi", name="Xã Mới", block="Các xã"),)))
    house.join("web:moi", unit="moi", name="Đỗ Thị Mới")
    house.press_payload("web:moi", "chart:place")
    assert "Xã Mới không có trong kết quả" in house.last("web:moi").body


@pytest.mark.parametrize("item", ["ranking", "progress", "page"])
def test_officers_get_neither_ranking_nor_progress_nor_page(item: str) -> None:
    house = years.published()
    turn = house.press_payload(OFFICER, f"chart:{item}:0")
    assert [act.fact for act in turn.acts] == [ActRefused(act=f"chart {item}", why="role")]
    assert made(house, OFFICER) is None


@pytest.mark.parametrize("item", ["score", "place", "progress", "page"])
def test_reviewers_get_only_the_ranking(item: str) -> None:
    house = years.year()
    house.press_payload(REVIEWER, "chart:ranking")
    attachment = made(house, REVIEWER)
    assert attachment is not None
    assert attachment.make == "chart:ranking:Các xã"
    turn = house.press_payload(REVIEWER, f"chart:{item}")
    assert [act.fact.kind for act in turn.acts] == ["act_refused"]


def test_the_administrator_gets_progress_ranking_and_page() -> None:
    house = years.year()
    house.say(ADMIN, "/tiendo")
    house.press(ADMIN, words.SEE)
    assert made(house, ADMIN) == Attachment(name="tien-do.png", mime="image/png", make="chart:progress:")
    house.say(ADMIN, "/xephang")
    house.press(ADMIN, words.SEE)
    assert "chưa công bố: Các xã" in house.last(ADMIN).body
    house.say(ADMIN, "/xephang")
    house.press(ADMIN, words.PAGE)
    assert house.last(ADMIN).body == words.PAGE_DRAFT
    house = years.published()
    house.press_payload(ADMIN, "chart:page")
    assert house.last(ADMIN).body == words.PAGE_HERE
    assert made(house, ADMIN) == Attachment(name="ket-qua.html", mime="text/html", make="page")


def test_an_administrator_of_a_part_sees_the_progress_of_that_part() -> None:
    house = years.year()
    years.district(house)
    person = house.session("web:huyen").person
    house.press_payload("web:huyen", "chart:progress")
    attachment = made(house, "web:huyen")
    assert attachment is not None
    assert attachment.make == f"chart:progress:{person}"
    turn = house.press_payload("web:huyen", "chart:page")
    assert [act.fact for act in turn.acts] == [ActRefused(act="chart page", why="scope")]
    assert Scope() not in [role.scope for role in house.campaign.people[person].roles]


def test_one_of_several_blocks_is_chosen() -> None:
    house = years.year()
    units = tuple(Unit(code=f"u{n}", name=f"Xã {n}", block=f"Khối {n}") for n in range(25))
    house.decree(UnitsImported(units=units))
    house.press_payload(ADMIN, "chart:ranking")
    shown = house.last(ADMIN)
    assert "Còn 6 khối nữa" in shown.body
    assert len(shown.buttons) == charting.BLOCKS
    house.press(ADMIN, "Khối 3")
    attachment = made(house, ADMIN)
    assert attachment is not None
    assert attachment.make == "chart:ranking:Khối 3"
    for odd in ("999999999999", "x", "-1", "²"):
        house.press_payload(ADMIN, f"chart:ranking:{odd}")
        assert house.last(ADMIN).buttons == shown.buttons


@pytest.mark.parametrize("payload", ["chart", "chart:", "chart:x", "chart:progress:::", "chart:ranking::9"])
def test_any_payload_gets_an_answer(payload: str) -> None:
    house = years.year()
    for chat in (ADMIN, REVIEWER, OFFICER):
        assert house.press_payload(chat, payload).messages
