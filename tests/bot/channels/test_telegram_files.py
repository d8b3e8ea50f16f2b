"""Files to and from an independent Bot API server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lo_bot_api_emulator import ApiRefusal

from bot.channels.base import TOO_LARGE, ChannelError
from bot.channels.telegram import TelegramChannel
from conversations.messages import Button
from tests.bot.channels.exchanges import channel_on, fetched, file_message, refusing
from tests.bot.phone import TOKEN, Exchange

OK = Button(label="Đúng, tiếp tục", payload="ok:3.2:4")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


# files out ----------------------------------------------------------------------------------------------


async def test_a_document_keeps_its_name(server: Exchange, channel: TelegramChannel, tmp_path: Path) -> None:
    ref = await channel.send(
        file_message(tmp_path, b"%PDF-1.7", "Báo cáo số 15.pdf", "application/pdf", body="Đây")
    )
    shown = server.screens[99][int(ref)]
    assert (shown.file, shown.file_name, shown.text) == (b"%PDF-1.7", "Báo cáo số 15.pdf", "Đây")
    assert [call.method for call in server.calls if call.method.startswith("send")] == ["sendDocument"]


async def test_a_small_picture_is_shown_and_a_large_one_kept_sharp(
    server: Exchange, channel: TelegramChannel, tmp_path: Path
) -> None:
    await channel.send(file_message(tmp_path, PNG, "moi.png", "image/png", buttons=((OK,),)))
    await channel.send(file_message(tmp_path, PNG + bytes(500_000), "qd.png", "image/png"))
    assert [shown.photo for shown in server.screens[99].values()] == [True, False]


async def test_a_picture_that_telegram_refuses_goes_as_afile_message(
    server: Exchange, channel: TelegramChannel, tmp_path: Path
) -> None:
    refusing(server, "sendPhoto", ApiRefusal("Bad Request: PHOTO_INVALID_DIMENSIONS"))
    await channel.send(file_message(tmp_path, PNG, "moi.png", "image/png"))
    assert [call.method for call in server.calls if call.method.startswith("send")] == ["sendDocument"]


async def test_a_long_caption_follows_by_itself(
    server: Exchange, channel: TelegramChannel, tmp_path: Path
) -> None:
    ref = await channel.send(
        file_message(tmp_path, b"%PDF-", "a.pdf", "application/pdf", body="x" * 1025, buttons=((OK,),))
    )
    first, second = server.screens[99].values()
    assert (first.text, first.buttons, second.text) == ("", {}, "x" * 1025)
    assert second.id == int(ref)
    assert second.buttons


async def test_a_file_that_is_gone_or_too_large_is_final(channel: TelegramChannel, tmp_path: Path) -> None:
    gone = file_message(tmp_path, b"x", "a.pdf", "application/pdf")._replace(path=tmp_path / "gone")
    with pytest.raises(ChannelError, match="No such file") as refused:
        await channel.send(gone)
    assert refused.value.final
    large = file_message(tmp_path, b"", "a.zip", "application/zip")
    with (tmp_path / "bytes").open("wb") as file:
        file.truncate(50_000_001)
    with pytest.raises(ChannelError, match=TOO_LARGE):
        await channel.send(large)


# files in -----------------------------------------------------------------------------------------------


async def test_a_file_is_streamed(server: Exchange, channel: TelegramChannel) -> None:
    content = bytes(range(256)) * 1000
    assert await fetched(channel, server.take_file(content)) == content


async def test_only_our_own_setting_names_a_proxy(server: Exchange, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment's may lead elsewhere: calls and downloads go the same way."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    async for channel in channel_on(server, []):
        assert await fetched(channel, server.take_file(b"x")) == b"x"


async def test_a_file_that_cannot_be_had(server: Exchange, channel: TelegramChannel) -> None:
    with pytest.raises(ChannelError, match="Wrong file_id") as refused:
        await fetched(channel, "unknown")
    assert refused.value.final
    refusing(server, "getFile", ApiRefusal("Bad Request: file is too big"))
    with pytest.raises(ChannelError) as refused:
        await fetched(channel, server.take_file(b"x"))
    assert (refused.value.why, refused.value.final) == (TOO_LARGE, True)


async def test_a_download_that_fails_may_be_tried_again(server: Exchange, channel: TelegramChannel) -> None:
    handle = server.take_file(b"x")

    asset = server.assets[handle]

    class Vanishing(dict[str, Any]):
        def get(self, *_: Any) -> Any:
            return None

    server.assets = Vanishing({handle: asset})
    with pytest.raises(ChannelError, match="404") as refused:
        await fetched(channel, handle)
    assert not refused.value.final
    assert TOKEN not in refused.value.why
