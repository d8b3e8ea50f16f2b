"""A network that is cut, slow or silent, and a server that refuses or answers nonsense: what was said is said in
the end, once, and whoever uses another channel notices nothing.
"""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest
from lo_bot_api_emulator import ApiRefusal

from bot import files
from tests.bot.faults.hands import WebHand, browser
from tests.bot.faults.lines import State
from tests.bot.faults.promises import clean, kept, same, settled, whole
from tests.bot.faults.stages import Stage, staged
from tests.bot.waiting import until


async def ends_as_it_should(stage: Stage, expected: Path) -> None:
    """Everybody finishes, everything is whole, and the same as where nothing failed."""
    await stage.finish()
    await whole(stage.bot, stage.server)
    same(kept(stage.bot.data), await clean(expected, len(stage.hands)))


async def act_now(stage: Stage, number: int) -> None:
    """The officer's next act; it may be answered much later."""
    hand = stage.hands[number]
    hand.updates.append(await hand._act(stage.rest[number][0]))


async def answered(stage: Stage, number: int, seconds: float = 60.0) -> None:
    """The act is answered, once."""
    step, *rest = stage.rest[number]
    await stage.hands[number].phone.hear(step.reply, seconds)
    stage.rest[number] = tuple(rest)


@pytest.mark.slow
@pytest.mark.parametrize("state", ["cut", "nonsense", "bad gateway"])
async def test_telegram_is_out_of_reach(tmp_path: Path, state: State) -> None:
    """What is sent meanwhile waits at Telegram; then it is all done, by itself."""
    async with staged(tmp_path / "data") as stage:
        stage.line.breaks(state)
        await act_now(stage, 0)
        await asyncio.sleep(1.5)
        assert not stage.hands[0].phone.news
        stage.line.mend()
        await answered(stage, 0)
        await ends_as_it_should(stage, tmp_path / "clean")


@pytest.mark.slow
async def test_an_answer_that_cannot_be_sent_waits(tmp_path: Path) -> None:
    """It was taken, then the line broke: sent once it is back, also by a process that was killed meanwhile."""
    async with staged(tmp_path / "data") as stage:
        stage.server.refuse = unreachable
        await act_now(stage, 0)
        await until(lambda: bool(stage.bot.rows("SELECT 1 FROM outbox WHERE state = 'waiting'")))
        stage.line.breaks("cut")
        stage.server.refuse = lambda _method, _fields: None
        await stage.bot.kill()
        await stage.bot.start()
        await asyncio.sleep(1.0)
        assert not stage.hands[0].phone.news
        stage.line.mend()
        await answered(stage, 0)
        await ends_as_it_should(stage, tmp_path / "clean")


def unreachable(method: str, _fields: dict[str, Any]) -> None:
    if method.startswith(("send", "edit")):
        raise ApiRefusal("Bad Gateway", 502)


@pytest.mark.slow
async def test_others_go_on_while_telegram_is_down(tmp_path: Path) -> None:
    async with staged(tmp_path / "data", 3, 0) as stage, browser() as web:
        await stage.play(0, 5)
        stage.line.breaks("cut")
        await act_now(stage, 0)
        hand, since = WebHand(web, f"http://127.0.0.1:{stage.bot.port}"), time.monotonic()
        for step in stage.rest[2]:
            await hand.do(step)
        assert time.monotonic() - since < 10
        assert hand.refused == 0
        stage.rest[2] = ()
        stage.line.mend()
        await answered(stage, 0)
        await ends_as_it_should(stage, tmp_path / "clean")


@pytest.mark.slow
async def test_telegram_asks_for_patience(tmp_path: Path) -> None:
    """429 with ``retry_after``: no call sooner than that, and then the answer."""
    async with staged(tmp_path / "data") as stage:
        asked: list[float] = []

        def busy(method: str, _fields: dict[str, Any]) -> None:
            if method == "sendMessage" and len(asked) < 2:
                asked.append(time.monotonic())
                raise ApiRefusal("Too Many Requests: retry after 2", 429, {"retry_after": 2})

        stage.server.refuse = busy
        await act_now(stage, 0)
        await answered(stage, 0)
        assert len(asked) == 2
        assert asked[1] - asked[0] >= 2
        await ends_as_it_should(stage, tmp_path / "clean")


@pytest.mark.slow
async def test_a_slow_line(tmp_path: Path) -> None:
    async with staged(tmp_path / "data") as stage:
        stage.line.slow = 0.15
        await ends_as_it_should(stage, tmp_path / "clean")


@pytest.mark.slow
async def test_a_download_that_is_torn(tmp_path: Path) -> None:
    """The file breaks off in the middle, and is fetched again; half a file is never kept."""
    async with staged(tmp_path / "data", 1, 6) as stage:
        phone = stage.hands[0].phone
        stage.line.tear = 50_000
        await phone.send_document(b"%PDF-1.7\n" + bytes(300_000), "dài.pdf")
        await phone.hear("Đã nhận “dài.pdf”", 30)
        assert stage.line.torn == 1
        (size,) = [p.stat().st_size for p in (stage.bot.data / "evidence").rglob("*") if p.is_file()]
        assert size == 300_009
        await whole(stage.bot, stage.server)


@pytest.mark.slow
async def test_a_file_server_that_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await silent_files(tmp_path, 2.0, monkeypatch)


async def silent_files(folder: Path, patience: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is given up with a clear sentence, and what was said after it is not held up any longer."""
    from bot.running import opened
    from bot.settings import Settings
    from tests.bot.phone import TOKEN, Phone, exchange
    from tests.bot.ports import free_port
    from tests.bot.process import make_campaign

    monkeypatch.setattr(files, "LONGEST_FETCH", patience)
    codes = await make_campaign(folder)
    async with exchange() as server:
        settings = Settings(
            data=folder, port=free_port(), telegram_token=TOKEN, telegram_base_url=server.url
        )
        async with opened(settings):
            phone = Phone(server, 99, "Hoa")
            for text, reply in ((f"/start {codes['officer']}", "Chào anh/chị"), ("3.2", "Câu 12/40")):
                await phone.say(text)
                await phone.hear(reply)
            server.downloads.clear()
            await phone.send_document(b"%PDF-1.7\n", "mãi.pdf")
            await phone.say("421/512")
            refused = await phone.hear("“mãi.pdf” tải về chưa được nên chưa được lưu", patience + 20)
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
    before, evidence = kept(stage.bot.data), stage.bot.data / "evidence"
    head = (
        '--x\r\nContent-Disposition: form-data; name="id"\r\n\r\nhalf\r\n--x\r\nContent-Disposition: form-data; '
        'name="file"; filename="a.pdf"\r\n\r\n'
    ).encode()
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
    assert kept(stage.bot.data) == before
    assert not [m for m in await hand.messages() if m["from"] == "me" and m["file"]]
