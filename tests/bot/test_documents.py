"""Documents of the chat are made by a child process, whole or not at all."""

from __future__ import annotations

import asyncio
import sqlite3
import zipfile
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest

from bot.papers import documents
from bot.papers.documents import Documents, MakeError
from bot.storage.evidence import EvidenceStore
from conversations.messages import Attachment
from exports.archive import CONTENTS
from tests.bot.hostile import hostile_campaign


@pytest.fixture
async def made(tmp_path: Path) -> Documents:
    await hostile_campaign(tmp_path, ["a.pdf", "b.pdf"])
    return Documents(tmp_path, EvidenceStore(tmp_path / "evidence"))


def wanted(make: str) -> Attachment:
    return Attachment(name="x", make=make)


async def test_the_evidence_of_one_unit(made: Documents, tmp_path: Path) -> None:
    found = await made.make(wanted("evidence:u1"))
    assert found.make == ""
    content = EvidenceStore(tmp_path / "evidence").path(found.sha256).read_bytes()
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = set(archive.namelist()) - set(CONTENTS)
    assert sorted(name.rpartition("/")[2] for name in names) == ["a.pdf", "b.pdf"]


@pytest.mark.parametrize(
    "make", ["evidence:none", "form:--help", "evidence:--help", "evidence:", "unknown:u1"]
)
async def test_what_cannot_be_made_is_said(made: Documents, make: str) -> None:
    if make == "evidence:":
        assert (await made.make(wanted(make))).sha256  # of all units
        return
    with pytest.raises(MakeError):
        await made.make(wanted(make))


async def test_the_log_has_the_kind_of_what_went_wrong(
    made: Documents, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(MakeError, match="no unit"):
        await made.make(wanted("evidence:none"))
    with closing(sqlite3.connect(tmp_path / "chamdiem.db")) as raw:
        raw.execute("ALTER TABLE campaign RENAME COLUMN terms TO words")
    with pytest.raises(MakeError):
        await made.make(wanted("evidence:u1"))
    ends = ["the child that makes evidence ended with 2: Error"]
    assert caplog.messages == [*ends, "the child that makes evidence ended with 1: sqlite3.OperationalError"]


async def test_what_takes_too_long_ends_and_leaves_nothing(
    made: Documents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "LONGEST", 0.05)
    before = sorted((tmp_path / "evidence").rglob("*"))
    with pytest.raises(MakeError, match="longer than"):
        await made.make(wanted("evidence:u1"))
    assert sorted((tmp_path / "evidence").rglob("*")) == before


async def test_a_stop_ends_the_child(made: Documents) -> None:
    task = asyncio.create_task(made.make(wanted("evidence:u1")))
    await asyncio.sleep(0.1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
