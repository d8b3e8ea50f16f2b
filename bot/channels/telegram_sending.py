"""Sends messages to Telegram: as few calls as possible, no faster than allowed, errors told apart."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial

from telegram import Bot, InlineKeyboardMarkup, InputFile
from telegram import Message as Sent
from telegram.constants import ParseMode
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.channels.base import CAPABILITIES, TOO_LARGE, ChannelError, Outgoing
from bot.channels.telegram_pace import PER_SECOND, Pace
from bot.channels.telegram_texts import keyboard, parts
from bot.channels.telegram_trouble import Trouble

log = logging.getLogger(__name__)
LONGEST_CAPTION = 1024
PICTURES = ("image/png", "image/jpeg")
LARGEST_PICTURE = 500_000
"""Bytes. A larger picture goes as a file, because Telegram makes pictures smaller, and a photographed
decision must stay readable. What was small enough to be made smaller already is shown at once."""

Step = Callable[[], Awaitable[str]]
"""One of the messages that a message becomes; its reference."""


class Sender:
    """Turns one message into Telegram's calls."""

    def __init__(self, bot: Bot, trouble: Trouble, per_second: float = PER_SECOND) -> None:
        self._bot, self._trouble, self._pace = bot, trouble, Pace(per_second)
        self._done: dict[int, int] = {}  # steps that a message has behind it while a later one waits

    async def send(self, outgoing: Outgoing) -> str:
        """Send or edit; the reference of the message that has the buttons. Raises ChannelError: sent again,
        the message goes on with the part that failed.
        """
        try:
            if outgoing.message.attachment is not None:
                return await self._in_turn(outgoing, self._with_file(outgoing))
            return await self._in_turn(outgoing, self._texts(outgoing))
        except TelegramError as error:
            refused = self._trouble.channel_error(error)
            if isinstance(error, RetryAfter) and refused.after:
                self._pace.refused(_address(outgoing), refused.after)
            raise self._refusal(outgoing, refused) from None
        except OSError as error:
            why = f"the attachment cannot be read: {error.strerror}"
            raise self._refusal(outgoing, ChannelError(why, final=True)) from None

    def _refusal(self, outgoing: Outgoing, error: ChannelError) -> ChannelError:
        if error.final:
            self._done.pop(outgoing.id, None)
        return error

    async def _in_turn(self, outgoing: Outgoing, steps: list[Step]) -> str:
        """Take the steps that are still to be taken; the reference of the last message."""
        ref = ""
        for number in range(self._done.get(outgoing.id, 0), len(steps)):
            ref = await steps[number]()
            self._done[outgoing.id] = number + 1
        self._done.pop(outgoing.id, None)
        return ref

    def _texts(self, outgoing: Outgoing) -> list[Step]:
        texts = parts(outgoing.message, CAPABILITIES["telegram"].text)
        if not texts:
            raise ChannelError("the message is empty", final=True)
        chat, buttons = _address(outgoing), keyboard(outgoing.message)
        steps: list[Step] = [partial(self._text, chat, text, None) for text in texts[:-1]]
        steps.append(partial(self._text, chat, texts[-1], buttons))
        if outgoing.replaces:
            first = partial(self._edit, chat, outgoing.replaces, texts[0], None if steps[1:] else buttons)
            steps[0] = partial(self._either, first, steps[0])
        return steps

    async def _either(self, first: Step, otherwise: Step) -> str:
        return await first() or await otherwise()

    async def _text(self, chat: int, text: str, markup: InlineKeyboardMarkup | None) -> str:
        await self._pace.turn(chat)
        sent = await self._bot.send_message(chat, text, parse_mode=ParseMode.HTML, reply_markup=markup)
        return str(sent.message_id)

    async def _edit(self, chat: int, ref: str, text: str, markup: InlineKeyboardMarkup | None) -> str:
        """The reference if the message could be edited; an empty text where a new one is needed."""
        if not ref.isdecimal():
            return ""
        await self._pace.turn(chat)
        try:
            await self._bot.edit_message_text(
                text, chat, int(ref), parse_mode=ParseMode.HTML, reply_markup=markup
            )
        except BadRequest as error:
            return ref if "not modified" in error.message.lower() else ""
        return ref

    def _with_file(self, outgoing: Outgoing) -> list[Step]:
        """The file with the text as its caption; a longer text follows in messages of its own."""
        texts = parts(outgoing.message, LONGEST_CAPTION)
        if len(texts) <= 1:
            return [partial(self._file, outgoing, "".join(texts), keyboard(outgoing.message))]
        return [partial(self._file, outgoing, "", None), *self._texts(outgoing._replace(replaces=""))]

    async def _file(self, outgoing: Outgoing, caption: str, markup: InlineKeyboardMarkup | None) -> str:
        assert outgoing.message.attachment is not None  # noqa: S101 - the caller has looked
        if outgoing.path is None:
            raise ChannelError("the attachment has no file", final=True)
        size = (await asyncio.to_thread(outgoing.path.stat)).st_size
        if size > CAPABILITIES["telegram"].file_out:
            raise ChannelError(TOO_LARGE, final=True)
        if outgoing.message.attachment.mime in PICTURES and size <= LARGEST_PICTURE:
            try:
                return await self._upload(outgoing, caption, markup, picture=True)
            except BadRequest as error:
                log.info("a picture goes as a file: %s", error.message)
        return await self._upload(outgoing, caption, markup, picture=False)

    async def _upload(
        self, outgoing: Outgoing, caption: str, markup: InlineKeyboardMarkup | None, *, picture: bool
    ) -> str:
        assert outgoing.path is not None  # noqa: S101 - the caller has looked
        assert outgoing.message.attachment is not None  # noqa: S101 - the same
        await self._pace.turn(_address(outgoing))
        method = self._bot.send_photo if picture else self._bot.send_document
        with outgoing.path.open("rb") as file:
            given = InputFile(file, outgoing.message.attachment.name, read_file_handle=False)
            sent: Sent = await method(
                _address(outgoing), given, caption=caption or None, parse_mode=ParseMode.HTML,
                reply_markup=markup,
            )  # fmt: skip
        return str(sent.message_id)


def _address(outgoing: Outgoing) -> int:
    return int(outgoing.chat.partition(":")[2])
