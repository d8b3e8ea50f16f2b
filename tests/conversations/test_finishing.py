"""The end of a review, the queue, and a walk over every button a reviewer sees."""

from __future__ import annotations

import re
from pathlib import Path

from conversations import acts, engine
from conversations.desk import Mail
from conversations.phrases import finishing
from conversations.phrases import reviewer as words
from conversations.talk import parse_press
from scoring import facts
from scoring.facts import Claim, Unit
from tests.conversations.desks import House, text_of
from tests.conversations.test_reviewing import (
    ANSWERS,
    OFFICER,
    ONE,
    body,
    labels,
    submitted,
)

# --- the end -------------------------------------------------------------------------------------------


def test_everybody_of_the_unit_hears_the_end_and_nobody_else() -> None:
    house = submitted()
    house.join("web:chu", "leader", name="Phạm Văn Chủ")
    house.join("web:khac", unit="chi-dao", name="Vũ Văn Khác")
    house.say(ONE, "/hoso lac-dao")
    house.say(ONE, "/chapnhan")
    house.say(ONE, "kết thúc")
    turn = house.press(ONE, finishing.FINISH_YES)
    told = {house.campaign.people[m.to].name for m in turn.messages if m.to}
    assert told == {"Nguyễn Thị Hoa", "Phạm Văn Chủ"}
    assert house.submission().state == "verified"
    assert house.submission().verified == "68.779296875"
    assert house.session(ONE).place == "idle"


def test_a_unit_without_people_is_finished_all_the_same() -> None:
    house = House().open_campaign()
    house.join(ONE, "reviewer")
    house.record(facts.AnswerGiven(item="1.1", version=1, claim=ANSWERS["1.1"]))
    house.record(facts.SubmissionSubmitted(claimed="20", digest="d"))
    house.say(ONE, "/hoso lac-dao")
    house.say(ONE, "/chapnhan 1.1")
    house.say(ONE, "kết thúc")
    house.say(ONE, "kết thúc")
    assert finishing.TOLD_NOBODY in body(house, ONE)
    assert house.submission().state == "verified"


def test_whom_the_last_message_did_not_reach_is_named() -> None:
    house = submitted()
    house.mail = Mail(failed={OFFICER: "Forbidden: bot was blocked by the user"})
    house.say(ONE, "/hoso lac-dao")
    house.say(ONE, "/chapnhan")
    house.say(ONE, "kết thúc")
    turn = house.press(ONE, finishing.FINISH_YES)
    assert [house.campaign.people[m.to].name for m in turn.messages if m.to] == ["Nguyễn Thị Hoa"]
    assert "Tin có thể không tới được Nguyễn Thị Hoa (đã chặn bot)" in body(house, ONE)


# --- the queue -----------------------------------------------------------------------------------------


def test_the_queue_has_pages_and_the_oldest_first() -> None:
    house = House().open_campaign()
    units = tuple(Unit(code=f"u{n}", name=f"Xã số {n}", block="B") for n in range(19))
    house.decree(facts.UnitsImported(units=units))
    house.join(ONE, "reviewer")
    for unit in reversed(units):
        house.say("web:x", "")  # time passes
        house.record(facts.SubmissionSubmitted(claimed="0", digest="d"), unit.code)
    house.say(ONE, "/hangdoi")
    assert house.last(ONE).body.startswith("1. Xã số 18:")
    assert labels(house.last(ONE))[-1] == "Sau ›"
    house.press(ONE, "Sau ›")
    house.press(ONE, "Sau ›")
    assert labels(house.last(ONE)) == ["Xã số 2", "Xã số 1", "Xã số 0", "‹ Trước"]
    house.press_payload(ONE, "rvq:99")
    assert labels(house.last(ONE))[0] == "Xã số 2"
    house.say(ONE, "Xã số")
    assert len(labels(house.last(ONE))) == 10


# --- walks ---------------------------------------------------------------------------------------------


def test_every_button_a_reviewer_sees_is_handled_and_fits() -> None:
    house = submitted(proven=False)
    long = "x" * 32
    house.decree(facts.UnitsImported(units=(Unit(code=long, name="Xã " + "Dài " * 20),)))
    for item in house.criteria.by_id:
        house.record(facts.AnswerGiven(item=item, version=10, claim=ANSWERS.get(item, Claim())), long)
    house.record(facts.SubmissionSubmitted(claimed="0", digest="d"), long)
    house.say(ONE, "/hangdoi")
    house.say(ONE, f"/hoso {long}")
    for item in house.criteria.by_id:
        for command in ("/chapnhan", "/tieuchi", "/dieuchinh", "/tralai"):
            house.say(ONE, f"{command} {item}")
    house.say(ONE, "kết thúc")
    for message in house.shown[ONE]:
        assert "{" not in text_of(message)
        for button in (button for row in message.buttons for button in row):
            assert len(button.payload.encode()) <= 64
            verb, item, _, _ = parse_press(button.payload)
            assert verb in acts.PRESSES or (verb == "cmd" and item in acts.COMMANDS)


def test_every_phrase_for_reviewers_is_said_somewhere() -> None:
    sources = [p.read_text(encoding="utf-8") for p in Path(engine.__file__).parent.rglob("*.py")]
    names = [name for name in vars(words) if name.isupper()]
    unsaid = [name for name in names if sum(len(re.findall(rf"\b{name}\b", text)) for text in sources) < 2]
    assert not unsaid
