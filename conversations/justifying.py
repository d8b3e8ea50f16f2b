"""An act that needs a reason: asked for, typed, and then carried out by whoever asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from conversations import helping
from conversations.messages import Button, Message
from conversations.phrases import results as words
from conversations.session import Pending
from conversations.talk import Talk, button
from conversations.typed_words import leaves_off
from scoring.values import REASON

PLACES = ("justifying", "ruling")
"""Where the next text is a reason, or the figures for a ruling."""
ASKED = (
    "inviting", "scoping", "granting", "revoking", "handing", "assigning", "refusing", "extending", "opening",
)  # fmt: skip
"""Where the next text names somebody, says what they may do, why it is refused, or until when."""
Heard = Callable[[Talk, Pending, str], None]


def ask(talk: Talk, pending: Pending, body: str, *buttons: Button) -> None:
    """Ask for the reason; ``pending.act`` says who hears it."""
    talk.move(place="justifying", pending=pending, entry={}, chosen=(), tries=0)
    talk.show(Message(body=body, buttons=((*buttons, cancel()),)))


def cancel() -> Button:
    """Nothing is recorded."""
    return button(words.CANCEL, "nono")


def cancelled(talk: Talk, _item: str = "", _version: str = "", _argument: str = "") -> None:
    """What was asked is dropped."""
    leave(talk)
    talk.show(Message(body=words.CANCELLED, buttons=helping.way_on(talk)))


def leave(talk: Talk) -> None:
    """Whoever presses or commands something else has left off."""
    if talk.session.place in (*PLACES, "remarking"):
        talk.move(place="idle", pending=None)


def leave_asked(talk: Talk) -> None:
    """Whoever gives another command no longer answers whom to invite, with what scope, or until when."""
    if talk.session.place in ASKED:
        talk.move(place="idle", pending=None)


def said(talk: Talk, text: str, heard: Mapping[str, Heard]) -> None:
    """A text where a reason is awaited."""
    pending, reason = talk.session.pending, " ".join(text.split())
    if leaves_off(text) or pending is None or pending.act not in heard:
        cancelled(talk)
    elif len(reason) not in REASON:
        refused = words.REASON_SHORT if len(reason) < REASON.start else words.REASON_LONG
        talk.show(Message(body=refused.format(length=len(reason)), buttons=((cancel(),),)))
    else:
        leave(talk)
        heard[pending.act](talk, pending, reason)


def file_came(talk: Talk) -> None:
    """A file where a reason is awaited."""
    talk.say(Message(body=words.REASON_FIRST, buttons=((cancel(),),)))
