"""What the service is asked to write, and which of it has come before."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from bot.storage.database import Statement
from bot.storage.journal import Cause
from conversations.events import Event, Pressed
from conversations.messages import Message
from conversations.talk import Act

Name = tuple[str, str]
"""Channel and key of an event: what makes it the same event, for ever."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be said of the document that the message ``row`` of ``chat`` waits for. ``over``: from then
    on it does not wait any more.
    """

    row: int
    chat: str
    messages: tuple[Message, ...]
    over: bool = False


@dataclass(slots=True)
class Job:
    """Something to be written: an event, the outcome of a fetch, acts from the command line, what is said of
    a document, or rows.

    ``shown`` is what the chat's history shows of the event (JSON, or empty). ``row``: the inbox row that
    the event settles. ``fetching``: the event stands for a file that is still on its way. ``aside``: events
    that cannot be recorded. ``alone``: what waits behind the row is answered in a transaction of its own.
    ``done`` gives the inbox row's id, 0 where there is none; 1 where something was said of a document.
    """

    event: Event | None = None
    shown: str = ""
    row: int | None = None
    fetching: bool = False
    acts: tuple[Act, ...] = ()
    cause: Cause | None = None
    statements: Sequence[Statement] = ()
    told: Told | None = None
    aside: frozenset[Name] = frozenset()
    alone: bool = False
    id: int = 0
    done: asyncio.Future[int] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


def pressed_in(jobs: Iterable[Job]) -> set[str]:
    """The chats in which somebody pressed a button."""
    return {job.event.chat for job in jobs if isinstance(job.event, Pressed)}


def names(jobs: Iterable[Job]) -> list[Name]:
    """The events that have just come in."""
    return [name for job in jobs if (name := _name(job))]


def unrepeated(jobs: Iterable[Job], known: Collection[Name]) -> list[Job]:
    """The jobs without the events that have come before, or further up in the list."""
    seen = set(known)
    fresh: list[Job] = []
    for job in jobs:
        name = _name(job)
        if name is None or name not in seen:
            fresh.append(job)
        if name is not None:
            seen.add(name)
    return fresh


def _name(job: Job) -> Name | None:
    if job.event is None or job.row is not None:
        return None
    return name_of(job.event)


def name_of(event: Event) -> Name:
    """What the event is called in the inbox."""
    return event.chat.split(":", 1)[0], event.key
