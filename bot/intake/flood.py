"""How much one chat, one address and one stranger may send: beyond that nothing is recorded.

A bucket fills by the time at which something was sent: what Telegram kept during an outage comes at once and
is all taken. What is too fast by that is let in all the same where it is not too fast by the time at which it
arrived, by a clock that nobody sets: a phone's clock may stand, and the machine's may jump.
"""

from __future__ import annotations

import ipaddress
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Final, NamedTuple, Protocol

from conversations.events import Event, FileCame, OddCame
from conversations.phrases import running


class Rate(NamedTuple):
    """So much at once, then so much a second."""

    burst: float
    per_second: float


PERSON: Final = Rate(600, 5)  # a whole dossier in one go, and more than anybody types
STRANGER: Final = Rate(20, 1 / 6)
WRONG_CODES: Final = Rate(30, 1 / 20)  # of one address, on the web
CHATS: Final = Rate(200, 1)  # codes of one address, on the web: a hall that joins together
MOST_BUCKETS: Final = 20_000
DAY: Final = 86_400.0  # seconds


class Accept(Protocol):
    """Takes an event; returns when it is durable."""

    async def __call__(self, event: Event, shown: str = "", *, fetching: bool = False) -> object: ...


class TooFastError(Exception):
    """This was not taken. ``first``: the last one was, so that ``sentence`` is to be said once. ``passing``:
    what is sent again in a moment is taken.
    """

    def __init__(self, *, first: bool, passing: bool = True) -> None:
        super().__init__("too fast")
        self.first, self.passing = first, passing
        self.sentence = running.TOO_FAST if passing else running.TOO_MANY_FILES


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float
    shut: bool = False


class Buckets:
    """A bucket for each key. One that is empty stays shut until it is half full: no message out of two."""

    def __init__(self, rate: Rate, *, passing: bool = True, most: int = MOST_BUCKETS) -> None:
        self._rate, self._passing, self._most = rate, passing, most
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def take(self, key: str, at: float, cost: float = 1) -> None:
        """Raises TooFastError, and takes nothing, where the bucket is empty. ``at``: seconds."""
        self.look(key, at, cost)
        self._buckets[key].left -= cost

    def spend(self, key: str, at: float, cost: float = 1) -> None:
        """Take it as far as there is any; never raises."""
        bucket = self._filled(key, at)
        bucket.left = max(0.0, bucket.left - cost)

    def give_back(self, key: str, cost: float = 1) -> None:
        """What was taken was not written after all, and will be sent again."""
        if bucket := self._buckets.get(key):
            bucket.left = min(self._rate.burst, bucket.left + cost)

    def look(self, key: str, at: float, cost: float = 1) -> None:
        """As ``take``, but takes nothing."""
        bucket = self._filled(key, at)
        if bucket.shut and bucket.left < self._rate.burst / 2:
            raise TooFastError(first=False, passing=self._passing)
        if bucket.left < min(cost, self._rate.burst):
            first, bucket.shut = not bucket.shut, True
            raise TooFastError(first=first, passing=self._passing)
        bucket.shut = False

    def _filled(self, key: str, at: float) -> _Bucket:
        bucket = self._buckets.setdefault(key, _Bucket(self._rate.burst, at))
        self._buckets.move_to_end(key)
        if len(self._buckets) > self._most:
            self._buckets.popitem(last=False)
        bucket.left = min(self._rate.burst, bucket.left + max(0.0, at - bucket.at) * self._rate.per_second)
        bucket.at = max(bucket.at, at)
        return bucket


class Gate:
    """Stands before the service. ``known``: whether somebody with a role talks in the chat. ``day_bytes``:
    what one chat may upload in a day, whatever becomes of it.
    """

    def __init__(
        self, known: Callable[[str], bool], day_bytes: int, now: Callable[[], float] = monotonic
    ) -> None:
        self._known, self._now = known, now
        self._people = Buckets(PERSON), Buckets(PERSON)
        self._strangers = Buckets(STRANGER), Buckets(STRANGER)
        self._bytes = Buckets(Rate(day_bytes, day_bytes / DAY), passing=False)

    def take(self, chat: str, at: datetime, size: int = 0) -> None:
        """Let one event in; raises TooFastError."""
        by_sending, by_arrival = self._people if self._known(chat) else self._strangers
        try:
            by_arrival.take(chat, self._now())
        except TooFastError:
            by_sending.take(chat, at.timestamp())
        else:
            by_sending.spend(chat, at.timestamp())
        if size:
            self._bytes.take(chat, at.timestamp(), size)

    def before(self, accept: Accept) -> Accept:
        """``accept`` behind this gate. A stranger's file is not fetched: to the talk it is something odd."""

        async def admitted(event: Event, shown: str = "", *, fetching: bool = False) -> object:
            size = event.file.size if isinstance(event, FileCame) else 0
            self.take(event.chat, event.at, size)
            try:
                if fetching and not self._known(event.chat):
                    arrived = event.model_dump(include={"chat", "key", "at", "nonce", "name"})
                    return await accept(OddCame(**arrived, what="other"), shown)
                return await accept(event, shown, fetching=fetching)
            except Exception:
                self.give_back(event.chat, size)
                raise

        return admitted

    def give_back(self, chat: str, size: int = 0) -> None:
        """The event could not be written and will come again: it does not count twice."""
        for buckets in (*self._people, *self._strangers):
            buckets.give_back(chat)
        if size:
            self._bytes.give_back(chat, size)


def network(address: str) -> str:
    """What one customer has: an IPv4 address, or 2^64 IPv6 addresses."""
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    if isinstance(known, ipaddress.IPv6Address):
        return str(known.ipv4_mapped or ipaddress.ip_network((known, 64), strict=False))
    return str(known)
