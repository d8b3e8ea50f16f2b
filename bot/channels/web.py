"""The local web chat: a phone-sized page, plain HTTP in, server-sent events out.

A chat belongs to the browser that holds its key (a cookie scoped to the chat's own path), so several
people can talk from one browser, each in a tab. A GET changes nothing: link previews cannot use up an
invitation.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Protocol

from aiohttp import web

from bot.channels import web_requests, web_shapes
from bot.channels.base import ChannelError, Outgoing
from bot.channels.web_shapes import Json
from conversations.commands import Command
from conversations.events import Event, FileCame, FileRefused, Pressed, Said, Started, StoredFile

log = logging.getLogger(__name__)
PAGE = Path(__file__).with_name("page")
PAGE_FILES = {path.name: path for path in PAGE.iterdir()} if PAGE.exists() else {}
NOT_NOW = "Máy chủ đang tạm thời không ghi được. Anh/chị vui lòng thử lại sau ít phút."
SHORTEST_SECRET = 16  # characters of the page's random id
LONGEST_NUMBER = 16  # digits
LONGEST_TEXT = 20_000  # characters; the talk itself answers what is longer than it reads


class Backstage(Protocol):
    """What the page's server asks of the rest of the bot."""

    async def accept(self, event: Event, shown: str) -> int:
        """Take an event; its row's id (0: it came before) once it is durable."""

    async def make_chat(self, chat: str, key_hash: str) -> None:
        """Remember a new chat and the hash of its key."""

    async def key_hash(self, chat: str) -> str:
        """Hash of the chat's key, or an empty text for an unknown chat."""

    async def history(self, chat: str, after: int) -> tuple[list[tuple[int, str, str]], list[Outgoing]]:
        """What came in (id, shown, at) and what went out since id ``after``."""

    def header(self, chat: str) -> tuple[str, str, tuple[Command, ...]]:
        """Who talks here, the campaign's name, and their commands."""

    async def upload(self, chunks: AsyncIterator[bytes], name: str) -> StoredFile | str:
        """Store a file durably, or say why not (``FileRefused.why``)."""

    def file_path(self, sha256: str) -> Path:
        """Where a stored file is."""

    def file_limit(self) -> int:
        """Largest file that is taken, in bytes."""

    def health(self) -> Json:
        """How the process is doing."""


class AddressError(Exception):
    """The address cannot be listened on; the message says what to do."""


class WebChannel:
    """Serves the page and its small protocol on one address."""

    name = "web"

    def __init__(
        self, backstage: Backstage, host: str, port: int, routes: tuple[web.RouteDef, ...] = ()
    ) -> None:
        self._backstage, self._host, self._port, self._routes = backstage, host, port, routes
        self._listeners: dict[str, set[asyncio.Queue[Json]]] = {}
        self._ready = asyncio.Event()

    # the channel -----------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Serve until cancelled."""
        runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=1)
        await runner.setup()
        try:
            await self._listen(runner)
            self._ready.set()
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    async def _listen(self, runner: web.AppRunner) -> None:
        try:
            await web.TCPSite(runner, self._host, self._port).start()
        except OSError as error:
            raise AddressError(
                f"cannot listen on {self._host}:{self._port}: {error.strerror}; choose another with --port"
            ) from error

    async def ready(self) -> None:
        """Wait until the address is open."""
        await self._ready.wait()

    async def send(self, outgoing: Outgoing) -> str:
        """Show a message to whoever has the chat open; everybody else finds it in the history."""
        self._tell(outgoing.chat, web_shapes.from_bot(outgoing))
        return self.known_ref(outgoing)

    def known_ref(self, outgoing: Outgoing) -> str:
        """The page reads messages and their files from the record, so they stand there first."""
        return f"o{outgoing.id}"

    async def menu(self, chat: str, commands: tuple[Command, ...]) -> None:
        """The person's commands changed."""
        name, _, _ = self._backstage.header(chat)
        self._tell(chat, {"header": {"name": name, "commands": web_shapes.commands(commands)}})

    def fetch(self, handle: str) -> AsyncIterator[bytes]:
        """Never needed: files come with their bytes."""
        raise ChannelError(f"the web chat has no handle {handle}", final=True)

    def _tell(self, chat: str, news: Json) -> None:
        for queue in self._listeners.get(chat, ()):
            queue.put_nowait(news)

    # the server ------------------------------------------------------------------------------------------

    def application(self) -> web.Application:
        """All routes."""
        app = web.Application(middlewares=[_guard], client_max_size=1_000_000)
        app.add_routes([
            web.get("/", _page),
            web.get("/moi/{code}", _page),
            web.get("/page/{name}", _static),
            web.get("/health", self._health),
            web.post("/api/chats", self._open),
            web.get("/chat/{chat}", _page),
            web.get("/chat/{chat}/messages", self._messages),
            web.get("/chat/{chat}/stream", self._stream),
            web.post("/chat/{chat}/events", self._event),
            web.post("/chat/{chat}/files", self._upload),
            web.get("/chat/{chat}/files/{id}", self._file),
            *self._routes,
        ])  # fmt: skip
        return app

    async def _health(self, _request: web.Request) -> web.Response:
        return web.json_response(self._backstage.health())

    async def _open(self, request: web.Request) -> web.Response:
        """A chat for an invitation. The page's random id names the chat and its key, so that the same
        request sent again, after an answer that was lost, gives the same chat.
        """
        body = await web_requests.json_body(request)
        invitation, secret = (
            web_requests.text_of(body, "invitation", 100),
            web_requests.text_of(body, "id", 64),
        )
        if len(secret) < SHORTEST_SECRET:
            raise web_requests.error(web.HTTPBadRequest, "Yêu cầu không đọc được.")
        public, key = (
            web_requests.derived("chat", secret, invitation)[:12],
            web_requests.derived("key", secret, invitation),
        )
        await self._backstage.make_chat(f"web:{public}", hashlib.sha256(key.encode()).hexdigest())
        event = Started(**web_requests.arrived(f"web:{public}", secret), invitation=invitation)
        fresh = await self._backstage.accept(event, "")
        if not self._backstage.header(f"web:{public}")[0]:
            raise web_requests.error(web.HTTPNotFound, await self._last_words(f"web:{public}"))
        response = web.json_response({"chat": public}, status=201 if fresh else 200)
        web_requests.cookie(response, request, key, f"/chat/{public}")
        return response

    async def _last_words(self, chat: str) -> str:
        """What the talk said to a code that opens nothing."""
        _, went = await self._backstage.history(chat, 0)
        return went[-1].message.body if went else "Mã mời không đúng."

    async def _chat(self, request: web.Request) -> str:
        """The chat that the request may use; refuses all others alike."""
        chat = f"web:{request.match_info['chat']}"
        known = await self._backstage.key_hash(chat)
        given = hashlib.sha256(request.cookies.get("chamdiem", "").encode()).hexdigest()
        if not known or not hmac.compare_digest(known, given):
            raise web_requests.error(web.HTTPForbidden, "Cuộc trò chuyện này thuộc về một thiết bị khác.")
        return chat

    async def _messages(self, request: web.Request) -> web.Response:
        chat = await self._chat(request)
        messages = await self._since(chat, 0)
        name, title, commands = self._backstage.header(chat)
        limit = self._backstage.file_limit()
        return web.json_response({
            "name": name,
            "title": title,
            "messages": messages,
            "latest": messages[-1]["seq"] if messages else 0,
            "commands": web_shapes.commands(commands),
            "upload": {"max_bytes": limit, "accept": "", "note": f"Tối đa {limit // 1_000_000} MB mỗi tệp"},
        })  # fmt: skip

    async def _since(self, chat: str, after: int) -> list[Json]:
        came, went = await self._backstage.history(chat, after)
        mine = [web_shapes.from_me(chat, *row) for row in came]
        return sorted(mine + [web_shapes.from_bot(row) for row in went], key=lambda message: message["seq"])

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        chat = await self._chat(request)
        given = request.headers.get("Last-Event-ID") or request.query.get("after") or "0"
        after = int(given) if given.isascii() and given.isdigit() and len(given) < LONGEST_NUMBER else 0
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", **web_requests.HEADERS})
        await response.prepare(request)
        queue: asyncio.Queue[Json] = asyncio.Queue()
        self._listeners.setdefault(chat, set()).add(queue)
        try:
            for message in await self._since(chat, after):
                await response.write(web_shapes.sse(message))
            while True:
                await response.write(await web_shapes.following(queue))
        except (ConnectionResetError, asyncio.CancelledError):
            pass
        finally:
            self._listeners[chat].discard(queue)
            if not self._listeners[chat]:
                del self._listeners[chat]
        return response

    async def _event(self, request: web.Request) -> web.Response:
        chat = await self._chat(request)
        body = await web_requests.json_body(request)
        key = web_requests.text_of(body, "id", 64)
        arrived = web_requests.arrived(chat, key)
        if body.get("kind") == "press":
            event = Pressed(
                **arrived,
                payload=web_requests.text_of(body, "payload", 64),
                message=web_requests.text_of(body, "message", 20),
            )
            return await self._accept(event, {})
        text = web_requests.text_of(body, "text", LONGEST_TEXT)
        return await self._accept(Said(**arrived, text=text), {"body": text, "client_id": key})

    async def _accept(self, event: Event, shown: Json) -> web.Response:
        """``shown`` is the person's own bubble; a press has none, it shows in the card that it changes."""
        text = json.dumps(shown, ensure_ascii=False) if shown else ""
        row = await self._backstage.accept(event, text)
        if row and text:
            self._tell(event.chat, web_shapes.from_me(event.chat, row, text, event.at.isoformat()))
        return web.json_response({"id": event.key}, status=202)

    async def _upload(self, request: web.Request) -> web.Response:
        chat = await self._chat(request)
        if not self._backstage.header(chat)[0]:
            raise web_requests.error(web.HTTPForbidden, "Cần có lời mời trước khi gửi tệp.")
        fields, part = await web_requests.parts(request)
        name = (part.filename or "tep").replace("/", "_").replace("\\", "_")[-150:]
        stored = await self._backstage.upload(web_requests.chunks(part), name)
        key = fields.get("id", "")[:64] or secrets.token_hex(16)
        caption = fields.get("caption", "")[:1000]
        arrived = web_requests.arrived(chat, key)
        shown: Json = {"body": caption, "client_id": key}
        event: FileCame | FileRefused
        if isinstance(stored, StoredFile):
            event = FileCame(**arrived, file=stored, caption=caption)
            shown["file"] = stored.model_dump(include={"name", "size", "mime", "sha256"})
        else:
            size = (
                request.content_length or 0
            )  # of the whole request: the file itself was not read to its end
            event = FileRefused(**arrived, file_name=name, size=size, why=stored)  # type: ignore[arg-type]
            shown["body"] = f"{name} {caption}".strip()
        return await self._accept(event, shown)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        """A file that stands in this chat's history, by the id of its message."""
        chat = await self._chat(request)
        wanted = request.match_info["id"]
        for message in await self._since(chat, int(wanted[1:] if wanted[1:].isdigit() else 0) - 1):
            file = message.get("file")
            if message["id"] == wanted and file:
                return web_requests.download(self._backstage.file_path(message["sha256"]), file)
        raise web_requests.error(web.HTTPNotFound, "Không có tệp này.")


async def _page(_request: web.Request) -> web.FileResponse:
    return web.FileResponse(PAGE / "index.html")


async def _static(request: web.Request) -> web.FileResponse:
    path = PAGE_FILES.get(request.match_info["name"])
    if path is None:
        raise web.HTTPNotFound
    return web.FileResponse(path)


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def _guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Other sites cannot post here (they cannot set our header), and every answer has the safe headers."""
    by_cookie = request.path.startswith(("/api/", "/chat/"))  # other routes prove themselves by a secret
    if by_cookie and request.method == "POST" and request.headers.get("X-Chamdiem") != "1":
        raise web_requests.error(web.HTTPForbidden, "Yêu cầu bị từ chối.")
    try:
        response = await handler(request)
    except (web.HTTPException, ConnectionResetError, asyncio.CancelledError):
        raise
    except Exception:
        log.exception("a request failed: %s %s", request.method, request.path)
        raise web_requests.error(web.HTTPServiceUnavailable, NOT_NOW) from None
    if not response.prepared:
        for name, value in web_requests.HEADERS.items():
            response.headers.setdefault(name, value)
    return response
