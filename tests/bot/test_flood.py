"""Buckets: so much at once, then so much a second, said once, and nobody else is held up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.flood import PERSON, STRANGER, Buckets, Gate, Rate, TooFastError, network
from conversations.events import Event, FileCame, OddCame, Said, StoredFile

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


def taken(buckets: Buckets, key: str, times: list[float]) -> tuple[int, int]:
    """How many were taken, and how often it was to be said that one was not."""
    passed = told = 0
    for at in times:
        try:
            buckets.take(key, at)
            passed += 1
        except TooFastError as flood:
            told += flood.first
    return passed, told


def test_a_flood_is_cut_and_said_once() -> None:
    assert taken(Buckets(Rate(100, 2)), "a", [n / 50 for n in range(500)]) == (
        104,
        1,
    )  # two seconds' worth more


def test_another_key_is_not_held_up() -> None:
    buckets = Buckets(Rate(5, 1))
    taken(buckets, "a", [0.0] * 50)
    assert taken(buckets, "b", [0.0] * 5) == (5, 0)


def test_who_waits_goes_on() -> None:
    buckets = Buckets(Rate(10, 1))
    assert taken(buckets, "a", [0.0] * 11) == (10, 1)
    assert taken(buckets, "a", [4.0]) == (0, 0)  # not every second message: half of it comes back at once
    assert taken(buckets, "a", [5.0] * 6) == (5, 1)


@given(st.lists(st.floats(0, 1000), max_size=200), st.integers(1, 20), st.floats(0.1, 5))
def test_never_more_than_the_rate(times: list[float], burst: int, per_second: float) -> None:
    passed, _ = taken(Buckets(Rate(burst, per_second)), "a", times)
    latest, earliest = max(times, default=0), min(times, default=0)
    assert passed <= burst + (latest - earliest) * per_second + 1e-6


def test_memory_has_an_end() -> None:
    buckets = Buckets(Rate(5, 1), most=100)
    for n in range(10_000):
        buckets.take(str(n), 0)
    assert len(buckets._buckets) == 100


def test_what_waited_during_an_outage_is_all_taken() -> None:
    """Telegram hands a day's messages over at once; each counts for the time at which it was sent."""
    gate = Gate(lambda _: True, 10**9)
    for n in range(1000):
        gate.take("telegram:9", NOW - timedelta(minutes=1000 - n))


def test_strangers_may_say_less() -> None:
    gate = Gate(lambda chat: chat == "web:known", 10**9)
    for chat, most in (("web:known", PERSON.burst), ("web:stranger", STRANGER.burst)):
        for _ in range(int(most)):
            gate.take(chat, NOW)
        with pytest.raises(TooFastError):
            gate.take(chat, NOW)


def test_bytes_are_counted_whatever_becomes_of_them() -> None:
    gate = Gate(lambda _: True, 1000)
    gate.take("web:a", NOW, 900)
    with pytest.raises(TooFastError) as flood:
        gate.take("web:a", NOW, 900)
    assert (flood.value.passing, flood.value.first) == (False, True)
    gate.take("web:a", NOW + timedelta(days=1), 900)


async def test_a_strangers_file_is_not_fetched() -> None:
    seen: list[tuple[Event, bool]] = []

    async def accept(event: Event, shown: str = "", *, fetching: bool = False) -> None:
        seen.append((event, fetching))

    admitted = Gate(lambda chat: chat == "telegram:1", 10**9).before(accept)
    file = StoredFile(sha256="", name="a.pdf", mime="application/pdf", size=9, handle="h")
    for chat in ("telegram:1", "telegram:2"):
        await admitted(FileCame(chat=chat, key="1", at=NOW, nonce="0" * 32, file=file), fetching=True)
    await admitted(Said(chat="telegram:2", key="2", at=NOW, nonce="0" * 32, text="x"))
    assert [(type(event), fetching) for event, fetching in seen] == [
        (FileCame, True), (OddCame, False), (Said, False)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("unknown" * 50, ("unknown" * 50)[:64]),
    ],
)
def test_networks(address: str, known: str) -> None:
    assert network(address) == known
