"""Inbox and outbox: what came in and what goes out, and where each chat stands (its session).

A row that cannot be read (of another version, or damaged) is set aside and never stops anybody else.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from bot.storage import awaited
from bot.storage.database import Database, Statement
from conversations.desk import Mail
from conversations.documents.underway import SLOT
from conversations.events import EVENT, Event
from conversations.messages import Message
from conversations.session import Session

log = logging.getLogger(__name__)
_ADDED = f"NOT (slot LIKE '{SLOT}%' AND replaces <> '')"
"""Rows that were added at the end of a chat: what is said anew of a document stands further up."""


@dataclass(frozen=True, slots=True)
class InRow:
    """One received event. ``shown`` is what the person sees of it in the chat's history (JSON)."""

    id: int
    event: Event
    state: str
    shown: str


@dataclass(frozen=True, slots=True)
class OutRow:
    """One message to one chat. ``replaces`` is the channel's reference of the message to edit."""

    id: int
    chat: str
    message: Message
    state: str
    replaces: str = ""
    ref: str = ""
    attempts: int = 0
    at: str = ""


def received(row: InRow) -> Statement:
    """Insert an inbox row."""
    event = row.event
    return Statement(
        "INSERT INTO inbox (id, channel, event_key, chat, state, body, shown, at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        (row.id, event.chat.split(":", 1)[0], event.key, event.chat, row.state, event.model_dump_json(),
         row.shown, event.at.isoformat()),
    )  # fmt: skip


def settled(row_id: int, state: str, event: Event, shown: str) -> Statement:
    """An inbox row that was fetching or waiting is done (or failed), perhaps as another event."""
    sql = "UPDATE inbox SET state = $2, body = $3, shown = $4 WHERE id = $1"
    return Statement(sql, (row_id, state, event.model_dump_json(), shown))


def outgoing(row: OutRow) -> Statement:
    """Insert an outbox row."""
    return Statement(
        "INSERT INTO outbox (id, chat, state, body, replaces, slot, ref, attempts, error, at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, 0, '', $8)",
        (row.id, row.chat, row.state, row.message.model_dump_json(exclude_defaults=True), row.replaces,
         row.message.slot, row.ref, row.at),
    )  # fmt: skip


def sent(row: OutRow, ref: str) -> Statement:
    """The message is with the channel, under its reference ``ref``."""
    body = row.message.model_dump_json(exclude_defaults=True)
    sql = "UPDATE outbox SET state = 'sent', ref = $2, body = $3 WHERE id = $1"
    return Statement(sql, (row.id, ref, body))


def tried(row: OutRow, error: str, *, final: bool) -> Statement:
    """Sending failed; ``final``: it will not be tried again."""
    sql = "UPDATE outbox SET attempts = attempts + 1, error = $2, state = $3 WHERE id = $1"
    return Statement(sql, (row.id, error, "failed" if final else "waiting"))


def saved(session: Session) -> Statement:
    """Where the chat stands now."""
    sql = (
        "INSERT INTO session (chat, body) VALUES ($1, $2) "
        "ON CONFLICT (chat) DO UPDATE SET body = excluded.body"
    )
    return Statement(sql, (session.chat, session.model_dump_json(exclude_defaults=True)))


async def session(database: Database, chat: str) -> Session:
    """Where the chat stands; at the beginning where it has never talked, or where that cannot be read."""
    rows = await database.read("SELECT body FROM session WHERE chat = $1", chat)
    if rows:
        try:
            return Session.model_validate_json(rows[0][0])
        except ValueError:
            log.warning("the session of a %s chat could not be read: it begins anew", _channel(chat))
    known = await database.read("SELECT person_id FROM chat WHERE id = $1", chat)
    return Session(chat=chat, person=known[0][0] if known else "")


async def last_id(database: Database) -> int:
    """Highest id in inbox and outbox; both count from the same sequence."""
    sql = "SELECT max(coalesce((SELECT max(id) FROM inbox), 0), coalesce((SELECT max(id) FROM outbox), 0))"
    return int((await database.read(sql))[0][0])


async def known_keys(database: Database, channel: str, keys: list[str]) -> set[str]:
    """Those of ``keys`` that have come in before."""
    marks = ", ".join(f"${index + 2}" for index in range(len(keys)))
    sql = f"SELECT event_key FROM inbox WHERE channel = $1 AND event_key IN ({marks})"  # noqa: S608 - placeholders
    return {row[0] for row in await database.read(sql, channel, *keys)}


def is_repeated(error: Exception) -> bool:
    """Whether the inbox refused an event that has come in before."""
    return isinstance(error, sqlite3.IntegrityError) and "inbox.event_key" in str(error)


async def unsettled(database: Database) -> list[InRow]:
    """Inbox rows whose file has not come, and those behind them, in order. Sets aside what cannot be read."""
    rows = await database.read(
        "SELECT id, body, state, shown FROM inbox WHERE state IN ('fetching', 'waiting') ORDER BY id"
    )
    found, bad = [], []
    for key, body, state, shown in rows:
        try:
            found.append(InRow(key, EVENT.validate_json(body), state, shown))
        except ValueError:
            bad.append(key)
    await _set_aside(database, "inbox", bad)
    return found


async def unsent(database: Database) -> list[OutRow]:
    """Messages that have not been sent, in order. Sets aside what cannot be read."""
    rows = await database.read(
        "SELECT id, chat, body, replaces, attempts, at FROM outbox WHERE state = 'waiting' ORDER BY id"
    )
    found, bad = [], []
    for key, chat, body, replaces, attempts, at in rows:
        message = _readable(body)
        if message is None:
            bad.append(key)
        else:
            found.append(OutRow(key, chat, message, "waiting", replaces, "", attempts, at))
    await _set_aside(database, "outbox", bad)
    return found


def _readable(body: str) -> Message | None:
    try:
        return Message.model_validate_json(body)
    except ValueError:
        return None


async def _set_aside(database: Database, table: str, rows: list[int]) -> None:
    """Mark rows that cannot be read as failed, so that they are looked at once."""
    for row in rows:
        log.error("%s row %s cannot be read and was set aside", table, row)
    sql = f"UPDATE {table} SET state = 'failed' WHERE id = $1"  # noqa: S608 - named by the callers above
    if rows:
        await database.write([Statement(sql, (row,)) for row in rows])


def _channel(chat: str) -> str:
    """A chat's channel; its address is nobody's business in a log."""
    return chat.split(":", 1)[0]


async def on_its_way(database: Database) -> Mail:
    """How many messages wait, and the chats whose last message has failed for good."""
    waiting = await database.read("SELECT count(*) FROM outbox WHERE state = 'waiting'")
    failed = await database.read(
        "SELECT chat, error FROM outbox AS o WHERE state = 'failed' "
        "AND id = (SELECT max(id) FROM outbox WHERE chat = o.chat)"
    )
    return Mail(waiting=waiting[0][0], failed={row[0]: row[1] for row in failed})


async def last_refs(database: Database, chats: Collection[str]) -> dict[str, str]:
    """Reference of the latest message to each chat; empty where it has not been sent yet."""
    if not chats:
        return {}
    asked = ", ".join(f"(${n + 1})" for n in range(len(chats)))
    sql = (
        f"WITH asked (chat) AS (VALUES {asked}) SELECT chat, (SELECT ref FROM outbox "  # noqa: S608 - placeholders
        f"WHERE outbox.chat = asked.chat AND {_ADDED} ORDER BY id DESC LIMIT 1) FROM asked"
    )
    return {chat: ref or "" for chat, ref in await database.read(sql, *chats)}


async def item_of(database: Database, chat: str, ref: str) -> str:
    """The question that was open when the message was said; empty where there was none."""
    sql = "SELECT body FROM outbox WHERE chat = $1 AND ref = $2 ORDER BY id DESC LIMIT 1"
    rows = await database.read(sql, chat, ref)
    message = _readable(rows[0][0]) if rows else None
    return (message.item or "") if message else ""


async def slot_ref(database: Database, row: OutRow) -> str:
    """Reference of the message just before this one, if it has the same slot; else an empty text."""
    if row.message.slot.startswith(SLOT):
        return await awaited.notice_ref(database, row.chat, row.message.slot)
    sql = f"SELECT slot, ref FROM outbox WHERE chat = $1 AND id < $2 AND {_ADDED} ORDER BY id DESC LIMIT 1"  # noqa: S608 - as above
    rows = await database.read(sql, row.chat, row.id)
    return rows[0][1] if rows and rows[0][0] == row.message.slot else ""


async def history(
    database: Database, chat: str, after: int
) -> tuple[list[tuple[int, str, str]], list[OutRow]]:
    """What was said in a chat since id ``after``: (id, shown, at) of what came in, and what went out."""
    came = await database.read(
        "SELECT id, shown, at FROM inbox WHERE chat = $1 AND id > $2 AND shown <> '' ORDER BY id", chat, after
    )
    went = await database.read(
        "SELECT id, body, replaces, ref, at FROM outbox WHERE chat = $1 AND id > $2 AND state = 'sent' "
        "ORDER BY id",
        chat, after,
    )  # fmt: skip
    out = [
        OutRow(key, chat, message, "sent", replaces, ref, 0, at)
        for key, body, replaces, ref, at in went
        if (message := _readable(body)) is not None
    ]
    return [(row[0], row[1], row[2]) for row in came], out
