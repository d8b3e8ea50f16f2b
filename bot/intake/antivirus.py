"""Asks ClamAV's daemon whether a file is infected (``zINSTREAM``; see clamd(8)).

The packages on PyPI for this block and are hardly kept; the part of the protocol that is needed is small.
"""

from __future__ import annotations

import asyncio
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final

PATIENCE: Final = 60.0  # seconds
PIECE: Final = 65_536  # bytes


class UnreachableError(Exception):
    """The daemon does not answer, or not as it should; the message says what it did."""


async def scan(path: Path, address: str) -> str:
    """The name of the virus in the file; empty where there is none. Raises UnreachableError."""
    async with _connected(address) as (reader, writer):
        writer.write(b"zINSTREAM\0")
        with path.open("rb") as file:
            while piece := await asyncio.to_thread(file.read, PIECE):
                writer.write(struct.pack(">I", len(piece)) + piece)
                await writer.drain()
        writer.write(struct.pack(">I", 0))
        said = await _answer(reader)
    if said.endswith(" FOUND"):
        return said.removeprefix("stream: ").removesuffix(" FOUND")
    if said != "stream: OK":
        raise UnreachableError(f"it says {said!r}")
    return ""


async def ping(address: str) -> None:
    """Returns where the daemon answers; raises UnreachableError."""
    async with _connected(address) as (reader, writer):
        writer.write(b"zPING\0")
        said = await _answer(reader)
    if said != "PONG":
        raise UnreachableError(f"it says {said!r}")


async def _answer(reader: asyncio.StreamReader) -> str:
    return (await reader.readuntil(b"\0"))[:-1].decode("utf-8", "replace")


@asynccontextmanager
async def _connected(address: str) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """A connection that is over after ``PATIENCE``; whatever goes wrong in it is an UnreachableError."""
    host, _, rest = address.rpartition(":")
    try:
        async with asyncio.timeout(PATIENCE):
            unix = address.startswith("unix:")
            opening = asyncio.open_unix_connection(rest) if unix else asyncio.open_connection(host, int(rest))
            reader, writer = await opening
            try:
                yield reader, writer
            finally:
                writer.close()
                with suppress(OSError):
                    await writer.wait_closed()
    except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError) as error:
        raise UnreachableError(type(error).__name__) from error
