"""Where one chat stands in the talk. Small, frozen, saved after every event."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict

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
    "justifying",  # the next text is the reason for what is pending
    "ruling",  # the next text is the figures or points of an upheld appeal
    "extending",  # the next text is for whom, until when or why there is an extension
    "supplying",  # the next file is the authority's figures
    "opening",  # the next text is the period or the deadline of the round to be opened
    "inviting",  # the next text is the unit or the name of the person to be invited
    "scoping",  # the next text is codes that a role is limited to
    "granting",  # the next text is the unit of a further role
    "revoking",  # the next text is why a role is taken back
    "handing",  # the next text is the successor's name
    "assigning",  # the next text is the codes of criteria, or the colleague's name
    "questioning",  # the next text is the reviewer's question to the unit
    "replying",  # the next text is the unit's answer to a reviewer's question about the item
    "remarking",  # the next text is the unit's difficulties or proposals
    "refusing",  # the next text is why the leader does not sign
]


class Pending(Record):
    """Something asked back before it is recorded."""

    what: Literal[
        "figure", "unusual", "linked", "verdict", "invitation", "reason", "role", "remark", "explanation"
    ]
    key: str = ""
    values: dict[str, str] = {}
    claim: Claim | None = None
    points: str = ""
    act: str = ""


class Sheet(Record):
    """A file with our key that waits to be read or kept as evidence of the item that was open."""

    sha256: str
    name: str
    mime: str
    size: int
    caption: str = ""
    item: str = ""


class Session(Record):
    """One chat's place. ``version`` is that of the open item's answer when its card was shown, ``entry``
    holds figures typed for the item but not yet complete, ``tries`` counts inputs in a row that could not
    be read. ``blocked_until`` (ISO time): after too many wrong invitation codes. ``rounds``: how many rounds
    there were when the chat was last heard of.
    ``across``: the open criterion is walked through the units, not the unit through its criteria. ``sent``:
    unit and item whose files were last sent to this chat, and a mark of each of them. ``sheet``: a sheet that
    came back and waits for a word. ``album``: that which came last, its item, how many files of it are kept.
    ``wanted``: unit and day (ISO) of the last request for a leader. ``offered``: label and payload of each
    button of the last message, ``yes``: the payload of that which a typed yes means. What an earlier version
    kept besides is passed over.
    """

    model_config = ConfigDict(extra="ignore")

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
    rounds: int = 1
    blocked_until: str = ""
    across: bool = False
    sent: tuple[str, ...] = ()
    sheet: Sheet | None = None
    album: tuple[str, str, int] = ("", "", 0)
    wanted: str = ""
    offered: tuple[tuple[str, str], ...] = ()
    yes: str = ""

    @property
    def asked(self) -> str:
        """The question that is open; empty where none is."""
        return self.item if self.place in ("question", "answered", "explaining") else ""
