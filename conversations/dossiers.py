"""A unit's dossier as a reviewer has it open: scores, warnings, what is decided and what may be done."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

from conversations import helping, items
from conversations.messages import Button, Message
from conversations.phrases import reviewer as words
from conversations.talk import Talk, button
from criteria.schema import Criterion
from scoring import review
from scoring.facts import Unit
from scoring.records import Submission
from scoring.review import Warning_
from scoring.sheet import Sheet, self_sheet, verified_sheet

Row = tuple[Button, ...]


@dataclass(frozen=True)
class Dossier:
    """One dossier at one moment of the step: after a fact, take a new one."""

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
    def own(self) -> Sheet:
        """The self-score."""
        return self_sheet(self.talk.criteria, self.record, self.talk.peers(self.code))

    @cached_property
    def verified(self) -> Sheet:
        """The score as reviewed so far."""
        return verified_sheet(self.talk.criteria, self.record, self.talk.peers(self.code, verified=True))

    @cached_property
    def warnings(self) -> dict[str, list[Warning_]]:
        return review.warnings(self.talk.criteria, self.record, self.own.scores)

    @property
    def undecided(self) -> tuple[str, ...]:
        """Criteria without a verdict, unanswered ones included, in printed order."""
        return tuple(c.id for c in self.talk.criteria.criteria if c.id not in self.record.verdicts)

    @property
    def unwarned(self) -> tuple[str, ...]:
        """Answered criteria that have neither a verdict nor a warning."""
        waiting = review.unreviewed(self.talk.criteria, self.record)
        return tuple(item for item in waiting if item not in self.warnings)

    @property
    def decided(self) -> int:
        """How many criteria have a verdict."""
        return len(self.talk.criteria.criteria) - len(self.undecided)

    def refusal(self) -> str:
        """Why no verdict can be given now; empty where it can."""
        if not review.may_review(self.record):
            return words.NOT_NOW[self.record.state].format(unit=self.unit.name)
        return "" if self.talk.campaign.stage in ("open", "verifying") else words.STAGE_OVER

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
    elif talk.person is not None and talk.person.unit() == code:
        talk.show(Message(body=words.OWN_UNIT.format(unit=unit.name), buttons=ways(talk)))
    elif talk.submission(code).state == "drafting":
        talk.show(Message(body=words.NOT_NOW["drafting"].format(unit=unit.name), buttons=ways(talk)))
    else:
        return Dossier(talk, unit)
    return None


def at(talk: Talk, code: str, item: str) -> Dossier | None:
    """The dossier, where it may be looked into and has the criterion; else says why not."""
    if item in talk.criteria.by_id:
        return opened(talk, code)
    helping.unknown_button(talk)
    return None


def ways(talk: Talk) -> tuple[Row, ...]:
    """Where a reviewer goes from anywhere: the open dossier and the queue."""
    unit = talk.campaign.units.get(talk.session.unit)
    back = (button(f"{words.DOSSIER} {unit.name}", "rv", unit.code),) if unit else ()
    return ((*back, button(words.QUEUE, "rvq")),)


def grid(buttons: tuple[Button, ...] | list[Button], wide: int = 5) -> list[Row]:
    """Buttons in rows of ``wide``."""
    return [tuple(buttons[n : n + wide]) for n in range(0, len(buttons), wide)]


def paragraphs(*blocks: str) -> str:
    """Blocks that are not empty, a blank line between them."""
    return "\n\n".join(block for block in blocks if block)


def lines(*found: str) -> str:
    """Lines that are not empty."""
    return "\n".join(line for line in found if line)
