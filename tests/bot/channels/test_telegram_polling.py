"""The receive loop: nothing is confirmed before it is durable, nothing holds up the rest."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any, cast

import pytest
from telegram import Bot
from telegram.error import BadRequest, Conflict, EndPointNotFound, InvalidToken, NetworkError, RetryAfter

from bot.channels import telegram_trouble
from bot.channels.telegram_polling import Poller
from bot.channels.telegram_receiving import Asides, Receiver
from bot.channels.telegram_trouble import Trouble
from conversations.events import Event, Said

CHAT = {"id": 99, "type": "private"}


def _update(key: int, text: str = "", chat: dict[str, Any] | None = None) -> dict[str, Any]:
    message = {"message_id": key, "date": 1, "chat": chat or CHAT, "text": text or str(key)}
    return {"update_id": key, "message": message}


class EndError(BaseException):
    """The script is at its end."""


class FakeBot:
    """Answers getUpdates from a script, then stops the loop."""

    def __init__(self, *script: Any) -> None:
        self.script, self.offsets = list(script), list[int | None]()
        self.answered: list[str] = []
        self.said: list[tuple[int, str]] = []
        self.asked: list[dict[str, Any]] = []
        self.webhook = "https://set.earlier"

    async def do_api_request(self, endpoint: str, asked: dict[str, Any], **_: Any) -> Any:
        assert endpoint == "getUpdates"
        self.asked.append(asked)
        self.offsets.append(asked.get("offset"))
        if not self.script:
            raise EndError
        answer = self.script.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def delete_webhook(self) -> bool:
        self.webhook = ""
        return True

    async def answer_callback_query(self, query: str) -> bool:
        self.answered.append(query)
        raise BadRequest("query is too old")

    async def send_message(self, chat: int, text: str) -> None:
        self.said.append((chat, text))


class Inbox:
    """Keeps events in order; ``fail`` may refuse one."""

    def __init__(self, fail: Callable[[Event], None] = lambda _: None) -> None:
        self.kept: list[Event] = []
        self.fetching: list[bool] = []
        self._fail = fail

    async def __call__(self, event: Event, shown: str = "", *, fetching: bool = False) -> None:
        self._fail(event)
        self.kept.append(event)
        self.fetching.append(fetching)
        await asyncio.sleep(0)

    @property
    def keys(self) -> list[str]:
        return [event.key for event in self.kept]


async def _poll(bot: FakeBot, inbox: Inbox, delayed: str = "") -> None:
    receiver = Receiver(cast("Bot", bot), inbox, Asides(delayed))
    poller = Poller(cast("Bot", bot), receiver, Trouble("token"))
    with pytest.raises(EndError):
        await poller.run()
    for _ in range(5):
        await asyncio.sleep(0)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telegram_trouble, "FIRST_PAUSE", 0.001)
    monkeypatch.setattr(telegram_trouble, "LONGEST_PAUSE", 0.001)
    monkeypatch.setattr(telegram_trouble, "LONGEST_REFUSED", 0.001)


async def test_a_batch_is_kept_in_order_and_then_confirmed() -> None:
    bot, inbox = FakeBot([_update(n) for n in range(10, 110)], []), Inbox()
    await _poll(bot, inbox)
    assert inbox.keys == [str(n) for n in range(10, 110)]
    assert bot.offsets == [None, 110, None]  # the offset goes once what it confirms is confirmed
    assert bot.asked[0]["allowed_updates"] == [
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
    ]
    assert bot.asked[0]["timeout"] == 25


async def test_lower_numbers_after_an_idle_week_are_taken() -> None:
    bot, inbox = FakeBot([_update(1000)], [], [_update(3)], []), Inbox()
    await _poll(bot, inbox)
    assert inbox.keys == ["1000", "3"]
    assert bot.offsets == [None, 1001, None, 4, None]


async def test_nothing_is_confirmed_from_the_first_that_was_not_written() -> None:
    full = True

    def fail(event: Event) -> None:
        nonlocal full
        if event.key == "2" and full:
            full = False
            raise OSError(28, "No space left on device")

    bot, inbox = FakeBot([_update(1), _update(2), _update(3)], [_update(2), _update(3)], []), Inbox(fail)
    await _poll(bot, inbox, "Tạm thời chưa ghi được.")
    assert bot.offsets == [None, 2, 4, None]
    assert inbox.keys == ["1", "3", "2", "3"]  # 3 again: the inbox knows its key
    assert bot.said == [(99, "Tạm thời chưa ghi được.")]


async def test_a_full_disk_is_waited_for_however_long_and_told_once() -> None:
    def fail(_: Event) -> None:
        raise OSError(28, "No space left on device")

    bot, inbox = FakeBot(*[[_update(1)]] * 20), Inbox(fail)
    await _poll(bot, inbox, "Tạm thời chưa ghi được.")
    assert bot.offsets == [None] * 21
    assert len(bot.said) == 1


@pytest.mark.parametrize("mistake", [ValueError, AssertionError, AttributeError])
async def test_an_event_that_can_never_be_written_is_set_aside(
    caplog: pytest.LogCaptureFixture, mistake: type[Exception]
) -> None:
    def fail(event: Event) -> None:
        if event.key == "1":
            raise mistake("secret words")

    bot, inbox = FakeBot(*[[_update(1, "secret words"), _update(2)]] * 3, []), Inbox(fail)
    await _poll(bot, inbox)
    assert bot.offsets == [None, None, None, 3, None]
    assert "update 1 was set aside" in caplog.text
    assert "secret words" not in caplog.text


async def test_what_cannot_be_read_is_logged_without_its_words_and_confirmed(
    caplog: pytest.LogCaptureFixture,
) -> None:
    odd = {"update_id": 1, "message": {"text": "secret words", "chat": None}}
    wrong = _update(2, "secret words")
    wrong["message"]["date"] = "yesterday"
    bot, inbox = FakeBot([odd, wrong, _update(3)], []), Inbox()
    await _poll(bot, inbox)
    assert inbox.keys == ["3"]
    assert bot.offsets == [None, 4, None]
    assert "update 1" in caplog.text
    assert "update 2" in caplog.text
    assert "secret words" not in caplog.text


async def test_every_press_is_answered_once_it_is_kept() -> None:
    sender = {"id": 99, "first_name": "Lan"}
    press = {"id": "q1", "from": sender, "data": "x", "message": {"message_id": 1, "date": 0, "chat": CHAT}}
    lost = {"id": "q2", "from": sender, "data": "x"}
    bot, inbox = (
        FakeBot([{"update_id": 1, "callback_query": press}, {"update_id": 2, "callback_query": lost}]),
        Inbox(),
    )
    await _poll(bot, inbox)
    assert inbox.keys == ["1"]
    assert sorted(bot.answered) == ["q1", "q2"]


async def test_a_file_is_handed_in_as_still_to_be_fetched() -> None:
    update = _update(1)
    update["message"] = {**update["message"], "document": {"file_id": "F"}}
    del update["message"]["text"]
    bot, inbox = FakeBot([update, _update(2)]), Inbox()
    await _poll(bot, inbox)
    assert inbox.fetching == [True, False]


@pytest.mark.parametrize(
    "error",
    [
        NetworkError("httpx.ConnectError: https://api.telegram.org/bottoken/getUpdates"),
        InvalidToken("Unauthorized: bottoken"),
        EndPointNotFound("Not Found"),
        Conflict("terminated by other getUpdates request"),
        RetryAfter(0),
        KeyError("result"),
        RuntimeError("anything"),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_trouble_is_waited_out_and_told_once(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    bot, inbox = FakeBot([_update(1)], error, error, error, [_update(2)], []), Inbox()
    await _poll(bot, inbox)
    assert inbox.keys == ["1", "2"]
    assert bot.offsets == [None, 2, 2, 2, 2, 3, None]
    warnings = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(warnings) == 1
    assert "bottoken" not in caplog.text
    assert caplog.text.count("can be reached again") == 1
    assert [asked["timeout"] for asked in bot.asked[:6]] == [25, 25, 0, 0, 0, 25]


async def test_somebody_of_a_group_is_not_served() -> None:
    bot, inbox = FakeBot([_update(1, chat={"id": -5, "type": "group"})], []), Inbox()
    await _poll(bot, inbox)
    assert inbox.kept == []
    assert bot.offsets == [None, 2, None]


async def test_events_have_randomness_of_their_own() -> None:
    bot, inbox = FakeBot([_update(1), _update(2)], []), Inbox()
    await _poll(bot, inbox)
    assert len({event.nonce for event in inbox.kept}) == 2
    assert all(len(bytes.fromhex(event.nonce)) == 16 for event in inbox.kept)
    assert [event.text for event in inbox.kept if isinstance(event, Said)] == ["1", "2"]


async def test_telegram_is_not_asked_again_before_all_is_durable() -> None:
    durable: list[str] = []

    class Watching(FakeBot):
        async def do_api_request(self, endpoint: str, asked: dict[str, Any], **more: Any) -> Any:
            assert len(durable) == (asked.get("offset") or 1) - 1
            return await super().do_api_request(endpoint, asked, **more)

    async def accept(event: Event, shown: str = "", *, fetching: bool = False) -> None:
        await asyncio.sleep(0.001 * (4 - int(event.key)))  # the first takes longest
        durable.append(event.key)

    bot = Watching([_update(1), _update(2), _update(3)])
    receiver = Receiver(cast("Bot", bot), accept)
    with pytest.raises(EndError):
        await Poller(cast("Bot", bot), receiver, Trouble("token")).run()
    assert bot.offsets == [None, 4]
    assert durable == ["3", "2", "1"]
