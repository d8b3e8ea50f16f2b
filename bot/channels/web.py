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
import secrets
from collections import Counter
from collections.abc import AsyncIterator
from typing import Final

from aiohttp import web

from bot.channels import web_guard, web_listening, web_page, web_requests, web_shapes
from bot.channels.base import ChannelError, Outgoing
from bot.channels.web_backstage import Backstage
from bot.channels.web_doors import Doors
from bot.channels.web_listening import Https
from bot.channels.web_shapes import Json
from bot.channels.web_streams import Streams
from bot.intake.flood import TooFastError
from conversations.commands import Command
from conversations.events import Event, FileCame, FileRefused, Pressed, Said, Started, StoredFile
from conversations.phrases import web as words

LARGEST_REQUEST: Final = 1_000_000  # bytes, files apart
LONGEST_TEXT: Final = 20_000  # characters; the talk itself answers what is longer than it reads
UPLOADS: Final = 4  # of one chat at once
CHAT: Final = "/chat/{chat:[A-Za-z0-9_-]{1,64}}"


class WebChannel:
    """The page and its small protocol. ``public``: the address that people see, where it is another."""

    name = "web"

    def __init__(
        self, backstage: Backstage, host: str, port: int, routes: tuple[web.RouteDef, ...] = (), *,
        public: str = "", https: Https | None = None,
    ) -> None:  # fmt: skip
        self._backstage, self._host, self._port, self._routes = backstage, host, port, routes
        self._https = https
        self._streams, self._uploads = Streams(), Counter[str]()
        self._doors = Doors(public, backstage.too_many_codes)
        self._ready = asyncio.Event()

    # the channel -----------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Serve until cancelled."""
        web_listening.hush()
        runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=1)
        await runner.setup()
        try:
            await web_listening.listen(runner, self._host, self._port)
            if self._https is not None:
                await web_listening.listen_safely(runner, self._https)
            self._ready.set()
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    async def ready(self) -> None:
        """Wait until the address is open."""
        await self._ready.wait()

    async def send(self, outgoing: Outgoing) -> str:
        """Show a message to whoever has the chat open; everybody else finds it in the history."""
        if self._streams.followed(outgoing.chat):
            self._streams.tell(outgoing.chat, web_shapes.from_bot(outgoing))
        return self.known_ref(outgoing)

    def known_ref(self, outgoing: Outgoing) -> str:
        """The page reads messages and their files from the record, so they stand there first."""
        return f"o{outgoing.id}"

    async def menu(self, chat: str, commands: tuple[Command, ...]) -> None:
        """The person's commands changed."""
        name, _, _ = self._backstage.header(chat)
        self._streams.tell(chat, {"header": {"name": name, "commands": web_shapes.commands(commands)}})

    def fetch(self, handle: str) -> AsyncIterator[bytes]:
        """Never needed: files come with their bytes."""
        raise ChannelError(f"the web chat has no handle {handle}", final=True)

    # the server ------------------------------------------------------------------------------------------

    def application(self) -> web.Application:
        """All routes."""
        app = web.Application(middlewares=[web_guard.guard], client_max_size=LARGEST_REQUEST)
        app.add_routes([
            *web_page.routes("/", "/moi/{code}", CHAT),
            web.get("/health", self._health),
            web.post("/api/chats", self._open),
            web.get(f"{CHAT}/messages", self._messages),
            web.get(f"{CHAT}/stream", self._stream),
            web.post(f"{CHAT}/events", self._event),
            web.post(f"{CHAT}/files", self._upload),
            web.get(f"{CHAT}/files/{{id:[io][0-9]{{1,15}}}}", self._file),
            *self._routes,
        ])  # fmt: skip
        return app

    async def _health(self, _request: web.Request) -> web.Response:
        return web.json_response(self._backstage.health())

    async def _open(self, request: web.Request) -> web.Response:
        """A chat for an invitation. The page's random id names the chat and its key, so that the same
        request sent again, after an answer that was lost, gives the same chat.
        """
        address = self._doors.enter(request)
        body = await web_requests.json_body(request)
        invitation, secret = web_requests.opening(body)
        if refusal := self._backstage.refusal(invitation):
            await self._doors.wrong(address)
            raise web_requests.error(web.HTTPNotFound, refusal)
        public, key = web_requests.named(secret, invitation)
        await self._backstage.make_chat(f"web:{public}", hashlib.sha256(key.encode()).hexdigest())
        event = Started(**web_requests.arrived(f"web:{public}", secret), invitation=invitation)
        fresh = await self._backstage.accept(event, "")
        if not self._backstage.header(f"web:{public}")[0]:
            await self._doors.wrong(address)
            raise web_requests.error(web.HTTPNotFound, await self._last_words(f"web:{public}"))
        response = web.json_response({"chat": public}, status=201 if fresh else 200)
        web_requests.cookie(response, key, f"/chat/{public}", secure=self._doors.secure(request))
        return response

    async def _last_words(self, chat: str) -> str:
        """What the talk said to a code that opens nothing."""
        _, went = await self._backstage.history(chat, 0)
        return went[-1].message.body if went else words.WRONG_CODE

    async def _chat(self, request: web.Request) -> str:
        """The chat that the request may use; refuses all others alike."""
        chat = f"web:{request.match_info['chat']}"
        known = await self._backstage.key_hash(chat)
        given = hashlib.sha256(request.cookies.get("chamdiem", "").encode(errors="replace")).hexdigest()
        if not known or not hmac.compare_digest(known, given):
            raise web_requests.error(web.HTTPForbidden, words.OTHER_DEVICE)
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
            "upload": {
                "max_bytes": limit,
                "accept": "",
                "note": words.LARGEST_FILE.format(megabytes=limit // 1_000_000),
            },
        })  # fmt: skip

    async def _since(self, chat: str, after: int) -> list[Json]:
        came, went = await self._backstage.history(chat, after)
        mine = [web_shapes.from_me(chat, *row) for row in came]
        return sorted(mine + [web_shapes.from_bot(row) for row in went], key=lambda message: message["seq"])

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        chat = await self._chat(request)
        after = web_requests.after(request)
        return await self._streams.follow(request, chat, lambda: self._since(chat, after))

    async def _event(self, request: web.Request) -> web.Response:
        chat = await self._chat(request)
        self._backstage.admit(chat)
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
            self._streams.tell(event.chat, web_shapes.from_me(event.chat, row, text, event.at.isoformat()))
        return web.json_response({"id": event.key}, status=202)

    async def _upload(self, request: web.Request) -> web.Response:
        chat = await self._chat(request)
        if not self._backstage.header(chat)[0]:
            raise web_requests.error(web.HTTPForbidden, words.INVITED_ONLY)
        if self._uploads[chat] >= UPLOADS:
            raise TooFastError(first=False)
        self._backstage.admit(chat, request.content_length or self._backstage.file_limit())
        self._uploads[chat] += 1
        try:
            return await self._received(request, chat)
        finally:
            self._uploads -= Counter((chat,))

    async def _received(self, request: web.Request, chat: str) -> web.Response:
        fields, part, name = await web_requests.parts(request)
        stored = await self._backstage.upload(web_requests.chunks(part), name)
        caption = fields.get("caption", "")[:1000]
        arrived = web_requests.arrived(chat, fields.get("id", "")[:64] or secrets.token_hex(16))
        shown: Json = {"body": caption, "client_id": fields.get("id", "")[:64]}
        event: FileCame | FileRefused
        if isinstance(stored, StoredFile):
            event = FileCame(**arrived, file=stored, caption=caption, item=fields.get("item", "")[:64])
            shown["file"] = stored.model_dump(include={"name", "size", "mime", "sha256"})
        else:  # the size is of the whole request: the file itself was not read to its end
            size = request.content_length or 0
            event = FileRefused(**arrived, file_name=name, size=size, why=stored)  # type: ignore[arg-type]
            shown["body"] = f"{name} {caption}".strip()
        return await self._accept(event, shown)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        """A file that stands in this chat's history, by the id of its message."""
        chat = await self._chat(request)
        wanted = request.match_info["id"]
        for message in await self._since(chat, int(wanted[1:]) - 1):
            file = message.get("file")
            if message["id"] == wanted and file:
                return web_requests.download(self._backstage.file_path(message["sha256"]), file)
        raise web_requests.error(web.HTTPNotFound, words.NO_SUCH_FILE)
