"""How the command line reaches the process that holds the data folder: its local port and a token file.

Every command that writes calls ``decree``. Where no process holds the folder it writes itself; where one
does, the facts are handed over and recorded there, in the same journal.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib import request
from urllib.error import HTTPError, URLError

from aiohttp import web

from conversations.events import OvertakenError
from conversations.talk import Act
from scoring.facts import FACT

FILE = "control.json"
CHUNK = 65536
_EVERYWHERE = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - looked up, not bound
Decree = Callable[[list[Act], int | None], Awaitable[None]]


class ControlError(Exception):
    """The running process could not be reached or refused; the message says what to do."""


def open_control(data: Path, address: tuple[str, int], link: str) -> None:
    """Write a new token file, readable by this user only. ``link`` is the form of invitation links."""
    path = data / FILE
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        host, port = address
        here = _EVERYWHERE.get(host, host)
        known = {"host": here, "port": port, "token": secrets.token_urlsafe(32), "link": link}
        json.dump(known, file)


def close_control(data: Path) -> None:
    """The process stops: nobody is to be reached any more."""
    (data / FILE).unlink(missing_ok=True)


def running_link(data: Path) -> str:
    """The form of invitation links of the process that runs, or an empty text."""
    try:
        return str(_known(data)["link"])
    except (OSError, ValueError, KeyError):
        return ""


def address(data: Path) -> str | None:
    """Where the process that runs can be reached, or None."""
    try:
        known = _known(data)
        return base(known["host"], known["port"])
    except (OSError, ValueError, KeyError):
        return None


def look(address: str, path: str) -> tuple[int, str]:
    """Status and text of a page of the running process; raises OSError where it does not answer."""
    try:
        with _opener().open(address + path, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode("utf-8", "replace")


def base(host: str, port: int) -> str:
    """The beginning of an address; IPv6 stands in brackets."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _opener() -> request.OpenerDirector:
    """Goes through no proxy, whatever the environment says: the token is for this machine only."""
    return request.build_opener(request.ProxyHandler({}))


def _known(data: Path) -> dict[str, Any]:
    known: dict[str, Any] = json.loads((data / FILE).read_text(encoding="utf-8"))
    return known


def route(data: Path, decree: Decree) -> web.RouteDef:
    """``POST /control``: ``{"acts": [[subject, fact]], "seen": the journal's last row or null}``, with the
    token of the file in ``data``. 409 with the reason where they do not hold any more.
    """

    async def control(received: web.Request) -> web.Response:
        given = received.headers.get("Authorization", "").encode(errors="replace")
        if not hmac.compare_digest(given, f"Bearer {_known(data)['token']}".encode()):
            raise web.HTTPForbidden
        body = bytearray()
        async for chunk in received.content.iter_chunked(CHUNK):  # a province's units are more than a request
            body += chunk
        given = json.loads(body)
        acts = [Act(subject, FACT.validate_python(fact)) for subject, fact in given["acts"]]
        try:
            await decree(acts, given["seen"])
        except OvertakenError as error:
            raise web.HTTPConflict(text=str(error)) from None
        return web.json_response({"recorded": len(acts)})

    return web.post("/control", control)


def hand_over(data: Path, acts: list[Act], seen: int | None) -> None:
    """Give facts to the running process, and what was ``seen`` of the journal; raises ControlError."""
    try:
        known = _known(data)
    except (OSError, ValueError) as error:
        raise ControlError(
            "another process holds the data folder and cannot be reached: stop it first"
        ) from error
    listed = [[act.subject, act.fact.model_dump(mode="json")] for act in acts]
    body = json.dumps({"acts": listed, "seen": seen}).encode()
    call = request.Request(  # noqa: S310 - of this machine
        f"{base(known['host'], known['port'])}/control", data=body, method="POST",
        headers={"Authorization": f"Bearer {known['token']}", "X-Chamdiem": "1"},
    )  # fmt: skip
    try:
        with _opener().open(call, timeout=60) as answer:
            answer.read()
    except HTTPError as error:
        why = error.read().decode("utf-8", "replace") if error.code == HTTPStatus.CONFLICT else str(error)
        raise ControlError(why) from error
    except (URLError, OSError) as error:
        raise ControlError(f"the running process did not take it: {error}") from error
