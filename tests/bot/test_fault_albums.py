"""Albums on Telegram as phones really send them: in parts, with a crash between, with files that are refused,
two at once. Every file is on record once, and each album has one summarising answer.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.bot.faults.promises import kept, settled, whole
from tests.bot.faults.stages import Stage, staged
from tests.bot.phone import Phone
from tests.bot.waiting import until

JPEG, PDF = b"\xff\xd8\xff\xe0", b"%PDF-1.7\n"
TOO_LARGE = 30_000_000  # bytes; Telegram hands out 20 MB


@pytest.mark.slow
async def test_an_album_in_two_polls_with_a_crash_between(tmp_path: Path) -> None:
    async with staged(tmp_path / "data", 1, 6) as stage:
        phone = stage.hands[0].phone
        for number in range(4):
            await phone.send_photo(JPEG + bytes([number]), album="a")
        await phone.hear("Đã nhận")
        await settled(stage.bot, stage.server)
        screen = dict(stage.server.screens[phone.chat])
        stage.server.downloads.clear()
        await stage.bot.kill()
        for number in range(4, 7):
            await phone.send_photo(JPEG + bytes([number]), album="a")
        await stage.bot.start()
        await stage.bot.kill()  # while these are on their way
        for number in range(7, 10):
            await phone.send_photo(JPEG + bytes([number]), album="a")
        stage.server.downloads.set()
        await stage.bot.start()
        await phone.hear("Đã nhận 10 tệp gửi cùng lúc cho câu 3.2.", 20)
        await settled(stage.bot, stage.server)
        assert set(stage.server.screens[phone.chat]) == set(screen), "the one answer was edited"
        assert len(attached(stage, 0)) == 10
        await whole(stage.bot, stage.server)


@pytest.mark.slow
async def test_files_that_are_refused_in_the_middle_of_an_album(tmp_path: Path) -> None:
    async with staged(tmp_path / "data", 1, 6) as stage:
        phone = stage.hands[0].phone
        album = {"media_group_id": "b"}
        stage.server.downloads.clear()
        await phone.send_document(PDF + b"1", "một.pdf", **album)
        await phone.send_document(PDF + b"2", "hai.pdf", "QĐ 15 ngày 1/2", **album)
        await phone.send_document(b"MZ\x90\x00", "ba.exe", **album)
        await too_large(phone, "bốn.pdf", album)
        await phone.send_document(PDF + b"5", "năm.pdf", **album)
        await all_taken(stage)
        await settled(stage.bot, stage.server)
        texts = [shown.text for shown in stage.server.screens[phone.chat].values()]
        assert sum("Đã nhận 3 tệp gửi cùng lúc" in text for text in texts) == 1
        assert sum("Đã nhận" in text for text in texts) == 1
        assert sum("“ba.exe” không phải loại tệp" in text for text in texts) == 1
        assert sum("“bốn.pdf”" in text for text in texts) == 1
        assert [(e["name"], e["caption"]) for e in attached(stage, 0)] == [
            ("một.pdf", ""), ("hai.pdf", "QĐ 15 ngày 1/2"), ("năm.pdf", "")
        ]  # fmt: skip
        await whole(stage.bot, stage.server)


async def all_taken(stage: Stage) -> None:
    """All parts of the albums have come; now their bytes can be had."""
    await until(lambda: not stage.server.waiting())
    stage.server.downloads.set()


async def too_large(phone: Phone, name: str, more: dict[str, Any]) -> None:
    """A file of which Telegram itself says that it is too large."""
    file = {"file_id": "large", "file_unique_id": "l", "file_name": name, "file_size": TOO_LARGE}
    await phone._send({"document": file, **more})


@pytest.mark.slow
async def test_two_albums_at_once_of_two_chats(tmp_path: Path) -> None:
    async with staged(tmp_path / "data", 2, 6) as stage:
        phones = [hand.phone for hand in stage.hands]
        before = [len(stage.server.screens[phone.chat]) for phone in phones]
        stage.server.downloads.clear()
        for number in range(10):
            for who, phone in enumerate(phones):
                if number < 10 - who * 3:  # ten files and seven
                    await phone.send_photo(JPEG + bytes([who, number]), album="same")
        await all_taken(stage)
        for phone, count in zip(phones, (10, 7), strict=True):
            said = await phone.hear(f"Đã nhận {count} tệp gửi cùng lúc cho câu 3.2.", 20)
            assert "Ảnh bị nén" in said.text
        await settled(stage.bot, stage.server)
        assert [len(stage.server.screens[phone.chat]) for phone in phones] == [n + 1 for n in before]
        assert [len(attached(stage, number)) for number in range(2)] == [10, 7]
        files = [fact for number in range(2) for fact in kept(stage.data)[f"{number:03}"].facts]
        assert len({said for kind, _, said in files if kind == "evidence_attached"}) == 17
        await whole(stage.bot, stage.server)


def attached(stage: Stage, number: int) -> list[dict[str, Any]]:
    """The evidence on record of one unit, in order."""
    rows = stage.bot.rows(
        "SELECT body FROM journal WHERE kind = 'evidence_attached' AND subject = ? ORDER BY seq",
        f"{number:03}",
    )
    return [json.loads(body)["evidence"] for (body,) in rows]
