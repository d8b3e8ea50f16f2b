"""Reading the web chat's requests and refusing broken ones; headers, downloads and the chat's cookie."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import BodyPartReader, web

from bot.channels.web_shapes import Json

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


def arrived(chat: str, key: str) -> Json:
    """The clock and the randomness come in here."""
    return {"chat": chat, "key": f"{chat}/{key}", "at": datetime.now(UTC), "nonce": secrets.token_hex(16)}


def error(kind: type[web.HTTPException], sentence: str) -> web.HTTPException:
    """A refusal that the page can show."""
    return kind(text=json.dumps({"error": sentence}, ensure_ascii=False), content_type="application/json")


async def json_body(request: web.Request) -> Json:
    """The request's JSON object; refuses everything else."""
    try:
        body = await request.json()
    except (json.JSONDecodeError, UnicodeDecodeError):
        body = None
    if not isinstance(body, dict):
        raise error(web.HTTPBadRequest, "Yêu cầu không đọc được.")
    return body


def text_of(body: Json, key: str, most: int) -> str:
    """A text of at most ``most`` characters, empty where it is not given."""
    value = body.get(key, "")
    if not isinstance(value, str) or len(value) > most:
        raise error(web.HTTPBadRequest, "Nội dung quá dài hoặc không đọc được.")
    return value.encode("utf-8", "replace").decode()  # no lone surrogates: they cannot be stored


async def parts(request: web.Request) -> tuple[dict[str, str], BodyPartReader]:
    """The fields before the file, and the file's part, not yet read."""
    fields: dict[str, str] = {}
    if request.content_type == "multipart/form-data":
        reader = await request.multipart()
        while (part := await reader.next()) is not None:
            if isinstance(part, BodyPartReader) and part.name == "file":
                return fields, part
            if isinstance(part, BodyPartReader) and part.name and len(fields) < 5:
                fields[part.name] = (await part.read_chunk(8192)).decode("utf-8", "replace")
    raise error(web.HTTPBadRequest, "Không có tệp nào trong yêu cầu.")


async def chunks(part: BodyPartReader) -> AsyncIterator[bytes]:
    """The bytes of a part as they come."""
    while chunk := await part.read_chunk(65536):
        yield chunk


def download(path: Path, file: Json) -> web.StreamResponse:
    """Pictures are shown, everything else is saved; nothing is ever run by the browser."""
    kind = "inline" if file["image"] else "attachment"
    plain = "".join(c if (c.isascii() and c.isalnum()) or c in "._-" else "_" for c in file["name"])
    quoted = "".join(f"%{byte:02X}" for byte in file["name"].encode())
    return web.FileResponse(path, headers={
        "Content-Disposition": f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quoted}",
        "Content-Type": file["mime"],
        **HEADERS,
        "Content-Security-Policy": "default-src 'none'; sandbox",
    })  # fmt: skip


def derived(purpose: str, secret: str, invitation: str) -> str:
    """43 characters that only somebody with the page's secret and the code can know."""
    digest = hashlib.sha256(f"{purpose}/{secret}/{invitation.strip().upper()}".encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def cookie(response: web.Response, request: web.Request, key: str, path: str) -> None:
    """Give the browser the chat's key, for the chat's own path only."""
    secure = request.secure or request.headers.get("X-Forwarded-Proto") == "https"
    response.set_cookie(
        "chamdiem", key, path=path, httponly=True, samesite="Strict", secure=secure, max_age=400 * 86_400
    )
