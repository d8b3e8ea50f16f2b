"""Evidence on disk: whole or not there."""

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage.evidence import EvidenceStore, TooLargeError


async def _chunks(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


async def test_bytes_are_kept_under_their_digest(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    stored = await store.take(_chunks(b"ab", b"c"), 10)
    assert stored.sha256 == hashlib.sha256(b"abc").hexdigest()
    assert (stored.size, stored.head) == (3, b"abc")
    assert store.path(stored.sha256).read_bytes() == b"abc"


async def test_what_is_too_large_leaves_nothing(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    with pytest.raises(TooLargeError):
        await store.take(_chunks(b"12345", b"678901"), 10)
    assert list(tmp_path.rglob("*")) == []


async def test_a_broken_stream_leaves_nothing(tmp_path: Path) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield b"half"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await EvidenceStore(tmp_path).take(broken(), 10)
    assert list(tmp_path.rglob("*")) == []


async def test_what_a_crash_left_is_swept(tmp_path: Path) -> None:
    (tmp_path / "partial-abc").write_bytes(b"torn")
    assert EvidenceStore(tmp_path).sweep() == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "ABC", "", "g" * 64])
def test_only_digests_name_files(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        EvidenceStore(tmp_path).path(name)
