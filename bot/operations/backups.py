"""Makes backups while the bot runs, and names those that are there.

The database is copied by SQLite's own backup, through a connection that only reads; the evidence files that
the copy names are added, and the sets and days of the data folder. Tokens never leave the machine.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from bot.operations import backup_files
from bot.operations.backup_files import DATABASE, Held, Manifest
from bot.progress import Progress, part, unseen
from bot.settings import Settings
from bot.storage.database import address
from bot.storage.evidence import EvidenceStore

_NAME = re.compile(r"chamdiem-(\d{8}T\d{6}Z)(?:-\d+)?\.zip")
_STAMP = "%Y%m%dT%H%M%SZ"
KEPT = ("pinned", "sets")
"""Folders that go along whole, beside the database and its evidence."""
DAY = timedelta(days=1)


class BackupError(Exception):
    """No backup was made, or none was put back; the message says what to do."""


class Backup(NamedTuple):
    """A backup on disk."""

    path: Path
    made_at: datetime


# --- making one ----------------------------------------------------------------------------------------


def make(
    settings: Settings, target: Path, now: datetime, *, keep: int = 0, progress: Progress = unseen
) -> tuple[Path, Manifest]:
    """Write a backup into the folder ``target``, read it back, and delete all but it and the newest others,
    ``keep`` in all (0: none is deleted). Raises BackupError, ArchiveError, OSError; what was not finished
    leaves nothing behind.
    """
    source = settings.data / DATABASE
    if not source.exists():
        raise BackupError(f"there is no database in {settings.data}")
    target.mkdir(parents=True, exist_ok=True)
    _sweep(target, now)
    path = _free(target, now)
    with tempfile.TemporaryDirectory(prefix=".chamdiem-", dir=target) as folder:
        copy = Path(folder) / DATABASE
        _copy_database(source, copy)
        written = backup_files.whole_or_nothing(path, part(progress, 1, 2))
        with written as archive, closing(sqlite3.connect(copy)) as database:
            manifest = _fill(archive, _Moment(settings, copy, database, now), part(progress, 0, 2))
    if keep:
        earlier = (each.path for each in existing(target) if each.path != path)
        for old in list(earlier)[keep - 1 :]:
            old.unlink()
    return path, manifest


def _sweep(target: Path, now: datetime) -> None:
    """Delete what a backup that was killed has left."""
    for path in (*target.glob(".chamdiem-*"), *target.glob(".partial-chamdiem-*")):
        if now.timestamp() - path.stat().st_mtime > DAY.total_seconds():
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _free(target: Path, now: datetime) -> Path:
    stem = f"chamdiem-{now.astimezone(UTC).strftime(_STAMP)}"
    names = (target / f"{stem}{f'-{n}' if n else ''}.zip" for n in range(1000))
    return next(path for path in names if not path.exists())


class _Moment(NamedTuple):
    """What goes into a backup: the copy of the database, also opened, and all that it names."""

    settings: Settings
    copy: Path
    database: sqlite3.Connection
    now: datetime


def _copy_database(source: Path, copy: Path) -> None:
    """One moment of the database, as one file, checked; raises BackupError where it is damaged."""
    try:
        with (
            closing(sqlite3.connect(address(source, "ro"), uri=True)) as live,
            closing(sqlite3.connect(copy)) as made,
        ):
            live.backup(made)
            made.execute("PRAGMA journal_mode = DELETE")
            said = made.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise BackupError(f"the database cannot be copied: {error}") from error
    if said != "ok":
        raise BackupError(f"the database is damaged ({said}): restore the last good backup")


def _fill(archive: zipfile.ZipFile, at: _Moment, progress: Progress) -> Manifest:
    settings, copy, database, now = at
    store, data = EvidenceStore(settings.data / "evidence"), settings.data
    files = {DATABASE: backup_files.add(archive, DATABASE, copy, packed=True)}
    missing, damaged, named = [], [], list(named_files(database))
    for number, (sha256, needed) in enumerate(named):
        progress(number, len(named))
        path = store.path(sha256)
        if path.exists():
            name = f"evidence/{sha256[:2]}/{sha256}"
            files[name] = backup_files.add(archive, name, path, packed=False)
            damaged += [sha256] if files[name].sha256 != sha256 else []
        elif needed:
            missing.append(sha256)
    for path in own_files(data):
        name = path.relative_to(data).as_posix()
        files[name] = backup_files.add(archive, name, path, packed=True)
    manifest = _manifest(database, now, files).model_copy(
        update={"settings": safe_settings(settings), "missing": tuple(missing), "damaged": tuple(damaged)}
    )
    backup_files.write_manifest(archive, manifest)
    return manifest


def _manifest(database: sqlite3.Connection, now: datetime, files: dict[str, Held]) -> Manifest:
    def one(sql: str) -> Any:
        return (database.execute(sql).fetchone() or ("",))[0]

    head = one("SELECT seq || '-' || substr(hash, 1, 12) FROM journal ORDER BY seq DESC LIMIT 1")
    return Manifest(
        made_at=now.isoformat(timespec="seconds"),
        program=version("chamdiem"),
        schema_version=one("PRAGMA user_version"),
        campaign=one("SELECT name FROM campaign ORDER BY position DESC LIMIT 1"),
        head=head,
        rows=one("SELECT count(*) FROM journal"),
        settings={},
        files=files,
    )


def named_files(database: sqlite3.Connection) -> Iterator[tuple[str, bool]]:
    """SHA-256 of every file that the database names, and whether the dossiers need it; the others are
    documents and files in the history of a chat.
    """
    evidence = "SELECT DISTINCT sha256 FROM evidence WHERE sha256 <> ''"
    history = (
        "SELECT json_extract(body, '$.attachment.sha256') AS named FROM outbox WHERE json_valid(body) "
        "UNION SELECT json_extract(body, '$.file.sha256') FROM inbox WHERE json_valid(body)"
    )
    needed = {row[0] for row in database.execute(evidence)}
    yield from ((sha256, True) for sha256 in sorted(needed) if _is_digest(sha256))
    for (sha256,) in database.execute(f"SELECT named FROM ({history}) WHERE named <> ''"):  # noqa: S608 - from above
        if sha256 not in needed and _is_digest(sha256):
            yield sha256, False


def _is_digest(text: object) -> bool:
    return isinstance(text, str) and bool(re.fullmatch("[0-9a-f]{64}", text))


def own_files(data: Path) -> list[Path]:
    """Sets, pinned sets and days off that the authority keeps in the data folder."""
    folders = (path for name in KEPT for path in (data / name).rglob("*"))
    return sorted(path for path in (*folders, *data.glob("*.yaml")) if path.is_file())


SECRET = "(left out)"  # noqa: S105 - stands where a secret stood


def safe_settings(settings: Settings) -> dict[str, Any]:
    """The settings without tokens and without passwords in addresses."""
    known = settings.model_dump(mode="json")
    for name, value in known.items():
        if value and ("token" in name or "secret" in name or _has_password(value)):
            known[name] = SECRET
    return known


def _has_password(value: object) -> bool:
    return isinstance(value, str) and "://" in value and bool(urlsplit(value).password)


# --- those that are there ------------------------------------------------------------------------------


def existing(target: Path) -> list[Backup]:
    """The backups in a folder, newest first."""
    found = [
        Backup(path, datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC))
        for path in (target.iterdir() if target.is_dir() else ())
        if (match := _NAME.fullmatch(path.name))
    ]
    return sorted(found, key=lambda each: (each.made_at, len(each.path.name), each.path.name), reverse=True)


def as_json(manifest: Manifest, path: Path) -> str:
    """One line about a backup."""
    body = manifest.model_dump(
        mode="json", include={"made_at", "campaign", "head", "rows", "missing", "damaged"}
    )
    return json.dumps({"file": str(path), "files": len(manifest.files), **body}, ensure_ascii=False)
