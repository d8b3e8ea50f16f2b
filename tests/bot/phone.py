"""Telegram as a person sees it: an independent Bot API server that shows what the bot says, and phones."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, NamedTuple

from aiohttp import web
from lo_bot_api_emulator import ApiRefusal, LoBotApiEmulator

Json = dict[str, Any]
TOKEN = "4711:AAE-made-up-for-tests"
USERNAME = "chamdiem_test_bot"


@dataclass
class Shown:
    """A message on a screen, as it stands now."""

    id: int
    text: str
    buttons: dict[str, str] = field(default_factory=dict)
    file: bytes | None = None
    file_name: str = ""
    photo: bool = False


class Call(NamedTuple):
    """A request of the bot that was carried out."""

    method: str
    fields: Json
    at: float


class _Reader(HTMLParser):
    """Telegram's HTML: only its own tags, closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.open = "", list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"b", "i", "blockquote"}, tag
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def as_shown(html: str) -> str:
    """What a person sees of HTML; fails where Telegram would refuse it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open, html
    return reader.text


class Exchange(LoBotApiEmulator):  # type: ignore[misc]  # has no types
    """The server. It keeps every chat's messages, edits included, and every call."""

    def __init__(self) -> None:
        super().__init__(
            max_assets=1000, max_history=100_000, max_updates=10_000, allow_insecure_loopback_webhooks=True
        )
        self.calls: list[Call] = []
        self.screens: dict[int, dict[int, Shown]] = {}
        self.news: dict[int, list[Shown]] = {}
        self.changed = asyncio.Condition()
        self.refuse: Callable[[str, Json], None] = lambda _method, _fields: None
        self.unanswered: set[str] = set()  # presses for which phones still show a spinner
        self.downloads = asyncio.Event()
        self.downloads.set()
        self.url = ""

    def validate(self, method: str, fields: Json, uploads: Json) -> Any:
        self.refuse(method, fields)
        given = dict(fields)
        result = super().validate(method, fields, uploads)
        if method == "getMe":
            return {**result, "username": USERNAME}
        if method != "getUpdates":
            self.calls.append(Call(method, given, time.monotonic()))
        if method == "answerCallbackQuery":
            self.unanswered.discard(given["callback_query_id"])
        if isinstance(result, dict) and "message_id" in result:
            self._show(method, given, uploads, result)
        return result

    def _show(self, method: str, fields: Json, uploads: Json, result: Json) -> None:
        chat, key = int(fields["chat_id"]), int(result["message_id"])
        markup = json.loads(fields.get("reply_markup") or "{}")
        rows = markup.get("inline_keyboard", ())
        buttons = {b["text"]: b["callback_data"] for row in rows for b in row}
        assert sum(map(len, rows)) <= 100
        assert all(1 <= len(row) <= 8 for row in rows), rows
        assert all(label.strip() and 1 <= len(data.encode()) <= 64 for label, data in buttons.items()), rows
        text = as_shown(fields.get("text") or fields.get("caption") or "")
        assert len(text.encode("utf-16-le")) // 2 <= (4096 if "text" in fields else 1024)
        upload: Json = next(iter(uploads.values()), {})
        shown = Shown(
            key, text, buttons, upload.get("data"), upload.get("filename", ""), method == "sendPhoto"
        )
        if method.startswith("edit"):
            before = self.screens.get(chat, {}).get(key)
            if before is None:
                raise ApiRefusal("Bad Request: message to edit not found")
            if before == shown:
                raise ApiRefusal("Bad Request: message is not modified")
        self.screens.setdefault(chat, {})[key] = shown
        self.news.setdefault(chat, []).append(shown)
        asyncio.get_running_loop().create_task(self._notify())

    async def download(self, request: web.Request) -> web.StreamResponse:
        """Files are handed out while ``downloads`` is set."""
        await self.downloads.wait()
        response: web.StreamResponse = await super().download(request)
        return response

    async def _notify(self) -> None:
        async with self.changed:
            self.changed.notify_all()

    def take_file(self, content: bytes) -> str:
        """Store what a phone sends; the file's id."""
        self.next_id += 1
        key = f"from-phone-{self.next_id}"
        self.assets[key] = {"data": content, "size": len(content), "filename": key}
        return key

    async def again(self, update: Json) -> None:
        """Deliver an update once more, whatever was confirmed."""
        state = self._update_queues._state(TOKEN)
        async with state.condition:
            state.updates.append(update)
            state.condition.notify_all()

    def waiting(self) -> list[Json]:
        """Updates that have not been confirmed."""
        return list(self._update_queues._state(TOKEN).updates)


@asynccontextmanager
async def exchange() -> AsyncIterator[Exchange]:
    """A server on a free port of this machine."""
    server = Exchange()
    runner = web.AppRunner(server.app(), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield server
    finally:
        await runner.cleanup()


class Phone:
    """One person's private chat with the bot."""

    def __init__(self, server: Exchange, chat: int, name: str) -> None:
        self.server, self.chat, self.name = server, chat, name
        self.clock: Callable[[], float] = time.time  # when Telegram says that it was sent
        self._seen = 0

    @property
    def news(self) -> list[Shown]:
        """Everything that was sent or edited since the last act."""
        return self.server.news.get(self.chat, [])[self._seen :]

    async def say(self, text: str, *, reply_to: int = 0) -> Json:
        """Type a text, perhaps as the reply to an earlier message."""
        earlier = {"message_id": reply_to, "date": 1, "chat": self._room()}
        return await self._send({"text": text, **({"reply_to_message": earlier} if reply_to else {})})

    async def edit(self, text: str, message: int) -> Json:
        """Change what was typed earlier."""
        edited = {"message_id": message, "date": 1, "edit_date": 2, "chat": self._room(), "from": self._me()}
        self._seen = len(self.server.news.get(self.chat, []))
        queue = self.server._update_queues._state(TOKEN)  # its front door takes no edits
        queue.next_id += 1
        update = {"update_id": queue.next_id - 1, "edited_message": {**edited, "text": text}}
        await self.server.again(update)
        return update

    async def moves(self, status: str) -> Json:
        """Block the bot (``kicked``) or let it in again (``member``)."""
        member = {"user": {"id": 4711, "is_bot": True, "first_name": "bot"}, "status": status}
        change = {"chat": self._room(), "from": self._me(), "date": 1, "new_chat_member": member}
        queue = self.server._update_queues._state(TOKEN)
        queue.next_id += 1
        update = {"update_id": queue.next_id - 1, "my_chat_member": change}
        await self.server.again(update)
        return update

    async def press(self, label: str) -> Json:
        """Press the latest button whose label contains the text."""
        for shown in reversed(self.server.screens.get(self.chat, {}).values()):
            for known, payload in shown.buttons.items():
                if label in known:
                    return await self.press_payload(payload, shown.id)
        raise AssertionError(f"{self.name} sees no button {label!r}: {self.last()}")

    async def press_payload(self, payload: str, message: int) -> Json:
        query = {
            "id": f"q{time.monotonic_ns()}", "from": self._me(), "chat_instance": "1", "data": payload,
            "message": {"message_id": message, "date": 1, "chat": self._room()},
        }  # fmt: skip
        self.server.unanswered.add(str(query["id"]))
        return await self._enqueue({"callback_query": query})

    async def send_document(self, content: bytes, name: str, caption: str = "", **more: Any) -> Json:
        file = {
            "file_id": self.server.take_file(content), "file_unique_id": "u", "file_name": name,
            "mime_type": "application/octet-stream", "file_size": len(content),
        }  # fmt: skip
        return await self._send({"document": file, **({"caption": caption} if caption else {}), **more})

    async def send_photo(self, content: bytes, caption: str = "", album: str = "") -> Json:
        key = self.server.take_file(content)
        sizes = [
            {"file_id": "thumb", "file_unique_id": "t", "width": 90, "height": 60, "file_size": 9},
            {"file_id": key, "file_unique_id": "u", "width": 1280, "height": 853, "file_size": len(content)},
        ]
        more = {"caption": caption} if caption else {}
        return await self._send({"photo": sizes, **more, **({"media_group_id": album} if album else {})})

    async def hear(self, text: str, seconds: float = 10.0) -> Shown:
        """Wait until a message with the text has come since the last act."""
        deadline = time.monotonic() + seconds
        while True:
            for shown in self.news:
                if text in shown.text or text in " | ".join(shown.buttons):
                    return shown
            left = deadline - time.monotonic()
            assert left > 0, f"{self.name} did not hear {text!r} but {[s.text for s in self.news]}"
            async with self.server.changed:
                try:
                    await asyncio.wait_for(self.server.changed.wait(), min(left, 0.2))
                except TimeoutError:
                    continue

    def last(self) -> Shown | None:
        """The latest message on the screen."""
        messages = list(self.server.screens.get(self.chat, {}).values())
        return messages[-1] if messages else None

    async def _send(self, content: Json) -> Json:
        self.server.next_id += 1
        message = {
            "message_id": self.server.next_id, "date": int(self.clock()), "chat": self._room(),
            "from": self._me(), **content,
        }  # fmt: skip
        return await self._enqueue({"message": message})

    async def _enqueue(self, update: Json) -> Json:
        self._seen = len(self.server.news.get(self.chat, []))
        key = await self.server.enqueue_update(update, token=TOKEN)
        return {**update, "update_id": key}

    def _me(self) -> Json:
        return {"id": self.chat, "is_bot": False, "first_name": self.name}

    def _room(self) -> Json:
        return {"id": self.chat, "type": "private", "first_name": self.name}
