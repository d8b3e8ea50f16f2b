"""Whose chat it is, and how much one browser, one network and one stranger get done on the web."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest
from aiohttp import ClientSession, FormData
from aiohttp.test_utils import TestClient, TestServer
from yarl import URL

from bot.channels.web_streams import MOST_STREAMS
from bot.intake.flood import Buckets, Rate
from bot.storage import journal
from conversations.desk import Wanted
from scoring.facts import ActRefused
from tests.bot.campaigns import campaign
from tests.bot.served import (
    MULTIPART,
    OURS,
    address,
    channel,
    code_for,
    doors,
    joined,
    recorded,
    served,
    upload,
)

# whose chat ---------------------------------------------------------------------------------------------


async def test_other_sites_and_other_people_are_refused(tmp_path: Path) -> None:
    async with served(tmp_path) as (app, browser):
        chat = await joined(app, browser)
        before = await recorded(app)
        for headers in (
            {"X-Chamdiem": ""}, {"X-Chamdiem": "0"}, {"X-Chamdiem": "1, 1"}, {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "none"},
        ):  # fmt: skip
            for path in ("/api/chats", f"{chat}/events", f"{chat}/files"):
                async with browser.post(path, json={"id": "x", "text": "5"}, headers=headers) as answer:
                    assert answer.status == 403
        for cookie in ("", "x" * 43, "chamdiem"):
            for known in (chat, "/chat/000000000000"):  # one that exists and one that does not: no difference
                jar = {"chamdiem": cookie}
                async with ClientSession(address(app), headers=OURS, cookies=jar) as stranger:
                    for path in ("messages", "stream", "files/o1", "files/i999"):
                        async with stranger.get(f"{known}/{path}") as answer:
                            assert (answer.status, await answer.json()) == (
                                403, {"error": "Cuộc trò chuyện này thuộc về một thiết bị khác."}
                            )  # fmt: skip
                    for path in ("events", "files"):
                        form = FormData()
                        form.add_field("file", b"%PDF-1.7", filename="a.pdf")
                        async with stranger.post(f"{known}/{path}", data=form) as answer:
                            assert answer.status == 403
        assert await recorded(app) == before


async def test_a_key_chosen_by_somebody_else_opens_nothing(tmp_path: Path) -> None:
    """The key comes from the page's own secret and the code: a planted cookie is not taken over."""
    async with served(tmp_path) as (app, browser):
        browser.cookie_jar.update_cookies({"chamdiem": "planted"}, URL(address(app)))
        chat = await joined(app, browser)
        own = browser.cookie_jar.filter_cookies(URL(address(app) + chat))["chamdiem"].value
        assert own != "planted"
        async with (
            ClientSession(address(app), headers=OURS, cookies={"chamdiem": "planted"}) as attacker,
            attacker.get(f"{chat}/messages") as answer,
        ):
            assert answer.status == 403


@pytest.mark.parametrize(("public", "secure"), [("", False), ("https://cd.example.vn", True)])
async def test_the_cookie_is_the_browsers_alone(tmp_path: Path, public: str, *, secure: bool) -> None:
    async with campaign(tmp_path) as app:
        web = channel(app)
        web._doors = doors(app, public)
        async with TestClient(TestServer(web.application())) as client:
            opening = {"id": "0" * 20, "invitation": await code_for(app)}
            answer = await client.post("/api/chats", json=opening, headers=OURS)
            morsel = answer.cookies["chamdiem"]
            assert answer.status == 201
            path = f"/chat/{(await answer.json())['chat']}"
    assert (morsel["httponly"], morsel["samesite"], bool(morsel["secure"])) == (True, "Strict", secure)
    assert morsel["path"] == path


# floods -------------------------------------------------------------------------------------------------


async def test_streams_of_one_chat_have_an_end(tmp_path: Path) -> None:
    async with served(tmp_path) as (app, browser):
        chat = await joined(app, browser)
        streams = [await browser.get(f"{chat}/stream?after=99999") for _ in range(MOST_STREAMS * 3)]
        web = channel(app)
        name = f"web:{chat.removeprefix('/chat/')}"
        assert len(web._streams._open[name]) == MOST_STREAMS
        async with asyncio.timeout(5):
            assert await streams[0].read() == b""  # the oldest has ended
        for n in range(3000):  # a reader that does not read is cut off, and holds nothing up
            web._streams.tell(name, {"header": {"n": n}})
        assert name not in web._streams._open
        for stream in streams:
            stream.close()


async def test_a_wrong_code_leaves_nothing_and_always_says_the_same(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with served(tmp_path) as (app, browser):
        right = await code_for(app)
        before = await recorded(app)
        said, statuses = set(), []
        for n in range(300):
            code = ["", "x", f"{n:010}", "7K3QF-9XW2M", "\u0000", right[:-1], "A" * 100][n % 7]
            async with browser.post("/api/chats", json={"id": f"{n:020}", "invitation": code}) as answer:
                statuses.append(answer.status)
                said.add((answer.status, await answer.text()))
                assert "Set-Cookie" not in answer.headers
        assert await recorded(app) == [*before[:-1], before[-1] + 1]  # one row of the journal says so
        (entry,) = (await journal.entries(app.database, app.book.campaign.id, Wanted("journal")))[:1]
        assert entry.fact == ActRefused(act="join", why="codes")
        assert statuses == [404] * 30 + [429] * 270
        assert len(said) == 2
        opening = {"id": "0" * 20, "invitation": right}
        async with browser.post("/api/chats", json=opening) as answer:
            assert answer.status == 429  # also a right one, or guessing would go on
        web = channel(app)
        web._doors = doors(app)
        async with browser.post("/api/chats", json=opening) as answer:
            assert answer.status == 201
        warned = [r for r in caplog.records if r.levelno == logging.WARNING]
        assert [r.name for r in warned] == ["bot.channels.web_doors"]


async def test_behind_a_proxy_each_network_counts_for_itself(tmp_path: Path) -> None:
    async with campaign(tmp_path) as app:
        web = channel(app)
        for public, others in (("https://cd.example.vn", 404), ("", 429)):  # without a proxy it is made up
            web._doors = doors(app, public)
            async with TestClient(TestServer(web.application())) as client:
                statuses = []
                for n in range(31):
                    headers = {**OURS, "X-Forwarded-For": f"{n}.made.up, 203.0.113.9"}
                    answer = await client.post("/api/chats", json={"id": "0" * 20}, headers=headers)
                    statuses.append(answer.status)
                assert statuses == [404] * 30 + [429]
                headers = {**OURS, "X-Forwarded-For": "203.0.113.10"}
                answer = await client.post("/api/chats", json={"id": "0" * 20}, headers=headers)
                assert answer.status == others


async def test_too_much_is_asked_to_wait(tmp_path: Path) -> None:
    async with served(tmp_path) as (app, browser):
        chat = await joined(app, browser)
        app.gate._people = Buckets(Rate(5, 0.001)), Buckets(Rate(5, 0.001))
        before = await recorded(app)
        statuses = []
        for n in range(20):
            async with browser.post(f"{chat}/events", json={"id": f"k{n}", "text": "3.2"}) as answer:
                statuses.append(answer.status)
                if answer.status == 429:  # without a sentence, so that the page tries again by itself
                    assert (await answer.json(), answer.headers["Retry-After"]) == ({}, "10")
        assert statuses == [202] * 5 + [429] * 15
        assert (await recorded(app))[0] == before[0] + 5
        app.gate._bytes = Buckets(Rate(100, 0.001), passing=False)
        app.gate._people = Buckets(Rate(50, 1)), Buckets(Rate(50, 1))
        for status in (202, 429):
            body = upload(b"a.pdf", b"%PDF-1.7" + b"x" * 200)
            async with browser.post(f"{chat}/files", data=body, headers=MULTIPART) as answer:
                assert answer.status == status
                assert ("ngày mai" in await answer.text()) == (status == 429)
