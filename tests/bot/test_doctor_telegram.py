"""The doctor on Telegram: the token, the clocks, who gets what people write."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from lo_bot_api_emulator import ApiRefusal
from telegram import Bot

from bot import control
from bot.operations import doctor_telegram, watching
from bot.settings import Settings
from tests.bot.campaigns import campaign
from tests.bot.phone import TOKEN, exchange


async def test_telegram_is_asked_and_the_token_is_never_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")  # the bot does not go there either
    monkeypatch.delenv("no_proxy", raising=False)
    now = datetime.now(UTC)
    async with exchange() as server:
        good = Settings(data=tmp_path, telegram_token=TOKEN, telegram_base_url=server.url)
        said = await doctor_telegram.telegram(good, now)
        assert said.state == "OK"
        assert "@chamdiem_test_bot" in said.text
        as_bot = good.model_copy(update={"telegram_base_url": f"{server.url}/bot"})
        assert await doctor_telegram.telegram(as_bot, now) == said
        late = await doctor_telegram.telegram(good, now.replace(year=now.year - 1))
        assert (late.state, "timedatectl" in late.text) == ("WARN", True)
    nobody = await doctor_telegram.telegram(good, now)
    assert nobody.state == "FAIL"
    assert "TELEGRAM_PROXY" in nobody.text
    for each in (said, late, nobody):
        assert TOKEN not in each.text


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (200, "<html>Portal</html>"),
        (403, "<html>Blocked</html>"),
        (502, "Bad Gateway"),
        (200, '{"ok": true, "result": null}'),
        (404, "404: Not Found"),
    ],
)
async def test_what_answers_in_place_of_telegram_is_named(tmp_path: Path, status: int, answer: str) -> None:
    async def page(_: web.Request) -> web.Response:
        return web.Response(status=status, text=answer)

    portal = web.Application()
    portal.router.add_route("*", "/{path:.*}", page)
    async with TestServer(portal) as server:
        settings = Settings(data=tmp_path, telegram_token=TOKEN, telegram_base_url=str(server.make_url("")))
        said = await doctor_telegram.telegram(settings, datetime.now(UTC))
    assert said.state == "FAIL"
    assert said.text.startswith("no Bot API server answers at 127.0.0.1: ")


async def test_a_token_that_telegram_does_not_know_is_named(tmp_path: Path) -> None:
    async with exchange() as server:
        server.refuse = _unauthorized
        settings = Settings(data=tmp_path, telegram_token=TOKEN, telegram_base_url=server.url)
        assert "@BotFather" in (await doctor_telegram.telegram(settings, datetime.now(UTC))).text


def _unauthorized(_method: str, _fields: dict[str, object]) -> None:
    raise ApiRefusal("Unauthorized", 401)


HERE = "https://bot.example.gov.vn/telegram"


@pytest.mark.parametrize(
    ("wanted", "set_now", "state", "said"),
    [
        ("", "https://thief.example/secret", "FAIL", "to thief.example, not to the bot"),
        (HERE, "", "FAIL", "to nobody, not to TELEGRAM_WEBHOOK"),
        (HERE, "https://thief.example/secret", "FAIL", "to thief.example, not to TELEGRAM_WEBHOOK"),
        (HERE, HERE, "OK", "the clocks agree"),
    ],
)
async def test_where_telegram_sends_updates_is_compared(
    tmp_path: Path, wanted: str, set_now: str, state: str, said: str
) -> None:
    async with exchange() as server, Bot(TOKEN, f"{server.url}/bot") as bot:
        await bot.set_webhook(set_now)
        settings = Settings(
            data=tmp_path, telegram_token=TOKEN, telegram_base_url=server.url, telegram_webhook=wanted
        )
        found = await doctor_telegram.telegram(settings, datetime.now(UTC))
    assert (found.state, said in found.text) == (state, True)
    assert "secret" not in found.text


def test_what_telegram_cannot_deliver_is_named(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, telegram_token=TOKEN, telegram_webhook=HERE)
    hook = {"url": HERE, "pending_update_count": 3, "last_error_message": "certificate verify failed"}
    found = doctor_telegram._delivered(settings, hook)
    assert found is not None
    assert "(certificate verify failed), 3 updates wait" in found.text
    assert doctor_telegram._delivered(settings, {**hook, "pending_update_count": 0}) is None
    assert doctor_telegram._delivered(settings, {"url": HERE, "pending_update_count": 3}) is None


@pytest.mark.parametrize(
    ("up", "state", "said"),
    [
        (True, "OK", "the clocks agree"),
        (False, "FAIL", "but not to the running bot"),
        (None, "FAIL", "started without TELEGRAM_TOKEN"),
    ],
)
async def test_the_line_of_the_running_bot_is_asked_for(
    tmp_path: Path, up: bool | None, state: str, said: str
) -> None:
    async with campaign(tmp_path) as app, exchange() as server:
        monitored = web.Application()
        monitored.add_routes(watching.routes(app.service, app.database, app.settings, lambda: up))
        async with TestServer(monitored) as process:
            control.open_control(tmp_path, ("127.0.0.1", process.port or 0), "")
            settings = Settings(data=tmp_path, telegram_token=TOKEN, telegram_base_url=server.url)
            found = await doctor_telegram.telegram(settings, datetime.now(UTC))
    assert (found.state, said in found.text) == (state, True)
