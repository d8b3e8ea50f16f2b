"""Plays those who sign, rule and publish: a unit's leader, and administrators of the whole or of a part."""

from __future__ import annotations

from dataclasses import dataclass

from bot.tryout.phones import Player
from conversations.phrases import administrator, people, results, rounds

RULING = "Đối chiếu lại hồ sơ gốc và báo cáo của đơn vị."


@dataclass(slots=True)
class Leader:
    """Signs what the officer has finished, now and then only at the second time."""

    player: Player

    async def sign(self) -> None:
        """Sign what waits."""
        await self.player.tap(people.SIGN)

    async def send_back(self) -> None:
        """Give it back to the officer, with a word."""
        await self.player.tap(people.SEND_BACK)
        await self.player.say("Đề nghị rà lại số liệu trước khi ký.")


@dataclass(slots=True)
class Administrator:
    """Leads a campaign, or its part, from stage to stage by the commands of the chat."""

    player: Player

    async def lock(self) -> None:
        """No more first submissions."""
        await self.player.say("/khoaso")
        await self.player.tap(administrator.LOCK_YES)

    async def approve_ready(self) -> None:
        """Everything that is ready within the scope, a part at a time."""
        while await self._approve(results.APPROVE_ALL) or await self._approve(results.APPROVE_PART):
            pass

    async def _approve(self, label: str) -> bool:
        """Press the button of the list as it stands now; False where it is not there."""
        await self.player.say("/pheduyet")
        if not await self.player.tap_now(label.partition("{")[0]):
            return False
        await self.player.tap(results.APPROVE_YES.partition("{")[0])
        return True

    async def approve_campaign(self) -> None:
        """The whole campaign is approved."""
        await self.player.say("/pheduyet")
        await self.player.tap(results.STAGE_APPROVED)

    async def publish(self) -> None:
        """Publish what the preview shows."""
        await self.player.say("/congbo")
        await self.player.tap(results.PUBLISH_YES)

    async def rule(self, unit: str, item: str, points: str = "") -> None:
        """Uphold an appeal with other points, or dismiss it where none are given."""
        await self.player.say("/khieunai")
        await self.player.tap(results.APPEALS_OPEN.format(unit=unit, code=item))
        await self.player.tap(results.RULE_UPHOLD if points else results.RULE_DISMISS)
        if points:
            await self.player.say(f"điểm {points}")
        await self.player.say(RULING)

    async def close(self) -> None:
        """End the campaign."""
        await self.player.say("/khoaso")
        await self.player.tap(administrator.CLOSE_YES)

    async def next_round(self, period: str) -> None:
        """Open the round of that period."""
        await self.player.say(f"/mokymoi {period}")
        await self.player.tap(rounds.OPEN.partition("{")[0])
