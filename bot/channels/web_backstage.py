"""What the page's server asks of the rest of the bot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

from bot.channels.base import Outgoing
from bot.channels.web_shapes import Json
from conversations.commands import Command
from conversations.events import Event, StoredFile


class Backstage(Protocol):
    """The bot as the web chat sees it."""

    def admit(self, chat: str, size: int = 0) -> None:
        """Let one event, or a file of ``size`` bytes, in; raises TooFastError."""

    def refusal(self, invitation: str) -> str:
        """What is said to a code of which there is no invitation, nor was; empty where there is one."""

    async def too_many_codes(self) -> None:
        """Put on record that a network has tried too many wrong codes."""

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
