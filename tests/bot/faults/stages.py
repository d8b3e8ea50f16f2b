"""A running bot, a Telegram that can be made to fail, and officers who have joined."""

from __future__ import annotations

import asyncio
import resource
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bot.faults.crowds import alongside, push
from tests.bot.faults.hands import PhoneHand
from tests.bot.faults.lines import Line, line
from tests.bot.faults.promises import prepared
from tests.bot.faults.scripts import Script, script
from tests.bot.phone import TOKEN, Exchange, Phone, exchange
from tests.bot.process import Bot


@dataclass
class Stage:
    """``line`` is the only way from the bot to the server. ``rest`` is what each officer has still to do."""

    bot: Bot
    server: Exchange
    line: Line
    hands: list[PhoneHand]
    rest: list[Script]

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.bot.data

    async def act(self, number: int) -> None:
        """The officer's next step; it may be answered much later."""
        hand = self.hands[number]
        hand.updates.append(await hand._act(self.rest[number][0]))

    async def answered(self, number: int, seconds: float = 60.0) -> None:
        """That step is acknowledged."""
        step, *rest = self.rest[number]
        await self.hands[number].phone.hear(step.reply, seconds)
        self.rest[number] = tuple(rest)

    async def play(self, number: int, steps: int) -> None:
        """The officer's next so many steps."""
        for step in self.rest[number][:steps]:
            await self.hands[number].do(step)
        self.rest[number] = self.rest[number][steps:]

    async def finish(self) -> None:
        """Everybody goes on to the end."""
        async with asyncio.TaskGroup() as tasks:
            for number, rest in enumerate(self.rest):
                tasks.create_task(self.play(number, len(rest)))


@asynccontextmanager
async def staged(
    data: Path,
    officers: int = 2,
    ahead: int = 5,
    *,
    webhook: bool = False,
    settings: dict[str, str] | None = None,
) -> AsyncIterator[Stage]:
    """Officers who have done their first ``ahead`` steps: then 3.2 is open. With a ``webhook`` nothing is
    pushed to the bot once the stage is set. ``settings``: more of the bot's environment.
    """
    codes = await prepared(data, officers)
    async with exchange() as server, line(server.url) as wire:
        bot = Bot(data, {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_BASE_URL": wire.url, **(settings or {})})
        if "EVERY" in bot.environment:
            bot.module = "tests.bot.later_bot"
        if webhook:
            bot.environment["TELEGRAM_WEBHOOK"] = f"http://127.0.0.1:{bot.port}/telegram"
        await bot.start()
        hands = [PhoneHand(Phone(server, 1000 + number, f"Cán bộ {number}")) for number in range(officers)]
        rest = [script(number, codes[number]) for number in range(officers)]
        stage = Stage(bot, server, wire, hands, rest)
        try:
            async with alongside(*([push(server)] if webhook else [])):
                for number in range(officers):
                    await stage.play(number, ahead)
            yield stage
        finally:
            wire.mend()
            await bot.kill()


async def starts(bot: Bot) -> bool:
    """Whether it comes up; where it does not, it has said why and gone."""
    try:
        await bot.start()
    except AssertionError:
        assert bot.process is not None
        assert await asyncio.wait_for(bot.process.wait(), 10) != 0
        bot.process = None
        return False
    return True


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """A disk of its own; skips where this user may mount none."""
    folder.mkdir(parents=True, exist_ok=True)
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)],
        capture_output=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip(f"no disk of its own: {made.stderr.decode(errors='replace').strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=False)


@contextmanager
def filled(folder: Path, left: int = 0) -> Iterator[Path]:
    """Inside, the disk has ``left`` bytes free."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        piece = bytes(65536)
        while piece:
            try:
                file.write(piece)
            except OSError:
                piece = piece[: len(piece) // 2]
        if left:
            file.truncate(max(0, file.tell() - left))
    try:
        yield filler
    finally:
        filler.unlink()


@contextmanager
def refusing(bot: Bot) -> Iterator[None]:
    """Inside, every write of the process to a file fails, as on a disk that has gone bad or read-only."""
    assert bot.process is not None
    pid = bot.process.pid
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)


@contextmanager
def locked(bot: Bot) -> Iterator[None]:
    """Inside, somebody else holds the database, as a backup tool or a curious administrator may."""
    with closing(sqlite3.connect(bot.data / "chamdiem.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")
