"""The real process against an independent Bot API server: from joining to the exported ranking."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from pathlib import Path

import openpyxl
import pytest

from scoring.facts import RoleName
from tests.bot.phone import TOKEN, Exchange, Phone, Shown, exchange
from tests.bot.process import Bot, make_campaign
from tests.bot.waiting import until

PDF = b"%PDF-1.7\n"
JPEG = b"\xff\xd8\xff\xe0"
ANSWERING = ("sendMessage", "editMessageText", "answerCallbackQuery")


class Stage:
    """The bot, its server, and three people with a phone each."""

    def __init__(self, bot: Bot, server: Exchange, codes: dict[RoleName, str]) -> None:
        self.bot, self.server, self.codes = bot, server, codes
        self.officer = Phone(server, 99, "Hoa")
        self.reviewer = Phone(server, 98, "Phòng")
        self.administrator = Phone(server, 97, "Sở")

    async def joined(self, role: RoleName, phone: Phone) -> Shown:
        await phone.say(f"/start {self.codes[role]}")
        return await phone.hear("Chào anh/chị")

    def calls(self, since: int) -> list[str]:
        """Calls to Telegram since so many were made."""
        return sorted(call.method for call in self.server.calls[since:])


@pytest.fixture(params=["polling", "webhook"])
async def stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    data = tmp_path / "data"
    codes = await make_campaign(data)
    async with exchange() as server:
        bot = Bot(data, {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_BASE_URL": server.url})
        if request.param == "webhook":
            bot.environment["TELEGRAM_WEBHOOK"] = f"http://127.0.0.1:{bot.port}/telegram"
        await bot.start()
        yield Stage(bot, server, codes)
        await bot.kill()
        log = bot.log.read_text()
        assert TOKEN not in log
        assert "Traceback" not in log


@pytest.mark.slow
async def test_from_joining_to_the_ranking(stage: Stage) -> None:
    await _joining(stage)
    await _general_information(stage.officer)
    await _answers(stage)
    await _evidence(stage)
    await _submitting(stage.officer, "38,78")
    await _returning(stage)
    await _correcting(stage)
    await _verifying(stage)
    await _ranking(stage)
    await until(lambda: not stage.server.unanswered)
    assert await stage.bot.stop() == 0


async def _joining(stage: Stage) -> None:
    stranger = Phone(stage.server, 96, "Lạ")
    await stranger.say("Xin chào")
    assert "Lạc Đạo" not in (await stranger.hear("người được mời")).text
    welcome = await stage.joined("officer", stage.officer)
    assert "Xã Lạc Đạo" in welcome.text
    await stage.joined("reviewer", stage.reviewer)
    await stage.joined("administrator", stage.administrator)
    await stranger.say(f"/start {stage.codes['officer']}")
    await stranger.hear("đã được dùng")
    await until(lambda: sum(call.method == "setMyCommands" for call in stage.server.calls) == 4)
    menus = {
        call.fields["scope"]: call.fields["commands"]
        for call in stage.server.calls[-12:]
        if "scope" in call.fields
    }
    officer = next(commands for scope, commands in menus.items() if "99" in scope)
    assert ["nop" in officer, "hangdoi" in officer] == [True, False]


async def _general_information(phone: Phone) -> None:
    await phone.press("Bắt đầu")
    await phone.hear("Thông tin chung 1/29")
    await phone.press("Xã Lạc Đạo")
    await phone.hear("Thông tin chung 2/29")
    await phone.press("Vào tiêu chí")
    await phone.hear("Câu 1/40")


async def _answers(stage: Stage) -> None:
    """An answer by button is two calls to Telegram, a typed one is one."""
    phone = stage.officer
    question = phone.last()
    await until(lambda: not stage.server.unanswered)
    made = len(stage.server.calls)
    await phone.press("Phó Bí thư")
    answered = await phone.hear("20 × 1/2 = 10 điểm")
    await until(lambda: not stage.server.unanswered)
    assert stage.calls(made) == ["answerCallbackQuery", "editMessageText"]
    assert question is not None
    assert answered.id == question.id
    await phone.say("3.2")
    await phone.hear("Câu 12/40")
    made = len(stage.server.calls)
    await phone.say("421/512")
    await phone.hear("421/512 = 82,23% → 35 × 421/512 = 28,78 điểm")
    assert stage.calls(made) == ["sendMessage"]


async def _evidence(stage: Stage) -> None:
    phone = stage.officer
    await phone.send_document(PDF + b"QD 15", "Quyết định 15.pdf", "QĐ 15/QĐ-UBND")
    await phone.hear("Đã nhận “Quyết định 15.pdf”")
    await phone.send_document(b"MZ\x90\x00" + bytes(100), "virus.pdf")
    await phone.hear("virus.pdf")
    await phone.send_document(b"", "trống.pdf")
    await phone.hear("trống.pdf")
    await phone.send_photo(JPEG + b"0")
    await phone.hear("Câu này có 2 minh chứng")
    for number in (1, 2, 3):
        await phone.send_photo(JPEG + bytes([number]), album="album-1")
    await phone.hear("Câu này có 5 minh chứng")
    await phone.say("https://vanlam.gov.vn/qd-15")
    await phone.hear("Câu này có 6 minh chứng")
    await phone.say("1.1")
    await phone.hear("Câu 1/40")
    await phone.send_document(PDF + b"QD 1", "QĐ 1.pdf")
    await phone.hear("Đã nhận “QĐ 1.pdf” cho câu 1.1")
    stored = stage.bot.data / "evidence"
    assert sum(path.is_file() for path in stored.rglob("*")) == 6


async def _submitting(phone: Phone, points: str) -> None:
    await phone.say("/nop")
    await phone.hear("Anh/chị nộp bây giờ chứ?")
    await phone.press("Nộp")
    assert points in (await phone.hear("Đã nộp hồ sơ")).text


async def _returning(stage: Stage) -> None:
    phone = stage.reviewer
    await phone.hear("Xã Lạc Đạo vừa nộp hồ sơ")
    await phone.say("/hangdoi")
    await phone.hear("Hồ sơ chờ thẩm định (1)")
    await phone.press("Xã Lạc Đạo")
    await phone.hear("Điểm tự chấm: 38,78")
    await phone.say("/tieuchi 3.2")
    await phone.hear("421/512 = 82,23%")
    sent = [shown for shown in phone.news if shown.file]
    assert (PDF + b"QD 15", "Quyết định 15.pdf") in [(shown.file, shown.file_name) for shown in sent]
    await phone.press("Trả lại")
    await phone.hear("Vì sao trả lại mục 3.2")
    await phone.say("Minh chứng thiếu chữ ký của lãnh đạo xã")
    await phone.hear("sẽ trả lại")
    await phone.say("/chapnhan")
    await phone.hear("Đã chấp nhận 1 mục")
    await phone.press("Kết thúc")
    await phone.hear("Trả lại 1 mục: 3.2")
    await phone.press("Trả lại hồ sơ")
    await phone.hear("Đã trả lại hồ sơ Xã Lạc Đạo")


async def _correcting(stage: Stage) -> None:
    phone = stage.officer
    told = await phone.hear("Hồ sơ được trả lại để sửa 1 câu")
    assert "Minh chứng thiếu chữ ký của lãnh đạo xã" in told.text
    await phone.press("3.2")
    await phone.hear("Được trả lại: Minh chứng thiếu chữ ký")
    await phone.say("430/512")
    await phone.hear("29,39 điểm")
    old = next(s for s in stage.server.screens[99].values() if "edit:3.2:1" in s.buttons.values())
    await phone.press_payload("edit:3.2:1", old.id)  # an old button opens the question as it stands now
    await phone.hear("430/512")
    await phone.send_document(PDF + b"QD 15 signed", "Quyết định 15 (đã ký).pdf")
    await phone.hear("Đã nhận")
    await _submitting(phone, "39,39")


async def _verifying(stage: Stage) -> None:
    phone = stage.reviewer
    await phone.hear("vừa nộp lại hồ sơ đã sửa")
    await phone.press("Mở hồ sơ")
    await phone.hear("Điểm tự chấm: 39,39")
    await phone.say("/chapnhan")
    await phone.hear("Đã chấp nhận 1 mục")
    await phone.press("Kết thúc")
    await phone.hear("Kết thúc thẩm định")
    await phone.press("Kết thúc, báo điểm")
    await phone.hear("Đã thẩm định xong hồ sơ Xã Lạc Đạo: 39,39 điểm")
    await stage.officer.hear("Điểm thẩm định: 39,39/1000")


async def _ranking(stage: Stage) -> None:
    phone = stage.administrator
    await phone.say("/xephang")
    assert "Xã Lạc Đạo" in (await phone.hear("39,39")).text
    await phone.say("/xuat")
    await until(lambda: any(shown.file for shown in phone.news), 30)
    sent = next(shown for shown in phone.news if shown.file)
    assert sent.file_name.endswith(".xlsx")
    assert sent.file is not None
    book = openpyxl.load_workbook(io.BytesIO(sent.file), data_only=True)
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True) if "Xã Lạc Đạo" in row]
    figures = {round(cell, 2) for row in rows for cell in row if isinstance(cell, int | float)}
    assert 39.39 in figures
