"""The results page and the pictures on the command line and as documents of the chat."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.papers.documents import Documents
from bot.storage.evidence import EvidenceStore
from conversations.messages import Attachment
from tests.bot.test_cli import chamdiem
from tests.bot.test_stage_commands import verified


def published(data: Path) -> None:
    """Xã A has a result, Xã B has handed nothing in."""
    verified(data)
    chamdiem(data, "campaign", "verify")
    chamdiem(data, "campaign", "approve", "--all")
    chamdiem(data, "campaign", "stage", "approved")
    chamdiem(data, "campaign", "publish")


def test_the_page_is_a_draft_until_it_is_published(tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "ket-qua.html"
    verified(data)
    assert "--draft" in chamdiem(data, "export", "page", str(file), code=2)
    assert not file.exists()
    assert "a draft" in chamdiem(data, "export", "page", str(file), "--draft")
    assert "BẢN NHÁP</strong>" in file.read_text(encoding="utf-8")


def test_the_page_shows_the_publication(tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "ket-qua.html"
    published(data)
    assert "publication 1" in chamdiem(data, "export", "page", str(file))
    text = file.read_text(encoding="utf-8")
    assert "BẢN NHÁP</strong>" not in text
    assert "<b>28,78</b>" in text
    assert list(tmp_path.glob("*.partial")) == []


def test_every_chart(tmp_path: Path) -> None:
    data, png, svg = tmp_path / "data", tmp_path / "a.png", tmp_path / "a.svg"
    verified(data)
    for what in ("score:01", "score:02", "ranking:Xã", "progress"):
        chamdiem(data, "export", "chart", what, "--out", str(png))
        assert png.read_bytes().startswith(b"\x89PNG")
    chamdiem(data, "export", "chart", "ranking:Xã", "--out", str(svg))
    assert "chưa công bố" in svg.read_text(encoding="utf-8")
    for what, why in (
        ("score:x", "no unit"), ("ranking:x", "no block"), ("progress:x", "no units"), ("x", "is no chart"),
        ("ranking:@01", "only once the results are published"), ("ranking:@x", "only once"),
    ):  # fmt: skip
        assert why in chamdiem(data, "export", "chart", what, "--out", str(tmp_path / "none.png"), code=2)
    assert not (tmp_path / "none.png").exists()


def test_a_units_place(tmp_path: Path) -> None:
    data, svg = tmp_path / "data", tmp_path / "a.svg"
    published(data)
    chamdiem(data, "export", "chart", "ranking:@01", "--out", str(svg))
    assert 'class="own"' in svg.read_text(encoding="utf-8")
    assert "no unit" in chamdiem(data, "export", "chart", "ranking:@x", "--out", str(svg), code=2)


@pytest.mark.parametrize("make", ["chart:score:01", "chart:progress:", "chart:ranking:Xã", "page"])
async def test_they_are_made_for_the_chat(tmp_path: Path, make: str) -> None:
    import asyncio

    await asyncio.to_thread(verified, tmp_path / "data")
    store = EvidenceStore(tmp_path / "data" / "evidence")
    made = await Documents(tmp_path / "data", store).make(Attachment(name="x", make=make))
    head = store.path(made.sha256).read_bytes()[:15]
    assert head.startswith(b"<!DOCTYPE html>" if make == "page" else b"\x89PNG")
