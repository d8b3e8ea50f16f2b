"""Who plays in a rehearsed year: units with an officer and a leader, and for each part of them a reviewer
and an administrator.
"""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.app import App
from bot.clock import utc_now
from bot.commands import office
from bot.tryout.authority_players import Administrator, Leader
from bot.tryout.phones import Player
from bot.tryout.players import Officer, Reviewer
from conversations.talk import Act
from criteria.procedures import Procedure
from criteria.schema import CriteriaSet
from scoring import facts
from scoring.facts import Body, RoleName, Scope, Unit

AT_ONCE = 40  # phones that talk at the same time
BLOCKS, PART = 4, 25  # blocks of the ranking; communes of one district
APPEAL_DAYS = 5


@dataclass(frozen=True, slots=True)
class Script:
    """What is to be played. ``procedure``: None is the set's own, empty is none; ``periods``: one round each,
    none is the whole set at once.
    """

    set_id: str
    units: int
    seed: int = 1
    procedure: str | None = None
    periods: tuple[str, ...] = ()


@dataclass(slots=True)
class Cast:
    """A unit's people. ``leader`` is None where the leader fills in and signs alone."""

    number: int
    unit: Unit
    officer: Officer
    leader: Leader | None

    @property
    def absent(self) -> bool:
        """One in twenty-five never hands in."""
        return self.number % 25 == 7

    @property
    def lowered(self) -> bool:
        """One in eight loses the points of a criterion in the review, and appeals."""
        return self.number % 8 == 3


@dataclass(slots=True)
class Part:
    """What one reviewer verifies and one administrator approves: a district's communes, or a block."""

    reviewer: Reviewer
    administrator: Administrator
    cast: list[Cast] = field(default_factory=list)


@dataclass(slots=True)
class Gathering:
    """A campaign and everybody in it. ``ahead``: how far the clock of the play is before the real one, so
    that terms run out.
    """

    app: App
    criteria: CriteriaSet
    procedure: Procedure | None
    script: Script
    ahead: timedelta = timedelta()
    players: list[Player] = field(default_factory=list)
    gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    def now(self) -> datetime:
        """The clock of the play."""
        return utc_now() + self.ahead

    async def prepare(self) -> None:
        """The campaign, its units and the bodies above them; open."""
        first = self.script.periods[0] if self.script.periods else ""
        more = {
            "period": first,
            "terms": facts.Terms(sign_off=True, appeal_days=APPEAL_DAYS),
            "procedure": self.procedure.id if self.procedure else "",
            "procedure_digest": self.procedure.digest if self.procedure else "",
        }
        made = office.created(self.criteria, f"Diễn tập {self.criteria.id}", "").model_copy(update=more)
        await self.app.decree([Act("", made)])
        units = tuple(self._unit(number) for number in range(1, self.script.units + 1))
        bodies = tuple(
            Body(code=code, name=f"Huyện {code}") for code in dict.fromkeys(u.parent for u in units)
        )
        known = facts.UnitsImported(units=units, bodies=bodies if self._districts else ())
        await self.app.decree([Act("", known), Act("", facts.StageChanged(stage="open"))])

    @property
    def _districts(self) -> bool:
        """Whether the units are communes, verified and approved by their district."""
        return self.criteria.id.endswith("-xa")

    def _unit(self, number: int) -> Unit:
        code = f"{number:05}"
        parent = f"H{(number - 1) // PART + 1:03}" if self._districts else ""
        return Unit(code=code, name=f"Đơn vị {code}", block=f"Khối {number % BLOCKS + 1}", parent=parent)

    async def parts(self) -> list[Part]:
        """Everybody joins; each part has a reviewer and an administrator of its own."""
        units = self.app.book.campaign.units
        parts = {code: await self._part(code) for code in dict.fromkeys(map(self._part_of, units.values()))}
        await asyncio.gather(
            *(self._cast(place, unit, parts) for place, unit in enumerate(units.values(), start=1))
        )
        for part in parts.values():
            part.cast.sort(key=lambda each: each.number)
        return list(parts.values())

    def _part_of(self, unit: Unit) -> str:
        return unit.parent if self._districts else unit.block

    async def _part(self, code: str) -> Part:
        scope = Scope(body=code) if self._districts else Scope(blocks=(code,))
        reviewer = await self.joined("reviewer", name=f"Thẩm định {code}", scope=scope)
        administrator = await self.joined("administrator", name=f"Quản trị {code}", scope=scope)
        return Part(Reviewer(reviewer), Administrator(administrator))

    async def _cast(self, place: int, unit: Unit, parts: dict[str, Part]) -> None:
        """Three units in four have an officer and a leader; in the fourth the leader does both."""
        async with self.gate:
            alone = place % 4 == 0
            role: RoleName = "leader" if alone else "officer"
            player = await self.joined(role, unit.code, f"Cán bộ {unit.code}")
            signer = None if alone else await self.joined("leader", unit.code, f"Lãnh đạo {unit.code}")
            zeal = player.dice.uniform(0.4, 1.0)
            officer = Officer(player, self.criteria, unit.name, zeal=zeal)
            leader = Leader(signer) if signer else None
            parts[self._part_of(unit)].cast.append(Cast(place, unit, officer, leader))

    async def joined(
        self, role: RoleName, unit: str = "", name: str = "", scope: Scope | None = None
    ) -> Player:
        """Somebody follows an invitation of their own."""
        given = office.How(scope=scope or Scope())
        issued, (invited,) = office.invited(self.app.settings, [(role, unit, name)], given)
        await self.app.decree([Act("", fact) for fact in issued])
        seed = f"{self.script.seed}/{name}"
        dice = random.Random(seed)  # noqa: S311 - plausible figures, not secrets
        player = Player(self.app, f"web:player-{len(self.players)}", name, dice, now=self.now)
        self.players.append(player)
        await player.join(invited.code)
        return player
