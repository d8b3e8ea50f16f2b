"""Recompute and ranking from the database, the workbook, and the memory of both for ten times the units."""

from __future__ import annotations

import asyncio
import io
import json
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Border, Font, Side

from bench.answers import phones
from bench.measuring import Row, interleaved, peak_of
from bot.app import opened
from bot.papers import exporting
from bot.settings import Settings
from bot.tryout import demo
from bot.tryout.phones import Player
from bot.tryout.players import Officer
from criteria import loader
from criteria.schema import Choice, CriteriaSet, Criterion, Highest, Ratio, Tiers
from exports.ranked import RankingReport
from exports.xlsx import write_ranking

FILLED, UNITS, MANY = 12, 3321, 33_210
SET = "lac-dao-xa"


async def campaign(folder: Path, units: int) -> Settings:
    """A campaign in which a few units were filled in through the talk; all others are copies of theirs."""
    settings, criteria = Settings(data=folder), loader.load(SET)
    async with opened(settings, listening=False) as app:
        people = await phones(app, criteria, FILLED, units=units)
        for number, phone in enumerate(people):
            officer = Officer(phone, criteria, f"Xã {number}", 0.5 + number / 2 / FILLED)
            await officer.fill(evidence=False)
            await officer.submit()
    _copy(folder / "chamdiem.db", units)
    return settings


def _copy(path: Path, units: int) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TEMP TABLE twin (own TEXT, code TEXT)")
        twins = [(f"{n % FILLED:05}", f"{n:05}") for n in range(FILLED, units)]
        database.executemany("INSERT INTO twin VALUES (?, ?)", twins)
        for table in ("submission", "answer", "explanation"):
            names = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
            taken = ", ".join("twin.code" if name == "unit" else f"{table}.{name}" for name in names)
            database.execute(
                f"INSERT INTO {table} SELECT {taken} FROM {table} JOIN twin ON {table}.unit = twin.own"  # noqa: S608 - names from the schema
            )


def recomputing(settings: Settings) -> Row:
    """Every dossier read and scored anew, all compared and ranked."""
    criteria = loader.load(SET)

    def ours() -> float:
        started = time.perf_counter()
        assert asyncio.run(_ranked(settings)) == UNITS
        return time.perf_counter() - started

    def floor() -> float:
        started = time.perf_counter()
        assert len(_bare_ranking(settings.data / "chamdiem.db", criteria)) == UNITS
        return time.perf_counter() - started

    a, b = interleaved(ours, floor, 3)
    return Row(f"recompute and rank {UNITS} units from the database", a, b, "s", "≤ 4×, reach 2×")


async def _ranked(settings: Settings) -> int:
    async with exporting.ranking(settings) as report:
        return sum(len(block.units) for block in report.blocks)


def _bare_ranking(path: Path, criteria: CriteriaSet) -> list[tuple[Decimal, str]]:
    """One stream over all current answers, the same arithmetic in ``Decimal``, then sorted."""
    totals: dict[str, Decimal] = {}
    relative: dict[str, dict[str, Decimal]] = {}
    rules = {c.id: _bare(c) for c in criteria.criteria}
    sql = "SELECT unit, item, claim FROM answer WHERE current = 1 ORDER BY unit"
    with closing(sqlite3.connect(path)) as database:
        for unit, item, claim in database.execute(sql):
            if item in rules:
                value = rules[item](json.loads(claim))
                if criteria.by_id[item].relative:
                    relative.setdefault(item, {})[unit] = value
                else:
                    totals[unit] = totals.get(unit, Decimal(0)) + value
    for item, values in relative.items():
        most, best = Decimal(int(criteria.by_id[item].max)), max(values.values()) or Decimal(1)
        for unit, value in values.items():
            totals[unit] += value / best * most
    return sorted(((total, unit) for unit, total in totals.items()), reverse=True)


def _bare(criterion: Criterion) -> Callable[[dict[str, dict[str, str]]], Decimal]:
    rule, most = criterion.rule, Decimal(int(criterion.max))
    keys = [item.key for item in criterion.inputs]

    def ratio(claim: dict[str, dict[str, str]]) -> Decimal:
        figures = [Decimal(claim["values"][key].rstrip("%").split("/")[0]) for key in keys]
        value = figures[0] / figures[1] if len(figures) > 1 and figures[1] else figures[0]
        return value if isinstance(rule, Highest) else min(value, Decimal(1)) * most

    def choice(claim: dict[str, dict[str, str]]) -> Decimal:
        return most if claim.get("chosen") else Decimal(0)

    return choice if isinstance(rule, Choice | Tiers) or not isinstance(rule, Ratio | Highest) else ratio


async def workbook(settings: Settings) -> Row:
    """The ranking workbook from its report, against the same cells through write-only openpyxl and lxml."""
    async with exporting.ranking(settings) as report:
        write_ranking(report, file := io.BytesIO())
        book = openpyxl.load_workbook(file, read_only=True)
        sheets: list[list[list[Any]]] = [
            [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets
        ]
        a, b = interleaved(lambda: _ours(report), lambda: _floor(sheets), 3)
    cells = sum(len(row) for sheet in sheets for row in sheet)
    return Row(f"ranking workbook, {UNITS} units, {cells:,} cells", a, b, "s", "≤ 1.6×, reach 1.2×")


def _ours(report: RankingReport) -> float:
    started = time.perf_counter()
    write_ranking(report, io.BytesIO())
    return time.perf_counter() - started


def _floor(sheets: list[list[list[Any]]]) -> float:
    started = time.perf_counter()
    book = openpyxl.Workbook(write_only=True)
    font, side = Font(name="Times New Roman", size=13), Side(style="thin")
    border = Border(left=side, right=side, top=side, bottom=side)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            cells = []
            for value in row:
                cell = WriteOnlyCell(sheet, value)
                cell.font, cell.border = font, border
                cells.append(cell)
            sheet.append(cells)
    book.save(io.BytesIO())
    return time.perf_counter() - started


def memory(few: Settings, many: Settings) -> Row:
    """Peak memory of the process that recomputes and writes the workbook: what ten times the units add."""
    small, large = (_peak(settings) for settings in (few, many))
    return Row(f"peak memory of the export, {MANY} units (floor: {UNITS})", large, small, "MB", "≤ +60 MB")


def _peak(settings: Settings) -> float:
    out = settings.data / "ranking.xlsx"
    return peak_of("--data", str(settings.data), "export", "ranking", "--out", str(out))


async def beside(settings: Settings) -> Row:
    """Answers' 99th percentile while the workbook is written by a child process, against idle."""
    async with opened(settings, listening=False) as app:
        phone = await demo.joined(app, ("officer", "00000", "Người thứ hai"), 99_999)
        idle = await _p99(phone, 4.0)
        command = [sys.executable, "-m", "bot.cli", "--data", str(settings.data), "export", "ranking"]
        child = await asyncio.create_subprocess_exec(
            *command, "--nice", "10", "--out", str(settings.data / "beside.xlsx"),
            stdout=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        busy = await _p99(phone, 4.0)
        child.kill()
        await child.wait()
    return Row("answer p99 while an export runs (floor: idle)", busy, idle, "ms", "≤ 5×, reach 1.5×")


async def _p99(phone: Player, seconds: float) -> float:
    took: list[float] = []
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        started = time.perf_counter()
        await phone.press("go:3.2")
        took.append(time.perf_counter() - started)
        await asyncio.sleep(0.002)
    return statistics.quantiles(took, n=100)[98] * 1000
