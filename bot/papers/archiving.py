"""Writes the evidence archive in parts of bounded size: streamed from disk, read again, only then named."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import zipfile
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from bot.clock import utc_now
from bot.papers.record_reading import Reading, reading
from bot.papers.whole_files import whole
from bot.settings import Settings
from bot.storage import journal
from bot.storage.evidence import EvidenceStore
from exports import archive
from exports.archive import CHANGED, CONTENTS, MISSING, MOST_LINES, About, Filing, Line

PIECE = 1 << 20  # bytes in memory
Progress = Callable[[int], None]


class ArchiveError(Exception):
    """The archive cannot be written; the message says what to do."""


@dataclass(slots=True)
class Archived:
    """What was done. ``kept``: parts that were finished before; ``troubles``: files that are not as sent."""

    parts: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    left_over: list[Path] = field(default_factory=list)
    files: int = 0
    troubles: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Of which unit (empty: of all), into which file, in parts of about how many bytes."""

    path: Path
    unit: str
    part_bytes: int


async def total_bytes(settings: Settings, unit: str) -> int:
    """Bytes of all files that would go in; raises DatabaseError for an unknown unit."""
    async with reading(settings) as at:
        sql = (
            "SELECT coalesce(sum(json_extract(body, '$.size')), 0) FROM evidence "
            "WHERE round_id = $1 AND current = 1 AND sha256 <> '' AND ($2 = '' OR unit = $2)"
        )
        rows = await at.database.read(sql, at.ground.campaign.round_id, at.unit(unit) if unit else "")
        return int(rows[0][0])


async def write_archive(settings: Settings, wanted: Wanted, progress: Progress) -> Archived:
    """Write all parts that are not there yet; raises ArchiveError, DatabaseError, OSError."""
    done, store = Archived(), EvidenceStore(settings.data / "evidence")
    async with reading(settings, held=False) as at:
        head = (await journal.head(at.database)).code
        async for lines in _parts(at, wanted):
            number = len(done.parts) + 1
            path = part_path(wanted.path, number)
            about = About(at.ground.campaign.round_name, number, archive.plan_digest(lines), utc_now(), head)
            done.parts.append(path)
            done.files += sum(bool(line.path) for line in lines)
            if _finished(path, about.plan):
                done.kept.append(path)
                progress(sum(line.size for line in lines if line.path))
            else:
                done.troubles += await _write_part(path, (about, lines), store, progress)
    done.left_over = _left_over(wanted.path, len(done.parts))
    return done


def part_path(path: Path, number: int) -> Path:
    """``minh-chung.zip``, then ``minh-chung-2.zip``, ``minh-chung-3.zip`` and so on."""
    return path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")


def _left_over(path: Path, count: int) -> list[Path]:
    """Parts of an earlier archive that had more of them."""
    found: list[Path] = []
    while (beyond := part_path(path, count + len(found) + 1)).exists() and _contents(beyond):
        found.append(beyond)
    return found


# what goes in ---------------------------------------------------------------------------------------------


async def _parts(at: Reading, wanted: Wanted) -> AsyncIterator[list[Line]]:
    """Lines of one part after the other; there is always a first one."""
    lines: list[Line] = []
    weight, first = 0, True
    async for line in _lines(at, wanted.unit):
        if lines and (weight + line.weight > wanted.part_bytes or len(lines) == MOST_LINES):
            yield lines
            lines, weight, first = [], 0, False
        lines.append(line)
        weight += line.weight
    if lines or first:
        yield lines


async def _lines(at: Reading, only: str) -> AsyncIterator[Line]:
    filing, campaign = Filing(at.ground.criteria), at.ground.campaign
    for unit in campaign.units.values() if not only else (campaign.units[at.unit(only)],):
        lines = [line async for line in _of_unit(at, unit.code, unit.name)]
        for line in filing.unit(unit, lines):
            yield line


async def _of_unit(at: Reading, unit: str, name: str) -> AsyncIterator[Line]:
    key = at.ground.campaign.round_id
    sql = (
        "SELECT item, body, person_id, at FROM evidence "
        "WHERE round_id = $1 AND unit = $2 AND current = 1 ORDER BY item, position"
    )
    for item, body, person, when in await at.database.read(sql, key, unit):
        piece = json.loads(body)
        yield Line(
            unit, name, item, "", piece["kind"], piece["name"], sha256=piece["sha256"], mime=piece["mime"],
            size=piece["size"], url=piece["url"], caption=piece["caption"],
            person=at.name(person) or person, at=when,
        )  # fmt: skip
    sql = "SELECT item, text FROM explanation WHERE round_id = $1 AND unit = $2 ORDER BY item"
    for item, text in await at.database.read(sql, key, unit):
        yield Line(unit, name, item, "", "explanation", "", caption=text)


# one part -------------------------------------------------------------------------------------------------


async def _write_part(
    path: Path, content: tuple[About, Sequence[Line]], store: EvidenceStore, progress: Progress
) -> list[str]:
    """Write it, read it again, give it its name; what is wrong with the files in it."""
    about, lines = content
    troubles: dict[str, str] = {}
    seals: dict[str, str] = {}
    with whole(path) as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as packed:
            for line in (line for line in lines if line.path):
                seal = await _copy(packed, line, store, progress)
                if seal is None:
                    troubles[line.path] = MISSING
                    continue
                seals[line.path] = seal
                if seal != line.sha256:
                    troubles[line.path] = CHANGED
            _write_contents(packed, about, lines, troubles)
        file.flush()
        os.fsync(file.fileno())
        await _read_again(Path(file.name), seals)
    return [f"{where}: {what}" for where, what in troubles.items()]


async def _copy(packed: zipfile.ZipFile, line: Line, store: EvidenceStore, progress: Progress) -> str | None:
    """SHA-256 of the bytes that went in; None where they are not on the disk."""
    source = store.path(line.sha256)
    if not source.is_file():
        return None
    entry = zipfile.ZipInfo(line.path, archive.entry_time(line.at))
    entry.compress_type = zipfile.ZIP_DEFLATED if line.packed else zipfile.ZIP_STORED
    entry.external_attr = 0o644 << 16
    entry.file_size = source.stat().st_size  # so that zip64 is used only where it is needed
    with source.open("rb") as original, packed.open(entry, "w") as target:
        return await _hashed(original, target, progress)


async def _hashed(source: IO[bytes], target: IO[bytes], progress: Progress) -> str:
    digest = hashlib.sha256()
    while piece := source.read(PIECE):
        digest.update(piece)
        target.write(piece)
        progress(len(piece))
        await asyncio.sleep(0)  # where Ctrl+C takes effect
    return digest.hexdigest()


async def _hashed_again(source: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while piece := source.read(PIECE):
        digest.update(piece)
        await asyncio.sleep(0)
    return digest.hexdigest()


def _write_contents(
    packed: zipfile.ZipFile, about: About, lines: Sequence[Line], troubles: dict[str, str]
) -> None:
    page, workbook, machine = CONTENTS
    made = archive.entry_time(about.at.isoformat())
    with packed.open(_entry(page, made), "w") as member:
        for part in archive.contents_page(about, lines, troubles):
            member.write(part.encode("utf-8", "replace"))
    packed.writestr(_entry(workbook, made), archive.contents_workbook(about, lines, troubles))
    packed.writestr(
        _entry(machine, made), archive.contents_json(about, lines, troubles).encode("utf-8", "replace")
    )


def _entry(name: str, made: tuple[int, int, int, int, int, int]) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, made)
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    return entry


async def _read_again(path: Path, seals: dict[str, str]) -> None:
    """Raises ArchiveError where the disk gives back something else than was written."""
    with zipfile.ZipFile(path) as packed:
        if sorted(packed.namelist()) != sorted([*seals, *CONTENTS]):
            raise ArchiveError(f"{path} does not hold what was written: try another disk")
        for name, seal in seals.items():
            with packed.open(name) as member:
                if await _hashed_again(member) != seal:
                    raise ArchiveError(f"{name} reads otherwise than it was written: try another disk")


def _finished(path: Path, plan: str) -> bool:
    """Whether the part was written before, whole and without trouble, by the same plan."""
    contents = _contents(path)
    files = contents.get("files", [])
    return contents.get("plan") == plan and not any(each["trouble"] for each in files)


def _contents(path: Path) -> dict[str, Any]:
    """The part's own table of contents; empty where the file is none of ours."""
    try:
        with zipfile.ZipFile(path) as packed:
            found = json.loads(packed.read(CONTENTS[2]))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        return {}
    return found if isinstance(found, dict) and found.get("format") == archive.FORMAT else {}
