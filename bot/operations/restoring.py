"""Puts a backup back: all of it into a new or empty folder, or nothing."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from bot.operations import backup_files
from bot.operations.backup_files import DATABASE, ArchiveError, Manifest
from bot.operations.backups import BackupError
from bot.operations.verifying import Report, verify
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.syncing import sync


async def restore(path: Path, into: Path) -> tuple[Manifest, Report]:
    """Put a backup into an empty or new folder and check the record in it; raises BackupError, ArchiveError,
    OSError and then leaves nothing behind. A record that was not whole when it was backed up is put back all
    the same, and the report says so.
    """
    there = into.exists()
    if there and (not into.is_dir() or any(into.iterdir())):
        raise BackupError(f"{into} is not empty: name a new folder, nothing was changed")
    if not path.is_file():
        raise BackupError(f"there is no file {path}")
    into.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".restoring-", dir=into if there else into.parent))
    try:
        manifest = await asyncio.to_thread(backup_files.unpack, path, fresh)
        report = await _checked(fresh, manifest)
        _move(fresh, into) if there else fresh.replace(into)
        sync(into if there else into.parent)
    except BaseException:
        _remove(fresh, into if there else None)
        raise
    return manifest, report


def _move(fresh: Path, into: Path) -> None:
    """A folder that is there stays: it may be a disk's own, or in one that only root may write. The database
    comes last: without it, what is there is no data folder.
    """
    with suppress(PermissionError):  # another's folder, who lets us write: the doctor says what is open
        into.chmod(0o700)
    for each in sorted(fresh.iterdir(), key=lambda path: path.name == DATABASE):
        each.replace(into / each.name)
    fresh.rmdir()


def _remove(fresh: Path, emptied: Path | None) -> None:
    for each in (fresh, *(emptied.iterdir() if emptied else ())):
        shutil.rmtree(each, ignore_errors=True) if each.is_dir() else each.unlink(missing_ok=True)


async def _checked(folder: Path, manifest: Manifest) -> Report:
    """What the record in the folder is like; raises ArchiveError where it is not the manifest's."""
    if DATABASE not in manifest.files:
        raise ArchiveError("the backup has no database in it")
    await _brought_up_to_date(folder)
    report = await verify(Settings(data=folder), [])
    if manifest.head and report.head.code != manifest.head:
        raise ArchiveError(f"the journal ends with {report.head.code}, the manifest says {manifest.head}")
    return report


async def _brought_up_to_date(folder: Path) -> None:
    """A backup of an older version is migrated; raises DatabaseError for one of a newer program."""
    database = await Database.open(folder)
    await database.close()
