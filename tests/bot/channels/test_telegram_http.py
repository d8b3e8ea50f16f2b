"""What a Bot API server says is told apart from what stands before it."""

from __future__ import annotations

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram.error import NetworkError

from bot.channels.telegram_http import SocksRequest, checked

SERVER = "http://localhost/bot1:token"
OWN = [
    ("getUpdates", 200, '{"ok": true, "result": []}'),
    ("getUpdates", 200, '{"ok": true, "result": [{"update_id": 1, "message": {}}]}'),
    ("getUpdates", 409, '{"ok": false, "error_code": 409, "description": "Conflict"}'),
    ("sendMessage", 200, '{"ok": true, "result": {"message_id": 1, "date": 1, "chat": {}}}'),
    ("sendMessage", 429, '{"ok": false, "description": "Too Many", "parameters": {"retry_after": 3}}'),
    ("editMessageText", 200, '{"ok": true, "result": true}'),
    ("setMyCommands", 200, '{"ok": true, "result": true}'),
]
FOREIGN = [
    ("sendMessage", 403, "<html>Blocked</html>"),
    ("sendMessage", 200, ""),
    ("sendMessage", 200, '{"ok": true}'),
    ("sendMessage", 200, '{"ok": true, "result": true}'),
    ("sendMessage", 200, '{"ok": true, "result": {}}'),
    ("getFile", 200, '{"ok": true, "result": {"file_id": "a"}}'),
    ("sendMessage", 200, '{"ok": false, "description": "x"}'),
    ("sendMessage", 400, '{"ok": true, "result": {}}'),
    ("sendMessage", 400, '{"ok": false}'),
    ("sendMessage", 400, '{"ok": false, "description": "x", "parameters": 1}'),
    ("setMyCommands", 200, '{"ok": true}'),
    ("getUpdates", 200, "null"),
    ("getUpdates", 200, '{"ok": true, "result": {}}'),
    ("getUpdates", 200, '{"ok": true, "result": [1, null]}'),
    ("getUpdates", 200, '{"ok": true, "result": [{"update_id": "x"}]}'),
    ("getUpdates", 200, "[" * 100_000),
]


@pytest.mark.parametrize(("method", "status", "answer"), OWN)
def test_the_servers_own_words_are_taken(method: str, status: int, answer: str) -> None:
    assert checked(f"{SERVER}/{method}", status, answer.encode()) == (status, answer.encode())


@pytest.mark.parametrize(("method", "status", "answer"), FOREIGN)
def test_all_others_are_trouble_of_the_network(method: str, status: int, answer: str) -> None:
    with pytest.raises(NetworkError, match=f"answered with {status}, and not by") as trouble:
        checked(f"{SERVER}/{method}", status, answer.encode())
    assert "token" not in str(trouble.value)


async def test_what_goes_through_socks_is_looked_at_too() -> None:
    async def blocked(_: web.Request) -> web.Response:
        return web.Response(status=403, text="<html>Blocked</html>")

    firewall = web.Application()
    firewall.router.add_post("/{path:.*}", blocked)
    async with TestServer(firewall) as server, SocksRequest() as request:
        with pytest.raises(NetworkError, match="answered with 403"):
            await request.post(str(server.make_url("/bot1:token/sendMessage")))
