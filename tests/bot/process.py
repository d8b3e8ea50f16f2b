"""The real bot as a process of its own, to be started, killed and started again."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.commands import office
from conversations.talk import Act
from scoring.facts import RoleName
from tests.bot.campaigns import campaign
from tests.bot.ports import free_port

ROOT = Path(__file__).resolve().parents[2]


PEOPLE: tuple[tuple[RoleName, str, str], ...] = (
    ("officer", "01", "Nguyễn Thị Hoa"),
    ("reviewer", "", "Phòng Văn hóa"),
    ("administrator", "", "Sở Nội vụ"),
)


async def make_campaign(data: Path) -> dict[RoleName, str]:
    """An open campaign in a data folder; an invitation code for each role."""
    async with campaign(data) as app:
        issued, codes = office.invited(app.settings, PEOPLE)
        await app.decree([Act("", fact) for fact in issued])
    return {item.role: item.code for item in codes}


@dataclass
class Bot:
    """``chamdiem run`` on a data folder, with more settings in its environment. ``logs``: the folder of its
    log; beside the data, and so on the same disk, where none is named.
    """

    data: Path
    environment: dict[str, str]
    logs: Path | None = None
    port: int = field(default_factory=free_port)
    process: asyncio.subprocess.Process | None = None
    module: str = "bot.cli"

    async def start(self) -> None:
        """Start it and wait until it says that it is ready."""
        self.data.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as errors:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", self.module, "--data", str(self.data), "run", "--port", str(self.port),
                cwd=ROOT, env={**os.environ, **self.environment},
                stdout=asyncio.subprocess.PIPE, stderr=errors,
            )  # fmt: skip
        assert self.process.stdout is not None
        line = await asyncio.wait_for(self.process.stdout.readline(), 20)
        assert b"ready" in line, self.log.read_text()

    async def kill(self) -> None:
        """As a power cut would: nothing is finished or written."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """Politely; the exit code."""
        return await self._end(signal.SIGTERM)

    async def _end(self, number: signal.Signals) -> int:
        if self.process is None:
            return 0
        process, self.process = self.process, None
        if process.returncode is None:
            process.send_signal(number)
        return await asyncio.wait_for(process.wait(), 10)

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """What the database says, read beside whoever writes."""
        database = sqlite3.connect(f"file:{self.data / 'chamdiem.db'}?mode=ro", uri=True)
        try:
            return database.execute(sql, values).fetchall()
        finally:
            database.close()

    @property
    def log(self) -> Path:
        """What the process wrote on stderr, over all its lives."""
        return (self.logs or self.data.parent) / "bot.log"
