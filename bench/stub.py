"""A Telegram that answers everything at once, the same for us and for the floor."""

from __future__ import annotations

import json
from typing import Any

from telegram import Bot
from telegram.request import BaseRequest

TOKEN = "1:stub"  # noqa: S105 - nobody's
CHAT = 4711


class StubRequest(BaseRequest):
    """Every call succeeds; calls are counted."""

    def __init__(self) -> None:
        self.calls = 0

    @property
    def read_timeout(self) -> float | None:
        return 5.0

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    async def do_request(self, url: str, *_: Any, **__: Any) -> tuple[int, bytes]:
        self.calls += 1
        who = {"id": 1, "is_bot": True, "first_name": "Bot", "username": "stub_bot"}
        message = {
            "message_id": self.calls,
            "date": 1_790_000_000,
            "chat": {"id": CHAT, "type": "private"},
            "from": who,
            "text": "x",
        }
        return 200, json.dumps({"ok": True, "result": who if url.endswith("getMe") else message}).encode()


def stub_bot() -> tuple[Bot, StubRequest]:
    """A bot on the stub."""
    request = StubRequest()
    return Bot(TOKEN, request=request, get_updates_request=StubRequest()), request


def text_update(number: int, text: str) -> dict[str, Any]:
    """A typed message as Telegram sends it."""
    sender = {"id": CHAT, "is_bot": False, "first_name": "Hoa", "language_code": "vi"}
    chat = {"id": CHAT, "type": "private", "first_name": "Hoa"}
    message = {"message_id": number, "date": 1_790_000_000, "from": sender, "chat": chat, "text": text}
    return {"update_id": number, "message": message}
