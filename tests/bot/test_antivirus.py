"""ClamAV's protocol against a daemon of our own, and what becomes of a file in each case."""

from __future__ import annotations

import asyncio
import contextlib
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.intake import antivirus
from bot.intake.antivirus import UnreachableError
from bot.intake.examining import Examiner
from bot.intake.filekinds import PDF
from bot.operations import doctor
from bot.settings import Settings, SettingsError
from tests.bot.ports import free_port

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd:
    """Says of a stream whether it has the test virus in it; ``says`` is said instead."""

    def __init__(self, says: bytes = b"") -> None:
        self.says, self.heard = says, b""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._answer(reader, writer)
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        command = await reader.readuntil(b"\0")
        if command == b"zINSTREAM\0":
            self.heard = b""
            while length := struct.unpack(">I", await reader.readexactly(4))[0]:
                self.heard += await reader.readexactly(length)
        answer = b"PONG" if command == b"zPING\0" else b"stream: OK"
        if EICAR in self.heard:
            answer = b"stream: Win.Test.EICAR_HDB-1 FOUND"
        writer.write((self.says or answer) + (b"\0" if self.says != b"cut" else b""))
        await writer.drain()


@asynccontextmanager
async def clamd(folder: Path, *, unix: bool = False, says: bytes = b"") -> AsyncIterator[tuple[Clamd, str]]:
    daemon, port, path = Clamd(says), free_port(), folder / "clamd.ctl"
    start = (
        asyncio.start_unix_server(daemon.serve, path) if unix
        else asyncio.start_server(daemon.serve, "127.0.0.1", port)
    )  # fmt: skip
    server = await start
    try:
        yield daemon, f"unix:{path}" if unix else f"127.0.0.1:{port}"
        await asyncio.sleep(0.02)  # the daemon's ends of the connections close
    finally:
        server.close()
        await server.wait_closed()


def pdf(folder: Path, content: bytes) -> Path:
    path = folder / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n" + content)
    return path


@pytest.mark.parametrize("unix", [True, False])
async def test_a_virus_is_named_and_what_is_clean_is_not(tmp_path: Path, *, unix: bool) -> None:
    async with clamd(tmp_path, unix=unix) as (daemon, address):
        assert await antivirus.scan(pdf(tmp_path, b"x" * 300_000), address) == ""
        assert len(daemon.heard) == 300_009
        await antivirus.ping(address)
        assert await antivirus.scan(pdf(tmp_path, EICAR), address) == "Win.Test.EICAR_HDB-1"


@pytest.mark.parametrize("says", [b"INSTREAM size limit exceeded. ERROR", b"cut", b"x" * 100_000])
async def test_any_other_answer_is_no_answer(tmp_path: Path, says: bytes) -> None:
    async with clamd(tmp_path, says=says) as (_, address):
        with pytest.raises(UnreachableError):
            await antivirus.scan(pdf(tmp_path, b"x"), address)
        with pytest.raises(UnreachableError):
            await antivirus.ping(address)


async def test_nobody_waits_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    monkeypatch.setattr(antivirus, "PATIENCE", 0.1)
    server = await asyncio.start_server(silent, "127.0.0.1", port := free_port())
    with pytest.raises(UnreachableError):
        await antivirus.ping(f"127.0.0.1:{port}")
    await asyncio.sleep(0.02)
    server.close()


@pytest.mark.parametrize(("down", "why"), [("accept", None), ("refuse", "unscanned")])
async def test_what_becomes_of_a_file(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, down: str, why: str | None
) -> None:
    async with clamd(tmp_path) as (_, address):
        examine = Examiner(Settings.read({"CHAMDIEM_CLAMD": address, "CHAMDIEM_CLAMD_DOWN": down}))
        assert await examine(pdf(tmp_path, b"x"), PDF) is None
        assert not caplog.records
        assert await examine(pdf(tmp_path, EICAR), PDF) == "infected"
        assert "EICAR" in caplog.text
    assert await examine(pdf(tmp_path, b"x"), PDF) == why
    assert "clamd does not answer" in caplog.text


async def test_doctor_says_how_it_is(tmp_path: Path) -> None:
    async def said(settings: Settings) -> str:
        found = await doctor.examine(settings, online=False)
        return next(f"{each.state} {each.said}" for each in found if each.check == "antivirus")

    async with clamd(tmp_path) as (_, address):
        here = Settings(data=tmp_path, clamd=address)
        assert (await said(here)).startswith("OK")
    assert (await said(here)).startswith("WARN")
    assert (await said(here.model_copy(update={"clamd_down": "refuse"}))).startswith("FAIL")
    assert (await said(Settings(data=tmp_path))).startswith("OK")


@pytest.mark.parametrize("address", ["clamd", "unix:clamd", "localhost:", ":3310", "localhost:port"])
def test_a_wrong_address_is_named(address: str) -> None:
    with pytest.raises(SettingsError, match="CHAMDIEM_CLAMD"):
        Settings.read({"CHAMDIEM_CLAMD": address})
