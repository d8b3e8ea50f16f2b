"""Role × command × stage: every combination acts, or is refused on record; nothing else happens."""

from __future__ import annotations

import copy
from functools import cache
from typing import get_args

import pytest

from conversations import commands
from scoring import facts
from scoring.facts import ActRefused, RoleName, Stage
from tests.conversations import years
from tests.conversations.desks import House

CHATS = {"officer": years.OFFICER, "reviewer": years.REVIEWER, "administrator": years.ADMIN}
ARGUMENTS = ("", "3.1", "lac-dao", "khong-co")


@cache
def _house() -> House:
    house = years.year(stage="open")
    for role in ("leader", "observer"):
        house.join(f"web:{role}", role, "lac-dao" if role == "leader" else "", name="Vũ Văn Sáu")
    return house


def at(stage: Stage) -> House:
    house = copy.copy(_house())
    house.submissions, house.sessions = dict(house.submissions), dict(house.sessions)
    house.shown, house.log = {}, list(house.log)
    house.decree(facts.StageChanged(stage=stage))
    house.journal = []
    return house


@pytest.mark.parametrize("stage", get_args(Stage))
@pytest.mark.parametrize("role", get_args(RoleName))
def test_every_command_acts_or_is_refused_on_record(role: RoleName, stage: Stage) -> None:
    for command in commands.COMMANDS:
        for argument in ARGUMENTS:
            house, chat = at(stage), CHATS.get(role, f"web:{role}")
            turn = house.say(chat, f"/{command.name} {argument}".strip())
            assert any(not message.to for message in turn.messages), command.name
            refused = [fact for _, fact in house.journal if isinstance(fact, ActRefused)]
            allowed = role in command.roles and (not command.stages or stage in command.stages)
            if not allowed:
                why = "stage" if role in command.roles else "role"
                assert house.journal == [("", ActRefused(act=f"/{command.name}", why=why))]
            else:
                assert len(refused) <= 1
                assert not refused or len(house.journal) == 1


@pytest.mark.parametrize("stage", get_args(Stage))
def test_the_sentence_names_the_stage(stage: Stage) -> None:
    from conversations.phrases.results import STAGE_NAMES

    for command in commands.COMMANDS:
        if command.stages and stage not in command.stages:
            role = next(role for role in CHATS if role in command.roles)
            house = at(stage)
            house.say(CHATS[role], f"/{command.name}")
            said = house.last(CHATS[role]).body
            assert f"“{STAGE_NAMES[stage]}”" in said
            assert all(STAGE_NAMES[other] in said for other in command.stages)


def test_stages_are_stages() -> None:
    for command in commands.COMMANDS:
        assert command.stages <= set(get_args(Stage))
