"""The addresses on which the web chat is served: one port of plain HTTP, and HTTPS where it has its own."""

from __future__ import annotations

import logging
import ssl
import warnings
from typing import NamedTuple

from aiohttp import BadContentDispositionHeader, BadContentDispositionParam, web


class AddressError(Exception):
    """The address cannot be listened on; the message says what to do."""


class Https(NamedTuple):
    """Where the same is served without a proxy: a port of all addresses, and PEM files (of one file both,
    where the key stands behind the certificates).
    """

    port: int
    certificate: str
    key: str = ""


async def listen(runner: web.AppRunner, host: str, port: int) -> None:
    """Plain HTTP. Raises AddressError."""
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        raise AddressError(
            f"cannot listen on {host}:{port}: {error.strerror}; choose another with --port"
        ) from error


async def listen_safely(runner: web.AppRunner, https: Https) -> None:
    """HTTPS. Raises AddressError."""
    try:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(https.certificate, https.key or None)
        await web.TCPSite(runner, None, https.port, ssl_context=context).start()
    except OSError as error:  # an SSLError is one
        raise AddressError(
            f"cannot serve HTTPS on port {https.port}: {error}; look at CHAMDIEM_TLS_PORT, _CERT and _KEY"
        ) from error


def hush() -> None:
    """No trace of all that is no HTTP, nor a warning with what stood in it."""
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)
    for odd in (BadContentDispositionHeader, BadContentDispositionParam):
        warnings.filterwarnings("ignore", category=odd)
