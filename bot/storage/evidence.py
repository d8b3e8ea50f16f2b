"""Files on disk by their SHA-256: streamed, hashed, synced, renamed. What has a name here is whole."""

from __future__ import annotations

import asyncio
import hashlib
import os
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple

from bot.storage.syncing import sync


class TooLargeError(Exception):
    """The stream is longer than allowed; nothing was kept."""


class Stored(NamedTuple):
    """A whole file on disk. ``head`` is its first bytes, enough to tell its kind."""

    sha256: str
    size: int
    head: bytes


HEAD = 8192  # bytes


class EvidenceStore:
    """Keeps the bytes whose SHA-256 is abcdef in ``folder/ab/abcdef``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, sha256: str) -> Path:
        """Where the file of that digest is; raises ValueError for what is no digest."""
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise ValueError("not a SHA-256")
        return self._folder / sha256[:2] / sha256

    async def take(
        self,
        chunks: AsyncIterator[bytes],
        most: int,
        check: Callable[[bytes], object] | None = None,
        look: Callable[[Path], Awaitable[object]] | None = None,
    ) -> Stored:
        """Store a stream of at most ``most`` bytes durably; raises TooLargeError, OSError (disk full).

        ``check`` sees the head, then ``look`` the whole file, before it gets its name; what they raise leaves
        nothing behind.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        partial = self._folder / f"partial-{secrets.token_hex(8)}"
        digest, size, head = hashlib.sha256(), 0, b""
        try:
            with partial.open("wb") as file:
                async for chunk in chunks:
                    size += len(chunk)
                    if size > most:
                        raise TooLargeError
                    head = (head + chunk)[:HEAD] if len(head) < HEAD else head
                    digest.update(chunk)
                    await asyncio.to_thread(file.write, chunk)
                if check is not None:
                    check(head)
                await asyncio.to_thread(_sync, file)
            if look is not None:
                await look(partial)
            await asyncio.to_thread(_settle, partial, self.path(digest.hexdigest()))
        finally:
            partial.unlink(missing_ok=True)
        return Stored(digest.hexdigest(), size, head)

    async def keep(self, content: bytes) -> Stored:
        """Store bytes that are in memory already."""

        async def once() -> AsyncIterator[bytes]:
            yield content

        return await self.take(once(), len(content))

    def sweep(self) -> int:
        """Delete what an interrupted upload left; to be called before anything is taken."""
        left = list(self._folder.glob("partial-*")) if self._folder.exists() else []
        for path in left:
            with suppress(OSError):  # on a disk that cannot be written it stays until the next start
                path.unlink()
        return len(left)


def _sync(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _settle(partial: Path, final: Path) -> None:
    """Give the synced file its name, and make the name durable."""
    final.parent.mkdir(exist_ok=True)
    partial.replace(final)
    for folder in list(final.parents)[:3]:  # up to the data folder
        sync(folder)
