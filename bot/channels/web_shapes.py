"""The JSON that the web chat's page reads: messages, the header, and the event stream."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

from bot.channels.base import Outgoing
from conversations.commands import Command

KEEP_ALIVE = 15.0  # seconds between pings that keep a silent stream open
SHOWN_AS_PICTURE = ("image/jpeg", "image/png", "image/webp", "image/gif")
Json = dict[str, Any]


def from_bot(outgoing: Outgoing) -> Json:
    """A message of the bot."""
    message = outgoing.message
    name = f"o{outgoing.id}"
    attachment = message.attachment
    return {
        "seq": outgoing.id,
        "id": name,
        "from": "bot",
        "at": outgoing.at,
        "title": message.title or None,
        "body": message.body,
        "quote": message.quote or None,
        "footer": message.footer or None,
        "item": message.item,
        "buttons": [[b.model_dump() for b in row] for row in message.buttons],
        "edits": outgoing.replaces or None,
        "sha256": attachment.sha256 if attachment else "",
        "file": _file_card(outgoing.chat, name, attachment.name, attachment.mime, _size(outgoing.path))
        if attachment else None,
    }  # fmt: skip


def from_me(chat: str, seq: int, shown: str, at: str) -> Json:
    """What the person said, pressed or sent; ``shown`` as it was put into the inbox."""
    said = json.loads(shown)
    file = said.get("file")
    return {
        "seq": seq,
        "id": f"i{seq}",
        "from": "me",
        "at": at,
        "body": said["body"],
        "client_id": said.get("client_id"),
        "sha256": file["sha256"] if file else "",
        "file": _file_card(chat, f"i{seq}", file["name"], file["mime"], file["size"]) if file else None,
    }


def _file_card(chat: str, message: str, name: str, mime: str, size: int) -> Json:
    url = f"/chat/{chat.split(':', 1)[1]}/files/{message}"
    return {"name": name, "mime": mime, "size": size, "url": url, "image": mime in SHOWN_AS_PICTURE}


def _size(path: Path | None) -> int:
    return path.stat().st_size if path and path.exists() else 0


def commands(known: tuple[Command, ...]) -> list[Json]:
    """The command menu."""
    return [{"name": command.name, "help": command.help} for command in known]


async def following(queue: asyncio.Queue[Json | None]) -> bytes | None:
    """The next piece of news as a server-sent event, or a ping where there is none for a while; None at the
    end.
    """
    try:
        news = await asyncio.wait_for(queue.get(), KEEP_ALIVE)
        return None if news is None else sse(news)
    except TimeoutError:
        return b"event: ping\ndata: {}\n\n"


def sse(news: Json) -> bytes:
    """One server-sent event."""
    if "seq" not in news:
        kind, data = next(iter(news.items()))
        return f"event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
    return f"event: message\nid: {news['seq']}\ndata: {json.dumps(news, ensure_ascii=False)}\n\n".encode()
