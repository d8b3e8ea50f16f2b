"""What the writer has done since the process started, for monitoring and the log."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime

from bot.storage.database import is_trouble

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answered:
    """An event that was answered: its inbox row, the outbox rows that answer it, how many facts it caused."""

    event: int
    channel: str
    answers: tuple[int, ...]
    facts: int


@dataclass(slots=True)
class Tally:
    """Counts. ``failing``: the disk or a lock kept the last transaction from being written."""

    events: int = 0
    commits: int = 0
    failures: int = 0
    set_aside: int = 0
    committed_at: datetime | None = None
    failing: bool = False
    _open: list[Answered] = field(default_factory=list)

    def begin(self) -> None:
        """A transaction is being worked out."""
        self._open = []

    def answered(self, event: Answered) -> None:
        """One of its events has an answer."""
        self._open.append(event)

    def committed(self, at: datetime) -> None:
        """It is durable."""
        self.commits += 1
        self.committed_at, self.failing = at, False
        self.events += len(self._open)
        for each in self._open:
            more = {
                "event": each.event,
                "channel": each.channel,
                "answers": each.answers,
                "facts": each.facts,
            }
            log.info("answered", extra=more)
        self._open = []

    def failed(self, error: Exception) -> None:
        """It was not written."""
        self.failures += 1
        self.failing = is_trouble(error)
