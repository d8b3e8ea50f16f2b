"""The webhook: 200 is a promise, so it comes after the event is durable, and only to who knows the secret."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from telegram import Bot, WebhookInfo

from bot.channels import telegram_webhook
from bot.channels.telegram_receiving import Receiver
from bot.channels.telegram_trouble import Trouble
from bot.channels.telegram_webhook import HEADER, Webhook, secret_of
from conversations.events import Event, Said
from tests.bot.waiting import until

TOKEN = "1:token"
SECRET = {HEADER: secret_of(TOKEN)}
CHAT = {"id": 9, "type": "private"}
UPDATE = {"update_id": 7, "message": {"message_id": 7, "date": 1, "chat": CHAT, "text": "hi"}}


class FakeBot:
    token = TOKEN

    def __init__(self) -> None:
        self.hooks: list[tuple[str, dict[str, Any]]] = []
        self.set_now = ""

    async def set_webhook(self, url: str, **given: Any) -> bool:
        self.hooks.append((url, given))
        self.set_now = url
        return True

    async def get_webhook_info(self) -> WebhookInfo:
        return WebhookInfo(self.set_now, has_custom_certificate=False, pending_update_count=0)


class Inbox:
    """Writes when it is let; ``error`` makes it fail."""

    def __init__(self) -> None:
        self.kept: list[Event] = []
        self.let, self.error = asyncio.Event(), cast("Exception | None", None)
        self.let.set()

    async def __call__(self, event: Event, shown: str = "", *, fetching: bool = False) -> None:
        await self.let.wait()
        if self.error:
            raise self.error
        assert (shown, fetching) == ("", False)
        self.kept.append(event)


@asynccontextmanager
async def served(inbox: Inbox) -> AsyncIterator[tuple[ClientSession, str, Webhook, FakeBot]]:
    bot = FakeBot()
    receiver = Receiver(cast("Bot", bot), inbox)
    hook = Webhook(cast("Bot", bot), receiver, Trouble(TOKEN), "https://bot.example.gov.vn/hook/tg")
    app = web.Application()
    app.add_routes([hook.route()])
    async with TestServer(app) as server, ClientSession() as client:
        yield client, str(server.make_url("/hook/tg")), hook, bot
    receiver.stop()


async def test_200_comes_after_the_event_is_durable() -> None:
    inbox = Inbox()
    inbox.let.clear()
    async with served(inbox) as (client, url, _, _):
        answer = asyncio.create_task(client.post(url, json=UPDATE, headers=SECRET))
        await asyncio.sleep(0.1)
        assert not answer.done()
        inbox.let.set()
        assert (await answer).status == 200
    (event,) = inbox.kept
    assert isinstance(event, Said)
    assert (event.text, event.key, event.chat) == ("hi", "7", "telegram:9")


@pytest.mark.parametrize("headers", [{}, {HEADER: ""}, {HEADER: "x" * 64}, {HEADER: "é"}])
async def test_others_are_refused(headers: dict[str, str]) -> None:
    inbox = Inbox()
    async with served(inbox) as (client, url, _, _):
        answer = await client.post(url, json=UPDATE, headers=headers)
        assert answer.status == 403
    assert inbox.kept == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"1", b'{"update_id": "x"}', b"\xff"])
async def test_garbage_is_refused(body: bytes) -> None:
    inbox = Inbox()
    async with served(inbox) as (client, url, _, _):
        answer = await client.post(url, data=body, headers=SECRET)
        assert answer.status == 400
    assert inbox.kept == []


async def test_a_body_that_does_not_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telegram_webhook, "PATIENCE", 0.05)

    async def slowly() -> AsyncIterator[bytes]:
        yield b'{"update_id":'
        await asyncio.sleep(2)

    async with (
        served(Inbox()) as (client, url, _, _),
        client.post(url, data=slowly(), headers=SECRET) as answer,
    ):
        assert answer.status == 408


async def test_what_cannot_be_written_is_asked_for_again() -> None:
    inbox = Inbox()
    inbox.error = OSError("disk full")
    async with served(inbox) as (client, url, _, _):
        for _ in range(5):
            async with client.post(url, json=UPDATE, headers=SECRET) as answer:
                assert answer.status == 503
        inbox.error = None
        async with client.post(url, json=UPDATE, headers=SECRET) as answer:
            assert answer.status == 200
    assert len(inbox.kept) == 1


async def test_an_update_that_fails_for_what_is_in_it_is_given_up() -> None:
    inbox = Inbox()
    inbox.error = ValueError("odd")
    async with served(inbox) as (client, url, _, _):
        statuses = []
        for _ in range(3):
            async with client.post(url, json=UPDATE, headers=SECRET) as answer:
                statuses.append(answer.status)
    assert statuses == [503, 503, 200]


async def test_telegram_is_told_address_secret_and_kinds() -> None:
    async with served(Inbox()) as (_, _, hook, bot):
        running = asyncio.create_task(hook.run())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        running.cancel()
    ((url, given),) = bot.hooks
    assert url == "https://bot.example.gov.vn/hook/tg"
    assert given["secret_token"] == secret_of(TOKEN)
    assert TOKEN not in given["secret_token"]
    assert "message" in given["allowed_updates"]


async def test_a_webhook_that_somebody_took_away_is_set_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(telegram_webhook, "LOOK", 0.01)
    async with served(Inbox()) as (_, _, hook, bot):
        running = asyncio.create_task(hook.run())
        await asyncio.sleep(0.1)
        assert len(bot.hooks) == 1
        assert "set again" not in caplog.text
        for elsewhere in ("", "https://another.example/secret-path"):
            bot.set_now = elsewhere
            await until(lambda: bot.set_now == "https://bot.example.gov.vn/hook/tg")
        running.cancel()
    first, *again = bot.hooks
    assert again == [first, first]
    assert caplog.text.count("set again") == 2
    assert "secret-path" not in caplog.text
