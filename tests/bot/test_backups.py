"""Backups: made under load, read back, put back, and the record in them is whole."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import time
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.operations import backup_files, backups, nightly, restoring, watching
from bot.operations.backup_files import ArchiveError
from bot.operations.backups import BackupError
from bot.settings import Settings
from bot.storage.database import MIGRATIONS, DatabaseError
from tests.bot.campaigns import campaign, player
from tests.bot.phone import TOKEN
from tests.bot.process import Bot, make_campaign
from tests.bot.waiting import until

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


def chamdiem(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture
async def data(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    async with campaign(data) as app:
        who = await player(app)
        await who.press("go:3.2")
        await who.say("421/512")
        await who.send("QĐ 15.pdf", "QĐ 15/QĐ-UBND", "ban hành")
    (data / "holidays.yaml").write_text("announced: 2026\ndays: []\n", encoding="utf-8")
    (data / "control.json").write_text('{"token": "thầm kín"}', encoding="utf-8")
    return data


def test_what_is_backed_up_can_be_restored(data: Path, tmp_path: Path) -> None:
    out, fresh = tmp_path / "backups", tmp_path / "restored"
    done = chamdiem("--data", str(data), "backup", str(out), "--json")
    assert done.exit_code == 0, done.output
    said = json.loads(done.stdout)
    file = Path(said["file"])
    assert [path.name for path in out.iterdir()] == [file.name]  # nothing is left beside it
    assert file.stat().st_mode & 0o077 == 0
    done = chamdiem("restore", str(file), "--into", str(fresh))
    assert done.exit_code == 0, done.output
    assert f"the record is whole: {said['rows']} facts, the last is {said['head']}" in done.output
    assert (fresh / "holidays.yaml").exists()
    assert list((fresh / "pinned").rglob("set.yaml"))
    assert not (fresh / "control.json").exists()
    assert fresh.stat().st_mode & 0o077 == 0
    (stored,) = [path for path in (fresh / "evidence").rglob("*") if path.is_file()]
    assert stored.read_bytes() == (data / "evidence" / stored.parent.name / stored.name).read_bytes()
    assert chamdiem("--data", str(fresh), "verify", "--receipt", said["head"]).exit_code == 0
    assert (
        chamdiem("--data", str(fresh), "export", "ranking", "--out", str(tmp_path / "x.xlsx")).exit_code == 0
    )


def test_only_an_empty_folder_is_restored_into(data: Path, tmp_path: Path) -> None:
    path, _ = backups.make(Settings(data=data), tmp_path / "backups", NOW)
    before = sorted(data.rglob("*"))
    done = chamdiem("restore", str(path), "--into", str(data))
    assert done.exit_code == 2
    assert "is not empty: name a new folder" in done.output
    assert sorted(data.rglob("*")) == before
    assert chamdiem("restore", str(tmp_path / "none.zip"), "--into", str(tmp_path / "f")).exit_code == 2


def test_an_empty_folder_of_its_own_is_restored_into(data: Path, tmp_path: Path) -> None:
    """A disk's root or a service's folder: it cannot be replaced, and beside it nothing may be written."""
    path, _ = backups.make(Settings(data=data), tmp_path / "backups", NOW)
    own = tmp_path / "own"
    own.mkdir()
    own.chmod(0o755)
    known = own.stat().st_ino
    good = path.read_bytes()
    path.write_bytes(good[:-9])
    assert chamdiem("restore", str(path), "--into", str(own)).exit_code == 2
    assert list(own.iterdir()) == []
    path.write_bytes(good)
    assert chamdiem("restore", str(path), "--into", str(own)).exit_code == 0
    assert own.stat().st_ino == known
    assert own.stat().st_mode & 0o077 == 0
    names = {each.name for each in own.iterdir()}
    assert "chamdiem.db" in names
    assert not any(name.startswith(".") for name in names)


@pytest.mark.parametrize("harm", ["cut", "flip", "not a zip", "extra", "outside", "empty"])
def test_a_damaged_backup_is_refused_and_leaves_nothing(data: Path, tmp_path: Path, harm: str) -> None:
    path, manifest = backups.make(Settings(data=data), tmp_path / "backups", NOW)
    whole = path.read_bytes()
    if harm == "cut":
        path.write_bytes(whole[: len(whole) // 2])
    elif harm == "flip":
        at = whole.index(b"%PDF") + 2
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    elif harm == "extra":
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr("sets/x.yaml", "id: x")
    elif harm == "outside":
        bad = manifest.model_copy(update={"files": {"../evil": backup_files.Held(sha256="0" * 64, size=0)}})
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("../evil", "")
            backup_files.write_manifest(archive, bad)
    else:
        path.write_bytes(b"" if harm == "empty" else b"hello")
    done = chamdiem("restore", str(path), "--into", str(tmp_path / "fresh"))
    assert done.exit_code == 2, done.output
    assert "Traceback" not in done.output
    assert sorted(p.name for p in tmp_path.iterdir()) == ["backups", "data"]


def test_a_record_that_was_changed_is_restored_and_named(data: Path, tmp_path: Path) -> None:
    raw = sqlite3.connect(data / "chamdiem.db")
    raw.executescript("UPDATE journal SET person_id = 'x' WHERE seq = 3")
    raw.close()
    path, _ = backups.make(Settings(data=data), tmp_path / "backups", NOW)
    done = chamdiem("restore", str(path), "--into", str(tmp_path / "fresh"))
    assert done.exit_code == 1
    assert "NOT WHOLE" in done.output
    assert "row 3: it does not continue" in chamdiem("--data", str(tmp_path / "fresh"), "verify").output


def test_missing_and_damaged_evidence_is_said(data: Path, tmp_path: Path) -> None:
    (stored,) = [path for path in (data / "evidence").rglob("*") if path.is_file()]
    stored.write_bytes(b"other")
    done = chamdiem("--data", str(data), "backup", str(tmp_path / "b"))
    assert (done.exit_code, "1 evidence files are damaged" in done.output) == (1, True)
    stored.unlink()
    done = chamdiem("--data", str(data), "backup", str(tmp_path / "b"))
    assert (done.exit_code, "1 evidence files are missing" in done.output) == (1, True)


def test_a_damaged_database_is_not_backed_up(data: Path, tmp_path: Path) -> None:
    raw = (data / "chamdiem.db").read_bytes()
    (data / "chamdiem.db").write_bytes(raw[:8192] + b"\xff" * 8192 + raw[16384:])
    done = chamdiem("--data", str(data), "backup", str(tmp_path / "b"))
    assert done.exit_code == 2
    assert "restore the last good backup" in done.output or "cannot be copied" in done.output
    assert list((tmp_path / "b").iterdir()) == []


def test_tokens_and_passwords_stay_here(data: Path, tmp_path: Path) -> None:
    settings = Settings(data=data, telegram_token=TOKEN, telegram_proxy="socks5://an:mat-khau@127.0.0.1:1080")
    path, manifest = backups.make(settings, tmp_path / "b", NOW)
    with zipfile.ZipFile(path) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert manifest.settings["telegram_token"] == backups.SECRET
    for secret in (TOKEN, "mat-khau", "thầm kín"):
        assert secret.encode() not in everything


def test_the_newest_are_kept(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "b"
    out.mkdir()
    (out / "notes.txt").touch()
    junk = out / ".chamdiem-killed"
    junk.mkdir()
    os.utime(junk, (0, 0))
    for day in range(5):
        backups.make(Settings(data=data), out, NOW + timedelta(days=day), keep=3)
    backups.make(Settings(data=data), out, NOW + timedelta(days=4), keep=3)
    names = sorted(path.name for path in out.iterdir())
    assert names == [
        "chamdiem-20261124T020000Z.zip", "chamdiem-20261125T020000Z-1.zip", "chamdiem-20261125T020000Z.zip",
        "notes.txt",
    ]  # fmt: skip
    assert [each.made_at.day for each in backups.existing(out)] == [25, 25, 24]


def test_when_the_nightly_backup_is_due() -> None:
    due = datetime(2026, 11, 20, 19, 0, tzinfo=UTC)  # 02:00 in Vietnam
    assert nightly.next_due(None, NOW) == NOW
    assert nightly.next_due(due, NOW) == due + timedelta(days=1)
    assert nightly.next_due(NOW, NOW) == due + timedelta(days=1)
    assert nightly.next_due(due - timedelta(minutes=1), due) == due
    assert nightly.next_due(due - timedelta(days=3), NOW) == NOW


def test_a_backup_of_a_clock_that_was_wrong_holds_up_no_other() -> None:
    wrong, right = NOW + timedelta(days=400), NOW - timedelta(days=2)
    assert nightly.last_made([wrong, right], NOW) == right
    assert nightly.last_made([wrong], NOW) is None


async def test_a_backup_disk_that_is_gone_stops_nobody(
    data: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The folder cannot even be looked into: that is logged, and the bot goes on and is ready."""
    settings = Settings(data=data, backup_dir=str(tmp_path / ("x" * 300)))
    making = asyncio.create_task(nightly.nightly(settings))
    await until(lambda: making.done() or "the nightly backup failed" in caplog.text)
    assert not making.done()
    making.cancel()
    async with campaign(data) as app:
        vitals = await watching.measured(app.service, app.database, settings)
    assert (vitals.writing, vitals.backup_age) == (True, None)


def test_a_backup_just_made_is_never_deleted(data: Path, tmp_path: Path) -> None:
    """Not even where an earlier one was made by a clock that was ahead."""
    ahead, _ = backups.make(Settings(data=data), tmp_path, NOW + timedelta(days=400))
    made, _ = backups.make(Settings(data=data), tmp_path, NOW, keep=1)
    assert (made.exists(), ahead.exists()) == (True, False)


async def test_a_program_that_is_too_old_says_so(data: Path, tmp_path: Path) -> None:
    raw = sqlite3.connect(data / "chamdiem.db")
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    path, manifest = backups.make(Settings(data=data), tmp_path / "b", NOW)
    assert manifest.schema_version == 99
    done = await asyncio.to_thread(chamdiem, "restore", str(path), "--into", str(tmp_path / "fresh"))
    assert done.exit_code == 2
    assert "install the newer program" in done.output
    with pytest.raises(BackupError):
        backups.make(Settings(data=tmp_path / "nothing"), tmp_path / "b", NOW)
    with pytest.raises(ArchiveError):
        backup_files.compare(data / "chamdiem.db")


async def test_a_backup_of_an_older_program_is_brought_up_to_date(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, manifest = backups.make(Settings(data=data), tmp_path / "b", NOW)
    step = "ALTER TABLE person ADD COLUMN title TEXT NOT NULL DEFAULT 'cán bộ';"
    monkeypatch.setattr("bot.storage.database.MIGRATIONS", (*MIGRATIONS, step))
    fresh = tmp_path / "fresh"
    restored, report = await restoring.restore(path, fresh)
    assert (restored.schema_version, report.whole) == (len(MIGRATIONS), True)
    async with campaign(fresh) as app:
        assert await app.database.read("SELECT DISTINCT title FROM person") == [("cán bộ",)]
        assert app.book.head.code == manifest.head
        assert (await app.book.submission("01")).claim("3.2")
    async with campaign(data) as app:  # the old folder likewise, and the program of before refuses it
        assert app.book.head.code == manifest.head
    assert (data / f"before-version-{len(MIGRATIONS) + 1}.db").exists()
    monkeypatch.undo()
    with pytest.raises(DatabaseError, match="install the newer program"):
        async with campaign(data):
            pass


class Load:
    """An officer in a browser who answers as fast as the process takes it."""

    def __init__(self, web: aiohttp.ClientSession, root: str) -> None:
        self.web, self.root, self.chat, self.count = web, root, "", 0

    async def join(self, code: str) -> None:
        async with self.web.post(
            f"{self.root}/api/chats", json={"invitation": code, "id": "a" * 32}
        ) as answer:
            self.chat = (await answer.json())["chat"]

    async def go_on(self) -> None:
        while True:
            self.count += 1
            await self._send({"kind": "press", "id": f"p{self.count}", "payload": "go:3.2"})
            await self._send({"id": f"s{self.count}", "text": f"{self.count % 500}/512"})

    async def _send(self, what: dict[str, str]) -> None:
        async with self.web.post(f"{self.root}/chat/{self.chat}/events", json=what) as answer:
            assert answer.status == 202, await answer.text()

    async def more(self) -> None:
        before = self.count
        await until(lambda: self.count > before + 5)


@pytest.mark.slow
async def test_backed_up_under_load(tmp_path: Path) -> None:
    """Three backups while the real process takes answers, and the nightly one; each of them is whole."""
    data, out = tmp_path / "data", tmp_path / "nightly"
    codes = await make_campaign(data)
    bot = Bot(data, {"CHAMDIEM_BACKUP_DIR": str(out)})
    await bot.start()
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(headers={"X-Chamdiem": "1"}, cookie_jar=jar) as web:
        load = Load(web, f"http://127.0.0.1:{bot.port}")
        await load.join(codes["officer"])
        at_it = asyncio.create_task(load.go_on())
        made = []
        for _ in range(3):
            folder = str(tmp_path / "b")
            done = await asyncio.to_thread(chamdiem, "--data", str(data), "backup", folder, "--json")
            assert done.exit_code == 0, done.output
            made.append(json.loads(done.stdout))
            await load.more()
        await until(lambda: bool(backups.existing(out)), 20)
        at_it.cancel()
    started = time.monotonic()
    assert await bot.stop() == 0
    assert time.monotonic() - started < 5
    assert len({each["head"] for each in made}) == 3
    await _all_whole([*(Path(each["file"]) for each in made), backups.existing(out)[0].path], data, tmp_path)


async def _all_whole(files: list[Path], data: Path, folder: Path) -> None:
    for number, file in enumerate(files):
        manifest, report = await restoring.restore(file, folder / f"fresh{number}")
        assert report.whole, (report.breaks, report.differences)
        assert report.head.code == manifest.head
        done = await asyncio.to_thread(chamdiem, "--data", str(data), "verify", "--receipt", manifest.head)
        assert done.exit_code == 0, done.output
