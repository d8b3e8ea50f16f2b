"""Who may try an invitation on the web, and how often; a wrong code leaves nothing behind."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from time import monotonic

from aiohttp import web

from bot.channels import web_requests
from bot.channels.web_guard import sender
from bot.intake.flood import CHATS, WRONG_CODES, Buckets, TooFastError
from conversations.phrases import web as words

log = logging.getLogger(__name__)


class Doors:
    """Counts tries by network. ``public``: the address that people see, where there is a proxy. ``tell`` puts
    it on record when a network has tried too many wrong codes.
    """

    def __init__(self, public: str, tell: Callable[[], Awaitable[None]]) -> None:
        self._tell = tell
        self._proxied, self._https = bool(public), public.startswith("https://")
        self._tries, self._wrong = Buckets(CHATS), Buckets(WRONG_CODES)

    def secure(self, request: web.Request) -> bool:
        """Whether the browser came by HTTPS, so that its cookies may go no other way."""
        return self._https or request.secure or request.headers.get("X-Forwarded-Proto") == "https"

    def enter(self, request: web.Request) -> str:
        """The network that a try comes from; refuses one that has tried too much, whatever the code."""
        proxied = self._proxied and not request.secure  # who comes by our own HTTPS has come without one
        address, now = sender(request, proxied=proxied), monotonic()
        try:
            self._wrong.look(address, now)
            self._tries.take(address, now)
        except TooFastError:
            raise web_requests.error(web.HTTPTooManyRequests, words.TOO_MANY_CODES) from None
        return address

    async def wrong(self, address: str) -> None:
        """The code opened nothing."""
        try:
            self._wrong.take(address, monotonic())
            self._wrong.look(address, monotonic())
        except TooFastError as flood:
            if flood.first:
                log.warning("too many wrong invitation codes from one network: it has to wait")
                await self._tell()
