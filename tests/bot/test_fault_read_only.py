"""A disk that becomes read-only under the running process, by the kernel itself: nothing is acknowledged,
nobody sees a trace, and once the disk is mended the process goes on by itself or with the next start.
"""

from __future__ import annotations

from pathlib import Path

import aiohttp
import pytest

from tests.bot.faults.disks import disk, read_only
from tests.bot.faults.hands import WebHand, browser
from tests.bot.faults.promises import clean, kept, same, whole
from tests.bot.faults.stages import staged, starts
from tests.bot.faults.troubles import told_of_a_delay


@pytest.mark.slow
async def test_a_disk_that_the_kernel_remounts_read_only(tmp_path: Path) -> None:
    with disk(tmp_path / "data") as drive:
        async with staged(drive.folder, 2) as stage, browser() as web:
            page = WebHand(web, f"http://127.0.0.1:{stage.bot.port}")
            drive.fails()
            await told_of_a_delay(stage, 0)
            with pytest.raises(aiohttp.ClientResponseError, match=r"503|404"):
                await page.post("/api/chats", {"id": "k" * 24, "invitation": "0000000000"})
            assert await _ready(web, page.base) == 503
            assert stage.bot.process is not None
            assert stage.bot.process.returncode is None
            await stage.bot.kill()
            assert not await starts(stage.bot)
            assert "Traceback" not in stage.bot.log.read_text()
            drive.mended()
            await stage.bot.start()
            await stage.answered(0)
            await stage.finish()
            await whole(stage.bot, stage.server)
        same(kept(drive.folder), await clean(tmp_path / "clean", 2))


async def _ready(web: aiohttp.ClientSession, base: str) -> int:
    async with web.get(f"{base}/ready") as answer:
        return answer.status


@pytest.mark.slow
async def test_evidence_on_a_disk_that_is_remounted_read_only_and_back(tmp_path: Path) -> None:
    """Words are still taken; a file is refused with a sentence, and taken as soon as it can be written."""
    (tmp_path / "data" / "evidence").mkdir(parents=True)
    async with staged(tmp_path / "data", 2) as stage:
        phone = stage.hands[0].phone
        with read_only(stage.data / "evidence"):
            await phone.send_document(b"%PDF-1.7\nro", "QĐ 0.pdf")
            await phone.hear("“QĐ 0.pdf” chưa được lưu", 20)
            await phone.say("/diem")
            await phone.hear("1000")
            await stage.play(1, 1)  # an answer of somebody else
        await phone.say("3.2")
        await phone.hear("3.2")
        await stage.finish()
        await whole(stage.bot, stage.server)
    same(kept(tmp_path / "data"), await clean(tmp_path / "clean", 2))
