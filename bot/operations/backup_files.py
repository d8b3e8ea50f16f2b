"""A backup file: a ZIP with a manifest of everything in it, each file with its SHA-256.

Written under another name, synced, read back and compared, and only then given its own name.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.progress import Progress, unseen
from bot.storage.syncing import sync

MANIFEST = "manifest.json"
DATABASE = "chamdiem.db"
FORMAT: Literal[1] = 1
CHUNK = 1 << 20  # bytes


class ArchiveError(Exception):
    """The backup cannot be written or read; the message says why."""


class Held(BaseModel):
    """One file of a backup."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sha256: str
    size: int


class Manifest(BaseModel):
    """What a backup holds. ``head`` is the journal's code then; ``missing`` and ``damaged`` are evidence
    files that were not there, or not what their name says, when it was made.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal[1] = FORMAT
    made_at: str
    program: str
    schema_version: int
    campaign: str
    head: str
    rows: int
    settings: dict[str, Any]
    files: dict[str, Held]
    missing: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()


# --- writing -------------------------------------------------------------------------------------------


@contextmanager
def whole_or_nothing(path: Path, progress: Progress = unseen) -> Iterator[zipfile.ZipFile]:
    """A new archive that gets its name only when the block has ended well and everything is on disk."""
    partial = path.with_name(f".partial-{path.name}")
    try:
        with _fresh(partial) as raw:
            with zipfile.ZipFile(raw, "w", compresslevel=6) as archive:
                yield archive
            raw.flush()
            os.fsync(raw.fileno())
        compare(partial, progress)
        partial.rename(path)
        sync(path.parent)
    finally:
        partial.unlink(missing_ok=True)


def add(archive: zipfile.ZipFile, name: str, path: Path, *, packed: bool) -> Held:
    """Copy one file in; ``packed``: it becomes smaller by it (evidence mostly does not)."""
    info = zipfile.ZipInfo.from_file(path, name, strict_timestamps=False)
    info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with path.open("rb") as source, archive.open(info, "w", force_zip64=True) as target:
        return _copied(source, target)


def write_manifest(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """The last entry, once everything else is in."""
    text = json.dumps(manifest.model_dump(mode="json"), ensure_ascii=False, indent=1)
    archive.writestr(MANIFEST, text)


def _copied(file: IO[bytes], copy: IO[bytes] | None = None) -> Held:
    """Hash a stream to its end, perhaps copying it; a chunk at a time."""
    digest, size = hashlib.sha256(), 0
    while chunk := file.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
        if copy is not None:
            copy.write(chunk)
    return Held(sha256=digest.hexdigest(), size=size)


def _fresh(path: Path) -> IO[bytes]:
    """A new file that only this user can read."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


# --- reading -------------------------------------------------------------------------------------------


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """A backup to read; raises ArchiveError for what is no ZIP, or is cut off or damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, ValueError, NotImplementedError) as error:
        raise ArchiveError(f"{path} is damaged or no backup: {error}") from error


def manifest_of(archive: zipfile.ZipFile) -> Manifest:
    """What the archive says it holds; raises ArchiveError where it is no backup, or names odd places."""
    try:
        found: Manifest = Manifest.model_validate_json(archive.read(MANIFEST))
    except (KeyError, ValidationError) as error:
        raise ArchiveError(f"this is no backup of chamdiem that this program can read: {error}") from error
    if sorted(archive.namelist()) != sorted([*found.files, MANIFEST]):
        raise ArchiveError("the backup does not hold what its manifest names")
    for name in found.files:
        if not _harmless(name):
            raise ArchiveError(f"the backup names a place outside the data folder: {name!r}")
    return found


def _harmless(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and "\\" not in name


def compare(path: Path, progress: Progress = unseen) -> Manifest:
    """Read a backup to its end and compare it with its manifest; raises ArchiveError."""
    with opened(path) as archive:
        manifest = manifest_of(archive)
        for number, (name, held) in enumerate(manifest.files.items()):
            progress(number, len(manifest.files))
            with archive.open(name) as file:
                _expect(name, held, _copied(file))
    return manifest


def unpack(path: Path, into: Path) -> Manifest:
    """Write every file below ``into``, each compared with the manifest and synced; raises ArchiveError."""
    with opened(path) as archive:
        manifest = manifest_of(archive)
        for name, held in manifest.files.items():
            target = into / name
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with archive.open(name) as source, _fresh(target) as copy:
                _expect(name, held, _copied(source, copy))
                copy.flush()
                os.fsync(copy.fileno())
    for folder in {into, *_folders(into, manifest.files)}:
        sync(folder)
    return manifest


def _folders(into: Path, names: Iterable[str]) -> Iterator[Path]:
    for name in names:
        yield from (into / parent for parent in PurePosixPath(name).parents if parent.parts)


def _expect(name: str, wanted: Held, found: Held) -> None:
    if wanted != found:
        raise ArchiveError(f"{name} in the backup is damaged: it is not what the manifest says")
