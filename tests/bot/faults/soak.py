"""``make soak``: the faults of the test suite again and again, larger and by chance, for ``SOAK_MINUTES``.

Ends by itself, with counts; the first broken promise ends it at once and names the seed that shows it again:
``SOAK_SEED=… make soak``.
"""

from __future__ import annotations

import asyncio
import os
import random
import secrets
import sys
import tempfile
import time
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.bot import (
    test_fault_albums,
    test_fault_chats,
    test_fault_clock,
    test_fault_read_only,
    test_fault_webhook,
)
from tests.bot.faults import troubles
from tests.bot.faults.promises import Counts, clean, kept, same, whole
from tests.bot.faults.scripts import ACTS
from tests.bot.faults.stages import small_disk, staged
from tests.bot.faults.troubles import Trouble
from tests.bot.test_fault_load import page_storm, storm
from tests.bot.test_fault_network import silent_files

OFFICERS = 50
Scenario = Callable[[Path, random.Random, Counts], Awaitable[None]]


async def polling(folder: Path, dice: random.Random, counts: Counts) -> None:
    await storm(folder, OFFICERS, dice, counts, webhook=False)


async def webhook(folder: Path, dice: random.Random, counts: Counts) -> None:
    await storm(folder, OFFICERS, dice, counts, webhook=True)


async def page(folder: Path, dice: random.Random, counts: Counts) -> None:
    await page_storm(folder, OFFICERS // 2, dice, counts)


async def disk(folder: Path, dice: random.Random, counts: Counts) -> None:
    with small_disk(folder / "disk", 24) as small:
        await _troubled(small / "data", [*troubles.DISK, troubles.long_held_database], dice, counts)


async def network(folder: Path, dice: random.Random, counts: Counts) -> None:
    await _troubled(
        folder / "data", [*troubles.NETWORK, *troubles.NETWORK, troubles.silent_line], dice, counts
    )


async def events(folder: Path, dice: random.Random, counts: Counts) -> None:
    await _troubled(folder / "data", [*troubles.EVENTS] * 3, dice, counts)


async def torn(folder: Path, _dice: random.Random, counts: Counts) -> None:
    async with staged(folder / "data", 3, 6) as stage:
        for number in range(3):
            await troubles.torn_download(stage, number)
        await whole(stage.bot, stage.server)
    counts.add(troubles=3)


async def silent(folder: Path, _dice: random.Random, counts: Counts) -> None:
    await silent_files(folder)
    counts.add(troubles=1)


async def others(folder: Path, dice: random.Random, counts: Counts) -> None:
    """One of the tests that need nothing but a folder."""
    await dice.choice(OTHERS)(folder)
    counts.add(troubles=1)


OTHERS: tuple[Callable[[Path], Awaitable[None]], ...] = (
    test_fault_albums.test_an_album_in_two_polls_with_a_crash_between,
    test_fault_chats.test_one_chat_that_is_to_be_spared_holds_up_nobody_else,
    test_fault_clock.test_the_clock_jumps_a_day_ahead_and_an_hour_back,
    test_fault_read_only.test_a_disk_that_the_kernel_remounts_read_only,
    test_fault_webhook.test_a_disk_that_takes_nothing,
    test_fault_webhook.test_killed_while_telegram_waits_for_its_200,
)
SCENARIOS: tuple[Scenario, ...] = (
    polling,
    disk,
    webhook,
    others,
    network,
    page,
    others,
    events,
    torn,
    silent,
)


async def _troubled(data: Path, wanted: list[Trouble], dice: random.Random, counts: Counts) -> None:
    """The troubles in any order, each around any officer's next step, whatever that is."""
    officers = len(wanted)
    async with staged(data, officers, 2) as stage:
        for number, trouble in enumerate(dice.sample(wanted, officers)):
            await stage.play(number, dice.randrange(ACTS - 4))
            await trouble(stage, number)
        await stage.finish()
        await whole(stage.bot, stage.server)
    with tempfile.TemporaryDirectory() as folder:
        same(kept(data), await clean(Path(folder), officers))
    counts.add(troubles=officers, officers=officers, acts=officers * ACTS)


async def soak(minutes: float, seed: str) -> int:
    """Scenario after scenario until the time is over; the exit code."""
    until, totals, round_ = time.monotonic() + minutes * 60, Counts(), 0
    print(f"soak: {minutes:g} minutes, SOAK_SEED={seed}", flush=True)
    while time.monotonic() < until:
        scenario, dice, counts = (
            SCENARIOS[round_ % len(SCENARIOS)],
            random.Random(f"{seed}/{round_}"),
            Counts(),
        )
        since = time.monotonic()
        try:
            with tempfile.TemporaryDirectory() as folder:
                await scenario(Path(folder), dice, counts)
        except pytest.skip.Exception as reason:
            counts.add(skipped=1)
            print(f"{scenario.__name__}: skipped: {reason}", flush=True)
        except Exception:  # noqa: BLE001 - whatever it is, a promise was broken
            traceback.print_exc()
            print(f"BROKEN in round {round_} ({scenario.__name__}); again with SOAK_SEED={seed}", flush=True)
            return 1
        print(f"{scenario.__name__:8} {time.monotonic() - since:5.1f} s: {counts}", flush=True)
        totals.add(rounds=1, **counts.seen)
        round_ += 1
    print(f"whole: {totals}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(
        asyncio.run(
            soak(
                float(os.environ.get("SOAK_MINUTES", "10")),
                os.environ.get("SOAK_SEED") or secrets.token_hex(4),
            )
        )
    )
