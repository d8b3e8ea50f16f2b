"""One step being worked out: collects facts and messages, and sees its own facts at once."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from conversations.desk import Desk
from conversations.events import Event, Pressed
from conversations.messages import Button, Message
from conversations.session import Session
from criteria.schema import CriteriaSet
from scoring import campaigns, records
from scoring.campaigns import Campaign
from scoring.facts import CampaignFact, SubmissionFact
from scoring.people import Person
from scoring.records import Submission
from scoring.rules import Peers
from scoring.sheet import Sheet, self_sheet

LONGEST_NUMBER = 15  # digits


@dataclass(frozen=True, slots=True)
class Act:
    """A fact and what it happened to: a unit's code, or "" for the campaign."""

    subject: str
    fact: SubmissionFact | CampaignFact


@dataclass(frozen=True, slots=True)
class Turn:
    """The outcome of one step. ``called_off``: ids of messages of this chat whose document nobody waits for
    any more.
    """

    session: Session
    acts: tuple[Act, ...] = ()
    messages: tuple[Message, ...] = ()
    called_off: tuple[int, ...] = ()


@dataclass(slots=True)
class Talk:
    """The step at work. Handlers read ``event``, ``desk`` and ``session`` and call the four verbs:
    ``say`` a message, ``record`` a fact of a unit, ``decree`` a fact of the campaign, ``move`` the session.
    """

    session: Session
    event: Event
    desk: Desk
    acts: list[Act] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    called_off: list[int] = field(default_factory=list)
    kept: bool = False
    _records: dict[str, Submission] = field(default_factory=dict)
    _campaign: Campaign | None = None
    _unit: str | None = None
    _sheet: tuple[Submission, Sheet] | None = None

    @property
    def campaign(self) -> Campaign:
        """The campaign with this step's facts in it."""
        return self._campaign if self._campaign is not None else self.desk.campaign

    @property
    def criteria(self) -> CriteriaSet:
        """The campaign's criteria set."""
        return self.desk.criteria

    @property
    def person(self) -> Person | None:
        """Who is talking; None for a stranger."""
        return self.campaign.people.get(self.session.person)

    @property
    def unit(self) -> str:
        """The unit in question: the person's own, or the one that a reviewer has open."""
        if self._unit is None:
            person = self.person
            self._unit = (person.unit() if person else "") or self.session.unit
        return self._unit

    def submission(self, unit: str = "") -> Submission:
        """A unit's dossier (default: the unit in question) with this step's facts in it."""
        code = unit or self.unit
        if code not in self._records:
            self._records[code] = self.desk.submission(code)
        return self._records[code]

    def peers(self, unit: str = "", *, verified: bool = False) -> Peers:
        """What the unit's block knows of itself."""
        return self.desk.peers(unit or self.unit, verified=verified)

    def sheet(self) -> Sheet:
        """The own score of the unit in question, this step's facts included."""
        record = self.submission()
        if self._sheet is None or self._sheet[0] is not record:
            found = self_sheet(self.criteria, record, self.peers(), self.desk.sheet(self.unit))
            self._sheet = record, found
        return self._sheet[1]

    def say(self, message: Message) -> None:
        """Send a message after the step is committed."""
        self.messages.append(message)

    def show(self, message: Message) -> None:
        """Send a message in the place of the one whose button was pressed, else as a new one.

        With ``kept`` the pressed message stays, because it says something worth finding again.
        """
        self.say(message.model_copy(update={"edit": isinstance(self.event, Pressed) and not self.kept}))

    def call_off(self, row: int) -> None:
        """Nobody waits any more for the document of the message with this id."""
        self.called_off.append(row)

    def record(self, fact: SubmissionFact, unit: str = "") -> None:
        """Something happened to a unit's submission."""
        code = unit or self.unit
        before = self.submission(code)
        self._records[code] = records.apply(
            before, fact, by=self.session.person, at=self.event.at.isoformat()
        )
        self.acts.append(Act(code, fact))

    def decree(self, fact: CampaignFact) -> None:
        """Something happened to the campaign."""
        self._campaign, self._unit, self._sheet = campaigns.apply(self.campaign, fact), None, None
        self.acts.append(Act("", fact))

    def move(self, **changes: object) -> None:
        """Change the session."""
        self.session = self.session.model_copy(update=changes)
        if "person" in changes or "unit" in changes:
            self._unit = None

    def fresh_id(self, purpose: str) -> str:
        """A new id of 22 url-safe characters from the event's own randomness; equal on every replay."""
        return fresh_id(self.event.nonce, f"{purpose}/{len(self.acts)}")

    def turn(self) -> Turn:
        """What came of it."""
        return Turn(self.session, tuple(self.acts), tuple(self.messages), tuple(self.called_off))


Press = Callable[[Talk, str, str, str], None]
"""What a button does: item, version and argument of its payload."""


def fresh_id(nonce: str, purpose: str) -> str:
    """22 characters of ``[A-Za-z0-9_-]`` (128 bits) from a nonce."""
    digest = hashlib.sha256(f"{nonce}/{purpose}".encode()).digest()[:16]
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def press(verb: str, item: str = "", version: int | str = "", arg: str = "") -> str:
    """A button's payload ``verb:item:version:arg``."""
    return f"{verb}:{item}:{version}:{arg}".rstrip(":")


def parse_press(payload: str) -> tuple[str, str, str, str]:
    """Verb, item, version and argument of a payload; missing parts are empty."""
    verb, item, version, arg = [*payload.split(":", 3), "", "", "", ""][:4]
    return verb, item, version, arg


def number_in(part: str, otherwise: int = 0) -> int:
    """The whole number (at most 15 digits) in a part of a payload; ``otherwise`` where it is none."""
    return int(part) if part.isascii() and part.isdecimal() and len(part) <= LONGEST_NUMBER else otherwise


def button(label: str, verb: str, item: str = "", version: int | str = "", arg: str = "") -> Button:
    """A plain button."""
    return Button(label=label, payload=press(verb, item, version, arg))


def primary(label: str, verb: str, item: str = "", version: int | str = "", arg: str = "") -> Button:
    """The button that most people want."""
    return Button(label=label, payload=press(verb, item, version, arg), kind="primary")
