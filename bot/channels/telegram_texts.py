"""A message as Telegram shows it: HTML in parts of the length that fits, and the buttons under the last."""

from __future__ import annotations

import html
import logging
from collections.abc import Iterator
from itertools import groupby

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.channels.base import CAPABILITIES, rows_within
from conversations.messages import Message

log = logging.getLogger(__name__)
WIDEST_ROW = 8
LONGEST_PAYLOAD = 64  # bytes
LONG_QUOTE = 400  # from here on a quote is shown folded

Line = tuple[str, str]  # tag and text


def parts(message: Message, most: int) -> list[str]:
    """The text as HTML, cut at line ends into parts of at most ``most`` UTF-16 units as shown."""
    return [shown for lines in _packed(_lines(message), most) if (shown := _html(lines))]


def keyboard(message: Message) -> InlineKeyboardMarkup | None:
    """The buttons, or None where there are none."""
    can = CAPABILITIES["telegram"]
    rows: list[list[InlineKeyboardButton]] = []
    for row in rows_within(message.buttons, can.buttons, can.label):
        fitting = [InlineKeyboardButton(b.label, callback_data=b.payload) for b in row if _fits(b.payload)]
        rows += [fitting[at : at + WIDEST_ROW] for at in range(0, len(fitting), WIDEST_ROW)]
    return InlineKeyboardMarkup(rows) if rows else None


def units(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text.encode("utf-16-le", "replace")) // 2


def _fits(payload: str) -> bool:
    fits = 1 <= len(payload.encode()) <= LONGEST_PAYLOAD
    if not fits:
        log.error("a button was left out: its payload %r has not 1 to 64 bytes", payload)
    return fits


def _lines(message: Message) -> list[Line]:
    """All lines with their tags; a blank line before the body's neighbours, none around a quote."""
    quote = "blockquote expandable" if units(message.quote) > LONG_QUOTE else "blockquote"
    blocks = [("b", message.title), ("", message.body), (quote, message.quote), ("i", message.footer)]
    lines: list[Line] = []
    before = ""
    for tag, text in blocks:
        if not text.strip():
            continue
        if lines and before != "b" and quote not in (tag, before):
            lines.append(("", ""))
        lines += [(tag, line) for line in text.strip("\n").split("\n")]
        before = tag
    return lines


def _packed(lines: list[Line], most: int) -> Iterator[list[Line]]:
    part: list[Line] = []
    used = 0
    for tag, line in lines:
        for piece in _pieces(line, most):
            if part and used + units(piece) > most:
                yield part
                part, used = [], 0
            part.append((tag, piece))
            used += units(piece) + 1
    yield part


def _pieces(line: str, most: int) -> Iterator[str]:
    """A line that is too long even alone, cut at blanks where there are any."""
    while units(line) > most:
        head = line.encode("utf-16-le", "replace")[: most * 2].decode("utf-16-le", "ignore")
        cut = head.rfind(" ")
        head = head[:cut] if cut > most // 2 else head
        yield head
        line = line[len(head) :].lstrip(" ")
    yield line


def _html(lines: list[Line]) -> str:
    shown = []
    for tag, group in groupby(lines, key=lambda line: line[0]):
        text = html.escape("\n".join(line for _, line in group), quote=False)
        shown.append(f"<{tag}>{text}</{tag.split(' ')[0]}>" if tag else text)
    return "\n".join(shown).strip("\n")
