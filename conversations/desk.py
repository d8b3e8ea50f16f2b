"""What lies on the desk while one event is answered: the engine reads it and changes nothing.

A desk may raise ``NotOnDesk`` for something that has not been fetched; the service fetches it and runs
the step again, which is safe because a step is pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from conversations.sheets.filled_sheets import FilledSheet
from criteria.procedures import Procedure
from criteria.schema import CriteriaSet
from criteria.workdays import Calendar
from scoring.blocks import Block
from scoring.campaigns import Before, Campaign
from scoring.facts import Fact, Placing, Record
from scoring.records import Submission
from scoring.rules import Peers
from scoring.sheet import Sheet
from scoring.standings import Standing


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something to be fetched: a unit's dossier now, or in the round before; the dossiers of all ``units``;
    the journal's rows of one unit (empty: of the campaign and all units) and item, newest first, from
    ``skip`` on; the rows of the publication of that ``number``; where else the unit's files are evidence;
    which round was before; what is on its way; what a sheet of ours holds, by its ``sha256``; the document of
    the message of that ``number``.
    """

    what: Literal[
        "submission", "submissions", "earlier", "journal", "publication", "uses", "before", "mail", "sheet",
        "document",
    ]  # fmt: skip
    unit: str = ""
    item: str = ""
    skip: int = 0
    units: tuple[str, ...] = ()
    number: int = 0
    sha256: str = ""


class NotOnDesk(Exception):  # noqa: N818 - a request, not an error
    """What is ``wanted`` has not been fetched."""

    def __init__(self, wanted: Wanted) -> None:
        super().__init__(wanted)
        self.wanted = wanted


class Entry(Record):
    """One row of the journal as the talk shows it; ``person`` is an id, ``cli`` or ``clock``."""

    seq: int
    at: datetime
    unit: str
    person: str
    fact: Fact


class Mail(Record):
    """What is on its way: how many messages still wait to be sent, and why the last message to a chat could
    not be sent (by chat, only where that is final).
    """

    waiting: int = 0
    failed: dict[str, str] = {}


class Document(Record):
    """A document that a chat asked for; ``chat`` is empty where there is none."""

    chat: str = ""
    name: str = ""
    state: Literal["waiting", "made", "cancelled"] = "waiting"


class Limits(Record):
    """What the talk tells about files before they are sent, and the address of invitation links."""

    file_bytes: int = 20_000_000
    file_kinds: str = "ảnh, PDF, Word, Excel, PowerPoint, ZIP"
    files_per_item: int = 30
    unit_bytes: int = 2_000_000_000
    text_characters: int = 4000
    web_link: str = ""
    telegram_link: str = ""


JOURNAL_PAGE = 20


class Desk(Protocol):
    """Read-only view for one step."""

    @property
    def now(self) -> datetime:
        """Time of the event, UTC."""

    @property
    def campaign(self) -> Campaign:
        """The campaign; an empty one (id "") where none has been made."""

    @property
    def criteria(self) -> CriteriaSet:
        """What the running round asks of the set; raises LookupError where there is no campaign."""

    @property
    def whole(self) -> CriteriaSet:
        """The campaign's set with the criteria of all rounds; raises LookupError likewise."""

    @property
    def before(self) -> Before | None:
        """The round before the running one, in this campaign or the one before; None where there was none."""

    @property
    def procedure(self) -> Procedure | None:
        """The campaign's levels, blocks, stages and calendar, where it has them."""

    @property
    def calendar(self) -> Calendar:
        """Working days, with the authority's own days off and make-up days."""

    @property
    def head(self) -> str:
        """Hash of the journal's last row before this step: stands in receipts and publications."""

    @property
    def seq(self) -> int:
        """Number of that row; 0 where the journal is empty."""

    @property
    def limits(self) -> Limits:
        """What may be sent."""

    def submission(self, unit: str) -> Submission:
        """The unit's dossier."""

    def gather(self, units: Iterable[str]) -> None:
        """Have all these dossiers at hand before anything is worked out: else a step begins anew for each."""

    def earlier(self, unit: str) -> Submission | None:
        """The unit's dossier of the round before; None where there was none."""

    def journal(self, unit: str, item: str = "", skip: int = 0) -> tuple[Entry, ...]:
        """What was done, newest first, at most ``JOURNAL_PAGE`` rows from ``skip`` on."""

    def publication(self, number: int) -> tuple[Placing, ...]:
        """The rows of one publication, as they were published."""

    def uses(self, unit: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Other units' items (unit, item) in this round that have one of the unit's files, by its SHA-256."""

    def mail(self) -> Mail:
        """What is on its way, and whom nothing reaches."""

    def document(self, row: int) -> Document:
        """The document of the message with this id, as it was before this step."""

    def filled(self, sha256: str) -> FilledSheet:
        """What a sheet of ours that came back holds."""

    def sheet(self, unit: str) -> Sheet | None:
        """The unit's own sheet as it was before this step, where it is at hand: it saves scoring anew."""

    def standings(self) -> Mapping[str, Standing]:
        """One row for each unit, in the order of the unit list."""

    def block(self, unit: str) -> Block:
        """What the units of the unit's block claim, as it was before this step."""

    def peers(self, unit: str, *, verified: bool = False) -> Peers:
        """What the unit's block knows of itself without the unit, by self-scores or by verified scores."""
