"""Sheets out and in: through the running bot with real files, and on the command line."""

from __future__ import annotations

import asyncio
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from bot.app import App
from bot.papers.documents import Documents
from bot.reading.sheet_reading import read_sheet
from bot.tryout.phones import Player
from conversations.events import FileCame, StoredFile
from conversations.messages import Attachment, Message
from scoring.facts import Claim
from tests.bot.campaigns import campaign, player
from tests.bot.test_cli import chamdiem
from tests.bot.waiting import answered
from tests.conversations.sheets import decide, fill

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def sent(who: Player, content: bytes, name: str = "phieu.xlsx", *, wait: bool = True) -> None:
    stored = await who.app.store.keep(content)
    file = StoredFile(sha256=stored.sha256, name=name, mime=XLSX, size=stored.size)
    await who.app.service.accept(FileCame(file=file, **who._arrived()))  # type: ignore[arg-type]
    if wait:
        await answered(who.app, who.chat)


async def heard(app: App, chat: str) -> Message:
    rows = await app.database.read("SELECT body FROM outbox WHERE chat = $1 ORDER BY id DESC LIMIT 1", chat)
    return Message.model_validate_json(rows[0][0])


async def made(app: App, make: str) -> bytes:
    found = await Documents(app.settings.data, app.store).make(Attachment(name="x.xlsx", make=make))
    return app.store.path(found.sha256).read_bytes()


async def test_a_unit_and_a_reviewer_work_without_a_connection(tmp_path: Path) -> None:
    async with campaign(tmp_path) as app:
        officer = await player(app)
        await officer.say("/phieu")
        sheet = (await heard(app, officer.chat)).attachment
        assert sheet is not None
        content = fill(await made(app, sheet.make), {"3.1|a": 7000, "3.1|b": "8500"})
        await sent(officer, content)
        assert "Đây là phiếu ngoại tuyến của Xã Lạc Đạo" in (await heard(app, officer.chat)).body
        await officer.tap("Đọc phiếu")
        assert "0 → 28,82" in (await heard(app, officer.chat)).body
        await officer.tap("Ghi vào hồ sơ")
        record = await app.book.submission("01")
        assert record.claim("3.1") == Claim(values={"a": "7000", "b": "8500"})
        await officer.say("/nop")
        await officer.tap("Nộp")
        reviewer = await player(app, "reviewer", "", "Trần Văn Duyệt")
        await reviewer.say("/phieuthamdinh 3.1")
        sheet = (await heard(app, reviewer.chat)).attachment
        assert sheet is not None
        await sent(reviewer, decide(await made(app, sheet.make), {"01|3.1": ("Chấp nhận",)}))
        assert "1 chấp nhận" in (await heard(app, reviewer.chat)).body
        await reviewer.tap("Ghi kết quả")
        assert (await app.book.submission("01")).verdicts["3.1"].outcome == "accepted"
        assert await verdict_in_form(app, reviewer) == "Chấp nhận"
        assert await verdict_in_form(app, officer) is None  # told once the review is finished


async def verdict_in_form(app: App, who: Player) -> object:
    """What stands behind criterion 3.1 in the form that the chat sends them."""
    await who.say("/xuat 01")
    if (form := (await heard(app, who.chat)).attachment) is None:
        await who.tap("Phiếu (Excel)")
        form = (await heard(app, who.chat)).attachment
    assert form is not None
    sheet = openpyxl.load_workbook(BytesIO(await made(app, form.make)))["Số liệu, minh chứng"]
    (verdict,) = [row[7] or None for row in sheet.iter_rows(values_only=True) if row[0] == "3.1"]
    return verdict


async def test_a_workbook_that_is_not_ours_is_evidence_as_before(tmp_path: Path) -> None:
    from exports.xlsx import units_template

    async with campaign(tmp_path) as app:
        officer = await player(app)
        await officer.say("câu 3.1")
        await sent(officer, units_template(), "minh-chung.xlsx")
        assert [e.name for e in (await app.book.submission("01")).evidence["3.1"]] == ["minh-chung.xlsx"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    async def ready() -> None:
        async with campaign(tmp_path):
            pass

    asyncio.run(ready())
    return tmp_path


def test_the_administrator_loads_a_sheet_by_hand(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "p.xlsx"
    assert chamdiem(data, "form", "blank", "01", str(path)).startswith("written")
    path.write_bytes(fill(path.read_bytes(), {"3.1|a": "abc", "3.1|b": "8500"}))
    assert "“abc” không phải con số" in chamdiem(data, "form", "load", str(path), "--yes", code=2)
    path.write_bytes(fill(path.read_bytes(), {"3.1|a": 7000, "#difficulties": "Thiếu máy"}))
    said = chamdiem(data, "form", "load", str(path), "--yes")
    assert "Điểm tự chấm: 0 → 28,82." in said
    assert "Khó khăn, vướng mắc: Thiếu máy" in said
    assert "recorded: 3 facts" in said
    assert "không có gì khác" in chamdiem(data, "form", "load", str(path), "--yes")
    assert "no unit 'none'" in chamdiem(data, "form", "blank", "none", str(path), code=2)


def test_verdicts_by_hand(data: Path, tmp_path: Path) -> None:
    async def handed_in() -> None:
        async with campaign(data) as app:
            officer = await player(app)
            for text in ("câu 3.1", "7000/8500", "/nop"):
                await officer.say(text)
            await officer.tap("Nộp")

    asyncio.run(handed_in())
    path = tmp_path / "v.xlsx"
    chamdiem(data, "form", "verdicts", str(path), "--criterion", "3.1")
    assert [row[0] for _, row in read_sheet(path).lines()] == ["01|3.1|1"]
    path.write_bytes(
        decide(path.read_bytes(), {"01|3.1": ("Điều chỉnh", 20, "Theo số liệu của công an xã.")})
    )
    said = chamdiem(data, "form", "load", str(path), "--yes")
    assert "28,82 → 20 điểm" in said
    assert "recorded: 1 facts" in said
    assert "there is no criterion" in chamdiem(
        data, "form", "verdicts", str(path), "--criterion", "9", code=2
    )
    assert "no reviewer" in chamdiem(data, "form", "verdicts", str(path), "--reviewer", "Ai", code=2)


def test_other_files_are_refused(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"not a workbook")
    assert "Tệp hỏng" in chamdiem(data, "form", "load", str(path), "--yes", code=2)
