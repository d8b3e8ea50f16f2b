"""One call to a Bot API server over HTTP: our transport against python-telegram-bot's own."""

from __future__ import annotations

import asyncio
import statistics
import time

from aiohttp import web
from telegram import Bot
from telegram.request import BaseRequest, HTTPXRequest

from bench.measuring import Row
from bench.stub import StubRequest
from bot.channels.telegram_http import AiohttpRequest

CALLS = 300


def calling() -> Row:
    """``sendMessage`` to a server on loopback, in turns."""
    a, b = asyncio.run(_calling())
    return Row("one call over HTTP (floor: httpx)", a, b, "ms", "below 1×")


async def _calling() -> tuple[float, float]:
    answer = await StubRequest().do_request("sendMessage")

    async def reply(received: web.Request) -> web.Response:
        await received.read()
        return web.Response(body=answer[1], content_type="application/json")

    app = web.Application()
    app.router.add_post("/{call:.*}", reply)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}/bot"
    ours, theirs = AiohttpRequest(8), HTTPXRequest(connection_pool_size=8)
    took: dict[BaseRequest, list[float]] = {ours: [], theirs: []}
    for request in took:
        await request.initialize()
    for _ in range(CALLS):
        for request, times in took.items():
            bot = Bot("1:a", address, request=request)
            started = time.perf_counter()
            await bot.send_message(1, "x" * 200)
            times.append(time.perf_counter() - started)
    for request in took:
        await request.shutdown()
    await runner.cleanup()
    return statistics.median(took[ours]) * 1000, statistics.median(took[theirs]) * 1000
