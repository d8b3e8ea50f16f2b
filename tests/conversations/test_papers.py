"""Papers in the chat: officers and leaders take their own unit's, others what they look after."""

from __future__ import annotations

import pytest

from conversations.documents import papers
from conversations.phrases import papers as words
from scoring import facts as f
from tests.conversations.desks import House, ready, text_of

HOA, LEAD, CHI, ADMIN = "web:hoa", "web:lanh", "web:chi", "web:admin"


@pytest.fixture
def house() -> House:
    house = ready(HOA)
    house.join(LEAD, "leader", "lac-dao", name="Lê Lãnh")
    house.join(CHI, "reviewer", name="Trần Chi")
    house.join(ADMIN, "administrator", name="Sở Nội vụ")
    return house


@pytest.mark.parametrize("chat", [HOA, LEAD])
def test_own_papers_are_offered_and_made_when_sent(house: House, chat: str) -> None:
    offered = house.say(chat, "/xuat chi-dao")  # whatever is typed: their own unit's
    assert "Xã Lạc Đạo" in offered.messages[0].title
    assert words.OWN_DRAFT in text_of(house.last(chat))
    for kind in ("form", "form-docx", "report", "letter"):
        turn = house.press_payload(chat, f"paper:lac-dao::{kind}")
        (sent,) = turn.messages
        assert sent.attachment is not None
        assert sent.attachment.make == f"own-{kind}:lac-dao"
        assert (sent.attachment.mime == papers.DOCX) == (kind != "form")
        assert turn.acts == ()


def test_another_units_papers_are_refused_and_on_record(house: House) -> None:
    for payload in ("paper:chi-dao::form", "paper:nowhere::form", "paper:lac-dao::secret", "paper"):
        turn = house.press_payload(HOA, payload)
        assert text_of(house.last(HOA)).startswith(words.NOT_YOURS)
        assert [type(act.fact) for act in turn.acts] == [f.ActRefused]


def test_reviewers_take_what_was_handed_in_and_administrators_all(house: House) -> None:
    turn = house.press_payload(CHI, "paper:lac-dao::letter")
    assert turn.messages[0].attachment is None
    house.record(f.SubmissionSubmitted(claimed="20", digest="ab"), by="hoa")
    for chat in (CHI, ADMIN):
        house.say(chat, "/xuat lac-dao")
        labels = [each.label for row in house.last(chat).buttons for each in row]
        assert labels[:3] == ["Phiếu (Word)", "Báo cáo tự đánh giá", "Công văn gửi hồ sơ"]
        turn = house.press_payload(chat, "paper:lac-dao::report")
        assert turn.messages[0].attachment is not None
        assert turn.messages[0].attachment.make == "report:lac-dao"


def test_the_notice_is_there_once_the_result_is_published(house: House) -> None:
    house.press_payload(HOA, "paper:lac-dao::notice")
    assert "chưa được công bố" in text_of(house.last(HOA))
    placing = f.Placing(unit="lac-dao", block="Các xã", total="20", rank=1)
    house.decree(
        f.ResultsPublished(
            number=1, at="2026-11-21T02:00:00+00:00", digest="d", head="h", placings=(placing,)
        )
    )
    house.say(HOA, "/xuat")
    assert "Thông báo kết quả" in str(house.last(HOA).buttons)
    turn = house.press_payload(HOA, "paper:lac-dao::notice")
    assert turn.messages[0].attachment is not None


def test_an_administrator_of_a_part_takes_the_papers_of_that_part_only(house: House) -> None:
    house.join("web:part", "administrator", name="Huyện")
    (part,) = [each for each in house.campaign.people.values() if each.name == "Huyện"]
    house.decree(f.RoleGiven(person=part.id, role="administrator", scope=f.Scope(units=("chi-dao",))))
    assert house.say("web:part", "/xuat chi-dao").messages[0].attachment is not None
    refused = house.say("web:part", "/xuat lac-dao")
    assert [act.fact for act in refused.acts] == [f.ActRefused(act="form lac-dao", why="scope")]
    assert "không thuộc phạm vi" in refused.messages[0].body
    assert "/xuat chi-dao" in house.say("web:part", "/xuat").messages[0].body
