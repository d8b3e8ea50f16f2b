"""The clock with the real service: each unit once, through restarts and kills; answers are not held up."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest

from bot.app import App, opened
from bot.bookdesk import BookDesk
from bot.channels.base import Channel, ChannelError, Outgoing
from bot.commands import office
from bot.delivery import Delivery
from bot.scheduler import Scheduler
from bot.settings import Settings
from bot.storage import campaigns, mail
from bot.storage.mail import OutRow
from bot.work import Work
from conversations.messages import Message
from conversations.talk import Act
from conversations.year import reminding
from conversations.year.reminding import AT_ONCE, PER_SECOND
from criteria import loader
from scoring import facts
from scoring.campaigns import Campaign
from scoring.facts import StageChanged, Unit, UnitsImported
from tests.bot.chain import first_break
from tests.bot.test_delivery import nothing_to_make

MORNING = datetime(2026, 12, 28, 1, tzinfo=UTC)  # three working days before the deadline


@asynccontextmanager
async def authority(data: Path, count: int) -> AsyncIterator[App]:
    """An open campaign whose units each have an officer on Telegram."""
    async with opened(Settings(data=data), listening=False) as app:
        if not app.book.campaign.id:
            created = office.created(loader.load("lac-dao-xa"), "Chuyển đổi số 2026", "2026-12-31")
            units = tuple(Unit(code=f"u{n:04}", name=f"Xã số {n}", block="Xã") for n in range(count))
            first: list[facts.CampaignFact] = [
                created,
                UnitsImported(units=units),
                StageChanged(stage="open"),
            ]
            await app.decree([Act("", fact) for fact in first])
            await app.decree([Act("", fact) for n in range(count) for fact in _joined(n)])
        yield app


def _joined(n: int) -> tuple[facts.CampaignFact, ...]:
    unit, code, name = f"u{n:04}", f"{n:064}", f"Cán bộ {n}"
    issued = facts.InvitationIssued(
        code_hash=code, role="officer", unit=unit, name=name, expires="2027-12-31"
    )
    accepted = facts.InvitationAccepted(
        code_hash=code,
        person=f"p{n}",
        name=name,
        role="officer",
        unit=unit,
        channel="telegram",
        address=str(n + 1),
    )
    return issued, accepted


async def reminders(app: App) -> Counter[str]:
    """How many messages each chat has been written."""
    return Counter(row[0] for row in await app.database.read("SELECT chat FROM outbox"))


async def reminded(app: App) -> list[str]:
    """Units in every reminder that is on record in the journal."""
    rows = await app.database.read("SELECT body FROM journal WHERE kind = 'reminders_issued' ORDER BY seq")
    found = [facts.FACT.validate_json(row[0]) for row in rows]
    return [unit for fact in found for unit in cast("facts.RemindersIssued", fact).units]


async def test_each_unit_hears_once_through_restarts_and_two_clocks(tmp_path: Path) -> None:
    count = 2 * AT_ONCE + 7
    for _ in range(2):
        async with authority(tmp_path, count) as app:
            one, two = (Scheduler(app.service, lambda: MORNING) for _ in range(2))
            await asyncio.gather(one.strike(), two.strike())
            assert await one.strike() == 0
            assert set((await reminders(app)).values()) == {1}
            assert sorted(await reminded(app)) == sorted(app.book.campaign.units)
            assert (await campaigns.newest(app.database)).reminded == app.book.campaign.reminded
            assert await first_break(app.database) is None


async def test_killed_between_two_parts_nobody_is_left_out_or_told_twice(tmp_path: Path) -> None:
    count, told = 4 * AT_ONCE, 0
    for _ in range(3):
        async with authority(tmp_path, count) as app:
            striking = asyncio.create_task(Scheduler(app.service, lambda: MORNING).strike())
            while len(await reminded(app)) == told:  # noqa: ASYNC110 - what the database says
                await asyncio.sleep(0)
            striking.cancel()
            told = len(await reminded(app))
    async with authority(tmp_path, count) as app:
        await Scheduler(app.service, lambda: MORNING).strike()
        assert await reminders(app) == dict.fromkeys((f"telegram:{n + 1}" for n in range(count)), 1)
        assert sorted(await reminded(app)) == sorted(app.book.campaign.units)


async def test_a_reminder_ordered_by_the_command_line_survives_a_restart(tmp_path: Path) -> None:
    async with authority(tmp_path, 3) as app:
        ordered = facts.RemindersIssued(slot="asked/2026-12-09T02:00+00:00/uu0001", units=())
        await app.decree([Act("", ordered)])
    async with authority(tmp_path, 3) as app:
        assert app.book.campaign.reminded == {ordered.slot: frozenset()}
        await Scheduler(app.service, lambda: datetime(2026, 12, 9, 3, tzinfo=UTC)).strike()
        assert await reminders(app) == {"telegram:2": 1}


async def test_it_wakes_every_minute_and_stops_with_the_bot(tmp_path: Path) -> None:
    async with authority(tmp_path, 2) as app:
        waited: list[float] = []

        async def pause(seconds: float) -> None:
            waited.append(seconds)
            await asyncio.sleep(3600 if len(waited) == 3 else 0)

        running = asyncio.create_task(Scheduler(app.service, lambda: MORNING, pause).run())
        while len(waited) < 3:  # noqa: ASYNC110 - three rounds
            await asyncio.sleep(0.001)
        running.cancel()
        assert waited == [60, 60, 60]
        assert set((await reminders(app)).values()) == {1}


async def test_a_tick_that_cannot_be_recorded_holds_up_no_other(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with authority(tmp_path, 2 * AT_ONCE) as app:
        (first, *_) = reminding.plan(BookDesk(Work(app.book), MORNING, app.service.limits))
        raw = sqlite3.connect(tmp_path / "chamdiem.db")
        raw.execute(
            f"CREATE TRIGGER odd BEFORE INSERT ON inbox WHEN new.event_key = '{first.key}' "
            "BEGIN SELECT RAISE(ABORT, 'odd'); END"
        )
        raw.close()
        clock = Scheduler(app.service, lambda: MORNING)
        await clock.strike()
        assert len(await reminders(app)) == AT_ONCE
        assert any("was set aside" in each.getMessage() and each.exc_info for each in caplog.records)
        assert await clock.strike() == 0


async def test_three_thousand_units(tmp_path: Path) -> None:
    count = 3321
    async with authority(tmp_path, count) as app:
        began = asyncio.get_running_loop().time()
        await Scheduler(app.service, lambda: MORNING).strike()
        took = asyncio.get_running_loop().time() - began
        print(f"{count} units in {took:.1f} s")
        assert len(await reminders(app)) == count
        assert len(app.book.submissions) <= 400
        assert took < 120


# --- sending -------------------------------------------------------------------------------------------


class Phone:
    """A channel that keeps what it was sent, with the time."""

    name = "telegram"

    def __init__(self) -> None:
        self.sent: list[tuple[float, str, str]] = []

    def known_ref(self, _outgoing: Outgoing) -> str:
        return ""

    async def send(self, outgoing: Outgoing) -> str:
        now = asyncio.get_running_loop().time()
        self.sent.append((now, outgoing.chat, outgoing.message.body))
        if outgoing.message.body == "blocked":
            raise ChannelError("Forbidden: bot was blocked by the user", final=True)
        return str(len(self.sent))


def delivery(phone: Phone) -> Delivery:
    async def write(*_statements: object) -> None:
        return

    async def unused(*_given: object) -> str:
        return ""

    return Delivery(
        {"telegram": cast("Channel", phone)}, write, making=nothing_to_make(), path=Path,
        campaign=lambda: Campaign(id=""), slot_ref=unused,
    )  # fmt: skip


def row(key: int, chat: str, body: str, *, bulk: bool) -> OutRow:
    return OutRow(key, f"telegram:{chat}", Message(body=body, bulk=bulk), "waiting")


async def test_an_answer_overtakes_all_reminders() -> None:
    phone = Phone()
    sending = delivery(phone)
    sending.put([row(n, str(n), "reminder", bulk=True) for n in range(3000)])
    await asyncio.sleep(0.2)
    sending.put([row(3000, "2999", "answer", bulk=False)])
    await asyncio.sleep(0.02)
    assert [text for _, _, text in phone.sent[-2:]].count("answer") == 1
    assert len(phone.sent) < 10
    await sending.stop()


async def test_reminders_go_out_slowly_and_to_one_chat_once_a_second() -> None:
    phone = Phone()
    sending = delivery(phone)
    sending.put([row(n, str(n), "reminder", bulk=True) for n in range(10)])
    sending.put([row(n, "0", "again", bulk=True) for n in range(10, 12)])
    await sending.idle()
    times = [when for when, chat, _ in phone.sent if chat == "telegram:0"]
    assert len(phone.sent) == 12
    assert all(later - before >= 0.99 for before, later in pairwise(times))
    assert phone.sent[9][0] - phone.sent[0][0] >= 9 / PER_SECOND - 0.01
    sending.put([row(12, "12", "once more", bulk=True)])
    await sending.idle()
    assert phone.sent[-1][2] == "once more"


async def test_whom_nothing_reaches_is_known_until_something_does(tmp_path: Path) -> None:
    async with authority(tmp_path, 2) as app:
        await Scheduler(app.service, lambda: MORNING).strike()
        assert (await mail.on_its_way(app.database)).waiting == 2
        first, second = await mail.unsent(app.database)
        await app.service.write(mail.tried(first, "blocked", final=True), mail.sent(second, "7"))
        found = await mail.on_its_way(app.database)
        assert (found.waiting, found.failed) == (0, {first.chat: "blocked"})
        later = OutRow(10_000, first.chat, Message(body="x"), "sent", at="2026")
        await app.service.write(mail.outgoing(later))
        assert not (await mail.on_its_way(app.database)).failed
