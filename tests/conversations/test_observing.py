"""An observer sees the ranking as it was published, nothing before that, and nothing else."""

from __future__ import annotations

import copy

import pytest

from conversations.messages import Message
from conversations.phrases import administrator as words
from conversations.phrases import common
from scoring.facts import (
    ActRefused,
    Placing,
    ResultsPublished,
    RoundOpened,
    Scope,
    Stage,
    StageChanged,
    Unit,
    UnitsImported,
)
from tests.conversations import years
from tests.conversations.desks import House, text_of

XEM = "web:xem"
PLACINGS = (
    Placing(unit="chi-dao", block="Các xã", total="61.5", rank=1, level="Mức I", why="Đủ điểm"),
    Placing(unit="lac-dao", block="Các xã", total="123/4", rank=0, level="Không xếp hạng", why="Dưới mức IV"),
    Placing(unit="moi", block="Các xã", total="0", rank=0, why="Không nộp hồ sơ"),
)


def watched(stage: Stage = "verifying", units: tuple[str, ...] = ()) -> House:
    """Both communes have handed in; somebody only looks on."""
    house = years.year(stage=stage)
    house.decree(UnitsImported(units=(Unit(code="moi", name="Xã Mới", block="Các xã"),)))
    house.join(XEM, "observer", name="Đỗ Thị Xem", scope=Scope(units=units))
    house.journal = []
    return house


def publish(house: House, *placings: Placing) -> None:
    """Points that are no longer what the dossiers give now."""
    at = house.clock.isoformat()
    house.decree(ResultsPublished(number=1, at=at, digest="d", placings=placings or PLACINGS))
    house.decree(StageChanged(stage="published"))


def labels(message: Message) -> list[str]:
    return [button.label for row in message.buttons for button in row]


@pytest.mark.parametrize("stage", ["preparing", "open", "verifying", "approved"])
def test_before_the_publication_nothing_is_shown(stage: Stage) -> None:
    house = watched(stage)
    for ask in ("/xephang", "xếp hạng", "/xephang 2"):
        turn = house.say(XEM, ask)
        assert (house.last(XEM).body, turn.acts) == (words.RANKING_LATER, ())
    house.press_payload(XEM, "adrank:1")
    assert text_of(house.last(XEM)) == f"{words.RANKING_LATER}\n[Bảng xếp hạng]"


def test_after_it_what_was_published_is_shown_and_not_what_stands_now() -> None:
    house = watched()
    publish(house)
    house.say(XEM, "/xephang")
    shown = text_of(house.last(XEM))
    assert f"# {words.RANKING_TITLE_PUBLISHED}" in shown
    assert "1. Xã Chỉ Đạo: 61,5\n– Xã Lạc Đạo: 30,75, không xếp hạng\n" in shown
    assert "48,78" not in shown
    assert "Xã Mới" not in shown  # that it has no result is said to itself only
    assert "Mức I" not in shown
    assert labels(house.last(XEM)) == []
    house.say(years.REVIEWER, "/xephang")
    assert "48,78" in text_of(house.last(years.REVIEWER))


def test_a_long_list_comes_a_page_at_a_time() -> None:
    house = watched()
    many = tuple(Unit(code=f"u{n:02}", name=f"Xã {n:02}", block="Các xã") for n in range(25))
    house.decree(UnitsImported(units=many))
    publish(house, *(Placing(unit=unit.code, total="5", rank=n + 1) for n, unit in enumerate(many)))
    house.say(XEM, "/xephang")
    assert house.last(XEM).footer == "Từ 1 đến 20 trong 25 đơn vị"
    house.press_payload(XEM, house.last(XEM).buttons[0][-1].payload)
    assert house.last(XEM).body.startswith("21. Xã 20: 5\n")


def test_a_scope_limits_what_is_shown() -> None:
    house = watched(units=("chi-dao",))
    publish(house)
    house.say(XEM, "/xephang")
    assert "Xã Chỉ Đạo" in house.last(XEM).body
    assert "Xã Lạc Đạo" not in house.last(XEM).body


def test_the_next_round_has_nothing_published_yet() -> None:
    house = watched()
    publish(house)
    house.decree(RoundOpened(period="2027", deadline="2027-11-30"))
    house.say(XEM, "/xephang")
    assert house.last(XEM).body == words.RANKING_LATER


def test_words_and_files_are_answered_with_the_one_way_on() -> None:
    house = watched()
    house.say(XEM, "cho tôi xem với")
    assert house.last(XEM).body == common.NOT_UNDERSTOOD
    assert labels(house.last(XEM)) == ["Bảng xếp hạng"]
    house.send(XEM, "a.pdf")
    assert labels(house.last(XEM)) == ["Bảng xếp hạng"]


@pytest.mark.parametrize("stage", ["open", "approved", "published"])
def test_other_commands_and_buttons_are_refused_on_record(stage: Stage) -> None:
    house = watched(stage)
    if stage == "published":
        publish(house)
    payloads = (
        "chart:ranking", "chart:ranking:0", "chart:place", "chart:page", "adform:lac-dao", "rv:lac-dao",
        "rvok:1.1:1:lac-dao", "pbyes:1:d", "adstage:published:approved", "payes:lac-dao:1", "adlog",
    )  # fmt: skip
    for ask in ("/xuat", "/xuat lac-dao", "/hoso lac-dao", "/tiendo", "/congbo", "/diem", "/khieunai"):
        assert refused(house, ask)
    for payload in payloads:
        tried = copy.copy(house)
        assert [act.fact.kind for act in tried.press_payload(XEM, payload).acts] == ["act_refused"], payload
        assert "48,78" not in text_of(tried.last(XEM))


def refused(house: House, ask: str) -> bool:
    (act,) = house.say(XEM, ask).acts
    return act.fact == ActRefused(act=ask.split(maxsplit=1)[0], why="role")


def test_whoever_reviews_as_well_sees_the_running_ranking() -> None:
    house = watched()
    house.start(years.REVIEWER, house.invite("observer", "Trần Văn Duyệt"))
    house.say(years.REVIEWER, "/xephang")
    assert words.RANKING_TITLE in text_of(house.last(years.REVIEWER))
