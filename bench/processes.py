"""A started process: how long until it is ready, and how much memory it has then."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.measuring import Row, interleaved


def starting() -> Row:
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
    return Row("start to ready", a * 1000, b * 1000, "ms", "≤ 2.5×, reach 1.5×")


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


def resident() -> Row:
    """Resident memory of a started process."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "bot.cli", "--data", folder, "run", "--port", free_port()]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
            process.terminate()
    used = next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))
    return Row("resident memory after start", used, 0, "MB", "≤ 120 MB, reach 80 MB")
