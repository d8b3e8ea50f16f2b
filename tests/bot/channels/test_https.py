"""HTTPS without a proxy: the same page and protocol on a port of its own."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest
import trustme
from aiohttp import ClientSession

from bot.app import opened
from bot.channels.web_listening import AddressError
from bot.running import ready
from bot.settings import Settings
from tests.bot.ports import free_port


def settings(folder: Path, **given: object) -> Settings:
    ports = {"port": free_port(), "tls_port": free_port(), "public_url": "https://chamdiem.example.vn"}
    return Settings.model_validate({"data": folder / "data", **ports, **given})


@pytest.mark.parametrize("files", [1, 2])
async def test_the_page_is_served_with_the_certificate(tmp_path: Path, files: int) -> None:
    authority = trustme.CA()
    issued = authority.issue_cert("localhost")
    both, chain, key = tmp_path / "both.pem", tmp_path / "chain.pem", tmp_path / "key.pem"
    issued.private_key_and_cert_chain_pem.write_to_path(str(both))
    issued.cert_chain_pems[0].write_to_path(str(chain))
    issued.private_key_pem.write_to_path(str(key))
    given = {"tls_cert": str(both)} if files == 1 else {"tls_cert": str(chain), "tls_key": str(key)}
    known = settings(tmp_path, **given)
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    async with opened(known, listening=True) as app, ClientSession() as browser:
        await ready(app)
        async with browser.get(f"https://localhost:{known.tls_port}/", ssl=trusting) as answer:
            assert answer.status == 200
        async with browser.get(f"http://127.0.0.1:{known.port}/health") as answer:
            assert answer.status == 200
        await assert_nobody_is_believed(browser, f"https://localhost:{known.tls_port}", trusting)


async def assert_nobody_is_believed(browser: ClientSession, root: str, trusting: ssl.SSLContext) -> None:
    """Who comes by our own HTTPS came through no proxy: their headers do not make them somebody else."""
    statuses = []
    for n in range(31):
        headers = {"X-Chamdiem": "1", "X-Forwarded-For": f"203.0.113.{n}"}
        opening = {"id": "0" * 20, "invitation": "ABCDE12345"}
        async with browser.post(f"{root}/api/chats", json=opening, headers=headers, ssl=trusting) as answer:
            statuses.append(answer.status)
    assert statuses == [404] * 30 + [429]


async def test_a_certificate_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BaseExceptionGroup) as raised:
        async with opened(settings(tmp_path, tls_cert=str(tmp_path / "none.pem")), listening=True) as app:
            await ready(app)
    assert raised.group_contains(AddressError, match="CHAMDIEM_TLS_PORT", depth=1)
