"""Plays people through the engine itself: officers who fill in, a reviewer who decides, the documents at
the end. ``chamdiem rehearse`` is the smoke test and the load test; ``chamdiem demo`` uses the same players.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.tryout.phones import Player
from conversations.phrases import finishing
from conversations.phrases import officer as officer_words
from conversations.phrases import remarks as remark_words
from criteria import schema
from criteria.schema import CriteriaSet, Criterion, InfoField, Input
from scoring.review import unreviewed

DIFFICULTIES = "Đường truyền ở vài thôn còn yếu.\nThiếu cán bộ chuyên trách."


@dataclass(slots=True)
class Officer:
    """Answers everything with plausible figures. ``zeal`` from 0 to 1 moves all of them."""

    player: Player
    criteria: CriteriaSet
    unit_name: str
    zeal: float
    figures: dict[str, int] = field(default_factory=dict)

    async def fill(self, items: Iterable[Criterion] | None = None, *, evidence: bool = True) -> None:
        """General information, then the criteria (default: all of them)."""
        for info in self.criteria.general_info:
            await self.inform(info)
        for criterion in self.criteria.criteria if items is None else items:
            await self.answer(criterion)
            if evidence and criterion.evidence:
                await self.prove(criterion)

    async def fill_and_submit(self) -> None:
        """Everything, then the submission."""
        await self.fill()
        await self.remark()
        await self.submit()

    async def remark(self) -> None:
        """Say something of difficulties, and that there is nothing to propose."""
        for text in ("/khokhan", DIFFICULTIES, remark_words.NOTHING):
            await self.player.say(text)

    async def submit(self, label: str = officer_words.SUBMIT_YES) -> None:
        """Hand the submission in, or to the leader: ``label`` is the button's."""
        await self.player.say("/nop")
        await self.player.tap(label)

    async def inform(self, info: InfoField) -> None:
        """One line of the general information."""
        await self.player.press(f"go:tt.{info.key}")
        if info.type == "text":
            await self.player.say(_words(info.label, self.unit_name, self.player.name))
        else:
            self.figures[info.key] = _size(info.label, self.player.dice)
            await self.player.say(str(self.figures[info.key]))

    async def answer(self, criterion: Criterion) -> None:
        """One criterion, typed as a person without buttons would."""
        await self.player.press(f"go:{criterion.id}")
        rule = criterion.rule
        if isinstance(rule, schema.Choice):
            option = self._option(rule)
            await self.player.say(str(rule.options.index(option) + 1))
            if option.asks:
                await self.player.say(f"{self._percent()}%")
        elif isinstance(rule, schema.Tiers) and rule.requires:
            await self.player.say("có")
            await self.player.say(str(self.player.dice.randint(2, 14)))
        elif isinstance(rule, schema.Checklist):
            await self._tick(rule)
        elif len(criterion.inputs) == 1 and criterion.inputs[0].type == "frequency":
            await self.player.say(self.player.dice.choice(["1 lần/tuần", "2 lần/tháng", "3 lần/tuần"]))
        elif len(criterion.inputs) == 1 and criterion.inputs[0].type == "ratio":
            await self.player.say(f"{self._percent()}%")
        elif len(criterion.inputs) == 1 and isinstance(rule, schema.Tiers | schema.Points):
            await self.player.say(str(self.player.dice.randint(1, 12)))
        else:
            await self._figures(criterion)

    async def prove(self, criterion: Criterion) -> None:
        """One evidence file for the criterion that is open."""
        kind = criterion.evidence.split(",")[0].strip()
        name = f"minh-chung-{criterion.id.replace('/', '-')}.pdf"
        text = f"{self.unit_name} {criterion.id} {self.player.chat}"
        await self.player.send(name, f"{kind} {criterion.id}", text)

    async def _tick(self, rule: schema.Checklist) -> None:
        """Most of the items that need no figure; none is an answer too."""
        places = [n for n, item in enumerate(rule.items, start=1) if not item.asks]
        held = [n for n in places if self.player.dice.random() < self.zeal]
        await self.player.say(" ".join(map(str, held)) or "không")

    def _option(self, rule: schema.Choice) -> schema.Option:
        """Mostly the best option."""
        if self.player.dice.random() < self.zeal:
            return rule.options[0]
        return self.player.dice.choice(rule.options[1:])

    def _percent(self) -> int:
        return self.player.dice.randint(55 + int(30 * self.zeal), 100)

    async def _figures(self, criterion: Criterion) -> None:
        """Denominators first (known ones are not typed), then numerators below them."""
        formula = getattr(criterion.rule, "formula", None) or getattr(criterion.rule, "of", None)
        parts = formula.fraction() if formula else None
        bottom_names = parts[1].names if parts else frozenset()
        typed: dict[str, int] = {}
        whole = 0
        for item in criterion.inputs:
            if item.key in bottom_names:
                known = self._known(item)
                if known is None:
                    typed[item.key] = known = self.player.dice.randint(20, 400)
                self.figures[f"{criterion.id}.{item.key}"] = known
                whole += known
        tops = [item for item in criterion.inputs if item.key not in bottom_names]
        for item in tops:
            share = self.zeal * self.player.dice.uniform(0.6, 1.0) / len(tops)
            typed[item.key] = int(whole * share) if whole else self.player.dice.randint(40, 900)
        alone = next(iter(typed.values())) if len(typed) == 1 else None
        named = " ".join(f"{key}={value}" for key, value in sorted(typed.items()))
        await self.player.say(named if alone is None else str(alone))

    def _known(self, item: Input) -> int | None:
        """Sum of the linked figures, as the talk itself will use it."""
        if not item.same_as or any(key not in self.figures for key in item.same_as):
            return None
        return sum(self.figures[key] for key in item.same_as)


@dataclass(slots=True)
class Reviewer:
    """Accepts what has no warning, then the rest, save what is to be returned or adjusted. One dossier at a
    time: ``lock`` is held meanwhile.
    """

    player: Player
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def review(
        self,
        unit: str,
        *,
        returned: Mapping[str, str] | None = None,
        adjusted: Mapping[str, str] | None = None,
    ) -> None:
        """Review one dossier to its end. ``returned`` has reasons, ``adjusted`` figures, by criterion."""
        app, say = self.player.app, self.player.say
        await say(f"/hoso {unit}")
        for item, reason in (returned or {}).items():
            await say(f"/tralai {item}")
            await say(reason)
        for item, figures in (adjusted or {}).items():
            await say(f"/dieuchinh {item}")
            await say(figures)
            await say("Theo số liệu của cơ quan phối hợp xác minh.")
        await say("/chapnhan")
        assert app.book.criteria is not None  # noqa: S101 - there is a campaign
        for item in unreviewed(app.book.criteria, await app.book.submission(unit)):
            await say(f"/tieuchi {item}")
            await say("chấp nhận")
        await say("kết thúc")
        await self.player.tap(finishing.FINISH_RETURN_YES if returned else finishing.FINISH_YES)


def _size(label: str, dice: random.Random) -> int:
    """A figure of the right order for what its label counts."""
    sizes = (
        ("độ tuổi lao động", 3000, 7000), ("dân số", 7500, 14000), ("hộ gia đình", 1800, 3900),
        ("thôn", 4, 14), ("công chức", 18, 24), ("viên chức", 10, 70), ("doanh nghiệp", 20, 180),
        ("Tổng chi", 15, 90),
    )  # fmt: skip
    for word, low, high in sizes:
        if word in label:
            return dice.randint(low, high)
    return dice.randint(1, 30)


def _words(label: str, unit: str, person: str) -> str:
    answers = {
        "Tên": unit, "Họ tên": person, "Chức vụ": "Công chức Văn phòng - Thống kê",
        "Đơn vị": f"UBND {unit}", "Điện thoại": "0912345678", "Email": "vanphong@example.vn",
        "Địa chỉ trang": "https://example.vn",
    }  # fmt: skip
    return next((text for word, text in answers.items() if label.startswith(word)), f"Trụ sở UBND {unit}")
