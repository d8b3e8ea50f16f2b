"""Walks over every command, button and phrase."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conversations import acts, commands, engine
from conversations.answers import pressing
from conversations.messages import Message
from conversations.phrases import (
    charts,
    common,
    doubting,
    officer,
    offline,
    proving,
    rounds,
    supplying,
    trying,
)
from conversations.showing import items
from conversations.talk import parse_press
from scoring import facts
from tests.conversations.desks import House, criteria_set, ready, text_of

CHAT = "web:hoa"
SOURCES = [p.read_text(encoding="utf-8") for p in Path(engine.__file__).parent.rglob("*.py")]


def test_every_command_has_an_act_and_a_help() -> None:
    assert acts.COMMANDS.keys() == commands.BY_NAME.keys()
    for command in commands.COMMANDS:
        assert re.fullmatch("[a-z0-9]{1,32}", command.name)
        assert 0 < len(command.help) <= 60
        assert command.roles


def test_verbs_of_officers_and_reviewers_do_not_collide() -> None:
    assert not pressing.PRESSES.keys() & acts.PRESSES.keys()
    assert "cmd" not in pressing.PRESSES


def states() -> dict[str, House]:
    drafting, returned, submitted = ready(CHAT), ready(CHAT), ready(CHAT)
    for house in (returned, submitted):
        for text in ("câu 3.1", "7000/8500", "câu 1.1", "1", "câu 8.4", "5"):
            house.say(CHAT, text)
        house.record(facts.SubmissionSubmitted(claimed="1", digest="d"))
    returned.record(facts.AnswerReturned(item="3.1", version=1, reason="Thiếu minh chứng"))
    returned.record(facts.SubmissionReturned(items=("3.1",)))
    preparing = House().open_campaign(stage="preparing")
    preparing.join(CHAT)
    return {"drafting": drafting, "returned": returned, "submitted": submitted, "preparing": preparing}


@pytest.mark.parametrize("state", ["drafting", "returned", "submitted", "preparing"])
def test_every_button_of_every_card_is_handled(state: str) -> None:
    house = states()[state]
    for item in items.walk(criteria_set()):
        for verb in ("go", "more", "files", "example", "explain"):
            house.press_payload(CHAT, f"{verb}:{item}")
    for name, command in commands.BY_NAME.items():
        if "officer" in command.roles:
            house.say(CHAT, f"/{name}")
    for message in house.shown[CHAT]:
        check(message)


def check(message: Message) -> None:
    assert "{" not in text_of(message)
    for button in (b for row in message.buttons for b in row):
        verb, item, _, _ = parse_press(button.payload)
        assert len(button.payload.encode()) <= 64
        assert 0 < len(button.label) <= 64
        assert (
            verb in pressing.PRESSES or verb in acts.PRESSES or (verb == "cmd" and item in commands.BY_NAME)
        )
    assert all(1 <= len(row) <= 8 for row in message.buttons)


PHRASES = [charts, officer, common, doubting, offline, proving, rounds, supplying, trying]


@pytest.mark.parametrize("module", PHRASES, ids=lambda module: module.__name__)
def test_every_phrase_is_said_somewhere(module: object) -> None:
    names = [name for name in vars(module) if name.isupper()]
    unsaid = [name for name in names if sum(len(re.findall(rf"\b{name}\b", text)) for text in SOURCES) < 2]
    assert not unsaid
