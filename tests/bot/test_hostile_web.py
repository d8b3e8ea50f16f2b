"""Whatever comes over HTTP: a plain refusal with safe headers, nothing recorded, the next one is served."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
from itertools import product
from pathlib import Path

import pytest
from aiohttp import ClientSession, ServerDisconnectedError
from yarl import URL

from bot.channels import web_requests
from bot.intake.flood import Buckets, Rate
from tests.bot.served import MULTIPART, SAFE, address, joined, raw, recorded, served, upload

# bodies -------------------------------------------------------------------------------------------------

BODIES = [
    b"", b"[]", b"{", b"null", b"[" * 100_000, b'{"id": ' + b"9" * 5000 + b"}", b"\xff\xfe", b"\x00" * 100,
    b'{"id": {"a": 1}}', b'{"id": "' + b"a" * 900_000 + b'"}', b'{"text": ["x"]}', b'{"kind": "press"}',
    b'{"id":"x","text":"\\ud83d"}', b'{"id":"\\u0000","text":"\\u0000"}', b'{"id":"x","text":null}',
]  # fmt: skip
KINDS = ["application/json", "application/json; charset=no-such", "text/plain; charset=utf-16", "x/y"]


async def test_any_body_gets_a_sentence(tmp_path: Path) -> None:
    async with served(tmp_path) as (app, browser):
        chat = await joined(app, browser)
        app.gate._people = Buckets(Rate(1000, 1)), Buckets(Rate(1000, 1))
        for kind, body, path in product(KINDS, BODIES, ("/api/chats", f"{chat}/events")):
            async with browser.post(path, data=io.BytesIO(body), headers={"Content-Type": kind}) as answer:
                assert answer.status in (202, 400, 404), (path, body[:40])
                assert json.loads(await answer.text())
                assert {name: answer.headers[name] for name in SAFE} == SAFE
                assert answer.headers["Cache-Control"] == "no-store"
        async with browser.post(f"{chat}/events", data=io.BytesIO(b"a" * 2_000_000)) as answer:
            assert answer.status == 413


FILE = b'--x\r\nContent-Disposition: form-data; name="file"'
PARTS = [
    ("multipart/form-data", b"--x\r\n"),
    ("multipart/form-data; boundary=x", b""),
    ("multipart/form-data; boundary=x", b"--y\r\n\r\n"),
    ("multipart/form-data; boundary=x", b"--x\r\nno header"),
    ("multipart/form-data; boundary=x", FILE + b"\r\n\r\ncut"),
    ("multipart/form-data; boundary=" + "x" * 200, b"--x"),
    ('multipart/form-data; boundary=""', b"--\r\n"),
    ("multipart/mixed; boundary=x", b"--x\r\n\r\n--x--"),
    ("multipart/form-data; boundary=x", FILE.replace(b"file", b"id") + b"\r\n\r\n" + b"a" * 50_000),
    ("multipart/form-data; boundary=x", FILE.replace(b"file", b"a") + b"\r\n\r\na\r\n" + FILE * 50),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\n"),
    ("multipart/form-data; boundary=x", FILE + b"; filename*=utf-8''%ff%fe\r\n\r\na\r\n--x--\r\n"),
    ("multipart/form-data; boundary=x", FILE + b"\r\nContent-Length: 99999999999\r\n\r\na\r\n--x--"),
    ("multipart/form-data; boundary=x", FILE + b"\r\nContent-Encoding: gzip\r\n\r\na\r\n--x--"),
    ("application/x-www-form-urlencoded", b"file=1"),
]


async def test_any_upload_gets_an_answer(tmp_path: Path) -> None:
    async with served(tmp_path) as (app, browser):
        chat = await joined(app, browser)
        before = await recorded(app)
        for kind, body in PARTS:
            async with browser.post(f"{chat}/files", data=body, headers={"Content-Type": kind}) as answer:
                assert answer.status in (400, 202), (kind, body[:60])
        assert (await recorded(app))[-1] == before[-1]
        assert not app.book.submissions["01"].evidence
        assert not list((app.settings.data / "evidence").glob("partial-*"))


NAMES = [
    b"../../../etc/passwd", "a\u202egnp.exe.pdf".encode(), b"\x1b[2J.pdf", b"x" * 1000, b"CON.pdf", b"", b".",
    b"..", "\ufeff\u200b.pdf".encode(), ("a" + "\u0301" * 500 + ".pdf").encode(), b"b\x00.pdf", b"nul.PDF ",
    "tệp.html".encode(), b"%2e%2e%2f.pdf", b"\xff\xfe.pdf", b"com1", "a\u2028b.pdf".encode(), b"a\tb.pdf",
]  # fmt: skip


async def test_any_file_name(tmp_path: Path) -> None:
    async with served(tmp_path) as (app, browser):
        chat = await joined(app, browser)
        async with browser.post(f"{chat}/events", json={"id": "k1", "kind": "press", "payload": "go:3.2"}):
            pass
        for n, name in enumerate(NAMES):
            content = f"%PDF-1.7\n<script>alert({n})</script>".encode()
            body = upload(name, content, "\u202eQĐ 15" + "\u0300" * 2000)
            async with browser.post(f"{chat}/files", data=body, headers=MULTIPART) as answer:
                refused = min(name, default=32) < 32 and b"\t" not in name
                assert answer.status == (400 if refused else 202), name
        pieces = app.book.submissions["01"].evidence["3.2"]
        assert len(pieces) == len(NAMES) - 2
        for piece in pieces:
            assert piece.name.isprintable()
            assert piece.name.endswith(".pdf")
            assert len(piece.name.encode()) <= 200
            assert not set(piece.name) & set('/\\:*?"<>|')
            assert piece.name.partition(".")[0].lower() not in ("con", "nul", "com1")
            assert len(piece.caption) < 20
        sent = [m["file"]["url"] for m in await history(browser, chat) if m.get("file")]
        assert len(sent) == len(pieces)
        for url in sent:
            async with browser.get(url) as answer:
                assert answer.headers["Content-Disposition"].startswith("attachment; ")
                assert answer.headers["Content-Type"] == "application/pdf"
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                assert "sandbox" in answer.headers["Content-Security-Policy"]
                assert answer.headers["Cache-Control"] == "no-store"


async def history(browser: ClientSession, chat: str) -> list[dict[str, dict[str, str]]]:
    async with browser.get(f"{chat}/messages") as answer:
        return list((await answer.json())["messages"])


async def test_a_slow_body_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with served(tmp_path) as (app, browser):
        chat = await joined(app, browser)
        monkeypatch.setattr(web_requests, "PATIENCE", 0.2)
        cookie = browser.cookie_jar.filter_cookies(URL(address(app) + chat))["chamdiem"].value
        head = f"HTTP/1.1\r\nHost: x\r\nX-Chamdiem: 1\r\nCookie: chamdiem={cookie}\r\nContent-Length: 500\r\n"
        multipart = f"POST {chat}/files {head}Content-Type: multipart/form-data; boundary=x\r\n\r\n"
        for request in (
            f"POST /api/chats {head}\r\n{{",
            f"POST {chat}/events {head}\r\n{{",
            f"{multipart}--x\r\n",
            f"{multipart}{FILE.decode()}; filename=a.pdf\r\n\r\n%PDF-1.7\n",
        ):
            assert b" 408 " in (await raw(app, request.encode()))[:20]


# paths, headers, methods --------------------------------------------------------------------------------

PATHS = [
    "/page/../web.py", "/page/..%2fweb.py", "/page/%2e%2e/%2e%2e/app.py", "/page/chat.js%00", "/page/",
    "/page//etc/passwd", "/chat/../../etc/passwd", "/chat/a%2f..%2fb/messages", "/chat/x/files/o1/../../y",
    "/chat/x/files/%C2%B2", "/chat/x/files/o" + "9" * 40, "/chat/%ff/messages", "/chat/" + "a" * 5000,
    "/chat/x%00y/messages", "/moi/" + "%F0%9F%98%80" * 50, "/moi/a/b", "//evil.example/", "/chat/x/nothing",
    "/.git/config", "/chamdiem.db", "/control", "/api/chats",
]  # fmt: skip


METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH")


async def test_any_path_is_answered_safely(tmp_path: Path) -> None:
    async with served(tmp_path) as (app, browser):
        before = await recorded(app)
        for path, method in product(PATHS, METHODS):
            url = URL(address(app) + path, encoded=True)
            async with browser.request(method, url, allow_redirects=False) as answer:
                assert answer.status in (200, 400, 403, 404, 405), (method, path)
                assert {name: answer.headers[name] for name in SAFE} == SAFE, (method, path)
                body = await answer.text()
                if answer.status == 200:
                    assert "<!doctype html>" in body.lower() or method == "HEAD", (method, path)
        assert await recorded(app) == before


async def test_a_body_that_is_not_packed_as_it_says(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with served(tmp_path) as (app, browser):
        chat = await joined(app, browser)
        before = await recorded(app)
        for path, encoding in product(("/api/chats", f"{chat}/events", f"{chat}/files"), ("gzip", "deflate")):
            headers = {"Content-Encoding": encoding, "Content-Type": "multipart/form-data; boundary=x"}
            with contextlib.suppress(ServerDisconnectedError):  # where aiohttp gives up before we are asked
                async with browser.post(path, data=b"not packed at all", headers=headers) as answer:
                    assert answer.status == 400, path
        headers = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
        async with browser.post(
            f"{chat}/events", data=gzip.compress(bytes(50_000_000)), headers=headers
        ) as answer:
            assert answer.status == 413
        assert await recorded(app) == before
    assert "Traceback" not in caplog.text


NASTY_HEADERS = [
    b"Cookie: chamdiem=\xff\xfe\xc3\x28", b"Cookie: chamdiem=" + b"a" * 7000, b"Cookie: \x01\x02;;;==",
    b"Last-Event-ID: \xc2\xb2", b"Last-Event-ID: " + b"9" * 500, b"X-Forwarded-For: \xff, 1.2.3.4",
    b"X-Forwarded-Proto: https", b"Content-Length: -1", b"Transfer-Encoding: chunked\r\nContent-Length: 5",
    b"Expect: 100-continue", b"Content-Encoding: gzip", b"Range: bytes=0-0,-1,5-2", b"Host: \xff",
    b"Authorization: Bearer \xff\xfe", b"X-Chamdiem: 1\r\nX-Chamdiem: 2", b"If-None-Match: \xff",
]  # fmt: skip


async def test_any_header(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    lines = (b"GET /", b"GET /chat/abc/messages", b"GET /chat/abc/stream", b"POST /control")
    async with served(tmp_path) as (app, _):
        before = await recorded(app)
        for header, line in product(NASTY_HEADERS, lines):
            head = b"" if header.startswith(b"Host") else b"Host: x\r\n"
            answer = await raw(
                app, line + b" HTTP/1.1\r\n" + head + header + b"\r\nConnection: close\r\n\r\n"
            )
            status = answer.split(b" ", 2)[1]
            assert status in (b"100", b"200", b"206", b"400", b"403", b"404", b"416"), answer[:200]
        assert await recorded(app) == before
    assert "Traceback" not in caplog.text


async def test_what_is_no_http(tmp_path: Path) -> None:
    async with served(tmp_path) as (app, browser):
        for request in (
            b"\x00\x01\x02",
            b"GET\r\n\r\n",
            b"GET / HTTP/9.9\r\n\r\n",
            b"A" * 20_000,
            b"\x16\x03\x01" * 50,
        ):
            with contextlib.suppress(TimeoutError, ConnectionError):
                assert b"200 OK" not in await raw(app, request, 0.5)
        async with browser.get("/health") as answer:
            assert answer.status == 200
