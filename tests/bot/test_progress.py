"""How far long work is, on a terminal and for a process that waits; Ctrl+C leaves no half file."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.commands import progress as module
from bot.progress import part, read_line


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("year")
    done = CliRunner().invoke(main, ["rehearse", "--units", "3", "--out", str(out)])
    assert done.exit_code == 0, done.output
    return out / "data"


def commands(folder: Path) -> list[list[str]]:
    """Everything that may take long."""
    return [
        ["export", "ranking", str(folder / "r.xlsx")], ["export", "form", "--all", str(folder / "forms")],
        ["export", "page", str(folder / "p.html")], ["export", "csv", str(folder / "csv")],
        ["export", "json", str(folder / "j.json")], ["export", "package", str(folder / "p.zip")],
        ["export", "evidence", str(folder / "e.zip")], ["recompute", str(folder / "p.zip")],
        ["verify"], ["backup", str(folder / "backups")],
    ]  # fmt: skip


def test_every_long_command_says_how_far_it_is_to_who_asks(
    year: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "OFTEN", 0)
    for command in commands(tmp_path):
        done = CliRunner().invoke(main, ["--data", str(year), "--progress", "lines", *command])
        assert done.exit_code == 0, (command, done.output)
        found = [read_line(line.encode()) for line in done.stdout.splitlines()]
        steps = [line for line in found if line]
        assert steps, command
        assert steps == sorted(steps), command
        assert all(0 <= now <= total for now, total in steps), command
        quiet = CliRunner().invoke(main, ["--data", str(year), *command])
        assert "progress" not in quiet.output, command


def test_work_of_more_than_a_second_has_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    @click.pass_context
    def work(ctx: click.Context) -> None:
        ctx.obj = {}
        with module.progress(ctx, "work") as told:
            for done in range(5):
                told(done, 5)
        click.echo("written")

    monkeypatch.setattr(module, "UNSEEN", 0.0)
    assert _on_a_terminal(work).count("100%") == 1
    monkeypatch.setattr(module, "UNSEEN", 60.0)
    assert "%" not in _on_a_terminal(work)


def _on_a_terminal(command: click.Command) -> str:
    """What a terminal shows of it."""
    parent, child = pty.openpty()
    before = sys.stderr, sys.stdout
    with os.fdopen(child, "w", encoding="utf-8") as terminal:
        sys.stderr = sys.stdout = terminal
        try:
            command.main([], standalone_mode=False)
        finally:
            sys.stderr, sys.stdout = before
    shown = b""
    with suppress(OSError):  # how a terminal ends whose other side is closed
        while piece := os.read(parent, 100_000):
            shown += piece
    os.close(parent)
    return shown.decode()


@pytest.mark.parametrize("place", range(3))
def test_an_interrupt_leaves_no_half_file(year: Path, tmp_path: Path, place: int) -> None:
    (tmp_path / "p.zip").write_bytes(b"of before")
    command = ["export", "package", str(tmp_path / "p.zip")]
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "--data", str(year), "--progress", "lines", *command],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(place * 0.004)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert [path.name for path in tmp_path.iterdir()] == ["p.zip"]
    content = (tmp_path / "p.zip").read_bytes()
    assert content[:2] == b"PK" if process.returncode == 0 else content == b"of before"
    assert b"Traceback" not in errors


def test_parts_of_the_work_follow_each_other() -> None:
    told: list[tuple[int, int]] = []
    for number in range(2):
        for done in (0, 1, 2, 3):
            part(lambda now, total: told.append((now, total)), number, 2)(done, 2)
    assert told == [(n, 2000) for n in (0, 500, 1000, 1000, 1000, 1500, 2000, 2000)]


@pytest.mark.parametrize("line", [b"", b"progress", b"progress 1/x\n", b"written: x\n", b"progress 1/2 3\n"])
def test_other_lines_say_nothing_of_it(line: bytes) -> None:
    assert read_line(line) is None
    assert read_line(b"progress 40/3321\n") == (40, 3321)
