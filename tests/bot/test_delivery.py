"""Messages out: in order for each chat, once where that can be known, and through any outage."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from bot import delivery as module
from bot.channels.base import Channel, ChannelError, Outgoing
from bot.delivery import Delivery
from bot.jobs import Told
from bot.papers import making as making_module
from bot.papers.documents import Documents
from bot.papers.making import Making
from bot.storage.evidence import EvidenceStore
from bot.storage.mail import OutRow
from conversations.messages import Attachment, Message
from scoring.campaigns import Campaign
from tests.bot.waiting import until


class FakeChannel:
    """Notes what it sends; ``fail`` may raise first."""

    name = "telegram"

    def __init__(self, fail: Callable[[Outgoing], None] = lambda _: None) -> None:
        self.sent: list[str] = []
        self.fail = fail

    def known_ref(self, _outgoing: Outgoing) -> str:
        return ""

    async def send(self, outgoing: Outgoing) -> str:
        self.fail(outgoing)
        self.sent.append(outgoing.message.body)
        return str(outgoing.id)


def full() -> sqlite3.Error:
    """What SQLite raises on a full disk."""
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    return error


def mistaken() -> sqlite3.Error:
    """What it raises for a row that is wrong, however often it is tried."""
    error = sqlite3.IntegrityError("CHECK constraint failed")
    error.sqlite_errorcode = sqlite3.SQLITE_CONSTRAINT_CHECK
    return error


class Disk:
    """Takes statements; fails so many times first."""

    def __init__(self, failures: int = 0, error: Callable[[], sqlite3.Error] = full) -> None:
        self.failures, self.error, self.written = failures, error, 0

    async def write(self, *statements: Any) -> None:
        if self.failures:
            self.failures -= 1
            raise self.error()
        self.written += len(statements)


def nothing_to_make() -> Making:
    """For messages without documents."""

    async def tell(_told: Told) -> bool:
        return True

    async def noticed(_row: OutRow) -> bool:
        return False

    documents = Documents(Path(), EvidenceStore(Path()))
    return Making(documents, tell, noticed=noticed, again=lambda _: None)


def delivered(channel: FakeChannel, disk: Disk, known: Callable[[str], bool] = lambda _: True) -> Delivery:
    async def slot_ref(_row: OutRow) -> str:
        return ""

    return Delivery(
        {"telegram": cast("Channel", channel)}, disk.write, making=nothing_to_make(), path=Path,
        campaign=lambda: Campaign(id=""), slot_ref=slot_ref, known=known,
    )  # fmt: skip


def row(key: int, body: str, chat: str = "telegram:1", attempts: int = 0) -> OutRow:
    return OutRow(key, chat, Message(body=body), "waiting", attempts=attempts)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "DISK_WAIT", 0.001)


async def test_what_was_sent_is_not_sent_again_while_the_disk_is_full() -> None:
    channel, disk = FakeChannel(), Disk(failures=5)
    delivery = delivered(channel, disk)
    delivery.put([row(1, "a"), row(2, "b")])
    await delivery.idle()
    assert channel.sent == ["a", "b"]
    assert disk.written == 2


async def test_what_cannot_be_noted_for_another_reason_holds_up_nobody(
    caplog: pytest.LogCaptureFixture,
) -> None:
    channel, disk = FakeChannel(), Disk(1, mistaken)
    delivery = delivered(channel, disk)
    delivery.put([row(1, "a"), row(2, "b")])
    await delivery.idle()
    assert channel.sent == ["a", "b"]
    assert disk.written == 1
    (said,) = [each for each in caplog.records if each.exc_info]
    assert said.getMessage() == "message 1 was set aside"


async def test_a_try_that_cannot_be_noted_for_another_reason_is_still_repeated() -> None:
    failures = [ChannelError("Bad Gateway", after=0.001)]

    def fail(_outgoing: Outgoing) -> None:
        if failures:
            raise failures.pop()

    channel, disk = FakeChannel(fail), Disk(1, mistaken)
    delivery = delivered(channel, disk)
    delivery.put([row(1, "a"), row(2, "b")])
    await delivery.idle()
    assert channel.sent == ["a", "b"]


@pytest.mark.parametrize(("error", "handed_over"), [(full, 2), (mistaken, 1)])
async def test_a_late_document_waits_for_the_disk_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Callable[[], sqlite3.Error], handed_over: int
) -> None:
    monkeypatch.setattr(making_module, "DISK_WAIT", 0.001)
    disk, again = Disk(1, error), list[OutRow]()

    async def tell(_told: Told) -> bool:
        tried.append(1)
        await disk.write()
        return True

    async def noticed(_row: OutRow) -> bool:
        return True

    tried: list[int] = []
    making = Making(Documents(tmp_path, EvidenceStore(tmp_path)), tell, noticed=noticed, again=again.append)
    asked = Message(body="", attachment=Attachment(name="mau.xlsx", mime="", make="units-template"))
    late = OutRow(1, "telegram:1", asked, "waiting")
    assert await making.ready(late) is None
    await making.idle()
    for row_again in again:
        await making.ready(row_again)
    await making.idle()
    assert len(tried) == handed_over


async def test_an_outage_of_days_on_a_full_disk_loses_nothing() -> None:
    """Two thousand tries are on record already, and the next one cannot even be noted."""
    failures = [ChannelError("Bad Gateway", after=0.001), ChannelError("Bad Gateway", after=0.001)]

    def fail(_outgoing: Outgoing) -> None:
        if failures:
            raise failures.pop()

    channel, disk = FakeChannel(fail), Disk(failures=2)
    delivery = delivered(channel, disk)
    delivery.put([row(1, "a", attempts=2000), row(2, "b")])
    await delivery.idle()
    assert channel.sent == ["a", "b"]


async def test_what_is_committed_while_it_stops_waits_for_the_next_start() -> None:
    channel = FakeChannel()
    delivery = delivered(channel, Disk())
    await delivery.stop()
    delivery.put([row(1, "a"), OutRow(2, "telegram:2", Message(body="b", bulk=True), "waiting")])
    await asyncio.sleep(0.01)
    assert not channel.sent
    assert len(asyncio.all_tasks()) == 1


async def test_an_answer_overtakes_ten_thousand_strangers() -> None:
    """The first of them is answered at once; in quiet hours that is everybody."""
    channel = FakeChannel()
    delivery = delivered(channel, Disk(), known=lambda chat: chat == "telegram:1")
    delivery.put([row(n, "no", f"telegram:{n}") for n in range(2, 10_000)])
    await asyncio.sleep(0.01)
    assert channel.sent == ["no"]
    delivery.put([row(10_000, "answer")])
    await asyncio.sleep(0.01)
    assert channel.sent == ["no", "answer"]
    await delivery.stop()


async def test_who_joins_among_ten_thousand_strangers_hears_all_in_order() -> None:
    joined: set[str] = set()
    channel = FakeChannel()
    delivery = delivered(channel, Disk(), known=joined.__contains__)
    delivery.put([row(n, "no", f"telegram:{n}") for n in range(2, 10_000)])
    delivery.put([row(10_000, "wrong code")])
    await asyncio.sleep(0.01)
    joined.add("telegram:1")
    delivery.put([row(10_001, "welcome")])
    await asyncio.sleep(0.05)
    assert [each for each in channel.sent if each != "no"] == ["wrong code", "welcome"]
    await delivery.stop()


async def test_all_go_on_as_soon_as_one_can_be_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    down = True

    def fail(_outgoing: Outgoing) -> None:
        if down:
            raise ChannelError("Bad Gateway")

    channel = FakeChannel(fail)
    delivery = delivered(channel, Disk())
    delivery.put([row(n, f"a{n}", f"telegram:{n}", attempts=2000) for n in range(5)])
    await asyncio.sleep(0.05)
    assert not channel.sent
    down = False
    delivery.put([row(9, "b", "telegram:9")])
    await until(lambda: len(channel.sent) == 6, 2)
    assert channel.sent[0] == "b"
