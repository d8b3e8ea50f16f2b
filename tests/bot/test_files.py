"""Files on their way in: stored and checked, fetched with patience, refused with a reason."""

from __future__ import annotations

import asyncio
import errno
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from bot.channels.base import TOO_LARGE, Channel, ChannelError
from bot.intake import files
from bot.intake.files import Fetcher, take_file
from bot.storage.evidence import EvidenceStore
from bot.storage.mail import InRow
from conversations.events import Event, FileCame, FileRefused, StoredFile
from tests.bot.waiting import until

PDF = b"%PDF-1.7\n" + b"x" * 100
NOW = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "FIRST_WAIT", 0.001)


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    return EvidenceStore(tmp_path / "evidence")


async def _chunks(*parts: bytes | Exception) -> AsyncIterator[bytes]:
    for part in parts:
        if isinstance(part, Exception):
            raise part
        yield part


def _left(store: EvidenceStore) -> list[Path]:
    return [path for path in store._folder.rglob("*") if path.is_file()]


# taking -------------------------------------------------------------------------------------------------


async def test_a_file_is_stored_under_a_name_that_fits(store: EvidenceStore) -> None:
    file = await take_file(store, _chunks(PDF[:4], PDF[4:]), "Báo cáo", 1000)
    assert isinstance(file, StoredFile)
    assert (file.name, file.mime, file.size) == ("Báo cáo.pdf", "application/pdf", len(PDF))
    assert store.path(file.sha256).read_bytes() == PDF


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"", "a.pdf", "empty"),
        (b"MZ\x90\x00" + bytes(9), "a.pdf", "wrong_kind"),
        (PDF * 100, "a.pdf", "too_large"),
        (OSError(errno.ENOSPC, "No space left on device"), "a.pdf", "disk_full"),
    ],
    ids=["empty", "exe", "large", "full"],
)
async def test_what_is_refused_leaves_nothing(
    store: EvidenceStore, content: bytes | Exception, name: str, why: str
) -> None:
    assert await take_file(store, _chunks(content), name, 1000) == why
    assert _left(store) == []


async def test_a_broken_upload_is_not_a_full_disk(store: EvidenceStore) -> None:
    with pytest.raises(ConnectionResetError):
        await take_file(store, _chunks(PDF, ConnectionResetError()), "a.pdf", 1000)
    assert _left(store) == []


# fetching -----------------------------------------------------------------------------------------------


class FakeChannel:
    """Gives bytes by handle, or errors, one after the other."""

    def __init__(self, **answers: list[Any]) -> None:
        self.answers, self.at_once, self.most_at_once = answers, 0, 0

    async def fetch(self, handle: str) -> AsyncIterator[bytes]:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(0.002)
            answer = self.answers[handle].pop(0)
            if isinstance(answer, Exception):
                raise answer
            yield answer
        finally:
            self.at_once -= 1


class FakeInbox:
    """Holds rows as the real one does."""

    def __init__(self, *rows: InRow, fail: Callable[[int], None] = lambda _: None) -> None:
        self.rows = {row.id: row for row in rows}
        self.outcomes: dict[int, Event] = {}
        self._fail = fail

    def fetching(self) -> list[InRow]:
        return list(self.rows.values())

    async def accept(self, event: Event, shown: str = "", *, fetching: bool = False) -> int:
        key = len(self.rows) + len(self.outcomes) + 1
        if fetching:
            self.rows[key] = InRow(key, event, "fetching", shown)
        return key

    async def fetched(self, row: int, event: Event, shown: str) -> None:
        self._fail(row)
        assert shown == "shown"
        self.outcomes[row] = event
        del self.rows[row]


def _event(handle: str, **file: Any) -> FileCame:
    known = {"sha256": "", "name": f"{handle}.pdf", "mime": "x/y", "size": 9, "handle": handle, **file}
    arrived: dict[str, Any] = {"chat": "telegram:99", "key": handle, "at": NOW, "nonce": "n", "name": "Lan"}
    return FileCame(**arrived, file=StoredFile(**known), caption="QĐ 15", album="7")


def _row(key: int, handle: str, **file: Any) -> InRow:
    return InRow(key, _event(handle, **file), "fetching", "shown")


async def _run(service: FakeInbox, store: EvidenceStore, channel: FakeChannel, count: int) -> Fetcher:
    channels = {"telegram": cast("Channel", channel)}
    fetcher = Fetcher(service, store, channels, 1000)
    task = asyncio.create_task(fetcher.run())
    await until(lambda: len(service.outcomes) >= count)
    task.cancel()
    return fetcher


async def test_what_the_last_run_left_is_fetched(store: EvidenceStore) -> None:
    service = FakeInbox(_row(1, "a", recompressed=True))
    await _run(service, store, FakeChannel(a=[PDF]), 1)
    event = service.outcomes[1]
    assert isinstance(event, FileCame)
    assert (event.caption, event.album, event.key) == ("QĐ 15", "7", "a")
    assert (event.file.name, event.file.mime, event.file.handle) == ("a.pdf", "application/pdf", "")
    assert event.file.recompressed
    assert store.path(event.file.sha256).read_bytes() == PDF


REFUSALS: list[tuple[str, list[bytes | Exception], str]] = [
    ("unknown", [ChannelError("gone", final=True)], "not_fetched"),
    ("large", [ChannelError(TOO_LARGE, final=True)], "too_large"),
    ("larger-than-said", [PDF * 100], "too_large"),
    ("exe", [b"MZ\x90\x00" + bytes(9)], "wrong_kind"),
    ("empty", [b""], "empty"),
    ("unreachable", [ChannelError("network")] * 5, "not_fetched"),
    ("bug", [RuntimeError("bug")] * 5, "not_fetched"),
    ("full", [OSError(errno.ENOSPC, "No space left on device")], "disk_full"),
]


@pytest.mark.parametrize(("case", "answers", "why"), REFUSALS, ids=[case for case, _, _ in REFUSALS])
async def test_why_a_file_was_not_taken(
    store: EvidenceStore, case: str, answers: list[bytes | Exception], why: str
) -> None:
    service, channel = FakeInbox(_row(1, "a")), FakeChannel(a=answers.copy())
    await _run(service, store, channel, 1)
    event = service.outcomes[1]
    assert isinstance(event, FileRefused)
    assert (event.why, event.file_name, event.size, event.key) == (why, "a.pdf", 9, "a")
    assert channel.answers["a"] == []
    assert _left(store) == []


async def test_a_bad_connection_is_waited_out(store: EvidenceStore) -> None:
    flood: list[bytes | Exception] = [ChannelError("flood", after=0.001)] * 20
    tries = [ChannelError("network"), *flood, PDF]
    service = FakeInbox(_row(1, "a"))
    await _run(service, store, FakeChannel(a=tries), 1)
    assert isinstance(service.outcomes[1], FileCame)


async def test_a_channel_that_is_off_gives_nothing(store: EvidenceStore) -> None:
    row = _row(1, "a")
    service = FakeInbox(InRow(1, row.event.model_copy(update={"chat": "zalo:1"}), "fetching", "shown"))
    await _run(service, store, FakeChannel(), 1)
    assert isinstance(service.outcomes[1], FileRefused)


async def test_an_outcome_that_cannot_be_written_is_written_later(store: EvidenceStore) -> None:
    failures = [OSError(errno.ENOSPC, "No space left on device")] * 4

    def fail(_: int) -> None:
        if failures:
            raise failures.pop()

    service = FakeInbox(_row(1, "a"), fail=fail)
    await _run(service, store, FakeChannel(a=[PDF]), 1)
    assert isinstance(service.outcomes[1], FileCame)


async def test_new_files_are_fetched_a_few_at_a_time(store: EvidenceStore) -> None:
    names = [f"f{n}" for n in range(12)]
    channel, service = FakeChannel(**{name: [PDF] for name in names}), FakeInbox()
    fetcher = Fetcher(service, store, {"telegram": cast("Channel", channel)}, 1000)
    task = asyncio.create_task(fetcher.run())
    await asyncio.gather(*(fetcher.accept(_event(name), "shown", fetching=True) for name in names))
    await until(lambda: len(service.outcomes) == 12)
    task.cancel()
    assert channel.most_at_once == files.WORKERS
    assert all(isinstance(event, FileCame) for event in service.outcomes.values())
