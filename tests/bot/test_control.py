"""How the command line reaches a bot that runs: by itself, whatever proxy the machine's environment names."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pytest

from bot import control
from bot.app import opened
from bot.running import ready
from bot.settings import Settings
from conversations.talk import Act
from scoring.facts import StageChanged
from tests.bot.campaigns import campaign
from tests.bot.ports import free_port


def _has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0", "::1", "::"])  # noqa: S104 - what may be set
async def test_facts_are_handed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    if ":" in host and not _has_ipv6():
        pytest.skip("this machine has no IPv6")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")  # the token goes to nobody else
    monkeypatch.delenv("no_proxy", raising=False)
    async with campaign(tmp_path):
        pass
    async with opened(Settings(data=tmp_path, host=host, port=free_port())) as app:
        await ready(app)
        acts = [Act("", StageChanged(stage="verifying"))]
        await asyncio.to_thread(control.hand_over, tmp_path, acts, app.book.head.seq)
        assert app.book.campaign.stage == "verifying"
        address = control.address(tmp_path)
        assert address
        status, _ = await asyncio.to_thread(control.look, address, "/health")
        assert status == 200
