"""Three ways to the bot: a phone on Telegram, a browser, and the engine itself where nothing ever fails."""

from __future__ import annotations

import asyncio
import random
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from bot.app import App
from bot.intake.filekinds import kind_of
from bot.tryout.phones import Player
from conversations.events import FileCame, StoredFile
from conversations.messages import Message
from tests.bot.faults.scripts import Step
from tests.bot.phone import Phone

PATIENCE = 60.0  # seconds that an act may take while the bot is killed and started around it
Json = dict[str, Any]


@dataclass
class PhoneHand:
    """On Telegram: what is sent waits at the server until the bot confirms it."""

    phone: Phone
    updates: list[Json] = field(default_factory=list)

    async def do(self, step: Step) -> None:
        self.updates.append(await self._act(step))
        await self.phone.hear(step.reply, PATIENCE)

    async def _act(self, step: Step) -> Json:
        match step.kind:
            case "join":
                return await self.phone.say(f"/start {step.what}")
            case "say":
                return await self.phone.say(step.what)
            case "press":
                return await self.phone.press(step.what)
            case "document":
                return await self.phone.send_document(step.content, step.what)
            case "photo":
                return await self.phone.send_photo(step.content)


@dataclass
class WebHand:
    """On the page: the same request is sent again, under the same id, until it is answered."""

    web: aiohttp.ClientSession
    base: str
    chat: str = ""
    cookie: str = ""
    refused: int = 0

    async def do(self, step: Step) -> None:
        key = secrets.token_hex(12)
        match step.kind:
            case "join":
                body = await self._insist("/api/chats", {"id": key, "invitation": step.what})
                self.chat = f"/chat/{body['chat']}"
            case "say":
                await self._insist(f"{self.chat}/events", {"id": key, "text": step.what})
            case "press":
                payload, message = await self._button(step.what)
                press = {"id": key, "kind": "press", "payload": payload, "message": message}
                await self._insist(f"{self.chat}/events", press)
            case "document" | "photo":
                await self._insist(f"{self.chat}/files", {"id": key}, (step.what or "anh.jpg", step.content))
        await self._heard(step.reply)

    async def _insist(self, path: str, body: Json, file: tuple[str, bytes] | None = None) -> Json:
        async with asyncio.timeout(PATIENCE):
            while True:
                try:
                    return await self.post(path, body, file)
                except (aiohttp.ClientError, TimeoutError, OSError):
                    self.refused += 1
                    await asyncio.sleep(0.1)

    async def post(self, path: str, body: Json, file: tuple[str, bytes] | None = None) -> Json:
        """One request; raises ClientError where it is not acknowledged."""
        form = aiohttp.FormData(body, quote_fields=False)
        if file:
            form.add_field("file", file[1], filename=file[0])
        sent = {"data": form} if file else {"json": body}
        async with self.web.post(self.base + path, headers=self._headers(), **sent) as answer:
            answer.raise_for_status()
            if "chamdiem" in answer.cookies:
                self.cookie = answer.cookies["chamdiem"].value
            return dict(await answer.json())

    async def messages(self) -> list[Json]:
        """Everything in the chat; waits while the bot is away."""
        async with asyncio.timeout(PATIENCE):
            while True:
                try:
                    async with self.web.get(
                        f"{self.base}{self.chat}/messages", headers=self._headers()
                    ) as got:
                        got.raise_for_status()
                        return list((await got.json())["messages"])
                except (aiohttp.ClientError, TimeoutError, OSError):
                    await asyncio.sleep(0.1)

    async def _button(self, label: str) -> tuple[str, str]:
        for message in reversed(await self.messages()):
            for button in (button for row in message.get("buttons") or () for button in row):
                if label in button["label"]:
                    return button["payload"], message["id"]
        raise AssertionError(f"there is no button {label!r}")

    async def _heard(self, reply: str) -> None:
        """An answered request has its reply on record."""
        said = [m for m in await self.messages() if m["from"] == "bot"]
        assert any(reply in f"{m['title']} {m['body']} {m['footer']}" for m in said), (reply, said[-2:])

    def _headers(self) -> dict[str, str]:
        return {"X-Chamdiem": "1", "Cookie": f"chamdiem={self.cookie}"}


@asynccontextmanager
async def browser() -> AsyncIterator[aiohttp.ClientSession]:
    """A session without cookies of its own: each hand has one chat's key."""
    timeout = aiohttp.ClientTimeout(total=20)
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar(), timeout=timeout) as session:
        yield session


@dataclass
class CleanHand:
    """Through the engine, without a channel: what the record looks like where nothing goes wrong."""

    app: App
    player: Player

    @classmethod
    def of(cls, app: App, chat: str) -> CleanHand:
        return cls(app, Player(app, chat, "sạch", random.Random(chat)))

    async def do(self, step: Step) -> None:
        match step.kind:
            case "join":
                await self.player.join(step.what)
            case "say":
                await self.player.say(step.what)
            case "press":
                await self.player.press(await self._button(step.what))
            case "document" | "photo":
                await self._send(step)

    async def _send(self, step: Step) -> None:
        stored, kind = await self.app.store.keep(step.content), kind_of(step.content, step.what)
        assert kind is not None
        file = StoredFile(sha256=stored.sha256, name=step.what, mime=kind.mime, size=stored.size)
        event = FileCame(file=file, **self.player._arrived())  # type: ignore[arg-type]
        await self.app.service.accept(event)

    async def _button(self, label: str) -> str:
        sql = "SELECT body FROM outbox WHERE chat = $1 ORDER BY id DESC LIMIT 9"
        for (body,) in await self.app.database.read(sql, self.player.chat):
            for row in Message.model_validate_json(body).buttons:
                for button in row:
                    if label in button.label:
                        return button.payload
        raise AssertionError(f"there is no button {label!r}")
