"""Documents that take their time: the chat is told, goes on meanwhile, calls them off, outlives a restart.

Real children, the real web chat over HTTP, and a Bot API server. Any document counts as a long one here.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, CookieJar
from yarl import URL

from bot.app import App, opened
from bot.commands import office
from bot.papers import making
from bot.papers.documents import Documents, Progress
from bot.settings import Settings
from bot.storage import journal
from bot.storage.evidence import EvidenceStore
from conversations.desk import Wanted
from conversations.messages import Attachment
from conversations.phrases import running
from conversations.talk import Act
from scoring.facts import ActRefused
from tests.bot.campaigns import campaign
from tests.bot.phone import TOKEN, Phone, exchange
from tests.bot.ports import free_port
from tests.bot.served import OURS, address, joined, served

FORM, LETTER = "paper:01::form", "paper:01::letter"
Json = dict[str, Any]


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "SOON", 0.05)


class Page:
    """A chat open in a browser."""

    def __init__(self, browser: ClientSession, chat: str) -> None:
        self.browser, self.chat, self.count = browser, chat, 0

    async def send(self, **event: str) -> None:
        self.count += 1
        key = f"{self.count:020}{id(self)}"
        async with self.browser.post(f"{self.chat}/events", json={"id": key, **event}) as answer:
            assert answer.status == 202, await answer.text()

    async def press(self, payload: str, message: str = "o1") -> None:
        await self.send(kind="press", payload=payload, message=message)

    async def shown(self) -> list[Json]:
        """What stands on the screen: edits in the place of what they replace, as the page shows it."""
        async with self.browser.get(f"{self.chat}/messages") as answer:
            said = (await answer.json())["messages"]
        places: dict[str, int] = {}
        screen: list[Json] = []
        for message in said:
            place = places.get(message.get("edits") or "", len(screen))
            places[message["id"]] = place
            screen[place : place + 1] = [message]
        return screen

    async def see(self, *texts: str, seconds: float = 20) -> list[Json]:
        """Wait until all these texts stand on the screen; the messages that have them."""
        async with asyncio.timeout(seconds):
            while True:
                screen = await self.shown()
                found = [next((m for m in screen if text in m["body"]), None) for text in texts]
                if all(found):
                    return [message for message in found if message]
                await asyncio.sleep(0.02)

    async def files(self) -> list[str]:
        return [m["file"]["name"] for m in await self.shown() if m.get("file")]


def children() -> list[int]:
    """The processes that this one has begun."""
    return [int(n) for n in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]


async def waiting(app: App) -> list[str]:
    rows = await app.database.read("SELECT body FROM outbox WHERE state = 'waiting' ORDER BY id")
    return [row[0] for row in rows]


async def test_the_chat_goes_on_and_the_document_comes_at_its_end(tmp_path: Path) -> None:
    async with served(tmp_path) as (app, browser):
        page = Page(browser, await joined(app, browser))
        await page.press(FORM)
        (notice,) = await page.see("Đang lập phiếu chấm điểm “phieu-01.xlsx”")
        assert [b["label"] for row in notice["buttons"] for b in row] == ["Hủy"]
        await page.send(text="/mucluc")
        await page.see("Thông tin chung")
        assert await page.files() == []
        done, document = await page.see("Đã lập xong phiếu chấm điểm", "tệp Excel.")
        assert done["buttons"] == []
        assert done["edits"].startswith("o")
        screen = await page.shown()
        assert screen[-1] == document
        assert not any("Đang lập" in message["body"] for message in screen)
        async with browser.get(document["file"]["url"]) as answer:
            assert (await answer.read())[:2] == b"PK"
        await page.press(notice["buttons"][0][0]["payload"], notice["id"])
        await page.see("đã lập xong nên không hủy được nữa")
        assert await waiting(app) == []


async def test_who_calls_it_off_gets_nothing_and_no_child_is_left(tmp_path: Path) -> None:
    async with served(tmp_path) as (app, browser):
        page = Page(browser, await joined(app, browser))
        kept = sorted((tmp_path / "evidence").rglob("*"))
        await page.press(FORM)
        await page.press(LETTER)
        form, letter = await page.see("“phieu-01.xlsx”", "“cong-van-01.docx”")
        assert len(children()) == 2
        await page.press(form["buttons"][0][0]["payload"], form["id"])
        (off,) = await page.see("Đã hủy lập “phieu-01.xlsx”")
        assert not off["buttons"]
        await page.see("Đã lập xong công văn “cong-van-01.docx”")
        await page.press(form["buttons"][0][0]["payload"], form["id"])
        await page.see("đã được hủy từ trước")
        await app.delivery.idle()
        assert children() == []
        assert await page.files() == ["cong-van-01.docx"]
        assert len([p for p in (tmp_path / "evidence").rglob("*") if p.is_file() and p not in kept]) == 1
        assert letter["body"].startswith("Đang lập công văn")
    async with served(tmp_path) as (app, _):  # and it does not come back
        await app.delivery.idle()
        assert await waiting(app) == []
        rows = await app.database.read('SELECT state FROM outbox WHERE body LIKE \'%"make":"own-form:01"%\'')
        assert rows == [("cancelled",)]


async def test_nobody_else_calls_it_off(tmp_path: Path) -> None:
    async with served(tmp_path) as (app, browser):
        page = Page(browser, await joined(app, browser))
        issued, (invited,) = office.invited(app.settings, [("administrator", "", "Sở Nội vụ")])
        await app.decree([Act("", fact) for fact in issued])
        async with ClientSession(address(app), headers=OURS, cookie_jar=CookieJar(unsafe=True)) as other:
            opening = {"id": "9" * 20, "invitation": invited.code}
            async with other.post("/api/chats", json=opening) as answer:
                stranger = Page(other, f"/chat/{(await answer.json())['chat']}")
            await page.press(FORM)
            (notice,) = await page.see("Đang lập")
            for payload in (notice["buttons"][0][0]["payload"], "stop:999999", "stop:x", "stop"):
                await stranger.press(payload)
            await stranger.see(running.NOTHING_TO_CALL_OFF)
        await page.see("Đã lập xong")
        entries = await journal.entries(app.database, app.book.campaign.id, Wanted("journal"))
        assert len([e for e in entries if isinstance(e.fact, ActRefused) and e.fact.act[:4] == "stop"]) == 4


async def test_a_child_that_dies_is_told(tmp_path: Path) -> None:
    async with served(tmp_path) as (app, browser):
        page = Page(browser, await joined(app, browser))
        await page.press(FORM)
        await page.see("Đang lập")
        (child,) = children()
        os.kill(child, signal.SIGKILL)
        (sorry,) = await page.see("chưa lập được tệp “phieu-01.xlsx”")
        assert not sorry["buttons"]
        assert sorry["edits"]
        assert await waiting(app) == []


async def test_a_restart_in_the_middle_makes_it_anew(tmp_path: Path) -> None:
    async with served(tmp_path) as (app, browser):
        chat = await joined(app, browser)
        page = Page(browser, chat)
        await page.press(FORM)
        await page.see("Đang lập")
        cookies = browser.cookie_jar.filter_cookies(URL(address(app) + chat))
        key = cookies["chamdiem"].value
    assert children() == []
    async with served(tmp_path) as (app, _):
        assert len(await waiting(app)) == 1
        async with ClientSession(address(app), headers=OURS, cookies={"chamdiem": key}) as again:
            page = Page(again, chat)
            await page.see("Đã lập xong", "tệp Excel.")
            screen = await page.shown()
            assert not any("Đang lập" in message["body"] for message in screen)
            assert len(await page.files()) == 1
            assert sum("phieu-01.xlsx" in message["body"] for message in screen) == 1


async def test_what_was_told_of_before_a_restart_is_ended_however_quick_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served(tmp_path) as (app, browser):
        chat = await joined(app, browser)
        page = Page(browser, chat)
        await page.press(FORM)
        await page.see("Đang lập")
    monkeypatch.setattr(making, "SOON", 30.0)
    async with campaign(tmp_path) as app:
        await app.delivery.idle()
        rows = await app.database.read("SELECT body, replaces FROM outbox ORDER BY id DESC LIMIT 2")
        assert "tệp Excel" in rows[0][0]
        assert "Đã lập xong" in rows[1][0]
        assert rows[1][1]


@asynccontextmanager
async def on_telegram(data: Path, url: str) -> AsyncIterator[App]:
    async with campaign(data):
        pass
    settings = Settings(data=data, port=free_port(), telegram_token=TOKEN, telegram_base_url=url)
    async with opened(settings) as app:
        yield app


async def test_telegram_edits_one_message_with_few_calls(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with exchange() as server, on_telegram(tmp_path, server.url) as app:
        issued, (invited,) = office.invited(app.settings, [("officer", "01", "Hoa")])
        await app.decree([Act("", fact) for fact in issued])
        phone = Phone(server, 99, "Hoa")
        await phone.say(f"/start {invited.code}")
        welcome = await phone.hear("Chào anh/chị")
        await phone.press_payload(LETTER, welcome.id)
        notice = await phone.hear("Đang lập công văn “cong-van-01.docx”")
        await phone.say("/mucluc")  # answered long before the document is there
        await phone.hear("Mục lục")
        assert all(shown.file is None for shown in phone.news)
        document = await phone.hear("tệp Word")
        assert document.file_name == "cong-van-01.docx"
        assert server.screens[99][notice.id].text.startswith("Đã lập xong công văn")
        assert server.screens[99][notice.id].buttons == {}
        about = [c.method for c in server.calls if "cong-van-01" in str(c.fields.get("text", ""))]
        assert about[0] == "sendMessage"
        assert about[1:] == ["editMessageText"] * len(about[1:])
        assert len(about) <= 5
        monkeypatch.setattr(making, "RAREST", 0.05)
        await phone.press_payload(FORM, welcome.id)
        await phone.hear("Đang lập phiếu chấm điểm")
        await phone.press("Hủy")
        off = await phone.hear("Đã hủy lập “phieu-01.xlsx”")
        assert off.buttons == {}
        await app.delivery.idle()
        assert [shown.file_name for shown in server.screens[99].values() if shown.file] == [
            "cong-van-01.docx"
        ]


async def test_a_child_says_how_far_it_is(tmp_path: Path) -> None:
    async with campaign(tmp_path):
        documents, progress = Documents(tmp_path, EvidenceStore(tmp_path / "evidence")), Progress()
        assert Progress().percent is None
        made = await documents.make(Attachment(name="x.xlsx", make="page"), progress)
        assert made.sha256
        assert progress.percent is not None
        assert 0 < progress.percent < 100
