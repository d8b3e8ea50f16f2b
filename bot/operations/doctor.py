"""``chamdiem doctor``: each check says OK, WARN or FAIL, and how to mend it.

A check reads and changes nothing; one that cannot be made says so and stops none of the others.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import Awaitable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import control
from bot.clock import utc_now
from bot.operations import backups, doctor_antivirus, doctor_telegram
from bot.operations.diagnosis import Case, Finding, OfMachine, Said, fail, ok, warn
from bot.operations.doctor_record import OF_RECORD
from bot.settings import Settings
from bot.storage import campaigns
from bot.storage.database import Database, DatabaseError
from criteria.files import CriteriaError
from criteria.vietnamese import ZONE, date, moment
from criteria.workdays import load_calendar, local_day

LITTLE, TOO_LITTLE = 2_000_000_000, 200_000_000  # bytes of free disk
LOOPBACK = ("127.0.0.1", "::1", "localhost")
OLD_BACKUP = 26  # hours


async def examine(settings: Settings, *, online: bool = True) -> list[Finding]:
    """All checks in order."""
    now = utc_now()
    found = [await _made(name, check(settings, now)) for name, check in OF_MACHINE.items()]
    if online:
        found.append(await _made("telegram", doctor_telegram.telegram(settings, now)))
    return [*found, *await _of_record(settings, now)]


async def _made(name: str, asked: Awaitable[Said]) -> Finding:
    try:
        said = await asked
    except CriteriaError as error:
        said = fail(f"{error}; mend that line, or take the file from a backup")
    except Exception as error:  # noqa: BLE001 - a check that breaks is a finding, not the end
        said = fail(f"could not be checked: {type(error).__name__}: {error}")
    return Finding(check=name, state=said.state, said=said.text)


async def _of_record(settings: Settings, now: datetime) -> list[Finding]:
    if not (settings.data / "chamdiem.db").exists():
        text = "there is none yet: chamdiem campaign create"
        return [Finding(check="database", state="WARN", said=text)]
    try:
        async with Database.reading(settings.data) as database:
            return await _of_campaign(settings, now, database)
    except DatabaseError as error:
        return [Finding(check="database", state="FAIL", said=f"cannot be opened: {error}")]
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is to be said
        mend = "give the folder to the user that runs the bot, or restore the last good backup"
        return [Finding(check="database", state="FAIL", said=f"cannot be opened: {error}; {mend}")]


async def _of_campaign(settings: Settings, now: datetime, database: Database) -> list[Finding]:
    try:
        case = Case(settings, now, database, await campaigns.newest(database))
        return [await _made(name, check(case)) for name, check in OF_RECORD.items()]
    except Exception as error:  # noqa: BLE001 - see above
        said = f"the campaign cannot be read: {error}; restore a backup"
        return [Finding(check="database", state="FAIL", said=said)]


# --- the machine ---------------------------------------------------------------------------------------


async def _folder(settings: Settings, _now: datetime) -> Said:
    data = settings.data
    if not data.is_dir():
        return warn(f"{data} does not exist yet; the first command that writes makes it")
    try:
        with tempfile.TemporaryFile(dir=data):
            pass
    except OSError as error:
        return fail(f"{data} cannot be written: {error.strerror}; give it to the user that runs the bot")
    if os.name == "posix" and data.stat().st_mode & 0o077:
        return warn(f"others on this machine can look into {data}: chmod 700 {data}")
    return ok(f"{data} can be written, and by this user only")


async def _disk(settings: Settings, _now: datetime) -> Said:
    at = settings.data if settings.data.exists() else Path()
    free = shutil.disk_usage(at).free
    said = f"{free / 1e9:.1f} GB free"
    if free < TOO_LITTLE:
        return fail(f"only {said}: new answers and files will soon be refused; make room")
    return warn(f"only {said}: make room") if free < LITTLE else ok(said)


async def _clock(_settings: Settings, now: datetime) -> Said:
    zone = ZoneInfo(ZONE)
    said = f"{moment(now)} in Vietnam; this machine's zone is UTC{now.astimezone():%z}, which changes nothing"
    if now.year < 2026:
        return fail(f"it is {date(now.astimezone(zone).date())}? Set the clock (timedatectl set-ntp true)")
    return ok(said)


async def _calendar(settings: Settings, now: datetime) -> Said:
    calendar, year = load_calendar(settings.data), local_day(now).year
    unknown = [each for each in (year, year + 1) if calendar.provisional(each)]
    if not unknown:
        return ok(f"the days off of {year} and {year + 1} are announced")
    years = " and ".join(map(str, unknown))
    return warn(
        f"the days off of {years} are provisional: once the Government has announced them, install the newer "
        f"program or write them into {settings.data / 'holidays.yaml'}"
    )


async def _backup(settings: Settings, now: datetime) -> Said:
    if not settings.backup_dir:
        return warn("there is no nightly backup: set CHAMDIEM_BACKUP_DIR to a folder on another disk")
    if not _may_write(Path(settings.backup_dir)):
        return fail(f"{settings.backup_dir} cannot be written: give it to the user that runs the bot")
    found = backups.existing(Path(settings.backup_dir))
    if not found:
        return warn(f"there is none in {settings.backup_dir} yet: chamdiem backup {settings.backup_dir}")
    hours = (now - found[0].made_at).total_seconds() / 3600
    said = f"{found[0].path.name} is {hours:.0f} hours old, {len(found)} are kept"
    return ok(said) if hours < OLD_BACKUP else warn(f"{said}: is the bot running, is the disk full?")


def _may_write(folder: Path) -> bool:
    """Whether the folder can be written, or made where it is not there yet."""
    there = next((path for path in (folder, *folder.parents) if os.access(path, os.F_OK)), folder)
    return there.is_dir() and os.access(there, os.R_OK | os.W_OK | os.X_OK)


async def _exposure(settings: Settings, _now: datetime) -> Said:
    if settings.host in LOOPBACK:
        others = f"; others reach HTTPS on port {settings.tls_port}" if settings.tls_port else ""
        return ok(f"listens on {settings.host}:{settings.port}, on this machine only{others}")
    if settings.public_url.startswith("https://"):
        return ok(f"listens on {settings.host}:{settings.port}, reached as {settings.public_url}")
    return warn(
        f"listens on {settings.host}:{settings.port} without HTTPS: put a reverse proxy before it and set "
        "CHAMDIEM_PUBLIC_URL (docs/operations.md)"
    )


async def _process(settings: Settings, _now: datetime) -> Said:
    address = control.address(settings.data)
    if address is None:
        return warn("the bot is not running: chamdiem run, or systemctl start chamdiem")
    try:
        state, body = await asyncio.to_thread(control.look, address, "/ready")
    except OSError as error:
        return fail(f"a bot was started here, but does not answer on {address}: {error}; restart it")
    return ok(f"the bot answers on {address}") if state == 200 else fail(f"the bot is not ready: {body}")


OF_MACHINE: dict[str, OfMachine] = {
    "folder": _folder,
    "disk": _disk,
    "clock": _clock,
    "calendar": _calendar,
    "backup": _backup,
    "address": _exposure,
    "process": _process,
    "antivirus": doctor_antivirus.daemon,
}
