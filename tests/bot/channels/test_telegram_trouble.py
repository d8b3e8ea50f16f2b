"""What is done while Telegram cannot be reached."""

from __future__ import annotations

import pytest
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError

from bot.channels import telegram_trouble
from bot.channels.telegram_trouble import Trouble


def test_pauses_grow_and_a_refused_token_is_tried_again_more_seldom() -> None:
    for refused, longest in ((False, 30.0), (True, 300.0)):
        trouble = Trouble("token")
        pauses = [trouble.pause(refused=refused) for _ in range(20)]
        assert pauses[0] <= 0.5
        assert longest / 2 <= min(pauses[-8:]) <= max(pauses[-8:]) <= longest


async def test_whether_telegram_is_up_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telegram_trouble, "FIRST_PAUSE", 0.001)
    trouble, ups = Trouble("token"), list[bool]()
    answers: list[TelegramError | None] = [InvalidToken("no"), NetworkError("no"), None]

    async def call() -> None:
        ups.append(trouble.up)
        if (error := answers.pop(0)) is not None:
            raise error

    await trouble.insist(call)
    trouble.over()
    ups.append(trouble.up)
    answers[:] = [Conflict("no"), None]
    await trouble.insist(call)
    assert ups == [False, False, False, True, True, False]
    assert trouble.up
