"""A unit's dossier as a reviewer has it open: scores, warnings, what is decided and what may be done."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from conversations import helping, roles
from conversations.events import Pressed, Said
from conversations.messages import Button, Message
from conversations.phrases import reviewer as words
from conversations.phrases.reviewer import Look
from conversations.review import coverifying
from conversations.showing import items
from conversations.talk import Talk, button, parse_press
from criteria.schema import Criterion
from scoring import review, warnings
from scoring.facts import ActRefused, Unit
from scoring.records import Submission
from scoring.sheet import Sheet, self_sheet, verified_sheet
from scoring.values import WORKED_ON
from scoring.warnings import Beside

Row = tuple[Button, ...]


@dataclass(frozen=True)
class Dossier:
    """One dossier at one moment of the step, as far as this reviewer answers for it: after a fact, take a
    new one.
    """

    talk: Talk
    unit: Unit

    @property
    def code(self) -> str:
        """The unit's code."""
        return self.unit.code

    @cached_property
    def record(self) -> Submission:
        return self.talk.submission(self.code)

    @cached_property
    def leads(self) -> bool:
        """Whether the reviewer answers for the whole dossier; else for ``scope`` only."""
        return coverifying.leads(self.talk.campaign, self.talk.person, self.code)

    @cached_property
    def scope(self) -> tuple[str, ...]:
        """The criteria that this reviewer sees and decides on, in printed order."""
        return coverifying.criteria_of(self.talk, self.talk.person, self.code)

    @cached_property
    def own(self) -> Sheet:
        """The self-score."""
        return self_sheet(self.talk.criteria, self.record, self.talk.peers(self.code))

    @cached_property
    def verified(self) -> Sheet:
        """The score as reviewed so far."""
        return verified_sheet(self.talk.criteria, self.record, self.talk.peers(self.code, verified=True))

    @cached_property
    def beside(self) -> Beside:
        """What the dossier is held against: its block, the round before, other uses of its files."""
        standings = self.talk.desk.standings()
        uses = {
            file: tuple(place for place in places if place[0] in standings and standings[place[0]].handed_in)
            for file, places in self.talk.desk.uses(self.code).items()
        }
        return Beside(self.talk.desk.block(self.code), self.talk.desk.earlier(self.code), uses)

    @cached_property
    def warnings(self) -> dict[str, list[Look]]:
        """What deserves a look, by criterion id in printed order."""
        criteria, record = self.talk.criteria, self.record
        beside = warnings.signs(criteria, record, self.beside)  # first: it may have to be fetched
        alone = review.warnings(criteria, record, self.own.scores)
        found = {item: dict.fromkeys([*alone.get(item, ()), *beside.get(item, ())]) for item in self.scope}
        return {item: list(signs) for item, signs in found.items() if signs}

    @property
    def undecided(self) -> tuple[str, ...]:
        """Criteria without a verdict, unanswered ones included, in printed order."""
        return tuple(item for item in self.scope if item not in self.record.verdicts)

    @property
    def asked(self) -> tuple[str, ...]:
        """Criteria about which the unit has not answered a question."""
        return tuple(item for item in self.scope if warnings.asked(self.record, item))

    def total(self, sheet: Sheet) -> Fraction:
        """Points of what this reviewer answers for."""
        if self.leads:
            return sheet.total
        return sum((sheet.scores[item].counted for item in self.scope), Fraction(0))

    @property
    def unwarned(self) -> tuple[str, ...]:
        """Answered criteria that have neither a verdict nor a warning."""
        return tuple(item for item in self.unreviewed if item not in self.warnings)

    @property
    def by_figures(self) -> tuple[str, ...]:
        """Criteria without a verdict and unanswered, which the authority's own figures give points."""
        scores, answers = self.verified.scores, self.record.answers
        waiting = (item for item in self.undecided if item not in answers)
        return tuple(item for item in waiting if scores[item].state != "missing")

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Criteria without a verdict that count for nothing: neither unit nor authority gave figures."""
        figures, answers = self.by_figures, self.record.answers
        return tuple(item for item in self.undecided if item not in answers and item not in figures)

    def accepted(self, item: str) -> Fraction:
        """Points of the criterion once it is accepted: the authority's figures stand before the unit's."""
        verdicts = {each: verdict for each, verdict in self.record.verdicts.items() if each != item}
        record = self.record.model_copy(update={"verdicts": verdicts})
        peers = self.talk.peers(self.code, verified=True)
        return verified_sheet(self.talk.criteria, record, peers).scores[item].counted

    @property
    def unreviewed(self) -> tuple[str, ...]:
        """Answered criteria without a verdict."""
        waiting = review.unreviewed(self.talk.criteria, self.record)
        return tuple(item for item in waiting if item in self.scope)

    @property
    def decided(self) -> int:
        """How many criteria have a verdict."""
        return len(self.scope) - len(self.undecided)

    def refusal(self) -> str:
        """Why no verdict can be given now; empty where it can."""
        if not review.may_review(self.record):
            return words.NOT_NOW[self.record.state].format(unit=self.unit.name)
        return "" if self.talk.campaign.stage in WORKED_ON else words.STAGE_OVER

    def criterion(self, item: str) -> Criterion:
        return self.talk.criteria.by_id[item]

    def codes(self, found: tuple[str, ...] | list[str]) -> list[str]:
        """How the talk names the criteria."""
        return [self.name(item) for item in found]

    def name(self, item: str) -> str:
        """How the talk names a criterion."""
        return items.code(self.talk.criteria, item)

    def stamp(self, item: str) -> str:
        """What stands for the criterion now: the answer's version, and the verdict where there is one.

        Buttons carry it, so that nobody decides on what they have not seen.
        """
        verdict = self.record.verdicts.get(item)
        version = str(self.record.version(item))
        if verdict is None:
            return version
        return f"{version}.{hashlib.sha256(verdict.model_dump_json().encode()).hexdigest()[:6]}"


def opened(talk: Talk, code: str) -> Dossier | None:
    """The dossier, where this reviewer may look into it; else says why not."""
    unit = talk.campaign.units.get(code)
    if unit is None:
        talk.show(Message(body=words.NO_UNIT_OPEN, buttons=ways(talk)))
    elif not roles.may_review(talk, code):
        refuse(talk, unit)
    elif not review.was_handed_in(talk.submission(code)):
        state = talk.submission(code).state
        talk.show(Message(body=words.NOT_NOW[state].format(unit=unit.name), buttons=ways(talk)))
    else:
        return Dossier(talk, unit)
    return None


def at(talk: Talk, code: str, item: str) -> Dossier | None:
    """The dossier, where this reviewer may look into it and decides on the criterion; else says why not."""
    if item not in talk.criteria.by_id:
        helping.unknown_button(talk)
        return None
    dossier = opened(talk, code)
    if dossier is not None and item not in dossier.scope:
        refuse(talk, dossier.unit, item)
        return None
    return dossier


def refuse(talk: Talk, unit: Unit, item: str = "") -> None:
    """What is outside of the reviewer's scope stays closed, and the attempt is on record."""
    own = talk.person is not None and talk.person.unit() == unit.code
    told = words.OWN_UNIT if own else words.OUT_OF_SCOPE_ITEM if item else words.OUT_OF_SCOPE
    code = items.code(talk.criteria, item) if item else ""
    talk.decree(ActRefused(act=" ".join(part for part in (_act(talk), unit.code, item) if part), why="scope"))
    talk.show(Message(body=told.format(unit=unit.name, code=code), buttons=ways(talk)))


def _act(talk: Talk) -> str:
    """What was tried: a button's verb, a command, or a text."""
    event = talk.event
    if isinstance(event, Pressed):
        return parse_press(event.payload)[0]
    text = event.text if isinstance(event, Said) else ""
    return text.split(maxsplit=1)[0] if text.startswith("/") else "text"


def ways(talk: Talk) -> tuple[Row, ...]:
    """Where a reviewer goes from anywhere: the open dossier and the queue."""
    unit = talk.campaign.units.get(talk.session.unit)
    known = unit is not None and roles.may_review(talk, unit.code)
    back = (button(f"{words.DOSSIER} {unit.name}", "rv", unit.code),) if unit and known else ()
    return ((*back, button(words.QUEUE, "rvq")),)


def back(dossier: Dossier) -> tuple[Row, ...]:
    """The way back to the dossier."""
    return ((button(words.DOSSIER, "rv", dossier.code),),)
