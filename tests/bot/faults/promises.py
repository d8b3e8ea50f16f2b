"""What must hold after every fault: what was acknowledged is there once, in order, and everything adds up."""

from __future__ import annotations

import asyncio
import hashlib
import json
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.app import App
from bot.commands import office
from bot.settings import Settings
from conversations.talk import Act
from criteria import loader
from scoring.facts import StageChanged, Unit, UnitsImported
from tests.bot.faults.hands import CleanHand
from tests.bot.faults.scripts import script
from tests.bot.phone import TOKEN, Exchange
from tests.bot.process import ROOT, Bot
from tests.bot.waiting import until

Fact = tuple[str, str, str]
"""Kind, item, and what was claimed or attached: everything that is the person's own."""
TRACES = ("Traceback", 'File "', "sqlite3", "OperationalError", "Errno")


@dataclass(frozen=True)
class Kept:
    """What stands on record of one unit: facts of its people in order, and its score."""

    facts: tuple[Fact, ...]
    claimed: str
    standing: str


@dataclass
class Counts:
    """How often each thing happened; rounds of a soak are added up."""

    seen: dict[str, int] = field(default_factory=dict)

    def add(self, **more: int) -> None:
        for name, count in more.items():
            self.seen[name] = self.seen.get(name, 0) + count

    def __str__(self) -> str:
        return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in self.seen.items())


async def opened_campaign(app: App, units: int) -> list[str]:
    """A campaign with so many units, each with an invited officer; the codes of the invitations."""
    if not app.book.campaign.id:
        created = office.created(loader.load("lac-dao-xa"), "Chuyển đổi số 2026", "2026-12-15")
        listed = tuple(Unit(code=unit(n), name=f"Xã số {n}", block="Xã") for n in range(units))
        await app.decree([Act("", created)])
        await app.decree([Act("", UnitsImported(units=listed)), Act("", StageChanged(stage="open"))])
    people = [("officer", unit(n), f"Cán bộ {n}") for n in range(units)]
    issued, invited = office.invited(app.settings, people)  # type: ignore[arg-type]
    await app.decree([Act("", fact) for fact in issued])
    return [each.code for each in invited]


def unit(number: int) -> str:
    """The code of a unit."""
    return f"{number:03}"


async def prepared(data: Path, units: int) -> list[str]:
    """A data folder with an open campaign, not running; the codes."""
    from bot.app import opened

    async with opened(Settings(data=data), listening=False) as app:
        return await opened_campaign(app, units)


async def clean(data: Path, units: int) -> dict[str, Kept]:
    """The same scripts where nothing goes wrong."""
    from bot.app import opened

    async with opened(Settings(data=data), listening=False) as app:
        codes = await opened_campaign(app, units)
        for number, code in enumerate(codes):
            hand = CleanHand.of(app, f"web:clean{number}")
            for step in script(number, code):
                await hand.do(step)
    return kept(data)


def kept(data: Path) -> dict[str, Kept]:
    """What stands on record, by unit."""
    facts: dict[str, list[Fact]] = {}
    with closing(sqlite3.connect(f"file:{data / 'chamdiem.db'}?mode=ro", uri=True)) as database:
        rows = database.execute("SELECT subject, kind, body FROM journal WHERE subject <> '' ORDER BY seq")
        for subject, kind, body in rows:
            facts.setdefault(subject, []).append(_own(kind, json.loads(body)))
        scores = database.execute("SELECT unit, claimed, standing FROM submission").fetchall()
    return {
        code: Kept(tuple(facts.get(code, ())), claimed, _points(standing))
        for code, claimed, standing in scores
    }


def _own(kind: str, body: dict[str, Any]) -> Fact:
    evidence = body.get("evidence") or {}
    said = evidence.get("sha256") or evidence.get("url") or json.dumps(body.get("claim"), sort_keys=True)
    return kind, str(body.get("item", "")), str(said)


def _points(standing: str) -> str:
    """Without the time of the submission."""
    counts, *rest = json.loads(standing)
    return json.dumps([counts[:-1], *rest])


async def settled(bot: Bot, server: Exchange | None = None, seconds: float = 60.0) -> None:
    """Wait until nothing waits: neither at Telegram, nor in the inbox, nor in the outbox."""
    if server is not None:
        await until(lambda: not server.waiting(), seconds)
    await until(lambda: not bot.rows("SELECT 1 FROM inbox WHERE state NOT IN ('done', 'failed')"), seconds)
    await until(lambda: not bot.rows("SELECT 1 FROM outbox WHERE state = 'waiting'"), seconds)


async def whole(bot: Bot, server: Exchange | None = None, unreached: int = 0) -> None:
    """Nothing was set aside but messages to people who have blocked the bot (``unreached``), every file has
    its bytes, and ``chamdiem verify`` says that the record is whole; no trace of a failure was shown to
    anybody, and the log has no token. Stops the bot.
    """
    await settled(bot, server)
    assert bot.rows("SELECT id FROM inbox WHERE state = 'failed'") == []
    assert bot.rows("SELECT count(*) FROM outbox WHERE state = 'failed'") == [(unreached,)]
    _files_whole(bot)
    said = [text for (text,) in bot.rows("SELECT body FROM outbox")]
    said += [
        shown.text for screen in (server.screens.values() if server else ()) for shown in screen.values()
    ]
    assert not [text for text in said if any(trace in text for trace in TRACES)]
    assert TOKEN not in bot.log.read_text()
    assert await bot.stop() == 0
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.cli", "--data", str(bot.data), "verify",
        cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    told, _ = await process.communicate()
    assert process.returncode == 0, told.decode()


def _files_whole(bot: Bot) -> None:
    for (sha256,) in bot.rows("SELECT DISTINCT sha256 FROM evidence WHERE sha256 <> ''"):
        content = (bot.data / "evidence" / sha256[:2] / sha256).read_bytes()
        assert hashlib.sha256(content).hexdigest() == sha256


def same(found: Mapping[str, Kept], expected: Mapping[str, Kept]) -> None:
    """Every unit's facts once and in order, and the same score as where nothing went wrong."""
    assert set(found) == set(expected)
    for code, known in expected.items():
        assert found[code] == known, code
