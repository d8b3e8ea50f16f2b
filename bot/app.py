"""The one place where things are wired: settings in, a running bot out."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot import control
from bot.book import Book
from bot.channels.base import Channel, Outgoing
from bot.channels.web import WebChannel
from bot.channels.web_listening import Https
from bot.clock import utc_now
from bot.delivery import Delivery
from bot.intake.examining import Examiner
from bot.intake.files import Fetcher, take_file
from bot.intake.flood import Gate
from bot.operations import nightly, watching
from bot.papers.documents import Documents
from bot.papers.making import Making
from bot.reading.sheet_reading import is_keyed
from bot.scheduler import Scheduler
from bot.service import Service
from bot.settings import Settings
from bot.storage import awaited, mail
from bot.storage.database import Database, Statement
from bot.storage.evidence import EvidenceStore
from bot.storage.journal import Cause
from conversations.commands import Command, usable
from conversations.desk import Limits
from conversations.entry import joining
from conversations.events import OFFICE, OPERATOR, Event, FileCame, Ordered, StoredFile
from conversations.phrases import officer, running
from conversations.talk import Act
from scoring.facts import ActRefused
from scoring.people import Person

if TYPE_CHECKING:
    from bot.channels.telegram import TelegramChannel

LONGEST_FINISH = 5.0  # seconds that what has come before the stop may take


@dataclass(slots=True)
class App:
    """A bot with its parts, running or about to."""

    settings: Settings
    database: Database
    book: Book
    service: Service
    store: EvidenceStore
    delivery: Delivery
    channels: dict[str, Channel]
    fetcher: Fetcher
    gate: Gate

    async def decree(self, acts: list[Act], seen: int | None = None) -> None:
        """Record facts of the command line; whoever would hear of them from the chat hears of them.

        ``seen``: the journal's last row when they were worked out. Raises OvertakenError, and records
        nothing, where they do not hold any more.
        """
        now, nonce = utc_now(), secrets.token_hex(16)
        if any(act.fact.kind == "campaign_created" for act in acts):
            cause = Cause(now.isoformat(), new_campaign_id(), OPERATOR, "", "")
            await self.service.act(acts, cause)
            return
        given = tuple((act.subject, act.fact) for act in acts)
        order = Ordered(chat=OFFICE, key=nonce, at=now, nonce=nonce, acts=given, seen=seen)
        await self.service.accept(order)


def new_campaign_id() -> str:
    """Sortable by time and unique within a database."""
    return utc_now().strftime("%Y%m%d%H%M%S%f")


@asynccontextmanager
async def opened(settings: Settings, *, listening: bool = True) -> AsyncIterator[App]:
    """The bot with its service running; ``listening``: with its channels too. Stops everything on leaving."""
    async with AsyncExitStack() as stack:
        database = await Database.open(settings.data)
        stack.push_async_callback(database.close)
        app = await _build(settings, database, listening=listening)
        async with asyncio.TaskGroup() as tasks:
            at_work = [tasks.create_task(app.service.run())]
            app.delivery.put(await mail.unsent(database))
            if listening:
                control.open_control(settings.data, (settings.host, settings.port), settings.web_link)
                stack.callback(control.close_control, settings.data)
                at_work += [tasks.create_task(app.fetcher.run())]
                at_work += [tasks.create_task(nightly.nightly(settings))]
                at_work += [tasks.create_task(Scheduler(app.service).run())]
                at_work += [tasks.create_task(channel.run()) for channel in app.channels.values()]
            try:
                yield app
            finally:
                await app.delivery.stop()
                writer, *others = at_work
                for task in others:
                    task.cancel()
                if not writer.done():
                    await app.service.finish(LONGEST_FINISH)
                writer.cancel()


async def _build(settings: Settings, database: Database, *, listening: bool) -> App:
    book = Book(database, settings.data)
    await book.read()
    store = EvidenceStore(settings.data / "evidence")
    store.sweep()
    service = Service(book, _limits(settings), is_keyed=lambda event: _keyed(store, event))
    await service.start()
    channels: dict[str, Channel] = {}
    gate = Gate(book.joined, settings.unit_bytes)
    backstage = _Backstage(service, database, store, settings, gate)
    making = Making(
        Documents(settings.data, store),
        service.tell,
        noticed=lambda row: awaited.was_noticed(database, row.chat, row.id),
        again=lambda row: delivery.put([row]),
    )
    delivery = Delivery(
        channels,
        service.write,
        making=making,
        path=store.path,
        campaign=lambda: book.campaign,
        slot_ref=lambda row: mail.slot_ref(database, row),
        known=book.joined,
    )
    service.deliver_to(delivery.put, making.call_off)
    fetcher = Fetcher(service, store, channels, settings.file_bytes, Examiner(settings))
    app = App(settings, database, book, service, store, delivery, channels, fetcher, gate)
    telegram = _telegram(app) if settings.telegram_token and listening else None
    routes = (
        control.route(settings.data, app.decree),
        *watching.routes(service, database, settings, lambda: telegram.up if telegram else None),
    )
    if telegram is not None:
        channels["telegram"] = telegram
        routes = (*routes, *telegram.routes)
    channels["web"] = WebChannel(
        backstage, settings.host, settings.port, routes, public=settings.public_url, https=_https(settings)
    )
    return app


def _limits(settings: Settings) -> Limits:
    return Limits(file_bytes=settings.file_bytes, unit_bytes=settings.unit_bytes, web_link=settings.web_link)


def _https(settings: Settings) -> Https | None:
    return Https(settings.tls_port, settings.tls_cert, settings.tls_key) if settings.tls_port else None


def _telegram(app: App) -> TelegramChannel:
    from bot.channels.telegram import TelegramChannel
    from bot.channels.telegram_receiving import Asides

    settings = app.settings
    return TelegramChannel(
        settings.telegram_token, app.gate.before(app.fetcher.accept),
        base_url=settings.telegram_base_url, proxy=settings.telegram_proxy,
        webhook=settings.telegram_webhook, linked=app.service.link_telegram,
        asides=Asides(running.DELAYED, running.PRIVATE_ONLY),
    )  # fmt: skip


def _keyed(store: EvidenceStore, event: FileCame) -> bool:
    return event.file.name.lower().endswith(".xlsx") and is_keyed(store.path(event.file.sha256))


class _Backstage:
    """What the web chat sees of the bot."""

    def __init__(
        self, service: Service, database: Database, store: EvidenceStore, settings: Settings, gate: Gate
    ) -> None:
        self._service, self._database, self._store, self._settings = service, database, store, settings
        self._gate = gate

    def admit(self, chat: str, size: int = 0) -> None:
        self._gate.take(chat, utc_now(), size)

    def refusal(self, invitation: str) -> str:
        campaign, key = self._service.book.campaign, joining.code_hash(invitation)
        known = key in campaign.invitations or key in campaign.withdrawn
        return "" if known else officer.WRONG_CODE

    async def too_many_codes(self) -> None:
        if campaign := self._service.book.campaign.id:
            refused = Act("", ActRefused(act="join", why="codes"))
            await self._service.act([refused], Cause(utc_now().isoformat(), campaign, "", "web:", ""))

    async def accept(self, event: Event, shown: str) -> int:
        return await self._service.accept(event, shown)

    async def make_chat(self, chat: str, key_hash: str) -> None:
        sql = (
            "INSERT INTO chat_key (chat, key_hash, made_at) VALUES ($1, $2, $3) ON CONFLICT (chat) DO NOTHING"
        )
        await self._service.write(Statement(sql, (chat, key_hash, utc_now().isoformat())))

    async def key_hash(self, chat: str) -> str:
        rows = await self._database.read("SELECT key_hash FROM chat_key WHERE chat = $1", chat)
        return str(rows[0][0]) if rows else ""

    async def history(self, chat: str, after: int) -> tuple[list[tuple[int, str, str]], list[Outgoing]]:
        came, went = await mail.history(self._database, chat, after)
        return came, [self._outgoing(row) for row in went]

    def _outgoing(self, row: mail.OutRow) -> Outgoing:
        attachment = row.message.attachment
        path = self._store.path(attachment.sha256) if attachment and attachment.sha256 else None
        return Outgoing(row.chat, row.message, row.replaces, path, row.id, row.at)

    def header(self, chat: str) -> tuple[str, str, tuple[Command, ...]]:
        campaign = self._service.book.campaign
        person = next((p for p in campaign.people.values() if chat in p.chats), None)
        title = campaign.name if person else "chamdiem"
        return self._name(person), title, usable(person, campaign.stage)

    def _name(self, person: Person | None) -> str:
        if person is None:
            return ""
        unit = self._service.book.campaign.units.get(person.unit())
        return f"{person.name} · {unit.name}" if unit else person.name

    async def upload(self, chunks: AsyncIterator[bytes], name: str) -> StoredFile | str:
        return await take_file(
            self._store, chunks, name, self._settings.file_bytes, examine=Examiner(self._settings)
        )

    def file_path(self, sha256: str) -> Path:
        return self._store.path(sha256)

    def file_limit(self) -> int:
        return self._settings.file_bytes

    def health(self) -> dict[str, Any]:
        return {"status": "ok", "campaign": bool(self._service.book.campaign.id)}
