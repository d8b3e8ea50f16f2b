"""Where one chat stands in the talk. Small, frozen, saved after every event."""

from __future__ import annotations

from typing import Literal

from scoring.facts import Claim, Record

Place = Literal[
    "idle",  # nothing is being asked
    "question",  # an item's card is open, figures are being collected
    "answered",  # the item's answer was recorded: evidence, confirm or correct
    "explaining",  # the next text is the explanation for the item
    "joining",  # a stranger: the next text may be an invitation code
    "reviewing",  # a reviewer has a unit (and perhaps a criterion) open
    "adjusting",  # the next text is the reviewer's figures or points
    "reasoning",  # the next text is the reviewer's reason
    "importing",  # the next file is a list of units
    "inviting",  # the next text is the unit or the name of the person to be invited
]


class Pending(Record):
    """Something asked back before it is recorded."""

    what: Literal["figure", "unusual", "linked", "verdict", "invitation"]
    key: str = ""
    values: dict[str, str] = {}
    claim: Claim | None = None
    points: str = ""
    act: str = ""


class Session(Record):
    """One chat's place. ``version`` is that of the open item's answer when its card was shown, ``entry``
    holds figures typed for the item but not yet complete, ``tries`` counts inputs in a row that could not
    be read.
    """

    chat: str
    person: str = ""
    place: Place = "idle"
    item: str = ""
    version: int = 0
    unit: str = ""
    entry: dict[str, str] = {}
    chosen: tuple[str, ...] = ()
    pending: Pending | None = None
    tries: int = 0
    role: str = ""
