"""A Bot API server and a channel that talks to it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.channels.telegram import TelegramChannel
from tests.bot.channels.exchanges import channel_on
from tests.bot.phone import Exchange, exchange


@pytest.fixture
async def server() -> AsyncIterator[Exchange]:
    async with exchange() as running:
        yield running


@pytest.fixture
async def channel(server: Exchange) -> AsyncIterator[TelegramChannel]:
    async for made in channel_on(server, []):
        yield made
