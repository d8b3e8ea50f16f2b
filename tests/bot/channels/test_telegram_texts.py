"""Messages as Telegram's HTML and buttons."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram_texts import keyboard, parts, units
from conversations.messages import Button, Message
from tests.bot.phone import as_shown


def test_each_part_of_a_message_has_its_look() -> None:
    message = Message(title="Câu 3.2", body="Dòng 1\nDòng 2", quote="Điều 5", footer="Tạm tính 512,4")
    assert parts(message, 4096) == [
        "<b>Câu 3.2</b>\nDòng 1\nDòng 2\n<blockquote>Điều 5</blockquote>\n<i>Tạm tính 512,4</i>"
    ]


def test_a_footer_stands_off_the_body() -> None:
    assert parts(Message(body="A", footer="F"), 4096) == ["A\n\n<i>F</i>"]


def test_what_looks_like_markup_is_text() -> None:
    assert parts(Message(title="<b>", body="a < b & c"), 4096) == ["<b>&lt;b&gt;</b>\na &lt; b &amp; c"]


def test_a_long_quote_is_folded() -> None:
    (text,) = parts(Message(quote="điều " * 100), 4096)
    assert text.startswith("<blockquote expandable>")
    assert text.endswith("</blockquote>")


def test_nothing_is_no_part() -> None:
    assert parts(Message(), 4096) == []
    assert parts(Message(body=" \n "), 4096) == []


def test_a_long_text_is_cut_at_line_ends() -> None:
    lines = [f"Câu {n}: " + "x" * 90 for n in range(100)]
    texts = parts(Message(title="Mục lục", body="\n".join(lines)), 4096)
    assert len(texts) == 3
    assert "\n".join(as_shown(text) for text in texts).split("\n") == ["Mục lục", *lines]


def test_length_is_counted_as_telegram_does() -> None:
    texts = parts(Message(body="😀" * 3000), 4096)
    assert [units(as_shown(text)) for text in texts] == [4096, 1904]
    assert "".join(texts) == "😀" * 3000
    assert len(parts(Message(body="&" * 4096), 4096)) == 1


@given(
    st.builds(
        Message, title=st.text(max_size=40), body=st.text(), quote=st.text(), footer=st.text(max_size=40)
    ),
    st.integers(20, 60),
)
def test_parts_fit_and_lose_nothing(message: Message, most: int) -> None:
    shown = [as_shown(text) for text in parts(message, most)]
    assert all(0 < units(text) <= most for text in shown)
    given_text = f"{message.title}{message.body}{message.quote}{message.footer}"
    assert _letters("".join(shown)) == _letters(given_text)


def _letters(text: str) -> str:
    """Without blanks and what HTML cannot carry."""
    return "".join(c for c in text if c.isalnum())


def _buttons(count: int, width: int) -> tuple[tuple[Button, ...], ...]:
    every = [Button(label=str(n), payload=f"p{n}") for n in range(count)]
    return tuple(tuple(every[n : n + width]) for n in range(0, count, width))


@pytest.mark.parametrize(
    ("count", "width", "rows"),
    [(0, 1, []), (3, 2, [2, 1]), (10, 10, [8, 2]), (120, 4, [4] * 25)],
)
def test_rows_fit(count: int, width: int, rows: list[int]) -> None:
    markup = keyboard(Message(buttons=_buttons(count, width)))
    assert [len(row) for row in markup.inline_keyboard] == rows if markup else not rows


def test_a_label_is_cut_and_an_impossible_payload_left_out() -> None:
    long = Button(label="x" * 80, payload="ok")
    bad = Button(label="bad", payload="ế" * 22)
    markup = keyboard(Message(buttons=((long, bad), (bad,))))
    assert markup is not None
    ((button,),) = markup.inline_keyboard
    assert (len(button.text), button.callback_data) == (60, "ok")
