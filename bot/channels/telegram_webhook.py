"""Receives from Telegram by webhook: answered with 200 only when the update's event is durable.

Telegram repeats what it gets no 200 for, and an update that comes twice changes nothing.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
from functools import partial
from urllib.parse import urlsplit

from aiohttp import web
from telegram import Bot

from bot.channels import telegram_updates
from bot.channels.telegram_receiving import Receiver
from bot.channels.telegram_trouble import Trouble

log = logging.getLogger(__name__)
HEADER = "X-Telegram-Bot-Api-Secret-Token"
PATH = "/telegram"
CONNECTIONS = 40  # Telegram's own default
LOOK = 600.0  # seconds until it is looked whether Telegram still delivers here
PATIENCE = 30.0  # seconds that the body of a request may take


class Webhook:
    """``address``: public, https; what comes to its path reaches ``route`` (perhaps through a proxy that
    does TLS).
    """

    def __init__(self, bot: Bot, receiver: Receiver, trouble: Trouble, address: str) -> None:
        self._bot, self._receiver, self._trouble = bot, receiver, trouble
        self._address = address
        self._secret = secret_of(bot.token)

    def route(self) -> web.RouteDef:
        """``POST`` of one update, at the address's own path."""
        return web.post(urlsplit(self._address).path or PATH, self._came)

    async def run(self) -> None:
        """Tell Telegram the address, and tell it again whenever it delivers elsewhere, until cancelled."""
        tell = partial(
            self._bot.set_webhook, self._address, secret_token=self._secret, max_connections=CONNECTIONS,
            allowed_updates=list(telegram_updates.WANTED),
        )  # fmt: skip
        await self._trouble.insist(tell)
        while True:
            self._trouble.over()
            await asyncio.sleep(LOOK)
            set_now = await self._trouble.insist(self._bot.get_webhook_info)
            if set_now.url != self._address:
                log.warning("the webhook was changed by somebody with this token, and is set again")
                await self._trouble.insist(tell)

    async def _came(self, received: web.Request) -> web.Response:
        given = received.headers.get(HEADER, "")
        if not hmac.compare_digest(given.encode(errors="replace"), self._secret.encode()):
            raise web.HTTPForbidden
        try:
            body = await asyncio.wait_for(received.read(), PATIENCE)
            update = json.loads(body.decode())
            key = int(update["update_id"])
        except TimeoutError:
            raise web.HTTPRequestTimeout from None
        except telegram_updates.UNREADABLE:
            raise web.HTTPBadRequest from None
        try:
            await self._receiver.take(update)
        except Exception as error:
            if not self._receiver.hopeless(update, error):
                log.warning("update %s is not written yet: %s", key, type(error).__name__)
                raise web.HTTPServiceUnavailable from error
        self._receiver.over()
        return web.Response()


def secret_of(token: str) -> str:
    """What Telegram proves itself with: 64 hex digits that only who has the token can know."""
    return hmac.new(token.encode(), b"chamdiem webhook", hashlib.sha256).hexdigest()
