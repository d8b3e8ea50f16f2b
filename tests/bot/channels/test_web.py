"""The web chat over HTTP: whose chat it is, what is refused, what a page gets."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession, CookieJar, FormData

from bot.app import App
from bot.commands import office
from bot.running import ready
from conversations.talk import Act
from tests.bot.campaigns import campaign
from tests.bot.ports import free_port

HEADERS = {"X-Chamdiem": "1"}


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[App]:
    async with campaign(tmp_path, port=free_port(), listening=True) as app:
        await ready(app)
        yield app


@pytest.fixture
async def browser(app: App) -> AsyncIterator[ClientSession]:
    base = f"http://127.0.0.1:{app.settings.port}"
    async with ClientSession(base, headers=HEADERS, cookie_jar=CookieJar(unsafe=True)) as session:
        yield session


async def joined(app: App, browser: ClientSession) -> str:
    issued, (invited,) = office.invited(app.settings, [("officer", "01", "Nguyễn Thị Hoa")])
    await app.decree([Act("", fact) for fact in issued])
    async with browser.post(
        "/api/chats", json={"id": "0123456789abcdef0123", "invitation": invited.code}
    ) as answer:
        assert answer.status == 201
        return f"/chat/{(await answer.json())['chat']}"


async def messages(browser: ClientSession, chat: str) -> list[dict[str, object]]:
    async with browser.get(f"{chat}/messages") as answer:
        return list((await answer.json())["messages"])


async def test_an_invitation_opens_a_chat_of_ones_own(app: App, browser: ClientSession) -> None:
    chat = await joined(app, browser)
    async with browser.get(f"{chat}/messages") as answer:
        body = await answer.json()
    assert body["name"] == "Nguyễn Thị Hoa · Xã Lạc Đạo"
    assert "Chào anh/chị Nguyễn Thị Hoa" in body["messages"][0]["title"]
    assert {"batdau", "nop"} <= {command["name"] for command in body["commands"]}


async def test_another_browser_sees_nothing(app: App, browser: ClientSession) -> None:
    chat = await joined(app, browser)
    async with ClientSession(f"http://127.0.0.1:{app.settings.port}", headers=HEADERS) as stranger:
        for path in (f"{chat}/messages", f"{chat}/stream", f"{chat}/files/o1", "/chat/none/messages"):
            async with stranger.get(path) as answer:
                assert answer.status == 403
                assert "error" in await answer.json()
        async with stranger.post(f"{chat}/events", json={"id": "x", "text": "5"}) as answer:
            assert answer.status == 403


async def test_other_sites_cannot_post(app: App, browser: ClientSession) -> None:
    chat = await joined(app, browser)
    async with browser.post(
        f"{chat}/events", json={"id": "x", "text": "5"}, headers={"X-Chamdiem": ""}
    ) as answer:
        assert answer.status == 403


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"id": 5}', b'{"id":"x","text":"' + b"a" * 30_000 + b'"}']
)
async def test_broken_requests_get_a_sentence(app: App, browser: ClientSession, body: bytes) -> None:
    chat = await joined(app, browser)
    before = len(await messages(browser, chat))
    async with browser.post(f"{chat}/events", data=body) as answer:
        assert answer.status in (400, 202)
        if answer.status == 400:
            assert "error" in await answer.json()
            assert len(await messages(browser, chat)) == before


async def test_an_answer_comes_live_and_stays(app: App, browser: ClientSession) -> None:
    chat = await joined(app, browser)
    latest = int(str((await messages(browser, chat))[-1]["seq"]))
    async with browser.get(f"{chat}/stream?after={latest}") as stream:
        for key, body in (
            ("k1", {"kind": "press", "payload": "go:3.2", "label": "3.2"}),
            ("k2", {"text": "421/512"}),
        ):
            async with browser.post(f"{chat}/events", json={"id": key, **body}) as answer:
                assert answer.status == 202
        seen = ""
        async with asyncio.timeout(5):
            while "28,78" not in seen:
                seen += (await stream.content.readany()).decode()
    assert '"client_id": "k2"' in seen
    assert "28,78" in json.dumps(await messages(browser, chat), ensure_ascii=False)


async def test_a_file_is_stored_and_shown_again(app: App, browser: ClientSession) -> None:
    chat = await joined(app, browser)
    async with browser.post(f"{chat}/events", json={"id": "k1", "kind": "press", "payload": "go:3.2"}):
        pass
    content = b"%PDF-1.4\n1 0 obj<<>>endobj\n"
    form = FormData(quote_fields=False)
    form.add_field("id", "f1")
    form.add_field("caption", "Báo cáo 12")
    form.add_field("file", content, filename="báo cáo.pdf", content_type="application/pdf")
    async with browser.post(f"{chat}/files", data=form) as answer:
        assert answer.status == 202
    mine = next(m for m in await messages(browser, chat) if m["from"] == "me" and m.get("file"))
    file = mine["file"]
    assert isinstance(file, dict)
    async with browser.get(file["url"]) as answer:
        assert await answer.read() == content
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Content-Disposition"].startswith("attachment")
    assert [piece.name for piece in app.book.submissions["01"].evidence["3.2"]] == ["báo cáo.pdf"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", b"MZ\x90\x00 program"), ("a.pdf", b""), ("a.html", b"<script>alert(1)</script>")],
)
async def test_a_bad_file_is_answered_and_not_kept(
    app: App, browser: ClientSession, name: str, content: bytes
) -> None:
    chat = await joined(app, browser)
    async with browser.post(f"{chat}/events", json={"id": "k1", "kind": "press", "payload": "go:3.2"}):
        pass
    form = FormData(quote_fields=False)
    form.add_field("id", "f1")
    form.add_field("file", content, filename=name)
    before = len(await messages(browser, chat))
    async with browser.post(f"{chat}/files", data=form) as answer:
        assert answer.status == 202
    after = await messages(browser, chat)
    assert [m["from"] for m in after[before:]] == ["me", "bot"]
    assert not app.book.submissions["01"].evidence.get("3.2")


async def test_the_page_and_its_files_have_safe_headers(app: App, browser: ClientSession) -> None:
    for path in ("/", "/moi/ABC", "/chat/x", "/page/chat.js", "/page/chat.css"):
        async with browser.get(path) as answer:
            assert answer.status == 200
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    for path in ("/page/../web.py", "/khong-co"):
        async with browser.get(path) as answer:
            assert answer.status == 404
            assert (await answer.text()).startswith("Không có trang này.")
