"""What stands before every request of the web chat: headers that keep a browser safe, no posts from other
sites, and one plain answer to whatever goes wrong.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Final

from aiohttp import web

from bot.channels import web_requests
from bot.intake.flood import TooFastError, network
from conversations.phrases import web as words

log = logging.getLogger(__name__)
PRIVATE: Final = ("/api/", "/chat/")
"""Where answers are one person's own, and a cookie may speak for somebody."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Other sites cannot post here (they cannot set our header), and every answer has the safe headers."""
    try:
        response = await _answer(request, handler)
    except web.HTTPException as refusal:
        if refusal.status == HTTPStatus.NOT_FOUND and refusal.content_type == "text/plain":
            refusal.text = words.NOWHERE  # aiohttp's own words are English
        _secure(refusal, request)
        raise
    if not response.prepared:
        _secure(response, request)
    return response


async def _answer(request: web.Request, handler: Handler) -> web.StreamResponse:
    by_cookie = request.path.startswith(PRIVATE)  # other routes prove themselves by a secret
    if by_cookie and request.method not in ("GET", "HEAD") and not _own(request):
        raise web_requests.error(web.HTTPForbidden, words.REFUSED)
    try:
        return await handler(request)
    except (web.HTTPException, ConnectionResetError, asyncio.CancelledError):
        raise
    except TooFastError as flood:
        raise _too_fast(flood) from None
    except Exception:
        log.exception("a request failed: %s %s", request.method, _route(request))
        raise web_requests.error(web.HTTPServiceUnavailable, words.NOT_NOW) from None


def _own(request: web.Request) -> bool:
    """Whether our page sends it. Older browsers do not say from where a request comes."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    return request.headers.get("X-Chamdiem") == "1" and site == "same-origin"


def _too_fast(flood: TooFastError) -> web.HTTPException:
    """The page waits and tries again by itself, unless there is a sentence to be read."""
    if not flood.passing:
        return web_requests.error(web.HTTPTooManyRequests, flood.sentence)
    return web.HTTPTooManyRequests(text="{}", content_type="application/json", headers={"Retry-After": "10"})


def _route(request: web.Request) -> str:
    """The form of the path: what stands in it may be a code."""
    resource = request.match_info.route.resource
    return resource.canonical if resource else "?"


def _secure(response: web.StreamResponse, request: web.Request) -> None:
    for name, value in web_requests.HEADERS.items():
        response.headers.setdefault(name, value)
    private = request.path.startswith(PRIVATE)
    response.headers.setdefault("Cache-Control", "no-store" if private else "no-cache")


def sender(request: web.Request, *, proxied: bool) -> str:
    """The network that a request comes from. Behind a proxy (in the same machine or private network) it is
    what the proxy has seen: the last one in its header; everything before could be made up.
    """
    remote = request.remote or ""
    seen = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return network(seen if proxied and seen and _is_near(remote) else remote)


def _is_near(address: str) -> bool:
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return False
    return known.is_loopback or known.is_private
