"""How the process is doing, for monitoring: ``/ready`` (200 or 503) and ``/metrics`` (Prometheus).

Both are for this machine unless ``CHAMDIEM_METRICS=open``: they name no person and no answer, but how many.
"""

from __future__ import annotations

import asyncio
import ipaddress
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.clock import utc_now
from bot.operations import backups
from bot.service import Service
from bot.settings import Settings
from bot.storage.database import Database, is_trouble

PATIENCE = 5.0  # seconds that the writer may take
_FORWARDED = ("X-Forwarded-For", "Forwarded", "Via", "X-Real-IP")


@dataclass(frozen=True, slots=True)
class Vitals:
    """What is measured at one moment. ``writing``: an event would be taken now. Ages are seconds;
    ``committed_at`` is None before the first commit, ``telegram`` without a token: whether Telegram answered
    when it was last asked for what has come.
    """

    writing: bool
    committed_at: datetime | None
    waiting_out: int
    oldest_out: float
    waiting_in: int
    backup_age: float | None
    telegram: bool | None = None


async def measured(
    service: Service, database: Database, settings: Settings, *, telegram: bool | None = None
) -> Vitals:
    """Ask the writer and look at the mail."""
    now = utc_now()
    out, since = (await database.read("SELECT count(*), min(at) FROM outbox WHERE state = 'waiting'"))[0]
    held = await database.read("SELECT count(*) FROM inbox WHERE state IN ('fetching', 'waiting')")
    return Vitals(
        await _writes(service), service.tally.committed_at, out,
        _age(now, datetime.fromisoformat(since)) if since else 0.0, held[0][0],
        await _backup_age(settings, now), telegram,
    )  # fmt: skip


async def _backup_age(settings: Settings, now: datetime) -> float | None:
    """Seconds since the newest backup; None where there is none, or its disk cannot be read."""
    if not settings.backup_dir:
        return None
    try:
        found = await asyncio.to_thread(backups.existing, Path(settings.backup_dir))
    except OSError:
        return None
    return _age(now, found[0].made_at) if found else None


def _age(now: datetime, at: datetime) -> float:
    """Seconds since then; a clock that was set back makes nothing younger than new."""
    return max(0.0, (now - at).total_seconds())


async def _writes(service: Service) -> bool:
    """Whether the writer takes a turn in time, and its last transaction did not fail."""
    try:
        await asyncio.wait_for(service.write(), PATIENCE)
    except Exception as error:
        if not is_trouble(error):  # what took too long is (an OSError)
            raise
        return False
    return not service.tally.failing


def routes(
    service: Service,
    database: Database,
    settings: Settings,
    telegram: Callable[[], bool | None] = lambda: None,
) -> tuple[web.RouteDef, ...]:
    """``GET /ready`` and ``GET /metrics``. ``telegram``: whether it is up; None where there is none."""

    async def ready(request: web.Request) -> web.Response:
        _only_for_monitoring(request, settings)
        vitals = await measured(service, database, settings, telegram=telegram())
        at = vitals.committed_at
        body = {
            "status": "ok" if vitals.writing else "not writing",
            "last_commit_seconds": _age(utc_now(), at) if at else None,
            "outbox_waiting": vitals.waiting_out,
            "outbox_oldest_seconds": vitals.oldest_out,
            "inbox_waiting": vitals.waiting_in,
            "telegram_up": vitals.telegram,
        }
        return web.json_response(body, status=200 if vitals.writing else 503)

    async def metrics(request: web.Request) -> web.Response:
        _only_for_monitoring(request, settings)
        text = exposition(service, await measured(service, database, settings, telegram=telegram()))
        return web.Response(body=text, headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"})

    return web.get("/ready", ready), web.get("/metrics", metrics)


def _only_for_monitoring(request: web.Request, settings: Settings) -> None:
    """Refuse what comes from elsewhere, also through a proxy on this machine."""
    local = _is_loopback(request.remote or "") and not any(name in request.headers for name in _FORWARDED)
    if settings.metrics != "open" and not local:
        raise web.HTTPNotFound


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def exposition(service: Service, vitals: Vitals) -> bytes:
    """Everything in Prometheus' text format."""
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.registry import Collector

    class Now(Collector):
        def collect(self) -> Iterator[Any]:
            yield from _families(service, vitals)

    registry = CollectorRegistry(auto_describe=False)
    registry.register(Now())
    return generate_latest(registry)


def _families(service: Service, vitals: Vitals) -> Iterator[Any]:
    from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

    tally, book = service.tally, service.book
    for name, said, count in (
        ("chamdiem_events", "Events answered since the start.", tally.events),
        ("chamdiem_commits", "Durable transactions since the start.", tally.commits),
        ("chamdiem_failed_commits", "Transactions that failed since the start.", tally.failures),
        (
            "chamdiem_set_aside",
            "Events that broke a step and were answered with an apology.",
            tally.set_aside,
        ),
    ):
        yield CounterMetricFamily(name, said, value=count)
    at = vitals.committed_at
    gauges: list[tuple[str, str, float | None]] = [
        ("chamdiem_ready", "1 where an event would be taken now.", float(vitals.writing)),
        (
            "chamdiem_last_commit_timestamp_seconds",
            "When the last transaction ended.",
            at.timestamp() if at else None,
        ),
        ("chamdiem_outbox_waiting", "Messages that are not sent yet.", vitals.waiting_out),
        ("chamdiem_outbox_oldest_seconds", "Age of the oldest of them.", vitals.oldest_out),
        ("chamdiem_inbox_waiting", "Events that wait for a file.", vitals.waiting_in),
        ("chamdiem_journal_rows", "Facts on record.", book.head.seq),
        ("chamdiem_backup_age_seconds", "Age of the newest nightly backup.", vitals.backup_age),
        ("chamdiem_telegram_up", "1 where Telegram answered when it was last asked.", vitals.telegram),
    ]
    for name, said, value in gauges:
        if value is not None:
            yield GaugeMetricFamily(name, said, value=value)
    states = GaugeMetricFamily("chamdiem_submissions", "Submissions by state.", labels=["state"])
    for state, count in Counter(row.state for row in book.standings.values()).items():
        states.add_metric([state], count)
    yield states
