"""A network that is cut, slow or silent, and a server that refuses or answers nonsense: what was said is said
in the end, once, and whoever uses another channel notices nothing.
"""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from unittest.mock import patch

import pytest

from bot.app import opened
from bot.intake import files
from bot.settings import Settings
from tests.bot.faults import troubles
from tests.bot.faults.hands import WebHand, browser
from tests.bot.faults.promises import clean, kept, same, settled, whole
from tests.bot.faults.stages import Stage, staged
from tests.bot.phone import TOKEN, Phone, exchange
from tests.bot.ports import free_port
from tests.bot.process import make_campaign
from tests.bot.waiting import until


async def ends_as_it_should(stage: Stage, expected: Path) -> None:
    """Everybody finishes, everything is whole, and the same as where nothing failed."""
    await stage.finish()
    await whole(stage.bot, stage.server)
    same(kept(stage.data), await clean(expected, len(stage.hands)))


@pytest.mark.slow
async def test_whatever_the_network_does(tmp_path: Path) -> None:
    """What is sent meanwhile waits at Telegram or in the outbox; then it is all done, by itself."""
    async with staged(tmp_path / "data", 3, 3) as stage:
        for number, trouble in enumerate(troubles.NETWORK):
            await trouble(stage, number % 3)
        await ends_as_it_should(stage, tmp_path / "clean")


@pytest.mark.slow
async def test_others_go_on_while_telegram_is_down(tmp_path: Path) -> None:
    async with staged(tmp_path / "data", 3, 0) as stage, browser() as web:
        await stage.play(0, 5)
        stage.line.breaks("cut")
        await stage.act(0)
        hand, since = WebHand(web, f"http://127.0.0.1:{stage.bot.port}"), time.monotonic()
        for step in stage.rest[2]:
            await hand.do(step)
        assert time.monotonic() - since < 10
        assert hand.refused == 0
        stage.rest[2] = ()
        stage.line.mend()
        await stage.answered(0)
        await ends_as_it_should(stage, tmp_path / "clean")


@pytest.mark.slow
async def test_a_download_that_is_torn(tmp_path: Path) -> None:
    async with staged(tmp_path / "data", 1, 6) as stage:
        await troubles.torn_download(stage, 0)
        await whole(stage.bot, stage.server)


@pytest.mark.slow
async def test_a_file_server_that_says_nothing(tmp_path: Path) -> None:
    with patch.object(files, "LONGEST_FETCH", 2.0):
        await silent_files(tmp_path)


async def silent_files(folder: Path) -> None:
    """The file is given up with a clear sentence, and what was said after it is not held up any longer."""
    codes = await make_campaign(folder)
    async with exchange() as server:
        settings = Settings(data=folder, port=free_port(), telegram_token=TOKEN, telegram_base_url=server.url)
        async with opened(settings):
            phone = Phone(server, 99, "Hoa")
            for text, reply in ((f"/start {codes['officer']}", "Chào anh/chị"), ("3.2", "Câu 12/40")):
                await phone.say(text)
                await phone.hear(reply)
            server.downloads.clear()
            await phone.send_document(b"%PDF-1.7\n", "mãi.pdf")
            await phone.say("421/512")
            refused = await phone.hear(
                "“mãi.pdf” tải về chưa được nên chưa được lưu", files.LONGEST_FETCH + 20
            )
            assert (await phone.hear("28,78 điểm")).id > refused.id
            server.downloads.set()


@pytest.mark.slow
async def test_an_upload_that_breaks_off(tmp_path: Path) -> None:
    """Cut in the middle, and killed in the middle: nothing of it is kept, and it can be sent again."""
    async with staged(tmp_path / "data", 1, 0) as stage, browser() as web:
        hand = WebHand(web, f"http://127.0.0.1:{stage.bot.port}")
        steps = stage.rest[0]
        for step in steps[:6]:
            await hand.do(step)
        for kill in (False, True):
            await break_off(stage, hand, kill=kill)
        for step in steps[6:]:
            await hand.do(step)
        stage.rest[0] = ()
        await ends_as_it_should(stage, tmp_path / "clean")


async def break_off(stage: Stage, hand: WebHand, *, kill: bool) -> None:
    """Half a PDF, then nothing more; once the process is killed before the line breaks."""
    before, evidence = kept(stage.data), stage.data / "evidence"
    head = (
        b'--x\r\nContent-Disposition: form-data; name="id"\r\n\r\nhalf\r\n'
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
    )
    request = (
        f"POST {hand.chat}/files HTTP/1.1\r\nHost: localhost\r\nX-Chamdiem: 1\r\n"
        f"Cookie: chamdiem={hand.cookie}\r\nContent-Type: multipart/form-data; boundary=x\r\n"
        "Content-Length: 400000\r\n\r\n"
    ).encode()
    _, writer = await asyncio.open_connection("127.0.0.1", stage.bot.port)
    writer.write(request + head + b"%PDF-1.7\n" + bytes(150_000))
    await writer.drain()
    await until(lambda: bool(list(evidence.glob("partial-*"))))
    if kill:
        await stage.bot.kill()
        await stage.bot.start()
    writer.transport.abort()
    await until(lambda: not list(evidence.glob("partial-*")))
    await settled(stage.bot, stage.server)
    assert kept(stage.data) == before
    assert not [m for m in await hand.messages() if m["from"] == "me" and m["file"]]
