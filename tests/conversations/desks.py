"""A whole small authority in memory: the engine's acts are folded into it as the database would do it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

from conversations import engine
from conversations.desk import JOURNAL_PAGE, Document, Entry, Limits, Mail
from conversations.entry import joining
from conversations.events import (
    CLOCK,
    Event,
    FileCame,
    FileRefused,
    OddCame,
    Pressed,
    Said,
    Started,
    StoredFile,
    Ticked,
)
from conversations.messages import Button, Message
from conversations.session import Session
from conversations.sheets.filled_sheets import FilledSheet
from conversations.talk import Turn
from conversations.year import reminding
from criteria import due, loader
from criteria.procedures import Procedure
from criteria.schema import CriteriaSet
from criteria.workdays import Calendar, load_calendar
from scoring import campaigns, facts, records, standings
from scoring.blocks import Block
from scoring.campaigns import Before, Campaign
from scoring.facts import Fact, Placing, RoleName, Unit
from scoring.records import Submission
from scoring.rules import Peers
from scoring.standings import Standing

SET = "lac-dao-xa"
START = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)  # 8 o'clock in the morning in Vietnam
UNITS = (
    Unit(code="lac-dao", name="Xã Lạc Đạo", block="Các xã"),
    Unit(code="chi-dao", name="Xã Chỉ Đạo", block="Các xã"),
)


@cache
def calendar() -> Calendar:
    return load_calendar()


@cache
def criteria_set(name: str = SET) -> CriteriaSet:
    return loader.load(name)


@dataclass
class FakeDesk:
    """The desk of one step over a house."""

    house: House
    now: datetime
    limits: Limits = field(default_factory=Limits)

    @property
    def campaign(self) -> Campaign:
        return self.house.campaign

    @property
    def criteria(self) -> CriteriaSet:
        if not self.house.campaign.set_id:
            raise LookupError("there is no campaign")
        return due.asked_at(self.house.criteria, self.house.campaign.period)

    @property
    def whole(self) -> CriteriaSet:
        return self.house.criteria

    @property
    def before(self) -> Before | None:
        made_up = Before(round_id="k0", campaign="Kỳ trước") if self.house.earlier else None
        return self.house.campaign.before or self.house.before or made_up

    @property
    def procedure(self) -> Procedure | None:
        return self.house.procedure

    @property
    def calendar(self) -> Calendar:
        return calendar()

    @property
    def head(self) -> str:
        return hashlib.sha256(str(len(self.house.log)).encode()).hexdigest()

    @property
    def seq(self) -> int:
        return len(self.house.log)

    def submission(self, unit: str) -> Submission:
        return self.house.submission(unit)

    def gather(self, units: Iterable[str]) -> None:
        """Everything is at hand."""

    def earlier(self, unit: str) -> Submission | None:
        return self.house.earlier.get(unit)

    def journal(self, unit: str, item: str = "", skip: int = 0) -> tuple[Entry, ...]:
        found = [
            entry
            for entry in reversed(self.house.log)
            if (not unit or entry.unit == unit) and (not item or getattr(entry.fact, "item", "") == item)
        ]
        return tuple(found[skip : skip + JOURNAL_PAGE])

    def publication(self, number: int) -> tuple[Placing, ...]:
        return self.house.publications[number]

    def uses(self, unit: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
        files = {p.sha256 for pieces in self.submission(unit).evidence.values() for p in pieces if p.sha256}
        places = [
            (piece.sha256, (other, item))
            for other, record in self.house.submissions.items() if other != unit
            for item, pieces in record.evidence.items()
            for piece in pieces if piece.sha256 in files
        ]  # fmt: skip
        return {file: tuple(place for held, place in places if held == file) for file, _ in places}

    def mail(self) -> Mail:
        return self.house.mail

    def document(self, row: int) -> Document:
        return self.house.documents.get(row, Document())

    def standings(self) -> Mapping[str, Standing]:
        return {
            code: standings.standing(self.criteria, self.submission(code)) for code in self.campaign.units
        }

    def filled(self, sha256: str) -> FilledSheet:
        return self.house.filled[sha256]

    def sheet(self, _unit: str) -> None:
        return None

    def block(self, unit: str) -> Block:
        rows, name = self.standings(), self.campaign.block(unit)
        members = (code for code, unit in self.campaign.units.items() if unit.block == name)
        return Block(self.criteria, tuple(rows[code] for code in members))

    def peers(self, unit: str, *, verified: bool = False) -> Peers:
        block = self.campaign.block(unit)
        others = (
            row
            for code, row in self.standings().items()
            if code != unit and self.campaign.block(code) == block
        )
        return standings.others_peers(others, self.campaign.stage, verified=verified)


@dataclass
class House:
    """Campaign, dossiers and sessions; every step reads the session back from its JSON."""

    criteria: CriteriaSet = field(default_factory=criteria_set)
    campaign: Campaign = field(default_factory=lambda: Campaign(id="k1"))
    submissions: dict[str, Submission] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    shown: dict[str, list[Message]] = field(default_factory=dict)
    clock: datetime = START
    count: int = 0
    journal: list[tuple[str, Fact]] = field(default_factory=list)
    limits: Limits = field(default_factory=Limits)
    procedure: Procedure | None = None
    log: list[Entry] = field(default_factory=list)
    struck: set[str] = field(default_factory=set)
    earlier: dict[str, Submission] = field(default_factory=dict)
    before: Before | None = None
    rounds: dict[str, dict[str, Submission]] = field(default_factory=dict)
    mail: Mail = field(default_factory=Mail)
    publications: dict[int, tuple[Placing, ...]] = field(default_factory=dict)
    filled: dict[str, FilledSheet] = field(default_factory=dict)
    documents: dict[int, Document] = field(default_factory=dict)

    # --- what an administrator has prepared ---------------------------------------------------------

    def open_campaign(
        self, *, stage: facts.Stage = "open", deadline: str = "2026-11-30",
        units: facts.UnitsImported | None = None, **more: object,
    ) -> House:  # fmt: skip
        made = {
            "name": "Chuyển đổi số cấp xã 2026", "set_id": self.criteria.id,
            "set_version": self.criteria.version, "set_digest": self.criteria.digest, "deadline": deadline,
            **more,
        }  # fmt: skip
        self.decree(facts.CampaignCreated.model_validate(made))
        self.decree(units or facts.UnitsImported(units=UNITS))
        if stage != "preparing":
            self.decree(facts.StageChanged(stage=stage))
        return self

    def invite(
        self,
        role: RoleName,
        name: str,
        unit: str = "",
        *,
        expires: str = "2026-12-31T00:00:00+00:00",
        **more: object,
    ) -> str:
        code = joining.invitation_code(f"{role}/{name}/{unit}")
        self.decree(
            facts.InvitationIssued.model_validate({
                "code_hash": joining.code_hash(code), "role": role, "unit": unit, "name": name,
                "expires": expires, **more,
            })
        )  # fmt: skip
        return code

    def join(
        self, chat: str, role: RoleName = "officer", unit: str = "lac-dao", name: str = "Nguyễn Thị Hoa",
        **more: object,
    ) -> None:  # fmt: skip
        code = self.invite(role, name, unit if role in ("officer", "leader") else "", **more)  # type: ignore[arg-type]
        self.start(chat, code)

    def decree(self, fact: facts.CampaignFact, by: str = "cli") -> None:
        ended = self.campaign.period
        if isinstance(fact, facts.ResultsPublished) and not fact.head:  # as the book does
            fact = fact.model_copy(update={"head": FakeDesk(self, self.clock).head})
        self.campaign = campaigns.apply(self.campaign, fact)
        self._log("", by, fact)
        if isinstance(fact, facts.RoundOpened):
            self.rounds[ended], self.submissions = self.submissions, {}
            self.earlier = self.rounds[self.campaign.before.period] if self.campaign.before else {}
        if isinstance(fact, facts.ResultsPublished):
            self.publications[fact.number] = fact.placings

    def _log(self, unit: str, by: str, fact: Fact) -> None:
        self.log.append(Entry(seq=len(self.log) + 1, at=self.clock, unit=unit, person=by, fact=fact))

    def record(self, fact: facts.SubmissionFact, unit: str = "lac-dao", by: str = "reviewer") -> None:
        self.submissions[unit] = records.apply(self.submission(unit), fact, by=by, at=self.clock.isoformat())

    def submission(self, unit: str = "lac-dao") -> Submission:
        return self.submissions.get(unit, Submission(unit=unit))

    # --- what comes in ------------------------------------------------------------------------------

    def _arrived(self, chat: str) -> dict[str, object]:
        self.count += 1
        self.clock += timedelta(minutes=1)
        nonce = hashlib.sha256(str(self.count).encode()).hexdigest()[:32]
        return {"chat": chat, "key": str(self.count), "at": self.clock, "nonce": nonce}

    def start(self, chat: str, invitation: str = "") -> Turn:
        return self.step(Started.model_validate({**self._arrived(chat), "invitation": invitation}))

    def say(self, chat: str, text: str, *, edited: bool = False) -> Turn:
        return self.step(Said.model_validate({**self._arrived(chat), "text": text, "edited": edited}))

    def press(self, chat: str, label: str) -> Turn:
        """Press the latest button with that label (or one that begins with it)."""
        return self.press_payload(chat, self.button(chat, label).payload)

    def press_payload(self, chat: str, payload: str) -> Turn:
        return self.step(Pressed.model_validate({**self._arrived(chat), "payload": payload, "message": "m"}))

    def send(self, chat: str, name: str, text: str = "", **more: object) -> Turn:
        digest = hashlib.sha256((text or name).encode()).hexdigest()
        known = {"mime": "application/pdf", "size": 1_234_567, "recompressed": False}
        file = StoredFile.model_validate({
            "sha256": digest, "name": name, **{k: more.get(k, v) for k, v in known.items()},
        })  # fmt: skip
        rest = {k: v for k, v in more.items() if k not in known}
        return self.step(FileCame.model_validate({**self._arrived(chat), "file": file, **rest}))

    def refuse_file(self, chat: str, name: str, why: str, size: int = 0) -> Turn:
        body = {"file_name": name, "why": why, "size": size}
        return self.step(FileRefused.model_validate({**self._arrived(chat), **body}))

    def odd(self, chat: str, what: str) -> Turn:
        return self.step(OddCame.model_validate({**self._arrived(chat), "what": what}))

    def tick(self, at: datetime) -> list[Turn]:
        """The clock strikes at that time, as the scheduler lets it."""
        self.clock = at
        turns = []
        for tick in reminding.plan(FakeDesk(self, at, self.limits)):
            if tick.key not in self.struck:
                self.struck.add(tick.key)
                given = {**self._arrived(CLOCK), "key": tick.key, "at": at}
                named = {"slot": tick.slot, "units": tick.units, "people": tick.people}
                turns.append(self.step(Ticked.model_validate({**given, **named})))
        self.clock = at
        return turns

    def step(self, event: Event) -> Turn:
        """One event, as the service does it."""
        saved = self.sessions.get(event.chat)
        session = Session.model_validate_json(saved) if saved else Session(chat=event.chat)
        turn = engine.step(session, event, FakeDesk(self, event.at, self.limits))
        for act in turn.acts:
            fact = facts.FACT.validate_json(act.fact.model_dump_json())
            if act.subject:
                before = self.submission(act.subject)
                after = records.apply(before, fact, by=turn.session.person, at=event.at.isoformat())  # type: ignore[arg-type]
                self.submissions[act.subject] = Submission.model_validate_json(after.model_dump_json())
                self._log(act.subject, turn.session.person, fact)
            else:
                self.decree(fact, turn.session.person)  # type: ignore[arg-type]
            self.journal.append((act.subject, fact))
        self.sessions[event.chat] = turn.session.model_dump_json()
        for message in turn.messages:
            self._deliver(message, event.chat)
        return turn

    # --- what is seen -------------------------------------------------------------------------------

    def _deliver(self, message: Message, chat: str) -> None:
        if message.to:
            chat = self.campaign.people[message.to].chats[-1]
        self.shown.setdefault(chat, []).append(message)

    def button(self, chat: str, label: str) -> Button:
        buttons = [
            b for message in reversed(self.shown.get(chat, [])) for row in message.buttons for b in row
        ]
        exact = [b for b in buttons if b.label == label]
        begun = [b for b in buttons if b.label.startswith(label)]
        if not exact and not begun:
            raise AssertionError(f"no button {label!r}; there are {[b.label for b in buttons][:20]}")
        return (exact or begun)[0]

    def session(self, chat: str) -> Session:
        return Session.model_validate_json(self.sessions[chat])

    def last(self, chat: str) -> Message:
        return self.shown[chat][-1]


def ready(chat: str = "web:hoa") -> House:
    """An open campaign whose officer has joined."""
    house = House().open_campaign()
    house.join(chat)
    return house


def text_of(message: Message) -> str:
    """A message as a person sees it, line by line."""
    lines = [f"→ {message.to}"] if message.to else []
    lines += [f"# {message.title}"] if message.title else []
    lines += message.body.split("\n") if message.body else []
    lines += [f"> {line}" for line in message.quote.split("\n")] if message.quote else []
    lines += [f"@ {message.attachment.name}"] if message.attachment else []
    lines += [f"-- {message.footer}"] if message.footer else []
    lines += [" ".join(_label(b) for b in row) for row in message.buttons]
    return "\n".join(lines)


def _label(button: Button) -> str:
    return (
        f"[{button.label}]"
        if button.kind == "plain"
        else f"[{button.label}]{'*' if button.kind == 'primary' else '!'}"
    )


def fact_text(fact: Fact) -> str:
    """A fact in one line: ``answer_given 3.1 v1 a=421 b=512``."""
    body = fact.model_dump()
    words = [fact.kind, *(str(body[key]) for key in ("item", "role", "topic") if key in body)]
    if "version" in body:
        words.append(f"v{body['version']}")
    if body.get("claim"):
        words += [f"{key}={value}" for key, value in body["claim"]["values"].items()]
        words += [str(key) for key in body["claim"]["chosen"]]
        words += ["n/a"] if body["claim"]["not_applicable"] else []
    if "evidence" in body:
        words.append(body["evidence"]["name"])
    words += [f"{key}={body[key]}" for key in ("text", "claimed", "items", "reason", "act") if body.get(key)]
    return " ".join(words)
