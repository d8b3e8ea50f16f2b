"""A line between the bot and a server that can be cut, slowed down, or made to answer nonsense."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

NONSENSE = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 21\r\n\r\n<html>\x00\xffwho?</html>\r\n"
)
BAD_GATEWAY = (
    b"HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 24\r\n"
    b"Connection: close\r\n\r\n<html>Bad Gateway</html>"
)
State = Literal["whole", "cut", "silent", "nonsense", "bad gateway"]


@dataclass
class Line:
    """``cut``: what is under way breaks off; ``silent``: bytes go nowhere. ``slow``: seconds that each piece
    takes. ``tear``: bytes after which the next answer that is longer breaks off.
    """

    url: str = ""
    state: State = "whole"
    slow: float = 0.0
    tear: int = 0
    made: int = 0
    torn: int = 0
    _open: set[asyncio.StreamWriter] = field(default_factory=set)

    def breaks(self, state: State) -> None:
        """From now on, also for what is open."""
        self.state = state
        for writer in self._open:
            writer.transport.abort()

    def mend(self) -> None:
        """All is well again; what is open is broken off, so that nobody waits for it."""
        self.slow, self.tear = 0.0, 0
        self.breaks("whole")

    async def serve(
        self, target: tuple[str, int], ours: tuple[asyncio.StreamReader, asyncio.StreamWriter]
    ) -> None:
        """One connection."""
        reader, writer = ours
        self.made += 1
        self._open.add(writer)
        try:
            if self.state == "whole":
                await self._through(target, reader, writer)
            elif self.state != "cut":
                await self._answer(reader, writer)
        except OSError:
            pass
        finally:
            self._open.discard(writer)
            writer.transport.abort()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(65536)
        while self.state == "silent":  # noqa: ASYNC110 - the test sets a word, not an event
            await asyncio.sleep(0.05)
        if self.state in ("whole", "cut"):
            return
        writer.write(NONSENSE if self.state == "nonsense" else BAD_GATEWAY)
        await writer.drain()
        await asyncio.sleep(0.05)

    async def _through(
        self, target: tuple[str, int], reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        back, forth = await asyncio.open_connection(*target)
        self._open.add(forth)
        try:
            asking = asyncio.create_task(self._pump(reader, forth, answers=False))
            await self._pump(back, writer, answers=True)
            asking.cancel()
        finally:
            self._open.discard(forth)
            forth.transport.abort()

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, answers: bool) -> None:
        with suppress(OSError):
            while piece := await source.read(4096 if self.slow else 65536):
                if self.slow:
                    await asyncio.sleep(self.slow)
                if answers and 0 < self.tear < len(piece):
                    sink.write(piece[: self.tear])
                    await sink.drain()
                    self.tear, self.torn = 0, self.torn + 1
                    return
                sink.write(piece)
                await sink.drain()


@asynccontextmanager
async def line(url: str) -> AsyncIterator[Line]:
    """A line to the address."""
    parts = urlsplit(url)
    target = (parts.hostname or "", parts.port or 80)
    wire = Line()
    server = await asyncio.start_server(lambda *ours: wire.serve(target, ours), "127.0.0.1", 0)
    wire.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield wire
    finally:
        wire.breaks("cut")
        server.close()
