"""The channel against an independent Bot API server."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from lo_bot_api_emulator import ApiRefusal

from bot.channels.base import ChannelError, Outgoing
from bot.channels.telegram import TelegramChannel
from bot.channels.telegram_receiving import Asides
from conversations.commands import BY_NAME, menu
from conversations.events import Event
from conversations.messages import Button, Message
from tests.bot.channels.exchanges import channel_on, fetched, file_message, refusing, spoken
from tests.bot.phone import TOKEN, USERNAME, Exchange, Phone
from tests.bot.waiting import until

OK = Button(label="Đúng, tiếp tục", payload="ok:3.2:4")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


# greeting -----------------------------------------------------------------------------------------------


async def test_strangers_see_the_smallest_menu_and_links_are_known(server: Exchange) -> None:
    links: list[str] = []
    async for channel in channel_on(server, [], linked=links.append):
        assert channel.link_template() == f"https://t.me/{USERNAME}?start={{code}}"
    assert links == [f"https://t.me/{USERNAME}?start={{code}}"]
    fields = server.calls[0].fields
    assert '"default"' in fields["scope"]
    assert [name in fields["commands"] for name in ("batdau", "trogiup", "nop")] == [True, True, False]


async def test_a_group_that_calls_the_bot_by_its_name_is_told_where_it_works(server: Exchange) -> None:
    kept: list[Event] = []
    async for _ in channel_on(server, kept, asides=Asides(private_only="only in private")):
        group = {"id": -100, "type": "supergroup", "title": "Tổ chuyển đổi số"}
        said = {
            "message_id": 7,
            "date": 1,
            "chat": group,
            "from": {"id": 9, "is_bot": False, "first_name": "Lan"},
        }
        for text in ("/start", f"/start@{USERNAME} 7K3QF9XW2M", f"/diem@{USERNAME}"):
            await server.enqueue_update({"message": {**said, "text": text}}, token=TOKEN)
        await until(lambda: bool(spoken(server)))
    assert spoken(server) == [("sendMessage", "only in private")]
    assert kept == []


async def test_a_bot_without_a_name_has_no_links(server: Exchange, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.bot.phone.USERNAME", "")
    async for channel in channel_on(server, []):
        assert channel.link_template() == ""


@pytest.mark.parametrize("status", [401, 404])
async def test_a_refused_token_is_said_once_and_tried_again(
    server: Exchange, status: int, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram_trouble.FIRST_PAUSE", 0.01)
    refusing(server, "getMe", *[ApiRefusal("Unauthorized", status)] * 3)
    async for channel in channel_on(server, [], base_url=f"{server.url}/bot"):
        assert channel.up
    assert caplog.text.count("refuses TELEGRAM_TOKEN") == 1
    assert TOKEN not in caplog.text


async def test_a_server_that_cannot_be_reached_is_asked_again(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram_trouble.FIRST_PAUSE", 0.01)
    caplog.set_level(logging.DEBUG)

    async def accept(*_: Any, **__: Any) -> None: ...

    channel = TelegramChannel(TOKEN, accept, base_url="http://127.0.0.1:9")
    task = asyncio.create_task(channel.run())
    with pytest.raises(ChannelError) as refused:
        await channel.send(Outgoing("telegram:99", Message(body="A")))
    assert not refused.value.final
    await asyncio.sleep(0.1)
    assert not task.done()
    task.cancel()
    assert "cannot be reached" in caplog.text
    assert TOKEN not in caplog.text + refused.value.why


PAGE = "<html>Blocked</html>"
NOT_THE_SERVER = [
    (502, PAGE), (403, PAGE), (404, PAGE), (400, PAGE), (401, "{}"), (200, PAGE), (200, "[" * 5000),
    (200, '{"status": "ok"}'), (200, '{"ok": true, "result": "x"}'),
]  # fmt: skip


@pytest.mark.parametrize(("status", "answer"), NOT_THE_SERVER)
async def test_what_stands_before_the_server_refuses_nothing_for_good(
    caplog: pytest.LogCaptureFixture, status: int, answer: str
) -> None:
    """A gateway says in HTML that nobody is there, a firewall that this is forbidden."""

    async def page(_: web.Request) -> web.Response:
        return web.Response(status=status, text=answer, content_type="text/html")

    async def accept(*_: Any, **__: Any) -> None: ...

    gateway = web.Application()
    gateway.router.add_route("*", "/{path:.*}", page)
    async with TestServer(gateway) as server:
        channel = TelegramChannel(TOKEN, accept, base_url=str(server.make_url("")))
        task = asyncio.create_task(channel.run())
        with pytest.raises(ChannelError) as refused:
            await channel.send(Outgoing("telegram:99", Message(body="A")))
        with pytest.raises(ChannelError) as kept_back:
            await fetched(channel, "file")
        assert not task.done()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert (refused.value.final, refused.value.after) == (kept_back.value.final, kept_back.value.after)
    assert (refused.value.final, refused.value.after) == (False, None)
    assert "Traceback" not in caplog.text


async def test_everything_goes_through_the_proxy(server: Exchange) -> None:
    kept: list[Event] = []
    async for channel in channel_on(server, kept, base_url="http://telegram.invalid", proxy=server.url):
        await Phone(server, 99, "Lan").say("421/512")
        await until(lambda: bool(kept))
        await channel.send(Outgoing("telegram:99", Message(body="A")))
        assert await fetched(channel, server.take_file(b"content")) == b"content"


# receiving ----------------------------------------------------------------------------------------------


async def test_what_a_phone_sends_arrives(server: Exchange) -> None:
    kept: list[Event] = []
    async for _ in channel_on(server, kept):
        phone = Phone(server, 99, "Lan")
        sent = await phone.say("421/512")
        await until(lambda: bool(kept) and not server.waiting())
        assert [(event.key, event.chat) for event in kept] == [(str(sent["update_id"]), "telegram:99")]


async def test_a_press_is_answered_once_more_where_a_gateway_lost_the_answer(
    server: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise the phone shows that it waits for as long as Telegram lets it."""
    monkeypatch.setattr("bot.channels.telegram_receiving.AGAIN", 0.01)
    async for _ in channel_on(server, []):
        refusing(server, "answerCallbackQuery", ApiRefusal("Bad Gateway", 502))
        await Phone(server, 99, "Lan").press_payload("toc", 5)
        await until(lambda: not server.unanswered)


# sending ------------------------------------------------------------------------------------------------


async def test_a_question_is_one_call_and_its_edit_another(
    server: Exchange, channel: TelegramChannel
) -> None:
    ref = await channel.send(
        Outgoing("telegram:99", Message(title="Câu 3.2", body="Số hộ?", buttons=((OK,),)))
    )
    edited = await channel.send(Outgoing("telegram:99", Message(body="421/512"), replaces=ref))
    assert edited == ref
    assert spoken(server) == [("sendMessage", "<b>Câu 3.2</b>\nSố hộ?"), ("editMessageText", "421/512")]
    shown = server.screens[99][int(ref)]
    assert (shown.text, shown.buttons) == ("421/512", {})


async def test_an_edit_without_a_change_is_done(server: Exchange, channel: TelegramChannel) -> None:
    ref = await channel.send(Outgoing("telegram:99", Message(body="A")))
    refusing(server, "editMessageText", ApiRefusal("Bad Request: message is not modified: …"))
    assert await channel.send(Outgoing("telegram:99", Message(body="A"), replaces=ref)) == ref


@pytest.mark.parametrize("why", ["message to edit not found", "message can't be edited", "there is no text"])
async def test_what_cannot_be_edited_is_said_anew(
    server: Exchange, channel: TelegramChannel, why: str
) -> None:
    ref = await channel.send(Outgoing("telegram:99", Message(body="A")))
    refusing(server, "editMessageText", ApiRefusal(f"Bad Request: {why}"))
    assert await channel.send(Outgoing("telegram:99", Message(body="B"), replaces=ref)) != ref
    assert spoken(server)[-1] == ("sendMessage", "B")


async def test_a_long_message_has_its_buttons_at_the_end(server: Exchange, channel: TelegramChannel) -> None:
    body = "\n".join(f"{n} " + "x" * 90 for n in range(60))
    ref = await channel.send(Outgoing("telegram:99", Message(body=body, buttons=((OK,),)), replaces="12345"))
    assert [bool(shown.buttons) for shown in server.screens[99].values()] == [False, True]
    assert int(ref) == max(server.screens[99])


@pytest.fixture
def _brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.telegram_pace.GAP", 0.01)


@pytest.mark.parametrize("attached", [False, True])
@pytest.mark.usefixtures("_brisk")
async def test_what_was_said_before_a_refusal_is_not_said_twice(
    server: Exchange, channel: TelegramChannel, tmp_path: Path, attached: bool
) -> None:
    """A long message meets the limit in the middle; sent again, it goes on from there."""
    body = "\n".join(f"{n} " + "x" * 90 for n in range(120))
    long = Outgoing("telegram:99", Message(body=body, buttons=((OK,),)), id=7)
    if attached:
        long = file_message(tmp_path, b"%PDF-", "a.pdf", "application/pdf", body=body)._replace(id=7)
    too_many = ApiRefusal("Too Many Requests", 429, {"retry_after": 0.01})
    allowed = iter([None, too_many, ApiRefusal("Bad Gateway", 502)])

    def refuse(method: str, _: dict[str, Any]) -> None:
        if method == "sendMessage" and (refusal := next(allowed, None)):
            raise refusal

    server.refuse = refuse
    for _ in range(2):
        with pytest.raises(ChannelError):
            await channel.send(long)
    await channel.send(long)
    shown = [screen.text for screen in server.screens[99].values()]
    assert "\n".join(text for text in shown if text) == body
    assert len(shown) == 3 + attached
    await channel.send(long)
    assert len(server.screens[99]) == 2 * len(shown)


async def test_an_empty_message_is_refused(channel: TelegramChannel) -> None:
    with pytest.raises(ChannelError, match="empty") as refused:
        await channel.send(Outgoing("telegram:99", Message()))
    assert refused.value.final


ERRORS = [
    (ApiRefusal("Too Many Requests", 429, {"retry_after": 7}), False, 7.0),
    (ApiRefusal("Forbidden: bot was blocked by the user", 403), True, None),
    (ApiRefusal("Bad Request: chat not found"), True, None),
    (ApiRefusal("Bad Gateway", 502), False, None),
    (ApiRefusal("Unauthorized", 401), False, None),
]


@pytest.mark.parametrize(("refusal", "final", "after"), ERRORS, ids=[str(r.status) for r, _, _ in ERRORS])
async def test_errors_are_told_apart(
    server: Exchange, channel: TelegramChannel, refusal: ApiRefusal, final: bool, after: float | None
) -> None:
    refusing(server, "sendMessage", refusal)
    with pytest.raises(ChannelError) as refused:
        await channel.send(Outgoing("telegram:99", Message(body="A")))
    assert (refused.value.final, refused.value.after) == (final, after)
    assert TOKEN not in refused.value.why


# menus --------------------------------------------------------------------------------------------------


async def test_a_person_has_a_menu_of_their_own(server: Exchange, channel: TelegramChannel) -> None:
    await channel.menu("telegram:99", (BY_NAME["nop"],))
    fields = server.calls[-1].fields
    assert '"chat_id": 99' in fields["scope"] or '"chat_id":99' in fields["scope"]
    assert "nop" in fields["commands"]


async def test_a_menu_is_shown_once_there_is_room_for_it(
    server: Exchange, channel: TelegramChannel, caplog: pytest.LogCaptureFixture
) -> None:
    """Fifty people who join at once would otherwise go on with a stranger's menu."""
    refusing(
        server, "setMyCommands",
        ApiRefusal("Too Many Requests", 429, {"retry_after": 0.01}), ApiRefusal("Bad Gateway", 502),
    )  # fmt: skip
    await channel.menu("telegram:99", (BY_NAME["nop"],))
    assert "nop" in server.calls[-1].fields["commands"]
    assert "menu" not in caplog.text


async def test_a_menu_that_is_refused_stops_nothing(server: Exchange, channel: TelegramChannel) -> None:
    refusing(server, "setMyCommands", ApiRefusal("Bad Request: no", 400))
    await channel.menu("telegram:99", menu(None))
