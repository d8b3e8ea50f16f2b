"""Who has which chat open: a few streams for each chat, each with a short queue."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import web

from bot.channels import web_requests, web_shapes
from bot.channels.web_shapes import Json

MOST_STREAMS: Final = 8  # of one chat; one more ends the oldest
MOST_WAITING: Final = 1000  # pieces of news that a slow reader may be behind; then it has to begin anew
SLOWEST: Final = 30.0  # seconds that one piece may take

Queue = asyncio.Queue[Json | None]


class Streams:
    """Tells whoever has a chat open what is new there."""

    def __init__(self) -> None:
        self._open: dict[str, OrderedDict[int, Queue]] = {}
        self._count = 0

    def followed(self, chat: str) -> bool:
        """Whether anybody has the chat open."""
        return chat in self._open

    def tell(self, chat: str, news: Json) -> None:
        """Somebody who is too far behind is cut off; their page asks for what it has missed."""
        for key, queue in list(self._open.get(chat, {}).items()):
            try:
                queue.put_nowait(news)
            except asyncio.QueueFull:
                self._end(chat, key)

    async def follow(
        self, request: web.Request, chat: str, missed: Callable[[], Awaitable[list[Json]]]
    ) -> web.StreamResponse:
        """What was missed, then what is new, until the page goes away."""
        response = web.StreamResponse(headers={
            "Content-Type": "text/event-stream", "Cache-Control": "no-store", **web_requests.HEADERS,
        })  # fmt: skip
        await response.prepare(request)
        key, queue = self._begin(chat)
        try:
            for message in await missed():
                await _write(response, web_shapes.sse(message))
            while (news := await web_shapes.following(queue)) is not None:
                await _write(response, news)
        except (ConnectionResetError, asyncio.CancelledError, TimeoutError):
            pass
        finally:
            self._end(chat, key)
        return response

    def _begin(self, chat: str) -> tuple[int, Queue]:
        self._count += 1
        queues = self._open.setdefault(chat, OrderedDict())
        while len(queues) >= MOST_STREAMS:
            self._end(chat, next(iter(queues)))
            queues = self._open.setdefault(chat, OrderedDict())
        queue: Queue = asyncio.Queue(MOST_WAITING)
        queues[self._count] = queue
        return self._count, queue

    def _end(self, chat: str, key: int) -> None:
        """Forget a stream; if it still runs, it ends."""
        queues = self._open.get(chat, OrderedDict())
        queue = queues.pop(key, None)
        if queue is not None:
            while queue.full():
                queue.get_nowait()
            queue.put_nowait(None)
        if not queues:
            self._open.pop(chat, None)


async def _write(response: web.StreamResponse, news: bytes) -> None:
    await asyncio.wait_for(response.write(news), SLOWEST)
