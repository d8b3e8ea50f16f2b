"""The year that ``chamdiem rehearse`` plays, round by round: everybody fills in and signs, reviewers of a
part verify it, administrators of a part approve it; results are published, appealed, published again,
closed.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import click

from bot.tryout.authority_players import Administrator
from bot.tryout.rehearsed_people import APPEAL_DAYS, Cast, Gathering, Part
from conversations.phrases import people
from conversations.talk import Act
from conversations.year import figure_lists
from criteria import due
from criteria.schema import CriteriaSet
from criteria.vietnamese import number
from scoring import facts
from scoring.records import Submission
from scoring.sheet import self_sheet

SUPPLIED = "Hệ thống quản lý văn bản của tỉnh"
RETURNED = "Đề nghị gửi lại văn bản có chữ ký và con dấu."


class NotPlayedError(Exception):
    """The bot did not do what it was led to do; the message says where."""


@dataclass(slots=True)
class Year:
    """The play. ``told``: one line for each round; ``spent``: seconds by what was done."""

    company: Gathering
    told: list[str] = field(default_factory=list)
    spent: dict[str, float] = field(default_factory=dict)

    @property
    def events(self) -> int:
        """How many events it took so far."""
        return sum(player.count for player in self.company.players)

    async def play(self) -> None:
        """Everything, from the campaign's making to its end."""
        await self.company.prepare()
        chief = Administrator(await self.company.joined("administrator", name="Quản trị kỳ đánh giá"))
        async with self._timed("joined"):
            parts = await self.company.parts()
        for place, period in enumerate(self.company.script.periods or ("",)):
            if place:
                await chief.next_round(period)
            await self._round(chief, parts)

    # --- one round --------------------------------------------------------------------------------------

    async def _round(self, chief: Administrator, parts: list[Part]) -> None:
        """Everything that happens between the opening of a round and its end."""
        assert self.company.app.book.criteria is not None  # noqa: S101 - there is a campaign
        asked = self.company.app.book.criteria
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
        self.company.ahead += timedelta(days=5 * APPEAL_DAYS)
        await chief.close()
        self._tell(upheld)

    async def _everybody(self, acts: Iterable[Awaitable[None]], count: int, label: str) -> None:
        with click.progressbar(length=count, label=label) as bar:

            async def one(act: Awaitable[None]) -> None:
                async with self.company.gate:
                    await act
                    bar.update(1)

            await asyncio.gather(*(one(act) for act in acts))

    def _tell(self, upheld: int) -> None:
        campaign = self.company.app.book.campaign
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
        await each.officer.remark()
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
            record = await self.company.app.book.submission(each.unit.code)
            given = [fact for item in items if (fact := self._figures(record, item, each)) is not None]
            if given and not each.absent:
                await self.company.app.decree([Act(each.unit.code, fact) for fact in given])

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
        record = await self.company.app.book.submission(each.unit.code)
        scores = self_sheet(each.officer.criteria, record).scores
        with_points = [
            c.id for c in each.officer.criteria.criteria if scores[c.id].counted and not c.relative
        ]
        return with_points[-1:]

    async def _appeal(self, part: Part, each: Cast) -> int:
        """Appeal against what was lowered; every second appeal is upheld with half of the points. 1 if so."""
        record = await self.company.app.book.submission(each.unit.code)
        lowered = [item for item, verdict in record.verdicts.items() if verdict.points == "0"]
        for item in lowered:
            await each.officer.player.say(f"/khieunai {item}")
            await each.officer.player.say("Đơn vị đã gửi đủ văn bản chứng minh trong hồ sơ.")
            await each.officer.player.send(
                f"bo-sung-{each.unit.code}.pdf", "Bổ sung", f"{each.unit.code} {item}"
            )
            half = number(each.officer.criteria.by_id[item].max / 2)
            await part.administrator.rule(each.unit.name, item, half if each.number % 16 == 3 else "")
        return len(lowered) if each.number % 16 == 3 else 0
