"""How much evidence a unit may keep: told with what is used, and undone by taking something away."""

from __future__ import annotations

from conversations.desk import Limits
from tests.conversations.desks import House, ready

CHAT = "web:hoa"
MB = 1_000_000


def small() -> House:
    house = ready(CHAT)
    house.limits = Limits(unit_bytes=10 * MB)
    house.press_payload(CHAT, "go:3.2")
    return house


def test_the_refusal_says_how_much_is_used() -> None:
    house = small()
    for n in range(3):
        house.send(CHAT, f"{n}.pdf", size=3 * MB)
    turn = house.send(CHAT, "lớn.pdf", size=2 * MB)
    assert not turn.acts
    assert "đã dùng 9 MB trong 10 MB nên “lớn.pdf” (2 MB) chưa được lưu" in turn.messages[0].body
    assert len(house.submission().evidence["3.2"]) == 3
    assert house.send(CHAT, "nhỏ.pdf", size=MB).acts


def test_what_is_taken_away_makes_room() -> None:
    house = small()
    house.send(CHAT, "a.pdf", size=9 * MB)
    assert not house.send(CHAT, "b.pdf", size=2 * MB).acts
    piece = house.submission().evidence["3.2"][0]
    house.press_payload(CHAT, f"drop:3.2:1:{piece.id}")
    assert house.send(CHAT, "b.pdf", size=2 * MB).acts


def test_the_same_file_elsewhere_takes_no_more_room() -> None:
    house = small()
    house.send(CHAT, "a.pdf", size=9 * MB)
    house.press_payload(CHAT, "go:1.1")
    assert house.send(CHAT, "a.pdf", size=9 * MB).acts


def test_every_refusal_of_a_file_has_its_sentence() -> None:
    house = small()
    for why in ("locked", "packed", "infected", "unscanned"):
        (message,) = house.refuse_file(CHAT, "a\u202efdp.exe", why).messages
        assert "“afdp.exe”" in message.body
        assert message.buttons
