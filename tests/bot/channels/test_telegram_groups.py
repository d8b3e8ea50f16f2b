"""A bot that is taken into a group says once that it hears nothing there, and records nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, cast

import pytest
from telegram import Bot

from bot.channels import telegram_groups, telegram_receiving
from bot.channels.telegram_receiving import Asides, Receiver
from conversations.events import Event
from conversations.phrases import running

LAN = {"id": 99, "is_bot": False, "first_name": "Lan"}
GROUP = {"id": -100, "type": "group", "title": "Tổ chuyển đổi số"}
Json = dict[str, Any]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telegram_receiving, "ASIDES", 10_000)


class FakeBot:
    def __init__(self) -> None:
        self.said: list[tuple[int, str]] = []

    async def send_message(self, chat: int, text: str) -> None:
        self.said.append((chat, text))


def _joined(chat: Json = GROUP, before: str = "left", after: str = "member") -> Json:
    sides = {"old_chat_member": {"status": before}, "new_chat_member": {"status": after}}
    return {"update_id": 1, "my_chat_member": {"chat": chat, "from": LAN, **sides}}


def _wrote(text: str, chat: Json = GROUP, **more: Any) -> Json:
    message = {"message_id": 7, "date": 1_790_000_000, "chat": chat, "from": LAN, "text": text, **more}
    return {"update_id": 2, "message": message}


async def _told(*updates: Json) -> list[int]:
    """The chats that are told, in order; nothing is recorded."""
    bot, kept = FakeBot(), list[Event]()

    async def accept(event: Event, shown: str = "", *, fetching: bool = False) -> None:
        kept.append(event)

    receiver = Receiver(cast("Bot", bot), accept, Asides(private_only=running.PRIVATE_ONLY))
    receiver.named("ChamDiemBot")
    for update in updates:
        await receiver.take(update)
    await asyncio.gather(*receiver._tasks)
    assert kept == []
    assert {text for _, text in bot.said} <= {running.PRIVATE_ONLY}
    return [chat for chat, _ in bot.said]


@pytest.mark.parametrize(
    "update",
    [
        _joined(),
        _joined({**GROUP, "type": "supergroup"}),
        _joined(before="kicked", after="administrator"),
        _wrote("/start@ChamDiemBot 7K3QF9XW2M"),
        _wrote("/diem@chamdiembot"),
    ],
)
async def test_a_group_that_takes_the_bot_in_or_calls_it_is_told(update: Json) -> None:
    assert await _told(update) == [-100]


@pytest.mark.parametrize(
    "update",
    [
        _joined({**GROUP, "type": "channel"}, after="administrator"),
        _joined({"id": 99, "type": "private"}, before="kicked"),
        _joined(before="member", after="administrator"),
        _joined(before="member", after="left"),
        _joined(after="restricted"),
        _joined({"id": 10**30, "type": "group"}),
        _joined({"type": "group"}),
        _wrote("Xin chào"),
        _wrote("/diem"),
        _wrote("/diem@KhacBot"),
        _wrote("@ChamDiemBot ơi"),
        _wrote("/diem@ChamDiemBot", {"id": -7, "type": "channel"}),
        {"update_id": 3, "edited_message": _wrote("/diem@ChamDiemBot")["message"]},
    ],
)
async def test_everything_else_of_groups_and_channels_is_passed_over(update: Json) -> None:
    assert await _told(update) == []


async def test_a_group_is_told_once_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = _clock(monkeypatch)
    bot = FakeBot()

    async def accept(event: Event, shown: str = "", *, fetching: bool = False) -> None:
        raise AssertionError(event)

    receiver = Receiver(cast("Bot", bot), accept, Asides(private_only=running.PRIVATE_ONLY))
    for minute in range(0, 150, 5):
        clock(minute * 60.0)
        await receiver.take(_joined())
    await asyncio.gather(*receiver._tasks)
    assert len(bot.said) == 3


async def test_groups_without_end_are_not_all_told() -> None:
    assert len(await _told(*(_joined({**GROUP, "id": -n}) for n in range(1, 200)))) == 10


def _clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    now = [0.0]
    monkeypatch.setattr(telegram_groups, "monotonic", lambda: now[0])
    return lambda at: now.__setitem__(0, at)
