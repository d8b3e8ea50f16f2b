"""The players answer every kind of rule, so that a rehearsal leaves nothing out."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from bot.tryout.phones import Player
from bot.tryout.players import Officer
from tests.conversations.desks import House, criteria_set

SETS = (
    "ha-giang-huyen", "ha-giang-so", "kien-giang-huyen", "kien-giang-tinh", "kien-giang-xa", "lac-dao-xa",
    "lam-dong-huyen", "lam-dong-so",
)  # fmt: skip


@dataclass
class Typist:
    """A player whose words go straight into a house."""

    house: House
    chat: str = "web:hoa"
    name: str = "Nguyễn Thị Hoa"
    dice: random.Random = field(default_factory=lambda: random.Random(1))

    async def say(self, text: str) -> None:
        self.house.say(self.chat, text)

    async def press(self, payload: str) -> None:
        self.house.press_payload(self.chat, payload)


@pytest.mark.parametrize("name", SETS)
def test_every_criterion_is_answered(name: str) -> None:
    house = House(criteria=criteria_set(name)).open_campaign()
    house.join("web:hoa")
    player: Any = Typist(house)
    officer = Officer(cast("Player", player), house.criteria, "Xã Lạc Đạo", 0.8)
    asyncio.run(officer.fill(evidence=False))
    answered = house.submission().answers
    assert [c.id for c in house.criteria.criteria if c.id not in answered] == []
