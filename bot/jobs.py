"""What the service is asked to write, and which of it is one act: the files of an album."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.storage import mail
from bot.storage.database import Statement
from bot.storage.journal import Cause
from bot.storage.mail import InRow, OutRow
from bot.work import Work
from conversations.events import Event, FileCame
from conversations.talk import Act


@dataclass(slots=True)
class Job:
    """Something to be written: an event, the outcome of a fetch, acts from the command line, or rows.

    ``shown`` is what the chat's history shows of the event (JSON, or empty). ``row``: the inbox row that
    the event settles. ``fetching``: the event stands for a file that is still on its way. ``done`` gives
    the inbox row's id, 0 where there is none.
    """

    event: Event | None = None
    shown: str = ""
    row: int | None = None
    fetching: bool = False
    acts: tuple[Act, ...] = ()
    cause: Cause | None = None
    statements: Sequence[Statement] = ()
    id: int = 0
    done: asyncio.Future[int] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


def comes_with_more(lane: list[InRow]) -> bool:
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


def drop_outdated(row: OutRow, work: Work) -> None:
    """A message of the same slot that nobody has seen yet need not be sent."""
    earlier = next((out for out in reversed(work.out) if out.chat == row.chat), None)
    if (
        earlier
        and row.message.slot
        and earlier.message.slot == row.message.slot
        and earlier.state == "waiting"
    ):
        work.out.remove(earlier)
        work.statements.remove(mail.outgoing(earlier))
