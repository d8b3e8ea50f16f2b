"""What all channels have in common: what each can do, and how a message is fitted to that."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

from conversations.commands import Command
from conversations.messages import Button, Message


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a channel can do. Sizes in characters and bytes; 0 buttons: choices become numbered replies."""

    text: int
    buttons: int
    label: int
    file_in: int
    file_out: int


CAPABILITIES = {
    "web": Capabilities(text=100_000, buttons=1000, label=500, file_in=20_000_000, file_out=10**9),
    "telegram": Capabilities(text=4096, buttons=100, label=60, file_in=20_000_000, file_out=50_000_000),
}


class Outgoing(NamedTuple):
    """One message for one chat. ``id`` grows with every message. ``replaces``: the reference of the
    message to edit, or empty. ``path``: the attachment's bytes on disk. ``at``: ISO time.
    """

    chat: str
    message: Message
    replaces: str = ""
    path: Path | None = None
    id: int = 0
    at: str = ""


TOO_LARGE = "the file is too large"
"""Why of a ChannelError where a file is more than the channel hands out."""


class ChannelError(Exception):
    """A message could not be sent. ``final``: trying again will not help. ``after``: seconds to wait."""

    def __init__(self, why: str, *, final: bool = False, after: float | None = None) -> None:
        super().__init__(why)
        self.why, self.final, self.after = why, final, after


class Channel(Protocol):
    """One way to reach people."""

    name: str

    async def run(self) -> None:
        """Receive until cancelled."""

    def known_ref(self, outgoing: Outgoing) -> str:
        """The reference where it is known before sending (then it is on record first), else empty."""

    async def send(self, outgoing: Outgoing) -> str:
        """Send one message; the channel's reference of it. Raises ChannelError."""

    async def menu(self, chat: str, commands: tuple[Command, ...]) -> None:
        """Show this person these commands."""

    def fetch(self, handle: str) -> AsyncIterator[bytes]:
        """Stream the bytes behind a file's handle. Raises ChannelError."""


def rows_within(buttons: tuple[tuple[Button, ...], ...], most: int, label: int) -> list[list[Button]]:
    """Button rows that fit: labels cut with an ellipsis, buttons beyond ``most`` left out."""
    rows: list[list[Button]] = []
    left = most
    for row in buttons:
        kept = [_cut(button, label) for button in row[:left]]
        left -= len(kept)
        if kept:
            rows.append(kept)
    return rows


def _cut(button: Button, most: int) -> Button:
    if len(button.label) <= most:
        return button
    return button.model_copy(update={"label": button.label[: most - 1].rstrip() + "…"})
