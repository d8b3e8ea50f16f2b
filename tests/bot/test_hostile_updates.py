"""Whatever comes as an update of Telegram: an event, or nothing, and never an obstacle for the next one."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import Bot

from bot.channels import telegram_updates
from bot.channels.telegram_receiving import Receiver
from bot.channels.telegram_trouble import Trouble
from bot.channels.telegram_webhook import HEADER, Webhook, secret_of
from bot.intake.flood import Gate
from conversations.events import EVENT, Event
from conversations.phrases import running

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
TOKEN = "1:token"
CHAT = {"id": 99, "type": "private"}
LAN = {"id": 99, "is_bot": False, "first_name": "Lan"}
MESSAGE: dict[str, Any] = {"message_id": 7, "date": 1_790_000_000, "chat": CHAT, "from": LAN}
FILE = {"file_id": "F", "file_unique_id": "u", "file_name": "a.pdf", "file_size": 9}

nasty = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30),
    st.sampled_from([
        10**30, -(10**30), -1, 2**63, "\ud83d", "\x00", "a" * 70_000, "\u202e" * 50, [], {}, [[]], [None],
        {"id": None}, "9" * 5000, float("inf"),
    ]),
)  # fmt: skip
anything = st.recursive(
    nasty,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
PARTS = (
    "text", "caption", "photo", "document", "video", "audio", "animation", "sticker", "voice", "location",
    "contact", "date", "chat", "from", "message_id", "media_group_id", "entities", "via_bot",
    "forward_origin", "reply_to_message", "new_chat_members", "pinned_message", "sender_chat",
)  # fmt: skip
broken_messages = st.builds(
    lambda changes: {**MESSAGE, "text": "421/512", **changes},
    st.dictionaries(st.sampled_from(PARTS), anything, max_size=4),
)
broken_files = st.builds(
    lambda part, changes: {**MESSAGE, part: {**FILE, **changes}},
    st.sampled_from(["document", "video", "audio", "animation"]),
    st.dictionaries(st.sampled_from(sorted(FILE)), anything, max_size=3),
)
updates = st.one_of(
    st.dictionaries(st.text(max_size=12), anything, max_size=4),
    st.builds(lambda message: {"update_id": 5, "message": message}, broken_messages | broken_files),
    st.builds(lambda message: {"update_id": 5, "edited_message": message}, broken_messages),
    st.builds(
        lambda kind, value: {"update_id": 5, kind: value},
        st.sampled_from([*telegram_updates.WANTED, "channel_post", "inline_query", "business_message"]),
        anything,
    ),
    st.builds(
        lambda message, data, sender: {
            "update_id": 5,
            "callback_query": {"id": "q", "from": sender, "message": message, "data": data},
        },
        st.one_of(broken_messages, anything),
        anything,
        st.one_of(st.just(LAN), anything),
    ),
)


@settings(max_examples=600)
@given(updates)
def test_an_update_is_an_event_or_nothing(update: dict[str, Any]) -> None:
    try:
        event = telegram_updates.read(update, NOW, "0" * 32)
    except telegram_updates.UNREADABLE:
        return
    if event is not None:
        assert EVENT.validate_json(event.model_dump_json()) == event
        channel, _, address = event.chat.partition(":")
        assert (channel, int(address)) == ("telegram", int(address))
        assert len(event.model_dump_json()) < 100_000


class FakeBot:
    token = TOKEN

    def __init__(self) -> None:
        self.said: list[tuple[int, str]] = []

    async def send_message(self, chat: int, text: str) -> None:
        self.said.append((chat, text))

    async def answer_callback_query(self, _query: str) -> None:
        pass


class Inbox:
    def __init__(self) -> None:
        self.kept: list[Event] = []

    async def __call__(self, event: Event, shown: str = "", *, fetching: bool = False) -> None:
        self.kept.append(event)


@settings(max_examples=200)
@given(st.lists(updates, max_size=5))
async def test_the_receiver_goes_on(several: list[dict[str, Any]]) -> None:
    inbox = Inbox()
    receiver = Receiver(cast("Bot", FakeBot()), inbox)
    for update in [*several, {"update_id": 1000, "message": {**MESSAGE, "text": "still here"}}]:
        await receiver.take(update)
    assert inbox.kept[-1].key == "1000"
    receiver.stop()


@pytest.mark.parametrize(
    "message",
    [
        {**MESSAGE, "chat": {"id": -100, "type": "group"}, "text": "7K3QF9XW2M"},
        {**MESSAGE, "chat": {"id": -100, "type": "supergroup"}, "text": "/start 7K3QF9XW2M"},
        {**MESSAGE, "chat": {"id": -100, "type": "channel"}, "text": "x"},
        {**MESSAGE, "from": {**LAN, "is_bot": True}, "text": "x"},
    ],
)
def test_groups_channels_and_bots_are_not_heard(message: dict[str, Any]) -> None:
    assert telegram_updates.read({"update_id": 5, "message": message}, NOW, "n") is None


async def test_a_flood_is_confirmed_answered_once_and_not_recorded() -> None:
    """2000 messages in 10 seconds from somebody with a role; somebody else is not held up."""
    bot, inbox = FakeBot(), Inbox()
    receiver = Receiver(cast("Bot", bot), Gate(lambda _: True, 10**9).before(inbox))
    for n in range(2000):
        message = {**MESSAGE, "date": MESSAGE["date"] + n // 200, "text": str(n)}
        await receiver.take({"update_id": n, "message": message})
    other = {**MESSAGE, "chat": {**CHAT, "id": 7}, "text": "3.2"}
    await receiver.take({"update_id": 2000, "message": other})
    for task in list(receiver._tasks):
        await task
    assert bot.said == [(99, running.TOO_FAST)]
    assert 600 <= len([event for event in inbox.kept if event.chat == "telegram:99"]) <= 700
    assert inbox.kept[-1].chat == "telegram:7"


@pytest.fixture
async def hook() -> AsyncIterator[tuple[ClientSession, str, Inbox]]:
    inbox, bot = Inbox(), cast("Bot", FakeBot())
    receiver = Receiver(bot, inbox)
    webhook = Webhook(bot, receiver, Trouble(TOKEN), "https://bot.example.gov.vn/telegram")
    app = web.Application()
    app.add_routes([webhook.route()])
    async with TestServer(app) as server, ClientSession() as client:
        yield client, str(server.make_url("/telegram")), inbox
    receiver.stop()


BODIES = [
    b"[" * 100_000, b'{"update_id": ' + b"9" * 5000 + b"}", b'{"update_id": Infinity}', b'{"update_id": true',
    b'"' + b"a" * 65_536 + b'"', b"\xff\xfe\x00", b"\x00", b'{"update_id": {}}', b'{"update_id": null}',
]  # fmt: skip


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
async def test_bodies_that_are_no_update(hook: tuple[ClientSession, str, Inbox], body: bytes) -> None:
    client, url, inbox = hook
    for kind in ("application/json", "application/json; charset=no-such", "text/html"):
        headers = {HEADER: secret_of(TOKEN), "Content-Type": kind}
        answer = await client.post(url, data=body, headers=headers)
        assert answer.status == 400
    assert inbox.kept == []


async def test_a_secret_in_no_alphabet(hook: tuple[ClientSession, str, Inbox]) -> None:
    client, url, _ = hook
    answer = await client.post(url, data=b"{}", headers={HEADER: "\udcff\udcfe"})
    assert answer.status == 403


async def test_what_is_said_is_not_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    receiver = Receiver(cast("Bot", FakeBot()), Inbox())
    secrets = {"message": {"text": "bí mật 7K3QF9XW2M", "chat": {"id": "Nguyễn Thị Hoa", "type": "private"}}}
    for update in ({"update_id": 1, **secrets}, {"update_id": "Nguyễn Thị Hoa", **secrets}, {"bí mật": 1}):
        await receiver.take(cast("dict[str, Any]", update))
    assert not any(word in caplog.text for word in ("bí mật", "Hoa", "7K3QF"))
    assert json.dumps(secrets)
