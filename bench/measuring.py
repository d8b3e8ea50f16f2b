"""What every measurement gives, and how two things are measured in turns."""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROUNDS = 7


class Row(NamedTuple):
    """One line of the table; both sides in the same unit."""

    what: str
    ours: float
    floor: float
    unit: str
    budget: str


def interleaved(
    ours: Callable[[], float], floor: Callable[[], float], rounds: int = ROUNDS
) -> tuple[float, float]:
    """Medians of both, measured in turns."""
    pairs = [(ours(), floor()) for _ in range(rounds)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def peak_memory(process: int) -> float:
    """The most memory that a running process has had resident, in MB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def peak_of(*arguments: str) -> float:
    """The most memory that ``chamdiem`` has resident while it carries the command out, in MB."""
    code = (
        "import os, sys; from bench.measuring import peak_memory; from bot.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "finally: print(peak_memory(os.getpid()), file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stderr.strip().splitlines()[-1])


def table(rows: list[Row]) -> str:
    """The rows as text."""
    lines = [f"{'what':52} {'ours':>12} {'floor':>12} {'ratio':>7}  budget"]
    for what, ours, floor, unit, budget in rows:
        ratio = f"{ours / floor:6.2f}×" if floor else f"{'':7}"
        side = f"{floor:9.2f} {unit:2}" if floor else f"{'':12}"
        lines.append(f"{what:52} {ours:9.2f} {unit:2} {side} {ratio}  {budget}")
    return "\n".join(lines)
