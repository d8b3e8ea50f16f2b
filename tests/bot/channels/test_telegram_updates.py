"""Tables of Telegram's updates in and events out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.channels import telegram_updates
from conversations.events import Event, FileCame, FileRefused, OddCame, Pressed, Said, Started, StoredFile

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
SENT = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)  # already the 21st in Vietnam
CHAT = {"id": 99, "type": "private", "first_name": "Lan"}
LAN = {"id": 99, "is_bot": False, "first_name": "Lan", "last_name": "Nguyễn Thị"}
FILE = {"file_id": "F", "file_unique_id": "u"}
ARRIVED: dict[str, Any] = {
    "chat": "telegram:99", "key": "5", "at": SENT, "nonce": "n", "name": "Lan Nguyễn Thị"
}  # fmt: skip


def _message(**content: Any) -> dict[str, Any]:
    return {
        "update_id": 5,
        "message": {"message_id": 7, "date": int(SENT.timestamp()), "chat": CHAT, "from": LAN, **content},
    }


def _edited(**content: Any) -> dict[str, Any]:
    return {"update_id": 5, "edited_message": _message(**content)["message"]}


def _query(**content: Any) -> dict[str, Any]:
    message = {"message_id": 7, "date": 0, "chat": CHAT}
    return {"update_id": 5, "callback_query": {"id": "q", "from": LAN, "message": message, **content}}


def _file(**known: Any) -> StoredFile:
    return StoredFile(**{"sha256": "", "handle": "F", "size": 0, **known})


def _read(update: dict[str, Any]) -> Event | None:
    return telegram_updates.read(update, NOW, "n")


TEXTS = [
    ("421/512", Said(**ARRIVED, text="421/512")),
    ("/start", Started(**ARRIVED)),
    ("/start 7K3QF9XW2M", Started(**ARRIVED, invitation="7K3QF9XW2M")),
    ("/start@chamdiem_bot 7K3QF9XW2M", Started(**ARRIVED, invitation="7K3QF9XW2M")),
    ("/startle", Said(**ARRIVED, text="/startle")),
    ("/thu 3.2 450", Said(**ARRIVED, text="/thu 3.2 450")),
    ("nửa chữ \ud83d", Said(**ARRIVED, text="nửa chữ \ufffd")),
    ("👍", Said(**ARRIVED, text="👍")),
]


@pytest.mark.parametrize(("text", "event"), TEXTS, ids=[repr(text) for text, _ in TEXTS])
def test_texts(text: str, event: Event) -> None:
    assert _read(_message(text=text)) == event


PDF = {**FILE, "file_name": "Báo cáo.pdf", "mime_type": "application/pdf", "file_size": 1200}
PHOTO = [
    {"file_id": "small", "width": 90, "height": 60},
    {**FILE, "width": 1280, "height": 853, "file_size": 9},
]
GIF = {**FILE, "mime_type": "video/mp4"}
FILES = [
    ({"document": PDF}, _file(name="Báo cáo.pdf", mime="application/pdf", size=1200)),
    ({"document": FILE}, _file(name="tep-2026-11-21-7", mime="application/octet-stream")),
    ({"photo": PHOTO}, _file(name="anh-2026-11-21-7.jpg", mime="image/jpeg", size=9, recompressed=True)),
    ({"video": FILE}, _file(name="video-2026-11-21-7.mp4", mime="video/mp4")),
    ({"audio": {**FILE, "file_name": "hop.mp3"}}, _file(name="hop.mp3", mime="audio/mpeg")),
    ({"animation": GIF, "document": {**GIF, "file_name": "a.mp4"}}, _file(name="a.mp4", mime="video/mp4")),
]


@pytest.mark.parametrize(("content", "file"), FILES, ids=[file.name for _, file in FILES])
def test_files(content: dict[str, Any], file: StoredFile) -> None:
    assert _read(_message(**content)) == FileCame(**ARRIVED, file=file)


def test_a_file_has_its_caption_and_its_album() -> None:
    event = _read(_message(document=PDF, caption="QĐ 15", media_group_id="123"))
    assert isinstance(event, FileCame)
    assert (event.caption, event.album) == ("QĐ 15", "123")


@pytest.mark.parametrize(("size", "why"), [(0, "empty"), (20_000_001, "too_large")])
def test_an_impossible_size_is_refused_without_a_fetch(size: int, why: Any) -> None:
    event = _read(_message(document={**PDF, "file_size": size}))
    assert event == FileRefused(**ARRIVED, file_name="Báo cáo.pdf", why=why, size=size)


def test_the_largest_file_is_fetched() -> None:
    assert isinstance(_read(_message(document={**PDF, "file_size": 20_000_000})), FileCame)


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("sticker", "sticker"), ("voice", "voice"), ("video_note", "video_note"), ("location", "location"),
        ("contact", "contact"), ("dice", "other"), ("poll", "other"), ("story", "other"),
        ("checklist", "other"), ("something_new", "other"),
    ],
)  # fmt: skip
def test_odd_things(part: str, what: Any) -> None:
    assert _read(_message(**{part: FILE})) == OddCame(**ARRIVED, what=what)


def test_a_press_names_its_message_and_comes_at_the_time_of_now() -> None:
    arrived = {**ARRIVED, "at": NOW}
    assert _read(_query(data="ok:3.2:4")) == Pressed(**arrived, payload="ok:3.2:4", message="7")
    assert telegram_updates.question_of(_query(data="ok")) == "q"


def test_an_edited_message_is_told_apart() -> None:
    assert _read(_edited(text="13")) == Said(**ARRIVED, text="13", edited=True)
    assert _read(_edited(photo=PHOTO, caption="QĐ 16")) == Said(**ARRIVED, text="QĐ 16", edited=True)


SILENT = [
    {"update_id": 5, "message": {**_message(text="x")["message"], "chat": {"id": -5, "type": "supergroup"}}},
    {"update_id": 5, "channel_post": {"message_id": 1, "date": 1, "chat": {"id": -5, "type": "channel"}}},
    {"update_id": 5, "my_chat_member": {"new_chat_member": {"status": "kicked"}}},
    {"update_id": 5, "callback_query": {"id": "q", "from": LAN, "inline_message_id": "i", "data": "x"}},
    {"update_id": 5, "something_new": {}},
    _query(game_short_name="g"),
    _message(pinned_message={}),
    _edited(location={"latitude": 1, "longitude": 2}),
]


@pytest.mark.parametrize("update", SILENT)
def test_what_is_not_for_us_has_no_event(update: dict[str, Any]) -> None:
    assert _read(update) is None


def test_blocking_is_noticed() -> None:
    change = {"chat": {"id": 99, "type": "private"}, "new_chat_member": {"status": "kicked"}}
    back = {**change, "new_chat_member": {"status": "member"}}
    assert telegram_updates.blocked({"my_chat_member": change}) is True
    assert telegram_updates.blocked({"my_chat_member": back}) is False
    thrown_out = {**change, "chat": {"id": -5, "type": "group"}}
    assert telegram_updates.blocked({"my_chat_member": thrown_out}) is None
    assert telegram_updates.blocked(_message(text="x")) is None
