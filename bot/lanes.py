"""Inbox rows that are not answered yet, chat by chat: each waits for its file, or behind one that does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from bot.storage.mail import InRow
from conversations.events import FileCame


@dataclass(frozen=True, slots=True)
class Lanes:
    """The rows of each chat in the order in which they came; a chat where nothing waits has no lane.

    A row is ``fetching`` until its file is here, then ``waiting``.
    """

    by_chat: dict[str, tuple[InRow, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[InRow]) -> Lanes:
        """The lanes of rows in order."""
        lanes = cls()
        for row in rows:
            lanes.join(row)
        return lanes

    def copy(self) -> Lanes:
        """The same lanes, to be changed apart."""
        return Lanes(dict(self.by_chat))

    def fetching(self) -> list[InRow]:
        """Rows whose file is still to be fetched."""
        return [row for lane in self.by_chat.values() for row in lane if row.state == "fetching"]

    def unread(self) -> list[InRow]:
        """Rows at the head of their lane whose file is here and has not been read."""
        return [lane[0] for lane in self.by_chat.values() if lane[0].state == "waiting"]

    def join(self, row: InRow) -> None:
        """The row stands behind whatever waits in its chat."""
        chat = row.event.chat
        self.by_chat[chat] = (*self.by_chat.get(chat, ()), row)

    def arrive(self, row: InRow) -> None:
        """The row's file is here (or was refused, or has been read): it takes its own place, with its event
        as it is now.
        """
        here = replace(row, state="waiting")
        lane = self.by_chat.get(row.event.chat, ())
        if lane:
            self.by_chat[row.event.chat] = tuple(here if other.id == row.id else other for other in lane)

    def ready(self, chat: str) -> InRow | None:
        """The head of the chat's lane, where it can be answered now."""
        lane = self.by_chat.get(chat, ())
        return lane[0] if lane and lane[0].state == "waiting" and not _comes_with_more(lane) else None

    def leave(self, row: InRow) -> None:
        """The head of a lane is answered."""
        chat = row.event.chat
        self.by_chat[chat] = self.by_chat[chat][1:]
        if not self.by_chat[chat]:
            del self.by_chat[chat]


def _comes_with_more(lane: tuple[InRow, ...]) -> bool:
    """Whether files of the first one's album are still on their way: an album is one act, answered once."""
    first = lane[0].event
    return (
        isinstance(first, FileCame)
        and bool(first.album)
        and any(
            isinstance(row.event, FileCame) and row.event.album == first.album and row.state == "fetching"
            for row in lane
        )
    )
