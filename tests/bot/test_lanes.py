"""Lanes: what waits for a file, and what waits behind it."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.lanes import Lanes
from bot.storage.mail import InRow
from conversations.events import Event, FileCame, Said, StoredFile

AT = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
FILE = StoredFile(sha256="0" * 64, name="a.jpg", mime="image/jpeg", size=1)


def said(number: int, chat: str = "web:a") -> InRow:
    event = Said(text="x", chat=chat, key=str(number), at=AT, nonce=f"{number:032x}", name="")
    return InRow(number, event, "waiting", "")


def file(number: int, state: str = "fetching", album: str = "") -> InRow:
    event: Event = FileCame(
        file=FILE, album=album, chat="web:a", key=str(number), at=AT, nonce=f"{number:032x}", name=""
    )
    return InRow(number, event, state, "")


def answered(lanes: Lanes, chat: str = "web:a") -> list[int]:
    found = []
    while row := lanes.ready(chat):
        found.append(row.id)
        lanes.leave(row)
    return found


def test_what_came_later_is_answered_later_up_to_the_next_file() -> None:
    lanes = Lanes.of([file(1), said(2), file(3), said(4), said(5, "web:b")])
    assert answered(lanes) == []
    assert [row.id for row in lanes.fetching()] == [1, 3]
    lanes.arrive(file(1))
    assert answered(lanes) == [1, 2]
    assert [row.id for row in lanes.unread()] == [5]
    lanes.arrive(file(3))
    assert answered(lanes) == [3, 4]
    assert set(lanes.by_chat) == {"web:b"}


def test_an_album_waits_for_all_of_its_files() -> None:
    lanes = Lanes.of([file(1, album="x"), file(2, album="x"), file(3)])
    lanes.arrive(file(1, album="x"))
    assert answered(lanes) == []
    lanes.arrive(file(2, album="x"))
    assert answered(lanes) == [1, 2]


def test_a_copy_is_changed_apart() -> None:
    lanes = Lanes.of([said(1)])
    other = lanes.copy()
    assert answered(other) == [1]
    assert [row.id for row in lanes.unread()] == [1]


def test_a_file_that_nobody_waits_for_changes_nothing() -> None:
    lanes = Lanes()
    lanes.arrive(file(1))
    assert lanes.by_chat == {}
