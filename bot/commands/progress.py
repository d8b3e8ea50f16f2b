"""Shows how far long work is: a bar on a terminal, lines for a process that waits, nothing elsewhere.

Work that is asked to stop (Ctrl+C) does so when it next says how far it is, or waits for something.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any, Final

import click

from bot.progress import LINES, Progress, line, unseen

UNSEEN: Final = 1.0  # seconds that work may take without anybody being told
OFTEN: Final = 0.2  # seconds between two lines


@contextmanager
def progress(ctx: click.Context, label: str) -> Iterator[Progress]:
    """Tells how far the command's work is, in the way that whoever started it wants."""
    how = ctx.find_root().obj.get("progress")
    with ExitStack() as stack:
        if how == LINES:
            yield _stoppable(_lines())
        elif sys.stderr.isatty():
            bar = _bar(label, stack)
            yield _stoppable(bar)
            bar(1, 1)
        else:
            yield _stoppable(unseen)


def _stoppable(progress: Progress) -> Progress:
    def told(done: int, total: int) -> None:
        _stop_where_wanted()
        progress(done, total)

    return told


def _lines() -> Progress:
    last = 0.0

    def told(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= OFTEN:
            last = now
            click.echo(line(done, total))

    return told


def _bar(label: str, stack: ExitStack) -> Progress:
    begun = time.monotonic()
    bar: Any = None

    def told(done: int, total: int) -> None:
        nonlocal bar
        if bar is None and done < total and time.monotonic() - begun >= UNSEEN:
            bar = stack.enter_context(_shown(label, total))
        if bar:
            bar.length = total
            bar.update(done - bar.pos)

    return told


def _shown(label: str, total: int) -> Any:
    return click.progressbar(length=total, label=label, file=sys.stderr, width=0)


def _stop_where_wanted() -> None:
    """Raises CancelledError once Ctrl+C was pressed: asyncio itself lets work go on until it waits."""
    with suppress(RuntimeError):  # there is no loop, and Ctrl+C has ended the work already
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise asyncio.CancelledError
