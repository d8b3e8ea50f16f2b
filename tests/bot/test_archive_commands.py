"""The evidence archive: what units sent lies where it belongs, in parts that can each be trusted alone."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.papers import archiving
from bot.papers.archiving import ArchiveError, Wanted, write_archive
from bot.settings import Settings
from bot.storage.evidence import EvidenceStore
from exports.archive import CONTENTS, MISSING
from tests.exports.reading import cells, read


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("year")
    done = CliRunner().invoke(main, ["rehearse", "--units", "3", "--out", str(out)])
    assert done.exit_code == 0, done.output
    return out / "data"


def run(data: Path, *arguments: object) -> Result:
    return CliRunner().invoke(main, ["--data", str(data), "export", "evidence", *map(str, arguments)])


def sent(data: Path) -> list[str]:
    with sqlite3.connect(data / "chamdiem.db") as raw:
        rows = raw.execute("SELECT sha256 FROM evidence WHERE current = 1 AND sha256 <> ''").fetchall()
    raw.close()
    return sorted(row[0] for row in rows)


def texts_of(workbook: bytes) -> list[str]:
    return [str(cell.value) for cell in cells(read(workbook))]


def hashes(*paths: Path) -> list[str]:
    found = []
    for path in paths:
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            names = [name for name in archive.namelist() if name not in CONTENTS]
            found += [hashlib.sha256(archive.read(name)).hexdigest() for name in names]
    return sorted(found)


def test_everything_sent_is_in_it_with_a_table_of_contents(year: Path, tmp_path: Path) -> None:
    done = run(year, tmp_path / "e.zip")
    assert done.exit_code == 0, done.output
    assert hashes(tmp_path / "e.zip") == sent(year)
    with zipfile.ZipFile(tmp_path / "e.zip") as archive:
        assert "00001 Đơn vị 00001/1.2 Bí thư-Chủ tịch xã-thị trấn chủ trì các cuộ/minh-chung-1.2.pdf" in (
            archive.namelist()
        )
        page, texts = archive.read(CONTENTS[0]).decode(), texts_of(archive.read(CONTENTS[1]))
        files = json.loads(archive.read(CONTENTS[2]))["files"]
    assert sorted(each["sha256"] for each in files) == sent(year)
    assert {each["sha256"] for each in files} <= set(texts)
    assert "Cán bộ 00001" in texts
    assert page.count("<a href=") == len(files)


def test_parts_are_whole_on_their_own_and_kept_when_begun_again(year: Path, tmp_path: Path) -> None:
    first = run(year, tmp_path / "e.zip", "--part-size", "60KB")
    assert first.exit_code == 0, first.output
    parts = sorted(tmp_path.glob("e*.zip"))
    assert len(parts) == 4
    assert hashes(*parts) == sent(year)
    (tmp_path / "e-2.zip").unlink()
    kept = (tmp_path / "e.zip").stat().st_mtime_ns
    again = run(year, tmp_path / "e.zip", "--part-size", "60KB")
    assert again.output.count("kept: ") == 3
    assert again.output.count("written: ") == 1
    assert (tmp_path / "e.zip").stat().st_mtime_ns == kept
    assert hashes(*parts) == sent(year)
    whole = run(year, tmp_path / "e.zip")
    assert whole.output.count("left over from an earlier archive") == 3


def test_one_unit(year: Path, tmp_path: Path) -> None:
    assert run(year, tmp_path / "e.zip", "--unit", "00002").exit_code == 0
    with zipfile.ZipFile(tmp_path / "e.zip") as archive:
        assert {n.split("/")[0] for n in archive.namelist()} - set(CONTENTS) == {"00002 Đơn vị 00002"}
    unknown = run(year, tmp_path / "x.zip", "--unit", "99")
    assert unknown.exit_code == 2
    assert "there is no unit '99'" in unknown.output
    assert not (tmp_path / "x.zip").exists()


def test_a_size_that_is_none_is_refused(year: Path, tmp_path: Path) -> None:
    for size in ("0", "1KB", "two", "-5MB", "99999999999GB"):
        assert "is no size of a part" in run(year, tmp_path / "e.zip", "--part-size", size).output


def test_a_file_that_is_gone_or_changed_is_named(year: Path, tmp_path: Path) -> None:
    store, (gone, changed, *_) = EvidenceStore(year / "evidence"), sent(year)
    kept = {each: store.path(each).read_bytes() for each in (gone, changed)}
    store.path(gone).unlink()
    store.path(changed).write_bytes(b"other")
    try:
        done = run(year, tmp_path / "e.zip")
        assert done.exit_code == 1
        assert "2 of them not as they were sent" in done.output
        with zipfile.ZipFile(tmp_path / "e.zip") as archive:
            assert MISSING in texts_of(archive.read(CONTENTS[1]))
            assert archive.read(CONTENTS[0]).decode().count('class="bad"') == 2
    finally:
        for each, content in kept.items():
            store.path(each).write_bytes(content)
    again = run(year, tmp_path / "e.zip")
    assert "written: " in again.output  # a part with trouble in it is not finished
    assert again.exit_code == 0


async def test_a_disk_that_gives_back_something_else_leaves_no_file(
    year: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def flipped(*_: object) -> str:
        return "0" * 64

    monkeypatch.setattr(archiving, "_hashed_again", flipped)
    wanted = Wanted(tmp_path / "e.zip", "", 10**9)
    with pytest.raises(ArchiveError, match="reads otherwise"):
        await write_archive(Settings(data=year), wanted, lambda _: None)
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_leaves_no_half_file(year: Path, tmp_path: Path) -> None:
    """The command waits in the middle of a part, and is interrupted there."""
    command = [sys.executable, "-c", SLOW, "--data", str(year), "export", "evidence", str(tmp_path / "e.zip")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        deadline = time.monotonic() + 30
        while not list(tmp_path.glob("*.partial")) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert list(tmp_path.glob("*.partial"))
        os.kill(process.pid, signal.SIGINT)
        assert process.wait(30) != 0
    assert list(tmp_path.iterdir()) == []


SLOW = """
import asyncio, sys
from bot.papers import archiving
async def slow(*_):
    await asyncio.sleep(60)
archiving._copy = slow
from bot.cli import main
main()
"""
