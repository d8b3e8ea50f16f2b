"""Reading the web chat's requests and refusing broken ones; headers, downloads and the chat's cookie."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import secrets
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

from aiohttp import BodyPartReader, ClientError, web
from aiohttp.http_exceptions import HttpProcessingError

from bot.channels.web_shapes import Json
from bot.clock import utc_now
from conversations.phrases import web as words

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Server": "chamdiem",
}
PATIENCE: Final = 30.0  # seconds that a body, or the next piece of a file, may take
SHORTEST_SECRET: Final = 16  # characters of the page's random id
LONGEST_NUMBER: Final = 15  # digits
MOST_FIELDS: Final = 5
LONGEST_FIELD: Final = 8192  # bytes
MALFORMED: Final = (
    ValueError, LookupError, TypeError, AssertionError, ClientError, HttpProcessingError,
    web.RequestPayloadError,
)  # fmt: skip
"""What aiohttp raises for a body that is cut off, or is not what it says."""


def arrived(chat: str, key: str) -> Json:
    """The clock and the randomness come in here."""
    return {"chat": chat, "key": f"{chat}/{key}", "at": utc_now(), "nonce": secrets.token_hex(16)}


def error(kind: type[web.HTTPException], sentence: str) -> web.HTTPException:
    """A refusal that the page can show."""
    return kind(text=json.dumps({"error": sentence}, ensure_ascii=False), content_type="application/json")


async def json_body(request: web.Request) -> Json:
    """The request's JSON object; refuses everything else."""
    try:
        raw = await asyncio.wait_for(request.read(), PATIENCE)
        body = json.loads(raw.decode())
    except TimeoutError:
        raise error(web.HTTPRequestTimeout, words.SLOW) from None
    except (ValueError, RecursionError, *MALFORMED):
        body = None
    if not isinstance(body, dict):
        raise error(web.HTTPBadRequest, words.BROKEN)
    return body


def opening(body: Json) -> tuple[str, str]:
    """The invitation's code and the page's random id."""
    invitation, secret = text_of(body, "invitation", 100), text_of(body, "id", 64)
    if len(secret) < SHORTEST_SECRET:
        raise error(web.HTTPBadRequest, words.BROKEN)
    return invitation, secret


def named(secret: str, invitation: str) -> tuple[str, str]:
    """The chat's public name and its key: the same for the same request sent again."""
    return derived("chat", secret, invitation)[:12], derived("key", secret, invitation)


def after(request: web.Request) -> int:
    """Number of the last message that the page has; 0 where it does not say."""
    given = request.headers.get("Last-Event-ID") or request.query.get("after") or "0"
    return int(given) if given.isascii() and given.isdigit() and len(given) <= LONGEST_NUMBER else 0


def text_of(body: Json, key: str, most: int) -> str:
    """A text of at most ``most`` characters, empty where it is not given."""
    value = body.get(key, "")
    if not isinstance(value, str) or len(value) > most:
        raise error(web.HTTPBadRequest, words.TOO_LONG)
    return value.encode(errors="replace").decode()  # no lone surrogates: they cannot be stored


async def parts(request: web.Request) -> tuple[dict[str, str], BodyPartReader, str]:
    """The fields before the file, the file's part, not yet read, and its name."""
    try:
        return await asyncio.wait_for(_parts(request), PATIENCE)
    except TimeoutError:
        raise error(web.HTTPRequestTimeout, words.SLOW) from None
    except MALFORMED:
        raise error(web.HTTPBadRequest, words.BROKEN) from None


async def _parts(request: web.Request) -> tuple[dict[str, str], BodyPartReader, str]:
    fields: dict[str, str] = {}
    reader = await request.multipart()
    while isinstance(part := await reader.next(), BodyPartReader) and len(fields) < MOST_FIELDS:
        if part.name == "file":
            return fields, part, (part.filename or "tep").encode(errors="replace").decode()[-150:]
        value = await part.read_chunk(LONGEST_FIELD)
        if not part.name or not part.at_eof():
            break
        fields[part.name] = value.decode("utf-8", "replace")
    raise error(web.HTTPBadRequest, words.NO_FILE_SENT)


async def chunks(part: BodyPartReader) -> AsyncIterator[bytes]:
    """The bytes of a part as they come; what breaks off, or does not go on, is refused."""
    while True:
        try:
            chunk = await asyncio.wait_for(part.read_chunk(65536), PATIENCE)
        except TimeoutError:
            raise error(web.HTTPRequestTimeout, words.SLOW) from None
        except MALFORMED:
            raise error(web.HTTPBadRequest, words.BROKEN) from None
        if not chunk:
            return
        yield chunk


def download(path: Path, file: Json) -> web.StreamResponse:
    """Pictures are shown, everything else is saved; nothing is ever run by the browser."""
    kind = "inline" if file["image"] else "attachment"
    plain = "".join(c if (c.isascii() and c.isalnum()) or c in "._-" else "_" for c in file["name"])
    quoted = "".join(f"%{byte:02X}" for byte in file["name"].encode(errors="replace"))
    return web.FileResponse(path, headers={
        "Content-Disposition": f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quoted}",
        "Content-Type": file["mime"],
        **HEADERS,
        "Cache-Control": "no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    })  # fmt: skip


def derived(purpose: str, secret: str, invitation: str) -> str:
    """43 characters that only somebody with the page's secret and the code can know."""
    digest = hashlib.sha256(f"{purpose}/{secret}/{invitation.strip().upper()}".encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def cookie(response: web.Response, key: str, path: str, *, secure: bool) -> None:
    """Give the browser the chat's key, for the chat's own path only."""
    response.set_cookie(
        "chamdiem", key, path=path, httponly=True, samesite="Strict", secure=secure, max_age=400 * 86_400
    )
