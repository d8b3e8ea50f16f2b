"""HTTP to a Bot API server over aiohttp: half the cost of httpx for each call (``docs/performance.md``).

A SOCKS proxy is the exception: aiohttp has none of its own, so httpx goes through it.
"""

from __future__ import annotations

import ssl

import aiohttp
import httpx
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, HTTPXRequest, RequestData

CONNECT, READ, WRITE_FILE = 10.0, 20.0, 60.0  # seconds


def request(connections: int, proxy: str) -> BaseRequest:
    """What carries the calls. Larger pools make every call slower; eight connections carry all that Telegram
    allows.
    """
    if proxy.startswith("socks"):
        return HTTPXRequest(
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
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(f"{type(error).__name__}: {error}") from error


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
