"""The real process at DEBUG, with every channel, bad requests and faults that quote people: neither secrets
nor what people are called, say or send stands in its log.
"""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import aiohttp
import pytest
from lo_bot_api_emulator import ApiRefusal

from conversations.phrases import running
from tests.bot.clumsy_bot import FAULT
from tests.bot.faults.hands import WebHand, browser
from tests.bot.faults.promises import settled
from tests.bot.faults.stages import filled, small_disk
from tests.bot.phone import TOKEN, Exchange, Phone, exchange
from tests.bot.process import Bot, make_campaign
from tests.bot.waiting import until

NAME, SAID, NUMBER, FILE = "Hoàng Thị Kín", "chuyện riêng trong nhà", "0912 345 678", "sổ hộ khẩu bà Kín.pdf"
NUMBERS = (NUMBER, NUMBER.replace(" ", ""), "nguyen.kin@example.vn", "001187009876")
SECRET_ID = "s" * 16 + "4f6a"


@pytest.mark.slow
@pytest.mark.parametrize("form", ["json", "text"])
async def test_nothing_that_is_somebodys_is_in_the_log(tmp_path: Path, form: str) -> None:
    with small_disk(tmp_path / "disk", 24) as disk:
        data = disk / "data"
        codes = await make_campaign(data)
        async with exchange() as server, browser() as web:
            bot = Bot(data, {
                "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_BASE_URL": server.url, "CHAMDIEM_LOG": form,
                "CHAMDIEM_LOG_LEVEL": "DEBUG",
            }, logs=tmp_path, module="tests.bot.clumsy_bot")  # fmt: skip
            await bot.start()
            page = WebHand(web, f"http://127.0.0.1:{bot.port}")
            try:
                await on_telegram(server, codes["officer"])
                await on_the_page(page, codes["reviewer"])
                await refused_by_telegram(server)
                with filled(disk):
                    await Phone(server, 99, NAME).say(f"{SAID} {NUMBER}")
                    await until(lambda: "not written" in bot.log.read_text(encoding="utf-8"))
                await settled(bot, server)
            finally:
                control = json.loads((data / "control.json").read_text())["token"]
                await bot.stop()
        said = bot.log.read_text(encoding="utf-8")
        assert said.count("was set aside") == 3
        assert "Traceback" in said
        cookie = page.cookie
        secrets = [TOKEN, TOKEN.partition(":")[2], *codes.values(), SECRET_ID, control, cookie]
        secrets += [f"{code[:5]}-{code[5:]}" for code in codes.values()]
        words = [
            NAME,
            "Kín",
            SAID,
            "chuyện riêng",
            FILE,
            "hộ khẩu",
            "Nguyễn Thị Hoa",
            "Phòng Văn hóa",
            *NUMBERS,
        ]
        plain = said + "".join(json.dumps(json.loads(line), ensure_ascii=False) for line in _objects(said))
        assert [word for word in (*secrets, *words) if word and word in plain] == []


def _objects(said: str) -> list[str]:
    return [line for line in said.splitlines() if line.startswith("{")]


async def on_telegram(server: Exchange, code: str) -> None:
    phone = Phone(server, 99, NAME)
    await phone.say(f"/start {code}")
    await phone.hear("Chào anh/chị")
    await phone.say("3.2")
    await phone.hear("Câu 12/40")
    for text in (SAID, *NUMBERS, f"{FAULT} {SAID} {NUMBER}", f"/start {code}", code, f"/thu {NUMBER}"):
        await phone.say(text)
        await phone.hear("")
    await phone.say("3.2")
    await phone.hear("Câu 12/40")
    await phone.send_document(b"%PDF-1.7\nkin", FILE, SAID)
    await phone.hear("sổ hộ khẩu")
    await phone.send_document(b"%PDF-1.7\nkin2", FILE, f"{FAULT} {SAID} {NUMBER}")
    await phone.hear(running.SORRY)
    await phone.send_document(b"MZ\x90 no such kind", FILE.replace("pdf", "exe"), SAID)
    await phone.hear("không phải loại tệp nhận được")
    await phone.press_payload(f"{SAID} {NUMBER}", 1)
    await phone.hear("")
    stranger = Phone(server, 98, NAME)
    await stranger.say(f"{SAID} {NUMBER}")
    await stranger.hear("")
    queue = server._update_queues._state(TOKEN)
    for odd in ({"text": SAID, "from": {"first_name": NAME}}, {"chat": NAME, "date": NUMBER}):
        queue.next_id += 1
        await server.again({"update_id": queue.next_id - 1, "message": odd})
    await until(lambda: not server.waiting())


async def on_the_page(page: WebHand, code: str) -> None:
    body = await page.post("/api/chats", {"id": SECRET_ID, "invitation": code})
    page.chat = f"/chat/{body['chat']}"
    events = f"{page.chat}/events"
    for number, text in enumerate((SAID, f"{FAULT} {SAID} {NUMBER}", *NUMBERS, code)):
        await page.post(events, {"id": f"{number:024}", "text": text})
    await page.post(f"{page.chat}/files", {"id": "f" * 24}, (FILE, b"%PDF-1.7\nkin3"))
    for path, broken in (
        (events, {"id": 5, "text": [SAID]}), (f"/chat/{NUMBERS[3]}/events", {"id": SECRET_ID, "text": SAID}),
        ("/api/chats", {"id": SECRET_ID, "invitation": "AAAAABBBBB"}), (f"/moi/{code}/{NUMBERS[3]}", {}),
    ):  # fmt: skip
        with pytest.raises(aiohttp.ClientResponseError):
            await page.post(path, broken)
    for query in (
        f"/moi/{code}",
        f"{page.chat}/messages?after={NUMBERS[3]}&x={NUMBERS[2]}",
        f"/{NUMBERS[2]}",
    ):
        async with page.web.get(page.base + query, headers=page._headers()):
            pass
    _, writer = await asyncio.open_connection("127.0.0.1", int(page.base.rpartition(":")[2]))
    writer.write(f"GET /{NUMBERS[2]} {NAME} no HTTP\r\nCookie: chamdiem={page.cookie}\r\n\r\n".encode())
    await writer.drain()
    await asyncio.sleep(0.1)
    writer.close()


async def refused_by_telegram(server: Exchange) -> None:
    """What Telegram refuses it may quote."""
    phone, left = Phone(server, 99, NAME), [1, 1]

    def quoting(method: str, fields: dict[str, object]) -> None:
        if method == "sendMessage" and left:
            left.pop()
            quoted = f'{NAME} "{SAID}" {fields.get("text")}'
            raise ApiRefusal(f'Internal Server Error: no tag "{quoted}" at byte 0 of bot{TOKEN}', 500)

    server.refuse = quoting
    await phone.say(f"/diem {SAID}")
    await phone.hear("", 20)
    server.refuse = lambda _method, _fields: None
