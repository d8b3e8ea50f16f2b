"""Telegram's updates, as plain JSON, read as events. Clock and randomness are given."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Literal, NamedTuple
from zoneinfo import ZoneInfo

from bot.channels.base import CAPABILITIES
from conversations.events import Event, FileCame, FileRefused, OddCame, Pressed, Said, Started, StoredFile

Json = dict[str, Any]
WANTED = ("message", "edited_message", "callback_query", "my_chat_member")
"""Kinds of updates that are asked for."""

Odd = Literal["sticker", "voice", "location", "contact", "video_note", "other"]
ODD: tuple[Odd, ...] = ("sticker", "voice", "video_note", "location", "contact")
SILENT = (
    "pinned_message",
    "message_auto_delete_timer_changed",
    "write_access_allowed",
    "chat_background_set",
    "connected_website",
    "boost_added",
)
"""Notes that Telegram itself puts into a private chat; nobody waits for an answer to them."""


UNREADABLE = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, OSError, RecursionError)
"""What ``read`` raises for an update of another shape; dates beyond the calendar are an OSError."""
KEPT = timedelta(days=2)
LONGEST = 20_000  # characters; Telegram sends 4096


class _Form(NamedTuple):
    """What kind of file a part of a message is, where it has no name of its own."""

    part: str
    name: str
    ending: str
    mime: str


FORMS = (
    _Form("photo", "anh", "jpg", "image/jpeg"),
    _Form("document", "tep", "", "application/octet-stream"),  # first: an animation is also a document
    _Form("video", "video", "mp4", "video/mp4"),
    _Form("audio", "am-thanh", "mp3", "audio/mpeg"),
    _Form("animation", "anh-dong", "mp4", "video/mp4"),
)


def read(update: Json, now: datetime, nonce: str) -> Event | None:
    """The event in an update; None for what is not for us (groups, notes of Telegram's own).

    Raises ``UNREADABLE`` where the update has another shape.
    """
    key = str(int(update["update_id"]))
    query = update.get("callback_query")
    message = query.get("message") if query else update.get("message") or update.get("edited_message")
    if message is None or message["chat"]["type"] != "private":
        return None
    sender = query["from"] if query else message.get("from", message["chat"])
    if sender.get("is_bot"):
        return None
    at = now if query else _sent_at(message["date"], now)
    arrived = {
        "chat": f"telegram:{number(message['chat']['id'])}", "key": key, "at": at, "nonce": nonce,
        "name": _name(sender),
    }  # fmt: skip
    if query:
        return _pressed(query, message, arrived)
    if "edited_message" in update:
        return _edited(message, arrived)
    event = _sent(message, arrived)
    if isinstance(event, Said | FileCame) and (earlier := message.get("reply_to_message")):
        return event.model_copy(update={"replies": str(earlier["message_id"])})
    return event


def question_of(update: Json) -> str:
    """Id of the press that the phone is waiting to have answered, or an empty text."""
    query = update.get("callback_query")
    return str(query.get("id", "")) if isinstance(query, dict) else ""


def blocked(update: Json) -> bool | None:
    """Whether a person has just blocked (or unblocked) the bot; None for all other updates."""
    change = update.get("my_chat_member")
    if not change or change["chat"]["type"] != "private":
        return None
    return bool(change["new_chat_member"]["status"] == "kicked")


def _pressed(query: Json, message: Json, arrived: Json) -> Event | None:
    if not query.get("data"):
        return None
    return Pressed(**arrived, payload=_sound(query["data"]), message=str(message["message_id"]))


def _edited(message: Json, arrived: Json) -> Event | None:
    """A location that moves is edited all the time; nobody waits for an answer to that."""
    if "location" in message:
        return None
    return Said(**arrived, text=_sound(message.get("text") or message.get("caption") or ""), edited=True)


def _sent(message: Json, arrived: Json) -> Event | None:
    if "text" in message:
        return _said(_sound(message["text"]), arrived)
    for form in FORMS:
        if form.part in message:
            return _file(message, form, arrived)
    if any(note in message for note in SILENT):
        return None
    what: Odd = next((odd for odd in ODD if odd in message), "other")
    return OddCame(**arrived, what=what)


def _said(text: str, arrived: Json) -> Event:
    command, _, argument = text.partition(" ")
    if command.partition("@")[0] == "/start":
        return Started(**arrived, invitation=argument.strip())
    return Said(**arrived, text=text)


def _file(message: Json, form: _Form, arrived: Json) -> Event:
    """A file still to be fetched, or refused at once where its size is known to be impossible."""
    photo = form.part == "photo"
    part = (
        max(message["photo"], key=lambda size: size["width"] * size["height"])
        if photo
        else message[form.part]
    )
    name = _sound(part.get("file_name") or "") or _default_name(message, form)
    size = part.get("file_size")
    if size == 0:
        return FileRefused(**arrived, file_name=name, why="empty")
    if size is not None and size > CAPABILITIES["telegram"].file_in:
        return FileRefused(**arrived, file_name=name, why="too_large", size=size)
    file = StoredFile(
        sha256="", name=name, mime=part.get("mime_type") or form.mime, size=size or 0,
        recompressed=photo, handle=part["file_id"],
    )  # fmt: skip
    caption = _sound(message.get("caption") or "")
    return FileCame(**arrived, file=file, caption=caption, album=str(message.get("media_group_id") or ""))


def _default_name(message: Json, form: _Form) -> str:
    """``anh-2026-11-21-4711.jpg``: the day in Vietnam and the message's number."""
    day = datetime.fromtimestamp(message["date"], ZoneInfo("Asia/Ho_Chi_Minh")).date()
    return f"{form.name}-{day}-{message['message_id']}" + (f".{form.ending}" if form.ending else "")


def _name(sender: Json) -> str:
    return _sound(" ".join(filter(None, (sender.get("first_name"), sender.get("last_name")))))


def _sent_at(stamp: int, now: datetime) -> datetime:
    """When it was sent; Telegram keeps updates for a day, so that any other time is a clock's mistake."""
    sent = datetime.fromtimestamp(stamp, UTC)
    return sent if now - KEPT <= sent <= now else now


def number(value: object) -> int:
    """A whole number that Telegram gives out and a database holds."""
    if not isinstance(value, int) or isinstance(value, bool) or not -(2**63) <= value < 2**63:
        raise TypeError("no id")
    return value


def _sound(text: str) -> str:
    """Half a character (a lone surrogate) can be sent in JSON, but not stored."""
    return text[:LONGEST].encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
