"""What the process writes on stderr: plain lines or JSON, never with a token, an invitation code, or what
people are called or say.

Each event's line names its inbox row (``event``) and the outbox rows that answer it (``answers``); each
message's line names its own (``outbox``), so that one can be followed to the other.
"""

from __future__ import annotations

import json
import logging
import re
import sqlite3
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

from bot.settings import Settings

EXTRA: Final = ("event", "answers", "facts", "outbox", "channel")
QUIET: Final = ("aiohttp", "aiosqlite", "asyncio", "httpcore", "httpx", "telegram")
"""Libraries that print addresses with tokens in them, or statements with what people wrote."""
HIDDEN: Final = "…"
_SECRETS: Final = (
    re.compile(r"\d{4,}:[A-Za-z0-9_-]{12,}"),  # a bot's token
    re.compile(r"(?<=/moi/)[^\s\"'/?]+"),
    re.compile(r"(?<=start=)[^\s\"'&]+"),
    re.compile(r"(?<=Bearer )[^\s\"']+"),
    re.compile(
        r"(?<![0-9A-Za-z])[0-9A-HJKMNP-TV-Z]{5}-?[0-9A-HJKMNP-TV-Z]{5}(?![0-9A-Za-z])"
    ),  # an invitation
)


_SPEAKING: Final = (OSError, sqlite3.Error)
"""Errors whose words name files and tables. All others may quote what somebody has sent."""


def hidden(text: str, *secrets: str) -> str:
    """The text without what looks like a token or a code, and without these secrets."""
    for secret in filter(None, secrets):
        text = text.replace(secret, HIDDEN)
    for form in _SECRETS:
        text = form.sub(HIDDEN, text)
    return text


class Discreet(logging.Formatter):
    """Plain lines; ``as_json``: one JSON object a line. Tracebacks are read for secrets as well."""

    def __init__(self, *secrets: str, as_json: bool = False) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")
        self._secrets, self._as_json = secrets, as_json

    def format(self, record: logging.LogRecord) -> str:
        """One line, several with a traceback."""
        text = self._object(record) if self._as_json else super().format(record) + _extras(record)
        return text if self._as_json else hidden(text, *self._secrets)

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the library's name
        """Where it happened and what kind of error it was; its words only where they cannot be somebody's."""
        return "".join(_traced(ei[1])).rstrip()

    def _object(self, record: logging.LogRecord) -> str:
        body = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "said": hidden(record.getMessage(), *self._secrets),
            **{name: getattr(record, name) for name in EXTRA if hasattr(record, name)},
        }
        if record.exc_info:
            body["traceback"] = hidden(self.formatException(record.exc_info), *self._secrets)
        return json.dumps(body, ensure_ascii=False, default=str)


def _traced(error: BaseException | None) -> Iterator[str]:
    """The traceback of an error, after those of the errors from which it came."""
    if error is None:
        return
    yield from _traced(error.__cause__ or (None if error.__suppress_context__ else error.__context__))
    yield "Traceback (most recent call last):\n"
    yield from traceback.format_tb(error.__traceback__)
    words = f": {error}" if isinstance(error, _SPEAKING) else ""
    yield f"{type(error).__module__}.{type(error).__qualname__}{words}\n"
    for part in getattr(error, "exceptions", ()):
        yield from _traced(part)


def _extras(record: logging.LogRecord) -> str:
    said = [f"{name}={getattr(record, name)}" for name in EXTRA if hasattr(record, name)]
    return f" ({', '.join(said)})" if said else ""


def log_to_stderr(settings: Settings) -> None:
    """Set logging up for a process that runs on its own."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Discreet(settings.telegram_token, as_json=settings.log == "json"))
    logging.basicConfig(handlers=[handler], level=settings.log_level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
