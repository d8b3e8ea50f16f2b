"""The machine's clock as the process sees it, set while it runs (libfaketime; monotonic time goes on, as it
does when a real clock is set).
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

LIBRARIES = ("/usr/lib/*/faketime/libfaketime.so.1", "/usr/lib*/faketime/libfaketime.so.1")


@dataclass
class Clock:
    """``file`` holds how far the process's clock is from the real one, in seconds."""

    file: Path
    offset: float = 0.0

    @property
    def environment(self) -> dict[str, str]:
        """For the process; skips where the library is missing."""
        root = Path("/")
        found = [path for form in LIBRARIES for path in sorted(root.glob(form.lstrip("/")))]
        if not found:
            pytest.skip("no libfaketime: as root, apt-get install faketime")
        return {
            "LD_PRELOAD": str(found[0]), "FAKETIME_TIMESTAMP_FILE": str(self.file), "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1", "NO_FAKE_STAT": "1",
        }  # fmt: skip

    def set(self, moment: str) -> None:
        """Set it to this moment (ISO, with its zone)."""
        self._put(datetime.fromisoformat(moment).timestamp() - time.time())

    def jump(self, seconds: float) -> None:
        """Set it forward or back."""
        self._put(self.offset + seconds)

    def now(self) -> float:
        """What the process reads."""
        return time.time() + self.offset

    def _put(self, offset: float) -> None:
        self.offset = offset
        fresh = self.file.with_suffix(".new")
        fresh.write_text(f"{offset:+.3f}\n", encoding="ascii")
        fresh.replace(self.file)
