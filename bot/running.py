"""Runs the bot until it is told to stop."""

from __future__ import annotations

import asyncio
import gc
import signal

from bot import control
from bot.app import App, opened
from bot.channels.web import WebChannel
from bot.logs import log_to_stderr
from bot.settings import Settings


def stop_signal() -> asyncio.Event:
    """An event that SIGINT and SIGTERM set."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    return stop


async def ready(app: App) -> str:
    """Wait until the web chat can be reached; its address."""
    web = app.channels["web"]
    assert isinstance(web, WebChannel)  # noqa: S101 - the app always has one
    await web.ready()
    return f"{control.base(app.settings.host, app.settings.port)}/"


def keep_loaded() -> None:
    """What has been loaded stays as long as the process does: the garbage collector need not look at it, for
    which everybody would wait.
    """
    gc.freeze()
    gc.enable()


async def run_bot(settings: Settings) -> None:
    """Run until SIGINT or SIGTERM."""
    log_to_stderr(settings)
    stop = stop_signal()
    async with opened(settings) as app:
        print(f"chamdiem is ready: {await ready(app)}", flush=True)  # noqa: T201 - for whoever started it
        if not app.book.campaign.id:
            print("no campaign yet: chamdiem campaign create --help", flush=True)  # noqa: T201 - see above
        keep_loaded()
        await stop.wait()
        print("stopping", flush=True)  # noqa: T201 - see above
