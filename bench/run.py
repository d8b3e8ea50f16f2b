"""Measures against floors, interleaved in one run, and prints ratios of medians: ``make bench``.

Each measurement is a pair: ours, and the least that anybody would have to do for the same outcome.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

from bot import demo, office
from bot.app import App, opened
from bot.players import Player
from bot.settings import Settings
from conversations.talk import Act
from criteria import loader
from criteria.schema import CriteriaSet
from scoring.facts import Claim, StageChanged, Unit, UnitsImported
from scoring.peers import score_block

ROUNDS = 7
ANSWERS = 60
PEOPLE = 50
UNITS = 3321


def main() -> None:
    criteria = loader.load("lac-dao-xa")
    rows = [
        asyncio.run(answers(criteria, people=1)),
        asyncio.run(answers(criteria, people=PEOPLE)),
        scoring(criteria),
        starting(),
    ]
    print(f"{'what':44} {'ours':>12} {'floor':>12} {'ratio':>7}  budget")
    for what, ours, floor, unit, budget in rows:
        print(f"{what:44} {ours:9.2f} {unit:2} {floor:9.2f} {unit:2} {ours / floor:6.2f}×  {budget}")
    print(f"resident memory after start: {resident()} MB (reach 80, never above 120)")


def interleaved(ours: Callable[[], float], floor: Callable[[], float]) -> tuple[float, float]:
    """Medians of both, measured in turns."""
    pairs = [(ours(), floor()) for _ in range(ROUNDS)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


async def answers(criteria: CriteriaSet, people: int) -> tuple[str, float, float, str, str]:
    """Typed answers to 3.2, each durable before the next of the same person, against durable inserts."""
    with tempfile.TemporaryDirectory() as folder:
        async with opened(Settings(data=Path(folder) / "data"), listening=False) as app:
            phones = await _phones(app, criteria, people)
            floor = _Floor(Path(folder) / "floor.db")
            pairs = []
            for _ in range(ROUNDS):
                started = time.perf_counter()
                await asyncio.gather(*(_answer(phone, ANSWERS // people or 2) for phone in phones))
                count = len(phones) * (ANSWERS // people or 2)
                pairs.append(((time.perf_counter() - started) / count, floor.write(count) / count))
            floor.close()
    ours, bare = (statistics.median(pair[i] for pair in pairs) * 1000 for i in (0, 1))
    what = "one person: typed answer, durable" if people == 1 else f"{people} people at once: answer, durable"
    return what, ours, bare, "ms", "≤ 3× (with PTB echo)" if people == 1 else "≤ 2×, reach 1×"


async def _phones(app: App, criteria: CriteriaSet, people: int) -> list[Player]:
    units = tuple(Unit(code=f"{n:04}", name=f"Xã {n}", block="Khối") for n in range(people))
    await app.decree([Act("", office.created(criteria, "Đo tốc độ", ""))])
    await app.decree([Act("", UnitsImported(units=units)), Act("", StageChanged(stage="open"))])
    phones = [await demo.joined(app, "officer", unit.code, unit.name, n) for n, unit in enumerate(units)]
    for phone in phones:
        await phone.press("go:3.2")
        await phone.say("421/512")
    return phones


async def _answer(phone: Player, count: int) -> None:
    for number in range(count):
        await phone.press("go:3.2")
        await phone.say(f"{300 + number}/512")


class _Floor:
    """One stdlib writer: WAL, synchronous=FULL, one insert of the same size in each transaction; two
    transactions an answer, because opening a question is an event too.
    """

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("CREATE TABLE answer (id INTEGER PRIMARY KEY, body TEXT NOT NULL)")

    def write(self, count: int) -> float:
        started = time.perf_counter()
        for _ in range(count * 2):
            self._db.execute("BEGIN IMMEDIATE")
            self._db.execute("INSERT INTO answer (body) VALUES (?)", ("x" * 1000,))
            self._db.execute("COMMIT")
        return time.perf_counter() - started

    def close(self) -> None:
        self._db.close()


def scoring(criteria: CriteriaSet) -> tuple[str, float, float, str, str]:
    """All units of one block with derivations, against the same divisions in bare Decimal."""
    dice = random.Random(1)
    ratios = [c for c in criteria.criteria if c.rule.kind in ("ratio", "highest")]
    claims = {
        str(n): {
            c.id: Claim(values={item.key: str(dice.randint(1, 900)) for item in c.inputs}) for c in ratios
        }
        for n in range(UNITS // 10)
    }

    def ours() -> float:
        started = time.perf_counter()
        score_block(criteria, claims)
        return time.perf_counter() - started

    def floor() -> float:
        started = time.perf_counter()
        for unit in claims.values():
            for criterion in ratios:
                top, *rest = unit[criterion.id].values.values()
                bottom = Decimal(rest[0]) if rest else Decimal(1)
                min(Decimal(top) / bottom, Decimal(1)) * 35
        return time.perf_counter() - started

    a, b = interleaved(ours, floor)
    return f"scoring {UNITS // 10} units × {len(ratios)} ratios", a * 1000, b * 1000, "ms", "≤ 4×, reach 2×"


def starting() -> tuple[str, float, float, str, str]:
    """Process start to an open port, against building an empty python-telegram-bot Application."""
    floor_code = "from telegram.ext import ApplicationBuilder; ApplicationBuilder().token('1:a').build()"

    def ours() -> float:
        with tempfile.TemporaryDirectory() as folder, _started(Path(folder)) as took:
            return float(took)

    def floor() -> float:
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", floor_code], check=True)
        return time.perf_counter() - started

    a, b = interleaved(ours, floor)
    return "start to ready", a * 1000, b * 1000, "ms", "≤ 2.5×, reach 1.5×"


@contextlib.contextmanager
def _started(folder: Path) -> Iterator[float]:
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "--data", str(folder), "run", "--port", free_port()],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        assert "ready" in process.stdout.readline()
        yield time.perf_counter() - started
    finally:
        process.terminate()
        process.wait()


def free_port() -> str:
    """A port on loopback that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def resident() -> int:
    """Resident memory of a started process, in MB."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "bot.cli", "--data", folder, "run", "--port", free_port()]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
            process.terminate()
    return next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmRSS"))


if __name__ == "__main__":
    main()
