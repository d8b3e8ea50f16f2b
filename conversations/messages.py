"""What goes out, whatever the channel. A channel fits it to what it can do (buttons, length, files)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from scoring.facts import Record

OWN: Final = "own-"
"""Before the recipe of a paper that is for the unit itself: without verdicts that it has not been told."""


class Button(Record):
    """A choice. ``payload`` is at most 64 bytes and names question and version."""

    label: str
    payload: str
    kind: Literal["plain", "primary", "danger"] = "plain"


class Attachment(Record):
    """A file to send: stored evidence (``sha256``), or ``make``: a document made when it is sent, by what
    ``phrases.running.DOCUMENTS`` calls it and what it is of (``ranking``, ``form:<unit>``, ``qr:<text>``);
    ``OWN`` stands before the papers of one's own unit (``own-form:<unit>``).
    """

    name: str
    mime: str = "application/octet-stream"
    sha256: str = ""
    make: str = ""


class Message(Record):
    """One message. ``to`` is a person's id, or empty for the chat that the event came from.

    ``edit``: replace the message whose button was pressed. ``slot``: replace the latest message to this
    chat with the same slot, if it is still the last one; of a document that is being made (``making:<id>``)
    wherever it stands. ``title`` is shown bold, ``quote`` as quoted official text, ``footer`` small.
    ``menu``: the person's commands changed. ``bulk``: one of many that nobody waits for, sent behind
    everything that answers somebody. ``item``: the question that is open once this is said, empty where none
    is; None in what is said to somebody who did not ask.
    """

    to: str = ""
    title: str = ""
    body: str = ""
    quote: str = ""
    footer: str = ""
    buttons: tuple[tuple[Button, ...], ...] = ()
    edit: bool = False
    slot: str = ""
    attachment: Attachment | None = None
    menu: bool = False
    bulk: bool = False
    item: str | None = None


def grid(buttons: Sequence[Button], wide: int = 5) -> tuple[tuple[Button, ...], ...]:
    """Buttons in rows of ``wide``; five short ones fit a phone."""
    return tuple(tuple(buttons[n : n + wide]) for n in range(0, len(buttons), wide))


def lines(*found: str) -> str:
    """Lines that are not empty."""
    return "\n".join(line for line in found if line)


def paragraphs(*blocks: str) -> str:
    """Blocks that are not empty, a blank line between them."""
    return "\n\n".join(block for block in blocks if block)
