"""What the command line did is heard as if it had been done in the chat."""

from __future__ import annotations

import pytest

from conversations.events import OFFICE, Ordered
from conversations.messages import Message
from scoring.facts import AppealRuled, DeadlineSet, Fact, RoundOpened, StageChanged
from tests.conversations import years
from tests.conversations.desks import House
from tests.conversations.test_rounds import quarterly
from tests.conversations.years import ADMIN, OFFICER, REVIEWER

RULING = "Đã đối chiếu với báo cáo quý của xã"


def order(house: House, subject: str, *facts: Fact) -> None:
    acts = tuple((subject, fact) for fact in facts)
    house.step(Ordered.model_validate({**house._arrived(OFFICE), "acts": acts}))


def heard(house: House, chat: str, before: int) -> list[Message]:
    return house.shown[chat][before:]


def test_an_appeal_is_dismissed() -> None:
    spoken, written = years.appealed(), years.appealed()
    count = len(spoken.shown[OFFICER])
    spoken.press_payload(REVIEWER, "apdown:3.1::lac-dao")
    spoken.say(REVIEWER, RULING)
    order(written, "lac-dao", AppealRuled(item="3.1", upheld=False, reason=RULING))
    assert heard(written, OFFICER, count) == heard(spoken, OFFICER, count) != []


def test_an_appeal_is_upheld() -> None:
    spoken, written = years.appealed(), years.appealed()
    count = len(spoken.shown[OFFICER])
    spoken.press_payload(REVIEWER, "apup:3.1::lac-dao")
    spoken.say(REVIEWER, "điểm 30")
    spoken.say(REVIEWER, RULING)
    order(written, "lac-dao", AppealRuled(item="3.1", upheld=True, points="30", reason=RULING))
    assert heard(written, OFFICER, count) == heard(spoken, OFFICER, count) != []


@pytest.mark.parametrize("stage", ["verifying", "open"])
def test_a_stage_is_left(stage: str) -> None:
    spoken, written = (years.year(stage="open" if stage == "verifying" else "verifying") for _ in range(2))
    reason = "" if stage == "verifying" else "Hai xã chưa kịp nộp hồ sơ"
    count = len(spoken.shown[OFFICER])
    if stage == "verifying":
        spoken.say(ADMIN, "/khoaso")
        spoken.press(ADMIN, "Khóa sổ")
    else:
        spoken.press_payload(ADMIN, "adask:open")
        spoken.say(ADMIN, reason)
    order(written, "", StageChanged.model_validate({"stage": stage, "reason": reason}))
    assert spoken.campaign.stage == written.campaign.stage == stage
    assert heard(written, OFFICER, count) == heard(spoken, OFFICER, count) != []


def test_a_round_is_opened() -> None:
    spoken, written = quarterly("2026-11"), quarterly("2026-11")
    count = len(spoken.shown["web:hoa"])
    spoken.say("web:quan", "/mokymoi")
    spoken.press("web:quan", "Mở tháng 12/2026")
    order(written, "", RoundOpened(period="2026-12", deadline="2026-12-15"))
    assert heard(written, "web:hoa", count) == heard(spoken, "web:hoa", count) != []


def test_what_nobody_has_to_hear_of_is_only_recorded() -> None:
    house = years.year(stage="open")
    count = len(house.shown[OFFICER])
    order(house, "", DeadlineSet(deadline="2027-01-15"))
    assert house.campaign.deadline == "2027-01-15"
    assert not heard(house, OFFICER, count)
