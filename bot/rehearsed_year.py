"""The year that ``chamdiem rehearse`` plays, round by round: everybody fills in and signs, reviewers of a part
verify it, administrators of a part approve it, results are published, appealed, published again and closed.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Awaitable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import click

from bot import office
from bot.app import App
from bot.authority_players import Administrator, Leader
from bot.book import utc_now
from bot.players import Officer, Player, Reviewer
from conversations import figure_lists
from conversations.phrases import people
from conversations.talk import Act
from criteria import due
from criteria.procedures import Procedure
from criteria.schema import CriteriaSet
from criteria.vietnamese import number
from scoring import facts
from scoring.facts import Body, RoleName, Scope, Unit
from scoring.records import Submission
from scoring.sheet import self_sheet

AT_ONCE = 40  # phones that talk at the same time
BLOCKS, PART = 4, 25  # blocks of the ranking; communes of one district
APPEAL_DAYS = 5
SUPPLIED = "Hệ thống quản lý văn bản của tỉnh"
RETURNED = "Đề nghị gửi lại văn bản có chữ ký và con dấu."


class NotPlayedError(Exception):
    """The bot did not do what it was led to do; the message says where."""


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
class Year:
    """The play. ``told``: one line for each round; ``spent``: seconds by what was done; ``ahead``: how far its
    clock is before the real one, so that terms run out.
    """

    app: App
    criteria: CriteriaSet
    procedure: Procedure | None
    script: Script
    told: list[str] = field(default_factory=list)
    spent: dict[str, float] = field(default_factory=dict)
    ahead: timedelta = timedelta()
    players: list[Player] = field(default_factory=list)
    gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    @property
    def events(self) -> int:
        """How many events it took so far."""
        return sum(player.count for player in self.players)

    def now(self) -> datetime:
        """The clock of the play."""
        return utc_now() + self.ahead

    async def play(self) -> None:
        """Everything, from the campaign's making to its end."""
        await self._prepare()
        chief = Administrator(await self._joined("administrator", name="Quản trị kỳ đánh giá"))
        async with self._timed("joined"):
            parts = await self._parts()
        for place, period in enumerate(self.script.periods or ("",)):
            if place:
                await chief.next_round(period)
            await self._round(chief, parts)

    # --- before anybody answers -------------------------------------------------------------------------

    async def _prepare(self) -> None:
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
        bodies = tuple(Body(code=code, name=f"Huyện {code}") for code in dict.fromkeys(u.parent for u in units))
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

    async def _parts(self) -> list[Part]:
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
        reviewer = await self._joined("reviewer", name=f"Thẩm định {code}", scope=scope)
        administrator = await self._joined("administrator", name=f"Quản trị {code}", scope=scope)
        return Part(Reviewer(reviewer), Administrator(administrator))

    async def _cast(self, place: int, unit: Unit, parts: dict[str, Part]) -> None:
        """Three units in four have an officer and a leader; in the fourth the leader does both."""
        async with self.gate:
            alone = place % 4 == 0
            role: RoleName = "leader" if alone else "officer"
            player = await self._joined(role, unit.code, f"Cán bộ {unit.code}")
            signer = None if alone else await self._joined("leader", unit.code, f"Lãnh đạo {unit.code}")
            zeal = player.dice.uniform(0.4, 1.0)
            officer = Officer(player, self.criteria, unit.name, zeal=zeal)
            leader = Leader(signer) if signer else None
            parts[self._part_of(unit)].cast.append(Cast(place, unit, officer, leader))

    async def _joined(self, role: RoleName, unit: str = "", name: str = "", scope: Scope | None = None) -> Player:
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

    # --- one round --------------------------------------------------------------------------------------

    async def _round(self, chief: Administrator, parts: list[Part]) -> None:
        """Everything that happens between the opening of a round and its end."""
        assert self.app.book.criteria is not None  # noqa: S101 - there is a campaign
        asked = self.app.book.criteria
        cast = [each for part in parts for each in part.cast]
        for each in cast:
            each.officer.criteria = asked
        async with self._timed("filled in and signed"):
            await self._everybody((self._hand_in(each) for each in cast), len(cast), "units")
        await chief.lock()
        async with self._timed("figures supplied"):
            await self._supply(asked, cast)
        async with self._timed("reviewed"):
            reviews = (self._review(part, each) for part in parts for each in part.cast)
            await self._everybody(reviews, len(cast), "reviews")
        async with self._timed("approved"):
            for part in parts:
                await part.administrator.approve_ready()
            await chief.approve_campaign()
        async with self._timed("published"):
            await chief.publish()
        async with self._timed("appealed and ruled on"):
            upheld = sum([await self._appeal(part, each) for part in parts for each in part.cast])
        async with self._timed("published again"):
            if upheld:
                await chief.publish()
        self.ahead += timedelta(days=5 * APPEAL_DAYS)
        await chief.close()
        self._tell(upheld)

    async def _everybody(self, acts: Iterable[Awaitable[None]], count: int, label: str) -> None:
        with click.progressbar(length=count, label=label) as bar:

            async def one(act: Awaitable[None]) -> None:
                async with self.gate:
                    await act
                    bar.update(1)

            await asyncio.gather(*(one(act) for act in acts))

    def _tell(self, upheld: int) -> None:
        campaign = self.app.book.campaign
        name = due.Period.of(campaign.period).code if campaign.period else "whole set"
        count = sum(1 for each in campaign.publications)
        self.told.append(f"{name}: {campaign.stage}, {count} publications so far, {upheld} appeals upheld")
        if campaign.stage != "closed":
            raise NotPlayedError(f"{name}: the round stands at {campaign.stage}, not at its end")

    @asynccontextmanager
    async def _timed(self, what: str) -> AsyncIterator[None]:
        started = time.monotonic()
        yield
        self.spent[what] = self.spent.get(what, 0.0) + time.monotonic() - started

    # --- the unit ---------------------------------------------------------------------------------------

    async def _hand_in(self, each: Cast) -> None:
        """Fill in, and hand in unless the unit is one of those that never do."""
        if each.absent:
            await each.officer.fill(each.officer.criteria.criteria[:3])
            return
        await each.officer.fill()
        if each.leader is not None and each.number % 10 == 1:
            await each.officer.submit(people.ASK_SIGNATURE)
            await each.leader.send_back()
        await self._submit(each)

    async def _submit(self, each: Cast) -> None:
        """Signed by the leader, who presses alone where nobody else answers."""
        await each.officer.submit(people.ASK_SIGNATURE if each.leader else people.SIGN_AND_SUBMIT)
        if each.leader is not None:
            await each.leader.sign()

    # --- the authority ----------------------------------------------------------------------------------

    async def _supply(self, asked: CriteriaSet, cast: list[Cast]) -> None:
        """What the authority holds, mostly as the units said; one unit in six claimed one too many."""
        items = dict.fromkeys(column.item for column in figure_lists.columns(asked))
        for each in cast:
            record = await self.app.book.submission(each.unit.code)
            given = [fact for item in items if (fact := self._figures(record, item, each)) is not None]
            if given and not each.absent:
                await self.app.decree([Act(each.unit.code, fact) for fact in given])

    @staticmethod
    def _figures(record: Submission, item: str, each: Cast) -> facts.FiguresSupplied | None:
        claim = record.claim(item)
        if claim is None or not claim.values:
            return None
        values = dict(claim.values)
        key = next(iter(values))
        if each.number % 6 == 2 and values[key].isdecimal() and int(values[key]) > 1:
            values[key] = str(int(values[key]) - 1)
        return facts.FiguresSupplied(item=item, values=values, source=SUPPLIED)

    async def _review(self, part: Part, each: Cast) -> None:
        """One unit in five is returned once, corrects and is reviewed again."""
        if each.absent:
            return
        async with part.reviewer.lock:
            lowered = await self._lowered(each)
            if each.number % 5 == 0:
                item = each.officer.criteria.criteria[0]
                await part.reviewer.review(each.unit.code, returned={item.id: RETURNED})
                await each.officer.answer(item)
                await self._submit(each)
            await part.reviewer.review(each.unit.code, adjusted=dict.fromkeys(lowered, "điểm 0"))

    async def _lowered(self, each: Cast) -> list[str]:
        """The criterion whose points the review takes away; the last one that has any."""
        if not each.lowered:
            return []
        record = await self.app.book.submission(each.unit.code)
        scores = self_sheet(each.officer.criteria, record).scores
        with_points = [c.id for c in each.officer.criteria.criteria if scores[c.id].counted and not c.relative]
        return with_points[-1:]

    async def _appeal(self, part: Part, each: Cast) -> int:
        """Appeal against what was lowered; every second appeal is upheld with half of the points. 1 if so."""
        record = await self.app.book.submission(each.unit.code)
        lowered = [item for item, verdict in record.verdicts.items() if verdict.points == "0"]
        for item in lowered:
            await each.officer.player.say(f"/khieunai {item}")
            await each.officer.player.say("Đơn vị đã gửi đủ văn bản chứng minh trong hồ sơ.")
            await each.officer.player.send(f"bo-sung-{each.unit.code}.pdf", "Bổ sung", f"{each.unit.code} {item}")
            half = number(each.officer.criteria.by_id[item].max / 2)
            await part.administrator.rule(each.unit.name, item, half if each.number % 16 == 3 else "")
        return len(lowered) if each.number % 16 == 3 else 0
