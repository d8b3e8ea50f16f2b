"""What comes in from a chat, whatever the channel. Time, ids and randomness come in with the event."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from scoring.facts import Fact, Record


class StoredFile(Record):
    """A file whose bytes are on disk. ``recompressed``: the channel made a smaller picture of it.

    ``handle``: the bytes are still with the channel, under this name, and ``sha256`` is empty; the talk
    never sees such a file.
    """

    sha256: str
    name: str
    mime: str
    size: int
    recompressed: bool = False
    handle: str = ""


class Arrived(Record):
    """What every event has. ``chat`` is ``channel:address``; ``key`` is unique within the channel;
    ``nonce`` is 32 hex digits of randomness from which new ids and codes are made.
    """

    chat: str
    key: str
    at: datetime
    nonce: str
    name: str = ""


class Started(Arrived):
    """The chat was opened, perhaps by an invitation link."""

    kind: Literal["started"] = "started"
    invitation: str = ""


class Said(Arrived):
    """A text was typed (or edited: ``edited``). ``replies``: the channel's reference of the message that it
    replies to, and ``item`` the question which that was about.
    """

    kind: Literal["said"] = "said"
    text: str
    edited: bool = False
    replies: str = ""
    item: str = ""


class Pressed(Arrived):
    """A button was pressed. ``message`` is the channel's reference of the message it sat on."""

    kind: Literal["pressed"] = "pressed"
    payload: str
    message: str = ""


class FileCame(Arrived):
    """A file was received and stored. Files of one ``album`` were sent together. ``table``: its first
    sheet as rows of texts, where the chat awaits a list and the file can be read as one. ``keyed``: it is a
    sheet of ours that came back; the desk has what it holds. ``replies`` as in ``Said``. ``item``: the
    question that was open when the file was sent, where another one may be open now.
    """

    kind: Literal["file_came"] = "file_came"
    file: StoredFile
    caption: str = ""
    album: str = ""
    table: tuple[tuple[str, ...], ...] | None = None
    keyed: bool = False
    replies: str = ""
    item: str = ""


Why = Literal[
    "too_large", "empty", "wrong_kind", "not_fetched", "disk_full",
    "locked", "packed", "infected", "unscanned",
]  # fmt: skip
"""Why a file is not taken. ``locked``: it has a password; ``packed``: a program, a macro or a bomb is in it;
``unscanned``: what looks for viruses cannot be reached.
"""


class FileRefused(Arrived):
    """A file could not be taken; nothing of it was kept."""

    kind: Literal["file_refused"] = "file_refused"
    file_name: str
    why: Why
    size: int = 0


class OddCame(Arrived):
    """Something that the talk has no use for."""

    kind: Literal["odd_came"] = "odd_came"
    what: Literal["sticker", "voice", "location", "contact", "video_note", "other"]


class Ticked(Arrived):
    """The clock struck; ``chat`` is ``CLOCK``. ``slot`` names what is to be said (``reminding.plan``), to
    these ``units`` or these ``people`` (ids).
    """

    kind: Literal["ticked"] = "ticked"
    slot: str
    units: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


class Ordered(Arrived):
    """The command line did something, with these facts (a unit's code or "", and what happened); ``chat`` is
    ``OFFICE``. Whoever would have heard of it from the chat hears of it. ``seen``: the journal's last row
    when it was worked out; None where it rests on nothing.
    """

    kind: Literal["ordered"] = "ordered"
    acts: tuple[tuple[str, Fact], ...]
    seen: int | None = None


class OvertakenError(Exception):
    """What an order was worked out from has changed since; the message says whose."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} has changed meanwhile: nothing was recorded; run the command again")


OFFICE = "cli:office"
"""The chat of the command line: nobody reads there."""
OPERATOR = "cli"
"""Who stands in the journal for whoever has the command line."""
CLOCK = "clock:campaign"
"""The chat in which the clock strikes: nobody reads there."""

Event = Annotated[
    Started | Said | Pressed | FileCame | FileRefused | OddCame | Ticked | Ordered,
    Field(discriminator="kind"),
]
EVENT: TypeAdapter[Started | Said | Pressed | FileCame | FileRefused | OddCame | Ticked | Ordered] = (
    TypeAdapter(Event)
)
"""Reads an event back from its JSON."""
