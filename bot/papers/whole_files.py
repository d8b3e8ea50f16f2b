"""Files that have their name only once they are complete, whatever happens while they are written."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """A file of bytes; where its writing ends with an error or Ctrl+C, nothing of it is left."""
    partial = path.with_name(path.name + ".partial")
    try:
        with partial.open("wb") as file:
            yield file
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def whole_text(path: Path, *, newline: str) -> Iterator[IO[str]]:
    """The same of text in UTF-8; half a surrogate pair is written as its escape."""
    with whole(path) as file:
        text = io.TextIOWrapper(file, "utf-8", "backslashreplace", newline)
        yield text
        text.flush()
        text.detach()
