"""HTTP to a Bot API server over aiohttp: half the cost of httpx for each call (``docs/performance.md``).

A SOCKS proxy is the exception: aiohttp has none of its own, so httpx goes through it.

What something on the way (a gateway, a firewall, a portal) says in the server's place is trouble of the
network: the library alone would take its 403 for a person who has blocked the bot, its 404 for a refused
token.
"""

from __future__ import annotations

import json
import ssl
from http import HTTPStatus
from typing import Any, Final

import aiohttp
import httpx
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, HTTPXRequest, RequestData

SERVER: Final = "https://api.telegram.org"
CONNECT, READ, WRITE_FILE = 10.0, 20.0, 60.0  # seconds
MESSAGE: Final = {"message_id", "date", "chat"}
RESULTS: Final = {
    "getMe": {"id", "is_bot", "first_name"},
    "getFile": {"file_id", "file_unique_id"},
    "getWebhookInfo": {"url", "has_custom_certificate", "pending_update_count"},
    **dict.fromkeys(("sendMessage", "sendDocument", "sendPhoto"), MESSAGE),
}
"""What the library must find in the result of calls that we read further."""


def root(base_url: str) -> str:
    """The address of the Bot API server: Telegram's own where none is set. ``/bot`` at its end is spared."""
    return base_url.rstrip("/").removesuffix("/bot").rstrip("/") or SERVER


def request(connections: int, proxy: str) -> BaseRequest:
    """What carries the calls. Larger pools make every call slower; eight connections carry all that Telegram
    allows.
    """
    if proxy.startswith("socks"):
        return SocksRequest(
            connection_pool_size=connections, proxy=proxy, connect_timeout=CONNECT, read_timeout=READ,
            write_timeout=READ, pool_timeout=60, media_write_timeout=WRITE_FILE,
        )  # fmt: skip
    return AiohttpRequest(connections, proxy)


def plain_client(proxy: str, timeout: httpx.Timeout) -> httpx.AsyncClient:
    """What the calls do not carry. As they do, it takes no proxy but ours (never the environment's), and the
    machine's own certificates.
    """
    return httpx.AsyncClient(
        proxy=proxy or None, timeout=timeout, trust_env=False, verify=ssl.create_default_context()
    )


class SocksRequest(HTTPXRequest):
    """python-telegram-bot's own transport."""

    async def do_request(self, *given: Any, **named: Any) -> tuple[int, bytes]:
        """One call; raises TimedOut or NetworkError."""
        return checked(named.get("url") or given[0], *await super().do_request(*given, **named))


class AiohttpRequest(BaseRequest):
    """python-telegram-bot's transport over one aiohttp session."""

    def __init__(self, connections: int, proxy: str = "") -> None:
        self._connections, self._proxy = connections, proxy or None
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return READ

    async def initialize(self) -> None:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections)
            self._session = aiohttp.ClientSession(connector=connector)

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(  # noqa: PLR0917 - as the library calls it
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - the same
    ) -> tuple[int, bytes]:
        """One call; raises TimedOut or NetworkError. aiohttp has one clock for writing and reading."""
        await self.initialize()
        assert self._session is not None  # noqa: S101 - initialize() opens it
        files = request_data.multipart_data if request_data else {}
        reading = _seconds(read_timeout, READ)
        writing = _seconds(write_timeout, WRITE_FILE) if files else 0.0
        timeout = aiohttp.ClientTimeout(
            total=None, sock_connect=_seconds(connect_timeout, CONNECT), sock_read=reading + writing
        )
        try:
            async with self._session.request(
                method, url, data=_form(request_data), timeout=timeout, proxy=self._proxy,
                headers={"User-Agent": self.USER_AGENT},
            ) as response:  # fmt: skip
                return checked(url, response.status, await response.read())
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(f"{type(error).__name__}: {error}") from error


def checked(url: str, status: int, answer: bytes) -> tuple[int, bytes]:
    """Status and answer where they are a Bot API server's own words; raises NetworkError for all others."""
    try:
        said = json.loads(answer.decode(errors="replace"))
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict) or not _is_own(url.rpartition("/")[2], status, said):
        raise NetworkError(f"answered with {status}, and not by a Bot API server")
    return status, answer


def _is_own(method: str, status: int, said: dict[str, Any]) -> bool:
    if said.get("ok") is not (HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES):
        return False
    if not said["ok"]:
        return isinstance(said.get("description"), str) and isinstance(said.get("parameters", {}), dict)
    result = said.get("result")
    if method == "getUpdates":
        return isinstance(result, list) and all(map(_is_update, result))
    if method in RESULTS:
        return isinstance(result, dict) and result.keys() >= RESULTS[method]
    return "result" in said


def _is_update(update: object) -> bool:
    return isinstance(update, dict) and isinstance(update.get("update_id"), int)


def _seconds(given: ODVInput[float], otherwise: float) -> float:
    return otherwise if isinstance(given, DefaultValue) or given is None else float(given)


def _form(data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    if data is None:
        return None
    if not data.multipart_data:
        return data.json_parameters
    form = aiohttp.FormData(
        data.json_parameters, quote_fields=False
    )  # names in UTF-8, as Telegram reads them
    for field, (name, content, mime) in data.multipart_data.items():
        form.add_field(field, content, filename=name, content_type=mime)
    return form
