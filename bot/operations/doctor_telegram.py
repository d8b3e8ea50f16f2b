"""The check of ``chamdiem doctor`` that asks Telegram: is the token good, do the clocks agree, where does it
send what people write, and does the running bot get that?
"""

from __future__ import annotations

import asyncio
import json
from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from bot import control
from bot.operations.diagnosis import Said, fail, ok, warn
from bot.settings import Settings

if TYPE_CHECKING:
    import httpx

SKEW = 30.0  # seconds between this clock and Telegram's
NO_SERVER = (
    "no Bot API server answers at {host}: it is down, or a portal or a firewall answers in its place, or "
    "TELEGRAM_BASE_URL or TELEGRAM_PROXY is wrong"
)
ELSEWHERE = (
    "Telegram sends what people write to {host}, not to TELEGRAM_WEBHOOK: the bot sets that at its start and "
    "within ten minutes; if it is changed again, another program uses this token: stop it or make a new one"
)
TAKEN = (
    "Telegram sends what people write to {host}, not to the bot: another program uses this token; stop that, "
    "or make a new token, then restart the bot"
)
UNDELIVERED = (
    "Telegram cannot deliver to TELEGRAM_WEBHOOK ({why}), {count} updates wait: is the proxy up, is its "
    "certificate valid, does it pass the path on?"
)
UNHEARD = (
    "@{name} answers, but not to the running bot: does another program use the token, was the bot started "
    "with other settings? Its log says more; it goes on trying"
)


class _Answer(NamedTuple):
    """What Telegram said: its ``result``, or the status of its refusal; and when, by its own clock."""

    status: int
    result: Any
    date: str | None


async def telegram(settings: Settings, now: datetime) -> Said:
    """Whether Telegram knows the token and reaches the bot. Never shows the token."""
    import httpx

    from bot.channels.telegram_http import root

    if not settings.telegram_token:
        return ok("no TELEGRAM_TOKEN: Telegram is off, the web chat works without it")
    server = root(settings.telegram_base_url)
    try:
        me, hook = await _asked(settings, f"{server}/bot{settings.telegram_token}")
    except httpx.HTTPError as error:
        kind = type(error).__name__
        return fail(f"Telegram cannot be reached ({kind}): where it is blocked, set TELEGRAM_PROXY")
    except Exception:  # noqa: BLE001 - an address that is none, a page that is no answer
        return fail(NO_SERVER.format(host=urlsplit(server).hostname))
    for answer in (me, hook):
        if answer.status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND):
            return fail("Telegram does not know the token: copy it anew from @BotFather")
        if answer.status != HTTPStatus.OK:
            return fail(f"Telegram answered with {answer.status}; try again later")
    name = me.result.get("username", "?")
    return _delivered(settings, hook.result) or await _heard(settings, name) or _clocks(me.date, name, now)


async def _asked(settings: Settings, base: str) -> tuple[_Answer, _Answer]:
    """Who the bot is and where its updates go; raises where nobody says so, or no Bot API server."""
    import httpx

    from bot.channels.telegram_http import plain_client

    async with plain_client(settings.telegram_proxy, httpx.Timeout(15)) as client:
        return await _call(client, f"{base}/getMe"), await _call(client, f"{base}/getWebhookInfo")


async def _call(client: httpx.AsyncClient, url: str) -> _Answer:
    from bot.channels.telegram_http import checked

    answer = await client.post(url)
    status, body = checked(url, answer.status_code, answer.content)
    return _Answer(status, json.loads(body).get("result"), answer.headers.get("Date"))


def _delivered(settings: Settings, hook: dict[str, Any]) -> Said | None:
    """What is wrong with where Telegram sends updates, if anything."""
    host = urlsplit(hook["url"]).hostname or "nobody"
    if hook["url"] != settings.telegram_webhook:
        return fail((ELSEWHERE if settings.telegram_webhook else TAKEN).format(host=host))
    count, why = hook["pending_update_count"], hook.get("last_error_message")
    if settings.telegram_webhook and count and why:
        return fail(UNDELIVERED.format(why=why, count=count))
    return None


async def _heard(settings: Settings, name: str) -> Said | None:
    """What is wrong with the running bot's own line to Telegram, if it runs and anything is."""
    address = control.address(settings.data)
    if address is None:
        return None
    try:
        _, body = await asyncio.to_thread(control.look, address, "/ready")
        up = json.loads(body).get("telegram_up", True)
    except (OSError, ValueError):  # the check of the process says so
        return None
    if up is None:
        return fail("the running bot was started without TELEGRAM_TOKEN: restart it")
    return None if up else fail(UNHEARD.format(name=name))


def _clocks(stamp: str | None, name: str, now: datetime) -> Said:
    skew = abs((parsedate_to_datetime(stamp) - now).total_seconds()) if stamp else 0
    if skew > SKEW:
        return warn(f"@{name} answers, but this clock is {skew:.0f} s off: timedatectl set-ntp true")
    return ok(f"@{name} answers, the clocks agree")
