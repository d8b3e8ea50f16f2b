"""Real file systems that go bad and are mended; only root may make them, else those tests are skipped."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

LOOP = "loop,errors=remount-ro"
FIXED = 1  # what e2fsck says where it has mended something


@dataclass(frozen=True)
class Disk:
    """An ext4 of its own in a file, mounted as Debian and Ubuntu do: after an error it is read-only."""

    image: Path
    folder: Path

    def fails(self) -> None:
        """As after a bad block: from now on the kernel refuses every write, in what is open as well."""
        device = _run("findmnt", "--noheadings", "--output", "SOURCE", str(self.folder)).strip()
        Path(f"/sys/fs/ext4/{Path(device).name}/trigger_fs_error").write_text("made up", encoding="ascii")

    def mended(self) -> None:
        """What an IT person does: unmount, check, mount. Nobody may have a file open in it."""
        _run("umount", str(self.folder))
        checked = subprocess.run(["e2fsck", "-p", str(self.image)], capture_output=True, check=False)
        assert checked.returncode <= FIXED, checked.stdout
        _run("mount", "-o", LOOP, str(self.image), str(self.folder))


@contextmanager
def disk(folder: Path, megabytes: int = 48) -> Iterator[Disk]:
    """A disk of its own, mounted at ``folder``."""
    folder.mkdir(parents=True)
    image = folder.with_suffix(".ext4")
    with image.open("wb") as file:
        file.truncate(megabytes * 1024 * 1024)
    made = Disk(image, folder)
    try:
        _run("mkfs.ext4", "-q", str(image))
        _run("mount", "-o", LOOP, str(image), str(folder))
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no disk of its own: {_why(error)}")
    try:
        yield made
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=False)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Inside, the folder is remounted read-only, for a process that runs as well."""
    try:
        _run("mount", "--bind", str(folder), str(folder))
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no mounts: {_why(error)}")
    try:
        _run("mount", "-o", "remount,bind,ro", str(folder))
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=False)


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def _why(error: OSError | subprocess.CalledProcessError) -> str:
    return str(error) if isinstance(error, OSError) else error.stderr.strip()
