"""Documents that a chat waits for: what the outbox knows of them, and what was said of them meanwhile."""

from __future__ import annotations

from typing import Literal

from bot.storage.database import Database, Statement
from conversations.desk import Document
from conversations.documents.underway import SLOT
from conversations.messages import Message

Over = Literal["made", "cancelled"]
"""What became of a message whose document nobody waits for any more: another one brought it, or none will."""


def over(row: int, chat: str, state: Over) -> Statement:
    """A message of the chat does not wait for its document any more."""
    sql = "UPDATE outbox SET state = $3 WHERE id = $1 AND chat = $2 AND state = 'waiting'"
    return Statement(sql, (row, chat, state))


async def document(database: Database, row: int) -> Document:
    """The document of a message, whether it still waits for it or not; without a chat where it has none."""
    rows = await database.read("SELECT chat, body, state FROM outbox WHERE id = $1", row)
    attachment = _message(rows[0][1]).attachment if rows else None
    if attachment is None:
        return Document(state="made")
    chat, _, state = rows[0]
    if state == "cancelled":
        return Document(chat=chat, name=attachment.name, state="cancelled")
    waits = attachment.make and state == "waiting"
    return Document(chat=chat, name=attachment.name, state="waiting" if waits else "made")


def _message(body: str) -> Message:
    """An empty one where it cannot be read any more."""
    try:
        return Message.model_validate_json(body)
    except ValueError:
        return Message()


async def notice_ref(database: Database, chat: str, slot: str) -> str:
    """Reference of what was last said of a document; empty where nothing was, or in another slot."""
    if not slot.startswith(SLOT):
        return ""
    sql = (
        "SELECT ref FROM outbox WHERE chat = $1 AND id > $2 AND slot = $3 AND ref <> '' "
        "ORDER BY id DESC LIMIT 1"
    )
    rows = await database.read(sql, chat, int(slot.removeprefix(SLOT)), slot)
    return rows[0][0] if rows else ""


async def was_noticed(database: Database, chat: str, row: int) -> bool:
    """Whether the chat was told that the document of this message is being made."""
    return bool(await notice_ref(database, chat, f"{SLOT}{row}"))
