"""The web chat on a free port, browsers that talk to it, and what they leave on record."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import ClientSession, CookieJar

from bot.app import App
from bot.channels.web import WebChannel
from bot.channels.web_doors import Doors
from bot.commands import office
from bot.running import ready
from conversations.talk import Act
from tests.bot.campaigns import campaign
from tests.bot.ports import free_port

OURS = {"X-Chamdiem": "1"}
SAFE = {
    "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin", "Server": "chamdiem",
}  # fmt: skip


@asynccontextmanager
async def served(data: Path) -> AsyncIterator[tuple[App, ClientSession]]:
    """A campaign behind HTTP, and a browser."""
    async with campaign(data, port=free_port(), listening=True) as app:
        await ready(app)
        jar = CookieJar(unsafe=True)
        async with ClientSession(address(app), headers=OURS, cookie_jar=jar) as browser:
            yield app, browser


def channel(app: App) -> WebChannel:
    web = app.channels["web"]
    assert isinstance(web, WebChannel)
    return web


def doors(app: App, public: str = "") -> Doors:
    """Doors that nobody has tried yet."""
    return Doors(public, channel(app)._backstage.too_many_codes)


def address(app: App) -> str:
    return f"http://127.0.0.1:{app.settings.port}"


async def code_for(app: App) -> str:
    """A fresh invitation for an officer."""
    issued, (invited,) = office.invited(app.settings, [("officer", "01", "Nguyễn Thị Hoa")])
    await app.decree([Act("", fact) for fact in issued])
    return str(invited.code)


async def joined(app: App, browser: ClientSession) -> str:
    """Path of a chat that the browser has just opened."""
    opening = {"id": "0123456789abcdef0123", "invitation": await code_for(app)}
    async with browser.post("/api/chats", json=opening) as answer:
        assert answer.status == 201
        return f"/chat/{(await answer.json())['chat']}"


async def recorded(app: App) -> list[int]:
    """How many rows each table has."""
    tables = ("inbox", "outbox", "session", "chat_key", "journal")
    counts = ", ".join(f"(SELECT count(*) FROM {table})" for table in tables)  # noqa: S608 - named above
    return list((await app.database.read(f"SELECT {counts}"))[0])


async def raw(app: App, request: bytes, seconds: float = 3) -> bytes:
    """What is answered to these bytes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", app.settings.port)
    try:
        writer.write(request)
        await writer.drain()
        return await asyncio.wait_for(reader.read(4000), seconds)
    finally:
        writer.close()


def upload(name: bytes, content: bytes, caption: str = "") -> bytes:
    """A multipart body with the boundary ``x`` and the file's name as it is given."""
    return (
        b'--x\r\nContent-Disposition: form-data; name="caption"\r\n\r\n' + caption.encode()
        + b'\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="' + name + b'"\r\n\r\n'
        + content + b"\r\n--x--\r\n"
    )  # fmt: skip


MULTIPART = {"Content-Type": "multipart/form-data; boundary=x"}
