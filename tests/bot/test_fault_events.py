"""What comes twice, in another order, hours late or from a clock that jumps; and what belongs to another
question than the one that is open.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.bot.faults import troubles
from tests.bot.faults.hands import WebHand, browser
from tests.bot.faults.promises import clean, kept, same, settled, whole
from tests.bot.faults.stages import Stage, staged
from tests.bot.phone import TOKEN, Shown

JPEG = b"\xff\xd8\xff\xe0"


async def ends_as_it_should(stage: Stage, expected: Path) -> None:
    await stage.finish()
    await whole(stage.bot, stage.server)
    same(kept(stage.bot.data), await clean(expected, len(stage.hands)))


@pytest.mark.slow
async def test_twice_in_another_order_hours_late_and_by_a_clock_that_jumps(tmp_path: Path) -> None:
    async with staged(tmp_path / "data", 3) as stage:
        for _ in range(2):
            for number, trouble in enumerate(troubles.EVENTS):
                await trouble(stage, number % 3)
        await ends_as_it_should(stage, tmp_path / "clean")


@pytest.mark.slow
async def test_answers_that_overtake_each_other(tmp_path: Path) -> None:
    """In whatever order they come, each is on record and each is answered."""
    dice = random.Random(4)
    async with staged(tmp_path / "data", 4, 3) as stage:
        await stage.bot.kill()
        for hand in stage.hands:
            for text in ("1.1", "3.2", "421/512", "2.1", "/diem"):
                await hand.phone.say(text)
        queue = stage.server._update_queues._state(TOKEN).updates
        dice.shuffle(queue)
        await stage.bot.start()
        await settled(stage.bot, stage.server)
        for hand in stage.hands:
            chat = f"telegram:{hand.phone.chat}"
            came = stage.bot.rows("SELECT id FROM inbox WHERE chat = ? AND state = 'done'", chat)
            said = stage.bot.rows("SELECT id FROM outbox WHERE chat = ? AND state = 'sent'", chat)
            assert len(came) == 3 + 5
            assert len(said) >= len(came)
        await whole(stage.bot, stage.server)


@pytest.mark.slow
async def test_an_upload_belongs_to_the_question_that_was_open(tmp_path: Path) -> None:
    """On the page an upload may take longer than the talk: it says itself to which question it belongs."""
    async with staged(tmp_path / "data", 1, 0) as stage, browser() as web:
        hand = WebHand(web, f"http://127.0.0.1:{stage.bot.port}")
        for step in stage.rest[0][:5]:
            await hand.do(step)
        assert [m["item"] for m in await hand.messages() if m["from"] == "bot"][-1] == "3.2"
        await hand.post(f"{hand.chat}/events", {"id": "on" * 8, "text": "1.1"})
        body = {"id": "up" * 8, "item": "3.2"}
        await hand.post(f"{hand.chat}/files", body, ("chậm.jpg", JPEG + b"1"))
        await hand.post(f"{hand.chat}/files", {"id": "no" * 8, "item": "xyz"}, ("nhanh.jpg", JPEG + b"2"))
        attached = [(k, item) for k, item, _ in kept(stage.bot.data)["000"].facts if k == "evidence_attached"]
        assert attached == [("evidence_attached", "3.2"), ("evidence_attached", "1.1")]
        await whole(stage.bot, stage.server)


@pytest.mark.slow
async def test_albums_replies_and_edits_on_telegram(tmp_path: Path) -> None:
    async with staged(tmp_path / "data", 1, 6) as stage:
        phone = stage.hands[0].phone
        card = await phone.hear("300/512 = ")
        await album(stage)
        await reply(stage, card)
        await phone.edit("500/512", 1)
        await phone.hear("Tin nhắn sửa lại không được đọc")
        assert answers(stage)[-1] == "2.1"
        assert answers(stage).count("3.2") == 1
        await whole(stage.bot, stage.server)


async def album(stage: Stage) -> None:
    """Ten pictures at once are one act: one message, which says that they were made smaller."""
    phone = stage.hands[0].phone
    shown = len(stage.server.screens[phone.chat])
    for number in range(10):
        await phone.send_photo(JPEG + bytes([number]), album="a-1")
    said = await phone.hear("Đã nhận 10 tệp gửi cùng lúc cho câu 3.2.")
    assert "Ảnh bị nén khi gửi" in said.text
    assert len(stage.server.screens[phone.chat]) == shown + 1
    await phone.send_document(JPEG + b"whole", "rõ.jpg")
    assert "Ảnh bị nén" not in (await phone.hear("Đã nhận “rõ.jpg”")).text


async def reply(stage: Stage, card: Shown) -> None:
    """A reply to an earlier card is about that card's question, a picture as well as a text."""
    phone = stage.hands[0].phone
    await phone.say("1.1")
    await phone.hear("Câu 1/40")
    await phone.send_document(JPEG + b"reply", "kèm.jpg", reply_to_message={"message_id": card.id})
    await phone.hear("Đã nhận “kèm.jpg” cho câu 3.2")
    await phone.say("450/512", reply_to=card.id)  # answered already: open again, and changed only on purpose
    await phone.hear("Câu 3.2 đã ghi")
    await phone.say("2.1")
    earlier = await phone.hear("2.1")
    await phone.say("1.1")
    await phone.hear("Câu 1/40")
    await phone.say("1", reply_to=earlier.id)
    await phone.hear("Đã ghi")


def answers(stage: Stage) -> list[str]:
    return [item for kind, item, _ in kept(stage.bot.data)["000"].facts if kind == "answer_given"]
