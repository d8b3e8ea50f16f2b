"""The Telegram channel: one bot on one Bot API server, perhaps through a proxy."""

from __future__ import annotations

import asyncio
import logging
import warnings
from collections.abc import AsyncIterator, Callable

import httpx
from aiohttp import web
from telegram import Bot, BotCommand, BotCommandScope, BotCommandScopeChat, BotCommandScopeDefault
from telegram.error import BadRequest, TelegramError
from telegram.warnings import PTBUserWarning

from bot.channels.base import TOO_LARGE, ChannelError, Outgoing
from bot.channels.telegram_http import plain_client, request, root
from bot.channels.telegram_polling import Poller
from bot.channels.telegram_receiving import SILENT, Asides, Receiver
from bot.channels.telegram_sending import Sender
from bot.channels.telegram_trouble import LONGEST_PAUSE, Trouble
from bot.channels.telegram_webhook import Webhook
from bot.intake.flood import Accept
from conversations.commands import Command, menu

log = logging.getLogger(__name__)
PAUSES = (0.5, 2.0)  # seconds until a menu is tried again


class TelegramChannel:
    """``base_url`` and ``proxy`` may be empty. ``webhook``: the public address to which Telegram is to send
    updates (then ``routes`` must be served there); empty: they are asked for. ``linked`` is told the form of
    an invitation link once the bot's name is known. ``asides``: what is said beside the talk.
    """

    name = "telegram"

    def __init__(
        self, token: str, accept: Accept, *, base_url: str = "", proxy: str = "", webhook: str = "",
        linked: Callable[[str], None] = lambda _: None, asides: Asides = SILENT,
    ) -> None:  # fmt: skip
        _hush()
        server = root(base_url)
        self._requests = (request(1, proxy), request(8, proxy))
        self._bot = Bot(
            token, f"{server}/bot", f"{server}/file/bot",
            get_updates_request=self._requests[0], request=self._requests[1],
        )  # fmt: skip
        self._downloads = plain_client(proxy, httpx.Timeout(30, pool=None))
        self._trouble, self._linked, self._username = Trouble(token), linked, ""
        self._receiver = Receiver(self._bot, accept, asides)
        self._incoming: Poller | Webhook = Poller(self._bot, self._receiver, self._trouble)
        if webhook:
            self._incoming = Webhook(self._bot, self._receiver, self._trouble, webhook)
        self._sender = Sender(self._bot, self._trouble)

    @property
    def routes(self) -> tuple[web.RouteDef, ...]:
        """What the web server has to serve for this channel."""
        return (self._incoming.route(),) if isinstance(self._incoming, Webhook) else ()

    @property
    def up(self) -> bool:
        """Whether Telegram answered when it was last asked for what has come."""
        return self._trouble.up

    async def run(self) -> None:
        """Receive until cancelled."""
        try:
            await self._greet()
            await self._incoming.run()
        finally:
            self._receiver.stop()
            for request in self._requests:
                await request.shutdown()
            await self._downloads.aclose()

    async def _greet(self) -> None:
        """Learn the bot's name, and show strangers their commands."""
        me = await self._trouble.insist(self._bot.get_me)
        self._username = me.username or ""
        self._receiver.named(self._username)
        if self._username:
            self._linked(self.link_template())
        await self._show(BotCommandScopeDefault(), menu(None))
        log.info("Telegram is on: %s", f"@{self._username}" if self._username else f"bot {me.id}")

    def known_ref(self, _outgoing: Outgoing) -> str:
        """Telegram numbers a message when it takes it."""
        return ""

    def link_template(self) -> str:
        """An invitation link with ``{code}`` in it; empty while the bot's name is not known."""
        return f"https://t.me/{self._username}?start={{code}}" if self._username else ""

    async def send(self, outgoing: Outgoing) -> str:
        """Send one message; the reference of the one with the buttons. Raises ChannelError."""
        return await self._sender.send(outgoing)

    async def menu(self, chat: str, commands: tuple[Command, ...]) -> None:
        """Show this person these commands. A menu is decoration: where it fails again, the old one stays."""
        await self._show(BotCommandScopeChat(int(chat.partition(":")[2])), commands)

    async def _show(self, scope: BotCommandScope, commands: tuple[Command, ...]) -> None:
        shown = [BotCommand(command.name, command.help) for command in commands]
        for pause in (*PAUSES, None):
            try:
                await self._bot.set_my_commands(shown, scope)
            except TelegramError as error:
                refused = self._trouble.channel_error(error)
                if refused.final or pause is None:
                    log.warning("a command menu was not set: %s", refused.why)
                    return
                await asyncio.sleep(min(refused.after or pause, LONGEST_PAUSE))
            else:
                return

    async def fetch(self, handle: str) -> AsyncIterator[bytes]:
        """Stream the bytes behind a file's id. Raises ChannelError."""
        try:
            file = await self._bot.get_file(handle)
            async with self._downloads.stream("GET", file.file_path or "") as response:
                if response.status_code != httpx.codes.OK:
                    raise ChannelError(f"the download was answered with {response.status_code}")
                async for chunk in response.aiter_bytes(65536):
                    yield chunk
        except BadRequest as error:
            if "too big" in error.message:
                raise ChannelError(TOO_LARGE, final=True) from None
            raise self._trouble.channel_error(error) from None
        except TelegramError as error:
            raise self._trouble.channel_error(error) from None
        except httpx.HTTPError as error:
            raise ChannelError(self._trouble.plain(error)) from None


def _hush() -> None:
    """These libraries log addresses, and the token is a part of them.

    python-telegram-bot logs a trace for every answer of a gateway that is no JSON, and raises it, too; and it
    advises against the plain JSON that its own Updater takes.
    """
    for name in ("httpx", "httpcore", "telegram"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("telegram.request").setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", r".*Please use 'Bot\.getUpdates'", PTBUserWarning)
