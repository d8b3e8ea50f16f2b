"""The backup of every night: at 02:00 in Vietnam, in a child process of low priority."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.clock import utc_now
from bot.operations.backups import existing
from bot.settings import Settings
from criteria.vietnamese import ZONE

log = logging.getLogger(__name__)
AT = time(2, 0)
"""When it is made, Vietnam's time."""
DAY = timedelta(days=1)
LONGEST_SLEEP = 900.0  # seconds, so that a clock that was set is noticed


def next_due(last: datetime | None, now: datetime) -> datetime:
    """When the next nightly backup is due: at 02:00 in Vietnam, or now where the last one was missed."""
    if last is None or now - last > DAY + timedelta(hours=1):
        return now
    zone = ZoneInfo(ZONE)
    local = last.astimezone(zone)
    due = datetime.combine(local.date(), AT, zone)
    return (due if due > local else due + DAY).astimezone(UTC)


def last_made(times: Iterable[datetime], now: datetime) -> datetime | None:
    """The latest of them; what a clock that was wrong made in the future does not count."""
    return max((at for at in times if at <= now), default=None)


async def nightly(settings: Settings) -> None:
    """Make the backups of ``CHAMDIEM_BACKUP_DIR`` until cancelled, each in a child process of low priority.
    One that fails is logged and tried again after an hour.
    """
    failed: datetime | None = None
    target = Path(settings.backup_dir)
    while settings.backup_dir:
        now = utc_now()
        due = await _due(target, now)
        if failed is not None:
            due = max(due, failed + timedelta(hours=1))
        if due > now:
            await asyncio.sleep(min((due - now).total_seconds(), LONGEST_SLEEP))
        elif error := await _in_child(settings, target):
            log.error("the nightly backup failed: %s", error)
            failed = now
        else:
            log.info("the nightly backup is made")
            failed = None


async def _due(target: Path, now: datetime) -> datetime:
    """When the next one is due; now where the folder cannot be read, so that trying says why."""
    try:
        found = await asyncio.to_thread(existing, target)
    except OSError:
        return now
    return next_due(last_made((each.made_at for each in found), now), now)


async def _in_child(settings: Settings, target: Path) -> str:
    """Run ``chamdiem backup``; what it said where it failed, else an empty text."""
    try:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", "bot.cli", "--data", str(settings.data), "backup", str(target),
            "--keep", str(settings.backup_keep), "--nice", "10",
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
    except OSError as error:
        return f"it cannot be begun: {error.strerror}"
    try:
        _, errors = await process.communicate()
    except asyncio.CancelledError:
        process.terminate()
        await process.wait()
        raise
    if process.returncode == 0:
        return ""
    return errors.decode("utf-8", "replace").strip()[-500:] or f"exit code {process.returncode}"
