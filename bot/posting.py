"""Messages become rows of the outbox: in the chat where they belong, in the place of what they replace."""

from __future__ import annotations

from datetime import datetime

from bot.clock import utc_now
from bot.jobs import Told
from bot.storage import awaited, mail
from bot.storage.database import Database
from bot.storage.mail import OutRow
from bot.work import Work
from conversations.events import CLOCK, Event, Pressed
from conversations.messages import Message


async def post(message: Message, event: Event, work: Work, database: Database) -> None:
    """A message to its person's latest chat, or to where the event came from."""
    chat = event.chat
    if chat == CLOCK and not message.to:
        return
    if message.to:
        person = work.campaign.people.get(message.to)
        if person is None or not person.chats:
            return
        chat = person.chats[-1]
    replaces = ""
    if message.edit and isinstance(event, Pressed) and chat == event.chat:
        replaces = await _if_last(event, work, database)
    else:
        replaces = await awaited.notice_ref(database, chat, message.slot)
    _add(_row(work.next_id(), chat, message, replaces, event.at), work)


async def tell(told: Told, work: Work, database: Database) -> bool:
    """Say something of a document, while somebody waits for it; whether that is so."""
    if told.row in work.over or (await awaited.document(database, told.row)).state != "waiting":
        return False
    for message in told.messages:
        replaces = await awaited.notice_ref(database, told.chat, message.slot)
        _add(_row(work.next_id(), told.chat, message, replaces, utc_now()), work)
    if told.over:
        _end(told.row, told.chat, "made", work)
    return True


def call_off(rows: tuple[int, ...], chat: str, work: Work) -> None:
    """Nobody waits any more for the documents of these messages, which are of this chat."""
    for row in rows:
        if row not in work.over:
            _end(row, chat, "cancelled", work)


def _end(row: int, chat: str, state: awaited.Over, work: Work) -> None:
    work.over[row] = state
    work.statements.append(awaited.over(row, chat, state))


def _add(row: OutRow, work: Work) -> None:
    _drop_outdated(row, work)
    work.out.append(row)
    work.refs[row.chat] = ""  # what was the chat's last message is no more
    work.statements.append(mail.outgoing(row))


def _drop_outdated(row: OutRow, work: Work) -> None:
    """A message of the same slot that nobody has seen yet need not be sent, whatever was said since."""
    if not row.message.slot:
        return
    earlier = next((out for out in reversed(work.out) if _same_slot(out, row)), None)
    if earlier and earlier.state == "waiting":
        work.out.remove(earlier)
        work.statements.remove(mail.outgoing(earlier))


def _same_slot(out: OutRow, row: OutRow) -> bool:
    return (out.chat, out.message.slot) == (row.chat, row.message.slot)


async def _if_last(event: Pressed, work: Work, database: Database) -> str:
    """The pressed message where it is the chat's last one: an edit further up would not be seen."""
    if event.chat not in work.refs:
        work.refs |= await mail.last_refs(database, (event.chat,))
    return event.message if work.refs[event.chat] == event.message else ""


def _row(key: int, chat: str, message: Message, replaces: str, at: datetime) -> OutRow:
    """The local web chat reads its messages from the database, so there they are sent once written."""
    ready = chat.startswith("web:") and not (message.attachment and message.attachment.make)
    state, ref = ("sent", f"o{key}") if ready else ("waiting", "")
    return OutRow(key, chat, message, state, replaces, ref, 0, at.isoformat())
