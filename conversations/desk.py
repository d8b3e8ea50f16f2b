"""What lies on the desk while one event is answered: the engine reads it and changes nothing.

A desk may raise ``NotOnDesk`` for something that has not been fetched; the service fetches it and runs
the step again, which is safe because a step is pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from criteria.schema import CriteriaSet
from scoring.campaigns import Campaign
from scoring.facts import Record
from scoring.records import Submission
from scoring.rules import Peers
from scoring.sheet import Sheet
from scoring.standings import Standing


class NotOnDesk(Exception):  # noqa: N818 - a request, not an error
    """The submission of ``unit`` is needed."""

    def __init__(self, unit: str) -> None:
        super().__init__(unit)
        self.unit = unit


class Limits(Record):
    """What the talk tells about files before they are sent, and the address of invitation links."""

    file_bytes: int = 20_000_000
    file_kinds: str = "ảnh, PDF, Word, Excel, PowerPoint, ZIP"
    files_per_item: int = 30
    text_characters: int = 4000
    web_link: str = ""
    telegram_link: str = ""


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
        """The campaign's criteria set; raises LookupError where there is no campaign."""

    @property
    def limits(self) -> Limits:
        """What may be sent."""

    def submission(self, unit: str) -> Submission:
        """The unit's dossier."""

    def sheet(self, unit: str) -> Sheet | None:
        """The unit's own sheet as it was before this step, where it is at hand: it saves scoring anew."""

    def standings(self) -> Mapping[str, Standing]:
        """One row for each unit, in the order of the unit list."""

    def peers(self, unit: str, *, verified: bool = False) -> Peers:
        """What the unit's block knows of itself without the unit, by self-scores or by verified scores."""
