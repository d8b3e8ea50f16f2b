"""The webhook in trouble: 200 is said only of what is on the disk, and all else is sent again."""

from __future__ import annotations

import asyncio
import io
import json
import random
from pathlib import Path

import pytest

from tests.bot.faults.crowds import alongside, push
from tests.bot.faults.hooks import GONE, SECRET, Hook, by_hand
from tests.bot.faults.promises import clean, kept, same, settled, whole
from tests.bot.faults.stages import Stage, filled, locked, refusing, small_disk, staged

NOT_NOW = 503


async def ends_as_it_should(stage: Stage, expected: Path) -> None:
    async with alongside(push(stage.server)):
        await stage.finish()
        await whole(stage.bot, stage.server)
    same(kept(stage.data), await clean(expected, len(stage.hands)))


@pytest.mark.slow
async def test_a_disk_that_takes_nothing(tmp_path: Path) -> None:
    """Full, refusing, held: 503, however often Telegram tries; 200 as soon as it is written, once."""
    with small_disk(tmp_path / "disk", 12) as disk:
        async with staged(disk / "data", 3, webhook=True) as stage:
            async with by_hand(stage) as hook:
                for number, trouble in enumerate((filled(disk), refusing(stage.bot), locked(stage.bot))):
                    before = kept(stage.data)
                    with trouble:
                        update = await hook.act(number)
                        for _ in range(1 if number == 2 else 3):  # a held database takes 5 s to say no
                            assert await hook.post(update) == NOT_NOW
                        assert not hook.is_written(update)
                        assert kept(stage.data) == before
                    assert await hook.post(update) == 200
                    assert hook.is_written(update)
                    await stage.answered(number)
                    assert await hook.post(update) == 200
            await ends_as_it_should(stage, tmp_path / "clean")


@pytest.mark.slow
async def test_killed_while_telegram_waits_for_its_200(tmp_path: Path) -> None:
    """At any moment of a delivery: where 200 was said it is on the disk, where not it comes again."""
    dice, said = random.Random(3), []
    async with staged(tmp_path / "data", 2, webhook=True) as stage:
        async with by_hand(stage) as hook:
            for round_ in range(6):
                number = round_ % 2
                update = await hook.act(number)
                delivery = asyncio.create_task(hook.post(update))
                await asyncio.sleep(dice.uniform(0, 0.03))
                await stage.bot.kill()
                said.append(await delivery)
                assert said[-1] in (200, GONE)
                if said[-1] == 200:
                    assert hook.is_written(update)
                await stage.bot.start()
                assert await hook.post(update) == 200  # once more, whatever was said
                await stage.answered(number)
        await ends_as_it_should(stage, tmp_path / "clean")


@pytest.mark.slow
async def test_twice_at_once_and_in_another_order(tmp_path: Path) -> None:
    async with staged(tmp_path / "data", 2, 0, webhook=True) as stage:
        async with by_hand(stage) as hook:
            dice = random.Random(8)
            for number in range(2):
                for _ in range(5):
                    update = await hook.act(number)
                    assert await asyncio.gather(*(hook.post(update) for _ in range(3))) == [200] * 3
                    await stage.answered(number)
            phone = stage.hands[0].phone
            updates = [await phone.say(text) for text in ("1.1", "/diem", "/conthieu", "2.1", "/mucluc")]
            shuffled = dice.sample(updates * 2, len(updates) * 2)
            assert set(await asyncio.gather(*map(hook.post, shuffled))) == {200}
            await settled(stage.bot, stage.server)
            came = stage.bot.rows("SELECT id FROM inbox WHERE chat = 'telegram:1000' AND state = 'done'")
            assert len(came) == 5 + len(updates)
            assert len(phone.news) >= len(updates)
            await hook.post(await phone.say("3.2"))
            await phone.hear("Câu 12/40")
        await ends_as_it_should(stage, tmp_path / "clean")


@pytest.mark.slow
async def test_what_telegram_never_sends(tmp_path: Path) -> None:
    """Other people's posts, nonsense, a flood of bytes, bodies that never end: nothing of it is recorded, and
    whoever is real is answered meanwhile.
    """
    async with staged(tmp_path / "data", 1, webhook=True) as stage:
        async with by_hand(stage) as hook:
            before = kept(stage.data)
            update = json.dumps({**stage.hands[0].updates[-1], "update_id": 99_999_999}).encode()
            for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "f" * 64}):
                assert await hook.throw(update, headers) == 403
            for body in (b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"update_id": "x"}', b"[" * 100_000):
                assert await hook.throw(body) == 400
            assert await hook.throw(io.BytesIO(b'{"update_id": 1, "x": "' + bytes(30_000_000))) == 413
            assert kept(stage.data) == before
            slow = [await never_ending(stage, hook) for _ in range(50)]
            assert await hook.post(await hook.act(0)) == 200
            await stage.answered(0, 5)
            for writer in slow:
                writer.transport.abort()
        await ends_as_it_should(stage, tmp_path / "clean")


async def never_ending(stage: Stage, hook: Hook) -> asyncio.StreamWriter:
    """A request with the right secret that stops in the middle of its body."""
    head = "".join(f"{name}: {value}\r\n" for name, value in SECRET.items())
    path = hook.address.rpartition("/")[2]
    _, writer = await asyncio.open_connection("127.0.0.1", stage.bot.port)
    writer.write(f"POST /{path} HTTP/1.1\r\nHost: x\r\n{head}Content-Length: 900\r\n\r\n{{".encode())
    await writer.drain()
    return writer
