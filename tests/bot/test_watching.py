"""Readiness, metrics and the log: what monitoring sees, and what nobody may see."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client.parser import text_string_to_metric_families

from bot.app import App
from bot.logs import Discreet, hidden
from bot.operations import watching
from bot.storage.database import Statement
from conversations.events import Said
from tests.bot.campaigns import campaign, player
from tests.bot.phone import TOKEN, Phone, exchange
from tests.bot.process import Bot, make_campaign
from tests.bot.test_delivery import full as full_disk


def server(app: App, *, up: bool | None = None, **settings: object) -> TestServer:
    application = web.Application()
    known = app.settings.model_copy(update=settings)
    application.add_routes(watching.routes(app.service, app.database, known, lambda: up))
    return TestServer(application)


async def test_ready_and_metrics(tmp_path: Path) -> None:
    async with campaign(tmp_path) as app, TestClient(server(app)) as client:
        who = await player(app)
        await who.press("go:3.2")
        await who.say("421/512")
        answer = await client.get("/ready")
        body = await answer.json()
        assert (answer.status, body["status"], body["outbox_waiting"]) == (200, "ok", 0)
        assert 0 <= body["last_commit_seconds"] < 60
        text = await (await client.get("/metrics")).text()
    found = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert found["chamdiem_ready",] == 1
    assert found["chamdiem_events_total",] == 5  # an order, then opened, joined, pressed, said
    assert found["chamdiem_journal_rows",] == app.book.head.seq
    assert found["chamdiem_submissions", "drafting"] == 2
    assert "Hoa" not in text


@pytest.mark.parametrize("up", [True, False, None])
async def test_whether_telegram_is_up_is_told_and_does_not_make_it_unready(
    tmp_path: Path, up: bool | None
) -> None:
    async with campaign(tmp_path) as app, TestClient(server(app, up=up)) as client:
        answer = await client.get("/ready")
        assert (answer.status, (await answer.json())["telegram_up"]) == (200, up)
        text = await (await client.get("/metrics")).text()
        told = re.findall(r"^chamdiem_telegram_up (.*)", text, re.MULTILINE)
        assert told == ([] if up is None else [str(float(up))])


async def test_not_ready_where_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with campaign(tmp_path) as app, TestClient(server(app)) as client:

        async def full(_statements: list[Statement]) -> None:
            raise full_disk()

        with monkeypatch.context() as broken:
            broken.setattr(app.database, "write", full)
            with pytest.raises(sqlite3.OperationalError):
                await app.service.write(Statement("DELETE FROM session", ()))
            answer = await client.get("/ready")
            assert (answer.status, (await answer.json())["status"]) == (503, "not writing")
        await app.service.write(Statement("DELETE FROM session", ()))
        assert (await client.get("/ready")).status == 200


async def test_a_mistake_of_ours_is_no_full_disk(tmp_path: Path) -> None:
    async with campaign(tmp_path) as app:
        before = app.service.tally.failures
        with pytest.raises(sqlite3.OperationalError, match="no such table"):
            await app.service.write(Statement("DELETE FROM nowhere", ()))
        assert (app.service.tally.failures, app.service.tally.failing) == (before + 1, False)


async def test_only_this_machine_is_told(tmp_path: Path) -> None:
    async with campaign(tmp_path) as app:
        async with TestClient(server(app)) as client:
            for path in ("/ready", "/metrics"):
                answer = await client.get(path, headers={"X-Forwarded-For": "10.0.0.7"})
                assert answer.status == 404
        async with TestClient(server(app, metrics="open")) as client:
            assert (await client.get("/metrics", headers={"X-Forwarded-For": "10.0.0.7"})).status == 200
    stranger = SimpleNamespace(remote="10.0.0.7", headers={})
    with pytest.raises(web.HTTPNotFound):
        watching._only_for_monitoring(stranger, app.settings)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        f"GET https://api.telegram.org/bot{TOKEN}/getMe failed",
        "a request failed: GET /moi/7K3QF9XW2M",
        "joined with 7K3QF-9XW2M",
        "https://t.me/chamdiem_bot?start=7K3QF9XW2M",
        "Authorization: Bearer 7K3QF9XW2M",
    ],
)
def test_secrets_are_hidden(text: str) -> None:
    said = hidden(text, TOKEN)
    assert "…" in said
    assert not re.search("7K3QF|made-up", said)
    assert hidden("inbox row 12 of 2026-11-21 02:00:00 was set aside") == (
        "inbox row 12 of 2026-11-21 02:00:00 was set aside"
    )


@pytest.mark.parametrize("as_json", [True, False])
def test_tracebacks_are_hidden_too(*, as_json: bool) -> None:
    with pytest.raises(ValueError, match="made-up") as caught:
        int(f"no such thing as {TOKEN}")
    error = caught.value
    broken = (type(error), error, error.__traceback__)
    record = logging.LogRecord("bot", logging.ERROR, "x.py", 1, "it broke", None, broken)
    said = Discreet(TOKEN, as_json=as_json).format(record)
    assert TOKEN not in said
    assert "builtins.ValueError" in said
    assert "invalid literal" not in said, "the words of an error may be somebody's"


@pytest.mark.slow
@pytest.mark.parametrize("form", ["json", "text"])
async def test_a_session_can_be_followed_in_the_log_and_shows_no_secret(tmp_path: Path, form: str) -> None:
    """The real process at DEBUG: joining by link and by code, an answer, a file, a token, a stop."""
    data = tmp_path / "data"
    codes = await make_campaign(data)
    async with exchange() as telegram:
        bot = Bot(data, {
            "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_BASE_URL": telegram.url,
            "CHAMDIEM_LOG": form, "CHAMDIEM_LOG_LEVEL": "DEBUG",
        })  # fmt: skip
        await bot.start()
        officer, reviewer = Phone(telegram, 99, "Hoa"), Phone(telegram, 98, "Phòng")
        await officer.say(f"/start {codes['officer']}")
        await officer.hear("Chào anh/chị Nguyễn Thị Hoa")
        await reviewer.say(codes["reviewer"])
        await reviewer.hear("Chào anh/chị Phòng Văn hóa")
        await officer.say("3.2")
        await officer.say("421/512")
        await officer.hear("28,78 điểm")
        await officer.send_document(b"%PDF-1.7\nQD 15", "QĐ.pdf", "QĐ 15")
        await officer.hear("Đã nhận “QĐ.pdf”")
        async with aiohttp.ClientSession() as browser:
            address = f"http://127.0.0.1:{bot.port}"
            async with browser.get(f"{address}/moi/{codes['administrator']}") as page:
                assert page.status == 200
            opening = {"invitation": codes["administrator"], "id": "s" * 32}
            async with browser.post(
                f"{address}/api/chats", json=opening, headers={"X-Chamdiem": "1"}
            ) as made:
                assert made.status == 201
                keys = [morsel.value for morsel in made.cookies.values()]
        control = json.loads((data / "control.json").read_text())["token"]
        assert await bot.stop() == 0
    said = bot.log.read_text(encoding="utf-8")
    for secret in (TOKEN, *codes.values(), *keys, control, "s" * 32):
        assert secret not in said
        assert f"{secret[:5]}-{secret[5:]}" not in said
    if form == "json":
        _follow(bot, [json.loads(line) for line in said.splitlines()])
    else:
        assert re.search(r"INFO bot.tally answered \(event=\d+, answers=\(\d+,\), facts=\d+", said)


def _follow(bot: Bot, lines: list[dict[str, object]]) -> None:
    """From the inbox row to the messages that were sent for it."""
    answered = {line["event"]: line for line in lines if line["said"] == "answered"}
    sent = {line["outbox"] for line in lines if line["said"] == "sent"}
    ((event,),) = bot.rows("SELECT id FROM inbox WHERE body LIKE '%421/512%'")
    answers = answered[event]["answers"]
    assert isinstance(answers, list)
    assert answers
    assert set(answers) <= sent
    assert answered[event]["facts"] == 2  # the answer, and the households that other questions ask for, too


async def test_a_stop_finishes_what_has_come(tmp_path: Path) -> None:
    """Everything that was taken before the stop is on record; nobody waits for ever."""
    async with campaign(tmp_path) as app:
        who = await player(app)
        await who.press("go:3.2")
        pending = [asyncio.create_task(app.service.accept(_said(who.chat, n))) for n in range(30)]
        await asyncio.sleep(0)
    assert all(task.done() and task.result() for task in pending)
    async with campaign(tmp_path) as app:
        rows = await app.database.read("SELECT count(*) FROM inbox WHERE event_key LIKE 'stop%'")
        assert rows[0][0] == 30


def _said(chat: str, number: int) -> Said:
    at = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
    return Said(chat=chat, key=f"stop{number}", at=at, nonce="0" * 32, text=f"{number}/512")
