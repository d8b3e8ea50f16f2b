"""A small open campaign in a running app, for tests that need one."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import App, opened
from bot.commands import office
from bot.settings import Settings
from bot.tryout.phones import Player
from conversations.talk import Act
from criteria import loader
from scoring.facts import RoleName, StageChanged, Unit, UnitsImported

UNITS = (Unit(code="01", name="Xã Lạc Đạo", block="Xã"), Unit(code="02", name="Xã Chỉ Đạo", block="Xã"))


@asynccontextmanager
async def campaign(data: Path, *, port: int = 0, listening: bool = False) -> AsyncIterator[App]:
    """The app with the campaign, made where the data folder has none yet."""
    settings = Settings(data=data, port=port or 8080)
    async with opened(settings, listening=listening) as app:
        if not app.book.campaign.id:
            created = office.created(loader.load("lac-dao-xa"), "Chuyển đổi số 2026", "2026-12-15")
            await app.decree([Act("", created)])
            await app.decree([Act("", UnitsImported(units=UNITS)), Act("", StageChanged(stage="open"))])
        yield app


async def player(
    app: App, role: RoleName = "officer", unit: str = "01", name: str = "Nguyễn Thị Hoa"
) -> Player:
    """Somebody who has just joined."""
    issued, (invited,) = office.invited(app.settings, [(role, unit, name)])
    await app.decree([Act("", fact) for fact in issued])
    who = Player(app, f"web:{role}-{unit or 'all'}", name, random.Random(f"{role}-{unit}"))
    await who.join(invited.code)
    return who
