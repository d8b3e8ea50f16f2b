"""Documents that are not ready at once: how far they are, and the button that calls one off."""

from __future__ import annotations

from conversations.desk import Document
from conversations.messages import OWN, Attachment, Message
from conversations.phrases import running as words
from conversations.talk import Talk, button, number_in
from scoring.facts import ActRefused

SLOT = "making:"
"""What is said of one document, one after the other in the same place: ``making:`` and its message's id."""


def notice(row: int, attachment: Attachment, percent: int | None) -> Message:
    """The document of the message ``row`` is being made; ``percent``: so far, where that is known."""
    about = {"what": named(attachment), "name": attachment.name}
    body = words.MAKING.format(**about) if percent is None else words.SO_FAR.format(**about, percent=percent)
    return Message(body=body, buttons=((button(words.CALL_OFF, "stop", str(row)),),), slot=f"{SLOT}{row}")


def finished(row: int, attachment: Attachment) -> Message:
    """It is there, and comes next."""
    body = words.MADE.format(what=named(attachment), name=attachment.name)
    return Message(body=body, slot=f"{SLOT}{row}")


def failed(row: int, attachment: Attachment) -> Message:
    """It will not come."""
    return Message(body=words.not_made(attachment.name), slot=f"{SLOT}{row}")


def named(attachment: Attachment) -> str:
    """What a person calls the document."""
    recipe = attachment.make.partition(":")[0].removeprefix(OWN)
    return words.DOCUMENTS.get(recipe, words.DOCUMENT)


def _stopped(talk: Talk, row: str, _version: str, _argument: str) -> None:
    """Only the chat that waits for a document calls it off."""
    number = number_in(row)
    found = talk.desk.document(number) if number else Document()
    if not found.chat or found.chat != talk.event.chat:
        talk.decree(ActRefused(act=f"stop {row[:32]}", why="scope"))
        talk.show(Message(body=words.NOTHING_TO_CALL_OFF))
    elif found.state != "waiting":
        talk.show(Message(body=words.OVER[found.state].format(name=found.name)))
    else:
        talk.call_off(number)
        talk.say(Message(body=words.CALLED_OFF.format(name=found.name), slot=f"{SLOT}{number}"))


PRESSES = {"stop": _stopped}
