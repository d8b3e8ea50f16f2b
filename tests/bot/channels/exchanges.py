"""A running channel at an independent Bot API server, and what that server heard."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from lo_bot_api_emulator import ApiRefusal

from bot.channels.base import Outgoing
from bot.channels.telegram import TelegramChannel
from conversations.events import Event
from conversations.messages import Attachment, Message
from tests.bot.phone import TOKEN, Exchange
from tests.bot.waiting import until


async def channel_on(server: Exchange, kept: list[Event], **more: Any) -> AsyncIterator[TelegramChannel]:
    """A running channel; ``more`` may give other settings."""

    async def accept(event: Event, shown: str = "", *, fetching: bool = False) -> None:
        kept.append(event)

    made = TelegramChannel(TOKEN, accept, **{"base_url": server.url, **more})
    task = asyncio.create_task(made.run())
    await until(lambda: any(call.method == "setMyCommands" for call in server.calls))
    yield made
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def spoken(server: Exchange) -> list[tuple[str, str]]:
    """The calls that say something, and the texts."""
    return [
        (call.method, call.fields.get("text") or call.fields.get("caption") or "")
        for call in server.calls
        if call.method.startswith(("send", "edit"))
    ]


def refusing(server: Exchange, wanted: str, *refusals: ApiRefusal) -> None:
    """The next calls of that method are refused, one with each of these."""
    left = list(refusals)

    def refuse(method: str, _: dict[str, Any]) -> None:
        if method == wanted and left:
            raise left.pop(0)

    server.refuse = refuse


def file_message(folder: Path, content: bytes, name: str, mime: str, **message: Any) -> Outgoing:
    """A message with a file of that content."""
    path = folder / "bytes"
    path.write_bytes(content)
    return Outgoing("telegram:99", Message(attachment=Attachment(name=name, mime=mime), **message), path=path)


async def fetched(channel: TelegramChannel, handle: str) -> bytes:
    """The bytes of a file, as the channel fetches them."""
    return b"".join([chunk async for chunk in channel.fetch(handle)])
