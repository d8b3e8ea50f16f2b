"""The campaign's own copy of its set is whole or not there, whatever stops the process while it is made."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot import pinned
from criteria import loader

SET = "lac-dao-xa"


def test_it_is_on_the_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is synced, and so are the folders up to the data folder's."""
    synced: list[str] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        synced.append(str(Path(f"/proc/self/fd/{handle}").readlink()))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    pinned.pin(tmp_path, SET)
    kept = tmp_path / "pinned" / loader.load(SET).digest / SET
    names = {Path(path).name for path in synced}
    assert {path.name for path in kept.iterdir()} <= names
    assert {str(parent) for parent in list(kept.parents)[:3]} <= set(synced)


def test_what_was_broken_off_is_made_anew(tmp_path: Path) -> None:
    kept = tmp_path / "pinned" / loader.load(SET).digest / SET
    half = kept.with_name(f".partial-{SET}")
    half.mkdir(parents=True)
    (half / "set.yaml").write_text("", encoding="utf-8")
    pinned.pin(tmp_path, SET)
    assert loader.load_set(kept).digest == kept.parent.name
    assert not half.exists()
